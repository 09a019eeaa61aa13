"""An empty list says why and what may be dropped; a limit is said plainly. In both languages."""

from datetime import UTC, datetime

import pytest

from podbor.agent.narration.listing import gap_lines
from podbor.agent.narration.narrator import problem_text
from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.voice import Voice
from podbor.agent.state import Problem
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.settings import SERVICES
from podbor.core.slate import Gap, Need, Slate
from podbor.core.terms import Terms
from podbor.core.vocabulary import ATTRIBUTES, DIRECTIONS, Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.relaxation import emptied_by, relaxable
from podbor.tools.toolbox.context import Note

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEED = Need(query="x", price_max=10_000)
OFFER = {"ru": "Могу снять", "en": "I can drop"}
FIRM = {"ru": "Сам этого не снимаю", "en": "I never drop"}


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


def said(locale: Locale, *blockers: set[str]) -> str:
    names = [frozenset(one) for one in blockers]
    slate = Slate(needs=(NEED,), emptied_by=emptied_by(names), relaxable=relaxable(names))
    (line,) = gap_lines(voice(locale), slate)
    return line.replace("\xa0", " ")


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_a_light_condition_is_named_and_offered(locale: Locale) -> None:
    line = said(locale, {"price_max"}, {"price_max", "allergen nuts"})
    assert line.count("100 ₽" if locale == "ru" else "₽100") == 1
    assert OFFER[locale] in line
    assert FIRM[locale] not in line


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("firm", ["allergen nuts", "diet vegan", "ingredient клубника"])
@pytest.mark.parametrize("also", [set(), {"price_max"}], ids=["alone", "with a price"])
def test_what_may_harm_is_named_and_never_offered(locale: Locale, firm: str, also: set[str]) -> None:
    line = said(locale, {firm, *also})
    assert OFFER[locale] not in line
    assert FIRM[locale] in line


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_where_either_would_do_only_the_light_one_is_offered(locale: Locale) -> None:
    line = said(locale, {"allergen nuts"}, {"price_max"})
    offer = line[line.index(OFFER[locale]) : line.index(FIRM[locale])]
    assert "100" in offer
    assert ("орех" if locale == "ru" else "nuts") not in offer
    assert ("орех" if locale == "ru" else "nuts") in line


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("ru", "«y»: ничего не подошло. Мешает: цена до 200 ₽. Могу снять это, если скажете."),
        ("en", "“y”: nothing fits. In the way: price up to ₽200. I can drop this if you say so."),
    ],
)
def test_each_empty_need_of_several_is_named_with_its_own_conditions(locale: Locale, line: str) -> None:
    gaps = (Gap(need=1, emptied_by=("price_max",), relaxable=("price_max",)), Gap(need=2))
    needs = (NEED, Need(query="y", price_max=20_000), Need(query="z"))
    named, exhausted = gap_lines(voice(locale), Slate(needs=needs, gaps=gaps))
    assert named.replace("\xa0", " ") == line
    assert "z" in exhausted


@pytest.mark.parametrize(
    ("locale", "said"),
    [("ru", "«чайник»: дешевле уже не найти."), ("en", "“чайник”: something cheaper: there is nothing further.")],
)
def test_a_limit_of_one_need_names_it_and_says_nothing_of_the_list(locale: Locale, said: str) -> None:
    facts = (("attribute", "price"), ("direction", "lower"), ("need", "чайник"))
    assert problem_text(voice(locale), Problem(message="problem-limit", facts=facts)) == said


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_every_limit_is_said_plainly(locale: Locale, attribute: str, direction: str) -> None:
    facts = (("attribute", attribute), ("direction", direction))
    line = problem_text(voice(locale), Problem(message="problem-limit", facts=facts))
    assert ("уже не найти" if locale == "ru" else "nothing further") in line
    assert line[0].isupper()


@pytest.mark.parametrize(
    ("silent", "line"),
    [
        (("kuper",), "«Купер» сейчас не отвечает, показываю остальные."),
        (("kuper", "samokat"), "«Купер» и «Самокат» сейчас не отвечают, показываю остальные."),
    ],
)
def test_services_that_do_not_answer_are_counted(silent: tuple[str, ...], line: str) -> None:
    (*_, said_last) = gap_lines(voice("ru"), Slate(needs=(NEED,), not_carried=("x",), unavailable=silent))
    assert said_last.replace("«", "").replace("»", "") == line.replace("«", "").replace("»", "")


def test_the_cheapest_with_the_fee_is_told_where_it_is_another() -> None:
    item = Item(item_id="a", title=Bilingual(ru="Чай", en="Tea"))

    def offer(service: str, price: int, fee: int) -> Offer:
        return Offer(
            item_id="a", service=service, price=price, stock=1, eta_minutes=30, delivery_fee=fee, updated_at=AT
        )

    near, far = offer("samokat", 100_00, 0), offer("kuper", 90_00, 99_00)
    lines = note_lines(voice("en"), [Note(kind="compared", item=item, offers=(near, far))])
    assert lines[-2:] == ["Cheapest at Kuper: ₽90.", "With delivery, cheapest at Samokat: ₽100."]
    lines = note_lines(voice("en"), [Note(kind="compared", item=item, offers=(near, offer("kuper", 90_00, 0)))])
    assert lines[-1] == "Cheapest at Kuper: ₽90."
