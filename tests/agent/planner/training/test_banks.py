import random

import pytest

from podbor.agent.planner.language import PlanSyntaxError
from podbor.agent.planner.training.banks import BANKS, expand_groups, parse_line
from podbor.agent.planner.training.check_banks import check, main
from podbor.agent.planner.training.fill import Filler, inflect, plural, say_position


def test_every_shipped_line_is_good():
    good, bad = check(sorted(BANKS.glob("*/*.txt")))
    assert bad == []
    assert min(sum(count for topic, count in good.items() if topic.startswith(lang)) for lang in ("ru", "en")) > 3000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("нужен сыр", "no ⇒"),
        ("нужен сыр ⇒", "empty"),
        ("нужен сыр ⇒ buy сыр", "unknown act"),
        ("нужен {сыр} ⇒ find сыр", "slot that cannot be read"),
        ("нужен {product:foo} ⇒ find {product}", "no form"),
        ("нужен сыр ⇒ find {product}", "not in the message"),
        ("[mood=bad] нужен сыр ⇒ find сыр", "state"),
        ("[last=buy] нужен сыр ⇒ find сыр", "last is one of"),
        ("сыр до двухсот ⇒ find сыр <300", "does not say 300"),
    ],
)
def test_a_bad_line_says_why(line, reason):
    with pytest.raises(PlanSyntaxError, match=reason):
        parse_line(line, lang="ru", topic="t")


def test_the_checker_names_file_and_line(tmp_path, capsys):
    path = tmp_path / "x.txt"
    path.write_text("# note\nсыр ⇒ find сыр\nсыр ⇒ nonsense\n", encoding="utf-8")
    assert main([str(path)]) == 1
    assert "x.txt:3:" in capsys.readouterr().out


def test_alternatives_are_written_out():
    assert set(expand_groups("(хочу|дай|) сыр (:)")) == {"хочу сыр (:)", "дай сыр (:)", "сыр (:)"}


def test_slots_are_the_same_in_message_and_plan():
    line = parse_line(
        "[need={product2}] {product:gen} до {n}, но не {brand} ⇒ no brand {brand}; find {product} <{n}",
        lang="ru",
        topic="t",
    )
    message, state, plan = Filler("ru").fill(line, random.Random(1))
    assert "{" not in message + plan + state["need"]
    brand, product = plan.split("; ")
    assert brand.removeprefix("no brand ") in message
    assert state["need"] != product.removeprefix("find ").partition(" <")[0]


@pytest.mark.parametrize(
    ("phrase", "case", "form"),
    [
        ("овсяное печенье", "gen", "овсяного печенья"),
        ("сыр", "ins", "сыром"),
        ("зубная паста", "acc", "зубную пасту"),
        ("корм для кошек", "gen", "корма для кошек"),
    ],
)
def test_russian_phrases_are_inflected_by_their_head(phrase, case, form):
    assert inflect(phrase, case) == form


def test_english_plurals_and_ordinals():
    assert [plural(word) for word in ("apple", "berry", "brush", "jeans")] == ["apples", "berries", "brushes", "jeans"]
    assert say_position(2, "ru", "facc") == "вторую"
    assert say_position(3, "en", "ord") == "third"
