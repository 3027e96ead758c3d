"""How well and how fast buyers are understood: our pipeline beside stock Rasa and beside keywords.

All learn from the same sentences, in processes of their own, in one run.
Example: python -m benchmarks.understanding --on judged.jsonl --only dianxiaoer keywords
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS
from benchmarks.judged_sets import judged_sets
from benchmarks.processes import PROJECT, NotMeasured, measured
from benchmarks.tables import milliseconds, table
from benchmarks.training_project import training_project

HELD_OUT = PROJECT / "tests" / "data" / "held_out"
FIGURES = (
    "single: accuracy",
    "single: right among three",
    "single: macro F1",
    "single: abstained",
    "fragments: abstained",
    "several: exact set",
    "coverage at 95% precision",
    "calibration error",
)
Results = Mapping[str, Mapping[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        sets = judged_sets(options.on)
    except (OSError, ValueError) as fault:
        print(f"The judged messages cannot be read: {fault}", file=sys.stderr)
        return 2
    if not sets:
        print(f"There are no judged messages in {', '.join(map(str, options.on))}.", file=sys.stderr)
        return 2
    results = _results(options)
    if results:
        _print(results, {title: len(messages) for title, messages in sets.items()})
    return 0 if len(results) == len(options.only) else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.understanding",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--on", type=Path, nargs="+", default=[HELD_OUT], metavar="FILE",
        help="JSON Lines of judged messages, as for `python -m bot learn evaluate`, or folders of them "
        "[tests/data/held_out]",
    )  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", default=list(CONTENDERS), choices=CONTENDERS, metavar="NAME",
        help=f"contenders to measure, of {', '.join(CONTENDERS)}",
    )  # fmt: skip
    parser.add_argument(
        "--sentences", type=int, metavar="N",
        help="train on a sample of about so many sentences: for a quick look, not for figures to report",
    )  # fmt: skip
    return parser.parse_args(arguments)


def _results(options: argparse.Namespace) -> dict[str, Mapping[str, Any]]:
    """Of the contenders that could be measured."""
    results: dict[str, Mapping[str, Any]] = {}
    judged = [path.resolve() for path in options.on]
    with tempfile.TemporaryDirectory() as scratch:
        project = training_project(_new(Path(scratch), "project"), options.sentences)
        for place, name in enumerate(options.only, start=1):
            tell = partial(_tell, f"[{place}/{len(options.only)}] {name}: ")
            try:
                results[name] = measured(name, project, _new(Path(scratch), name), judged, tell)
            except NotMeasured as fault:
                tell(f"not measured: {fault}\n")
    _tell()
    return results


def _new(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def _tell(contender: str = "", what: str = "") -> None:
    """One line that is written over again and again."""
    print(f"\r\x1b[K{contender}{what}", end="", file=sys.stderr, flush=True)


def _print(results: Results, sizes: Mapping[str, int]) -> None:
    table("Understanding: what it takes", ("", *results), list(_costs(results)))
    for title, count in sizes.items():
        of_all = {name: result["sets"][title] for name, result in results.items()}
        rows = [
            (figure, *(f"{own[figure]:.3f}" if figure in own else "" for own in of_all.values()))
            for figure in FIGURES
            if any(figure in own for own in of_all.values())
        ]
        table(f"Understanding {title} ({count} messages)", ("", *results), rows)


def _costs(results: Results) -> Iterator[Sequence[str]]:
    for label, key, shown in (
        ("train", "train", lambda seconds: f"{seconds:.0f} s"),
        ("memory while training, at most", "train_peak", _mebibytes),
        ("load, median of 3", "load", lambda seconds: f"{seconds:.2f} s"),
        ("memory when loaded", "resident", _mebibytes),
        ("memory while understanding, at most", "peak", _mebibytes),
        ("parse p50, one thread", "p50", milliseconds),
        ("parse p95, one thread", "p95", milliseconds),
        ("messages a second, two cores", "pace", lambda pace: f"{pace:.0f}"),
    ):
        yield label, *(shown(result[key]) for result in results.values())


def _mebibytes(count: int) -> str:
    return f"{count / 2**20:.0f} MiB"


if __name__ == "__main__":
    sys.exit(main())
