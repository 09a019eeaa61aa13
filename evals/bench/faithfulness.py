"""`podbor bench faithfulness`: does what `explain` cites make an item's place, or only sound as if it did?

Each item of a list loses the evidence that `explain` cites, and, the other time, as many pieces drawn at random from all of
its evidence, cited ones included; "first" does the same with the first reason alone. What moves is its score, and its rank
among the candidates of the same need, whose scores stay as they are. The score is the sum of the evidence, so what is lost
is known exactly; that it is that sum is checked on every item (`largest_gap`). Source: comprehensiveness, DeYoung et al.,
ERASER, ACL 2020.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.table import Table
from scipy import stats

from podbor.agent.narration.reasons import strongest
from podbor.core.errors import InputError
from podbor.core.preferences import Profile, SoftPreference
from podbor.core.slate import Evidence, Need, Slate, SlateItem
from podbor.core.vocabulary import LOCALES
from podbor.evals.retrieval.judged import load_judged
from podbor.tools.recommend.recommender import Recommender

SHOWN = 5
CANDIDATES = 40
"""How many candidates of a need an item's rank is counted among."""
FEWEST = 2
"""Pieces of evidence below which there is nothing to choose between."""
SEED = 1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Moves:
    """By how much removal moved each item: points of score, and ranks."""

    score: list[float] = field(default_factory=list)
    rank: list[float] = field(default_factory=list)

    def add(self, shown: SlateItem, removed: Sequence[Evidence], rivals: Floats) -> None:
        """Take `removed` from the item and note how far it went among `rivals`, the scores of the other candidates."""
        lost = sum(part.value for part in removed)
        before, after = (int((rivals > score).sum()) for score in (shown.score, shown.score - lost))
        self.score.append(abs(lost))
        self.rank.append(abs(after - before))


def run(recommender: Recommender, *, items: int = 500) -> dict[str, Any]:
    """Measure at least `items` shown items (fewer only when the judged needs end).

    Returns "items", "needs", "pieces" (mean evidence an item), "cited" (mean pieces cited), "largest_gap" (score less the sum
    of its evidence) and, for "score", "rank", "first score" and "first rank", `{"cited", "random", "difference", "interval",
    "p"}`: means of the moves, the 95 % bootstrap interval of their paired difference, and the one-sided Wilcoxon
    signed-rank test. Raises `InputError` when `items` is less than 2.
    """
    if items < 2:
        raise InputError(file="arguments", line=0, field="items", reason="at least 2 items are needed to compare")
    drawn = np.random.default_rng(SEED)
    cited, chance, first, first_chance = Moves(), Moves(), Moves(), Moves()
    gaps, pieces, said, needs = [0.0], [], [], 0
    for slate in _slates(recommender):
        if len(cited.score) >= items:
            break
        needs += 1
        scores = np.array([shown.score for shown in slate.items])
        for place, shown in enumerate(slate.items[:SHOWN]):
            if len(shown.evidence) < FEWEST:
                continue
            reasons = strongest(shown.evidence)
            gaps.append(abs(shown.score - sum(part.value for part in shown.evidence)))
            picked = drawn.choice(len(shown.evidence), size=len(reasons), replace=False)
            rivals = np.delete(scores, place)
            cited.add(shown, reasons, rivals)
            chance.add(shown, [shown.evidence[int(k)] for k in picked], rivals)
            first.add(shown, reasons[:1], rivals)
            first_chance.add(shown, [shown.evidence[int(k)] for k in picked[:1]], rivals)
            pieces.append(len(shown.evidence))
            said.append(len(reasons))
    return {
        "items": len(cited.score),
        "needs": needs,
        "pieces": round(float(np.mean(pieces)), 2),
        "cited": round(float(np.mean(said)), 2),
        "largest_gap": max(gaps),
        "score": compare(cited.score, chance.score),
        "rank": compare(cited.rank, chance.rank),
        "first score": compare(first.score, first_chance.score),
        "first rank": compare(first.rank, first_chance.rank),
    }


def render(report: dict[str, Any]) -> Table:
    """The report of `run` as a table."""
    table = Table(
        title=f"{report['items']} items of {report['needs']} lists, {report['pieces']} pieces of evidence an item",
        caption=f"{report['cited']} pieces removed; a score is its evidence's sum within {report['largest_gap']:.1e}",
    )
    table.add_column("what moves")
    for column in ("cited removed", "random removed", "difference", "95 % interval", "p"):
        table.add_column(column, justify="right")
    for name in ("score", "rank", "first score", "first rank"):
        row = report[name]
        low, high = row["interval"]
        figures = [f"{row[column]:.3f}" for column in ("cited", "random", "difference")]
        table.add_row(name, *figures, f"{low:.3f} … {high:.3f}", f"{row['p']:.1e}")
    return table


def compare(cited: Sequence[float], chance: Sequence[float]) -> dict[str, Any]:
    """Means of two paired samples, the interval of their mean difference, and whether the first is larger."""
    difference = np.asarray(cited, np.float64) - np.asarray(chance, np.float64)
    spread = stats.bootstrap((difference,), np.mean, n_resamples=2000, method="percentile", rng=SEED)
    interval = spread.confidence_interval
    return {
        "cited": round(float(np.mean(cited)), 4),
        "random": round(float(np.mean(chance)), 4),
        "difference": round(float(difference.mean()), 4),
        "interval": [round(float(interval.low), 4), round(float(interval.high), 4)],
        "p": float(stats.wilcoxon(cited, chance, alternative="greater").pvalue) if difference.any() else 1.0,
    }


def _slates(recommender: Recommender) -> Iterator[Slate]:
    """Lists of the judged needs, for a stranger and for a regular of one service who took and likes things of that list."""
    for needs in zip(*(load_judged(locale, "validation").carried for locale in LOCALES), strict=False):
        for locale, judged in zip(LOCALES, needs, strict=True):
            need = Need(query=judged.query, kinds=judged.ask)
            stranger = Profile(user_id="stranger")
            first = recommender.recommend([need], stranger, size=CANDIDATES, locale=locale)
            if first.items:
                yield first
                yield recommender.recommend([need], _regular(first), size=CANDIDATES, locale=locale)


def _regular(slate: Slate) -> Profile:
    liked, taken = slate.items[len(slate.items) // 3].item, slate.items[len(slate.items) // 2]
    usual = {taken.offers[0].service}
    there = [s.item.item_id for s in slate.items if {offer.service for offer in s.offers} == usual][:2]
    tastes = [SoftPreference(facet="taste", value=taste, weight=0.5) for taste in sorted(liked.tastes)]
    brands = [SoftPreference(facet="brand", value=liked.brand, weight=0.5)] if liked.brand else []
    service = SoftPreference(facet="service", value=slate.items[-1].offers[0].service, weight=-0.5)
    return Profile(user_id="regular", soft=(*tastes, *brands, service), accepted=(*there, taken.item.item_id))
