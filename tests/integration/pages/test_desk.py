"""The desk: what an agent sees and does."""

from __future__ import annotations

import json
import re
import time

import pytest
from sqlalchemy import select

from bot.adapters.store.tables.desk import AuditRow
from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.approvals import PriceWish
from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku, Span
from bot.core.conversations import MessageKind, SuggestionState, Verdict
from bot.core.inbox import Concern
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.suggestions import Finding, Severity
from bot.services.decide import Decision
from tests.integration.conftest import NOW, Clock
from tests.integration.pages.conftest import PASSWORD, Agent, offer, say, suggest

ID = "0123456789abcdef"
HOSTILE = '<script>alert("x")</script>\'"&{{7*7}}'


def states(home: House, talk: int) -> list[str]:
    view = home.conversation(talk)
    assert view
    return [stored.state.value for stored in view.suggestions]


def texts(home: House, talk: int) -> list[str]:
    view = home.conversation(talk)
    assert view
    return [message.text for message in view.messages]


def test_the_talk_stands_on_the_desk_with_its_suggestion_and_facts(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    suggest(home, talk, offer("在的，您说", facts={"order.state": "paid", "order.known": True}))
    shown = agent.get(f"/desk/{talk}").text
    for words in ("小鹿", "在吗", "在的，您说", "打招呼", "把握 90%", "待发货"):
        assert words in shown
    assert "order.known" not in shown


def test_nothing_on_the_desk_needs_inline_script_or_style(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    suggest(home, talk, offer("在的"))
    for path in ("/sign-in", "/desk", f"/desk/{talk}", "/chat/products", "/docs"):
        shown = agent.get(path, follow_redirects=True).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on|<style|js:", shown)


def test_pages_are_not_kept_by_browsers(agent: Agent) -> None:
    assert agent.get("/desk").headers["cache-control"] == "no-store"


def test_hostile_names_and_texts_stay_text_everywhere(agent: Agent, home: House) -> None:
    talk = say(home, HOSTILE, buyer=HOSTILE, product="P1", channel="<i>shop</i>")
    with home.store.write() as work:
        work.catalogue.put(
            "demo", Product("P1", HOSTILE, HOSTILE, "裙", Fen(100), Fen(100), attributes={HOSTILE: HOSTILE})
        )
        work.orders.put(
            "demo",
            Order(
                HOSTILE[:30],
                HOSTILE,
                OrderState.PAID,
                NOW,
                Fen(1),
                Fen(1),
                receiver=Receiver(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                lines=(OrderLine("1", HOSTILE, 1, Fen(1), options=HOSTILE),),
                buyer_message=HOSTILE,
                seller_note=HOSTILE,
            ),
            {},
        )
    finding = Finding(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Severity.BLOCK, HOSTILE)
    suggest(
        home, talk, offer(HOSTILE, script="<i>", intent="<i>", facts={"<i>": HOSTILE}, findings=(finding,))
    )
    for path in (f"/desk/{talk}", "/desk/list", f"/desk/{talk}/flow", f"/desk/{talk}/side"):
        shown = agent.get(path).text
        assert "alert(" in shown or path == "/desk/list"
        assert "<script>alert" not in shown
        assert "<i>" not in shown
        assert path == "/desk/list" or "{{7*7}}" in shown


def test_sending_a_suggestion_answers_the_buyer_and_a_second_time_does_nothing(
    agent: Agent, home: House
) -> None:
    talk = say(home, "在吗")
    first, _ = suggest(home, talk, offer("在的，您说"), offer("在呢"))
    answer = agent.post(f"/desk/suggestions/{first}/accept")
    assert (answer.status_code, json.loads(answer.headers["hx-trigger"])) == (
        200,
        {"desk:acted": {"sent": None}},
    )
    again = agent.post(f"/desk/suggestions/{first}/accept")
    assert (again.status_code, "已经处理过" in again.text) == (409, True)
    assert texts(home, talk) == ["在吗", "在的，您说"]
    assert states(home, talk) == ["accepted", "retired"]


def test_an_edited_text_is_a_decision_on_its_suggestion(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    (suggestion,) = suggest(home, talk, offer("在的，您说"))
    agent.post(f"/desk/{talk}/send", text="在的亲，您说", client_id=ID, suggestion_id=suggestion)
    assert (texts(home, talk)[-1], states(home, talk)) == ("在的亲，您说", ["edited"])


def test_a_text_that_was_taken_in_and_left_as_it_was_counts_as_accepted(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    (suggestion,) = suggest(home, talk, offer("在的，您说"))
    agent.post(f"/desk/{talk}/send", text="在的，您说\n", client_id=ID, suggestion_id=suggestion)
    assert states(home, talk) == ["accepted"]


@pytest.mark.parametrize("from_suggestion", [True, False])
def test_a_text_whose_answer_was_lost_is_sent_once(agent: Agent, home: House, from_suggestion: bool) -> None:
    talk = say(home, "在吗")
    (suggestion,) = suggest(home, talk, offer("在的，您说"))
    fields = {"text": "在的亲", "client_id": ID} | ({"suggestion_id": suggestion} if from_suggestion else {})
    for _ in range(2):
        answer = agent.post(f"/desk/{talk}/send", **fields)
        assert json.loads(answer.headers["hx-trigger"]) == {"desk:acted": {"sent": ID}}
    assert texts(home, talk) == ["在吗", "在的亲"]


def test_an_edited_text_still_leaves_when_the_buyer_has_written_on(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    (suggestion,) = suggest(home, talk, offer("在的，您说"))
    say(home, "人呢")
    agent.post(f"/desk/{talk}/send", text="在的亲", client_id=ID, suggestion_id=suggestion)
    assert (texts(home, talk)[-1], states(home, talk)) == ("在的亲", ["retired"])


def test_a_suggestion_of_another_talk_is_left_alone(agent: Agent, home: House) -> None:
    other = say(home, "有人吗", buyer="小马")
    (suggestion,) = suggest(home, other, offer("小马您好"))
    talk = say(home, "在吗")
    agent.post(f"/desk/{talk}/send", text="在的亲", client_id=ID, suggestion_id=suggestion)
    assert texts(home, other) == ["有人吗"]
    assert texts(home, talk) == ["在吗", "在的亲"]
    assert states(home, other) == [SuggestionState.PENDING.value]


@pytest.mark.parametrize("text", ["", "   ", "好" * 20_001])
def test_a_reply_that_can_not_be_sent_is_refused_in_chinese(agent: Agent, home: House, text: str) -> None:
    talk = say(home, "在吗")
    answer = agent.post(f"/desk/{talk}/send", text=text, client_id=ID)
    assert (answer.status_code, "发不了" in answer.text) == (422, True)
    assert texts(home, talk) == ["在吗"]


def test_what_the_guard_blocks_stays_and_says_why(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    answer = agent.post(f"/desk/{talk}/send", text="加我微信 wx12345 聊", client_id=ID)
    assert (answer.status_code, 'data-severity="block"' in answer.text) == (422, True)
    assert texts(home, talk) == ["在吗"]


BLOCKED = "保证明天到"
REASON = "已和快递站长电话确认"


def overrides(home: House) -> list[tuple[str, dict[str, object]]]:
    with home.store.read() as work:
        rows = work.session.execute(select(AuditRow).where(AuditRow.action == "guard_override")).scalars()
        return [(row.actor, dict(row.detail)) for row in rows]


def test_an_agent_is_sent_to_the_supervisor_and_can_not_override(agent: Agent, home: House) -> None:
    talk = say(home, "明天能到吗")
    shown = agent.post(f"/desk/{talk}/send", text=BLOCKED, client_id=ID).text
    assert "请主管处理" in shown
    assert "override_reason" not in shown
    answer = agent.post(f"/desk/{talk}/send", text=BLOCKED, client_id=ID, override_reason=REASON)
    assert (answer.status_code, "请主管处理" in answer.text) == (403, True)
    assert (texts(home, talk), overrides(home)) == (["明天能到吗"], [])


@pytest.mark.parametrize("from_suggestion", [True, False])
def test_a_supervisor_sends_what_is_blocked_with_a_reason_that_is_kept(
    supervisor: Agent, home: House, from_suggestion: bool
) -> None:
    talk = say(home, "明天能到吗")
    fields = {"text": BLOCKED, "client_id": ID}
    if from_suggestion:
        fields["suggestion_id"] = str(suggest(home, talk, offer("预计明天到"))[0])
    shown = supervisor.post(f"/desk/{talk}/send", **fields).text
    assert f'name="override_reason" form="editor-{talk}" required' in shown
    assert supervisor.post(f"/desk/{talk}/send", **fields, override_reason="  ").status_code == 422
    assert texts(home, talk) == ["明天能到吗"]
    assert supervisor.post(f"/desk/{talk}/send", **fields, override_reason=REASON).status_code == 200
    assert texts(home, talk) == ["明天能到吗", BLOCKED]
    ((account, details),) = overrides(home)
    assert account == "linjie"
    assert (details["reason"], details["text"]) == (REASON, BLOCKED)


def test_a_reason_changes_nothing_for_a_text_that_may_be_sent(supervisor: Agent, home: House) -> None:
    talk = say(home, "在吗")
    assert supervisor.post(f"/desk/{talk}/send", text="在的", client_id=ID, override_reason=REASON).is_success
    assert (texts(home, talk), overrides(home)) == (["在吗", "在的"], [])


def test_a_suggestion_that_may_not_be_sent_has_no_live_button_and_says_why(agent: Agent, home: House) -> None:
    talk = say(home, "会缩水吗")
    finding = Finding("promise", "保证", "不能打包票", "A11", Severity.BLOCK)
    suggest(home, talk, offer("保证不缩水", findings=(finding,)))
    shown = agent.get(f"/desk/{talk}/flow").text
    button = re.search(r"<button[^>]*data-accept[^>]*>", shown)
    assert button
    assert "disabled" in button[0]
    assert "不能打包票" in shown


def test_not_this_records_what_was_meant_and_drafts_anew(agent: Agent, home: House) -> None:
    talk = say(home, "多大")
    (suggestion,) = suggest(home, talk, offer("在的"))
    assert agent.post(f"/desk/suggestions/{suggestion}/reject", intent="ask_size").status_code == 200
    assert states(home, talk) == ["rejected"]
    until = time.monotonic() + 30
    while "没连上" not in agent.get(f"/desk/{talk}/flow").text:  # the new draft fails here, visibly
        assert time.monotonic() < until


def test_an_intent_outside_the_list_is_refused(agent: Agent, home: House) -> None:
    talk = say(home, "多大")
    (suggestion,) = suggest(home, talk, offer("在的"))
    answer = agent.post(f"/desk/suggestions/{suggestion}/reject", intent="ask_the_moon")
    assert (answer.status_code, "不在清单里" in answer.text) == (422, True)
    assert states(home, talk) == ["pending"]


def test_a_reply_can_be_taken_back_for_three_seconds(agent: Agent, home: House, clock: Clock) -> None:
    talk = say(home, "在吗")
    (suggestion,) = suggest(home, talk, offer("在的，您说"))
    agent.post(f"/desk/suggestions/{suggestion}/accept")
    found = re.search(r"/desk/messages/\d+/take-back", agent.get(f"/desk/{talk}/flow").text)
    assert found
    assert agent.post(found[0]).status_code == 200
    assert (texts(home, talk), states(home, talk)) == (["在吗"], ["pending"])
    agent.post(f"/desk/suggestions/{suggestion}/accept")
    view = home.conversation(talk)
    assert view
    clock.advance(seconds=3)
    assert "take-back" not in agent.get(f"/desk/{talk}/flow").text
    late = agent.post(f"/desk/messages/{view.messages[-1].id}/take-back")
    assert (late.status_code, "撤不回" in late.text) == (409, True)


def test_when_there_is_no_suggestion_the_reason_stands_there(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    with home.store.write() as work:
        last = work.messages.of(talk)[-1]
        work.suggestions.add_failure(talk, last.id, last.text, "no_model", "Rasa has no model", NOW)
    assert "还没有训练好的模型" in agent.get(f"/desk/{talk}/flow").text
    assert agent.post(f"/desk/{talk}/retry").status_code == 200
    pictures = say(home, "[图片]", buyer="小马", kind=MessageKind.IMAGE)
    assert "只发了图片" in agent.get(f"/desk/{pictures}/flow").text


def test_the_side_shows_the_size_chart_in_jin_and_masks_the_phone(agent: Agent, home: House) -> None:
    chart = SizeChart(ChartKind.ADULT, (SizeRow("M", height=Span(160, 165), weight=Span(47.5, 52.5)),))
    with home.store.write() as work:
        work.catalogue.put(
            "demo",
            Product(
                "P1",
                "碎花裙",
                "碎花裙",
                "裙",
                Fen(18900),
                Fen(16900),
                chart=chart,
                skus=(Sku("s", "白", "M", Fen(18900), 2),),
            ),
        )
        receiver = Receiver("林女士", "13812345678", "浙江省", "杭州市", "桂花巷1号")
        order = Order(
            "40001", "小鹿", OrderState.SHIPPED, NOW, Fen(18900), Fen(17900), paid_at=NOW, receiver=receiver
        )
        work.orders.put("demo", order, {})
        work.orders.put("demo", Order("40002", "小马", OrderState.PAID, NOW, Fen(1), Fen(1)), {})
    talk = say(home, "在吗", product="P1", order="40002")
    with home.store.write() as work:
        view = home.conversation(talk)
        assert view
        work.buyers.remember_body(view.buyer_id, Body(height=162, weight=50.5))
    side = agent.get(f"/desk/{talk}/side").text
    for words in ("碎花裙", "¥189", "160–165", "95–105", "101斤", "40001", "已发货", "¥179", "138****5678"):
        assert words in side
    assert "13812345678" not in side
    assert "40002" not in side


def test_a_search_goes_through_all_talks_and_the_address_follows(agent: Agent, home: House) -> None:
    talk = say(home, "这个羽绒服洗坏了")
    say(home, "在吗", buyer="小马")
    page = {"HX-Current-URL": f"http://testserver/desk/{talk}?show=mine"}
    answer = agent.get("/desk/list", headers=page, params={"q": "羽绒服"})
    assert "小鹿" in answer.text
    assert "小马" not in answer.text
    assert answer.headers["HX-Replace-Url"] == f"/desk/{talk}?show=all&q=%E7%BE%BD%E7%BB%92%E6%9C%8D"
    assert "找到 1 个会话" in agent.get(answer.headers["HX-Replace-Url"]).text
    assert "小马" in agent.get("/desk/list", headers=page, params={"q": ""}).text


def test_filters_tell_how_many_talks_they_hold(agent: Agent, home: House) -> None:
    talk = say(home, "什么破店")
    suggest(home, talk, offer("抱歉"), intents=("complain",))
    with home.store.write() as work:
        work.conversations.sort_in(talk, Concern.COMPLAINT, 0, held=True)
    shown = agent.get("/desk").text
    for key in ("waiting", "unassigned", "complaint", "held"):
        assert re.search(rf'data-test="filter-{key}">[^<]*<b>1</b>', shown), key
    assert 'data-test="concern">投诉' in shown


def test_the_list_keeps_the_filter_and_the_open_talk_of_the_page_that_asks(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    with home.store.write() as work:
        work.conversations.close(say(home, "好的", buyer="小马"), NOW)
    page = {"HX-Current-URL": f"http://testserver/desk/{talk}?show=waiting"}
    shown = agent.get("/desk/list", headers=page).text
    assert re.search(rf'href="/desk/{talk}\?show=waiting"[^>]*aria-current="page"', shown, re.DOTALL)
    assert "小马" not in shown
    assert "小马" in agent.get("/desk?show=closed").text


def test_an_unknown_talk_is_a_page_and_inside_a_page_a_line(agent: Agent) -> None:
    whole = agent.get("/desk/999")
    assert (whole.status_code, "<html" in whole.text, "找不到" in whole.text) == (404, True, True)
    part = agent.get("/desk/999/flow", headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.text, "找不到" in part.text) == (404, False, True)


def test_broken_script_files_do_not_take_the_desk_down(
    agent: Agent, home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: House) -> None:
        raise ValueError("_facts.yml can't be read")

    talk = say(home, "在吗")
    suggest(home, talk, offer("在的", facts={"order.tail": "2231"}))
    home.__dict__.pop("book", None)
    monkeypatch.setattr(House, "book", property(broken))
    assert "2231" in agent.get(f"/desk/{talk}").text


def test_the_head_of_a_talk_shows_its_stage(agent: Agent, home: House) -> None:
    talk = say(home, "能便宜点吗")
    suggest(home, talk, offer("亲，这款已经是活动价"), intents=("request_discount",))
    shown = agent.get(f"/desk/{talk}/flow").text
    found = re.search(r'<span class="stage" title="([^"]+)" data-test="stage">(.*?)</span>', shown)
    assert found
    assert "第 4 步：议价" in found[1] and "道别 → 跟进" in found[1]
    assert found[2].startswith("议价")


def test_a_next_step_is_shown_as_one_and_not_as_an_answer(agent: Agent, home: House) -> None:
    talk = say(home, "有M吗")
    agent.post(f"/desk/{talk}/send", text="有的哦", client_id=ID)
    suggest(home, talk, offer("奶杏M还有2件", intent="next_step", script="next_close"), reason="next_step")
    shown = agent.get(f"/desk/{talk}").text
    for words in ("买家安静一会儿了", "下一步", "data-unasked", "不用"):
        assert words in shown
    assert "把握" not in shown
    assert "有下一步" in agent.get("/desk/list").text
    say(home, "好的")
    assert "有下一步" not in agent.get("/desk/list").text


# --- a price for the supervisor
def a_price_to_approve(home: House) -> int:
    talk = say(home, "150行不行")
    wish = PriceWish("P1", HOSTILE[:40], Fen(15000), 2, Fen(18900), Fen(16900))
    (asked,) = suggest(home, talk, offer("我报给主管问一下", memory={"approval": wish.to_memory()}))
    home.decide.suggestion(asked, Decision(Verdict.ACCEPT, "xiaomei"))
    return talk


def as_supervisor(agent: Agent, home: House) -> Agent:
    home.keys.put_account(Account(0, "wangjie", "王姐", Role.SUPERVISOR), PASSWORD)
    agent.browser.post("/sign-in", data={"login": "wangjie", "password": PASSWORD})
    found = re.search(r'"X-CSRF-Token": "([^"]+)"', agent.get("/desk").text)
    assert found
    return Agent(agent.browser, found[1])


def test_an_agent_sees_that_the_supervisor_was_asked_and_may_not_answer(agent: Agent, home: House) -> None:
    talk = a_price_to_approve(home)
    shown = agent.get(f"/desk/{talk}").text
    for words in ("议价审批", "¥150", "¥169", "¥189", "共 ¥300", "等主管答复"):
        assert words in shown
    assert "approval-grant" not in shown
    assert HOSTILE[:40] not in shown
    assert agent.post("/desk/approvals/1", granted="true").status_code == 403
    assert "议价审批" in agent.get("/desk/list").text


def test_the_supervisor_answers_with_one_click_and_once(agent: Agent, home: House) -> None:
    talk = a_price_to_approve(home)
    supervisor = as_supervisor(agent, home)
    assert "approval-grant" in supervisor.get(f"/desk/{talk}").text
    assert supervisor.post("/desk/approvals/1", granted="true").status_code == 200
    shown = supervisor.get(f"/desk/{talk}").text
    assert "同意了" in shown
    assert "approval-grant" not in shown
    again = supervisor.post("/desk/approvals/1", granted="false")
    assert again.status_code == 409
    assert "答复过了" in again.text


def test_an_answer_needs_the_pages_token_and_a_word(agent: Agent, home: House) -> None:
    a_price_to_approve(home)
    supervisor = as_supervisor(agent, home)
    bare = supervisor.browser.post("/desk/approvals/1", data={"granted": "true"})
    assert bare.status_code == 403
    assert supervisor.post("/desk/approvals/1", granted="maybe").status_code == 422
    assert supervisor.post("/desk/approvals/99", granted="true").status_code == 404
