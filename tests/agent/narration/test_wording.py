"""Sentences agree: cases, numbers, and no word twice."""

from datetime import UTC, datetime

import pytest

from podbor.agent.narration.listing import gap_lines
from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.preferences import change_text
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.settings import SERVICES, ServiceSettings
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.core.vocabulary import (
    ATTRIBUTES,
    DIRECTIONS,
    OTHERS,
    Attribute,
    Direction,
    Facet,
    Locale,
    Person,
    Stance,
    Verdict,
)
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.toolbox.context import Note

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TWO_WORDS = ServiceSettings(title_ru="Лента 24", title_en="Lenta 24", eta_minutes=1, delivery_fee=0, minimum_order=0)
TEA = Item(item_id="a", title=Bilingual(ru="Чай", en="Tea"))


def voice(locale: Locale) -> Voice:
    services = {**SERVICES, "lenta": TWO_WORDS}
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=services)


@pytest.mark.parametrize(
    ("facet", "value", "stance", "said"),
    [
        ("ingredient", "угря", "exclude", "не показывать «угорь»"),
        ("ingredient", "пальмового масла", "exclude", "не показывать «пальмовое масло»"),
        ("ingredient", "отдушки", "exclude", "не показывать «отдушки»"),
        ("ingredient", "dark chocolate", "exclude", "не показывать «dark chocolate»"),
        ("brand", "Лянежа", "exclude", "не показывать «Лянежа»"),
        ("service", "megamarket", "exclude", "не из Мегамаркета"),
        ("service", "samokat", "require", "только из Самоката"),
        ("service", "lenta", "exclude", "не из сервиса «Лента 24»"),
        ("allergen", "nuts", "avoid", "поменьше орехов"),
    ],
)
def test_a_fact_is_in_the_case_of_its_sentence(facet: Facet, value: str, stance: Stance, said: str) -> None:
    change = PreferenceChange(facet=facet, value=value, stance=stance, scope="session")
    assert change_text(voice("ru"), change) == said


def test_english_names_a_service_as_it_is() -> None:
    change = PreferenceChange(facet="service", value="kuper", stance="exclude", scope="session")
    assert change_text(voice("en"), change) == "not from Kuper"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (
            ("allergen fish",),
            "Мешает: аллерген «рыба». Сам этого не снимаю; скажите «забудь про …», если это больше не нужно.",
        ),
        (
            ("allergen crustaceans", "allergen fish"),
            "Мешают: аллерген «ракообразные» и аллерген «рыба». "
            "Сам этого не снимаю; скажите «забудь про …», если это больше не нужно.",
        ),
        (
            ("brand Lindt", "ingredient дрожжи"),
            "Мешают: Lindt и ингредиент «дрожжи». "
            "Сам этого не снимаю: ингредиент «дрожжи»; скажите «забудь про …», если это больше не нужно.",
        ),
    ],
)
def test_what_empties_a_list_agrees(names: tuple[str, ...], said: str) -> None:
    (line,) = gap_lines(voice("ru"), Slate(needs=(Need(query="x"),), emptied_by=names))
    assert line == f"Ничего не подошло. {said}"


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_critique_says_no_word_twice(locale: Locale, attribute: Attribute, direction: Direction) -> None:
    shift = Shift(attribute=attribute, direction=direction, bound=300, unit="g" if attribute == "size" else "")
    (line,) = note_lines(voice(locale), [Note(kind="shifted", shift=shift)])
    words = [stem for stem in stems(line) if stem not in ("100", "g", "г", "с")]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("locale", "verdict", "said"),
    [
        ("ru", "accept", "Отменил: выбор «Чай»."),
        ("ru", "reject", "Отменил: отказ от «Чай»."),
        ("en", "reject", "Undone: rejecting “Tea”."),
    ],
)
def test_a_verdict_that_is_undone_is_named(locale: Locale, verdict: Verdict, said: str) -> None:
    event = PreferenceEvent(
        event_id="e", user_id="u", thread_id="t", turn_id="1", at=AT, type="feedback", utterance="?",
        item_id="a", verdict=verdict,
    )  # fmt: skip
    slate = Slate(items=(SlateItem(item=TEA, offers=(), score=1.0),))
    assert note_lines(voice(locale), [Note(kind="undone", events=(event,))], slate) == [said]


@pytest.mark.parametrize(
    ("etas", "last"),
    [
        ((90, 15), ["Дешевле всего — «Купер»: 90 ₽.", "Быстрее всего — «Самокат»: 15 минут."]),
        (
            (15, 90),
            ["• Самокат — 100 ₽, 90 минут, доставка бесплатно", "Дешевле и быстрее всего — «Купер»: 90 ₽, 15 минут."],
        ),
        ((15, 15), ["• Самокат — 100 ₽, 15 минут, доставка бесплатно", "Дешевле всего — «Купер»: 90 ₽."]),
    ],
)
def test_the_fastest_service_is_named_beside_the_cheapest(etas: tuple[int, int], last: list[str]) -> None:
    offers = [
        Offer(item_id="a", service=service, price=price, stock=1, eta_minutes=eta, updated_at=AT)
        for (service, price), eta in zip((("kuper", 90_00), ("samokat", 100_00)), etas, strict=True)
    ]
    lines = note_lines(voice("ru"), [Note(kind="compared", item=TEA, offers=tuple(offers))])
    assert [line.replace("\xa0", " ") for line in lines[-2:]] == last


@pytest.mark.parametrize(
    ("facet", "value", "stance", "person", "said"),
    [
        ("ingredient", "tomatoes", "prefer", "self", "you like “tomatoes”"),
        ("ingredient", "tomatoes", "prefer", "husband", "your husband: likes “tomatoes”"),
        ("service", "samokat", "avoid", "self", "rather not from Samokat"),
        ("service", "samokat", "prefer", "self", "rather from Samokat"),
        ("taste", "smoky", "exclude", "self", "nothing smoky"),
        ("diet", "vegan", "exclude", "self", "nothing vegan"),
        ("allergen", "nuts", "exclude", "self", "no nuts"),
    ],
)
def test_an_english_fact_is_said_of_whom_it_is(
    facet: Facet, value: str, stance: Stance, person: Person, said: str
) -> None:
    change = PreferenceChange(facet=facet, value=value, stance=stance, scope="session", person=person)
    assert change_text(voice("en"), change) == said


@pytest.mark.parametrize(("locale", "said"), [("ru", "Снова в силе: без рыбы."), ("en", "Again in force: no fish.")])
def test_what_was_forgotten_and_is_back_is_named(locale: Locale, said: str) -> None:
    fish = PreferenceChange(facet="allergen", value="fish", stance="exclude", scope="lasting")
    forgot = PreferenceEvent(
        event_id="f", user_id="u", thread_id="t", turn_id="2", at=AT, type="retraction", utterance="?", retracts=("e",)
    )
    assert note_lines(voice(locale), [Note(kind="undone", events=(forgot,), changes=(fish,))]) == [said]


def test_the_cheapest_of_all_compared_is_told_once() -> None:
    milk = Item(item_id="b", title=Bilingual(ru="Молоко", en="Milk"))

    def compared(item: Item, price: int) -> Note:
        offer = Offer(item_id=item.item_id, service="kuper", price=price, stock=1, eta_minutes=15, updated_at=AT)
        return Note(kind="compared", item=item, offers=(offer,))

    slate = Slate(items=tuple(SlateItem(item=item, offers=(), score=1.0) for item in (TEA, milk)))
    notes = [compared(TEA, 100_00), compared(milk, 90_00)]
    assert note_lines(voice("en"), notes, slate)[-1] == "Cheapest of all: no. 2, Milk — Kuper, ₽90."
    assert note_lines(voice("en"), notes)[-1] == "Cheapest of all: Milk — Kuper, ₽90."
    assert not any("of all" in line for line in note_lines(voice("en"), notes[:1], slate))


@pytest.mark.parametrize(
    ("locale", "people", "said"),
    [
        ("en", ("mother",), "I am choosing for your mother, but"),
        ("ru", ("mother",), "«мама не ест рыбу»"),
        ("en", ("child", "husband"), "for your child and for your husband"),
        ("en", (), "those it is for"),
        ("en", OTHERS, "those it is for"),
    ],
)
def test_those_of_whom_nothing_is_known_are_named(locale: Locale, people: tuple[Person, ...], said: str) -> None:
    slate = Slate(needs=(Need(query="x", people=people),))
    (line,) = note_lines(voice(locale), [Note(kind="people_unknown")], slate)
    assert said in line
