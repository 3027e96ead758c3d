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


def evaluation_page(title: str, evaluation: Evaluation) -> str:
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template("evaluation.html").render(
        title=title,
        evaluation=evaluation,
        names=[row.name for row in evaluation.intents],
        mistakes=evaluation.mistakes[:MISTAKES_SHOWN],
        curve=_reliability_curve(evaluation.bins),
    )


def _reliability_curve(bins: Sequence[Bin]) -> str:
    """An SVG: confidence against precision, dots as large as their bins, beside the honest diagonal."""
    figure = Figure(figsize=(5, 5))
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], linestyle="--", color="#999")
    points = [one.confidence for one in bins], [one.precision for one in bins]
    axes.plot(*points, color="#2563eb")
    axes.scatter(*points, s=[10 + one.count for one in bins], color="#2563eb", alpha=0.6)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="precision")
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None}, bbox_inches="tight")
    text = drawn.getvalue()
    return text[text.index("<svg") :]
