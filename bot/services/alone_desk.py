"""What people do about answering alone: the switch, modes, pauses, looking through the night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.alone_rules import AloneRules
from bot.core.alone_turn import Act
from bot.core.answering_alone import Chosen, Mode, Why
from bot.core.conversations import Route
from bot.core.intents import Intent, Unattended
from bot.core.night import CORRECTION_SCRIPT, PauseOf, Review, SentAlone
from bot.core.shop import Shop
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.services.alone_evidence import ALONE_CHANGED, AloneEvidence, Standing
from bot.services.answer_alone import AnswerAlone
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.night_words import NightWords
from bot.services.ports import Clock, Store, Work
from bot.services.ports_alone import HeldOut
from bot.services.reply import Guard, existing
from bot.services.rights import demand
from bot.services.still_alone import StillAlone


class AloneDesk:
    """Also joins the parts that work by themselves: `answer` for drafts, `still` for the outbox."""

    def __init__(
        self,
        store: Store,
        intents: Mapping[str, Intent],
        held_out: HeldOut,
        words: Callable[[], NightWords],
        guard: Guard,
        clock: Clock,
        shop: str,
    ) -> None:
        self._store = store
        self._intents = intents
        self._words = words
        self._clock = clock
        self._shop = shop
        self.evidence = AloneEvidence(intents, held_out)
        self.answer = AnswerAlone(self.evidence, words, guard, clock)
        self.still = StillAlone(store, self.evidence, clock)

    def standings(self) -> Mapping[str, Standing]:
        with self._store.read() as work:
            return self.evidence.of(work, self._shop_in(work), self._clock())

    def rules(self) -> AloneRules:
        with self._store.read() as work:
            return self._shop_in(work).alone

    def switch(self, *, on: bool, by: Account) -> None:
        """Stopping is for anybody who answers; what nobody has approved begins again by whoever leads."""
        demand(by, Right.LEAD_SHIFTS if on else Right.ANSWER)
        with self._store.write() as work:
            shop = self._shop_in(work)
            if work.shops.put(replace(shop, alone=replace(shop.alone, on=on))):
                work.audit.record(by.login, audit.ALONE_SWITCHED, f"shop {shop.code}", {"on": on})
                work.events.append(ALONE_CHANGED, None, {})

    def set_rules(self, rules: AloneRules, by: Account) -> None:
        """The switch stays as it is."""
        demand(by, Right.LEAD_SHIFTS)
        with self._store.write() as work:
            shop = self._shop_in(work)
            if work.shops.put(replace(shop, alone=replace(rules, on=shop.alone.on))):
                detail = {"most_in_talk": rules.most_in_talk, **vars(rules.bar)}
                work.audit.record(by.login, audit.ALONE_RULES, f"shop {shop.code}", detail)
                work.events.append(ALONE_CHANGED, None, {})

    def choose(self, intent: str, mode: Mode, by: Account) -> None:
        """Up only by a person, and only as far as list and figures go. Raises NotFound, Conflict."""
        demand(by, Right.LEAD_SHIFTS)
        now = self._clock()
        with self._store.write() as work:
            shop = self._shop_in(work)
            found = self.evidence.of(work, shop, now).get(intent)
            if found is None:
                raise NotFound(f"{intent} is not an intent")
            if mode is Mode.ANSWER and found.why is not Why.PASSES:
                raise Conflict(f"{intent} may not be answered alone: {found.why.value}")
            if mode is Mode.ASSIST and found.intent.unattended is Unattended.NEVER:
                raise Conflict(f"{intent} is left to people")
            work.alone.choose(shop.code, intent, Chosen(mode, by.login, now))
            detail = {"mode": mode.value, "from": found.chosen.mode.value}
            work.audit.record(by.login, audit.ALONE_MODE, f"intent {intent}", detail)
            work.events.append(ALONE_CHANGED, None, {"intent": intent})

    def lower_fallen(self) -> int:
        """How many intents have just lost the right to be answered alone. Safe at any time."""
        with self._store.read() as work:
            shop = work.shops.get(self._shop)
            before = self.evidence.of(work, shop, self._clock()) if shop else {}
        if all(one.chosen.mode is not Mode.ANSWER or one.mode is Mode.ANSWER for one in before.values()):
            return 0
        with self._store.write() as work:
            after = self.evidence.lower_fallen(work, self._shop_in(work), self._clock())
        return sum(before[name].chosen.mode is not one.chosen.mode for name, one in after.items())

    def pause(self, conversation_id: int, of: PauseOf, by: Account, *, paused: bool) -> None:
        demand(by, Right.ANSWER)
        with self._store.write() as work:
            talk = existing(work, conversation_id)
            subject = talk.id if of is PauseOf.TALK else talk.buyer_id
            if paused:
                work.alone.pause(of, subject, by.login, self._clock())
            else:
                work.alone.resume(of, subject)
            detail = {"of": of.value, "paused": paused}
            work.audit.record(by.login, audit.ALONE_PAUSED, f"conversation {talk.id}", detail)
            work.events.append(ALONE_CHANGED, talk.id, {})

    def review(self, sent_id: int, review: Review, by: Account) -> SentAlone:
        """What a person says of an answer; once. A wrong one gets an apology to send, and may cost the right.

        Raises NotFound, Conflict.
        """
        demand(by, Right.ANSWER)
        now = self._clock()
        with self._store.write() as work:
            sent = work.alone.get(sent_id)
            if sent is None or sent.withdrawn:
                raise NotFound(f"nothing was sent alone under {sent_id}")
            if sent.review is not None:
                raise Conflict(f"answer {sent_id} was looked at already")
            work.alone.review(sent_id, review, by.login, now)
            detail = {"review": review.value, "intent": sent.intent}
            work.audit.record(by.login, audit.ALONE_REVIEWED, f"conversation {sent.conversation_id}", detail)
            if review is Review.WRONG:
                self._draft_correction(work, sent)
                if sent.act is Act.ANSWER:
                    self.evidence.lower_fallen(work, self._shop_in(work), now, {sent.intent})
            work.events.append("drafted", sent.conversation_id, {})
        return sent

    def _draft_correction(self, work: Work, sent: SentAlone) -> None:
        """Offered in the talk, beside whatever is pending there; nothing is sent by it."""
        talk, now = existing(work, sent.conversation_id), self._clock()
        turn = BuyerTurn("", now, talk.shop_code, talk.buyer_nick, talk.product_code, talk.order_number)
        said = self._words().correction(work, turn)
        if said:
            drafted = Drafted("", (), (said,), Route.AGENT, CORRECTION_SCRIPT)
            work.suggestions.add_more(talk.id, sent.message_id, drafted, now)

    def _shop_in(self, work: Work) -> Shop:
        found = work.shops.get(self._shop)
        if found is None:
            raise Unacceptable(f"the shop {self._shop} is not set up")
        return found
