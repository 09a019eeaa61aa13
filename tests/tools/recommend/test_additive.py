"""A score is the sum of its named evidence, whatever is asked and whoever asks."""

from math import isclose, isfinite

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podbor.core.preferences import Profile, SoftPreference
from podbor.core.slate import Need
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.recommend.evidence import EVIDENCE_NAMES
from podbor.tools.recommend.recommender import Recommender

QUERIES = ("", "печенье", "milk", "тёмный шоколад 100 г", "сок без сахара", "шампунь", "чай Greenfield", "сладкое")
SAID = st.sampled_from(
    [
        ("category", "печенье"),
        ("taste", "sweet"),
        ("brand", "Milka"),
        ("diet", "vegan"),
        ("service", "samokat"),
        ("ingredient", "кокос"),
        ("allergen", "nuts"),
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    query=st.sampled_from(QUERIES),
    soft=st.dictionaries(SAID, st.floats(-1, 1), max_size=4),
    taken=st.lists(st.integers(0, 400), max_size=5),
)
def test_a_score_is_the_sum_of_its_evidence(
    recommender: Recommender,
    catalog: SqlCatalogStore,
    query: str,
    soft: dict[tuple[str, str], float],
    taken: list[int],
) -> None:
    known = [item.item_id for item in catalog.iter_items()] if taken else []
    profile = Profile(
        user_id="u",
        soft=tuple(SoftPreference(facet=facet, value=value, weight=w) for (facet, value), w in soft.items()),  # type: ignore[arg-type]
        accepted=tuple(dict.fromkeys(known[place] for place in taken)),
    )
    for shown in recommender.recommend([Need(query=query)], profile, size=12, locale="ru").items:
        assert isclose(shown.score, sum(part.value for part in shown.evidence), abs_tol=1e-9)
        for part in shown.evidence:
            assert part.name in EVIDENCE_NAMES
            assert isfinite(part.value)
            assert part.value
