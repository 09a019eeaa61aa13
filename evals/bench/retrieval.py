"""`podbor bench retrieval`: the judged needs against a catalogue, for each branch of the search and for the recommender."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean, median, quantiles
from typing import Any, TypeAlias

from rich.table import Table

from podbor.agent.assembly import open_catalog, open_recommender, prepare
from podbor.core.items import Item
from podbor.core.ports import Embedder, Index, IndexFilter
from podbor.core.preferences import Constraints, Profile
from podbor.core.settings import Settings
from podbor.core.slate import Need, Slate
from podbor.core.vocabulary import LOCALES, Locale
from podbor.evals.bench.ranking_metrics import ndcg, success
from podbor.evals.retrieval.judged import RIGHT, Judge, JudgedNeed, JudgedSet, Split, load_judged
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.embedding.factory import open_embedder
from podbor.tools.index.factory import open_index_store
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.sid_branch import SidBranch
from podbor.tools.sid import PrefixPredictor, load_space

Rank: TypeAlias = Callable[[JudgedNeed], Sequence[str]]
DEPTH = 10
SYSTEMS = ("dense", "sparse", "sid", "fused", "recommender")
SHOPPER = Profile(user_id="bench")
STRICT_SHOPPER = Profile(
    user_id="bench",
    constraints=Constraints(
        exclude_allergens=frozenset({"nuts", "peanuts"}), exclude_services=frozenset({"megamarket"})
    ),
)
TIMED_FILTER = IndexFilter(exclude_allergens=("nuts", "peanuts"), any_services=("samokat", "kuper"), price_max=50_000)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What is measured."""

    index: Index
    items: Sequence[Item]
    embedder: Embedder
    recommender: Recommender
    sids: SidBranch


def open_bench(settings: Settings) -> Bench:
    """Open the catalogue and index of `settings`, prepared if need be."""
    prepare(settings)
    catalog = open_catalog(settings)
    index = open_index_store(settings).open()
    return Bench(
        index=index,
        items=list(catalog.iter_items()),
        embedder=open_embedder(settings),
        recommender=open_recommender(settings, catalog),
        sids=SidBranch(index=index, predictor=PrefixPredictor(load_space(settings.home / "sids"))),
    )


def run(bench: Bench, *, split: Split = "validation", locales: Sequence[Locale] = LOCALES) -> dict[str, Any]:
    """Measure nDCG@10 and success@5 of dense, sparse, SID, fused and the recommender, and how "not carried" is told.

    SID is the expansion of the prefixes guessed from the need's vector alone; fused is dense and sparse by reciprocal rank.

    Returns locale → `{"needs", "unjudgeable", "dense": {"ndcg@10", "success@5"}, "sparse", "sid", "fused", "recommender",
    "not_carried": {"precision", "recall"}, "aspects": aspect → success@5 of the recommender}`, and "latency_ms": p50 and p95
    of the fused search with filters and of a whole recommendation, both without the embedding of the query (a second, warm
    call is timed), and "cpu_p50", the time on a core, which holds on a busy machine as well. Needs to which the catalogue has
    no right answer are counted and not scored.
    """
    judge = Judge(kinds=KindVocabulary.load())
    report: dict[str, Any] = {locale: _language(bench, judge, load_judged(locale, split), locale) for locale in locales}
    report["split"] = split
    report["items"] = len(bench.items)
    report["latency_ms"] = _latency(bench, locales, split)
    return report


def render(report: dict[str, Any]) -> Table:
    """The report of `run` as a table."""
    latency = report["latency_ms"]
    table = Table(
        title=f"{report['items']} items, {report['split']} needs",
        caption="; ".join(
            f"{name}: p50 {times['p50']} ms ({times['cpu_p50']} on a core), p95 {times['p95']} ms"
            for name, times in latency.items()
        ),
    )
    for column in ("language", "system", "nDCG@10", "success@5", "not carried: precision", "recall"):
        table.add_column(column, justify="left" if column in ("language", "system") else "right")
    for locale in (locale for locale in LOCALES if locale in report):
        found = report[locale]
        for system in SYSTEMS:
            told = found["not_carried"] if system == "recommender" else {}
            table.add_row(
                f"{locale} ({found['needs']})",
                system,
                f"{found[system]['ndcg@10']:.3f}",
                f"{found[system]['success@5']:.3f}",
                *(f"{told[name]:.3f}" if told else "" for name in ("precision", "recall")),
            )
    return table


def answer(recommender: Recommender, need: JudgedNeed, locale: Locale) -> Slate:
    """The recommender's list for a judged need."""
    return recommender.recommend([Need(query=need.query, kinds=need.ask)], SHOPPER, size=DEPTH, locale=locale)


def _language(bench: Bench, judge: Judge, judged: JudgedSet, locale: Locale) -> dict[str, Any]:
    graded = {need: judge.grades(need, bench.items) for need in judged.carried}
    needs = [need for need in judged.carried if RIGHT in graded[need].values()]
    slates = {need: answer(bench.recommender, need, locale) for need in needs}
    systems: dict[str, Rank] = {
        "dense": lambda need: _search(bench, need, dense=True, sparse=False),
        "sparse": lambda need: _search(bench, need, dense=False, sparse=True),
        "sid": lambda need: _by_sid(bench, need),
        "fused": lambda need: _search(bench, need, dense=True, sparse=True),
        "recommender": lambda need: [shown.item.item_id for shown in slates[need].items],
    }
    report: dict[str, Any] = {"needs": len(needs), "unjudgeable": len(judged.carried) - len(needs)}
    for name, rank in systems.items():
        rankings = {need: rank(need) for need in needs}
        report[name] = {
            "ndcg@10": round(fmean(ndcg(rankings[n], graded[n], depth=DEPTH) for n in needs), 4),
            "success@5": round(fmean(success(rankings[n], graded[n], depth=5, least=RIGHT) for n in needs), 4),
        }
    report["aspects"] = _aspects(needs, slates, graded)
    refused = [need.query for need in needs if slates[need].not_carried]
    absent = [JudgedNeed(query=query, kinds=()) for query in judged.not_carried]
    told = [need.query for need in absent if answer(bench.recommender, need, locale).not_carried]
    report["not_carried"] = {
        "precision": round(len(told) / (len(told) + len(refused)), 4) if told or refused else 0.0,
        "recall": round(len(told) / len(absent), 4),
        "wrongly_refused": refused,
        "missed": [need.query for need in absent if need.query not in told],
    }
    return report


def _aspects(
    needs: Sequence[JudgedNeed], slates: Mapping[JudgedNeed, Slate], graded: Mapping[JudgedNeed, Mapping[str, int]]
) -> dict[str, Any]:
    """Success@5 of the recommender by what is hard about a need, and the needs that found nothing right."""
    reached: dict[str, list[float]] = {}
    missed: list[str] = []
    for need in needs:
        found = success([shown.item.item_id for shown in slates[need].items], graded[need], depth=5, least=RIGHT)
        reached.setdefault(need.aspect, []).append(found)
        missed += [] if found else [need.query]
    return {**{aspect: round(fmean(found), 4) for aspect, found in reached.items()}, "missed": missed}


def _search(bench: Bench, need: JudgedNeed, *, dense: bool, sparse: bool) -> list[str]:
    text = ", ".join(need.ask) or need.query
    vector = bench.embedder.embed_queries([text])[0] if dense else None
    hits = bench.index.search(vector=vector, text=text if sparse else "", where=IndexFilter(), limit=DEPTH)
    return [hit.item_id for hit in hits]


def _by_sid(bench: Bench, need: JudgedNeed) -> list[str]:
    vector = bench.embedder.embed_queries([", ".join(need.ask) or need.query])[0]
    return [hit.item_id for hit in bench.sids.find(vector, (), IndexFilter())][:DEPTH]


def _latency(bench: Bench, locales: Sequence[Locale], split: Split) -> dict[str, dict[str, float]]:
    queries = [need.query for locale in locales for need in load_judged(locale, split).carried]
    vectors = bench.embedder.embed_queries(queries)
    search, whole = [], []
    for query, vector in zip(queries, vectors, strict=True):
        search.append(_ms(partial(bench.index.search, vector=vector, text=query, where=TIMED_FILTER, limit=64)))
        need = Need(query=query, price_max=50_000)
        recommend = partial(bench.recommender.recommend, [need], STRICT_SHOPPER, size=5, locale="ru")
        recommend()
        whole.append(_ms(recommend))
    return {"search": _summary(search), "recommend": _summary(whole)}


def _ms(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock and on a core."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - cpu)


def _summary(times: Sequence[tuple[float, float]]) -> dict[str, float]:
    clock, core = zip(*times, strict=True)
    return {
        "p50": round(median(clock), 2),
        "p95": round(quantiles(clock, n=20)[-1], 2),
        "cpu_p50": round(median(core), 2),
    }
