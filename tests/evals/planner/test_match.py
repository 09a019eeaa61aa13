import pytest

from podbor.evals.planner.match import same_call, same_calls, same_text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("овсяное печенье", "печенье овсяное"),
        ("огурцы", "огурец"),
        ("перцы", "перец"),
        ("зелёный чай", "зеленого чая"),
        ("подарок маме", "подарок для мамы"),
        ("молоко 3,2%", "молоко 3.2 %"),
        ("extension lead 5m", "Extension lead 5 m"),
        ("bananas", "banana"),
        ("пакеты для мусора 60 литров", "пакеты для мусора 60 л"),
        ("сёмга 200 гр", "сёмга 200 г"),
        ("glass kettle 1.7 litres", "glass kettle 1.7 l"),
    ],
)
def test_order_case_and_inflection_do_not_matter(left, right):
    assert same_text(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("молоко", "молоко 3,2%"),
        ("сыр", "сырок"),
        ("чай без сахара", "чай сахар"),
        ("tea", ""),
        ("AA batteries", "AAA batteries"),
        ("вода 5 литров", "вода 5 мл"),
        ("вода 5 литров", "вода 6 л"),
        ("рукав 5 см", "рукав 5 мл"),
    ],
)
def test_other_words_do(left, right):
    assert not same_text(left, right)


def search(**args):
    return ("search_catalog", args)


def test_a_vague_need_is_right_by_its_kinds():
    label = search(query="к чаю", kinds=["печенье", "зефир", "конфеты"])
    assert same_call(label, search(query="сладкое к чаю", kinds=["овсяное печенье", "халва"]))
    assert not same_call(label, search(query="к чаю", kinds=["чай"]))
    assert not same_call(label, search(query="к чаю"))


def test_a_plain_need_has_no_kinds_and_its_own_bounds():
    assert not same_call(search(query="сыр"), search(query="сыр", kinds=["сыр"]))
    assert not same_call(search(query="сыр", price_max=200), search(query="сыр", price_max=20))
    assert not same_call(search(query="сыр", services=["kuper"]), search(query="сыр"))


def test_all_changes_and_nothing_else_are_wanted():
    nuts = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
    onion = {"facet": "ingredient", "value": "лук", "stance": "avoid", "scope": "session"}
    wanted = ("update_preferences", {"changes": [nuts, onion]})
    assert same_call(wanted, ("update_preferences", {"changes": [{**onion, "value": "луке"}, nuts]}))
    assert not same_call(wanted, ("update_preferences", {"changes": [nuts]}))
    assert not same_call(wanted, ("update_preferences", {"changes": [nuts, {**onion, "scope": "lasting"}]}))


def test_calls_are_matched_one_to_one():
    tea, milk = search(query="чай"), search(query="молоко")
    assert same_calls([tea, milk], [milk, tea])
    assert not same_calls([tea, milk], [tea, tea])
    assert not same_calls([], [tea])
