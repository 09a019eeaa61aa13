"""What other shoppers take moves the list, in releases that may come while Podbor runs."""

from dataclasses import replace

from podbor.core.items import Bilingual, Item
from podbor.core.preferences import Profile
from podbor.core.shared import SharedStatistics
from podbor.core.slate import Need, Slate
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.recommend.crowd import RECENCY, Crowd, CurrentCrowd
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.recommender import Recommender
from tests.tools.recommend.conftest import Releases

NOBODY = Profile(user_id="u")
TEA, CAKE, BREAD = (Item(item_id=name, title=Bilingual(en=name), kind=f"{name}s") for name in ("tea", "cake", "bread"))


def ask(crowd_recommender: Recommender, query: str, profile: Profile = NOBODY, size: int = 20) -> Slate:
    return crowd_recommender.recommend([Need(query=query)], profile, size=size, locale="ru")


def ids(slate: Slate) -> list[str]:
    return [shown.item.item_id for shown in slate.items]


def strengths(crowd: Crowd, item: Item, *taken: Item) -> dict[str, float]:
    return {name: round(strength, 3) for name, strength, _ in crowd.evidence(item, taken) if strength}


def test_strengths_by_hand() -> None:
    crowd = Crowd(
        SharedStatistics(
            popularity={"cake": 99.0, "bread": 9.0},
            transitions={"tea": {"cake": 80.0, "bread": 20.0}},
            kind_transitions={"teas": {"cakes": 30.0, "breads": 60.0}},
            co_purchase={"bread": {"cake": 40.0}},
        )
    )
    assert strengths(crowd, CAKE) == {"popular": 1.0}
    assert strengths(crowd, BREAD, TEA) == {"popular": 0.5, "taken_after": 0.25, "kind_after": 1.0}
    assert strengths(crowd, CAKE, TEA) == {"popular": 1.0, "taken_after": 1.0, "kind_after": 0.5}
    later = strengths(crowd, CAKE, TEA, BREAD)
    assert later == {"popular": 1.0, "taken_after": 1.0, "kind_after": round(0.5 * RECENCY, 3)}
    assert strengths(crowd, TEA, CAKE) == {}
    assert strengths(Crowd(), CAKE, TEA) == {}
    assert crowd.most_taken == ("cake", "bread")


def test_the_crowd_is_made_anew_only_for_a_new_release(releases: Releases) -> None:
    current = CurrentCrowd(releases)
    assert current() is current()
    before = current()
    releases.latest = SharedStatistics(popularity={"tea": 50.0})
    assert current() is not before
    assert current().most_taken == ("tea",)
    nobody = CurrentCrowd()
    assert nobody() is nobody()


def test_a_popular_item_rises_from_the_next_list_on(crowd_recommender: Recommender, releases: Releases) -> None:
    before = ask(crowd_recommender, "йогурт")
    last = before.items[-1].item.item_id
    releases.latest = SharedStatistics(popularity={last: 400.0})
    after = ask(crowd_recommender, "йогурт")
    assert ids(after).index(last) < ids(before).index(last)
    evidence = {part.name: part for part in next(s for s in after.items if s.item.item_id == last).evidence}
    assert evidence["popular"].value > 0
    assert all("popular" not in {part.name for part in shown.evidence} for shown in before.items)


def test_what_others_took_after_rises_for_who_took_the_same(crowd_recommender: Recommender, releases: Releases) -> None:
    milk = ask(crowd_recommender, "молоко").items[0].item
    before = ask(crowd_recommender, "йогурт", replace(NOBODY, accepted=(milk.item_id,)))
    last = before.items[-1].item
    releases.latest = SharedStatistics(transitions={milk.item_id: {last.item_id: 60.0}})
    after = ask(crowd_recommender, "йогурт", replace(NOBODY, accepted=(milk.item_id,)))
    assert ids(after).index(last.item_id) < ids(before).index(last.item_id)
    assert ids(ask(crowd_recommender, "йогурт")) == ids(before)


def test_without_words_what_most_take_is_on_the_list(
    crowd_recommender: Recommender, releases: Releases, catalog: SqlCatalogStore
) -> None:
    before = ask(crowd_recommender, "", size=5)
    well_rated = set(Lexicon.build(catalog.iter_items()).popular)
    unnoticed = [item for item in catalog.iter_items() if item.item_id not in well_rated]
    rare = max(unnoticed, key=lambda item: (item.rating or 0.0, item.rating_count, item.item_id)).item_id
    assert rare not in ids(before)
    releases.latest = SharedStatistics(popularity={rare: 500.0})
    assert rare in ids(ask(crowd_recommender, "", size=5))
