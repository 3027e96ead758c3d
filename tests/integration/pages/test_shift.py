"""Shifts on the screen: the bar, owners, presence, the refused second reply, sheets, the morning round."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import PASSWORD, Agent, say, signed_in


def another(app: FastAPI, login: str, name: str, role: Role = Role.AGENT) -> Agent:
    """A second browser before the same desk."""
    home: House = app.state.house
    home.keys.put_account(Account(0, login, name, role), PASSWORD)
    return signed_in(TestClient(app, follow_redirects=False), login)


def send(agent: Agent, talk: int, text: str, seen: int, client_id: str) -> Response:
    return agent.post(f"/desk/{talk}/send", text=text, client_id=client_id, seen=str(seen))


def newest(agent: Agent, talk: int) -> int:
    found = re.search(r'data-newest="(\d+)"', agent.get(f"/desk/{talk}/flow").text)
    assert found
    return int(found[1])


def test_the_bar_takes_an_agent_through_the_day(agent: Agent) -> None:
    assert 'data-test="duty-on"' in agent.get("/shift/bar").text
    headers = {"X-CSRF-Token": agent.csrf, "HX-Request": "true", "HX-Target": "duty"}
    on = agent.browser.post("/shift/on", data={"kind": "day"}, headers=headers)
    assert "在班·白班" in on.text
    assert "小休中" in agent.browser.post("/shift/break", headers=headers).text
    assert "在班" in agent.browser.post("/shift/back", headers=headers).text
    assert agent.post("/shift/on", kind="night").status_code == 409
    assert agent.post("/shift/off").headers["HX-Redirect"] == "/shift"
    assert 'data-test="nobody"' in agent.get("/shift").text


def test_the_whole_bar_works_without_scripts(agent: Agent) -> None:
    answer = agent.browser.post("/shift/on", data={"kind": "day", "csrf": agent.csrf})
    assert (answer.status_code, answer.headers["location"]) == (303, "/shift")
    assert 'data-login="xiaomei"' in agent.get("/shift").text


def test_a_clerk_has_no_shift_and_moves_no_talk(home: House, app: FastAPI, browser: TestClient) -> None:
    clerk = another(app, "dayin", "小打", Role.CLERK)
    talk = say(home, "在吗")
    assert 'data-test="duty-on"' not in clerk.get("/shift/bar").text
    for path in ("/shift/on", f"/desk/{talk}/take", f"/desk/{talk}/release"):
        assert clerk.post(path, kind="day").status_code == 403
    assert 'data-test="owner"' not in clerk.get(f"/desk/{talk}/flow").text


def test_a_transfer_is_a_line_in_the_thread_for_both_sides(home: House, app: FastAPI, agent: Agent) -> None:
    wang = another(app, "xiaowang", "小王")
    talk = say(home, "165 108 斤穿什么码")
    assert "负责人 没人接" in agent.get(f"/desk/{talk}/flow").text
    assert agent.post(f"/desk/{talk}/take").status_code == 200
    assert "小王（不在班）" in agent.get(f"/desk/{talk}/transfer").text
    refused = agent.post(f"/desk/{talk}/transfer", to="xiaowang", note="")
    assert (refused.status_code, "请交代一句" in refused.text) == (422, True)
    assert agent.post(f"/desk/{talk}/transfer", to="xiaowang", note="她要 M 码").status_code == 200
    for side in (agent, wang):
        assert "小美转交给了小王：她要 M 码" in side.get(f"/desk/{talk}/flow").text.replace("\n", "")
    assert "还给小美" in wang.get(f"/desk/{talk}/flow").text
    assert "要换人，请小王转交" in agent.get(f"/desk/{talk}/flow").text
    assert agent.post(f"/desk/{talk}/take").status_code == 403
    assert "小王" in agent.get("/desk/list").text


def test_a_supervisor_sees_what_waits_for_them_and_takes_over(
    home: House, app: FastAPI, agent: Agent
) -> None:
    linjie = another(app, "linjie", "林姐", Role.SUPERVISOR)
    talk = say(home, "我要投诉")
    agent.post(f"/desk/{talk}/transfer", to="supervisor:", note="要找领导")
    assert 'data-test="for-supervisor"' in linjie.get("/desk").text
    assert "等主管接的会话" in linjie.get("/morning").text
    assert 'data-test="take"' not in agent.get(f"/desk/{talk}/flow").text
    assert 'data-test="take"' in linjie.get(f"/desk/{talk}/flow").text
    assert linjie.post(f"/desk/{talk}/take").status_code == 200
    assert "负责人 林姐" in agent.get(f"/desk/{talk}/flow").text


def test_two_in_one_talk_see_each_other(home: House, app: FastAPI, agent: Agent, clock: Clock) -> None:
    wang = another(app, "xiaowang", "小王")
    talk = say(home, "在吗")
    assert "也在看" not in agent.post(f"/desk/{talk}/here", typing="false").text
    assert "小美也在看" in wang.post(f"/desk/{talk}/here", typing="true").text
    assert "小王正在输入…" in agent.post(f"/desk/{talk}/here", typing="false").text
    clock.advance(seconds=30)
    assert "小王" not in agent.post(f"/desk/{talk}/here", typing="false").text


def test_a_heartbeat_does_not_keep_an_empty_chair_signed_in(home: House, agent: Agent, clock: Clock) -> None:
    talk = say(home, "在吗")
    for _ in range(8):
        clock.advance(minutes=14)
        assert agent.post(f"/desk/{talk}/here").status_code == 200
    clock.advance(minutes=14)
    assert agent.post(f"/desk/{talk}/here").status_code == 401


def test_a_heartbeat_needs_the_pages_token(home: House, agent: Agent) -> None:
    talk = say(home, "在吗")
    assert agent.browser.post(f"/desk/{talk}/here").status_code == 403


def test_the_second_of_two_replies_is_refused_with_the_first_and_sent_when_meant(
    home: House, app: FastAPI, agent: Agent
) -> None:
    wang = another(app, "xiaowang", "小王")
    talk = say(home, "在吗")
    seen = newest(agent, talk)
    assert send(agent, talk, "在的，您说", seen, "client-of-mei").status_code == 200
    refused = send(wang, talk, "您好", seen, "client-of-wang")
    assert refused.status_code == 409
    assert "小美刚刚回了：“在的，您说”" in refused.text and "仍要发送" in refused.text
    anyway = re.search(r'data-seen="(\d+)"', refused.text)
    assert anyway
    assert send(wang, talk, "您好", int(anyway[1]), "client-of-wang").status_code == 200
    assert "您好" in agent.get(f"/desk/{talk}/flow").text


def test_a_sheet_goes_from_one_shift_to_the_next_on_the_screen(
    home: House, app: FastAPI, agent: Agent
) -> None:
    wang = another(app, "xiaowang", "小王")
    agent.post("/shift/on", kind="day")
    talk = say(home, "衣服<b>破了</b>")
    page = agent.get("/shift").text
    assert f'name="remark:waiting-{talk}"' in page and "衣服&lt;b&gt;破了" in page
    assert agent.post("/shift/sheet", watch="查快递").status_code == 204
    assert "查快递</textarea>" in agent.get("/shift").text
    kept = agent.post("/shift/sheet", watch="长" * 300)
    assert (kept.status_code, "200 个字以内" in kept.text) == (422, True)
    fields = {"watch": "查快递", f"remark:waiting-{talk}": "等她发照片", "receiver": ""}
    assert agent.post("/shift/hand-over", **fields).headers["HX-Redirect"] == "/shift"
    assert "等下一班来接" in agent.get("/shift").text
    assert "1 张交班单" in wang.get("/shift/bar").text
    assert "没人接的交班单" in wang.get("/morning").text
    shown = wang.get("/shift").text
    assert "等她发照片" in shown and "查快递" in shown
    assert wang.post("/shift/sheets/1/confirm").status_code == 204
    assert "已接班" in wang.get("/shift").text
    assert agent.post("/shift/sheets/1/confirm").status_code == 409


def test_only_whoever_leads_sets_the_shifts_and_signs_others_off(
    home: House, app: FastAPI, agent: Agent
) -> None:
    linjie = another(app, "linjie", "林姐", Role.SUPERVISOR)
    agent.post("/shift/on", kind="day")
    fields = {
        **{"code": ["day", "", ""], "name": ["", "大夜", ""], "begins": ["08:00", "22:00", ""]},
        **{"ends": ["16:00", "06:00", ""], "grace": "30", "most_waiting": "5", "last_agent_days": "7"},
    }
    assert 'data-test="kinds"' not in agent.get("/shift").text
    assert agent.post("/shift/kinds", **fields).status_code == 403
    assert linjie.post("/shift/kinds", **fields).status_code == 204
    assert [kind.code for kind in home.shifts.duty.rules().kinds] == ["day", "shift1"]
    assert "大夜 22:00–06:00" in linjie.get("/shift/bar").text
    assert linjie.post("/shift/kinds", **{**fields, "begins": ["8点", "", ""]}).status_code == 422
    assert agent.post("/shift/people/xiaomei/off").status_code == 403
    assert linjie.post("/shift/people/xiaomei/off").status_code == 204
    assert home.shifts.duty.present() == []


def test_the_morning_round_is_empty_when_all_is_done(home: House, agent: Agent) -> None:
    assert 'data-test="morning-empty"' in agent.get("/morning").text
    talk = say(home, "昨晚的问题")
    assert f"/desk/{talk}?show=waiting" in agent.get("/morning/list").text
    send(agent, talk, "来啦", newest(agent, talk), "client-of-mei")
    assert 'data-test="morning-empty"' in agent.get("/morning/list").text
