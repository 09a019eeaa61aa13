"""The bench of the experts: it finds what was planted, by service, and says what is wrong with a file."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from podbor.core.errors import InputError
from podbor.evals.bench.expert_logs import ExpertLogs, read_services, read_takes
from podbor.evals.bench.expert_simulation import simulate
from podbor.evals.bench.experts import METHODS, SITUATIONS, render, run
from podbor.tools.ranking.experts import TakeLog

RING = 30


@pytest.fixture(scope="module")
def rings() -> ExpertLogs:
    """Two services, each a ring of items that is walked by day or by night, mixed into one another."""
    drawn = np.random.default_rng(0)
    logs = []
    for _ in range(120):
        at, rows = drawn.integers(RING, size=2), []
        for _ in range(16):
            expert = int(drawn.integers(2))
            at[expert] = (at[expert] + 1) % RING
            rows.append((at[expert] + RING * expert, expert, 9 if expert else 20))
        items, experts, hours = np.array(rows).T
        logs.append(TakeLog(items=items, experts=experts, hours=hours))
    needs = [log.experts for log in logs]
    return ExpertLogs(name="rings", logs=logs, services=("night", "day"), n_items=2 * RING, needs=needs)


def test_the_gate_finds_what_was_planted(rings: ExpertLogs) -> None:
    report = run(rings, cases=300)
    for told in SITUATIONS:
        figures = report[told]["ndcg@10"]
        assert set(figures) == set(METHODS)
        assert set(figures["gate"]) == {"all", "night", "day"}
        assert figures["gate"]["all"] > max(figures["shared"]["all"], figures["random"]["all"])
    lead = report["anywhere"]["gate_less"]
    assert all(lead[control]["low"] > 0.02 and lead[control]["p"] < 0.01 for control in ("shared", "random"))
    used = report["utilisation"]["gate"]
    assert used["dead"] == 0
    assert used["entropy"] > 0.9
    assert report["bytes_a_shopper"] == 8
    json.dumps(report)
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(render(report))
    text = console.export_text()
    assert all(name in text for name in (*METHODS[2:], "night", "day", "entropy", "dead", "under 10"))


def test_validation_never_sees_the_test_part(rings: ExpertLogs) -> None:
    cut = [log.until(len(log) - 2) for log in rings.logs]
    short = ExpertLogs(name="cut", logs=cut, services=rings.services, n_items=2 * RING, needs=rings.needs)
    whole, ends = run(rings, part="validation", cases=20), run(short, part="test", cases=20)
    assert whole["anywhere"] == ends["anywhere"]


def test_one_shopper_has_figures_and_no_interval(rings: ExpertLogs) -> None:
    one = replace(rings, logs=rings.logs[:1], needs=None)
    report = run(one)
    lead = report["anywhere"]["gate_less"]["shared"]
    assert (lead["low"], lead["high"], lead["p"], lead["scenarios"]) == (None, None, 1.0, 1)
    console = Console(width=200, file=io.StringIO(), record=True)
    console.print(render(report))
    assert "one shopper" in console.export_text()
    with pytest.raises(InputError, match="nothing to measure"):
        run(replace(one, logs=[rings.logs[0].until(1)]))


def test_a_repeat_is_not_measured(rings: ExpertLogs) -> None:
    log = rings.logs[0]
    again = TakeLog(items=log.items[[*range(15), 0]], experts=log.experts[[*range(15), 0]], hours=log.hours)
    report = run(replace(rings, logs=[again, *rings.logs[1:30]], needs=None))
    assert (report["data"]["cases"], report["data"]["repeats"]) == (59, 1)


def test_made_up_shoppers_are_the_same_each_time_and_buy_where_it_is_sold() -> None:
    one, other = simulate(shoppers=20), simulate(shoppers=20)
    assert all(np.array_equal(a.items, b.items) for a, b in zip(one.logs, other.logs, strict=True))
    assert set(one.services) == {"samokat", "megamarket", "kuper"}
    assert all(len(set(log.items)) == len(log) >= 2 for log in one.logs)
    assert {int(hour) for log in one.logs for hour in log.hours} <= set(range(7, 24))


HEADER = "shopper,item,service,at,kind\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_takes_are_read_in_order_of_time_and_once(tmp_path: Path) -> None:
    rows = "a,x,s,2026-01-02T20:00,tea\na,y,t,2026-01-01T09:00:00,\na,x,t,2026-01-03T10:00,tea\nb,y,t,2026-01-01,\n"
    read = read_takes(write(tmp_path / "takes.csv", HEADER + rows))
    first, second = read.logs
    assert (first.experts.tolist(), first.hours.tolist()) == ([1, 0], [9, 20])
    assert first.items[0] == second.items[0] != first.items[1]
    assert (read.services, read.n_items) == (("s", "t"), 2)


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("", 1, "header"),
        ("item,shopper\n", 1, "header"),
        (HEADER, 1, "shopper"),
        (HEADER + "a,,s,2026-01-01,\n", 2, "item"),
        (HEADER + "a,x,s,2026-01-01,\nb,x,s,yesterday,\n", 3, "at"),
        (HEADER + "a,x\n", 2, "service"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, line: int, field: str) -> None:
    path = write(tmp_path / "takes.csv", text)
    with pytest.raises(InputError) as caught:
        read_takes(path)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), line, field)


def test_files_of_histories_are_services(tmp_path: Path) -> None:
    toys, sports = write(tmp_path / "toys.txt", "1 5 6 7\n2 6 5\n"), write(tmp_path / "sports.txt", "1 5 9\n")
    read = read_services([toys, sports])
    assert (read.services, read.n_items, len(read.logs)) == (("toys", "sports"), 5, 3)
    assert [log.experts.tolist() for log in read.logs] == [[0, 0, 0], [0, 0], [1, 1]]
    assert set(read.logs[2].items.tolist()) == {3, 4}
    with pytest.raises(InputError, match="two files or more"):
        read_services([toys])
