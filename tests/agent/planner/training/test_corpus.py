from collections import Counter

import pytest

from podbor.agent.planner.language import parse_plan, render_plan
from podbor.agent.planner.training.corpus import Example, build, read, write
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
