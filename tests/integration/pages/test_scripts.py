"""Scripts in the console: who may do what, and what they see."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from bot.adapters.scripts.labels import load_labels
from bot.bootstrap import DATA, House
from bot.core.accounts import Account, Role
from bot.core.imports import Read
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.quick_phrases import QuickPhrase
from tests.integration.conftest import NOW
from tests.integration.pages.conftest import PASSWORD, Agent, say

HOSTILE = '<script>alert("x")</script>{{7*7}}'
NEW = "不谢不谢，您有事随时叫我哦"
NUMBER = "4028263270025992231"


@pytest.fixture
def supervisor(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "zhuguan", "老陈", Role.SUPERVISOR), PASSWORD)
    assert browser.post("/sign-in", data={"login": "zhuguan", "password": PASSWORD}).status_code == 303
    found = re.search(r'"X-CSRF-Token": "([^"]+)"', browser.get("/scripts").text)
    assert found
    return Agent(browser, found[1])


def wordings(page: str) -> list[str]:
    return re.findall(r'data-test="wording">([^<]*)</textarea>', page)


def save(supervisor: Agent, first: str, seen: int = 0, **more: object) -> int:
    """Change the first wording of `thanks` as the form sends it; the answer's status."""
    answer = supervisor.post("/scripts/thanks/texts", **{"seen": seen, "text-0": first, **more})
    return answer.status_code


def test_nobody_reads_scripts_without_signing_in(browser: TestClient) -> None:
    for path in ("/scripts", "/scripts/thanks", "/scripts/thanks/versions/0", "/scripts/phrases"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")


def test_the_desk_links_to_the_scripts_and_the_list_is_in_chinese(agent: Agent, home: House) -> None:
    assert 'href="/scripts"' in agent.get("/desk").text
    shown = agent.get("/scripts").text
    track = home.book.named("track")
    assert track
    for words in ("查物流", "物流", "到哪了", "track", f"{len(track.variants)} 种情况"):
        assert words in shown


def test_a_search_finds_by_wording_and_a_scene_narrows_it(agent: Agent) -> None:
    found = re.findall(r'data-script="(\w+)"', agent.get("/scripts", params={"q": "揽收"}).text)
    assert "track" in found
    assert "greet" not in found
    assert re.findall(r'data-script="(\w+)"', agent.get("/scripts?scene=talk&q=揽收").text) == []
    hostile = agent.get("/scripts", params={"q": HOSTILE[:60]}).text
    assert "<script>alert" not in hostile


def test_a_script_shows_its_conditions_and_wordings_in_chinese(agent: Agent) -> None:
    shown = agent.get("/scripts/track").text
    for words in ("物流情况", "待揽收", "知道是哪一单", "其他情况", '<span class="slot">订单尾号</span>'):
        assert words in shown
    assert '<textarea name="text-' not in shown, "agents read"
    assert "要改话术，请找主管" in shown


def test_an_unknown_script_and_a_strange_name_are_a_page_with_one_sentence(agent: Agent) -> None:
    assert agent.get("/scripts/no_such_script").status_code == 404
    assert agent.get("/scripts/../../etc").status_code == 404
    assert agent.get("/scripts/A-B").status_code == 422
    assert agent.get("/scripts/thanks/versions/7").status_code == 404


def test_a_saved_wording_is_in_the_history_with_its_author_and_difference(
    supervisor: Agent, home: House
) -> None:
    answer = supervisor.post(
        "/scripts/thanks/texts", **{"seen": 0, "text-1": [NEW, "应该的哦"], "note": "更短"}
    )
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/scripts/thanks?saved=1")
    shown = supervisor.get("/scripts/thanks?saved=1").text
    for words in ("已保存为第 1 版", NEW, "更短", "zhuguan", "正在用"):
        assert words in shown
    changes = supervisor.get("/scripts/thanks/versions/1").text
    assert f'<span class="added">+       - {NEW}' in changes
    assert "原来" not in changes
    script = home.book.named("thanks")
    assert script and script.variants[1].texts == (NEW, "应该的哦")
    assert "zhuguan" in supervisor.get("/scripts").text


def test_facts_are_written_by_their_chinese_names(supervisor: Agent, home: House) -> None:
    before = home.book.named("track")
    assert before
    waiting = {"parcel.case": ("waiting",)}
    place = next(number for number, variant in enumerate(before.variants) if variant.when == waiting)
    supervisor.post("/scripts/track/texts", **{"seen": 0, f"text-{place}": "尾号{订单尾号}在等{快递}来收哦"})
    script = home.book.named("track")
    assert script and script.variants[place].texts == ("尾号{order.tail}在等{parcel.courier}来收哦",)
    assert "尾号{订单尾号}在等{快递}来收哦" in wordings(supervisor.get("/scripts/track").text)


def test_faults_are_shown_beside_the_wording_in_shop_words_and_nothing_is_saved(
    supervisor: Agent, home: House
) -> None:
    answer = supervisor.post(
        "/scripts/thanks/texts", **{"seen": 0, "text-0": "保证没问题", "text-1": "{没有}不客气"}
    )
    assert answer.status_code == 422
    first, second = re.findall(r'<ul class="findings" id="faults-\d".*?</ul>', answer.text, re.DOTALL)
    assert "不能说“保证”" in first
    assert "没有 {没有} 这项资料" in second
    assert "例子" not in second, "what follows from it is not told"
    assert "没有保存，有 2 处要改" in answer.text
    assert home.script_desk.opened("thanks").versions == ()


def test_retiring_the_last_script_of_an_intent_is_refused_in_shop_words(supervisor: Agent) -> None:
    answer = supervisor.post("/scripts/thanks/texts", seen=0, status="retired")
    assert answer.status_code == 422
    assert "“感谢”就没有在用的话术了" in answer.text


def test_saving_over_a_colleague_is_one_sentence(supervisor: Agent) -> None:
    assert save(supervisor, NEW) == 204
    answer = supervisor.post("/scripts/thanks/texts", **{"seen": 0, "text-0": "别的说法哦"})
    assert answer.status_code == 409
    assert "同事已经存了新的一版" in answer.text


def test_a_draft_is_told_and_activated(supervisor: Agent, home: House) -> None:
    assert save(supervisor, NEW, status="draft") == 204
    assert "这是草稿" in supervisor.get("/scripts/thanks").text
    assert NEW not in str(home.book.named("thanks"))
    assert save(supervisor, NEW, seen=1, status="active") == 204
    assert NEW in str(home.book.named("thanks"))


def test_the_whole_yaml_is_saved_and_an_old_version_restored(supervisor: Agent, home: House) -> None:
    original = home.script_desk.opened("thanks").document
    edited = original.replace("不客气，应该的哦", NEW)
    answer = supervisor.post("/scripts/thanks/document", seen=0, document=edited.replace("\n", "\r\n"))
    assert answer.status_code == 204
    assert home.script_desk.opened("thanks").document == edited
    answer = supervisor.post("/scripts/thanks/document", seen=1, document="script: [")
    assert answer.status_code == 422
    assert supervisor.post("/scripts/thanks/restore/0", seen=1, note="恢复到原来的文件").status_code == 204
    assert home.script_desk.opened("thanks").document == original
    assert supervisor.post("/scripts/thanks/restore/0", seen=2).status_code == 422


def test_agents_may_not_save_and_nothing_is_posted_without_the_csrf_token(agent: Agent, home: House) -> None:
    home.phrase_book.import_rows(
        [Read(2, QuickPhrase("hy", "", "欢迎"))], home.book, load_labels(DATA), "command line"
    )
    posts = {
        "/scripts/thanks/texts": {"seen": 0, "text-0": NEW},
        "/scripts/thanks/document": {"seen": 0, "document": "script: thanks"},
        "/scripts/thanks/restore/0": {"seen": 0},
        "/scripts/phrases/1/remove": {},
        "/scripts/phrases": {"scope": "team", "text": "您好"},
    }
    for path, fields in posts.items():
        assert agent.post(path, **fields).status_code == 403, path
        assert agent.browser.post(path, data=fields).status_code == 403, path
    assert agent.browser.post("/scripts/thanks/try", data={}).status_code == 403
    assert home.script_desk.opened("thanks").versions == ()


def order(home: House, number: str = NUMBER, buyer: str = "小鹿") -> None:
    with home.store.write() as work:
        line = OrderLine("1", "连衣裙", 1, Fen(100))
        work.orders.put("demo", Order(number, buyer, OrderState.PAID, NOW, Fen(1), Fen(1), lines=(line,)), {})


@pytest.mark.parametrize("whom", [NUMBER, "小鹿"])
def test_what_stands_in_the_form_is_tried_on_a_real_order_and_nothing_is_stored(
    agent: Agent, home: House, whom: str
) -> None:
    order(home)
    sent = {"whom": whom, "buyer_says": "谢谢", "text-0": ["不客气，{店名}都在", "应该的哦"]}
    shown = agent.post("/scripts/thanks/try", **sent).text
    assert re.findall(r'data-test="trial-said">([^<]+?)\s*<', shown) == ["不客气，演示店都在", "应该的哦"]
    assert "第 1 种情况" in shown
    assert "待发货" in shown
    assert home.script_desk.opened("thanks").versions == ()
    assert home.inbox() == ()


def test_a_trial_tells_what_the_guard_finds_and_when_there_is_nothing_to_say(
    agent: Agent, home: House
) -> None:
    shown = agent.post("/scripts/thanks/try", **{"buyer_says": "谢谢", "text-1": "加我微信聊"}).text
    assert 'data-test="finding"' in shown
    assert "没有话可说" in agent.post("/scripts/size_garment/try", buyer_says="多长").text
    answer = agent.post("/scripts/thanks/try", whom="没有这位")
    assert (answer.status_code, "没有这个订单号、买家或商品编号" in answer.text) == (404, True)
    assert agent.post("/scripts/thanks/try", document="script: [").status_code == 422


def test_hostile_wordings_notes_and_phrases_stay_text(supervisor: Agent, home: House) -> None:
    order(home, buyer=HOSTILE)
    say(home, "在吗", buyer=HOSTILE)
    supervisor.post("/scripts/thanks/texts", **{"seen": 0, "text-0": "不客气<b>哦</b>", "note": HOSTILE})
    home.phrase_book.import_rows(
        [Read(2, QuickPhrase("<i>hy</i>", "<u>组</u>", "<img src=x>您好"))],
        home.book,
        load_labels(DATA),
        "command line",
    )
    pages = [
        supervisor.get(path).text
        for path in ("/scripts", "/scripts/thanks", "/scripts/thanks/versions/1", "/scripts/phrases")
    ]
    pages.append(supervisor.post("/scripts/thanks/try", whom=HOSTILE, buyer_says=HOSTILE).text)
    talk = home.inbox()[0].id
    pages.append(supervisor.get(f"/desk/{talk}/phrases?q=您好").text)
    for shown in pages:
        for markup in ("<script>alert", "<b>哦", "<i>hy", "<u>组", "<img src=x"):
            assert markup not in shown
    assert "不客气&lt;b&gt;哦" in pages[-2], "a trial says it as it is"


def test_nothing_needs_inline_script_or_style(supervisor: Agent) -> None:
    save(supervisor, NEW)
    for path in ("/scripts", "/scripts/track", "/scripts/thanks/versions/1", "/scripts/phrases"):
        shown = supervisor.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on|<style|js:", shown)


def found(agent: Agent, talk: int, query: str) -> list[str]:
    shown = agent.get(f"/desk/{talk}/phrases", params={"q": query}).text
    return re.findall(r'class="phrase-text">([^<]*)<', shown)


def test_a_search_while_typing_says_it_with_the_talks_own_facts(agent: Agent, home: House) -> None:
    order(home)
    talk = say(home, "到哪了")
    home.phrase_book.import_rows(
        [Read(2, QuickPhrase("wl", "售后", "物流的事我帮您看看"))],
        home.book,
        load_labels(DATA),
        "command line",
    )
    texts = found(agent, talk, "物流")
    assert texts[0] == "物流的事我帮您看看"
    assert any("2231" in text for text in texts)
    assert not [text for text in texts if "{" in text]
    assert found(agent, talk, "") == ["物流的事我帮您看看"], "before a word is typed: the shop's own phrases"
    assert found(agent, talk, "没有这样的词") == []
    assert agent.get("/desk/999/phrases?q=物流").status_code == 404


def test_a_supervisor_removes_a_phrase(supervisor: Agent, home: House) -> None:
    home.phrase_book.import_rows(
        [Read(2, QuickPhrase("hy", "", "欢迎"))], home.book, load_labels(DATA), "command line"
    )
    (phrase,) = home.phrase_book.all()
    assert "欢迎" in supervisor.get("/scripts/phrases").text
    answer = supervisor.post(f"/scripts/phrases/{phrase.id}/remove")
    assert "删掉了“hy”" in answer.text
    assert answer.headers["HX-Trigger"] == "phrases:changed"
    assert home.phrase_book.all() == ()
    assert "恢复了“hy”" in supervisor.post(f"/scripts/phrases/{phrase.id}/restore").text
    assert home.phrase_book.all() == (phrase,)
