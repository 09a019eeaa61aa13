import pytest

from podbor.core.terms import Terms
from podbor.core.vocabulary import ALLERGENS, ATTRIBUTES, DIETS, TASTES

TERMS = {"allergen": ALLERGENS, "diet": DIETS, "taste": TASTES, "attribute": ATTRIBUTES}


@pytest.mark.parametrize(("facet", "values"), TERMS.items())
def test_every_value_has_names_in_both_languages(facet: str, values: tuple[str, ...]) -> None:
    terms = Terms.load()
    for value in values:
        assert terms.name(facet, value, "ru") != value
        assert any("а" <= letter <= "я" for letter in terms.name(facet, value, "ru", "genitive"))
        assert terms.name(facet, value, "en").isascii()


def test_genitive_reads_after_without() -> None:
    assert f"без {Terms.load().name('allergen', 'nuts', 'ru', 'genitive')}" == "без орехов"


def test_an_open_value_names_itself() -> None:
    assert Terms.load().name("brand", "Milka", "ru") == "Milka"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("орехи", ("allergen", "nuts")),
        ("орехов", ("allergen", "nuts")),
        ("арахиса", ("allergen", "peanuts")),
        ("гребешков", ("allergen", "molluscs")),
        ("langoustines", ("allergen", "crustaceans")),
        ("vegan", ("diet", "vegan")),
        ("острое", ("taste", "spicy")),
        ("острого", ("taste", "spicy")),
        ("без глютена", ("diet", "gluten_free")),
        ("gluten free", ("diet", "gluten_free")),
        ("gluten", ("allergen", "gluten")),
        ("кошка", None),
        ("", None),
    ],
)
def test_words_resolve(word: str, expected: tuple[str, str] | None) -> None:
    assert Terms.load().resolve(word) == expected
