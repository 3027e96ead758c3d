"""What a shop says about models that learn, as a part of its rules' document (bot/core/shop_settings.py)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LearningRules:
    automatic: bool = False
    """Whether a model whose verdict passes answers at once; without it a person says so."""

    def __post_init__(self) -> None:
        """Raises TypeError for what is neither."""
        if not isinstance(self.automatic, bool):
            raise TypeError("learning.automatic is true or false")
