"""Whom a message speaks of."""

import pytest

from podbor.agent.people import People, of_today


@pytest.mark.parametrize(
    ("text", "fact", "whose"),
    [
        ("муж не ест рыбу", ("allergen", "fish"), {"husband"}),
        ("у меня муж не ест рыбу", ("allergen", "fish"), {"husband"}),
        ("супруга у меня веганка", ("diet", "vegan"), {"wife"}),
        ("у супруга аллергия на рыбу", ("allergen", "fish"), {"husband"}),
        ("мы с мужем не едим рыбу", ("allergen", "fish"), {"self", "husband"}),
        ("у меня и у сына аллергия на орехи", ("allergen", "nuts"), {"self", "son"}),
        ("у меня, мужа и сына аллергия на орехи", ("allergen", "nuts"), {"self", "husband", "son"}),
        ("me and my wife don't eat fish", ("allergen", "fish"), {"self", "wife"}),
        ("I and my son are allergic to nuts", ("allergen", "nuts"), {"self", "son"}),
        ("ни я, ни муж не едим рыбу", ("allergen", "fish"), {"self", "husband"}),
        ("муж, сын и дочка не едят рыбу", ("allergen", "fish"), {"husband", "son", "daughter"}),
        ("купи печенье мужу, без орехов, у меня аллергия", ("allergen", "nuts"), {"self"}),
        ("I have celiac, my husband is fine", ("allergen", "gluten"), {"self"}),
        ("у меня аллергия на молоко, а муж не ест рыбу", ("allergen", "fish"), {"husband"}),
        ("у сына аллергия на молоко, а у меня аллергия на кошек", ("allergen", "milk"), {"son"}),
        ("у сына аллергия на молоко, а у меня аллергия", ("allergen", "milk"), {"son"}),
        ("my son can't have milk, I have celiac", ("allergen", "milk"), {"son"}),
        ("у меня целиакия, а у мужа аллергия на рыбу", ("allergen", "fish"), {"husband"}),
        ("сыну нельзя молоко, мне нельзя ошибиться", ("allergen", "milk"), {"son"}),
        ("не мне, моей маме нельзя глютен", ("allergen", "gluten"), {"mother"}),
        ("help me, my son is allergic to nuts", ("allergen", "nuts"), {"son"}),
        ("подскажи мне, у мужа аллергия на орехи", ("allergen", "nuts"), {"husband"}),
        ("я с мужем, у сына аллергия на орехи", ("allergen", "nuts"), {"son"}),
        ("муж и сын не едят грибы", ("ingredient", "грибы"), {"husband", "son"}),
        ("я не ем мясо, а муж рыбу", ("category", "мясо"), {"self"}),
        ("я не ем мясо, а муж рыбу", ("allergen", "fish"), {"husband"}),
        ("мне всё можно, это мужу молочку нельзя", ("allergen", "milk"), {"husband"}),
        ("аллергия на орехи у сына", ("allergen", "nuts"), {"son"}),
        ("в семье не едят свинину", ("ingredient", "свинина"), {"self"}),
        ("дети любят сладенькое", ("taste", "sweet"), {"child"}),
        ("my husband doesn't eat fish", ("allergen", "fish"), {"husband"}),
        ("I'm allergic to nuts, my son to milk", ("allergen", "nuts"), {"self"}),
        ("I'm allergic to nuts, my son to milk", ("allergen", "milk"), {"son"}),
        ("my wife and I are vegan", ("diet", "vegan"), {"self", "wife"}),
        ("мужские кроссовки Nike", ("brand", "Nike"), {"self"}),
        ("печенье для мужа, у меня аллергия на орехи", ("allergen", "nuts"), {"self"}),
        ("жена обожает орехи, а у меня на них аллергия", ("allergen", "nuts"), {"self"}),
        ("муж попросил сыр, но мне нельзя молочное", ("allergen", "milk"), {"self"}),
        ("у мужа аллергия на орехи, а у меня нет", ("allergen", "nuts"), {"husband"}),
        ("печенье для мужа. У меня аллергия на орехи", ("allergen", "nuts"), {"self"}),
        ("my husband is allergic to nuts, but I'm not allergic to them", ("allergen", "nuts"), {"husband"}),
        ("my husband is allergic to nuts, I don't have any allergy to them", ("allergen", "nuts"), {"husband"}),
        ("это не у меня аллергия, у сына, на орехи", ("allergen", "nuts"), {"son"}),
        ("на орехи аллергия у жены, не у меня", ("allergen", "nuts"), {"wife"}),
        ("Allergy to nuts: my wife, not me", ("allergen", "nuts"), {"wife"}),
        ("My wife loves nuts, but I don't, I'm allergic to them", ("allergen", "nuts"), {"self"}),
        ("My wife loves nuts. I do not. I am allergic to nuts.", ("allergen", "nuts"), {"self"}),
        ("Жена ест орехи, а я не. У меня на них аллергия", ("allergen", "nuts"), {"self"}),
        ("у жены нет аллергии на орехи? не, у меня аллергия на орехи", ("allergen", "nuts"), {"self"}),
        ("my husband is allergic to nuts", ("allergen", "nuts"), {"husband"}),
        ("не показывай мне Папа может", ("brand", "Папа может"), {"self"}),
        ("never show me Brother printers", ("brand", "Brother"), {"self"}),
        ("I hate Granny Smith apples", ("category", "Granny Smith apples"), {"self"}),
        ("я не ем baby carrots", ("category", "baby carrots"), {"self"}),
        ("не показывай мне смесь Малыш", ("brand", "Малыш"), {"self"}),
        ("придут гости, они веганы", ("diet", "vegan"), {"self"}),
    ],
)
def test_whose_a_fact_is(text: str, fact: tuple[str, str], whose: set[str]) -> None:
    assert set(People.load().whose(text, *fact)) == whose  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("конфеты для мужа", {"husband", "partner"}),
        ("ужин на всю семью", {"husband", "wife", "son", "mother", "brother"}),
        ("печенье детям", {"son", "daughter", "child"}),
        ("dinner for my wife", {"wife", "partner"}),
        ("мужской шампунь", set()),
        ("печенье", set()),
    ],
)
def test_whom_a_need_is_for(text: str, named: set[str]) -> None:
    found = set(People.load().named(text))
    assert found >= named
    assert bool(found) is bool(named)


@pytest.mark.parametrize("text", ["и для мужа тоже", "это для всей семьи", "for my husband too", "учти и мужа"])
def test_a_message_that_only_says_for_whom(text: str) -> None:
    assert People.load().only_named(text)


@pytest.mark.parametrize("text", ["конфеты для мужа", "муж не ест рыбу", "и тоже", "my husband likes tea"])
def test_a_message_that_says_more(text: str) -> None:
    assert People.load().only_named(text) == ()


def test_today_is_not_for_ever() -> None:
    assert of_today("муж сегодня без рыбы")
    assert not of_today("муж не ест рыбу")


@pytest.mark.parametrize("text", ["а теперь печенье себе", "мне самой тоже", "now cookies for myself", "tea for me"])
def test_for_the_shopper_alone(text: str) -> None:
    assert People.load().only_self(text)


@pytest.mark.parametrize("text", ["печенье для меня и мужа", "молоко самой дешёвой марки", "I want cookies"])
def test_not_for_the_shopper_alone(text: str) -> None:
    assert not People.load().only_self(text)
