from __future__ import annotations

from bot.adapters.demo_shop import DemoShop
from bot.core.catalogue import Product, Promotion, PromotionKind, Sku
from bot.core.delivery import postage
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, RefundState


def test_lines_are_sold_between_floor_and_price(
    demo: DemoShop, products: dict[str, Product], skus: dict[str, Sku]
) -> None:
    for order in demo.orders:
        for line in order.lines:
            floor, price = products[line.product_code].floor, skus[line.sku_code].price
            assert floor <= line.price <= price, order.number
            assert line.price == price or order.seller_note, f"{order.number}: a concession has a note"


def test_postage_is_what_the_shop_charges(demo: DemoShop, skus: dict[str, Sku]) -> None:
    for order in demo.orders:
        grams = sum(skus[line.sku_code].weight_grams * line.quantity for line in order.lines)
        charged = postage(demo.shop, order.receiver.province, goods(order), grams)
        assert charged is not None
        assert charged.reachable, order.number
        assert order.postage == charged.fee, order.number


def test_discounts_are_the_promotions_of_their_day(demo: DemoShop) -> None:
    for order in demo.orders:
        assert order.total > 0, order.number
        discount = goods(order) + order.postage - order.total
        assert discount in allowed_discounts(demo.promotions, order), order.number


def test_a_refund_is_all_or_part_of_what_was_paid(demo: DemoShop) -> None:
    for order in demo.orders:
        if order.refund:
            assert order.refund.amount <= order.paid, order.number
        if order.refund and order.refund.state is RefundState.SUCCESS and order.state is OrderState.FINISHED:
            assert order.refund.amount < order.paid, order.number


def test_a_closed_order_that_was_paid_has_its_money_back(demo: DemoShop) -> None:
    for order in demo.orders:
        if order.state is OrderState.CLOSED and order.paid_at:
            assert order.refund is not None, order.number
            assert (order.refund.state, order.refund.amount) == (RefundState.SUCCESS, order.paid)


def goods(order: Order) -> Fen:
    return Fen(sum(line.price * line.quantity for line in order.lines))


def allowed_discounts(promotions: tuple[Promotion, ...], order: Order) -> set[int]:
    """What applies by itself, with no coupon or any one of those that ran."""
    applied = [promotion for promotion in promotions if applies(promotion, order)]
    by_itself = sum(
        promotion.reduction for promotion in applied if promotion.kind is not PromotionKind.COUPON
    )
    coupons = [promotion.reduction for promotion in applied if promotion.kind is PromotionKind.COUPON]
    return {by_itself + coupon for coupon in (0, *coupons)}


def applies(promotion: Promotion, order: Order) -> bool:
    covered = [line for line in order.lines if promotion.covers(line.product_code)]
    pieces = sum(line.quantity for line in covered)
    worth = sum(line.price * line.quantity for line in covered)
    needed = 2 if promotion.kind is PromotionKind.SECOND_PIECE else 1
    return promotion.runs_at(order.created_at) and pieces >= needed and worth >= promotion.threshold
