"""What was done is said as it is on the list: of whom, against which item, per which measure."""

import pytest

from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item
from podbor.core.preferences import PreferenceChange, Shift
from podbor.core.settings import SERVICES
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale, Person, Unit
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.toolbox.context import Note

LESS_SUGAR = Shift(attribute="sugar", direction="lower", bound=10.35)


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


def no_nuts(person: Person) -> PreferenceChange:
    return PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="session", person=person)


@pytest.mark.parametrize(
    ("people", "later"),
    [((), "для мужа и для сына"), (("husband",), "для сына"), (("husband", "son"), None)],
    ids=["for nobody else", "for one of them", "for both"],
)
def test_what_holds_of_this_list_is_not_put_off(people: tuple[Person, ...], later: str | None) -> None:
    note = Note(kind="changed", changes=(no_nuts("husband"), no_nuts("son")))
    slate = Slate(needs=(Need(query="печенье", people=people),))
    lines = [line for line in note_lines(voice("ru"), [note], slate) if line.startswith("Учту, когда")]
    assert [f"искать {later} или" in line for line in lines] == ([True] if later else [])


@pytest.mark.parametrize(
    ("units", "base"), [(("ml", "ml"), "мл"), (("g", "pcs"), "г"), (("g", "ml"), "г или мл"), ((), "г или мл")]
)
def test_nutrition_is_per_the_measure_of_the_items(units: tuple[Unit, ...], base: str) -> None:
    items = [Item(item_id=f"{at}", title=Bilingual(ru="x"), unit=unit) for at, unit in enumerate(units)]
    slate = Slate(needs=(Need(query="x"),), items=tuple(SlateItem(item=item, offers=(), score=1.0) for item in items))
    (line,) = note_lines(voice("ru"), [Note(kind="shifted", shift=LESS_SUGAR)], slate)
    assert f"меньше 10,35 г на 100 {base}." in line


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (Shift(attribute="price", direction="lower", bound=4500), "Ищу дешевле по сравнению с № 2 — меньше 45"),
        (
            Shift(attribute="delivery_time", direction="higher", bound=15),
            "Ищу с менее срочной доставкой по сравнению с № 2 — дольше, чем 15 минут.",
        ),
        (
            Shift(attribute="rating", direction="higher", bound=4.5),
            "Ищу с оценкой получше по сравнению с № 2 — выше 4,5.",
        ),
    ],
)
def test_a_critique_of_one_item_names_it(shift: Shift, said: str) -> None:
    (line,) = note_lines(voice("ru"), [Note(kind="shifted", shift=shift, position=2)])
    assert said in line.replace("\xa0", " ")
