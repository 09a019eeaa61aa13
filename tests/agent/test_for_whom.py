"""For whom a list is: a pronoun is the person named last, "а мне" is the shopper, "only for" is one alone."""

import pytest

from podbor.agent.for_whom import for_whom, spoken_for
from podbor.core.slate import Need
from podbor.core.vocabulary import Person

SISTER_IN_LAW = "в субботу приедет золовка, у неё целиакия"


def people(text: str, *before: str, were: tuple[Person, ...] = (), asked: tuple[str, ...] = ()) -> set[str]:
    query = asked[0] if asked else "cookies"
    return set(for_whom(Need(query=query, people=were), text, before=before, asked=asked).people)


@pytest.mark.parametrize(
    ("text", "before", "person"),
    [
        ("какой сыр ей взять?", [SISTER_IN_LAW], "sister_in_law"),
        ("и пастилы ей же", [SISTER_IN_LAW, "какой сыр ей взять?"], "sister_in_law"),
        ("найди для неё зефир", [SISTER_IN_LAW], "sister_in_law"),
        ("а конфеты ей какие можно?", ["папа веган", SISTER_IN_LAW], "sister_in_law"),
        ("ему тогда кашу", ["папе нельзя сельдерей", SISTER_IN_LAW], "father"),
        ("муж не ест молочное. подбери ему сыр", [], "husband"),
        ("им бы йогуртов", ["дети не переносят лактозу"], "daughter"),
        ("соку им", ["сыну нельзя яйца, дочке молоко"], "son"),
        ("соку им", ["сыну нельзя яйца, дочке молоко"], "daughter"),
        ("она просит зефир", ["бабушка диабетик"], "grandmother"),
        ("which jam could I get her?", ["my aunt is diabetic"], "aunt"),
        ("crackers for her too", ["my aunt is diabetic", "which jam could I get her?"], "aunt"),
        ("what yogurt would suit him", ["my nephew can't have nuts"], "nephew"),
        ("turkey for him then", ["dad has a celery allergy", "my aunt is diabetic"], "father"),
        ("can he have these pancakes? show me pancakes", ["my grandpa is on a low salt diet"], "grandfather"),
        ("find some juice for them", ["the kids are lactose intolerant"], "child"),
        ("get them some juice", ["the kids are lactose intolerant"], "child"),
        ("she'd like some halva", ["my gran is diabetic"], "grandmother"),
        ("yogurt for his breakfast", ["my husband can't digest lactose"], "husband"),
        ("cookies for me and him", ["my husband can't digest lactose"], "husband"),
        ("печенье мне и ему", ["муж не ест молочное"], "husband"),
    ],
)
def test_a_pronoun_is_the_person_named_last(text: str, before: list[str], person: str) -> None:
    assert person in people(text, *before)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("сравни его с третьим", ["муж не ест молочное"]),
        ("верни его обратно и покажи чай", ["муж не ест молочное"]),
        ("put it back and find tea", ["my husband is vegan"]),
        ("I'll take them, and show me some tea", ["the kids are lactose intolerant"]),
        ("get them in a bigger pack", ["the kids are lactose intolerant"]),
        ("find tea like them", ["the kids are lactose intolerant"]),
        ("соус к ней", ["жена веганка", "курица"]),
        ("хлеб, но не ей", [SISTER_IN_LAW]),
        ("bread, but not for her", ["my aunt is diabetic"]),
        ("salmon for me while he's not looking", ["my boyfriend is allergic to fish"]),
        ("хлеб ей", ["муж не ест молочное"]),
        ("хлеб ему", [SISTER_IN_LAW]),
        ("хлеб ей", [SISTER_IN_LAW, "придёт подруга, она постится"]),
        ("корма ему", ["муж не ест молочное", "завели кота"]),
        ("bread for him", []),
        ("хлеб", [SISTER_IN_LAW]),
    ],
)
def test_a_pronoun_of_a_thing_or_of_nobody_known_is_nobody(text: str, before: list[str]) -> None:
    assert people(text, *before) == set()


@pytest.mark.parametrize(
    "text",
    [
        "а мне говяжьи",
        "а мне обычный кефир, не кислый",
        "и мне конфет с орехами",
        "пломбир мне",
        "а сам я не веган, мне пломбирчику",
        "мне-то ветчину",
        "а себе бородинский",
        "ну и вафли тогда, это себе",
        "мне одной сёмги, пока муж не видит",
        "муж в командировку уехал, сыр только мне",
        "a plain one for me",
        "I'm no vegan myself, so plombir for me",
        "wafers, they're for me",
        "salmon just for me, my husband isn't looking",
        "hubby's gone for the week, cheese for myself",
    ],
)
def test_the_shopper_brings_the_list_back(text: str) -> None:
    assert people(text, were=("husband", "partner")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "покажи мне подешевле",
        "мне нужны до 200 рублей",
        "подскажи мне ещё такие сосиски",
        "мне до 200",
        "show me some more",
        "tell me which are cheaper",
        "не мне",
        "а мне нравятся вторые",
        "это не для меня",
        "not for me",
        "just for me and my husband",
        "для меня и мужа",
    ],
)
def test_a_word_for_the_shopper_alone_does_not(text: str) -> None:
    assert "husband" in people(text, were=("husband", "partner"))


@pytest.mark.parametrize(
    ("text", "only", "not_for"),
    [
        ("сын в лагерь уехал, давай печенье только для дочки", "daughter", "son"),
        ("теперь только дочке вафель", "daughter", "son"),
        ("вафли лишь для моей дочки", "daughter", "son"),
        ("my boy's off to camp, so cookies just for my daughter", "daughter", "son"),
        ("wafers for my daughter only", "daughter", "son"),
        ("сын уехал, печенье дочке", "daughter", "husband"),
        ("my husband is away, cookies for the daughter", "daughter", "husband"),
    ],
)
def test_for_one_alone(text: str, only: str, not_for: str) -> None:
    were: tuple[Person, ...] = ("son",) if not_for == "son" else ()
    found = people(text, were=were)
    assert only in found
    assert not_for not in found


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("не только для дочки", "son"),
        ("печенье детям, только сын без яиц", "daughter"),
        ("печенье и для дочки", "son"),
        ("not just for my daughter", "son"),
        ("сын в лагере, соберу посылку: печенье", "son"),
        ("сын в лагерь уехал, печенье ему в дорогу", "son"),
        ("только для сына и дочки", "son"),
        ("только для сына и дочки", "daughter"),
    ],
)
def test_nobodys_constraint_is_lost(text: str, person: str) -> None:
    assert person in people(text, were=("son",))


@pytest.mark.parametrize(
    ("text", "asked", "first", "second"),
    [
        ("бабушке сладкое без сахара, и дочке мороженое", ("сладкое", "мороженое"), "grandmother", "daughter"),
        ("деду кефир, а маме творог", ("кефир", "творог"), "grandfather", "mother"),
        ("a treat for gran and ice cream for my daughter", ("treat for gran", "ice cream"), "grandmother", "daughter"),
        (
            "something sweet for gran and ice cream for my wife",
            ("dessert for gran", "ice cream"),
            "grandmother",
            "wife",
        ),
        ("juice for my son, yogurt for my wife", ("juice", "yogurt"), "son", "wife"),
    ],
)
def test_each_need_is_for_its_own_person(text: str, asked: tuple[str, str], first: str, second: str) -> None:
    one, other = people(text, asked=asked), people(text, asked=asked[::-1])
    assert (first in one, second in one) == (True, False)
    assert (first in other, second in other) == (False, True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("печенье и мороженое для бабушки и дочки", ("печенье", "мороженое")),
        ("бабушке без сахара, дочке без молока, нужны печенье и мороженое", ("печенье", "мороженое")),
        ("у бабушки диабет, печенье дочке и мороженое", ("печенье", "мороженое")),
        ("cookies and ice cream: my gran is diabetic, my daughter can't have milk", ("cookies", "ice cream")),
        ("бабушке и дочке чего-нибудь к чаю", ("сладости", "печенье")),
    ],
)
def test_where_it_is_not_clear_everything_is_for_everybody(text: str, asked: tuple[str, str]) -> None:
    for order in (asked, asked[::-1]):
        assert people(text, asked=order) >= {"grandmother", "daughter"}


def test_the_shoppers_own_need_beside_another() -> None:
    asked = ("кефир", "сметана")
    assert "husband" in people("мужу кефир, а мне сметану", asked=asked)
    assert people("мужу кефир, а мне сметану", asked=asked[::-1]) == set()
    assert "husband" in people("мне нужны сметана и кефир для мужа", asked=asked[::-1])


@pytest.mark.parametrize(
    ("text", "theirs", "own"),
    [
        ("tea and honey for my husband, crisps and pears for me", ("tea", "honey"), ("crisps", "pears")),
        ("мужу чай и мёд, мне чипсы и груши", ("чай", "мёд"), ("чипсы", "груши")),
        ("чипсы и груши себе, чай и мёд мужу", ("чай", "мёд"), ("чипсы", "груши")),
    ],
)
def test_several_needs_of_a_clause_are_for_whom_it_names(text: str, theirs: tuple[str, ...], own: tuple[str, ...]):
    asked = (*theirs, *own)
    for query in theirs:
        assert "husband" in people(text, asked=(query, *(one for one in asked if one != query)))
    for query in own:
        assert people(text, asked=(query, *(one for one in asked if one != query))) == set()


@pytest.mark.parametrize(
    ("text", "person"), [("и для неё тоже", "sister_in_law"), ("и ей", "sister_in_law"), ("и ему", "")]
)
def test_a_message_that_only_says_for_whom(text: str, person: str) -> None:
    assert set(spoken_for(text, before=[SISTER_IN_LAW])) >= ({person} if person else set())
    assert bool(spoken_for(text, before=[SISTER_IN_LAW])) is bool(person)
