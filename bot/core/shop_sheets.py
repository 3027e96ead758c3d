"""The tables of a shop: what it sells, sends with, promises and takes off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.catalogue import ChartKind, Fit, PromotionKind, ReturnClass
from bot.core.cell_kinds import Kind
from bot.core.measures import CHART_LIMITS
from bot.core.money import Fen
from bot.core.retention import LEAST, LEAST_TALKS, MOST
from bot.core.sheets import Column, Fault, Sheet, Values

RETURN_WORDS = {
    "普通": ReturnClass.NORMAL,
    "贴身": ReturnClass.INTIMATE,
    "定制": ReturnClass.CUSTOM,
    "生鲜": ReturnClass.PERISHABLE,
    "虚拟": ReturnClass.DIGITAL,
    "清仓": ReturnClass.CLEARANCE,
}
PROMOTION_WORDS = {
    "优惠券": PromotionKind.COUPON,
    "满减": PromotionKind.FULL_REDUCTION,
    "赠品": PromotionKind.GIFT,
    "第二件": PromotionKind.SECOND_PIECE,
}
CHART_WORDS = {
    "成人": ChartKind.ADULT,
    "童装": ChartKind.CHILD,
    "鞋": ChartKind.SHOES,
    "文胸": ChartKind.BRA,
    "均码": ChartKind.ONE_SIZE,
}
FIT_WORDS = {"正常": Fit.REGULAR, "偏大": Fit.LOOSE, "偏小": Fit.TIGHT}


def _floor(row: Values) -> tuple[str, str] | None:
    floor, price = row["floor"], row["price"]
    return ("floor", "floor_above_price") if floor is not None and floor > price else None


def _ends(row: Values) -> tuple[str, str] | None:
    return ("ends_at", "ends_before_it_starts") if row["ends_at"] <= row["starts_at"] else None


def _reduction(row: Values) -> tuple[str, str] | None:
    return ("reduction", "reduction_above_threshold") if 0 < row["threshold"] < row["reduction"] else None


def _open(row: Values) -> tuple[str, str] | None:
    return ("closes", "never_open") if row["opens"] == row["closes"] else None


def _province_once(rows: Sequence[Values]) -> Iterable[Fault]:
    owner: dict[str, str] = {}
    for place, row in enumerate(rows):
        for province in sorted(row["provinces"]):
            if province in owner:
                yield Fault(
                    place, "provinces", "province_twice", {"province": province, "other": owner[province]}
                )
            owner.setdefault(province, row["name"])


PRODUCT = Sheet(
    (
        Column("code", "商家编码", Kind.TEXT, needed=True, longest=64),
        Column("title", "标题", Kind.TEXT, needed=True),
        Column("name", "简称", Kind.TEXT, default=""),
        Column("category", "类目", Kind.TEXT, default="", longest=100),
        Column("price", "价格", Kind.PRICE, needed=True),
        Column("floor", "底价", Kind.PRICE),
        Column("on_sale", "在售", Kind.FLAG, default=True),
        Column("return_class", "退货类型", Kind.CHOICE, default=ReturnClass.NORMAL, choices=RETURN_WORDS),
        Column("gift", "赠品", Kind.TEXT, default=""),
        Column("item_id", "商品ID", Kind.DIGITS, default="", longest=20),
        Column("attributes", "属性", Kind.PAIRS, default={}, longest=4000),
        Column("strengths", "卖点", Kind.TEXTS, default=(), longest=2000),
        Column("weaknesses", "不足", Kind.TEXTS, default=(), longest=2000),
    ),
    rules=(_floor,),
)
SKUS = Sheet(
    (
        Column("code", "SKU编码", Kind.TEXT, default="", longest=64),
        Column("color", "颜色", Kind.TEXT, default="", longest=100),
        Column("size", "尺码", Kind.TEXT, default="", longest=100),
        Column("price", "SKU价格", Kind.PRICE),
        Column("stock", "库存", Kind.COUNT, needed=True),
        Column("weight_grams", "重量克", Kind.COUNT, default=0),
        Column("restock_on", "到货日期", Kind.DAY),
    ),
    key="code",
)
CHART = Sheet(
    (
        Column("kind", "尺码表类型", Kind.CHOICE, default=ChartKind.ADULT, choices=CHART_WORDS),
        Column("fit", "版型", Kind.CHOICE, default=Fit.REGULAR, choices=FIT_WORDS),
        Column("usual_sizes", "常穿尺码对应", Kind.PAIRS, default={}, longest=1000),
    )
)
_MEASURES = (
    ("height", "身高"),
    ("weight", "体重"),
    ("bust", "胸围"),
    ("under_bust", "下胸围"),
    ("waist", "腰围"),
    ("hip", "臀围"),
    ("foot", "脚长"),
    ("age", "月龄"),
)
SIZES = Sheet(
    (
        Column("size", "尺码", Kind.TEXT, needed=True, longest=100),
        *(
            Column(key, header, Kind.SPAN, least=CHART_LIMITS[key].low, most=CHART_LIMITS[key].high)
            for key, header in _MEASURES
        ),
        Column("garment", "成衣尺寸", Kind.SIZES, default={}, longest=1000),
    ),
    key="size",
)
PROMOTIONS = Sheet(
    (
        Column("code", "活动编码", Kind.TEXT, needed=True, longest=64),
        Column("kind", "活动类型", Kind.CHOICE, needed=True, choices=PROMOTION_WORDS),
        Column("title", "活动名称", Kind.TEXT, needed=True),
        Column("how", "怎么用", Kind.TEXT, default="", longest=400),
        Column("starts_at", "开始时间", Kind.MOMENT, needed=True),
        Column("ends_at", "结束时间", Kind.END, needed=True),
        Column("threshold", "满多少", Kind.AMOUNT, default=Fen(0)),
        Column("reduction", "减多少", Kind.AMOUNT, default=Fen(0)),
        Column("products", "适用商品", Kind.TEXTS, default=(), longest=4000),
    ),
    key="code",
    rules=(_ends, _reduction),
)
COURIERS = Sheet((Column("name", "快递名称", Kind.TEXT, needed=True, longest=100),), key="name")
REGIONS = Sheet(
    (
        Column("name", "地区名称", Kind.TEXT, needed=True, longest=100),
        Column("provinces", "省份", Kind.PROVINCES, needed=True, longest=1000),
        Column("days", "路上天数", Kind.TRANSIT, needed=True, least=0, most=60),
        Column("postage", "邮费", Kind.AMOUNT, default=Fen(0)),
        Column("extra_per_kg", "每公斤另加", Kind.AMOUNT, default=Fen(0)),
        Column("reachable", "能发到", Kind.FLAG, default=True),
    ),
    key="name",
    table_rules=(_province_once,),
)
OPENING = Sheet(
    (
        Column("opens", "上班", Kind.CLOCK, needed=True),
        Column("closes", "下班", Kind.CLOCK, needed=True),
        Column("closed_days", "休息的日子", Kind.DAYS, default=frozenset(), longest=4000),
    ),
    rules=(_open,),
)
DISPATCH = Sheet(
    (
        Column("cutoff", "当天发货截止", Kind.CLOCK, needed=True),
        Column("within_hours", "最晚发货", Kind.COUNT, needed=True, least=1, most=720),
        Column("works_on_sunday", "周日发货", Kind.FLAG, default=True),
        Column("warehouse", "发货城市", Kind.TEXT, default="", longest=100),
        Column("rest_days", "不发货的日子", Kind.DAYS, default=frozenset(), longest=4000),
    )
)
RETURN_ADDRESS = Sheet(
    (
        Column("contact", "收件人", Kind.TEXT, default="", longest=100),
        Column("phone", "电话", Kind.TEXT, default="", longest=50),
        Column("address", "地址", Kind.LONG, default="", longest=400),
    )
)
RULES = Sheet(
    (
        Column("name", "店铺名称", Kind.TEXT, needed=True),
        Column("free_postage_from", "满多少包邮", Kind.AMOUNT),
        Column("freight_insurance", "送运费险", Kind.FLAG, default=False),
        Column("refund_within", "退款多久处理", Kind.HOURS, needed=True, least=1, most=720),
        Column("pickup", "多久没揽收算异常", Kind.HOURS, needed=True, least=1, most=720),
        Column("movement", "多久没动静算异常", Kind.HOURS, needed=True, least=1, most=720),
        Column("quiet_after", "买家安静多久后提醒", Kind.MINUTES, needed=True, most=24),
    )
)
_PERCENT = {"needed": True, "least": 1, "most": 100}
BARGAIN = Sheet(
    (
        Column("fixed_price", "不议价", Kind.FLAG, default=False),
        Column("steps", "分几步让到底价", Kind.COUNT, needed=True, least=1, most=10),
        Column("several_from", "几件起有多件价", Kind.COUNT, needed=True, most=1000),
        Column("several_percent", "多件价", Kind.COUNT, **_PERCENT),  # type: ignore[arg-type]
        Column("returning_percent", "回头客价", Kind.COUNT, **_PERCENT),  # type: ignore[arg-type]
        Column("vip_percent", "VIP价", Kind.COUNT, **_PERCENT),  # type: ignore[arg-type]
        Column("agent_off", "客服最多让", Kind.COUNT, needed=True, least=0, most=100),
        Column("supervisor_off", "主管最多让", Kind.COUNT, needed=True, least=0, most=100),
    )
)
KEEP = Sheet(
    (
        Column("talks", "会话留多久", Kind.COUNT, needed=True, least=LEAST_TALKS, most=MOST),
        Column("logs", "聊天记录留多久", Kind.COUNT, needed=True, least=LEAST, most=MOST),
        Column("candidates", "没标的句子留多久", Kind.COUNT, needed=True, least=LEAST, most=MOST),
    )
)
NOTES = Sheet(
    tuple(
        Column(key, header, Kind.LONG, default="", longest=300)
        for key, header in (
            ("invoice", "发票"),
            ("instalment", "分期"),
            ("cash_on_delivery", "货到付款"),
            ("express_upgrade", "换快递"),
            ("custom_made", "定制"),
            ("photos", "实物图"),
            ("repair", "保修"),
            ("authenticity", "正品"),
            ("wholesale", "批量购买"),
            ("price_protection", "降价补差"),
        )
    )
)
