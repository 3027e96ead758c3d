"""Finding the size a buyer usually wears in a chart (38码, EU38 and 38 are one; so are XXL and 2XL)."""

from __future__ import annotations

import re
import unicodedata

from bot.core.catalogue import Fit, SizeChart
from bot.core.size_votes import Vote

USUAL_SIZE = "usual_size"

_WRAPPING = re.compile(r"^(?:EUR?|欧码)(?=\d)|[码号]$")
_REPEATED_X = re.compile(r"^(X{2,})(?=[SL]$)")
_STEP = {Fit.REGULAR: 0, Fit.LOOSE: -1, Fit.TIGHT: 1}


def size_name(text: str) -> str:
    """A size's name as charts and buyers may be compared by."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    name = _WRAPPING.sub("", name)
    return _REPEATED_X.sub(lambda match: f"{len(match[1])}X", name)


def usual_row(chart: SizeChart, usual_size: str) -> int | None:
    """The position of the buyer's usual size, by the chart's own list first, else by equal names."""
    renamed = {size_name(usual): size for usual, size in chart.usual_sizes.items()}
    wanted = size_name(renamed.get(size_name(usual_size), usual_size))
    names = [size_name(row.size) for row in chart.rows]
    return names.index(wanted) if wanted in names else None


def usual_vote(chart: SizeChart, usual_size: str) -> Vote | None:
    """A cut that runs small or large puts the usual size on a boundary with the next one."""
    row = usual_row(chart, usual_size)
    if row is None:
        return None
    shifted = row + _STEP[chart.fit]
    if shifted == row or not 0 <= shifted < len(chart.rows):
        return Vote(USUAL_SIZE, (row,))
    return Vote(USUAL_SIZE, (row, shifted), at_border=True)
