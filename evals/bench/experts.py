"""`podbor bench experts`: experts with a gate against one shared expert, random experts and no gate.

Protocol: the last takes of each shopper (one of eight, at most four) are the test part, those before it teach the gate, those
before these the experts. The validation part is the same of the logs without the test part. Every method ranks the full catalogue
for what the shopper took before; that itself is left out, a repeat of it is not measured, and ties count against us. Three
situations: `anywhere` (nothing is named), `service` (its service is named, and only what is taken there is ranked) and `need` (the
kind of what is looked for is known to the gate, and everything is ranked). Controls: `shared` has the shared expert alone; `random`
has as many experts of the same sizes, each over items drawn at random; `no gate` lets all experts speak alike. Differences are
paired, over shoppers.
"""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from rich.console import Group
from rich.table import Table

from podbor.core.errors import InputError
from podbor.evals.bench.expert_logs import ExpertLogs
from podbor.evals.bench.sequence import target_ranks
from podbor.evals.statistics import paired_test
from podbor.tools.ranking.experts import BLOCK, Experts, TakeLog, fit_with_gate, held_out, need_shares
from podbor.tools.ranking.gate import CLUES, TOP, Floats, Ints, Verdict, clues, sparse, utilisation
from podbor.tools.ranking.gate_learning import GateCases, learn_mix
from podbor.tools.ranking.mix import Mix

Part: TypeAlias = Literal["validation", "test"]
Told: TypeAlias = Literal["anywhere", "service", "need"]
SITUATIONS: tuple[Told, ...] = get_args(Told)
TITLES: dict[Told, str] = {
    "anywhere": "nothing named",
    "service": "the service named",
    "need": "the need named to the gate",
}
METHODS = ("gate", "gate, no own weights", "shared", "random", "no gate")
AT = 10
CASES = 3_000
TIMED = 40
LENGTHS = {"under 10": (0, 10), "10 to 29": (10, 30), "30 and more": (30, 10**9)}
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Routed:
    """Experts, what their cases taught the gate, and where each kind of item is taken."""

    experts: Experts
    mix: Mix
    needs: dict[int, Floats]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One take to be foreseen: the log's number, the log before it, what was taken, where, when, and as what."""

    shopper: int
    past: TakeLog
    target: int
    service: int
    hour: int
    need: int | None


def run(data: ExpertLogs, *, part: Part = "test", cases: int = CASES) -> dict[str, Any]:
    """Measure on `data`.

    Returns for each situation "ndcg@10" (by method: "all", each service), "by_history" (by length of history) and "gate_less" (the
    gate's paired difference to each control); "utilisation" of the gate and of random experts; "weights", "fit_s",
    "fit_cpu_s" (the same in time of one core), "score_ms", "bytes" and "bytes_a_shopper". Raises InputError where there is nothing
    to foresee.
    """
    if part == "validation":
        data = _without_last(data)
    known = _without_last(data)
    last = [(k, at) for k, log in enumerate(data.logs) for at in range(len(known.logs[k]), len(log))]
    places = [(k, at) for k, at in last if data.logs[k].items[at] not in data.logs[k].items[:at]]
    if not places:
        raise InputError(
            file=data.name, line=0, field="takes", reason="no last take is of a new item: nothing to measure"
        )
    drawn = np.random.default_rng(SEED)
    start, busy = time.perf_counter(), time.process_time()
    experts, taught = _fit(known)
    routed = Routed(experts=experts, mix=learn_mix(taught), needs=_needs(known))
    fit_s, fit_cpu_s = time.perf_counter() - start, time.process_time() - busy
    uniform = learn_mix(taught, gated=False)
    groups = drawn.permutation(_homes(known))
    mixed_up = replace(known, logs=[_relabelled(log, groups) for log in known.logs])
    experts, taught = _fit(mixed_up, like=experts)
    scattered = Routed(experts=experts, mix=learn_mix(taught), needs=_needs(mixed_up))
    chosen = _cases(data, [places[int(n)] for n in sorted(drawn.permutation(len(places))[:cases])])
    measure = _Measure(routed=routed, uniform=uniform, scattered=scattered, groups=groups, services=data.services)
    for first in range(0, len(chosen), BLOCK):
        measure.add(chosen[first : first + BLOCK])
    return measure.report() | {
        "data": {
            "name": data.name,
            "part": part,
            "shoppers": len(data.logs),
            "items": data.n_items,
            "takes": sum(len(log) for log in data.logs),
            "cases": len(chosen),
            "repeats": len(last) - len(places),
            "services": list(data.services),
        },
        "weights": dict(zip(CLUES, (round(float(w), 3) for w in routed.mix.gate.weights), strict=True))
        | {"loudness": [round(float(x), 3) for x in routed.mix.loudness], "home": round(routed.mix.home, 3)},
        "fit_s": round(fit_s, 1),
        "fit_cpu_s": round(fit_cpu_s, 1),
        "score_ms": round(float(np.median([_milliseconds(routed, case) for case in chosen[:TIMED]])), 2),
        "bytes": routed.experts.size_bytes,
        "bytes_a_shopper": 4 * routed.experts.n_experts,
    }


class _Measure:
    """Ranks every case in every situation by every method."""

    def __init__(
        self, *, routed: Routed, uniform: Mix, scattered: Routed, groups: Ints, services: Sequence[str]
    ) -> None:
        self._routed, self._uniform, self._scattered = routed, uniform, scattered
        self._groups, self._services = groups, services
        self._gains: dict[tuple[Told, str], list[float]] = {(told, m): [] for told in SITUATIONS for m in METHODS}
        self._about: list[tuple[int, int, int]] = []
        self._shares: dict[str, list[Floats]] = {"gate": [], "random": []}

    def add(self, block: Sequence[Case]) -> None:
        """Measure a block."""
        scores = self._routed.experts.scores([case.past for case in block])
        pasts = [_relabelled(case.past, self._groups) for case in block]
        others = self._scattered.experts.scores(pasts)
        mine = np.stack([self._own(case) for case in block])
        self._about += [(case.shopper, case.service, len(case.past)) for case in block]
        for told in SITUATIONS:
            found = np.stack([self._clues(case, told) for case in block])
            random = np.stack([self._clues(case, told, past) for case, past in zip(block, pasts, strict=True)])
            plain = self._routed.mix.gate.chances(found)
            own = self._routed.mix.gate.chances(found, mine)
            far = self._scattered.mix.gate.chances(random)
            self._shares["gate"] += list(sparse(own, TOP)) if told == "anywhere" else []
            self._shares["random"] += list(sparse(far, TOP)) if told == "anywhere" else []
            alike = np.full_like(plain, 1 / plain.shape[1])
            ranked = {
                "gate": self._routed.experts.mixed(scores, own, self._routed.mix),
                "gate, no own weights": self._routed.experts.mixed(scores, plain, self._routed.mix),
                "shared": scores.shared.copy(),
                "random": self._scattered.experts.mixed(others, far, self._scattered.mix),
                "no gate": self._routed.experts.mixed(scores, alike, self._uniform),
            }
            for method, table in ranked.items():
                self._gains[told, method] += list(self._ndcg(table, block, told))

    def _clues(self, case: Case, told: Told, relabelled: TakeLog | None = None) -> Floats:
        routed, past = (self._routed, case.past) if relabelled is None else (self._scattered, relabelled)
        situation = routed.experts.situation(
            past,
            hour=case.hour,
            asked=case.service if told == "service" and relabelled is None else None,
            need=routed.needs.get(case.need) if told == "need" and case.need is not None else None,
        )
        return clues(situation, routed.experts.habits)

    def _own(self, case: Case) -> Floats:
        sure, habits = np.eye(len(self._services), dtype=np.float32), self._routed.experts.habits
        pairs = list(zip(case.past.experts, case.past.hours, strict=True))
        said = [Verdict(item=sure[expert], hour=int(hour)) for expert, hour in pairs]
        return self._routed.mix.gate.own_weights(habits, said)

    def _ndcg(self, table: Floats, block: Sequence[Case], told: Told) -> Floats:
        if told == "service":
            for row, case in zip(table, block, strict=True):
                row[self._routed.experts.belongs[case.service] == 0] = -np.inf
        targets = np.array([case.target for case in block], np.int64)
        ranks = target_ranks(table, [case.past.items for case in block], targets)
        return np.asarray(np.where(ranks < AT, 1.0 / np.log2(ranks + 2.0), 0.0))

    def report(self) -> dict[str, Any]:
        """What was measured."""
        shoppers, services, lengths = np.array(self._about, np.int64).reshape(-1, 3).T
        found: dict[str, Any] = {}
        for told in SITUATIONS:
            gains = {method: np.array(self._gains[told, method]) for method in METHODS}
            found[told] = {
                "ndcg@10": {m: self._by(gain, _masks(services, self._services)) for m, gain in gains.items()},
                "by_history": {m: self._by(gain, _lengths(lengths)) for m, gain in gains.items()},
                "gate_less": {m: _paired(gains[m], gains["gate"], shoppers) for m in METHODS[1:]},
            }
        used = {name: asdict(utilisation(np.stack(shares))) for name, shares in self._shares.items()}
        return found | {"utilisation": used}

    def _by(self, gain: Floats, masks: dict[str, Ints]) -> dict[str, float | None]:
        whole = {"all": np.ones(len(gain), bool)} | masks
        return {name: round(float(gain[mask].mean()), 4) if mask.any() else None for name, mask in whole.items()}


def render(report: dict[str, Any]) -> Group:
    """The report of `run` as tables: each situation by service and by history, the gate's lead, and its load."""
    about, used = report["data"], report["utilisation"]
    tables = [
        _figures(report, told, part) for told in SITUATIONS for part in ("ndcg@10", "by_history") if _worth(told, part)
    ]
    lead = Table(title="the gate's lead in nDCG@10 (95 % interval, p), paired over shoppers")
    for column in ("over", *SITUATIONS):
        lead.add_column(column)
    for method in METHODS[1:]:
        lead.add_row(method, *(_lead(report[told]["gate_less"][method]) for told in SITUATIONS))
    load = Table(
        title=f"{about['name']}, {about['part']}: {about['shoppers']} shoppers, {about['items']} items, {about['cases']} cases",
        caption=f"fit {report['fit_s']} s ({report['fit_cpu_s']} s of one core), "
        f"score {report['score_ms']} ms, {report['bytes'] / 1e6:.1f} MB and {report['bytes_a_shopper']} bytes a shopper",
    )
    for column in ("experts", "load", "entropy", "dead"):
        load.add_column(column)
    for name, row in used.items():
        load.add_row(name, " / ".join(f"{x:.2f}" for x in row["load"]), f"{row['entropy']:.2f}", str(row["dead"]))
    return Group(*tables, lead, load)


def _worth(told: Told, part: str) -> bool:
    return part == "ndcg@10" or told == "anywhere"


def _figures(report: dict[str, Any], told: Told, part: str) -> Table:
    table = Table(title=f"nDCG@10, {TITLES[told]}" + (", by length of history" if part == "by_history" else ""))
    table.add_column("method")
    rows = report[told][part]
    for column in rows["gate"]:
        table.add_column(column, justify="right")
    for method, row in rows.items():
        table.add_row(method, *("-" if value is None else f"{value:.4f}" for value in row.values()))
    return table


def _lead(lead: dict[str, Any]) -> str:
    bounds = "one shopper" if lead["low"] is None else f"{lead['low']:+.4f} … {lead['high']:+.4f}"
    return f"{lead['difference']:+.4f} ({bounds}), {lead['p']:.1g}"


def _paired(before: Floats, after: Floats, shoppers: Ints) -> dict[str, Any]:
    """Test the means of shoppers, not of cases: takes of one shopper rise and fall together."""
    _, place = np.unique(shoppers, return_inverse=True)
    counts = np.bincount(place)
    found = paired_test(*(list(np.bincount(place, weights=gain) / counts) for gain in (before, after)))
    assert found is not None
    return {name: None if value is None else round(value, 6) for name, value in found.to_json().items()}


def _masks(values: Ints, names: Sequence[str]) -> dict[str, Any]:
    return {name: values == number for number, name in enumerate(names)}


def _lengths(lengths: Ints) -> dict[str, Any]:
    return {name: (lengths >= low) & (lengths < high) for name, (low, high) in LENGTHS.items()}


def _fit(data: ExpertLogs, like: Experts | None = None) -> tuple[Experts, GateCases]:
    """Experts and cases; `like` lends its shared expert to a control, which is not told the service."""
    return fit_with_gate(
        data.logs,
        data.n_items,
        len(data.services),
        need=data.needs,
        tell_service=like is None,
        shared=None if like is None else like.shared,
    )


def _needs(known: ExpertLogs) -> dict[int, Floats]:
    return need_shares(known.logs, known.needs, len(known.services))


def _without_last(data: ExpertLogs) -> ExpertLogs:
    return replace(data, logs=[log.until(len(log) - held_out(len(log))) for log in data.logs])


def _cases(data: ExpertLogs, places: Sequence[tuple[int, int]]) -> list[Case]:
    return [
        Case(
            shopper=k,
            past=data.logs[k].until(at),
            target=int(data.logs[k].items[at]),
            service=int(data.logs[k].experts[at]),
            hour=int(data.logs[k].hours[at]),
            need=None if data.needs is None else int(data.needs[k][at]),
        )
        for k, at in places
    ]


def _homes(data: ExpertLogs) -> Ints:
    """The service where each item is taken most, (n_items,)."""
    table = np.zeros((data.n_items, len(data.services)), np.int64)
    for log in data.logs:
        np.add.at(table, (log.items, log.experts), 1)
    return np.asarray(table.argmax(axis=1), np.int64)


def _relabelled(log: TakeLog, groups: Ints) -> TakeLog:
    return replace(log, experts=groups[log.items])


def _milliseconds(routed: Routed, case: Case) -> float:
    start = time.perf_counter()
    situation = routed.experts.situation(case.past, hour=case.hour)
    chances = routed.mix.gate.chances(clues(situation, routed.experts.habits)[None])
    routed.experts.mixed(routed.experts.scores([case.past]), chances, routed.mix)
    return (time.perf_counter() - start) * 1e3
