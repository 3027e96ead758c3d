"""Why a suggestion says what it says: the suggestion, how its message was read, and its records' names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.suggestions import suggestion_from
from bot.adapters.store.tables.catalogue import ProductRow, PromotionRow, SkuRow
from bot.adapters.store.tables.talks import ConversationRow, DraftRow, SuggestionRow
from bot.core.fact_sources import FactSource, SourceKind
from bot.core.suggestions import Suggestion
from bot.core.understanding import Clause

Names = Mapping[tuple[SourceKind, str], str]


@dataclass(frozen=True)
class WhyView:
    suggestion: Suggestion
    message_id: int
    """The last bubble that the draft answers."""
    drafted_at: datetime
    model: str
    clauses: tuple[Clause, ...]
    """Empty for drafts that were made before this was kept."""
    names: Names
    """What people call the records that have a name."""


def why(session: Session, suggestion_id: int) -> WhyView | None:
    found = session.execute(
        select(SuggestionRow, DraftRow, ConversationRow.shop_id)
        .join(DraftRow, DraftRow.id == SuggestionRow.draft_id)
        .join(ConversationRow, ConversationRow.id == SuggestionRow.conversation_id)
        .where(SuggestionRow.id == suggestion_id)
    ).one_or_none()
    if found is None:
        return None
    row, draft, shop_id = found
    suggestion = suggestion_from(row).suggestion
    sources = {source for known in suggestion.sources.values() for source in known}
    return WhyView(
        suggestion=suggestion,
        message_id=draft.message_id,
        drafted_at=draft.at,
        model=draft.model,
        clauses=tuple(Clause.from_document(clause) for clause in draft.clauses or ()),
        names=_names(session, shop_id, sources),
    )


def _names(session: Session, shop_id: int, sources: Collection[FactSource]) -> Names:
    """A record that is gone since then has no name any more; its code is still told."""
    products = _keys(sources, SourceKind.PRODUCT, SourceKind.CHART)
    promotions, skus = _keys(sources, SourceKind.PROMOTION), _keys(sources, SourceKind.SKU)
    names: dict[tuple[SourceKind, str], str] = {}
    for row in session.execute(
        select(ProductRow.code, ProductRow.name, ProductRow.title)
        .where(ProductRow.shop_id == shop_id, ProductRow.code.in_(products))
        .limit(len(products))
    ):
        names[SourceKind.PRODUCT, row.code] = names[SourceKind.CHART, row.code] = row.name or row.title
    for row in session.execute(
        select(PromotionRow.code, PromotionRow.title)
        .where(PromotionRow.shop_id == shop_id, PromotionRow.code.in_(promotions))
        .limit(len(promotions))
    ):
        names[SourceKind.PROMOTION, row.code] = row.title
    for row in session.execute(
        select(SkuRow.code, SkuRow.color, SkuRow.size)
        .join(ProductRow, ProductRow.id == SkuRow.product_id)
        .where(ProductRow.shop_id == shop_id, SkuRow.code.in_(skus))
        .limit(len(skus))
    ):
        names[SourceKind.SKU, row.code] = f"{row.color} {row.size}".strip()
    return names


def _keys(sources: Collection[FactSource], *kinds: SourceKind) -> list[str]:
    return sorted({source.key for source in sources if source.kind in kinds})
