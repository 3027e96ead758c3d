"""How the reply guard does on judged replies: recall and false alarms, in all and rule by rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables import table
from bot.core.guard import ReplyGuard, verdict
from bot.core.suggestions import Severity


@dataclass(frozen=True)
class Judged:
    """One reply: what a person says of it, and what the guard does."""

    text: str
    bad: bool
    rule: str
    tricky: bool
    verdict: str
    """ok, warn or block."""
    found: tuple[str, ...]
    blocking: tuple[str, ...]

    @property
    def missed(self) -> bool:
        return self.bad and self.verdict == "ok"

    @property
    def false_alarm(self) -> bool:
        """A good reply that can't be sent. A warning stops nobody."""
        return not self.bad and self.verdict == "block"


def judged(guard: ReplyGuard, path: Path) -> list[Judged]:
    """Of a JSONL file with text, verdict (good | bad), rule and tricky. The guard knows nothing of a talk."""
    return [_judged(guard, json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _judged(guard: ReplyGuard, line: dict[str, object]) -> Judged:
    findings = guard.check(str(line["text"]))
    return Judged(
        text=str(line["text"]),
        bad=line["verdict"] == "bad",
        rule=str(line.get("rule") or ""),
        tricky=bool(line.get("tricky")),
        verdict=verdict(findings),
        found=tuple(finding.rule for finding in findings),
        blocking=tuple(finding.rule for finding in findings if finding.severity is Severity.BLOCK),
    )


def tell(replies: Sequence[Judged], *, show: bool = False) -> None:
    """Prints the figures; with `show` also the texts that were judged otherwise."""
    bad, good = [one for one in replies if one.bad], [one for one in replies if not one.bad]
    table("Judged replies", ("", "all", "tricky"), [_summary(name, ones) for name, ones in _sums(bad, good)])
    table(
        "Rule by rule", ("rule", "bad", "found", "recall", "by this rule", "false alarms"), _rules(bad, good)
    )
    if show:
        for one in replies:
            if one.missed or one.false_alarm:
                print(
                    f"{'missed' if one.bad else 'alarm '}  {one.rule or ','.join(one.blocking)}  {one.text}"
                )


def _sums(bad: Sequence[Judged], good: Sequence[Judged]) -> list[tuple[str, list[tuple[bool, bool]]]]:
    """Each with whether it counts, and whether it is tricky."""
    return [
        ("bad: found", [(not one.missed, one.tricky) for one in bad]),
        ("bad: blocked", [(one.verdict == "block", one.tricky) for one in bad]),
        ("good: blocked (false alarms)", [(one.false_alarm, one.tricky) for one in good]),
        ("good: warned", [(one.verdict == "warn", one.tricky) for one in good]),
    ]


def _summary(name: str, ones: Sequence[tuple[bool, bool]]) -> tuple[str, str, str]:
    tricky = [counts for counts, is_tricky in ones if is_tricky]
    return name, _share(sum(counts for counts, _ in ones), len(ones)), _share(sum(tricky), len(tricky))


def _rules(bad: Sequence[Judged], good: Sequence[Judged]) -> list[tuple[object, ...]]:
    alarms = Counter(rule for one in good for rule in set(one.blocking))
    rows: list[tuple[object, ...]] = []
    for rule in sorted({one.rule for one in bad} | set(alarms)):
        mine = [one for one in bad if one.rule == rule]
        found = sum(not one.missed for one in mine)
        share = f"{found / len(mine):.0%}" if mine else ""
        rows.append((rule, len(mine), found, share, sum(rule in one.found for one in mine), alarms[rule]))
    return rows


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"
