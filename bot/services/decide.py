"""The agent's word on a suggestion, and taking a sent reply back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.approvals import buyers_words, wish_in
from bot.core.conversations import SuggestionState, Verdict
from bot.core.suggestions import StoredSuggestion
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.reply import Override, Reply, Sent, existing

STATE_AFTER = {
    Verdict.ACCEPT: SuggestionState.ACCEPTED,
    Verdict.EDIT: SuggestionState.EDITED,
    Verdict.REJECT: SuggestionState.REJECTED,
}


@dataclass(frozen=True)
class Decision:
    verdict: Verdict
    account: str
    text: str | None = None
    intent: str | None = None
    reason: str = ""
    override: Override | None = None
    client_id: str | None = None
    """The sending browser's own id of the reply, so that a retry after a lost answer is the same reply."""
    seen: int | None = None
    """The newest message that whoever decides knows of."""
    pictures: tuple[str, ...] = ()
    """Ids of pictures that the agent has added."""


@dataclass(frozen=True)
class Decided:
    conversation_id: int
    sent: Sent | None
    wants_draft_for: str | None = None
    """The intent that the agent named when rejecting, to draft anew for."""


class Decide:
    def __init__(self, store: Store, reply: Reply, intents: frozenset[str], clock: Clock) -> None:
        self._store = store
        self._reply = reply
        self._intents = intents
        self._clock = clock

    def suggestion(self, suggestion_id: int, decision: Decision) -> Decided:
        """Carry out a decision in one transaction. Raises NotFound, Conflict, Unacceptable, Blocked."""
        if decision.intent is not None and decision.intent not in self._intents:
            raise Unacceptable(f"{decision.intent} is not an intent")
        with self._store.write() as work:
            stored = work.suggestions.get(suggestion_id)
            if stored is None:
                raise NotFound(f"there is no suggestion {suggestion_id}")
            if stored.state is not SuggestionState.PENDING:
                raise Conflict(f"suggestion {suggestion_id} is {stored.state.value} already")
            memory = existing(work, stored.conversation_id).memory or {}
            sent = None if decision.verdict is Verdict.REJECT else self._send(work, stored, decision)
            self._record(work, stored, decision, sent, memory)
        wanted = decision.intent if decision.verdict is Verdict.REJECT else None
        return Decided(stored.conversation_id, sent, wanted)

    def _send(self, work: Work, stored: StoredSuggestion, decision: Decision) -> Sent:
        text = stored.suggestion.text
        if decision.verdict is Verdict.EDIT:
            if not (decision.text or "").strip():
                raise Unacceptable("an edited reply needs its text")
            text = decision.text or ""
        sent = self._reply.send(
            work,
            existing(work, stored.conversation_id),
            text,
            decision.account,
            facts=stored.suggestion.facts,
            client_id=decision.client_id,
            override=decision.override,
            seen=decision.seen,
            pictures=decision.pictures,
        )
        if stored.suggestion.memory:
            work.conversations.remember(stored.conversation_id, stored.suggestion.memory)
        self._ask_supervisor(work, stored, decision)
        return sent

    def _ask_supervisor(self, work: Work, stored: StoredSuggestion, decision: Decision) -> None:
        """A reply that says the price will be asked for, asks for it."""
        wish = wish_in(stored.suggestion.memory)
        if wish is None:
            return
        talk_id = stored.conversation_id
        words = buyers_words(work.messages.of(talk_id))
        asked = work.approvals.add(talk_id, stored.id, wish, decision.account, self._clock(), words=words)
        work.events.append("approval_asked", talk_id, {"approval": asked})

    def _record(
        self,
        work: Work,
        stored: StoredSuggestion,
        decision: Decision,
        sent: Sent | None,
        memory_before: Mapping[str, object],
    ) -> None:
        if sent:
            work.suggestions.retire(stored.conversation_id)
        work.suggestions.mark(stored.id, STATE_AFTER[decision.verdict])
        work.decisions.add(
            suggestion_id=stored.id,
            verdict=decision.verdict.value,
            text=decision.text or (stored.suggestion.text if sent else ""),
            intent=decision.intent,
            reason=decision.reason,
            account=decision.account,
            at=self._clock(),
            message_id=sent.message_id if sent else None,
            memory_before=memory_before,
        )
        work.events.append(
            "decided",
            stored.conversation_id,
            {"suggestion": stored.id, "decision": decision.verdict.value},
        )
