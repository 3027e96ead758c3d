"""Which judge a rule's `only_if` calls."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core import guard_delivery, guard_goods, guard_order, guard_stock
from bot.core.guard_data import Judge
from bot.core.guard_rules import OnlyIf

JUDGES: Mapping[OnlyIf, Judge] = {
    OnlyIf.OTHER_PRICE: guard_goods.other_price,
    OnlyIf.NOT_IN_CATALOGUE: guard_goods.not_in_catalogue,
    OnlyIf.OTHER_SIZE: guard_goods.other_size,
    OnlyIf.NOT_IN_STOCK: guard_stock.not_in_stock,
    OnlyIf.STILL_IN_STOCK: guard_stock.still_in_stock,
    OnlyIf.OTHER_STOCK: guard_stock.other_stock,
    OnlyIf.OTHER_TRANSIT: guard_delivery.other_transit,
    OnlyIf.OTHER_DISPATCH: guard_delivery.other_dispatch,
    OnlyIf.OTHER_COURIER: guard_delivery.other_courier,
    OnlyIf.OTHER_NUMBER: guard_order.other_number,
    OnlyIf.OTHER_PRODUCT: guard_order.other_product,
    OnlyIf.RETURN_ALLOWED: guard_order.return_allowed,
    OnlyIf.RETURN_OPEN: guard_order.return_open,
    OnlyIf.RETURN_DENIED: guard_order.return_denied,
    OnlyIf.INSURANCE_PAYS: guard_order.insurance_pays,
    OnlyIf.BUYER_PAYS: guard_order.buyer_pays,
}
