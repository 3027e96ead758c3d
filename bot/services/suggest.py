"""A buyer's turn in, up to three suggestions out: what the actions, the command line and tests all call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.answering_alone import Mode
from bot.core.buyer_words import NO_WORDS, BuyerWords
from bot.core.guard import ReplyGuard
from bot.core.intents import Intent, Unattended
from bot.core.parts import PartKind
from bot.core.route import Doubt, route
from bot.core.script_book import ScriptBook
from bot.core.shop import Shop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import Parse
from bot.core.urgency import best_of_each_first
from bot.services.composed import ComposedReply, composed
from bot.services.context import TalkContext, load_context
from bot.services.next_step import NextStep
from bot.services.offers import Offer, Offers, different, said_by_agent
from bot.services.offers_around import with_other_promotions
from bot.services.ports import Store, Work
from bot.services.scenes.registry import SCENE_FOR
from bot.services.scenes.scene import SceneFacts
from bot.services.shelf import with_shelf
from bot.services.turn_wishes import Wish, asking_back, wishes_of, words_of

MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class _Answer:
    wish: Wish
    found: SceneFacts
    offers: tuple[Offer, ...]


class Suggest:
    def __init__(
        self,
        store: Store,
        book: ScriptBook,
        guard: ReplyGuard,
        intents: Mapping[str, Intent],
        words: BuyerWords = NO_WORDS,
    ) -> None:
        self._store = store
        self._offers = Offers(book, guard)
        self._next_step = NextStep(self._offers)
        self._joints = book.joints
        self._guard = guard
        self._intents = intents
        self._words = words

    def drafted(self, parse: Parse, turn: BuyerTurn) -> Drafted:
        """Raises DraftingFailure when the talk's shop is not known."""
        wishes = wishes_of(parse)
        with self._store.read() as work:
            context = load_context(work, turn, parse.entities)
            context = with_shelf(work, context, self._words, (wish.intent for wish in wishes))
            context = with_other_promotions(work, context, (wish.intent for wish in wishes))
            allowed = _answered_alone(work, context.shop, open_now=context.open_now)
        answers = [self._answer(wish, parse, context) for wish in wishes]
        whole = None if parse.abstain else self._composed(answers, context)
        offers = best_of_each_first([answer.offers for answer in answers])
        if parse.abstain or not offers:
            offers += self._answer(asking_back(parse), parse, context).offers
        offered = [*_left_out_first(offers, whole), *self._next_step.after_yes(parse, context)]
        single = different(offered, said_by_agent(context))
        chosen = ([whole.suggestion] if whole else []) + single
        chosen = chosen[:MOST_SUGGESTIONS]
        way, reason = route(
            parse.intents,
            {answer.wish.intent: self._cap(answer) for answer in answers},
            open_now=context.open_now,
            findings=[finding for suggestion in chosen for finding in suggestion.findings],
            doubt=_doubt(parse, answers, whole),
            sure=parse.sure,
            allowed_alone=allowed,
        )
        return Drafted(
            text=turn.text,
            intents=parse.intents,
            suggestions=tuple(chosen),
            route=way,
            reason=reason,
            entities=parse.entities,
            sure=parse.sure,
            clauses=parse.clauses,
            learned={name: value for answer in answers for name, value in answer.found.learned.items()},
        )

    def _answer(self, wish: Wish, parse: Parse, context: TalkContext) -> _Answer:
        scene = SCENE_FOR.get(wish.intent)
        if scene is None:
            return _Answer(wish, SceneFacts({}), ())
        context = replace(context, spoken=words_of(wish.intent, parse))
        found = scene.facts_for(wish.intent, wish.clause, parse, context)
        return _Answer(wish, found, self._offers.made(wish, found, context))

    def _composed(self, answers: Sequence[_Answer], context: TalkContext) -> ComposedReply | None:
        best = [answer.offers[0] for answer in answers if answer.offers]
        return composed(best, self._joints, self._guard, context) if len(best) > 1 else None

    def _cap(self, answer: _Answer) -> Unattended:
        """The strictest of the intent's cap and those of the scripts that answer it."""
        intent = self._intents.get(answer.wish.intent)
        caps = [intent.unattended if intent else Unattended.NEVER, *(offer.cap for offer in answer.offers)]
        return min(caps, key=lambda cap: cap.freedom)


def _answered_alone(work: Work, shop: Shop, *, open_now: bool) -> frozenset[str]:
    """What the shop has allowed; whether the figures bear it is asked where it is sent."""
    if open_now or not shop.alone.on:
        return frozenset()
    chosen = work.alone.chosen(shop.code)
    return frozenset(intent for intent, one in chosen.items() if one.mode is Mode.ANSWER)


def _left_out_first(offers: Sequence[Offer], whole: ComposedReply | None) -> list[Suggestion]:
    """Beside a reply to several wishes, first what it had to leave out: instructions, a second question."""

    def rank(offer: Offer) -> int:
        if whole is None or offer.part.kind is PartKind.LIST or offer.part.intent not in whole.answered:
            return 0
        return 1 if offer.part.script in whole.scripts else 2

    return [offer.suggestion for offer in sorted(offers, key=rank)]


def _doubt(parse: Parse, answers: Sequence[_Answer], whole: ComposedReply | None) -> Doubt | None:
    if parse.abstain:
        return Doubt.UNSURE
    if not answers or any(not answer.offers for answer in answers):
        return Doubt.NO_SCRIPT
    if not all(answer.found.complete for answer in answers):
        return Doubt.FACTS_MISSING
    wishes = {answer.wish.intent for answer in answers}
    answered = whole.answered if whole else {answers[0].wish.intent}
    return None if wishes <= answered else Doubt.PARTLY
