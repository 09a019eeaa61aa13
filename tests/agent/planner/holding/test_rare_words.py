import pytest

from podbor.agent.planner.holding.rare_words import restore_rare_words
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("egermeister podarochny please", "find eggs podarochny", "find egermeister podarochny"),
        ("where's the jardin cheaper", 'compare "gardening"', 'compare "jardin"'),
        ("is there a xiaomi samovarchik", "find xiaomi samurai", "find xiaomi samovarchik"),
        ("эпичурио паста есть?", "find эпическая паста", "find эпичурио паста"),
        ("greenfild tea", "find greyed hair: hair dye, hair mask", "find greenfild tea"),
        ("I'll take the ahmad", 'take "Ahmed"', 'take "ahmad"'),
    ],
)
def test_a_word_that_nobody_said_gives_way_to_the_rare_one_that_was(message: str, plan: str, expected: str) -> None:
    assert render_plan(restore_rare_words(message, parse_plan(plan), need="")) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("подгузы для сына", "find подгузники"),
        ("i need the thing to peel potatoes", "find potato peeler"),
        ("кефирчику бы", "find кефир"),
        ("кефир однопроцентный и десяток яиц", "find кефир 1%; find яйца 10 шт"),
        ("подарок бабуле на юбилей", "find подарок бабушке: плед, чай"),
        ("molochka by", "find молоко"),
        ("sth for the grandkiddies, rainy day", "find keeping kids busy: puzzle, stickers"),
        ("megamarket only", "same @megamarket"),
    ],
)
def test_forms_paraphrases_and_vague_needs_are_the_models(message: str, plan: str) -> None:
    assert render_plan(restore_rare_words(message, parse_plan(plan), need="")) == plan
