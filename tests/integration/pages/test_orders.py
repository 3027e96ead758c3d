"""The panel's dialog: profile and orders, with CSRF, roles and faults told inside it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from tests.integration.pages.conftest import PASSWORD, Agent, say, signed_in


@pytest.fixture
def clerk(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "laozhou", "老周", Role.CLERK), PASSWORD)
    return signed_in(browser, "laozhou")


# --- the buyer's profile
def test_an_agent_edits_the_profile_in_jin_and_sees_it(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    form = agent.get(f"/desk/{talk}/buyer").text
    for words in ("意向客户", "VIP", "常穿", "保存后，同事都看得到"):
        assert words in form
    fields = {
        "tags": ["VIP", "老客"],
        "more_tags": "只要棉 ",
        "height": "162",
        "jin": "101",
        "usual_size": "M",
    }
    answer = agent.post(f"/desk/{talk}/buyer", note="<b>怕痒</b>", **fields)
    assert answer.status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    for words in ("只要棉", "老客", "101斤", "162cm", "&lt;b&gt;怕痒"):
        assert words in side
    assert 'value="101"' in agent.get(f"/desk/{talk}/buyer").text


def test_a_fault_is_told_inside_the_dialog(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    for wrong in ({"height": "abc"}, {"jin": "9999"}, {"height": "nan"}):
        answer = agent.post(f"/desk/{talk}/buyer", **wrong)
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#order-fault")
        assert "身高厘米" in answer.text


def test_the_profile_needs_the_pages_token_and_an_answering_role(clerk: Agent, home: House) -> None:
    talk = say(home, "在吗")
    assert "edit-buyer" not in clerk.get(f"/desk/{talk}").text
    assert clerk.post(f"/desk/{talk}/buyer", note="x").status_code == 403
    assert clerk.browser.post(f"/desk/{talk}/buyer", data={"note": "x"}).status_code == 403
    assert clerk.get(f"/desk/{talk}/buyer").status_code == 403
