"""Who may come in and see what: lock-out, sessions, passwords, the owner's page, audit, masked receivers."""

from __future__ import annotations

import logging
import re

import pytest
import structlog
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.audit import AuditFilter
from bot.core.languages import Language
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver
from bot.services.faults import Forbidden
from bot.services.people import OPERATOR
from bot.settings import PROJECT
from bot.web.pages.render import templates
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import PASSWORD, Agent, say

PHONE, ADDRESS = "13900001234", "西湖区文三路 99 号 2 单元"


def enter(home: House, browser: TestClient, login: str, role: Role) -> Agent:
    home.keys.put_account(Account(0, login, login.title(), role), PASSWORD)
    return signed_in(browser, login)


def signed_in(browser: TestClient, login: str, password: str = PASSWORD) -> Agent:
    browser.cookies.clear()
    assert browser.post("/sign-in", data={"login": login, "password": password}).status_code == 303
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/account").text)
    assert found
    return Agent(browser, found[1])


@pytest.fixture
def owner(home: House, browser: TestClient) -> Agent:
    return enter(home, browser, "dianzhu", Role.OWNER)


def guess(browser: TestClient, login: str, times: int) -> list[int]:
    tries = [browser.post("/sign-in", data={"login": login, "password": "wrong-guess"}) for _ in range(times)]
    return [answer.status_code for answer in tries]


def actions(home: House) -> list[str]:
    return [entry.action for entry in home.audit_trail.page(AuditFilter(), None, OPERATOR).entries]


def plant_order(home: House, buyer: str = "小鹿") -> None:
    receiver = Receiver("沈念安", PHONE, "浙江省", "杭州市", ADDRESS)
    order = Order(
        "3141592653589793238",
        buyer,
        OrderState.PAID,
        home.clock(),
        Fen(9900),
        Fen(9900),
        receiver=receiver,
        buyer_message=f"送前打 {PHONE}",
        seller_note=f"已核对 {ADDRESS}",
    )
    with home.store.write() as work:
        work.orders.put("demo", order, {})


def test_five_wrong_guesses_lock_known_and_unknown_logins_alike_until_time_has_passed(
    home: House, browser: TestClient, clock: Clock
) -> None:
    known, unknown = guess(browser, "xiaomei", 6), guess(browser, "nobody", 6)
    assert known == unknown == [401] * 5 + [429]
    right = {"login": "xiaomei", "password": PASSWORD}
    locked = browser.post("/sign-in", data=right)
    assert (locked.status_code, "1 分钟后再试" in locked.text) == (429, True)
    clock.advance(minutes=1)
    assert browser.post("/sign-in", data=right).status_code == 303
    assert actions(home).count("locked_out") == 2
    assert "nobody" not in repr(home.audit_trail.page(AuditFilter(), None, OPERATOR))


def test_an_address_that_tries_many_logins_is_locked_for_all_of_them(
    home: House, browser: TestClient
) -> None:
    statuses = [guess(browser, f"login{number}", 1)[0] for number in range(31)]
    assert statuses == [401] * 30 + [429]
    assert browser.post("/sign-in", data={"login": "xiaomei", "password": PASSWORD}).status_code == 429
    [address] = home.people.listed(OPERATOR).locked_addresses
    home.people.unlock_address(address.key, OPERATOR)
    assert browser.post("/sign-in", data={"login": "xiaomei", "password": PASSWORD}).status_code == 303


def test_the_owner_sees_a_lock_and_clears_it(home: House, browser: TestClient, owner: Agent) -> None:
    guess(browser, "xiaomei", 5)
    assert 'data-test="locked"' in owner.get("/people").text
    answer = owner.post("/people/accounts/xiaomei/unlock")
    assert (answer.status_code, 'data-test="locked"' in answer.text) == (200, False)
    assert actions(home)[0] == "unlocked"
    signed_in(browser, "xiaomei")


def test_a_session_idles_out_unless_its_person_acts(agent: Agent, clock: Clock) -> None:
    clock.advance(minutes=119)
    assert agent.get("/desk").status_code == 200
    clock.advance(minutes=119)
    by_page = {"HX-Request": "true", "HX-Target": "list"}
    assert agent.get("/desk/list", headers=by_page).status_code == 200
    clock.advance(minutes=2)
    assert agent.get("/desk").status_code == 303


def test_a_session_ends_after_twelve_hours_whatever_one_does(agent: Agent, clock: Clock) -> None:
    for _ in range(11):
        clock.advance(hours=1)
        assert agent.get("/desk").status_code == 200
    clock.advance(hours=1)
    assert agent.get("/desk").status_code == 303


def test_signing_out_everywhere_ends_every_session(home: House, agent: Agent) -> None:
    other = home.keys.sign_in("xiaomei", PASSWORD)
    answer = agent.browser.post("/account/sign-out-everywhere", data={"csrf": agent.csrf})
    assert answer.headers["location"] == "/sign-in"
    assert home.keys.signed_in(other) is None


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", "umbrella-pear-7", "umbrella-pear-7", "现在的密码不对"),
        (PASSWORD, "short", "short", "太短"),
        (PASSWORD, "xiaomei2026", "xiaomei2026", "不能就是账号"),
        (PASSWORD, "woaini1314", "woaini1314", "太常见"),
        (PASSWORD, PASSWORD, PASSWORD, "和现在的一样"),
        (PASSWORD, "umbrella-pear-7", "umbrella-pear-8", "不一样"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    home: House, agent: Agent, old: str, new: str, again: str, said: str
) -> None:
    fields = {"csrf": agent.csrf, "old": old, "new": new, "again": again}
    answer = agent.browser.post("/account/password", data=fields)
    assert answer.status_code in (403, 422)
    assert said in answer.text
    home.keys.sign_in("xiaomei", PASSWORD)


def test_ones_own_password_changes_and_other_sessions_end(home: House, agent: Agent) -> None:
    other = home.keys.sign_in("xiaomei", PASSWORD)
    new = "umbrella-pear-7"
    fields = {"csrf": agent.csrf, "old": PASSWORD, "new": new, "again": new}
    assert agent.browser.post("/account/password", data=fields).status_code == 303
    assert home.keys.signed_in(other) is None
    assert agent.get("/desk").status_code == 200
    home.keys.sign_in("xiaomei", new)


def test_whoever_is_added_must_change_the_password_before_anything_else(
    home: House, browser: TestClient, owner: Agent
) -> None:
    answer = owner.post("/people/accounts", login="axiang", name="阿香", role="agent")
    secret = re.search(r'data-test="secret">([^<]+)<', answer.text)
    assert secret
    assert secret[1] not in owner.get("/people").text
    new = signed_in(browser, "axiang", secret[1])
    assert new.get("/desk").headers["location"] == "/account"
    assert new.post("/desk/1/close").headers["hx-redirect"] == "/account"
    fields = {"csrf": new.csrf, "old": secret[1], "new": "umbrella-pear-7", "again": "umbrella-pear-7"}
    new.browser.post("/account/password", data=fields)
    assert new.get("/desk").status_code == 200


def test_deactivating_ends_sessions_at_once_and_activating_lets_in_again(
    home: House, browser: TestClient, owner: Agent
) -> None:
    theirs = home.keys.sign_in("xiaomei", PASSWORD)
    assert 'data-test="inactive"' in owner.post("/people/accounts/xiaomei/deactivate").text
    assert home.keys.signed_in(theirs) is None
    assert guess(browser, "xiaomei", 1) == [401]
    owner.post("/people/accounts/xiaomei/activate")
    home.keys.sign_in("xiaomei", PASSWORD)


def test_the_last_owner_stays(home: House, owner: Agent) -> None:
    for path, fields in (("deactivate", {}), ("role", {"role": "agent"})):
        answer = owner.post(f"/people/accounts/dianzhu/{path}", **fields)
        assert (answer.status_code, "最后一位" in answer.text) == (409, True)
    owner.post("/people/accounts/xiaomei/role", role="owner")
    assert owner.post("/people/accounts/dianzhu/deactivate").status_code in (200, 303, 401)


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("accounts", {"login": "Ä", "name": "x", "role": "agent"}, "小写字母"),
        ("accounts", {"login": "xiaomei", "name": "x", "role": "agent"}, "已经有人用了"),
        ("accounts", {"login": "neu", "name": "x", "role": "king"}, "没选角色"),
        ("accounts/nobody/unlock", {}, "找不到"),
        ("accounts/dianzhu/password", {}, "我的账号"),
        ("tokens", {"name": " ", "role": "agent"}, "起个名字"),
        ("tokens/revoke", {"name": "none"}, "找不到"),
    ],
)
def test_what_can_not_be_is_refused_in_one_sentence(
    owner: Agent, path: str, fields: dict[str, str], said: str
) -> None:
    answer = owner.post(f"/people/{path}", **fields)
    assert answer.status_code in (404, 409, 422)
    assert said in answer.text


@pytest.mark.parametrize("role", [Role.AGENT, Role.CLERK, Role.SUPERVISOR])
def test_only_the_owner_manages_people(home: House, browser: TestClient, role: Role) -> None:
    them = enter(home, browser, "them", role)
    assert (them.get("/people").status_code, "只有店主" in them.get("/people").text) == (403, True)
    assert 'href="/people"' not in them.get("/desk").text
    for path in ("accounts/xiaomei/deactivate", "accounts/xiaomei/password", "accounts/xiaomei/unlock"):
        assert them.post(f"/people/{path}").status_code == 403
    for path in ("accounts", "accounts/xiaomei/role", "tokens"):
        assert them.post(f"/people/{path}", login="neu", name="x", role="owner").status_code == 403
    assert them.post("/people/tokens/revoke", name="x").status_code == 403
    assert them.post("/people/addresses/unlock", address="x").status_code == 403
    may_read = role is Role.SUPERVISOR
    assert them.get("/people/audit").status_code == (200 if may_read else 403)
    assert ('href="/people/audit"' in them.get("/desk").text) is may_read


def test_a_clerk_reads_and_answers_nobody(home: House, browser: TestClient) -> None:
    talk = say(home, "在吗")
    clerk = enter(home, browser, "dayin", Role.CLERK)
    shown = clerk.get(f"/desk/{talk}").text
    assert 'data-test="only-reads"' in shown
    assert 'data-test="editor"' not in shown
    assert 'data-test="close"' not in shown
    reply = {"text": "在的", "client_id": "0123456789"}
    for path in (f"{talk}/send", f"{talk}/close", f"{talk}/retry", "messages/1/take-back"):
        assert clerk.post(f"/desk/{path}", **reply).status_code == 403
    for path in ("suggestions/1/accept", "suggestions/1/reject"):
        assert clerk.post(f"/desk/{path}").status_code == 403
    view = home.conversation(talk)
    assert view
    assert len(view.messages) == 1


def test_tokens_are_shown_once_carry_a_role_and_can_be_revoked(
    home: House, browser: TestClient, owner: Agent
) -> None:
    talk = say(home, f"我电话{PHONE}")
    made = re.search(
        r'data-test="secret">([^<]+)<', owner.post("/people/tokens", name="printer", role="clerk").text
    )
    assert made
    assert made[1] not in owner.get("/people").text
    assert "没用过" in owner.get("/people").text
    clerk = {"Authorization": f"Bearer {made[1]}"}
    whole = {"Authorization": f"Bearer {home.tokens.new('boss', Role.SUPERVISOR, OPERATOR)}"}
    for path in ("/api/v1/conversations", f"/api/v1/conversations/{talk}"):
        assert PHONE not in browser.get(path, headers=clerk).text
        assert "139****1234" in browser.get(path, headers=clerk).text
        assert PHONE in browser.get(path, headers=whole).text
    reply = {"text": "在的", "client_id": "c1"}
    refused = browser.post(f"/api/v1/conversations/{talk}/replies", json=reply, headers=clerk)
    assert (refused.status_code, "may answer buyers" in refused.json()["detail"]) == (403, True)
    assert browser.get("/api/v1/deliveries?channel=web", headers=clerk).status_code == 403
    owner.post("/people/tokens/revoke", name="printer")
    assert browser.get("/api/v1/conversations", headers=clerk).status_code == 401
    assert "已经有了" in owner.post("/people/tokens", name="printer", role="clerk").text


def test_no_page_of_an_agent_shows_a_planted_receiver_until_it_is_unmasked_and_no_log_ever_does(
    home: House, agent: Agent, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    talk = say(home, "在吗", order="3141592653589793238")
    plant_order(home)
    pages = ("", "/list", f"/{talk}", f"/{talk}/flow", f"/{talk}/side", f"/{talk}/phrases")
    with structlog.testing.capture_logs() as logged:
        shown = "".join(agent.get(f"/desk{path}").text for path in pages)
        assert "139****1234" in shown
        assert "浙江省杭州市 ***" in shown
        assert PHONE not in shown
        assert ADDRESS not in shown
        whole = agent.post(f"/desk/{talk}/orders/3141592653589793238/receiver").text
        assert PHONE in whole
        assert ADDRESS in whole
        assert PHONE not in agent.get(f"/desk/{talk}/side").text
    out = capsys.readouterr()
    for log in (repr(logged), caplog.text, out.out, out.err):
        assert PHONE not in log
        assert ADDRESS not in log
    [entry] = home.audit_trail.page(AuditFilter(action="unmasked"), None, OPERATOR).entries
    assert (entry.actor, entry.subject, entry.detail) == (
        "xiaomei",
        "order 3141592653589793238",
        {"conversation": talk},
    )
    assert entry.at == home.clock()


def test_another_buyers_order_is_not_unmasked(home: House, agent: Agent) -> None:
    talk = say(home, "在吗")
    plant_order(home, buyer="别人")
    answer = agent.post(f"/desk/{talk}/orders/3141592653589793238/receiver")
    assert (answer.status_code, PHONE in answer.text) == (404, False)
    assert "unmasked" not in actions(home)


def test_the_audit_is_filtered_and_paged(home: House, browser: TestClient, owner: Agent) -> None:
    for number in range(60):
        home.audit_trail.exported("laochen", "scripts", number)
    first = owner.get("/people/audit?actor=laochen").text
    older = re.search(r'href="(/people/audit\?[^"]+before=\d+)"', first)
    assert older
    second = owner.get(older[1].replace("&amp;", "&")).text
    assert [text.count('data-test="entry"') for text in (first, second)] == [50, 10]
    assert 'data-action="signed_in"' in owner.get("/people/audit?action=signed_in").text
    assert "没有这样的记录" in owner.get("/people/audit?until=2020-01-01").text
    assert owner.get("/people/audit?since=soon").status_code == 200


def test_the_service_refuses_by_itself(home: House) -> None:
    agent = Account(7, "xiaomei", "小美", Role.AGENT)
    for act in (
        lambda: home.people.listed(agent),
        lambda: home.tokens.new("x", Role.OWNER, agent),
        lambda: home.audit_trail.page(AuditFilter(), None, agent),
    ):
        with pytest.raises(Forbidden, match=r"^only [a-z, ]+ may [a-z ]+$"):
            act()


def test_every_recorded_action_has_a_word() -> None:
    named = set(templates[Language.CHINESE].env.get_template("labels.html").module.audit_actions)  # type: ignore[attr-defined]
    source = "".join(path.read_text("utf-8") for path in (PROJECT / "bot").rglob("*.py"))
    recorded = set(re.findall(r'audit\.record\(\s*[^,]+,\s*"(\w+)"', source))
    constants = set(
        re.findall(r'^[A-Z_]+ = "(\w+)"', (PROJECT / "bot/core/audit.py").read_text("utf-8"), re.M)
    )
    assert recorded | constants <= named
    assert {"unmasked", "guard_override", "close"} <= recorded | constants
