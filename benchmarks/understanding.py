"""How well and how fast the model understands messages with known intents.

Example: python -m benchmarks.understanding --on messages.jsonl --model var/models/20261121-201500.tar.gz
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.core.evaluation import Answer, Judged, confusions, figures
from bot.core.turns import previous_turns
from bot.nlu.loading import Understanding, load
from bot.nlu.training import train

PROJECT = Path(__file__).resolve().parent.parent
PAIRS_SHOWN = 25


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        judged = [
            _judged(line) for line in options.on.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"{options.on} cannot be read as judged messages: {fault}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        understanding = load(options.model or _trained(Path(folder)))
    answers, seconds = _asked(understanding, judged)
    _print_figures(answers, seconds)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument(
        "--on",
        type=Path,
        required=True,
        help='JSON Lines {"kind": "single|multi|fragment", "text", "intents", "alt"?, "previous"?}',
    )
    parser.add_argument("--model", type=Path, help="a trained model; left out, one is trained first")
    return parser.parse_args(arguments)


def _judged(line: str) -> Judged:
    """A fragment has no intents, whatever it was judged to mean with the turns before it."""
    document: dict[str, Any] = json.loads(line)
    previous = previous_turns(document.get("previous") or ())
    is_fragment = document.get("kind") == "fragment" and not previous
    return Judged(
        text=document["text"],
        intents=() if is_fragment else tuple(document.get("intents") or ()),
        alternatives=frozenset(document.get("alt") or ()),
        previous=previous,
    )


def _trained(folder: Path) -> Path:
    started = time.perf_counter()
    model = train(PROJECT, folder, lambda step: print(step, file=sys.stderr))
    print(f"{'train, seconds':32}{time.perf_counter() - started:8.1f}")
    return model


def _asked(understanding: Understanding, judged: Sequence[Judged]) -> tuple[list[Answer], list[float]]:
    understanding.parse("在吗")
    answers, seconds = [], []
    for message in judged:
        started = time.perf_counter()
        parse = understanding.parse(message.text, message.previous)
        seconds.append(time.perf_counter() - started)
        answers.append((message, parse))
    return answers, seconds


def _print_figures(answers: Sequence[Answer], seconds: Sequence[float]) -> None:
    for name, share in figures(answers).items():
        print(f"{name:32}{share:8.3f}")
    print(f"{'messages':32}{len(answers):8}")
    print(f"{'parse p50, ms':32}{statistics.median(seconds) * 1000:8.1f}")
    print(f"{'parse p95, ms':32}{sorted(seconds)[int(0.95 * (len(seconds) - 1))] * 1000:8.1f}")
    for meant, understood, count in confusions(answers)[:PAIRS_SHOWN]:
        print(f"{count:4}  {meant} -> {understood}")


if __name__ == "__main__":
    sys.exit(main())
