import pytest

from podbor.tools.catalog.feeds.labels import allergens_told, without_label
from podbor.tools.catalog.ingredients import IngredientVocabulary


@pytest.mark.parametrize(
    ("text", "contains", "traces"),
    [
        ("молоко, соя. Может содержать следы орехов", {"milk", "soy"}, {"nuts"}),
        ("Может содержать: орехи; кунжут. Содержит молоко", {"milk"}, {"nuts", "sesame"}),
        ("Изготовлено на предприятии, где используются молоко, орехи", set(), {"milk", "nuts"}),
        ("Made in a facility that processes peanuts", set(), {"peanuts"}),
        ("Может содержать следы сельдерея, в т.ч. глютена, овса", set(), {"celery", "gluten"}),
        ("Продукт может содержать незначительное количество кунжута", set(), {"sesame"}),
        ("Не содержит молока, яиц, арахиса", set(), set()),
        ("Does not contain milk or eggs", set(), set()),
        ("Без глютена, содержит молоко", {"milk"}, set()),
        ("Не исключено содержание орехов", set(), {"nuts"}),
        ("We cannot guarantee nut free", set(), {"nuts"}),
        ("Не гарантируется, что продукт не содержит орехов", set(), {"nuts"}),
        ("Без ГМО. Без красителей, на производстве используется арахис", set(), {"peanuts"}),
        ("Продукт без сахара, аллергены: арахис, соя.", {"peanuts", "soy"}, set()),
        ("МОЛОКО/ЯЙЦА/E220", {"milk", "eggs", "sulphites"}, set()),
        ("", set(), set()),
    ],
)
def test_labels(ingredients: IngredientVocabulary, text: str, contains: set[str], traces: set[str]) -> None:
    assert allergens_told(text, ingredients) == (contains, traces)


@pytest.mark.parametrize(
    ("composition", "own", "label"),
    [
        (["сахар", "какао-масло. Может содержать следы молока", "орехов"], ["сахар", "какао-масло"], "молока, орехов"),
        (["мука", "может содержать следы сои"], ["мука"], "сои"),
        (["мука пшеничная", "сахар"], ["мука пшеничная", "сахар"], ""),
        (
            ["сахар", "пектин (производства Франции)", "желатин"],
            ["сахар", "пектин (производства Франции)", "желатин"],
            "",
        ),
        (["вишня (возможно наличие косточек)", "мёд"], ["вишня (возможно наличие косточек)", "мёд"], ""),
    ],
)
def test_a_composition_is_cut_where_the_label_begins(composition: list[str], own: list[str], label: str) -> None:
    found, said = without_label(composition)
    assert found == own
    assert said.endswith(label)
