from __future__ import annotations

import pytest

from bot.core.catalogue import ChartKind, SizeChart, SizeRow
from bot.core.usual_sizes import size_name, usual_row


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("38码", "38"),
        ("EU38", "38"),
        ("eu 38", "38"),
        ("欧码38", "38"),
        ("３８", "38"),
        ("xxl", "2XL"),
        ("XXXL码", "3XL"),
        ("2XL", "2XL"),
        ("xl号", "XL"),
        ("m", "M"),
        ("75b", "75B"),
        ("均码", "均"),
    ],
)
def test_one_size_has_one_name_however_it_is_written(written: str, name: str) -> None:
    assert size_name(written) == name


def test_the_charts_own_translation_goes_before_equal_names() -> None:
    rows = (SizeRow("36"), SizeRow("37"), SizeRow("38"))
    chart = SizeChart(ChartKind.SHOES, rows, usual_sizes={"37码": "38", "大": "没有"})
    assert usual_row(chart, "37") == 2
    assert usual_row(chart, "36") == 0
    assert usual_row(chart, "大") is None
    assert usual_row(chart, "45") is None
