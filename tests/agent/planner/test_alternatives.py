from math import log

import pytest

from podbor.agent.planner.alternatives import LINES, best, other_beginnings
from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.language import SERVICES
from podbor.agent.planner.runtime import Completion, Token


def line(text: str, probability: float = 0.5) -> Completion:
    """A line whose first token has all the doubt."""
    first, *rest = text.split(" ")
    tokens = (Token(text=first, logprob=log(probability)), *(Token(text=f" {word}", logprob=0.0) for word in rest))
    return Completion(text=text, written=tokens, prompt_tokens=1, ms=1.0)


def chosen(message: str, *lines: Completion, **context: object) -> str:
    return best(lines, message, PlannerContext.model_validate(context), services=SERVICES).text


SLATE = [ShownItem(position=1, title="Фонарь Petzl Tikka"), ShownItem(position=2, title="Фонарь Armytek Wizard")]


@pytest.mark.parametrize(
    ("message", "first", "other"),
    [
        ("что ты обо мне знаешь? и запиши, что на орехи аллергия", "profile; profile", "profile; ban nuts"),
        ("йогурт до 150, и чтоб питьевой", "find йогурт <150; find питьевой йогурт", "find питьевой йогурт <150"),
        ("шампунь как у жены, короче для объёма", "find шампунь", "find шампунь для объёма"),
        ("сметану только из Бреста, в самокате есть?", "same @samokat", "find сметана @samokat"),
        ("ищу подгузники памперс", "find подгузники помада", "find подгузники памперс"),
    ],
)  # fmt: skip
def test_what_the_message_speaks_for_wins_over_a_little_more_probability(message, first, other):
    assert chosen(message, line(first, 0.5), line(other, 0.4)) == other
    assert chosen(message, line(first, 0.9999), line(other, 1e-6)) == first


def test_items_that_are_on_screen_speak_for_a_line():
    lines = line('compare "Петль", "Армели"', 0.5), line('compare "Петцль", "Армитек"', 0.4)
    assert chosen("Петцль против Армитека, кто кого", *lines, slate=SLATE) == 'compare "Петцль", "Армитек"'


@pytest.mark.parametrize("other", ["find сыр <200", "find сыр <", "ban сыр", ""])
def test_a_line_that_cannot_be_read_or_has_a_price_of_its_own_never_wins(other):
    assert chosen("сыр до 100", line("find молоко", 0.01), line(other, 1.0)) == "find молоко"


def test_of_equal_lines_the_first_is_taken():
    assert chosen("сыр", line("find сыр @kuper"), line("find сыр @samokat")) == "find сыр @kuper"


def test_other_lines_turn_away_where_the_model_was_least_certain():
    def token(text: str, probability: float, *others: tuple[str, float]) -> Token:
        likeliest = tuple((other, log(share)) for other, share in ((text, probability), *others))
        return Token(text=text, logprob=log(probability), likeliest=likeliest)

    written = (
        token("price", 0.9, ("size", 0.09)),
        token(" up", 0.55, (" down", 0.44), (" 2", 0.001)),
        token("\n", 0.8, (";", 0.15)),
    )
    begun = other_beginnings(Completion(text="price up", written=written, prompt_tokens=1, ms=1.0))
    assert len(begun) == LINES
    assert ["".join(token.text for token in tokens) for tokens in begun][0] == "price down"
    assert begun[0][-1].logprob == log(0.44)


def test_a_line_of_certain_tokens_has_no_others():
    written = (Token(text="more", logprob=log(0.99), likeliest=(("more", log(0.99)), ("undo", log(0.01)))),)
    assert other_beginnings(Completion(text="more", written=written, prompt_tokens=1, ms=1.0)) == []
