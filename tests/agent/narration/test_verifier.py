"""Our own words are held to the facts as a model's are: what they say is in them, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from langchain_core.messages.tool import ToolCall

from podbor.agent.narration.verifier import _money_said, gather, ungrounded, ungrounded_money
from podbor.agent.state import Problem, Turn
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.slate import Slate, SlateItem
from podbor.core.terms import Terms
from podbor.tools.toolbox.context import Note

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
COOKIES = Item(
    item_id="c", title=Bilingual(ru="Печенье", en="Cookies"), allergens=frozenset({"eggs"}), diets=frozenset()
)
OFFER = Offer(item_id="c", service="kuper", price=9900, stock=1, eta_minutes=1440, updated_at=AT)
SUGAR = Shift(attribute="sugar", direction="lower", bound=4.2)
CHEAPER = Shift(attribute="price", direction="lower", bound=9400)
GLUTEN = PreferenceChange(facet="allergen", value="gluten", stance="exclude", scope="lasting", person="son")
SAID = PreferenceEvent(
    event_id="e", user_id="u", thread_id="t", turn_id="1", at=AT, type="preference", utterance="no nuts", change=GLUTEN
)
EXPLAINED = Note(kind="explained", shown=SlateItem(item=COOKIES, offers=(OFFER,), score=1.0), position=1)


def wrong(text: str, *notes: Note, slate: Slate | None = None, prose: str = "", **turn: object) -> tuple[str, ...]:
    made = Turn(turn_id="1", utterance="?", notes=notes, prose=prose, **turn)  # type: ignore[arg-type]
    return ungrounded(text, gather(made, slate or Slate(), words=()), Terms.load())


@pytest.mark.parametrize(
    ("true", "false", "note"),
    [
        ("under 4.2 g per 100 g", "under 4.3 g", Note(kind="shifted", shift=SUGAR)),
        (
            "you said «до 300 ₽»",
            "you said «до 301 ₽»",
            Note(kind="profile", events=(replace(SAID, utterance="до 300"),)),
        ),
        ("below ₽94", "below ₽95", Note(kind="profile", events=(replace(SAID, change=None, shift=CHEAPER),))),
        ("kuper, 1 day", "kuper, 2 days", Note(kind="compared", offers=(OFFER,))),
        ("you said it on November 23, 2026", "on December 24, 2026", Note(kind="profile", events=(SAID,))),
        ("I remember: no gluten", "I remember: no eggs", Note(kind="profile", events=(SAID,))),
        ("your son: no gluten", "your son: no eggs", Note(kind="people_missed", changes=(GLUTEN,))),
        ("Say I don't eat nuts", "Say I don't eat eggs", Note(kind="profile_empty")),
        ("Allergens: eggs", "Allergens: milk", EXPLAINED),
        ("It takes 1 day", "It takes 2 days", EXPLAINED),
    ],
)
def test_what_a_note_tells_may_be_said_and_nothing_else(true: str, false: str, note: Note) -> None:
    numbers = Note(kind="list_changed", facts=(("per", 100),))
    assert wrong(true, note, numbers) == ()
    assert wrong(false, note, numbers) != ()


@pytest.mark.parametrize("text", ["no eggs", "contains eggs", "egg-free", "без яиц", "all of it is gluten free"])
def test_a_claim_is_found_wherever_it_stands_in_a_sentence(text: str) -> None:
    assert len(wrong(text)) == 1


def test_what_our_own_words_ask_about_is_no_claim_and_a_models_words_are() -> None:
    forget: ToolCall = {"name": "forget", "args": {"what": {"facet": "allergen", "value": "nuts"}}, "id": "1"}
    assert wrong("Forget nuts?", doubtful=(forget,)) == ()
    assert wrong("Forget eggs?", doubtful=(forget,)) == ("eggs",)
    assert wrong("It has no nuts", prose="It has no nuts", doubtful=(forget,)) == ("nuts",)


def test_the_limit_of_a_message_may_be_said() -> None:
    too_long = Problem(message="problem-too-long", facts=(("length", 104), ("limit", 60)))
    assert wrong("104 characters, and I read up to 60", problems=(too_long,)) == ()
    assert wrong("105 characters", problems=(too_long,)) == ("105",)


def test_a_constraint_that_emptied_the_list_may_be_named() -> None:
    slate = Slate(emptied_by=("allergen molluscs",))
    assert wrong("Мешает: моллюски", slate=slate) == ()
    assert wrong("Мешает: арахис", slate=slate) == ("арахис",)


def test_a_model_may_not_say_which_allergens_an_item_has() -> None:
    assert wrong("It has no eggs", EXPLAINED, prose="It has no eggs") == ("eggs",)


def test_a_models_claim_is_not_excused_by_what_was_asked_or_by_a_title() -> None:
    nutty = Item(item_id="n", title=Bilingual(ru="Печенье с орехами", en="Nut cookies"), allergens=frozenset({"nuts"}))
    slate = Slate(items=(SlateItem(item=nutty, offers=(OFFER,), score=1.0),))
    lie = "Печенье с орехами: орехов там нет"
    assert wrong(lie, prose=lie, slate=slate) == ("орехов",)
    true = "Печенье с орехами — хороший выбор"
    assert wrong(true, prose=true, slate=slate) == ()


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("₽1,299.99 at Kuper", [1299_99]),
        ("₽1,234,567", [1234567_00]),
        ("1\u00a0299,99 ₽ и 45 ₽", [1299_99, 45_00]),
        ("Аптека 36,6 109 ₽", [109_00]),
        ("Lenta 24 ₽109", [109_00]),
        ("Чехол на 3 рубашки, 12 рублей", [12_00]),
        ("1 299 руб.", [1299_00]),
    ],
)
def test_a_price_is_read_whole(text: str, kopecks: list[int]) -> None:
    assert [found for _, found in _money_said(text)] == kopecks


def test_the_number_of_a_name_is_of_no_price() -> None:
    offer = Offer(item_id="c", service="lenta", price=299_00, stock=1, eta_minutes=20, updated_at=AT)
    seven = Item(item_id="s", title=Bilingual(ru="Сок J7", en="Juice No. 7"), brand="7")
    slate = Slate(items=(SlateItem(item=seven, offers=(offer,), score=1.0),))
    facts = gather(Turn(turn_id="1", utterance="?"), slate, words=("Лента 24", "Lenta 24"))
    for line in ("1. Сок J7 — Лента 24 299 ₽", "Juice No. 7 299 ₽", "Лента\u00a024: 299 ₽ или Lenta 24 ₽299"):
        assert ungrounded_money(line, facts) == ()
    for line in ("1. Сок J7 — Лента 24 298 ₽", "24 299 ₽", "7 299 ₽", "Лента 24 299 299 ₽", "Лента 241 299 ₽"):
        assert len(ungrounded_money(line, facts)) == 1


def test_a_row_of_digits_that_is_no_number_of_anything_breaks_nothing() -> None:
    codes = " ".join(["4600123456789"] * 25)
    assert wrong("You said it", Note(kind="profile", events=(replace(SAID, utterance=codes + "9" * 400),))) == ()
