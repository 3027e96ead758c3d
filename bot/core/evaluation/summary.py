"""Everything an evaluation says, from the answers to judged messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.evaluation.by_intent import Row, confusions, intent_rows, macro_f1
from bot.core.evaluation.judged import Answer, Judged, Kind, confidence, first_choice, is_right
from bot.core.evaluation.several import entity_rows, is_exact, micro_f1, wishes_f1
from bot.core.evaluation.shares import Bin, Figure, calibration_error, coverage, reliability, resampled, share
from bot.core.understanding import FALLBACK_INTENT, Parse

CANDIDATES = 3
PRECISIONS = (0.95, 0.98, 0.99)


@dataclass(frozen=True)
class Mistake:
    text: str
    meant: tuple[str, ...]
    understood: tuple[str, ...]  # its first choice when it abstained
    confidence: float
    abstained: bool


@dataclass(frozen=True)
class Evaluation:
    figures: tuple[Figure, ...]
    intents: tuple[Row, ...]
    entities: tuple[Row, ...]
    confusions: Counter[tuple[str, str]]
    bins: tuple[Bin, ...]
    mistakes: tuple[Mistake, ...]
    """Surest first."""


def evaluated(answers: Sequence[Answer], answerable: Collection[str]) -> Evaluation:
    """`answerable` are intents that may be answered alone at all; a kind without messages has no figures."""
    of = {kind: [answer for answer in answers if answer[0].kind is kind] for kind in Kind}
    traffic = [*of[Kind.SINGLE], *of[Kind.SEVERAL], *of[Kind.FRAGMENT]]
    understood = [answer for answer in traffic if answer[1].intents]
    bins = reliability([confidence(p) for _, p in understood], [is_right(*a) for a in understood])
    intents, entities = intent_rows(traffic), entity_rows(of[Kind.ENTITIES])
    figures = [
        *_single(of[Kind.SINGLE], intents),
        *_several(of[Kind.SEVERAL]),
        share("fragments: abstained", [parse.abstain for _, parse in of[Kind.FRAGMENT]]),
        *_context(of[Kind.CONTEXT]),
        *_alone(traffic, answerable),
        _plain("calibration error", calibration_error(bins), len(understood)),
        _plain("entities: F1", micro_f1(entities), len(of[Kind.ENTITIES])),
    ]
    return Evaluation(
        figures=tuple(figure for figure in figures if figure),
        intents=tuple(intents),
        entities=tuple(entities),
        confusions=confusions(traffic),
        bins=tuple(bins),
        mistakes=tuple(sorted(_mistakes(answers), key=lambda mistake: -mistake.confidence)),
    )


def _single(answers: Sequence[Answer], table: Sequence[Row]) -> list[Figure | None]:
    return [
        share("single: accuracy", [first_choice(parse) in judged.accepted for judged, parse in answers]),
        share("single: right among three", [_is_among_three(*answer) for answer in answers]),
        _plain("single: macro F1", macro_f1(table), len(answers)),
        share("single: abstained", [parse.abstain for _, parse in answers]),
        share("single: read as several", [len(parse.intents) > 1 for _, parse in answers]),
    ]


def _several(answers: Sequence[Answer]) -> list[Figure | None]:
    return [
        share("several: exact set", [is_exact(answer) for answer in answers]),
        _plain("several: F1", wishes_f1(answers), len(answers)),
    ]


def _context(answers: Sequence[Answer]) -> list[Figure | None]:
    told = [answer for answer in answers if answer[0].intents]
    open_ended = [parse.abstain for judged, parse in answers if not judged.intents]
    return [
        share("context: right", [is_right(*answer) for answer in told]),
        share("context: abstained where nobody can tell", open_ended),
    ]


def _alone(answers: Sequence[Answer], answerable: Collection[str]) -> list[Figure | None]:
    """Fragments and the out-of-scope mixed in, as they are in life."""
    surest = sorted(answers, key=lambda answer: -confidence(answer[1]))
    right = [is_right(*answer) for answer in surest]
    alone = [(j, p) for j, p in answers if p.sure and set(p.intents) <= set(answerable)]
    return [
        *(_coverage(right, precision) for precision in PRECISIONS),
        share("alone at the shipped thresholds: coverage", _marks(answers, alone)),
        share("alone at the shipped thresholds: precision", [is_right(*answer) for answer in alone]),
    ]


def _coverage(right: Sequence[bool], precision: float) -> Figure | None:
    return resampled(f"coverage at {precision:.0%} precision", right, partial(coverage, precision=precision))


def _marks(answers: Sequence[Answer], chosen: Sequence[Answer]) -> list[bool]:
    return [True] * len(chosen) + [False] * (len(answers) - len(chosen))


def _plain(name: str, value: float, count: int) -> Figure | None:
    return Figure(name, value, value, value, count) if count else None


def _is_among_three(judged: Judged, parse: Parse) -> bool:
    """Also when it stands in a later clause."""
    ranked = [clause.ranking[:CANDIDATES] for clause in parse.clauses]
    return any(candidate.intent in judged.accepted for shown in ranked for candidate in shown)


def _mistakes(answers: Sequence[Answer]) -> list[Mistake]:
    return [
        Mistake(
            text=judged.text,
            meant=judged.intents,
            understood=parse.intents or (first_choice(parse),),
            confidence=confidence(parse),
            abstained=parse.abstain,
        )
        for judged, parse in answers
        if judged.kind is not Kind.ENTITIES and _is_mistaken(judged, parse)
    ]


def _is_mistaken(judged: Judged, parse: Parse) -> bool:
    if not judged.intents:
        return not parse.abstain
    if judged.kind is Kind.SEVERAL:
        return not is_exact((judged, parse))
    return first_choice(parse) not in judged.accepted or first_choice(parse) == FALLBACK_INTENT
