"""The weeks as both databases count them."""

from __future__ import annotations

from datetime import timedelta

from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.views_drift import drift
from bot.adapters.store.work import SqlStore, SqlWork
from bot.core.drift import Tally
from tests.integration.conftest import NOW


def talk(work: SqlWork) -> int:
    shop = work.shops.id_of("demo")
    buyer = BuyerRow(
        shop_id=shop, channel="web", external_id="a", nickname="a", tags=[], province="", city="", body={}
    )
    work.session.add(buyer)
    work.session.flush()
    row = ConversationRow(
        shop_id=shop,
        channel="web",
        external_id="a",
        buyer_id=buyer.id,
        state="open",
        opened_at=NOW,
        touched_at=NOW,
        memory={},
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def turn(
    work: SqlWork, talk_id: int, weeks_ago: int, *intents: str, verdict: str, sender: str = "buyer"
) -> None:
    at = NOW - timedelta(weeks=weeks_ago)
    message = MessageRow(
        conversation_id=talk_id,
        channel="web",
        sender=sender,
        kind="text",
        text="?",
        at=at,
        author="",
        attachments=[],
    )
    work.session.add(message)
    work.session.flush()
    closest = {"text": "?", "ranking": [{"intent": "ask_size", "confidence": 0.4}], "entities": []}
    draft = DraftRow(
        conversation_id=talk_id,
        message_id=message.id,
        text="?",
        at=at,
        intents=list(intents),
        entities=[],
        route="agent",
        reason="in_hours" if intents else "unsure",
        model="m",
        clauses=[closest],
    )
    work.session.add(draft)
    work.session.flush()
    suggestion = SuggestionRow(
        draft_id=draft.id,
        conversation_id=talk_id,
        rank=1,
        text="!",
        script="s",
        intent=intents[0] if intents else "nlu_fallback",
        confidence=1,
        facts={},
        findings=[],
        memory={},
        state="retired",
    )
    work.session.add(suggestion)
    work.session.flush()
    work.session.add(
        DecisionRow(
            suggestion_id=suggestion.id,
            verdict=verdict,
            text="!",
            reason="",
            account="x",
            at=at,
            memory_before={},
        )
    )


def test_decisions_turns_and_abstentions_fall_into_their_weeks(store: SqlStore) -> None:
    with store.write() as work:
        talk_id = talk(work)
        turn(work, talk_id, 0, "ask_size", verdict="accept")
        turn(work, talk_id, 0, "ask_size", "ask_eta", verdict="edit")
        turn(work, talk_id, 2, verdict="reject")
        turn(work, talk_id, 2, "ask_size", verdict="reject", sender="agent")
        turn(work, talk_id, 30, "ask_size", verdict="accept")
    with store.read() as work:
        found = drift(work, "demo")
        assert drift(work, "nowhere").weekly == {}
    assert len(found.weeks) == 8
    assert found.weekly["ask_size"][-1] == Tally(accepted=1, edited=1, turns=2)
    assert found.weekly["ask_size"][-3] == Tally(rejected=1, turns=1, abstained=1, unknown=1)
    assert found.weekly["nlu_fallback"][-3] == Tally(rejected=1)
    assert sum(found.weekly["ask_size"], Tally()).turns == 3
    assert found.alarms == ()
