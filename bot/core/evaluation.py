"""How well messages with known intents were understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.conversations import Turn
from bot.core.understanding import FALLBACK_INTENT, Parse

CANDIDATES = 3


@dataclass(frozen=True)
class Judged:
    """A message and what people say it means: one intent, several, or none without the turns before."""

    text: str
    intents: tuple[str, ...]
    alternatives: frozenset[str] = frozenset()
    """Of a single-intent message: what would be right as well."""
    previous: tuple[Turn, ...] = ()

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.intents) | self.alternatives


Answer = tuple[Judged, Parse]


def first_choice(parse: Parse) -> str:
    """The intent the model would name if it had to."""
    if parse.intents:
        return parse.intents[0]
    return parse.clauses[0].intent if parse.clauses else FALLBACK_INTENT


def figures(answers: Sequence[Answer]) -> dict[str, float]:
    """Shares between 0 and 1; a kind of message that is missing leaves its figures out."""
    single = [answer for answer in answers if len(answer[0].intents) == 1]
    several = [answer for answer in answers if len(answer[0].intents) > 1]
    fragments = [answer for answer in answers if not answer[0].intents]
    shares = {
        "single: accuracy": _share(single, lambda judged, parse: first_choice(parse) in judged.accepted),
        "single: right among three": _share(single, _is_among_three),
        "single: abstained": _share(single, lambda _, parse: parse.abstain),
        "single: read as several": _share(single, lambda _, parse: len(parse.intents) > 1),
        "several: exact set": _share(
            several, lambda judged, parse: set(parse.intents) == set(judged.intents)
        ),
        "fragments: abstained": _share(fragments, lambda _, parse: parse.abstain),
        "coverage at 95 % precision": _coverage(answers, 0.95),
        "coverage at 98 % precision": _coverage(answers, 0.98),
        "calibration error": _calibration_error(answers),
    }
    return {name: share for name, share in shares.items() if share is not None}


def confusions(answers: Sequence[Answer]) -> list[tuple[str, str, int]]:
    """(meant, understood, how often) over single-intent messages, commonest first."""
    pairs = Counter(
        (judged.intents[0], first_choice(parse))
        for judged, parse in answers
        if len(judged.intents) == 1 and first_choice(parse) not in judged.accepted
    )
    return [(meant, understood, count) for (meant, understood), count in pairs.most_common()]


def _share(answers: Sequence[Answer], holds: Callable[[Judged, Parse], bool]) -> float | None:
    return sum(holds(*answer) for answer in answers) / len(answers) if answers else None


def _is_among_three(judged: Judged, parse: Parse) -> bool:
    shown = parse.clauses[0].ranking[:CANDIDATES] if parse.clauses else ()
    return any(candidate.intent in judged.accepted for candidate in shown)


def _is_right(judged: Judged, parse: Parse) -> bool:
    """Whether every intent that was understood was meant; of a fragment nothing can be."""
    return bool(parse.intents) and set(parse.intents) <= judged.accepted


def _confidence(parse: Parse) -> float:
    """Of the least sure wish; none when abstaining."""
    return min((clause.confidence for clause in parse.clauses), default=0.0) if parse.intents else 0.0


def _coverage(answers: Sequence[Answer], precision: float) -> float | None:
    """The largest share of all messages that could be answered alone, the surest first, at a precision."""
    surest = sorted(answers, key=lambda answer: -_confidence(answer[1]))
    right, best = 0, 0
    for place, answer in enumerate(surest, start=1):
        right += _is_right(*answer)
        if right / place >= precision:
            best = place
    return best / len(answers) if answers else None


def _calibration_error(answers: Sequence[Answer], bins: int = 10) -> float | None:
    """Mean gap between confidence and precision of what was understood, in bins of equal width."""
    understood = [(min(_confidence(p), 0.9999), _is_right(j, p)) for j, p in answers if p.intents]
    gaps = 0.0
    for place in range(bins):
        inside = [(sure, right) for sure, right in understood if int(sure * bins) == place]
        gaps += abs(sum(sure for sure, _ in inside) - sum(right for _, right in inside))
    return gaps / len(understood) if understood else None
