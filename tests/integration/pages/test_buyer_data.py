"""The owner hands out or forgets one buyer's data; nobody else may."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.orders import Order, OrderState
from tests.integration.pages.conftest import PASSWORD, Agent, say, signed_in


@pytest.fixture
def owner(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "dianzhu", "店主", Role.OWNER), PASSWORD)
    return signed_in(browser, "dianzhu")


def buyer_of(home: House, nick: str = "小鹿") -> int:
    say(home, "我叫欧阳明月，165穿什么码", buyer=nick)
    return home.join_buyers.found(nick)[0].buyer.id


def test_the_owner_gets_a_file_with_everything(home: House, owner: Agent) -> None:
    buyer = buyer_of(home)
    assert 'data-test="buyer-data"' in owner.get("/buyers", params={"with": buyer}).text
    answer = owner.post("/buyers/export", buyer=buyer)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="buyer-{buyer}.json"'
    told = json.loads(answer.text)
    assert told["records"]["message"][0]["text"] == "我叫欧阳明月，165穿什么码"


def test_the_nick_is_typed_in_and_then_everything_is_gone(home: House, owner: Agent) -> None:
    buyer = buyer_of(home)
    assert "昵称和这位买家的不一样" in owner.post("/buyers/forget", buyer=buyer, nick="大鹿").text
    gone = owner.post("/buyers/forget", buyer=buyer, nick="小鹿")
    assert gone.headers["HX-Redirect"] == "/buyers?done=forgotten"
    assert 'data-test="forgotten"' in owner.get("/buyers?done=forgotten").text
    assert "欧阳明月" not in owner.get("/desk").text
    assert owner.get("/desk/1").status_code == 404
    audit = owner.get("/people/audit").text
    assert "删除买家数据" in audit
    assert "小鹿" not in audit


def test_an_order_under_way_keeps_its_receiver(home: House, owner: Agent) -> None:
    buyer = buyer_of(home)
    with home.store.write() as work:
        work.orders.put("demo", Order("1357924680135799", "小鹿", OrderState.PAID, home.clock(), 1, 1), {})  # type: ignore[arg-type]
    assert "还有没办完的订单" in owner.post("/buyers/forget", buyer=buyer, nick="小鹿").text
    assert home.join_buyers.found("小鹿")


def test_who_leads_but_does_not_own_may_not(home: House, supervisor: Agent) -> None:
    buyer = buyer_of(home)
    assert 'data-test="buyer-data"' not in supervisor.get("/buyers", params={"with": buyer}).text
    assert supervisor.post("/buyers/export", buyer=buyer).status_code == 403
    assert supervisor.post("/buyers/forget", buyer=buyer, nick="小鹿").status_code == 403
    assert home.join_buyers.found("小鹿")


def test_retention_is_set_on_the_shop_s_page_within_bounds(home: House, supervisor: Agent) -> None:
    page = supervisor.get("/shop/keep").text
    assert "保存多久" in page
    fields = {"head.talks": "365", "head.logs": "90", "head.candidates": "30"}
    seen = home.shop_data.opened("keep").content.digest
    refused = supervisor.post("/shop/keep", seen=seen, **(fields | {"head.talks": "3"}))
    assert refused.status_code == 422
    assert supervisor.post("/shop/keep", seen=seen, **fields).status_code == 200
    with home.store.read() as work:
        shop = work.shops.get("demo")
    assert shop
    assert (shop.keep.talks, shop.keep.logs, shop.keep.candidates) == (365, 90, 30)
