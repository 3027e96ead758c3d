"""Who gets in, and what guards the door."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.settings import Settings
from tests.integration.pages.conftest import PASSWORD, Agent, say

RIGHT = {"login": "xiaomei", "password": PASSWORD}


@pytest.mark.parametrize("path", ["/desk", "/desk/1", "/work", "/followups", "/alone"])
def test_a_stranger_is_sent_to_the_door_and_comes_back_to_the_page(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")
    assert f'value="{path}"' in browser.get(answer.headers["location"]).text
    assert browser.post("/sign-in", data={**RIGHT, "next": path}).headers["location"] == path


def test_a_part_of_an_open_page_sends_the_whole_page_to_the_door(browser: TestClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/7?show=all"}
    answer = browser.get("/desk/list", headers=headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in?next=/desk/7")


def test_the_stream_tells_a_stranger_nothing(browser: TestClient) -> None:
    answer = browser.get("/desk/events", headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.text) == (401, "")


def test_a_wrong_password_stays_outside_and_keeps_the_login(browser: TestClient) -> None:
    answer = browser.post("/sign-in", data={"login": "xiaomei", "password": "guess"})
    assert answer.status_code == 401
    assert 'value="xiaomei"' in answer.text
    assert "desk" not in browser.cookies
    assert browser.post("/sign-in", data={"login": "nobody", "password": PASSWORD}).status_code == 401


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient) -> None:
    cookie = browser.post("/sign-in", data=RIGHT).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_open(home: House, app: FastAPI) -> None:
    home.settings = Settings(**{**home.settings.dict(), "secure_cookies": True})
    with TestClient(app, follow_redirects=False) as browser:
        assert "secure" in browser.post("/sign-in", data=RIGHT).headers["set-cookie"].lower()


TRAPS = (
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/desk/\\x",
    "/\t/evil.example",
    "desk",
    "",
)


@pytest.mark.parametrize("trap", TRAPS)
def test_signing_in_leads_only_to_the_desk(browser: TestClient, trap: str) -> None:
    assert browser.post("/sign-in", data={**RIGHT, "next": trap}).headers["location"] == "/desk"


@pytest.mark.parametrize(
    "sender",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_another_site_can_not_sign_a_browser_in(browser: TestClient, sender: dict[str, str]) -> None:
    assert browser.post("/sign-in", data=RIGHT, headers=sender).status_code == 403


@pytest.mark.parametrize("sender", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_our_own_form_may_sign_in(browser: TestClient, sender: dict[str, str]) -> None:
    assert browser.post("/sign-in", data=RIGHT, headers=sender).status_code == 303


def test_after_signing_out_the_old_key_opens_nothing(agent: Agent) -> None:
    key = agent.browser.cookies["desk"]
    assert agent.get("/sign-in").headers["location"] == "/desk"
    assert agent.browser.post("/sign-out", data={"csrf": agent.csrf}).headers["location"] == "/sign-in"
    agent.browser.cookies.set("desk", key)
    assert agent.get("/desk").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/sign-out",
        "/desk/suggestions/1/accept",
        "/desk/suggestions/1/reject",
        "/desk/1/send",
        "/desk/messages/1/take-back",
        "/desk/1/retry",
    ],
)
def test_without_the_csrf_token_nothing_can_be_done(agent: Agent, home: House, path: str) -> None:
    talk = say(home, "在吗")
    reply = {"text": "在的", "client_id": "0123456789"}
    for fields in (reply, {**reply, "csrf": ""}, {**reply, "csrf": "guess"}, {**reply, "csrf": "错"}):
        assert agent.browser.post(path, data=fields).status_code == 403
    view = home.conversation(talk)
    assert view
    assert len(view.messages) == 1
    assert agent.get("/desk").status_code == 200
