"""podbor privacy …: what shoppers share, released with differential privacy, and what it has cost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from podbor.cli.output import show
from podbor.core.shared import STATISTICS, Statistic

if TYPE_CHECKING:
    from podbor.memory.privacy.ledger import Entry, PrivacyLedger

app = typer.Typer(help="Release what shoppers share, with differential privacy, within a budget.", no_args_is_help=True)
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="print one object")]


@app.command()
def release(
    statistic: Annotated[Statistic | None, typer.Option(help="which one; without it, each of them")] = None,
    epsilon: Annotated[float, typer.Option(help="what each release may cost a shopper")] = 1.0,
    delta: Annotated[float, typer.Option(help="chance of a release that does not keep to epsilon")] = 1e-6,
    keys: Annotated[int | None, typer.Option(help="most items or pairs that one shopper adds")] = None,
    as_json: Json = False,
) -> None:
    """Release from the shoppers' logs. The cost is written down first; what would go over the budget is refused, exit status 2."""
    from podbor.agent.assembly import open_ledger, shopper_histories
    from podbor.core.settings import Settings
    from podbor.memory.privacy.release import release as make

    settings = Settings()
    opened = open_ledger(settings)
    made = [
        make(opened, lambda: shopper_histories(settings), name, epsilon=epsilon, delta=delta, keys=keys)
        for name in ([statistic] if statistic else STATISTICS)
    ]
    show(_report(opened, made), _table, as_json)


@app.command()
def ledger(as_json: Json = False) -> None:
    """Show every release, oldest first, and what is spent of the budget."""
    from podbor.agent.assembly import open_ledger
    from podbor.core.settings import Settings

    opened = open_ledger(Settings())
    show(_report(opened, opened.entries()), _table, as_json)


def _report(opened: "PrivacyLedger", entries: "Sequence[Entry]") -> dict[str, Any]:
    return {
        "releases": [entry.to_json() for entry in entries],
        "spent": {"epsilon": opened.spent(), "delta": opened.budget.delta},
        "budget": {"epsilon": opened.budget.epsilon, "delta": opened.budget.delta},
    }


def _table(report: dict[str, Any]) -> Any:
    from rich.table import Table

    spent, budget = report["spent"], report["budget"]
    title = f"spent: epsilon {spent['epsilon']:.3g} of {budget['epsilon']:g}, at delta {budget['delta']:g}"
    caption = "keys: most that one shopper adds; noise and least count released: in shoppers"
    table = Table(title=title, caption=caption)
    for name in ("no.", "day", "statistic", "epsilon", "delta", "keys", "noise", "least", "released"):
        table.add_column(name)
    for entry in report["releases"]:
        table.add_row(
            str(entry["entry_id"]),
            entry["at"][:10],
            entry["statistic"],
            f"{entry['epsilon']:g}",
            f"{entry['delta']:g}",
            str(entry["keys_per_shopper"]),
            f"{entry['scale']:.2f}",
            f"{entry['threshold']:.1f}",
            "failed" if entry["released_at"] is None else str(entry["keys_released"]),
        )
    return table
