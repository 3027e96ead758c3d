"""Which products behind a buyer's many orders are read for a draft."""

from __future__ import annotations

from bot.core.orders import OrderState
from bot.core.turns import BuyerTurn
from bot.services.context import MOST_ORDERED_PRODUCTS, MOST_ORDERS, load_context
from tests.unit.services.after_sale_shop import BUYER, NOW, SHOP, a_product, an_order
from tests.unit.services.fakes import FakeStore

LINES = 2
NUMBERS = [f"4021000000000000{number:04}" for number in range(1000, 1000 + MOST_ORDERS)]
OLDEST = MOST_ORDERS - 1


def ordered_by(named: str | None) -> set[str]:
    """Codes of the products that are read for a buyer whose orders hold two products each, oldest last."""
    pairs = [(f"P{age}", f"Q{age}") for age in range(MOST_ORDERS)]
    orders = [
        an_order(OrderState.FINISHED, number=number, codes=pairs[age], paid_days_ago=age + 1)
        for age, number in enumerate(NUMBERS)
    ]
    products = [a_product(code) for pair in pairs for code in pair]
    turn = BuyerTurn("退吗", NOW, SHOP.code, BUYER.nickname, order=named)
    with FakeStore(SHOP, products, orders, [BUYER]).read() as work:
        return set(load_context(work, turn).ordered)


def test_the_newest_orders_are_read_with_their_products() -> None:
    newest = range(MOST_ORDERED_PRODUCTS // LINES)
    assert ordered_by(None) == {f"{kind}{age}" for kind in "PQ" for age in newest}


def test_the_order_that_is_named_is_read_with_its_products_however_old_it_is() -> None:
    assert {f"P{OLDEST}", f"Q{OLDEST}", "P0", "Q0"} <= ordered_by(NUMBERS[OLDEST])
