"""Shoppers made up over the demo catalogue, for a bench without data of one's own. It shows that the gate finds what is there.

Each shopper leans to one service a part of the day; each service has its own habits of which kind follows which; brands are
liked or not. What is drawn is known to be there, so that figures on it say nothing of people.
"""

from datetime import UTC, datetime

import numpy as np

from podbor.evals.bench.expert_logs import ExpertLogs
from podbor.tools.catalog.demo import generate_demo
from podbor.tools.ranking.experts import TakeLog
from podbor.tools.ranking.gate import Ints, part_of_day

SHOPPERS, TAKES = 1_200, (6, 48)
PARTS = 4
LEANING = 0.35
"""Dirichlet concentration of services in one part of a day: small is one service only."""
FOLLOW = 0.65
"""Chance that a take follows from the one before at the same service."""
FOLLOWERS = 3
BRAND_SPREAD = 1.5
POPULAR = 0.8


def simulate(*, shoppers: int = SHOPPERS, seed: int = 1) -> ExpertLogs:
    """Logs of `shoppers` over the demo catalogue; the same arguments give the same logs."""
    items, offers = generate_demo(seed=1, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    drawn = np.random.default_rng(seed)
    services = tuple(sorted({offer.service for offer in offers}))
    place = {item.item_id: number for number, item in enumerate(items)}
    kinds = sorted({item.kind for item in items})
    kind_of = np.array([kinds.index(item.kind) for item in items], np.int64)
    sold = np.zeros((len(services), len(items)), bool)
    for offer in offers:
        sold[services.index(offer.service), place[offer.item_id]] = True
    world = _World(sold=sold, kind_of=kind_of, drawn=drawn, n_kinds=len(kinds))
    logs = [world.shopper() for _ in range(shoppers)]
    return ExpertLogs(
        name="simulated",
        logs=logs,
        services=services,
        n_items=len(items),
        needs=[kind_of[log.items] for log in logs],
    )


class _World:
    """What is the same for all shoppers: what follows what at each service, and how much each item is liked."""

    def __init__(self, *, sold: np.ndarray, kind_of: Ints, drawn: np.random.Generator, n_kinds: int) -> None:
        self._sold, self._kind_of, self._drawn = sold, kind_of, drawn
        n_services = len(sold)
        self._stock = [
            [np.flatnonzero(sold[s] & (kind_of == kind)) for kind in range(n_kinds)] for s in range(n_services)
        ]
        self._kinds = [np.array([kind for kind in range(n_kinds) if len(stock[kind])]) for stock in self._stock]
        self._next = [{int(k): drawn.choice(kinds, FOLLOWERS) for k in kinds} for kinds in self._kinds]
        self._appeal = drawn.exponential(size=len(kind_of)) ** BRAND_SPREAD
        self._hours = [drawn.dirichlet(np.full(n_services, 2.0)) for _ in range(PARTS)]

    def shopper(self) -> TakeLog:
        """One shopper's log."""
        length = int(self._drawn.integers(*TAKES))
        leaning = [self._drawn.dirichlet(LEANING * len(share) * share + 0.05) for share in self._hours]
        taken: dict[int, tuple[int, int]] = {}
        before: dict[int, int] = {}
        for _ in range(3 * length):
            hour = int(self._drawn.integers(7, 24))
            service = int(self._drawn.choice(len(self._sold), p=leaning[part_of_day(hour)]))
            item = self._take(service, before.get(service))
            before[service] = int(self._kind_of[item])
            taken.setdefault(item, (service, hour))
            if len(taken) == length:
                break
        table = np.array([(item, *rest) for item, rest in taken.items()], np.int64)
        return TakeLog(items=table[:, 0], experts=table[:, 1], hours=table[:, 2])

    def _take(self, service: int, before: int | None) -> int:
        follows = before is not None and self._drawn.random() < FOLLOW
        kinds = self._next[service][before] if follows and before is not None else self._kinds[service]
        stock = self._stock[service][int(self._drawn.choice(kinds))]
        appeal = self._appeal[stock] ** POPULAR
        return int(self._drawn.choice(stock, p=appeal / appeal.sum()))
