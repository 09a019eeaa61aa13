import pytest

from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.intent import Intent, understand


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms.load()


def read(kinds: KindVocabulary, terms: Terms, query: str, *asked: str) -> Intent:
    return understand(Need(query=query, kinds=asked), kinds, terms)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("печенье без сахара", "cookies"),
        ("chocolate cookies", "cookies"),
        ("молочная шоколадка", "chocolate"),
        ("чай с лимоном", "tea"),
        ("сладости и печенье", "cookies"),
        ("к чаю", ""),
    ],
)
def test_the_head_of_a_phrase_is_what_is_looked_for(kinds: KindVocabulary, terms: Terms, query: str, kind: str) -> None:
    assert read(kinds, terms, query).groups[0].kind == kind


def test_a_list_is_searched_part_by_part(kinds: KindVocabulary, terms: Terms) -> None:
    assert [group.kind for group in read(kinds, terms, "чай и кофе").groups] == ["tea", "coffee"]


def test_kinds_of_a_vague_need_are_searched_each_by_its_own_name(kinds: KindVocabulary, terms: Terms) -> None:
    intent = read(kinds, terms, "к чаю", "печенье", "зефир", "печеньки")
    assert [(group.text, group.kind) for group in intent.groups] == [("печенье", "cookies"), ("зефир", "zefir")]


def test_a_kind_that_the_query_names_itself_leaves_its_words_in_force(kinds: KindVocabulary, terms: Terms) -> None:
    intent = read(kinds, terms, "печенье овсяное", "печенье")
    assert [(group.text, group.kind) for group in intent.groups] == [("печенье овсяное", "cookies")]


@pytest.mark.parametrize(
    ("query", "diets", "without"),
    [
        ("энергетик без сахара", {"sugar_free"}, set()),
        ("веганское печенье без орехов", {"vegan"}, {"nuts", "peanuts"}),
        ("печенье без фундука, молока и яиц", set(), {"nuts", "peanuts", "milk", "eggs"}),
        ("nut and dairy free cookies", set(), {"nuts", "peanuts", "milk"}),
        ("cookies that do not contain soy", set(), {"soy"}),
        ("chocolate free from milk", set(), {"milk"}),
        ("gluten free bread", {"gluten_free"}, set()),
        ("орехи", set(), set()),
    ],
)
def test_conditions_in_the_query(
    kinds: KindVocabulary, terms: Terms, query: str, diets: set[str], without: set[str]
) -> None:
    intent = read(kinds, terms, query)
    assert intent.diets == diets
    assert intent.without == without


def test_size_and_conditions_are_no_words_of_a_title(kinds: KindVocabulary, terms: Terms) -> None:
    intent = read(kinds, terms, "молоко без лактозы 1 л")
    assert intent.size is not None
    assert (intent.size.amount, intent.size.unit) == (1000, "ml")
    assert intent.stems == set(stems("молоко"))


def test_brand_words_name_no_kind(kinds: KindVocabulary, terms: Terms) -> None:
    need = Need(query="молоко Простоквашино")
    intent = understand(need, kinds, terms, brands=("простоквашино",), brand_words=frozenset({1}))
    assert [(group.kind, group.rivals) for group in intent.groups] == [("milk", ())]


@pytest.mark.parametrize("query", ["что-нибудь сладкое к чаю", "something sweet for tea", "сладости на праздник"])
def test_a_whole_shelf_is_its_kinds_in_turn(kinds: KindVocabulary, terms: Terms, query: str) -> None:
    shelf = [group.kind for group in read(kinds, terms, query).groups]
    assert shelf[:2] == ["cookies", "zefir"]
    assert shelf[-1] == "sweets"


def test_words_beyond_the_shelf_decide_for_themselves(kinds: KindVocabulary, terms: Terms) -> None:
    assert [group.kind for group in read(kinds, terms, "игрушка с единорогом").groups] == ["toys"]


def test_a_query_without_meaning_is_like_none(kinds: KindVocabulary, terms: Terms) -> None:
    for query in ("🙂", "что-нибудь", "  "):
        assert [group.text for group in read(kinds, terms, query).groups] == [""]
    assert read(kinds, terms, "веганское").groups[0].text == "веганское"
