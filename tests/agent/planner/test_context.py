from podbor.agent.planner.context import PlannerContext


def test_nothing_given_is_five_unknown_items():
    context = PlannerContext.model_validate({})
    assert [item.position for item in context.slate] == [1, 2, 3, 4, 5]
    assert not any(item.title for item in context.slate)


def test_titles_alone_and_unknown_keys_are_taken():
    context = PlannerContext.model_validate(
        {"slate": ["Сыр", {"title": "Чай", "price_rub": 99, "sid": "1-2"}], "mood": "good", "need": None}
    )
    assert [(item.position, item.title) for item in context.slate] == [(1, "Сыр"), (2, "Чай")]
    assert context.need == ""


def test_facts_may_be_objects():
    fact = {"stance": "exclude", "facet": "allergen", "value": "nuts", "scope": "lasting"}
    assert PlannerContext.model_validate({"remembered": [fact]}).remembered == ["exclude allergen nuts lasting"]
