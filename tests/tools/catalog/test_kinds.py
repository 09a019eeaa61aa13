from collections import defaultdict

import pytest

from podbor.core.phrases import tokenise
from podbor.tools.catalog.kinds import KindVocabulary


def test_there_are_enough_kinds_and_every_parent_exists(kinds: KindVocabulary) -> None:
    assert len(kinds.leaves()) >= 260
    for key in kinds:
        kind = kinds.get(key)
        assert kind is not None
        assert kind.ru
        assert kind.en.isascii()
        assert not kind.parent or kind.parent in kinds
        assert key not in kinds.ancestors(key)


def test_no_phrase_is_claimed_by_two_kinds(kinds: KindVocabulary) -> None:
    claims: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in kinds:
        kind = kinds.get(key)
        assert kind is not None
        for phrase in (*kind.phrases, *kind.heads):
            claims[tuple(sorted(token.stem for token in tokenise(phrase)))].add(key)
    assert {phrase: keys for phrase, keys in claims.items() if len(keys) > 1} == {}


def test_every_name_is_matched_to_its_kind(kinds: KindVocabulary) -> None:
    for key in kinds:
        for locale in ("ru", "en"):
            assert key in kinds.match(kinds.name(key, locale)), (key, locale)


def test_tree(kinds: KindVocabulary) -> None:
    assert kinds.ancestors("cookies") == ("sweets", "food")
    assert "cookies" in kinds.descendants("food")
    assert kinds.ancestors("food") == ()
    assert kinds.root("cookies") == kinds.root("food") == "food"
    assert kinds.get("nothing") is None
    assert kinds.name("nothing", "ru") == "nothing"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("печеньки", ("cookies",)),
        ("молоко и печенье", ("milk", "cookies")),
        ("milk and a kettle", ("milk", "kettles")),
        ("чай с лимоном", ("tea",)),
        ("что-нибудь сладкое к чаю", ("sweets",)),
        ("энергетик без сахара", ("energy_drinks",)),
        ("энергитик", ("energy_drinks",)),
        ("газировка", ("soda",)),
        ("минералочка", ("water",)),
        ("корм для кошки", ("cat_food",)),
        ("корм для кошек с курицей", ("cat_food",)),
        ("шампунь для собак", ("pet_care",)),
        ("мёд", ("honey",)),
        ("мед", ("honey",)),
        ("кокосовое молоко", ("plant_milk",)),
        ("vegan products", ("food",)),
        ("vegan dairy products", ("dairy",)),
        ("cleaning products", ()),
        ("подешевле", ()),
        ("", ()),
    ],
)
def test_free_phrases(kinds: KindVocabulary, phrase: str, expected: tuple[str, ...]) -> None:
    assert kinds.match(phrase) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Шоколад молочный с печеньем", "chocolate"),
        ("Корм для кошек с курицей", "cat_food"),
        ("Печенье Юбилейное с какао", "cookies"),
        ("Из Испании: Шампунь Дикора, с мёдом", "shampoo"),
        ("Мороженое-сэндвич, с печеньем", "ice_cream"),
        ("Whole grain pasta with tomato sauce", "pasta"),
        ("Зюбр 3000", ""),
    ],
)
def test_the_head_noun_decides(kinds: KindVocabulary, title: str, expected: str) -> None:
    assert kinds.kind_of_title(title) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Сыр Galbani Моцарелла 45%, 125г", "soft_cheese"),
        ("Mozzarella cheese 125 g", "soft_cheese"),
        ("Сыр Камамбер", "soft_cheese"),
        ("Сыр плавленый", "processed_cheese"),
        ("Сыр Ламбер 50%", "hard_cheese"),
        ("Сыр, гауда и моцарелла", "hard_cheese"),
    ],
)
def test_a_bare_cheese_is_what_its_name_tells(kinds: KindVocabulary, title: str, kind: str) -> None:
    assert kinds.kind_of_title(title) == kind


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("mould cheese", ("soft_cheese",)),
        ("cheese with mold", ("soft_cheese",)),
        ("голубой сыр", ("soft_cheese",)),
        ("сыр и моцарелла", ("hard_cheese", "soft_cheese")),
        ("твёрдые сыры", ("hard_cheese",)),
    ],
)
def test_cheeses_that_a_shopper_names(kinds: KindVocabulary, phrase: str, keys: tuple[str, ...]) -> None:
    assert kinds.match(phrase) == keys


@pytest.mark.parametrize(
    "query", ["каша для малыша", "каша для ребёнка", "cereal for the baby", "porridge for my baby"]
)
def test_porridge_for_a_baby_is_that_of_babies(query: str) -> None:
    assert KindVocabulary.load().match(query) == ("baby_cereal",)
