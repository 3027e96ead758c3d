"""An evaluation as one HTML file: figures, tables, the confusion matrix, the reliability curve."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from matplotlib.figure import Figure

from bot.core.evaluation.shares import Bin
from bot.core.evaluation.summary import Evaluation

MISTAKES_SHOWN = 200
PAIRS_SHOWN = 40
LARGEST_DOT = 250  # square points


def evaluation_page(title: str, evaluation: Evaluation) -> str:
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template("evaluation.html").render(
        title=title,
        evaluation=evaluation,
        names=[row.name for row in evaluation.intents],
        pairs=evaluation.confusions.most_common(PAIRS_SHOWN),
        mistakes=evaluation.mistakes[:MISTAKES_SHOWN],
        curve=_reliability_curve(evaluation.bins),
    )


def _reliability_curve(bins: Sequence[Bin]) -> str:
    """An SVG: precision against confidence, dots as large as their bins, beside the honest diagonal."""
    figure = Figure(figsize=(4.5, 4.5))
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], linestyle="--", color="#999")
    points = [one.confidence for one in bins], [one.precision for one in bins]
    axes.plot(*points, color="#2563eb", linewidth=1)
    largest = max((one.count for one in bins), default=1)
    sizes = [10 + LARGEST_DOT * one.count / largest for one in bins]
    axes.scatter(*points, s=sizes, color="#2563eb", alpha=0.6, clip_on=False)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="precision")
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None}, bbox_inches="tight")
    text = drawn.getvalue()
    return text[text.index("<svg") :]
