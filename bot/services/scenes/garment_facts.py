"""What a piece itself measures, in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.catalogue import SizeChart, SizeRow
from bot.core.garments import is_laid_flat
from bot.core.suggestions import FactValue
from bot.services.scenes.goods import known

Found = dict[str, FactValue]


def garment_facts(rows: Sequence[SizeRow]) -> Found:
    """The piece's own measurements, by the names the catalogue gives them."""
    garment = rows[0].garment if len(rows) == 1 else {}
    named = " ".join(f"{name}{length:g}cm" for name, length in garment.items())
    flat: Found = {"size.flat": is_laid_flat(garment)} if named else {}
    return known("size.has_garment", {"size.garment": named}) | flat


def measurement_facts(names: Sequence[str], rows: Sequence[SizeRow], chart: SizeChart) -> Found:
    """The piece's own measurements that were asked for; of several sizes from the smallest to the largest."""
    told = [row for row in rows if all(name in row.garment for name in names)]
    if not told:
        return {}
    lengths = {
        name: (min(row.garment[name] for row in told), max(row.garment[name] for row in told))
        for name in names
    }
    sizes = dict.fromkeys((told[0].size, told[-1].size))
    return {
        "size.kind": "garment",
        "size.fit": chart.fit.value,
        "size.measured": "-".join(sizes),
        "size.measurements": " ".join(
            f"{name}{'-'.join(f'{length:g}' for length in dict.fromkeys(span))}cm"
            for name, span in lengths.items()
        ),
        "size.flat": is_laid_flat(names),
    }
