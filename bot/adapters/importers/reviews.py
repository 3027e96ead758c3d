"""Tables of reviews: one row is the review of one order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.adapters.importers.fields import Fields
from bot.adapters.importers.reading import read_each
from bot.adapters.importers.states import parse_mood
from bot.adapters.importers.tables import Layout, Row, open_table
from bot.core.cells import parse_order_number, parse_time
from bot.core.imports import Read, Rejected
from bot.core.reviews import Review

NUMBER, MOOD, AT = (
    ("订单编号", "订单号", "主订单编号"),
    ("评价", "评价类型", "评价等级", "评分"),
    ("评价时间", "时间"),
)
REVIEWS = Layout("a table of reviews", (NUMBER, MOOD, AT))


def read_reviews(path: Path) -> Iterator[Read[Review] | Rejected]:
    """Raises UnreadableFile at once when this is no table of reviews."""
    return read_each(open_table(path, REVIEWS).rows(), _read)


def _read(row: Row) -> Read[Review]:
    """The buyer is known by the order."""
    fields = Fields(row.cells)
    review = Review(
        order=fields.required(parse_order_number, *NUMBER),
        buyer="",
        mood=fields.required(parse_mood, *MOOD),
        text=fields.text("评价内容", "内容"),
        at=fields.required(parse_time, *AT),
    )
    return Read(row.line, review, fields.text("店铺名称") or None)
