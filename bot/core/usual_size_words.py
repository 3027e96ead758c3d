"""Whether a size that a buyer names is the one usually worn, not the one asked about."""

from __future__ import annotations

import re

from bot.core.understanding import Entity

_USUALLY = re.compile(
    r"(?:平时|平常|一般|通常|往常|日常|习惯|向来|别家|其他店|别的衣服)[^，。,？?！!\s]{0,6}$"
)


def usual_size_told(text: str, sizes: tuple[Entity, ...], *, was_asked: bool) -> str | None:
    """我平时穿M -> M; after the desk asked, a bare M too.

    `sizes` are the size entities of the text.
    """
    for size in sizes:
        bare = was_asked and text.strip() == size.raw.strip()
        if bare or _USUALLY.search(text[: size.start]):
            return str(size.value).strip() or None
    return None
