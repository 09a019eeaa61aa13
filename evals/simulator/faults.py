"""What a simulated shopper did wrong itself: such a trial says nothing about the assistant."""

from collections import Counter
from collections.abc import Iterator, Sequence

from podbor.agent.language import detect
from podbor.core.items import Item
from podbor.core.text import stems
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.checks.items import has_ingredient
from podbor.evals.dialogue.scenario import Statement
from podbor.evals.simulator.port import Utterance
from podbor.tools.recommend.brands import brands_match

LEAK = 0.75
"""Share of the words of a title that name the product."""
LONGEST = 300
OFTEN = 4


def find_faults(
    utterances: Sequence[Utterance], said: Sequence[Statement], targets: Sequence[Item], *, language: Locale
) -> list[str]:
    """Every fault, once: leaks, contradictions, another language, messages too long or said too often."""
    found = [
        *(f"leaked the target: {one.text!r}" for one in utterances if leaks(one.text, targets)),
        *contradictions(said, targets),
        *(f"another language: {one.text!r}" for one in utterances if detect(one.text, otherwise=language) != language),
        *(f"too long: {len(one.text)} characters" for one in utterances if len(one.text) > LONGEST),
        *_repeated(utterances),
    ]
    return list(dict.fromkeys(found))


def leaks(text: str, targets: Sequence[Item]) -> bool:
    """Whether most words of a target's title are in the message: a shopper who knows the name would search for it.

    A title of one or two words is what the thing is called, and may be said.
    """
    words = set(stems(text))
    for target in targets:
        for title in (target.title.ru, target.title.en):
            named = set(stems(title))
            if len(named) > 2 and len(named & words) / len(named) >= LEAK:
                return True
    return False


def contradictions(said: Sequence[Statement], targets: Sequence[Item]) -> Iterator[str]:
    """Statements against each other, and against what every target is."""
    stances: dict[tuple[str, str], str] = {}
    for fact in said:
        side = "for" if fact.stance in ("require", "prefer") else "against"
        before = stances.setdefault((fact.facet, fact.value.casefold()), side)
        if before != side:
            yield f"contradicted itself about {fact.facet} {fact.value}"
        if targets and all(_rules_out(fact, target) for target in targets):
            yield f"contradicted its goal: {fact.stance} {fact.facet} {fact.value} rules out every target"


def _rules_out(fact: Statement, item: Item) -> bool:
    has = {
        "allergen": fact.value in item.allergens | item.traces,
        "diet": fact.value in item.diets,
        "taste": fact.value in item.tastes,
        "brand": brands_match(item.brand, fact.value),
        "ingredient": has_ingredient(item, fact.value),
    }.get(fact.facet)
    if has is None:
        return False
    return has if fact.stance == "exclude" else fact.stance == "require" and fact.facet != "allergen" and not has


def _repeated(utterances: Sequence[Utterance]) -> Iterator[str]:
    counts = Counter(one.text.casefold() for one in utterances if one.act not in ("more",))
    yield from (f"said {count} times: {text!r}" for text, count in counts.items() if count >= OFTEN)
