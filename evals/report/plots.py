"""Plots of a run as inline SVG: they are read without a server, and printed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

GREEN, GREY, RED = "#2f7d4f", "#8a8f98", "#b3392f"
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "podbor",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
ROW, TOP = 0.24, 0.7


def success_plot(groups: Mapping[str, dict[str, Any] | None]) -> str:
    """Success of each group with its interval: a dot and a line, 0 to 100 %."""
    shown = {name: figures for name, figures in groups.items() if figures is not None}
    figure, axes = _figure(len(shown))
    for row, figures in enumerate(shown.values()):
        axes.plot([figures["low"] * 100, figures["high"] * 100], [row, row], color=GREY, linewidth=2, zorder=1)
        axes.scatter([figures["mean"] * 100], [row], color=GREEN if figures["mean"] >= 0.95 else RED, zorder=2, s=26)
    axes.set_yticks(range(len(shown)), [f"{name} ({figures['clusters']})" for name, figures in shown.items()])
    axes.set_xlim(-2, 102)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlabel("success, % (95 % interval; scenarios in brackets)")
    axes.grid(axis="x", color="#e5e7eb")
    return _svg(figure)


def latency_plot(values: Sequence[float]) -> str:
    """Share of turns that took at most so long."""
    figure, axes = _figure(10)
    ordered = sorted(values)
    axes.step(ordered, [(place + 1) / len(ordered) * 100 for place in range(len(ordered))], where="post", color=GREEN)
    axes.set_xlabel("a turn takes at most, ms")
    axes.set_ylabel("% of turns")
    axes.set_ylim(0, 102)
    axes.grid(color="#e5e7eb")
    return _svg(figure)


def turns_plot(values: Sequence[float]) -> str:
    """Dialogues by the number of turns until they reached their target."""
    figure, axes = _figure(10)
    counts = Counter(int(value) for value in values)
    axes.bar(list(counts), list(counts.values()), color=GREEN, width=0.7)
    axes.set_xticks(range(1, max(counts) + 1))
    axes.set_xlabel("turns until a target was on the list")
    axes.set_ylabel("dialogues")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return _svg(figure)


def _figure(rows: int) -> tuple[Figure, Any]:
    with rc_context(STYLE):
        figure = Figure(figsize=(6.4, max(1.6, rows * ROW + TOP)), layout="constrained")
        return figure, figure.subplots()


def _svg(figure: Figure) -> str:
    with rc_context(STYLE), StringIO() as text:
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
        drawn = text.getvalue()
    return drawn[drawn.index("<svg") :]
