"""Phrases at hand: the search of an open talk, what it asks for, and the page of one's own."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.imports import Read
from bot.core.quick_phrases import QuickPhrase
from tests.integration.pages.conftest import Agent, say, signed_in
from tests.integration.pages.test_scripts import NUMBER, order, supervisor

__all__ = ["supervisor"]

MEI = Account(0, "xiaomei", "小美", Role.AGENT)


def search(agent: Agent, talk: int, query: str) -> str:
    return agent.get(f"/desk/{talk}/phrases", params={"q": query}).text


def shared(home: House, *phrases: QuickPhrase) -> None:
    rows = [Read(line, phrase) for line, phrase in enumerate(phrases, 2)]
    assert not home.phrase_book.import_rows(rows, home.book, home.labels, "command line").rejected


def test_initials_find_phrases_and_scripts(agent: Agent, home: House) -> None:
    order(home)
    talk = say(home, "到哪了")
    shared(home, QuickPhrase("", "售后", "快递费我们出的"))
    assert "快递费我们出的" in search(agent, talk, "kdf")
    assert "感谢" in search(agent, talk, "gx"), "a script, by the pinyin of what it is about"


def test_what_the_talk_knows_is_filled_in_and_the_rest_is_marked(agent: Agent, home: House) -> None:
    order(home)
    talk = say(home, "在吗")
    shared(home, QuickPhrase("bk", "", "{昵称}您好，{订单号}补您{金额}元，{客服}"))
    shown = search(agent, talk, "bk")
    assert f"小鹿您好，{NUMBER}补您<mark" in shown
    assert 'data-blank="金额"' in shown
    assert "元，小美</span>" in shown
    assert "{" not in shown


def test_hostile_names_stay_text_in_what_is_asked(agent: Agent, home: House) -> None:
    talk = say(home, "在吗", buyer="<b>{{7*7}}</b>")
    shared(home, QuickPhrase("x", "", '{昵称}{"><script>}'))
    shown = search(agent, talk, "x")
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "{" not in shown


def test_the_guard_reads_a_filled_phrase_as_all_text(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    shared(home, QuickPhrase("dao", "", "这单{哪天}到"))
    sent = agent.post(f"/desk/{talk}/send", text="这单保证明天到", client_id="a" * 12)
    assert sent.status_code == 422
    assert "不能直接发" in sent.text


def test_what_was_typed_is_kept_as_a_phrase_of_ones_own(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    kept = agent.post("/desk/phrases", text=" 快递费我来申请 ", shortcut="kdf", scene="售后")
    assert kept.status_code == 200
    assert kept.headers["HX-Trigger"] == "desk:phrase-kept"
    (phrase,) = home.phrase_book.all("xiaomei")
    assert (phrase.shortcut, phrase.group, phrase.text) == ("kdf", "售后", "快递费我来申请")
    shared(home, QuickPhrase("kdf", "", "全店的说法"))
    shown = search(agent, talk, "kdf")
    assert "我的，盖过全店" in shown
    assert "全店的说法" not in shown
    taken = agent.post("/desk/phrases", text="另一句", shortcut="kdf", scene="售后")
    assert taken.status_code == 422
    assert "换一个" in taken.text
    blocked = agent.post("/desk/phrases", text="保证明天一定到")
    assert blocked.status_code == 422
    assert "存了也用不上" in blocked.text
    assert "放行" not in blocked.text


def test_the_own_page_is_searched_edited_removed_and_restored(agent: Agent, home: House) -> None:
    assert agent.post("/scripts/phrases", scope="own", text="稍等我看下", shortcut="sd").status_code == 200
    (phrase,) = home.phrase_book.all("xiaomei")
    assert "稍等我看下" in agent.get("/scripts/phrases?scope=own&q=sdw").text
    assert "稍等我看下" not in agent.get("/scripts/phrases").text
    form = agent.get(f"/scripts/phrases/{phrase.id}/edit").text
    assert f'name="phrase_id" value="{phrase.id}"' in form
    agent.post("/scripts/phrases", scope="own", phrase_id=phrase.id, text="马上看", shortcut="sd")
    assert "马上看" in agent.get("/scripts/phrases?scope=own").text
    removed = agent.post(f"/scripts/phrases/{phrase.id}/remove")
    assert "撤销删除" in removed.text
    assert home.phrase_book.all("xiaomei") == ()
    assert agent.post(f"/scripts/phrases/{phrase.id}/restore").status_code == 200
    assert len(home.phrase_book.all("xiaomei")) == 1


def test_own_phrases_go_out_and_in_as_the_same_file(agent: Agent, home: House) -> None:
    agent.post("/scripts/phrases", scope="own", text="=好的，{昵称}", shortcut="hd", scene="售前")
    answer = agent.get("/scripts/phrases/export?scope=own")
    assert "phrases-own.csv" in answer.headers["Content-Disposition"]
    assert answer.content.decode(
        "utf-8-sig"
    ) == '快捷短语,场景/分组,内容\r\nhd,售前,"\'=好的，{昵称}"\r\n'.replace('"', "")
    (phrase,) = home.phrase_book.all("xiaomei")
    home.phrase_book.remove(phrase.id, MEI)

    def sent(content: bytes, name: str = "x.csv", scope: str = "own") -> tuple[int, str]:
        headers = {"X-CSRF-Token": agent.csrf, "HX-Request": "true"}
        files = {"file": (name, content, "text/csv")}
        told = agent.browser.post(
            "/scripts/phrases/import", data={"scope": scope}, files=files, headers=headers
        )
        return told.status_code, told.text

    assert "放进 1 条" in sent(answer.content)[1]
    assert [one.text for one in home.phrase_book.all("xiaomei")] == ["=好的，{昵称}"]
    status, told = sent("快捷短语,内容\nbz,保证明天一定到\nok,好的\n".encode())
    assert (status, "放进 1 条" in told, "第 2 行" in told) == (200, True, True)
    status, told = sent(b"\x00\x01 no table")
    assert (status, "没有导入" in told) == (422, True)
    assert sent(answer.content, scope="team")[0] == 403
    assert agent.get("/scripts/phrases/export?scope=team").status_code == 403


def test_nobody_reaches_anothers_phrases(agent: Agent, home: House, browser: TestClient) -> None:
    agent.post("/scripts/phrases", scope="own", text="小美的话", shortcut="mei")
    (phrase,) = home.phrase_book.all("xiaomei")
    home.keys.put_account(Account(0, "xiaolan", "小兰", Role.AGENT), "open-the-desk")
    other = signed_in(browser, "xiaolan")
    assert "小美的话" not in other.get("/scripts/phrases?scope=own").text
    assert other.get(f"/scripts/phrases/{phrase.id}/edit").status_code == 404
    for path in (f"/scripts/phrases/{phrase.id}/remove", f"/desk/phrases/{phrase.id}/used"):
        assert other.post(path).status_code == 404
    other.post("/scripts/phrases", scope="own", phrase_id=phrase.id, text="改成小兰的", shortcut="mei")
    assert [one.text for one in home.phrase_book.all("xiaomei")] == ["小美的话"]


def test_a_clerk_reads_the_teams_phrases_and_writes_none(home: House, browser: TestClient) -> None:
    home.keys.put_account(Account(0, "dadan", "打单", Role.CLERK), "open-the-desk")
    clerk = signed_in(browser, "dadan")
    assert 'data-test="new-phrase"' not in clerk.get("/scripts/phrases?scope=own").text
    assert clerk.post("/desk/phrases", text="您好").status_code == 403


def test_a_supervisor_writes_for_all_and_an_agent_sees_what_is_covered(
    supervisor: Agent, home: House
) -> None:
    assert supervisor.post("/scripts/phrases", scope="team", text="全店的", shortcut="q").status_code == 200
    supervisor.post("/scripts/phrases", scope="own", text="我的", shortcut="q")
    assert "您用的是自己的这条快捷码" in supervisor.get("/scripts/phrases").text


def test_the_parts_of_the_desk_are_named_and_need_no_inline_script(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    shared(home, QuickPhrase("hy", "", "欢迎{谁}"))
    pages = [
        agent.get(f"/desk/{talk}").text,
        agent.get("/scripts/phrases?scope=own").text,
        search(agent, talk, "hy"),
    ]
    for shown in pages:
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on|<style|js:", shown)
    desk, _, options = pages
    assert re.search(r'<ul class="phrases" id="phrases" role="listbox" aria-label', desk)
    assert "data-phrase-count" in desk
    assert 'role="combobox" aria-expanded="true" aria-controls="picker-options"' in desk
    assert re.search(r'<li role="option" id="phrase-1" aria-selected="true"', options)
