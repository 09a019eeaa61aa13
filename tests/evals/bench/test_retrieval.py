from pathlib import Path
from statistics import fmean

import pytest

from podbor.agent.assembly import open_catalog, open_recommender
from podbor.core.items import Bilingual, Item
from podbor.core.settings import Settings
from podbor.core.vocabulary import LOCALES, Locale
from podbor.evals.bench.floor import Sample, fit, split
from podbor.evals.bench.ranking_metrics import ndcg, success
from podbor.evals.bench.retrieval import answer
from podbor.evals.retrieval.judged import RIGHT, RIGHT_KIND, WRONG, Judge, JudgedNeed, load_judged
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.relevance import Signal


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(kinds=KindVocabulary.load())


def test_ndcg_by_hand() -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(["b", "a"], grades, depth=2) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))
    assert ndcg(["x", "y", "a"], grades, depth=2) == 0.0
    assert ndcg(["a"], {}, depth=10) == 0.0


def test_success_needs_the_grade_and_the_depth() -> None:
    assert success(["x", "a"], {"a": 2}, depth=2, least=2) == 1.0
    assert success(["x", "a"], {"a": 2}, depth=1, least=2) == 0.0
    assert success(["x", "a"], {"a": 1}, depth=2, least=2) == 0.0


@pytest.mark.parametrize("locale", LOCALES)
def test_the_judged_set_is_large_and_speaks_our_kinds(judge: Judge, locale: Locale) -> None:
    judged, test = load_judged(locale, "validation"), load_judged(locale, "test")
    assert len(judged.carried) + len(test.carried) >= 200
    assert min(len(judged.not_carried), len(test.not_carried)) >= 25
    assert not {need.query for need in judged.carried} & {need.query for need in test.carried}
    assert not set(judged.not_carried) & set(test.not_carried)
    assert all(need.right and not need.kinds for need in test.carried)
    assert len({need.query for need in judged.carried}) == len(judged.carried)
    assert not [kind for need in judged.carried for kind in need.kinds if kind not in judge.kinds]
    assert not [name for need in judged.carried for name in need.ask if not judge.kinds.match(name)]


def test_grades(judge: Judge) -> None:
    need = JudgedNeed(query="тёмный шоколад", kinds=("sweets",), words=("тёмн",), diets=("vegan",))
    item = Item(item_id="x", title=Bilingual(ru="Шоколад тёмный"), kind="chocolate", diets=frozenset({"vegan"}))
    milk = Item(item_id="y", title=Bilingual(ru="Шоколад белый"), kind="chocolate", diets=frozenset({"vegan"}))
    unfit = Item(item_id="z", title=Bilingual(ru="Шоколад тёмный"), kind="chocolate")
    assert [judge.grade(need, one) for one in (item, milk, unfit)] == [RIGHT, RIGHT_KIND, WRONG]
    assert judge.grades(need, [item, milk, unfit]) == {"x": RIGHT, "y": RIGHT_KIND}


def test_a_title_is_judged_by_its_own_words(judge: Judge) -> None:
    need = JudgedNeed(query="молоко 2,5%", right=("^=молоко =2,5",), near=("^=молоко",), but=("сгущ",))

    def grade(title: str) -> int:
        return judge.grade(need, Item(item_id=title, title=Bilingual(ru=title), kind="toys"))

    assert grade("Из Беларуси: Молоко Самокат, 2,5%, 950 мл") == RIGHT
    assert grade("Молоко Самокат, 3,2%, 950 мл") == RIGHT_KIND
    assert grade("Йогурт Самокат, молоко и мёд, 2,5%") == WRONG
    assert grade("Молоко сгущённое, 2,5%") == WRONG


def test_the_floor_learns_to_tell_signal_from_noise() -> None:
    def sample(dense: float, carried: bool) -> Sample:
        signal = Signal(item_id="x", dense=dense, coverage=dense, kind=False)
        return Sample(query="tea", signals=(signal,), right=(carried,), carried=carried)

    floor = fit([*(sample(0.6 + 0.01 * n, True) for n in range(20)), *(sample(0.01 * n, False) for n in range(20))])
    assert floor.passes(Signal(item_id="x", dense=0.7, coverage=0.7, kind=False))
    assert not floor.passes(Signal(item_id="x", dense=0.1, coverage=0.1, kind=False))


def test_no_need_is_fitted_on_and_judged_by() -> None:
    signal = Signal(item_id="x", dense=0.5, coverage=0.5, kind=False)
    kinds_and_none = [str(number // 2) for number in range(26)]
    samples = [
        Sample(query=query, signals=(signal,), right=(True,), carried=True)
        for catalogue in (kinds_and_none, kinds_and_none[:-4])
        for query in catalogue
    ]
    judged = []
    for kept, left_out in split(samples):
        assert len(kept) + len(left_out) == len(samples)
        assert not {sample.query for sample in kept} & {sample.query for sample in left_out}
        judged += left_out
    assert sorted(sample.query for sample in judged) == sorted(sample.query for sample in samples)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_recommender_holds_its_level_on_the_demo_catalogue(demo_home: Path, judge: Judge, locale: Locale) -> None:
    settings = Settings(home=demo_home, _env_file=None)  # type: ignore[call-arg]
    catalog = open_catalog(settings)
    recommender = open_recommender(settings, catalog)
    items, judged = list(catalog.iter_items()), load_judged(locale, "validation")
    reached = []
    for need in judged.carried[::5]:
        grades = judge.grades(need, items)
        ranking = [shown.item.item_id for shown in answer(recommender, need, locale).items]
        reached.append(success(ranking, grades, depth=5, least=RIGHT))
    assert fmean(reached) >= 0.85
    absent = [JudgedNeed(query=query, kinds=()) for query in judged.not_carried[::4]]
    told = fmean(bool(answer(recommender, need, locale).not_carried) for need in absent)
    assert told >= 0.7
