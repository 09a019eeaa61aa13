from collections import Counter

import pytest

from podbor.agent.planner.language import parse_plan, render_plan
from podbor.agent.planner.training.banks import NEWEST
from podbor.agent.planner.training.corpus import Example, build, load_banks, read, write
from podbor.agent.planner.training.leakage import drop_leaks, normal_form


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return build(per_lang=600, seed=3)


def test_a_corpus_is_balanced_seeded_and_without_repeats(examples):
    assert Counter(example.lang for example in examples) == {"ru": 600, "en": 600}
    assert len({(example.lang, example.prompt) for example in examples}) == len(examples)
    assert build(per_lang=600, seed=3) == examples
    assert build(per_lang=600, seed=4) != examples


def test_plans_are_in_canonical_spelling_and_prompts_end_the_line(examples):
    for example in examples:
        assert render_plan(parse_plan(example.plan)) == example.plan
        assert example.prompt.endswith("\n")
        assert "{" not in example.prompt + example.plan


def test_examples_survive_their_file(examples, tmp_path):
    write(examples, tmp_path / "c.jsonl")
    assert read(tmp_path / "c.jsonl") == examples


def test_held_out_messages_and_near_copies_are_dropped():
    def example(message: str) -> Example:
        return Example(lang="ru", topic="t", prompt=f"[need сыр]\n{message}\n", plan="more")

    held_out = [normal_form("Хочу овсяное печенье без сахара"), normal_form("подешевле")]
    kept = drop_leaks(
        [example("хочу овсяное печенье без сахара!"), example("подешевле"), example("хочу ржаной хлеб")], held_out
    )
    assert [item.prompt for item in kept] == ["[need сыр]\nподешевле\n", "[need сыр]\nхочу ржаной хлеб\n"]


def test_sure_lines_are_drawn_a_quarter_as_often():
    keys = {line.key for lines in load_banks(NEWEST).values() for line in lines}
    some = {key for at, key in enumerate(sorted(keys)) if at % 2}
    of_some = {
        line.plan
        for lines in load_banks(NEWEST).values()
        for line in lines
        if line.key in some and "{" not in line.plan
    }
    of_rest = {line.plan for lines in load_banks(NEWEST).values() for line in lines if line.key not in some}

    def drawn(shares):
        plans = Counter(example.plan for example in build(per_lang=1500, seed=1, folder=NEWEST, shares=shares))
        return sum(count for plan, count in plans.items() if plan in of_some - of_rest)

    assert 0.3 < drawn(dict.fromkeys(some, 0.25)) / drawn({}) < 0.5


def test_russian_has_the_share_that_is_asked_for():
    assert Counter(example.lang for example in build(per_lang=200, seed=1, russian=0.6)) == {"ru": 240, "en": 160}
