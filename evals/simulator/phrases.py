"""The words of simulated shoppers."""

from functools import cache
from importlib.resources import files
from random import Random
from string import Formatter

import yaml
from pydantic import TypeAdapter

from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.scenario import Statement

Bank = dict[Locale, dict[str, list[str]]]


@cache
def bank() -> Bank:
    """The paraphrases of both languages, by kind of move."""
    text = files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8")
    return TypeAdapter(Bank).validate_python(yaml.load(text, Loader=yaml.CSafeLoader))


def phrase(language: Locale, move: str, random: Random, **slots: str) -> str:
    """One of the paraphrases of a move whose every slot is given."""
    fit = [text for text in bank()[language][move] if _slots(text) <= set(slots)]
    return random.choice(fit).format(**slots)


def ordinal(language: Locale, position: int) -> str:
    """How a position is said; as a number past the ninth."""
    names = bank()[language]["ordinals"]
    return names[position - 1] if position <= len(names) else str(position)


def statement_slots(fact: Statement, language: Locale) -> dict[str, str]:
    """How the value of a fact is called."""
    terms = Terms.load()
    return {
        "value": terms.name(fact.facet, fact.value, language),
        "genitive": terms.name(fact.facet, fact.value, language, "genitive"),
    }


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
