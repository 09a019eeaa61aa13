import pytest

from podbor.core.errors import ToolRetry
from podbor.tools.contract import ARGUMENTS, Forget, SearchCatalog, parse_call
from podbor.tools.toolbox.run import TOOLS

CHANGE = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}


def test_every_tool_of_the_contract_runs() -> None:
    assert set(TOOLS) == set(ARGUMENTS)


def test_writes_are_tagged() -> None:
    writes = {name for name, (_, tag) in ARGUMENTS.items() if tag == "write"}
    assert writes == {"update_preferences", "critique", "give_feedback", "undo", "forget"}


def test_valid_calls() -> None:
    search = parse_call("search_catalog", {"query": "сыр", "price_max": 300})
    assert isinstance(search, SearchCatalog)
    assert search.price_max == 300
    assert parse_call("forget", {"what": "everything"}) == Forget(what="everything")


@pytest.mark.parametrize(
    ("name", "args", "named"),
    [
        ("search", {}, "search_catalog"),
        ("search_catalog", {}, "query"),
        ("search_catalog", {"query": "сыр", "price": 3}, "price_max"),
        ("search_catalog", {"query": "сыр", "price_max": -1}, "price_max"),
        ("search_catalog", {"query": "сыр", "price_min": 500, "price_max": 100}, "price_min is above price_max"),
        ("search_catalog", {"query": "сыр", "price_min": 500, "price_max": 100}, "search_catalog.price_min: got 500"),
        ("search_catalog", {"query": "сыр", "kinds": [""]}, "search_catalog.kinds.0: got ''"),
        ("search_catalog", {"query": "сыр", "kinds": ["печенье", "  "]}, "search_catalog.kinds.1: got '  '"),
        ("update_preferences", {"changes": [{**CHANGE, "facet": "brand", "value": "  "}]}, "changes.0.value: got '  '"),
        ("forget", {"what": {"facet": "brand", "value": " "}}, "value: got ' '"),
        ("update_preferences", {"changes": []}, "changes"),
        ("update_preferences", {"changes": [{**CHANGE, "value": "pollen"}]}, "crustaceans"),
        ("update_preferences", {"changes": [{**CHANGE, "stance": "hate"}]}, "exclude"),
        ("critique", {"attribute": "colour", "direction": "lower"}, "price"),
        ("give_feedback", {"item": 0, "verdict": "accept"}, "item"),
        ("forget", {"what": "all"}, "everything"),
        ("forget", {"what": {"facet": "allergen", "value": "shellfish"}}, "crustaceans"),
        ("update_preferences", {"changes": [{**CHANGE, "level": 1}]}, "changes.0.level: got 1; valid: facet, value"),
        ("search_catalog", {"query": "сыр", "priceMax": 3}, "search_catalog.priceMax: got 3; valid: query, services"),
        ("search_catalog", {"query": "сыр", "цена до": 3}, "search_catalog.цена до: got 3; valid: query, services"),
        ("search_catalog", {"text": "сыр"}, "search_catalog.text: got 'сыр'; valid: query, services"),
        ("update_preferences", {"changes": [{**CHANGE, "Level": 1}]}, "changes.0.Level: got 1; valid: facet, value"),
        ("forget", {"what": {"facet": "diet", "value": "vegan", "Who": "self"}}, "what.Who: got 'self'; valid: facet"),
        ("undo", {"steps": 2}, "undo.steps: got 2; valid: no arguments"),
        ("search_catalog", {"query": "сыр", "price_max": True}, "search_catalog.price_max: got True; valid: a whole"),
        ("search_catalog", {"query": "сыр", "price_min": False}, "price_min: got False"),
        ("give_feedback", {"item": True, "verdict": "accept"}, "item: got True"),
        ("compare_offers", {"items": [1, True]}, "items.1: got True"),
    ],
)
def test_wrong_calls_name_the_field_and_the_valid_values(name: str, args: dict[str, object], named: str) -> None:
    with pytest.raises(ToolRetry) as raised:
        parse_call(name, args)
    assert named in str(raised.value)
