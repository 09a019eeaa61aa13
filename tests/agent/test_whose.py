"""The shopper's own allergy or diet is never filed to a relative alone, and a relative's is not taken for the shopper's."""

import pytest

from podbor.agent.people import People
from podbor.core.vocabulary import Facet

FISH: tuple[Facet, str] = ("allergen", "fish")
GLUTEN: tuple[Facet, str] = ("allergen", "gluten")
MILK: tuple[Facet, str] = ("allergen", "milk")
NUTS: tuple[Facet, str] = ("allergen", "nuts")
VEGAN: tuple[Facet, str] = ("diet", "vegan")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("у меня, как и у мужа, аллергия на рыбу", FISH),
        ("у меня как у мамы аллергия на рыбу", FISH),
        ("я, как и муж, веган", VEGAN),
        ("не ем рыбу, как и муж", FISH),
        ("I, like my mother, am allergic to fish", FISH),
        ("I, like my dad, have coeliac disease", GLUTEN),
        ("like my mother, can't have milk", MILK),
        ("я кормящая мама, исключи молоко", MILK),
        ("я, как кормящая мама, исключаю молоко", MILK),
        ("мне как кормящей маме нельзя молоко", MILK),
        ("Я мать двоих детей и веган", VEGAN),
        ("мне, маме двоих детей, нельзя молоко", MILK),
        ("я многодетная мама, аллергия на орехи", NUTS),
        ("я молодой отец, без молока пожалуйста", MILK),
        ("я жена и мать, веган", VEGAN),
        ("I'm a nursing mom, no dairy please", MILK),
        ("im a nursing mom, no dairy please", MILK),
        ("as a vegan mom I need snacks", VEGAN),
        ("as a mother of two, no nuts please", NUTS),
        ("I am a mother of two kids and allergic to fish", FISH),
        ("I'm a stay at home dad with a nut allergy", NUTS),
        ("по словам врача моего сына у меня аллергия на молоко", MILK),
        ("по словам мамы у меня аллергия на рыбу", FISH),
        ("мама говорит, у меня аллергия на рыбу", FISH),
        ("according to my mother, I can't have milk", MILK),
        ("от мамы у меня непереносимость молока", MILK),
        ("я после родов дочки не ем молоко", MILK),
        ("я живу с мамой, аллергия на рыбу", FISH),
        ("I live with my mother, allergic to fish", FISH),
        ("I got this allergy from my dad: nuts", NUTS),
        ("I have two kids and a nut allergy", NUTS),
        ("у меня двое детей и аллергия на орехи", NUTS),
        ("колбаса Папа может без молока", MILK),
        ("baby carrots, no milk", MILK),
        ("baby spinach and gluten free pasta", GLUTEN),
        ("brother printer, and I'm vegan", VEGAN),
        ("me no, my wife yes, nuts", NUTS),
        ("I am pure veg. Noodles for kids", ("diet", "vegetarian")),
        ("ребята, я теперь пощусь, как бабушка", ("diet", "fasting")),
        ("аллергия на рыбу у мужа и у меня", FISH),
        ("у сына аллергия на орехи, и у меня тоже", NUTS),
        ("my husband is vegan and so am I", VEGAN),
        ("my husband isn't vegan but I am", VEGAN),
        ("муж не веган, а я да", VEGAN),
        ("my mom can't have nuts, same as me", NUTS),
        ("no nuts for my son and me", NUTS),
        ("мне нельзя глютен, маме нельзя сахар", ("diet", "gluten_free")),
    ],
)
def test_the_shoppers_own_is_not_filed_to_a_relative(text: str, fact: tuple[Facet, str]) -> None:
    assert "self" in People.load().whose(text, *fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("у меня, в отличие от мужа, аллергия на орехи", NUTS),
        ("в отличие от мужа не ем рыбу", FISH),
        ("unlike my husband, I can't have nuts", NUTS),
        ("I, unlike my husband, am allergic to nuts", NUTS),
        ("я кормящая мама, исключи молоко", MILK),
        ("I'm a nursing mom, no dairy please", MILK),
    ],
)
def test_whom_the_shopper_is_compared_with_is_left_alone(text: str, fact: tuple[Facet, str]) -> None:
    assert People.load().whose(text, *fact) == ("self",)


@pytest.mark.parametrize(
    ("text", "fact", "whose"),
    [
        ("у мужа аллергия на рыбу, а я ем всё", FISH, {"husband"}),
        ("дочке нельзя молоко", MILK, {"daughter"}),
        ("my son can't have nuts", NUTS, {"son"}),
        ("у меня муж веган", VEGAN, {"husband"}),
        ("у меня сын с аллергией на орехи", NUTS, {"son"}),
        ("у меня маленький сын, ему нельзя молоко", MILK, {"son"}),
        ("у меня двое детей, у старшего аллергия на орехи", NUTS, {"child"}),
        ("I have a son, he can't have nuts", NUTS, {"son"}),
        ("I have two kids, one is allergic to nuts", NUTS, {"child"}),
        ("я мама, и моему сыну нельзя молоко", MILK, {"son"}),
        ("я кормящая мама, а у мужа аллергия на рыбу", FISH, {"husband"}),
        ("I'm a mom and my son can't have nuts", NUTS, {"son"}),
        ("as a mother I worry, my son is allergic to nuts", NUTS, {"son"}),
        ("мне нужен торт для сына без орехов", NUTS, {"son"}),
        ("мне нужно печенье для мужа, без орехов", NUTS, {"husband"}),
        ("посоветуй мне подарок маме, она не ест орехи", NUTS, {"mother"}),
        ("I need cookies for my son, no nuts", NUTS, {"son"}),
        ("I'm cooking for my sister, she is vegan", VEGAN, {"sister"}),
        ("I think my husband is allergic to fish", FISH, {"husband"}),
        ("мне кажется у сына аллергия на молоко", MILK, {"son"}),
        ("я думаю, муж не ест рыбу", FISH, {"husband"}),
        ("подскажи как сыну обойтись без молока", MILK, {"son"}),
        ("I'd like my son to have no nuts", NUTS, {"son"}),
        ("у сына, как и у мужа, аллергия на рыбу", FISH, {"son", "husband"}),
        ("муж, в отличие от меня, не ест рыбу", FISH, {"husband"}),
        ("unlike me, my husband is vegan", VEGAN, {"husband"}),
        ("по словам врача сыну нельзя молоко", MILK, {"son"}),
        ("according to the doctor my son is allergic to nuts", NUTS, {"son"}),
        ("according to my son's doctor he can't have milk", MILK, {"son"}),
        ("у мамы у меня аллергия на рыбу", FISH, {"mother"}),
        ("папа может есть всё, кроме молока", MILK, {"father"}),
        ("the baby can't have milk", MILK, {"child"}),
        ("baby formula, no milk", MILK, {"child"}),
        ("my brother is vegan", VEGAN, {"brother"}),
        ("не для меня, для бабули, без молока", MILK, {"grandmother"}),
        ("беременная сестра не ест рыбу", FISH, {"sister"}),
        ("i keep forgetting hubby's muslim", ("diet", "halal"), {"husband"}),
        ("there's gluten in it? fine for me, not for my wife", GLUTEN, {"self", "wife"}),
        ("me no, my wife yes, nuts", NUTS, {"self", "wife"}),
        ("муж веган, я нет", VEGAN, {"husband"}),
        ("я папа, дочка не ест молоко", MILK, {"daughter"}),
        ("я и сын веганы", VEGAN, {"self", "son"}),
        ("я, мама и папа веганы", VEGAN, {"self", "mother", "father"}),
    ],
)
def test_what_is_a_relatives_stays_theirs(text: str, fact: tuple[Facet, str], whose: set[str]) -> None:
    assert set(People.load().whose(text, *fact)) == whose
