"""Products and SKUs out of named fields; table headers are Chinese, JSON keys are English."""

from __future__ import annotations

from bot.adapters.importers.fields import Fields
from bot.core.catalogue import Product, ReturnClass, SizeChart, Sku
from bot.core.cells import (
    folded,
    parse_count,
    parse_day,
    parse_flag,
    parse_item_number,
    parse_price,
)
from bot.core.imports import shown
from bot.core.money import yuan_text
from bot.core.shop_sheets import RETURN_WORDS

CODE = ("商家编码", "code")
SHOP = ("店铺名称", "shop")

RETURN_CLASSES = {
    **RETURN_WORDS,
    "七天无理由": ReturnClass.NORMAL,
    "7天无理由": ReturnClass.NORMAL,
} | {kind.value: kind for kind in ReturnClass}


def product_from(fields: Fields, chart: SizeChart | None = None) -> Product:
    """The product without its SKUs, which need it to be read."""
    title = fields.required(str, "标题", "title")
    price = fields.required(parse_price, "价格", "price")
    floor = fields.optional(parse_price, "底价", "floor") or price
    if floor > price:
        raise ValueError(f"the floor {yuan_text(floor)} is above the price {yuan_text(price)}")
    on_sale = fields.optional(parse_flag, "在售", "on_sale")
    return Product(
        code=fields.required(str, *CODE),
        title=title,
        name=fields.text("简称", "name") or title,
        category=fields.text("类目", "category"),
        price=price,
        floor=floor,
        item_id=fields.optional(parse_item_number, "商品ID", "item_id") or "",
        attributes=fields.pairs("属性", "attributes"),
        strengths=fields.texts("卖点", "strengths"),
        weaknesses=fields.texts("不足", "weaknesses"),
        return_class=fields.optional(parse_return_class, "退货类型", "return_class") or ReturnClass.NORMAL,
        gift=fields.text("赠品", "gift"),
        chart=chart,
        on_sale=True if on_sale is None else on_sale,
    )


def sku_from(fields: Fields, product: Product) -> Sku:
    """A SKU without a code of its own goes by product, colour and size."""
    color, size = fields.text("颜色", "color"), fields.text("尺码", "size")
    code = fields.text("SKU编码", "code") or "-".join(filter(None, (product.code, color, size)))
    return Sku(
        code=code,
        color=color,
        size=size,
        price=fields.optional(parse_price, "SKU价格", "price") or product.price,
        stock=fields.required(parse_count, "库存", "stock"),
        weight_grams=fields.optional(parse_count, "重量克", "weight_grams") or 0,
        restock_on=fields.optional(parse_day, "到货日期", "restock_on"),
    )


def parse_return_class(text: str) -> ReturnClass:
    found = RETURN_CLASSES.get(folded(text).lower())
    if found is None:
        raise ValueError(f"{shown(text)} is none of {', '.join(RETURN_CLASSES)}")
    return found
