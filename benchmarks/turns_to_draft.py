"""Read messages whose drafts are built: before, during and after a sale, some with several wishes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.understanding import Candidate, Clause, Entity, Parse


@dataclass(frozen=True)
class ReadTurn:
    parse: Parse
    on_product: bool
    """Whether the talk is on a product's page."""


def _turn(text: str, *intents: str, on_product: bool = False, **entities: str | float) -> ReadTurn:
    found = tuple(Entity(name, value, "", 0, 0) for name, value in entities.items())
    clauses = tuple(
        Clause(text, (Candidate(intent, 0.9), Candidate("inform", 0.04)), found if number == 0 else ())
        for number, intent in enumerate(intents)
    )
    return ReadTurn(Parse(text, clauses, abstain=False, intents=intents), on_product)


TURNS = (
    _turn("在吗", "greet"),
    _turn("165 108斤穿什么码", "ask_size", on_product=True, height=165.0, weight=54.0),
    _turn("会起球吗", "ask_product", on_product=True),
    _turn("黑色L还有吗", "ask_stock", on_product=True, size="L", color="黑色"),
    _turn("有没有搭这个的裤子", "ask_recommendation", on_product=True),
    _turn("多少钱", "ask_price", on_product=True),
    _turn("便宜点呗", "request_discount", on_product=True),
    _turn("有什么优惠", "ask_promotion", on_product=True),
    _turn("刚买就降价了", "ask_price_protection"),
    _turn("发武汉包邮吗", "ask_shipping_fee", on_product=True, city="武汉", province="湖北"),
    _turn("发什么快递", "ask_courier"),
    _turn("什么时候发货", "ask_dispatch_time"),
    _turn("怎么还不发", "urge_dispatch"),
    _turn("几天能到", "ask_eta"),
    _turn("拍好了", "order_placed"),
    _turn("帮我核对下地址", "confirm_order"),
    _turn("能开发票吗", "ask_invoice"),
    _turn("我的快递到哪了", "track_logistics"),
    _turn("显示签收了但我没收到", "report_logistics_problem"),
    _turn("快递能改到周末送吗", "redirect_parcel"),
    _turn("地址写错了，改一下", "change_address"),
    _turn("换成L码可以吗", "change_order", size="L"),
    _turn("不想要了取消吧", "cancel_order"),
    _turn("两单能一起发吗", "combine_shipping"),
    _turn("不想要了退款", "request_refund"),
    _turn("退款到哪一步了", "ask_refund_status"),
    _turn("能退货吗", "request_return"),
    _turn("换个大一码", "request_exchange", size="XL"),
    _turn("收到有个破洞", "report_defect"),
    _turn("少发了一件", "report_wrong_or_missing"),
    _turn("你们太差劲了", "complain"),
    _turn("怎么还不发，不发就退款", "urge_dispatch", "request_refund"),
    _turn("衣服破了，要退款，运费谁出", "report_defect", "request_refund", "ask_freight_insurance"),
)
