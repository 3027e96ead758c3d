"""A price or a coupon named from the panel: told within the limit, asked for below it, on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.store import views
from bot.core.accounts import Account, Role
from bot.core.approvals import Approval, ApprovalState
from bot.core.catalogue import Promotion, PromotionKind
from bot.core.conversations import Verdict
from bot.core.money import Fen
from bot.core.price_limits import PriceWay
from bot.core.refusals import Refusal
from bot.core.shop import BargainRule
from bot.core.suggestions import StoredSuggestion
from bot.services.approve import Approve
from bot.services.decide import Decide, Decision
from bot.services.faults import Forbidden, NotFound, RuledOut
from tests.integration.orders.conftest import AGENT, CLERK, MANAGER, SHOP, Desk

OWNER = Account(9, "dianzhu", "店主", Role.OWNER)


def view(desk: Desk, talk: int) -> views.ConversationView:
    with desk.store.read() as work:
        found = views.conversation(work.session, talk)
    assert found
    return found


def pending(desk: Desk, talk: int) -> tuple[StoredSuggestion, ...]:
    return view(desk, talk).pending


def only_approval(desk: Desk, talk: int) -> Approval:
    (approval,) = view(desk, talk).approvals
    return approval


def accept(desk: Desk, talk: int) -> None:
    decide = Decide(desk.store, desk.reply, frozenset({"request_discount"}), desk.clock)
    (offer,) = pending(desk, talk)
    decide.suggestion(offer.id, Decision(Verdict.ACCEPT, AGENT.login))


def memory(desk: Desk, talk: int) -> dict[str, Any]:
    with desk.store.read() as work:
        found = work.conversations.get(talk)
    assert found
    return dict(found.memory or {})


def rule(desk: Desk, **more: Any) -> None:
    with desk.store.write() as work:
        work.shops.put(replace(SHOP, bargain=BargainRule(**more)))


def test_a_price_within_the_limit_becomes_a_reply_and_counts_once_it_is_sent(desk: Desk) -> None:
    talk = desk.talk("便宜点嘛")
    assert desk.work.prices.price(talk, "L1", Fen(17500), AGENT) is PriceWay.TELL
    (offer,) = pending(desk, talk)
    assert "175元" in offer.suggestion.text
    assert offer.suggestion.findings == ()
    assert "bargain" not in memory(desk, talk)
    accept(desk, talk)
    assert memory(desk, talk)["bargain"]["L1"]["offered"] == 17500
    with pytest.raises(RuledOut) as fault:
        desk.work.prices.price(talk, "L1", Fen(17600), AGENT)
    assert fault.value.refusal is Refusal.PRICE_NOT_LOWER
    assert desk.events("price_offered") == 1


def test_a_second_price_takes_the_place_of_the_first_draft(desk: Desk) -> None:
    talk = desk.talk("便宜点嘛")
    desk.work.prices.price(talk, "L1", Fen(18000), AGENT)
    desk.work.prices.price(talk, "L1", Fen(17500), AGENT)
    (offer,) = pending(desk, talk)
    assert "175元" in offer.suggestion.text


def test_a_price_below_the_limit_is_asked_with_the_buyers_words_and_the_figures(desk: Desk) -> None:
    talk = desk.talk("150我就拍")
    assert desk.work.prices.price(talk, "L1", Fen(15000), AGENT) is PriceWay.ASK
    asked = only_approval(desk, talk)
    assert (asked.words, asked.wish.asked, asked.wish.price, asked.wish.floor) == (
        "150我就拍",
        15000,
        18900,
        16900,
    )
    (offer,) = pending(desk, talk)
    assert "主管" in offer.suggestion.text
    assert "150" not in offer.suggestion.text
    with pytest.raises(RuledOut) as fault:
        desk.work.prices.price(talk, "L1", Fen(14000), AGENT)
    assert fault.value.refusal is Refusal.PRICE_ASKED
    accept(desk, talk)
    assert only_approval(desk, talk).id == asked.id, "telling the buyer asks nobody a second time"


@pytest.mark.parametrize("granted", [True, False])
def test_the_answer_comes_as_a_reply_in_place_of_what_said_it_was_to_come(desk: Desk, granted: bool) -> None:
    talk = desk.talk("150我就拍")
    desk.work.prices.price(talk, "L1", Fen(15000), AGENT)
    approve = Approve(desk.store, desk.book, desk.guard, desk.clock)
    approve.price(only_approval(desk, talk).id, granted, MANAGER)
    (offer,) = pending(desk, talk)
    assert "150元" in offer.suggestion.text
    assert offer.suggestion.findings == ()
    assert (desk.events("approval_asked"), desk.events("approval_answered")) == (1, 1)
    if granted:
        accept(desk, talk)
        return
    with pytest.raises(RuledOut) as fault:
        desk.work.prices.price(talk, "L1", Fen(14900), AGENT)
    assert fault.value.refusal is Refusal.PRICE_REFUSED


def test_who_leads_allows_a_price_by_naming_it_and_it_is_on_record(desk: Desk) -> None:
    talk = desk.talk("150我就拍")
    assert desk.work.prices.price(talk, "L1", Fen(15000), MANAGER) is PriceWay.GRANT
    granted = only_approval(desk, talk)
    assert (granted.state, granted.answered_by) == (ApprovalState.GRANTED, MANAGER.login)
    ((actor, subject, detail),) = desk.audit("price_approval")
    assert (actor, subject, detail["asked"], detail["answer"]) == (
        MANAGER.login,
        f"conversation {talk}",
        "150",
        "granted",
    )
    accept(desk, talk)


def test_below_the_supervisors_own_limit_only_the_owner_says_yes(desk: Desk) -> None:
    rule(desk, supervisor_off=15)
    talk = desk.talk("150我就拍")
    desk.work.prices.price(talk, "L1", Fen(15000), MANAGER)
    approve, asked = Approve(desk.store, desk.book, desk.guard, desk.clock), only_approval(desk, talk)
    with pytest.raises(RuledOut) as fault:
        approve.price(asked.id, True, MANAGER)
    assert fault.value.refusal is Refusal.BELOW_OWN_LIMIT
    assert only_approval(desk, talk).state is ApprovalState.PENDING
    approve.price(asked.id, True, OWNER)
    assert only_approval(desk, talk).state is ApprovalState.GRANTED


def test_an_agents_limit_of_zero_leaves_no_room_in_dialog_and_guard(desk: Desk) -> None:
    rule(desk, agent_off=0)
    talk = desk.talk("便宜点嘛")
    shown = desk.work.prices.shown(talk, "L1", AGENT)
    assert shown.agent_limit == shown.product.price
    assert desk.work.prices.price(talk, "L1", Fen(18800), AGENT) is PriceWay.ASK


def test_a_running_coupon_is_told_and_one_that_is_over_is_not(desk: Desk) -> None:
    now, day = desk.clock(), timedelta(days=1)
    running = Promotion(
        "C1", PromotionKind.COUPON, "满99减10", "店铺首页领券", now - day, now + day, Fen(9900), Fen(1000)
    )
    with desk.store.write() as work:
        for one in (running, replace(running, code="C0", title="满99减20", ends_at=now - day / 2)):
            work.catalogue.put_promotion("demo", one)
    talk = desk.talk("有券吗")
    assert [one.code for one in desk.work.prices.shown(talk, "L1", AGENT).coupons] == ["C1"]
    desk.work.prices.coupon(talk, "L1", "C1", AGENT)
    (offer,) = pending(desk, talk)
    assert "满99减10" in offer.suggestion.text
    with pytest.raises(RuledOut) as fault:
        desk.work.prices.coupon(talk, "L1", "C0", AGENT)
    assert fault.value.refusal is Refusal.NO_COUPON


def test_who_may_not_and_what_there_is_not(desk: Desk) -> None:
    talk = desk.talk("便宜点嘛")
    with pytest.raises(Forbidden):
        desk.work.prices.price(talk, "L1", Fen(17500), CLERK)
    with pytest.raises(NotFound):
        desk.work.prices.price(talk, "GONE", Fen(17500), AGENT)
    with pytest.raises(NotFound):
        desk.work.prices.shown(999, "L1", AGENT)
