"""Every piece of evidence can be said in both languages."""

import pytest

from podbor.agent.narration.reasons import evidence_text, list_reasons, reason
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.evidence import EVIDENCE_NAMES, EvidenceName

THING = Item(item_id="x", title=Bilingual(ru="x", en="x"))


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_evidence_has_words_of_its_own(locale: Locale) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    said = [evidence_text(voice, Evidence(name=name, value=1.0, detail="4.5"), THING) for name in EVIDENCE_NAMES]
    assert len(set(said)) == len(EVIDENCE_NAMES)
    assert not any("why-" in text for text in said)


def test_of_a_list_that_is_told_which_most_items_have() -> None:
    voice = Voice(locale="en", terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)

    def item(name: str, *evidence: str) -> SlateItem:
        parts = tuple(Evidence(name=part, value=1.0) for part in evidence)
        return SlateItem(
            item=Item(item_id=name, title=Bilingual(ru=name, en=name)), offers=(), score=1.0, evidence=parts
        )

    popular, fast = (evidence_text(voice, Evidence(name=name, value=1.0), THING) for name in ("popular", "fast"))
    shown = [item("a", "popular", "fast"), item("b", "popular", "popular"), item("c", "popular")]
    assert list_reasons(voice, shown) == popular
    assert list_reasons(voice, [item("a", "fast"), item("b")]) == fast


@pytest.mark.parametrize(
    ("locale", "title", "kind", "said"),
    [
        ("ru", "Лимоны Дары полей, 1 кг", "citrus", "с полки «лимоны»"),
        ("ru", "Мандарины Тропик", "citrus", "с полки «мандарины»"),
        ("ru", "Шоколад молочный Алёнка", "chocolate", "с полки «молочный шоколад»"),
        ("ru", "Ассорти орехов Семушка", "nuts", "с полки «ассорти орехов»"),
        ("en", "Dary poley lemons, 1 kg", "citrus", "from the “lemons” shelf"),
        ("ru", "Традиционное Юбилейное", "cookies", "с полки «печенье»"),
    ],
)
def test_a_kind_of_several_names_is_said_as_the_title_says_it(locale: Locale, title: str, kind: str, said: str) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    item = Item(item_id="x", title=Bilingual(ru=title, en=title), kind=kind)
    assert evidence_text(voice, Evidence(name="kind", value=1.0, detail=f"category {kind}"), item) == said


def test_a_group_that_was_asked_for_keeps_its_name() -> None:
    voice = Voice(locale="ru", terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    item = Item(item_id="x", title=Bilingual(ru="Печенье Юбилейное"), kind="cookies")
    assert (
        evidence_text(voice, Evidence(name="kind", value=1.0, detail="category sweets"), item) == "с полки «сладости»"
    )


def shown(title: str, kind: str, *evidence: tuple[EvidenceName, str]) -> SlateItem:
    item = Item(item_id=title, title=Bilingual(ru=title, en=title), kind=kind, brand="Умалат")
    parts = tuple(Evidence(name=name, value=1.0, detail=detail) for name, detail in evidence)
    return SlateItem(item=item, offers=(), score=1.0, evidence=parts)


def test_a_kind_is_a_reason_of_a_list_that_is_all_of_it() -> None:
    voice = Voice(locale="en", terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    bread = [shown(f"Bread {at}", "bread", ("relevance", "bread"), ("kind", "category bread")) for at in range(2)]
    milk = shown("Milk", "milk", ("relevance", "milk"), ("kind", "category milk"))
    assert list_reasons(voice, [*bread, milk]) == "close to what you asked for"
    assert list_reasons(voice, bread) == "close to what you asked for and from the “bread” shelf"


@pytest.mark.parametrize(
    ("locale", "title", "said"),
    [
        ("en", "Mozzarella Umalat, 125 g", "you like Umalat and soft cheese"),
        ("en", "Mozzarella, 125 g", "you like Умалат and soft cheese"),
        ("ru", "Моцарелла «Умалат», 125 г", "вы такое любите: Умалат и мягкий сыр"),
    ],
)
def test_tastes_are_said_together_and_a_brand_as_the_title_has_it(locale: Locale, title: str, said: str) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    item = shown(title, "cheese", ("liked", "brand умалат"), ("liked", "category soft cheese"))
    assert reason(voice, item) == said


@pytest.mark.parametrize(
    ("facet", "value", "said"), [("category", "сыр", "cheese"), ("ingredient", "фундук", "hazelnut")]
)
def test_a_taste_said_in_the_other_language_is_named_in_this_one(facet: str, value: str, said: str) -> None:
    voice = Voice(locale="en", terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    assert said in reason(voice, shown("Thing", "cheese", ("liked", f"{facet} {value}"))).lower()
