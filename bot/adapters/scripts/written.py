"""A script's document as text, in the form in which people write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


def written(document: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=1000))
