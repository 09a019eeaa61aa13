"""Writes the adapter's model card from the figures measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).parent / "model_card.md"


def write_card(path: Path, *, figures: Mapping[str, Any], facts: Mapping[str, str]) -> None:
    """Fill the template; a missing value raises.

    `figures` is what `podbor.evals.planner.evaluate.report` gives, `facts` are the training's.
    """
    overall, unasked = figures["overall"], figures["unasked_writes"]
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        facts,
        overall=_rate(overall),
        unasked=_rate(unasked),
        language=_table(figures["by_language"], "language"),
        act=_table(figures["by_act"], "act"),
        difficulty=_table(figures["by_difficulty"], "difficulty"),
        confusion=_confusion(figures["confusion"]),
        coverage=_coverage(figures["coverage"]),
    )
    path.write_text(text, encoding="utf-8")


def _rate(rate: Mapping[str, float]) -> str:
    return f"{rate['rate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}, n = {rate['total']})"


def _table(rates: Mapping[str, Mapping[str, float]], title: str) -> str:
    rows = [f"| {name} | {_rate(rate)} |" for name, rate in rates.items()]
    return "\n".join([f"| {title} | exact |", "|---|---|", *rows])


def _confusion(table: Mapping[str, Mapping[str, int]]) -> str:
    columns = sorted({*table, *(name for row in table.values() for name in row)})
    head = ["| labelled ↓, came → | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    rows = [
        f"| {name} | " + " | ".join(str(row.get(column, "")) for column in columns) + " |"
        for name, row in table.items()
    ]
    return "\n".join([*head, *rows])


def _coverage(points: Sequence[Mapping[str, float]]) -> str:
    rows = [
        f"| {point['threshold']:.2f} | {point['coverage']:.1%} | {point['accuracy']:.1%} |" for point in points[::2]
    ]
    return "\n".join(["| confidence from | answered | of them right |", "|---|---|---|", *rows])
