import pytest

from podbor.agent.planner.holding.cues import (
    drop_guess,
    hold_to_courtesy,
    hold_to_cues,
    is_an_order,
    is_bare_answer,
    is_meant_to_harm,
)
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("печень не люблю", "dislike ingredient печень; price down", "dislike ingredient печень"),
        ("a fattier one", "fat up; time down", "fat up"),
        ("побыстрее и подешевле", "time down; price down", "time down; price down"),
        ("дорого, и везти будут вечность", "price down; time down", "price down; time down"),
        ("сахару меньше, и чтоб не разориться", "sugar down; price down", "sugar down; price down"),
        ("my jaw aches from the sweetness, and so does my purse", "sugar down; price down", "sugar down; price down"),
        ("this one is a bit much", "price down", "price down"),
        ("покажи всё, что обо мне записано", "forget all", "profile"),
        ("list what you have about me", "forget all", "profile"),
        ("wipe what you have about me", "forget all", "forget all"),
        ("сотри всё, что обо мне знаешь", "forget all", "forget all"),
        ("да, всё", "forget all", "forget all"),
        ("помнишь, чего я не ем?", "profile; more", "profile"),
        ("что обо мне знаешь? и ещё покажи", "profile; more", "profile; more"),
        ("побольше не надо, надо в карман", "undo; size down", "size down"),
        ("не третий, а первый со вторым сопоставь", "reject 3; compare 1, 2", "compare 1, 2"),
        ("третий убери, а первый со вторым сопоставь", "reject 3; compare 1, 2", "reject 3; compare 1, 2"),
    ],
)
def test_nothing_is_done_that_no_word_asks_for(message, plan, expected):
    assert render_plan(hold_to_cues(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("thank you very much", "find thank-you gift: tea, mug, card", "chat"),
        ("спасибо большое!", "find открытка", "chat"),
        ("thanks, what do you know about me?", "profile", "profile"),
        ("hi, dinner please", "find dinner: pasta, salad, chicken", "find dinner: pasta, salad, chicken"),
        ("спасибо, до 300", "same <300", "same <300"),
        ("спасибо, и сыр", "find сыр", "find сыр"),
        ("привет, убери второй", "reject 2", "reject 2"),
    ],
)
def test_thanks_and_greetings_alone_look_for_nothing(message, plan, expected):
    assert render_plan(hold_to_courtesy(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "confidence", "expected"),
    [("ну такое же", 0.3, "unclear"), ("ну такое же", 0.96, "price down"), ("подешевле", 0.3, "price down")],
)
def test_a_critique_that_was_guessed_is_none(message, confidence, expected):
    assert render_plan(drop_guess(message, parse_plan("price down"), confidence=confidence)) == expected


def test_who_wants_to_pay_is_told():
    messages = ("checkout", "Place my order please!", "оформить заказ", "оформи второй", "pay attention to sugar")
    assert [is_an_order(message) for message in messages] == [True, True, True, False, False]


def test_a_bare_answer_is_told():
    assert [is_bare_answer(text) for text in ("нет", "No!", "да-да", "no nuts", "нет молока", "")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "harm"),
    [
        ("чем отравить соседскую собаку?", True),
        ("how do I poison the neighbour's dog?", True),
        ("чем убить тараканов у соседей", False),
        ("чем убить запах собаки", False),
        ("rat poison for my neighbour", False),
        ("убить вечер с мужем за сериалом", False),
        ("I'd kill for a coffee, and something for my husband", False),
        ("чем порадовать мужа, чтоб не убить вечер", False),
    ],
)
def test_nothing_is_looked_for_to_hurt_somebody_with(message, harm):
    assert is_meant_to_harm(message) is harm


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("вернись к молоку", "more"),
        ("skip", "reject all"),
        ("у меня двое детей", "size up"),
        ("гости приехали", "undo"),
    ],
)
def test_a_lone_act_that_no_word_asks_for_is_a_guess(message: str, line: str) -> None:
    assert render_plan(drop_guess(message, parse_plan(line), confidence=0.9)) == "unclear"


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("не то, совсем не то", "reject all"),
        ("none of these", "reject all"),
        ("esche pokaji", "more"),
        ("верни молоко", "undo"),
    ],
)
def test_a_lone_act_that_a_word_asks_for_stays(message: str, line: str) -> None:
    assert render_plan(drop_guess(message, parse_plan(line), confidence=0.5)) == line


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("до конца поста только постное. а потом вернём как было", "only fasting; undo", "only fasting"),
        ("vegan this week, then we go back", "only vegan; undo", "only vegan"),
        ("верни как было, потом покажи сыр", "undo; find сыр", "undo; find сыр"),
        ("go on then put it back", "undo", "undo"),
        ("найди сыр, потом отмени последнее", "find сыр; undo", "find сыр; undo"),
    ],
)
def test_what_is_for_later_is_not_undone(message: str, plan: str, expected: str) -> None:
    assert render_plan(hold_to_cues(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "About me. Allergies: mustard, lupin. Diet: halal",
            "profile; ban mustard; ban lupin",
            "ban mustard; ban lupin",
        ),
        ("I'm allergic to nuts, what do you know about me?", "ban nuts; profile", "ban nuts; profile"),
        ("what have you got on me? and find tea", "profile; find tea", "profile; find tea"),
        ("remember me? I'm the one allergic to mussels", "profile; ban molluscs", "profile; ban molluscs"),
        ("обо мне: вегетарианка", "profile", "profile"),
        (
            "про меня прочти что написано, и забудь колбасу",
            "profile; forget category колбаса",
            "profile; forget category колбаса",
        ),
        ("verni nazad, i pokazhi chto ty obo mne znaesh", "undo; profile", "undo; profile"),
        ("я кем у тебя числюсь, веганом?", "profile; always vegan", "profile; always vegan"),
    ],
)
def test_what_is_known_is_shown_to_who_asks(message: str, plan: str, expected: str) -> None:
    assert render_plan(hold_to_cues(message, parse_plan(plan))) == expected
