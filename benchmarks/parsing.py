"""The NLU model: time to train, to load, and to understand a message, in this process."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.tables import milliseconds, quantile, table
from bot.adapters.training_data import read_sentences
from bot.nlu.loading import load
from bot.nlu.training import train
from bot.settings import PROJECT

WARM_UP = 50
PARSED = 1000


def main() -> None:
    sentences = [s for group in read_sentences(PROJECT / "data" / "nlu").values() for s in group]
    with tempfile.TemporaryDirectory() as name:
        begun = time.perf_counter()
        model = train(PROJECT, Path(name), lambda _: None)
        trained = time.perf_counter() - begun
        begun = time.perf_counter()
        understanding = load(model)
        loaded = time.perf_counter() - begun
        size = model.stat().st_size
    for text in sentences[:WARM_UP]:
        understanding.parse(text)
    times = []
    for text in sentences[:: max(1, len(sentences) // PARSED)]:
        begun = time.perf_counter()
        understanding.parse(text)
        times.append(time.perf_counter() - begun)
    table(
        f"Understanding ({len(sentences)} training sentences, {len(times)} messages parsed, one thread)",
        ("", ""),
        [
            ("train, with four-fold cross-validation", f"{trained:.0f} s"),
            ("load", f"{loaded:.2f} s"),
            ("size of the model", f"{size / 2**20:.1f} MiB"),
            ("parse p50", milliseconds(quantile(times, 0.5))),
            ("parse p95", milliseconds(quantile(times, 0.95))),
            ("memory of this process", f"{psutil.Process().memory_info().rss / 2**20:.0f} MiB"),
        ],
    )


if __name__ == "__main__":
    main()
