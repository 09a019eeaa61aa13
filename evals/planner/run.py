"""What `podbor planner eval` and `podbor planner bench` run and print."""

from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table

from podbor.agent.planner.embedded import EmbeddedPlanner
from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.core.vocabulary import LOCALES
from podbor.evals.planner.agreement import report_agreement
from podbor.evals.planner.bench import bench, compare_runtimes, compare_unmerged
from podbor.evals.planner.evaluate import report, report_occasions, score, score_occasions
from podbor.evals.planner.labels import read_labels, read_occasions

DATA = Path(__file__).parent / "data"
PARTS = ("heldout", "validation", "strangers", "others")
COMPARED_MESSAGES = 30
SMALL = 10
"""Figures below it are shown with two decimals."""


def run_eval(planner: EmbeddedPlanner, *, part: str, occasions: bool, ask_below: float) -> dict[str, Any]:
    """Score `planner` on a part; see `report` and `report_occasions` for the figures. Raises InputError on an unknown part."""
    if part not in PARTS:
        raise InputError(file="arguments", line=0, field="part", reason=f"{part!r} is not one of {', '.join(PARTS)}")
    labels = read_labels([DATA / f"{part}.{locale}.jsonl" for locale in LOCALES])
    scores = score(planner, labels, ask_below=ask_below)
    result = {"part": part, **report(scores), "agreement": report_agreement(scores)}
    if occasions:
        vague = read_occasions([DATA / f"occasions.{locale}.jsonl" for locale in LOCALES])
        result["occasions"] = report_occasions(score_occasions(planner, vague))
    return result


def render_eval(result: dict[str, Any]) -> Group:
    """Render for a terminal."""
    exact = Table("", "exact", "95 % interval", "messages", title=f"planner on {result['part']}")
    _add(exact, "all", result["overall"])
    for group in ("by_language", "by_difficulty", "by_act"):
        for name, rate in result[group].items():
            _add(exact, name, rate)
    _add(exact, "writes not asked for", result["unasked_writes"])
    _add(exact, "… and not asked about first", result["unasked_writes_at_once"])
    _add(exact, "… that change what is remembered", result["unasked_writes_remembered"])
    for name, figures in result.get("occasions", {}).items():
        _add(exact, f"vague needs, {name}: a relevant kind", figures["any_relevant"])
        _add(exact, f"vague needs, {name}: half relevant", figures["half_relevant"])
    _add_agreement(exact, result["agreement"])
    coverage = Table("confidence at least", "answered", "right of these", title="coverage and accuracy")
    for point in result["coverage"]:
        coverage.add_row(f"{point['threshold']:.2f}", f"{point['coverage']:.1%}", f"{point['accuracy']:.1%}")
    return Group(exact, _confusion(result["confusion"]), coverage)


def run_bench(
    planner: EmbeddedPlanner, *, settings: Settings, messages: int, compare: bool, unmerged: bool
) -> dict[str, Any]:
    """Time `planner` on the validation part, contexts included.

    `compare` adds the same weights under transformers, `unmerged` the whole base with the adapter beside it.
    """
    labels = read_labels([DATA / f"validation.{locale}.jsonl" for locale in LOCALES])
    step = max(1, len(labels) // messages)
    result = bench(planner, labels[::step][:messages])
    if compare:
        result["transformers"] = compare_runtimes(planner, labels[::step][:COMPARED_MESSAGES], settings=settings)
    if unmerged:
        result["unmerged"] = compare_unmerged(planner, labels[::step][:messages], settings=settings)
    return result


def render_bench(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    table = Table("figure", "value", title="embedded planner")
    for name, value in result.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, figure in parts:
            table.add_row(f"{name} {part}".strip(), f"{figure:,.2f}" if abs(figure) < SMALL else f"{figure:,.1f}")
    return table


def _add(table: Table, name: str, rate: dict[str, Any]) -> None:
    table.add_row(name, f"{rate['rate']:.1%}", f"{rate['low']:.1%} – {rate['high']:.1%}", str(rate["total"]))


def _add_agreement(table: Table, figures: dict[str, Any]) -> None:
    if not figures:
        return
    _add(table, "second labels, as the labels", figures["second"])
    for group in ("by_language", "by_difficulty"):
        for name, rate in figures[group].items():
            _add(table, f"second labels, {name}", rate)
    _add(table, "second labels, writes not asked for", figures["unasked_writes"])
    _add(table, "planner where both labels agree", figures["where_both_agree"])
    _add(table, "planner, as one of the two labels", figures["by_either"])


def _confusion(confusion: dict[str, dict[str, int]]) -> Table:
    came = sorted({act for row in confusion.values() for act in row})
    table = Table("labelled ↓ came →", *came, title="acts")
    for expected, row in confusion.items():
        table.add_row(expected, *(str(row.get(act, "")) for act in came))
    return table
