"""A shop window for tests: a dress, a coat, a bag at a fixed price, promotions; and the drafts it gets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.adapters.product_words import load_product_words
from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.core.buyers import Buyer
from bot.core.catalogue import ChartKind, Product, Promotion, PromotionKind, SizeChart, SizeRow, Sku
from bot.core.conversations import Sender, Turn
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.shop import BargainRule, Region, Shop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import Entity, meant
from bot.services.suggest import Suggest
from tests.unit.services.fakes import FakeStore

DATA = Path(__file__).resolve().parents[3] / "data"
BOOK = load_book(DATA)
GUARD = load_guard(DATA)
INTENTS = load_intents(DATA / "intents.yml")
WORDS = load_product_words(DATA / "product_words.yml")

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)  # Wednesday, 11:00 in Shanghai
EVENING = datetime(2026, 11, 25, 9, 0, tzinfo=timezone.utc)  # 17:00, after the cut-off
DAY = timedelta(days=1)
NEXT_WEEK = date(2026, 12, 1)

SHOP = Shop(
    "demo",
    "青禾小筑",
    regions=(
        Region("江浙沪", frozenset({"浙江"}), (1, 2)),
        Region("西北", frozenset({"甘肃"}), (4, 6), postage=Fen(1200)),
        Region("新疆", frozenset({"新疆"}), (6, 9), postage=Fen(1500), extra_per_kg=Fen(800)),
    ),
    free_postage_from=Fen(8800),
    bargain=BargainRule(steps=3),
    notes={"photos": "实物拍摄，屏幕不同会有轻微色差"},
)
NEWCOMER = Buyer(1, "web", "b-1", "小鱼")
REGULAR = Buyer(2, "web", "b-2", "老林", paid_orders=3)


def sku(color: str, size: str, stock: int, price: int = 18900, restock_on: date | None = None) -> Sku:
    return Sku(f"{color}-{size}", color, size, Fen(price), stock, 320, restock_on)


DRESS = Product(
    code="L1",
    title="法式小雏菊碎花连衣裙",
    name="小雏菊连衣裙",
    category="连衣裙",
    price=Fen(18900),
    floor=Fen(16900),
    item_id="700012308141",
    attributes={
        "材质": "雪纺（聚酯纤维）",
        "厚薄": "薄款，春秋单穿",
        "起球": "雪纺不起球，怕勾丝",
        "掉色": "深色首次洗有轻微浮色",
        "洗涤": "30度以下手洗，不可烘干。",
        "产地": "浙江杭州",
    },
    strengths=("后腰松紧，吃完饭也不勒", "垂感好，挂起来褶子自己就散"),
    weaknesses=("雪纺怕勾，戴首饰要当心",),
    gift="同色系发圈一个",
    chart=SizeChart(ChartKind.ADULT, (SizeRow("S"), SizeRow("M"), SizeRow("XL")), usual_sizes={"加大": "XL"}),
    skus=(
        sku("奶杏", "S", 8),
        sku("奶杏", "M", 21),
        sku("奶杏", "XL", 6),
        sku("雾蓝", "S", 4),
        sku("雾蓝", "M", 1),
        sku("雾蓝", "XL", 0, restock_on=NEXT_WEEK),
    ),
)


def goods(code: str, name: str, category: str, strength: str, floor: int, piece: Sku) -> Product:
    """A product of one SKU; `floor` in yuan."""
    return Product(
        code, name, name, category, piece.price, Fen(floor * 100), strengths=(strength,), skus=(piece,)
    )


KNITTED = goods("L2", "燕麦针织裙", "连衣裙", "含羊毛，手感软不扎脖子", 209, sku("燕麦", "M", 5, 23900))
COAT = goods("W1", "双面呢大衣", "外套", "双面呢手缝，轻而挺", 829, sku("驼色", "M", 9, 89900))
BAG = goods("B1", "帆布小方包", "箱包", "肩带可调，能斜挎能单肩", 40, sku("原色", "均码", 3, 3990))
PRODUCTS = (DRESS, KNITTED, COAT, BAG)


def a_promotion(title: str, kind: PromotionKind = PromotionKind.COUPON, **given: Any) -> Promotion:
    """`given`: threshold and reduction in yuan, starts and ends in days from now, how, products."""
    return Promotion(
        code=title,
        kind=kind,
        title=title,
        how=given.get("how", "店铺首页领券"),
        starts_at=NOW + given.get("starts", -10) * DAY,
        ends_at=NOW + given.get("ends", 10) * DAY,
        threshold=Fen(given.get("threshold", 0) * 100),
        reduction=Fen(given.get("reduction", 0) * 100),
        products=frozenset(given.get("products", ())),
    )


COUPON = a_promotion("满129减10", threshold=129, reduction=10)
FULL = a_promotion("满199减20", PromotionKind.FULL_REDUCTION, threshold=199, reduction=20, how="下单自动减")
SOCKS = a_promotion("大衣送中筒袜一双", PromotionKind.GIFT, how="拍大衣随单送", products=("W1",))


def an_order(
    state: OrderState, *codes: str, number: str = "40210000000000002231", price: int = 18900
) -> Order:
    lines = tuple(OrderLine(f"{number}{n}", "裙", 1, Fen(price), code) for n, code in enumerate(codes))
    return Order(number, "小鱼", state, NOW - DAY, Fen(price), Fen(price), lines=lines)


def said(name: str, value: str | float, raw: str, text: str) -> Entity:
    """What the model reads out of a text."""
    start = text.index(raw)
    return Entity(name, value, raw, start, start + len(raw))


def draft(intent: str, text: str, product: str | None = "L1", **given: Any) -> Drafted:
    """`given`: shop, products, orders, promotions, buyers, entities, and whatever a BuyerTurn takes."""
    shop = given.pop("shop", SHOP)
    store = FakeStore(
        shop,
        list(given.pop("products", PRODUCTS)),
        list(given.pop("orders", ())),
        list(given.pop("buyers", (NEWCOMER, REGULAR))),
        list(given.pop("promotions", (COUPON, FULL))),
    )
    entities = tuple(given.pop("entities", ()))
    turn = BuyerTurn(text, given.pop("at", NOW), shop.code, product=product, **{"buyer": "小鱼", **given})
    return Suggest(store, BOOK, GUARD, INTENTS, words=WORDS).drafted(meant(text, intent, entities), turn)


def best(intent: str, text: str, product: str | None = "L1", **given: Any) -> Suggestion:
    return draft(intent, text, product, **given).suggestions[0]


def talk(
    product: str, lines: Sequence[str], intent: str = "request_discount", **given: Any
) -> list[Suggestion]:
    """Successive turns of one talk, each draft accepted as it is."""
    memory: dict[str, Any] = {}
    previous: tuple[Turn, ...] = ()
    answers = []
    for line in lines:
        answer = best(intent, line, product, memory=memory, previous=previous, **given)
        memory |= answer.memory
        previous += (Turn(Sender.BUYER, line), Turn(Sender.AGENT, answer.text))
        answers.append(answer)
    return answers
