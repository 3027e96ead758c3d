"""The pad: pasted, drafted, copied; nothing is sent anywhere."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.conversations import MessageKind
from bot.core.deliveries import PAD, DeliveryState
from bot.core.suggestions import Finding, Severity
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import PASSWORD, Agent, offer, say, signed_in, suggest

ID, OTHER = "0123456789abcdef", "fedcba9876543210"
CHAT = """小鹿 2026-11-18 10:00:00
在吗
演示店:小美 2026-11-18 10:00:05
在的，您说
小鹿 2026-11-18 10:01:00
这件有黑色吗
小鹿 2026-11-18 10:01:20
今天能发吗"""
FORBIDDEN = Finding("promise", "保证", "不能打包票", "服务手册 A11", Severity.BLOCK)


def paste(agent: Agent, text: str, **more: object) -> int:
    """Returns the talk."""
    return talk_of(agent.post("/pad/paste", text=text, unnamed="未留名 14:00", **more))


def talk_of(answer: Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.headers["hx-push-url"].rpartition("/")[2])


def texts(home: House, talk: int) -> list[str]:
    view = home.conversation(talk)
    assert view
    return [f"{message.sender.value}: {message.text}" for message in view.messages]


def test_a_stranger_is_sent_to_the_door_and_comes_back_to_the_pad(browser: TestClient) -> None:
    answer = browser.get("/pad")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/pad")
    signed = browser.post("/sign-in", data={"login": "xiaomei", "password": PASSWORD, "next": "/pad"})
    assert signed.headers["location"] == "/pad"


def test_nothing_is_taken_without_the_sessions_token(agent: Agent, home: House) -> None:
    assert agent.browser.post("/pad/paste", data={"text": "在吗"}).status_code == 403
    assert home.inbox() == ()


def test_an_empty_pad_says_in_one_sentence_what_to_do(agent: Agent) -> None:
    shown = agent.get("/pad").text
    assert 'data-test="pad-empty"' in shown
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on|<style|js:", shown)


def test_a_copied_chat_becomes_a_talk_of_the_buyer_and_the_day(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    assert texts(home, talk) == [
        "buyer: 在吗",
        "agent: 在的，您说",
        "buyer: 这件有黑色吗",
        "buyer: 今天能发吗",
    ]
    view = home.conversation(talk)
    assert view
    assert (view.channel, view.buyer_nick, view.conversation) == (PAD, "小鹿", "小鹿:2026-11-18")
    assert view.state.value == "waiting"


def test_all_unanswered_lines_of_a_paste_are_one_turn(agent: Agent, home: House) -> None:
    view = home.conversation(paste(agent, CHAT))
    assert view
    assert view.messages[2].at == view.messages[3].at == home.clock()


def test_pasting_the_same_again_changes_nothing(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    before = texts(home, talk)
    answer = agent.post("/pad/paste", text=CHAT)
    assert talk_of(answer) == talk
    assert "没有新的话" in answer.text
    assert texts(home, talk) == before


def test_the_chat_that_goes_on_adds_what_is_new_and_knows_the_copied_reply(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    (suggestion,) = suggest(home, talk, offer("有黑色的，今天就能发"))
    agent.post(f"/pad/{talk}/copy", text="有黑色的，今天就能发", client_id=ID, suggestion_id=suggestion)
    more = "\n演示店:小美 2026-11-18 10:02:00\n有黑色的，今天就能发哦\n小鹿 2026-11-18 10:03:00\n好的"
    assert "新增 1 句" in agent.post("/pad/paste", text=CHAT + more).text
    assert texts(home, talk)[-2:] == ["agent: 有黑色的，今天就能发", "buyer: 好的"]


def test_bare_words_go_on_in_the_open_talk(agent: Agent, home: House) -> None:
    talk = paste(agent, "在吗")
    assert paste(agent, "有黑色吗", talk=talk) == talk
    assert texts(home, talk) == ["buyer: 在吗", "buyer: 有黑色吗"]
    assert paste(agent, "在吗") != talk


def test_a_named_buyer_has_one_talk_a_day(agent: Agent, home: House, clock: Clock) -> None:
    talk = paste(agent, "在吗", buyer="小鹿")
    assert paste(agent, "有黑色吗", buyer=" 小鹿 ") == talk
    clock.advance(hours=11)  # past midnight
    agent = signed_in(agent.browser, "xiaomei")
    assert paste(agent, "在吗", buyer="小鹿") != talk


def test_yesterdays_lines_stay_in_yesterdays_talk(agent: Agent, home: House, clock: Clock) -> None:
    talk = paste(agent, CHAT)
    clock.advance(hours=11)  # past midnight
    agent = signed_in(agent.browser, "xiaomei")
    assert paste(agent, CHAT) == talk
    today = paste(agent, CHAT + "\n小鹿 2026-11-19 00:30:00\n发了吗")
    assert (today != talk, texts(home, today)) == (True, ["buyer: 发了吗"])


def test_another_buyers_chat_never_goes_into_the_open_talk(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    other = paste(agent, "阿草 2026-11-18 10:00:00\n在吗", talk=talk)
    assert (other != talk, texts(home, other)) == (True, ["buyer: 在吗"])


def test_a_masked_name_joins_nobodys_talk_but_its_own(agent: Agent, home: House) -> None:
    talk = paste(agent, "小** 2026-11-18 10:00:00\n在吗")
    more = "小** 2026-11-18 10:00:00\n在吗\n小** 2026-11-18 10:03:00\n多少钱"
    assert paste(agent, more, talk=talk) == talk
    assert texts(home, talk) == ["buyer: 在吗", "buyer: 多少钱"]
    assert paste(agent, "小** 2026-11-18 10:05:00\n退款", talk=talk) != talk


def test_a_talk_without_a_name_gets_one_afterwards(agent: Agent, home: House) -> None:
    talk = paste(agent, "在吗")
    assert paste(agent, "", buyer="小鹿", talk=talk) == talk
    view = home.conversation(talk)
    assert view
    assert view.buyer_nick == "小鹿"


def test_or_from_the_whole_chat_that_it_began(agent: Agent, home: House) -> None:
    talk = paste(agent, "在吗")
    assert paste(agent, CHAT.replace("10:00:05", "10:00:01"), talk=talk) == talk
    view = home.conversation(talk)
    assert view
    assert (view.buyer_nick, texts(home, talk)[0], len(view.messages)) == ("小鹿", "buyer: 在吗", 4)


def test_links_and_numbers_set_what_the_talk_is_about(agent: Agent, home: House) -> None:
    talk = paste(agent, "https://item.taobao.com/item.htm?id=612345678901")
    view = home.conversation(talk)
    assert view
    assert (view.product, view.messages[0].kind) == ("612345678901", MessageKind.CARD)
    paste(agent, "订单编号：4412345678901234567 到哪了", talk=talk)
    view = home.conversation(talk)
    assert view
    assert (view.product, view.order) == ("612345678901", "4412345678901234567")


@pytest.mark.parametrize("text", ["", "  \n", "已读\n当前用户来自 商品详情页"])
def test_a_paste_in_which_nobody_speaks_is_refused_with_a_sentence(
    agent: Agent, home: House, text: str
) -> None:
    answer = agent.post("/pad/paste", text=text)
    assert (answer.status_code, "没找到买家说的话" in answer.text) == (422, True)
    assert home.inbox() == ()


def test_copying_counts_as_accepted_and_as_sent(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    first, _ = suggest(home, talk, offer("有黑色"), offer("有的"))
    answer = agent.post(f"/pad/{talk}/copy", text="有黑色", client_id=ID, suggestion_id=first)
    assert json.loads(answer.headers["hx-trigger"]) == {"desk:acted": {"sent": ID}}
    view = home.conversation(talk)
    assert view
    assert ([s.state.value for s in view.suggestions], view.state.value) == (["accepted", "retired"], "open")
    assert texts(home, talk)[-1] == "agent: 有黑色"
    agent.post(f"/pad/{talk}/copy", text="有黑色", client_id=ID, suggestion_id=first)
    assert texts(home, talk).count("agent: 有黑色") == 1


def test_copying_after_editing_counts_as_edited(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    (suggestion,) = suggest(home, talk, offer("有黑色"))
    agent.post(f"/pad/{talk}/copy", text="有黑色，库存还多", client_id=ID, suggestion_id=suggestion)
    view = home.conversation(talk)
    assert view
    assert view.suggestions[0].state.value == "edited"


def test_a_second_thought_offers_the_drafts_again(agent: Agent, home: House, clock: Clock) -> None:
    talk = paste(agent, CHAT)
    (suggestion,) = suggest(home, talk, offer("有黑色"))
    agent.post(f"/pad/{talk}/copy", text="有黑色", client_id=ID, suggestion_id=suggestion)
    clock.advance(seconds=90)
    flow = agent.get(f"/pad/{talk}/flow").text
    take_back = re.search(r'hx-post="(/desk/messages/\d+/take-back)"', flow)
    assert take_back
    assert agent.post(take_back[1]).status_code == 200
    view = home.conversation(talk)
    assert view
    assert ([s.state.value for s in view.suggestions], view.state.value) == (["pending"], "waiting")


def test_nothing_is_delivered_whatever_the_settings_say(agent: Agent, home: House, clock: Clock) -> None:
    talk = paste(agent, CHAT)
    agent.post(f"/pad/{talk}/copy", text="有的", client_id=ID)
    clock.advance(minutes=3)
    home.deliver.push_due()
    view = home.conversation(talk)
    assert view
    assert view.messages[-1].delivery is DeliveryState.DELIVERED
    assert home.deliver.waiting(PAD) == []
    assert "已复制" in agent.get(f"/desk/{talk}").text


def test_the_guard_stops_a_text_and_a_supervisor_may_let_it_pass(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    words = "加我微信 abc12345 吧"
    answer = agent.post(f"/pad/{talk}/copy", text=words, client_id=ID)
    assert (answer.status_code, "主管来放行" in answer.text, "微信" in answer.text) == (422, True, True)
    assert agent.post(f"/pad/{talk}/copy", text=words, client_id=ID, reason="急").status_code == 403
    assert texts(home, talk)[-1] == "buyer: 今天能发吗"
    home.keys.put_account(Account(0, "zhuguan", "主管", Role.SUPERVISOR), PASSWORD)
    agent.browser.post("/sign-out", data={"csrf": agent.csrf})
    agent.browser.post("/sign-in", data={"login": "zhuguan", "password": PASSWORD})
    found = re.search(r'"X-CSRF-Token": "([^"]+)"', agent.get(f"/pad/{talk}").text)
    assert found
    supervisor = Agent(agent.browser, found[1])
    assert supervisor.post(f"/pad/{talk}/copy", text=words, client_id=OTHER).status_code == 422
    assert (
        supervisor.post(f"/pad/{talk}/copy", text=words, client_id=OTHER, reason="自家号").status_code == 200
    )
    assert texts(home, talk)[-1] == f"agent: {words}"


def test_a_blocked_draft_has_no_copy_button_that_works(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    suggest(home, talk, offer("保证今天到", findings=(FORBIDDEN,)))
    flow = agent.get(f"/pad/{talk}/flow").text
    assert re.search(r"data-copy disabled", flow)
    assert "不能打包票" in flow


def test_the_inbox_calls_it_a_pasted_talk_and_the_desk_leads_to_the_pad(agent: Agent, home: House) -> None:
    talk = paste(agent, CHAT)
    assert "贴板" in agent.get("/desk/list").text
    suggest(home, talk, offer("有黑色"))
    desk = agent.get(f"/desk/{talk}").text
    assert f'href="/pad/{talk}"' in desk
    assert "suggestion-send" not in desk


def test_the_pad_shows_pasted_talks_only(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    for answer in (agent.get(f"/pad/{talk}"), agent.post(f"/pad/{talk}/copy", text="在的", client_id=ID)):
        assert answer.status_code == 404
    assert agent.post("/pad/paste", text="在吗", talk=talk).status_code == 404


def test_hostile_words_stay_words(agent: Agent) -> None:
    talk = paste(agent, "<script>alert(1)</script>", buyer="<i>小鹿</i>")
    for path in (f"/pad/{talk}", f"/pad/{talk}/flow"):
        shown = agent.get(path).text
        assert "<script>alert" not in shown
        assert "<i>" not in shown
