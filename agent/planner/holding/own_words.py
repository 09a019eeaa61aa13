"""English names of a shelf as the message has them: "diapers" are not looked for as "nappies", nor yogurt as "yoghurt"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.people import People
from podbor.agent.planner.holding.allergies import ALLERGY
from podbor.agent.planner.holding.paraphrases import split, words_written
from podbor.agent.planner.holding.phrases import IMAGINED, belongs, is_filler, tokens_of
from podbor.agent.planner.holding.plain_products import are_of_one_shelf, is_product, shelves_of
from podbor.agent.planner.language import Act, Find
from podbor.agent.planner.words import likeness, stem
from podbor.core.terms import Terms

DENIED = re.compile(
    r"(?<!\w)(?:not|no|without|instead of|rather than|n['’]t)(?: an?| the)? [^\W_]+|[^\W_]+[ -](?:free|less)(?!\w)",
    re.IGNORECASE,
)
"""What a message does not want."""

FOOD = re.compile(r"(?P<diet>.+) foods?")
"""A diet that is only thought of is looked for by "products", as in LANGUAGE.md, where no food is named."""


def in_own_words(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with English names of a shelf as the message calls it, and spells it.

    A message that goes on to describe what it means ("dumplings, the Russian ones") is left to the model.
    """
    if IMAGINED.search(message) and "food" not in split(message):
        acts = [_of_products(act) for act in acts]
    own = tuple(
        _own(act, message, [other for other in acts if other is not act])
        if isinstance(act, Find) and act.query and not act.kinds
        else act
        for act in acts
    )
    return tuple(acts) if own != tuple(acts) and any(_unsaid(message, own)) else own


def _of_products(act: Act) -> Act:
    match act:
        case Find(query=str(query)) if (found := FOOD.fullmatch(query)) and _is_a_diet(found["diet"]):
            return replace(act, query=f"{found['diet']} products")
        case _:
            return act


def _is_a_diet(phrase: str) -> bool:
    known = Terms.load().resolve(phrase)
    return known is not None and known[0] == "diet"


def _own(find: Find, message: str, others: Sequence[Act]) -> Find:
    query, said = find.query or "", split(message)
    forms = {stem(word) for word in said}
    unsaid = [word for word in split(query) if word.isalpha() and word.isascii() and stem(word) not in forms]
    if not unsaid:
        return find
    held = [word for act in others for word in words_written(act)]
    denied = [word for told in DENIED.findall(message) for word in split(told)]
    taken = set(map(stem, (*held, *denied)))
    named = [word for word in said if word.isascii() and stem(word) not in taken and is_product(word)]
    for word in unsaid:
        own = [other for other in named if are_of_one_shelf(word, other) and not _is_clipped(other, word)]
        if len(own) == 1 and own[0] not in split(query):
            query = re.sub(rf"(?<!\w){word}(?!\w)", own[0], query, flags=re.IGNORECASE)
    return replace(find, query=query)


def _is_clipped(name: str, word: str) -> bool:
    """Whether a name is a word cut short that names another shelf by itself: "dark choc" is chocolate, and no candies."""
    return word.startswith(name) and shelves_of(name) != shelves_of(word)


def _unsaid(message: str, acts: Sequence[Act]) -> Iterator[str]:
    """Words that may name a product and stand in no act."""
    held = [word for act in acts for word in words_written(act)]
    for token in tokens_of(message):
        word = token.text.casefold()
        told = token.kind == "word" and belongs(token) and _may_describe(word)
        if told and not any(likeness(word, other) for other in held):
            yield word


def _may_describe(word: str) -> bool:
    """Whether a word may say what a thing is like: nobody's name, no allergy, no "he's"."""
    content = any(len(part) > 1 and not is_filler(part) for part in split(word))
    return content and People.load().called(word) is None and ALLERGY.search(word) is None
