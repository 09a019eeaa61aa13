"""Children by any word, those of whom the same is said, and a brand that is a word for somebody."""

import pytest

from podbor.agent.people import People
from podbor.core.vocabulary import Facet

FISH: tuple[Facet, str] = ("allergen", "fish")
GLUTEN: tuple[Facet, str] = ("allergen", "gluten")
MILK: tuple[Facet, str] = ("allergen", "milk")
NUTS: tuple[Facet, str] = ("allergen", "nuts")
SWEET: tuple[Facet, str] = ("taste", "sweet")
VEGAN: tuple[Facet, str] = ("diet", "vegan")


def whose(text: str, fact: tuple[Facet, str]) -> set[str]:
    return set(People.load().whose(text, *fact))


@pytest.mark.parametrize(
    ("text", "fact", "person"),
    [
        ("my kid is allergic to nuts, need a cake", NUTS, "child"),
        ("my sons are allergic to nuts", NUTS, "son"),
        ("my daughters can't have milk", MILK, "daughter"),
        ("our little one can't have milk", MILK, "child"),
        ("my babies are allergic to milk", MILK, "child"),
        ("the toddlers are allergic to milk", MILK, "child"),
        ("my twins are allergic to nuts", NUTS, "child"),
        ("our newborn is allergic to milk", MILK, "child"),
        ("my grandchild can't have nuts", NUTS, "child"),
        ("our grandchildren are allergic to nuts", NUTS, "child"),
        ("I need snacks for my sons and they are vegan", VEGAN, "son"),
        ("у малышей аллергия на молоко", MILK, "child"),
        ("сыновья не едят рыбу", FISH, "son"),
        ("у дочек аллергия на рыбу", FISH, "daughter"),
        ("дочерям нельзя рыбу", FISH, "daughter"),
        ("у близнецов аллергия на рыбу", FISH, "child"),
        ("внуки не едят рыбу", FISH, "child"),
        ("внучкам нельзя рыбу", FISH, "child"),
        ("у младенца аллергия на молоко", MILK, "child"),
        ("у грудничка аллергия на молоко", MILK, "child"),
        ("у новорождённого аллергия на молоко", MILK, "child"),
        ("торт для ребёнка, у него аллергия на орехи", NUTS, "child"),
        ("печенье для детей с аллергией на орехи", NUTS, "child"),
    ],
)
def test_a_child_by_any_word_has_what_is_said_of_it(text: str, fact: tuple[Facet, str], person: str) -> None:
    assert whose(text, fact) == {person}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("milk allergy since I was a kid", MILK),
        ("as a child I couldn't have milk, still can't", MILK),
        ("I kid you not, I'm allergic to nuts", NUTS),
        ("the little one without nuts", NUTS),
        ("that little one is without nuts", NUTS),
        ("one without nuts", NUTS),
        ("twin bed sheets, and I'm vegan", VEGAN),
        ("baby puree, I'm allergic to milk", MILK),
        ("kids toothpaste, I'm allergic to nuts", NUTS),
        ("детское питание без молока", MILK),
    ],
)
def test_no_child_has_it(text: str, fact: tuple[Facet, str]) -> None:
    assert whose(text, fact) == {"self"}


@pytest.mark.parametrize(
    "text",
    [
        "kids cookies, nut allergy",
        "baby food, allergic to nuts",
        "cookies for kids, allergic to nuts",
        "печенье для детей, аллергия на орехи",
    ],
)
def test_what_a_thing_is_made_for_leaves_an_allergy_the_shoppers_too(text: str) -> None:
    assert whose(text, NUTS) == {"self", "child"}


@pytest.mark.parametrize(
    ("text", "fact", "people"),
    [
        ("у меня аллергия на орехи, у мужа тоже", NUTS, {"self", "husband"}),
        ("у меня аллергия на орехи, у мужа также", NUTS, {"self", "husband"}),
        ("у меня аллергия на орехи и у мужа тоже", NUTS, {"self", "husband"}),
        ("у меня аллергия на орехи, и у мужа", NUTS, {"self", "husband"}),
        ("у меня аллергия на орехи и молоко, у мужа и сына тоже", NUTS, {"self", "husband", "son"}),
        ("у меня аллергия на орехи, муж тоже аллергик", NUTS, {"self", "husband"}),
        ("у меня целиакия, у мужа тоже", GLUTEN, {"self", "husband"}),
        ("я не ем орехи, муж тоже не ест", NUTS, {"self", "husband"}),
        ("я не ем орехи, и муж не ест", NUTS, {"self", "husband"}),
        ("мне нельзя орехи, и мужу тоже нельзя", NUTS, {"self", "husband"}),
        ("я веган, жена тоже", VEGAN, {"self", "wife"}),
        ("я люблю сладкое, муж тоже", SWEET, {"self", "husband"}),
        ("I'm allergic to nuts, my wife is allergic too", NUTS, {"self", "wife"}),
        ("I'm allergic to nuts. My wife is as well", NUTS, {"self", "wife"}),
        ("I'm allergic to nuts, so is my wife", NUTS, {"self", "wife"}),
        ("I'm allergic to nuts, my wife is allergic to nuts too", NUTS, {"self", "wife"}),
        ("I can't have nuts or milk and my wife can't either", NUTS, {"self", "wife"}),
        ("I can't have nuts, neither can my wife", NUTS, {"self", "wife"}),
        ("I don't eat nuts, nor does my wife", NUTS, {"self", "wife"}),
        ("neither my husband nor I can have fish", FISH, {"self", "husband"}),
        ("у сына аллергия на орехи, у дочки тоже", NUTS, {"son", "daughter"}),
        ("аллергия на орехи у мужа, у сына тоже", NUTS, {"husband", "son"}),
        ("я не ем орехи. Муж, кстати, тоже", NUTS, {"self", "husband"}),
        ("у меня аллергия на орехи, у мужа, у сына тоже", NUTS, {"self", "husband", "son"}),
        ("аллергия на орехи, у мужа тоже", NUTS, {"self", "husband"}),
        ("cookies without nuts, my husband too", NUTS, {"self", "husband"}),
        ("I can't eat nuts. Neither can my little one.", NUTS, {"self", "child"}),
        ("I'm allergic to nuts and my wife also has a nut allergy", NUTS, {"self", "wife"}),
        ("my kid loves nuts but I'm allergic", NUTS, {"child", "self"}),
        ("кормлю младенца, без молока", MILK, {"child", "self"}),
        ("breastfeeding my newborn, no milk", MILK, {"child", "self"}),
        ("my son is allergic to nuts, my daughter too, my wife as well", NUTS, {"son", "daughter", "wife"}),
    ],
)
def test_who_is_added_has_it_too(text: str, fact: tuple[Facet, str], people: set[str]) -> None:
    assert whose(text, fact) == people


@pytest.mark.parametrize(
    ("text", "fact", "people"),
    [
        ("у меня аллергия на орехи, муж тоже придёт", NUTS, {"self"}),
        ("у меня аллергия на орехи, мужу тоже торт", NUTS, {"self"}),
        ("у меня аллергия на орехи, а у мужа нет", NUTS, {"self"}),
        ("у меня аллергия на орехи и у мужа нет", NUTS, {"self"}),
        ("I'm allergic to nuts and my wife isn't", NUTS, {"self"}),
        ("I can't have nuts, and my wife can", NUTS, {"self"}),
        ("I'm allergic to nuts, so my wife can't bake", NUTS, {"self"}),
        ("nuts are fine for me again and my wife is allergic", NUTS, {"self"}),
        ("I can have nuts now, but my wife is allergic", NUTS, {"self"}),
        ("орехи мне уже можно, а у мужа аллергия", NUTS, {"self"}),
        ("I'm allergic to nuts, my wife is allergic to milk too", NUTS, {"self"}),
        ("у меня аллергия на орехи, у мужа, слава богу, нет, у сына тоже", NUTS, {"self"}),
        ("my son is allergic to nuts, my wife is fine, my daughter too", NUTS, {"son"}),
        ("I'm allergic to nuts, my wife is allergic to milk too", MILK, {"wife"}),
        ("I can't have nuts or milk, my wife can't have milk either", NUTS, {"self"}),
        ("I can't have nuts or milk, my wife can't have milk either", MILK, {"self", "wife"}),
        ("печенье без орехов, мужу, у меня аллергия", NUTS, {"self"}),
        ("у меня аллергия на орехи, муж веган, сын тоже", NUTS, {"self"}),
        ("у меня аллергия на орехи, муж веган, сын тоже", VEGAN, {"husband", "son"}),
    ],
)
def test_who_is_named_with_something_new_has_that_alone(text: str, fact: tuple[Facet, str], people: set[str]) -> None:
    assert whose(text, fact) == people


@pytest.mark.parametrize(
    "text",
    [
        "Brother TN-1075",
        "brother hl1110 toner",
        "my Brother HL-1110 needs toner",
        "принтер Brother",
        "принтер brother",
        "картридж Brother TN-1075",
        "toner for Brother",
        "never show me Brother printers",
        "brother cartridge",
    ],
)
def test_a_brand_is_nobody(text: str) -> None:
    assert People.load().named(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "brother is allergic to nuts",
        "Brother is allergic to nuts",
        "I think Brother is allergic to nuts",
        "my Brother can't have nuts",
        "my older brother, no nuts",
        "cake for brother, no nuts",
        "CAKE FOR BROTHER, NO NUTS",
        "brother's allergic to nuts",
        "my mother and brother are allergic to nuts",
    ],
)
def test_a_brother_is_somebody(text: str) -> None:
    assert "brother" in whose(text, NUTS)
