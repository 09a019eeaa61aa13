"""A second reading where the model was not certain: its next best lines, weighed by what speaks for each.

A small model that hesitates between two words is often right with the second: after "profile; " it writes "profile" again, though
the message still speaks of an allergy. Lines that begin with the other word are written out, and of all lines the one is taken
that the probability and the message together speak for: a log-linear reranking of the n best (Collins & Koo 2005, Discriminative
Reranking for Natural Language Parsing).
"""

import re
from collections.abc import Iterator, Sequence
from math import inf, log

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.copies import foreign_words, split, stands_for, unheld
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.holding.titles import named_position
from podbor.agent.planner.language import (
    OPEN_FACETS,
    Act,
    Compare,
    Find,
    Forget,
    PlanSyntaxError,
    Prefer,
    Shift,
    parse_plan,
    prices_of,
)
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.runtime import Completion, Token
from podbor.agent.planner.words import stem, words_of
from podbor.core.terms import Terms

UNSURE = 0.7
"""Probability of the least certain token below which other lines are looked at; docs/planner.md says what that brings and costs."""
LINES, TURNS = 1, 3
"""Other lines at most, and the least certain tokens at which they may turn away."""
UNLIKELY = log(0.04)
UNHELD, FOREIGN, REPEATED, EMPTY, FOUND, NOT_FOUND = -0.6, -0.4, -1.0, -3.0, 0.9, -0.3
"""What counts beside the logarithm of a line's probability: each word of the message that may name a product and stands in no act,
each word of an act that the message does not have, each act said again and each search that is a part of another, each search for
the need on screen where there is none, each item that is named by its title and is on screen, and each that is not."""
MOST = 4


def other_beginnings(line: Completion) -> list[tuple[Token, ...]]:
    """Beginnings of other lines, the likeliest first: up to a token that the model was unsure of, with another in its place.

    None of a line that the model was sure of, but for its kinds.
    """
    turns = sorted(_said(line.written), key=lambda at: line.written[at].logprob)[:TURNS]
    if not turns or line.written[turns[0]].logprob >= log(UNSURE):
        return []
    begun = [
        (*line.written[:at], Token(text=text, logprob=logprob))
        for at in turns
        for text, logprob in line.written[at].likeliest
        if text not in ("", line.written[at].text) and logprob > UNLIKELY
    ]
    return sorted(begun, key=lambda tokens: -sum(token.logprob for token in tokens))[:LINES]


def best(lines: Sequence[Completion], message: str, context: PlannerContext, *, services: Sequence[str]) -> Completion:
    """The line that the probability and the message (numbers normalised) speak for; the first where none can be read."""
    return max(lines, key=lambda line: _weight(line, message, context, services))


def _weight(line: Completion, message: str, context: PlannerContext, services: Sequence[str]) -> float:
    try:
        acts = parse_plan(line.text, services=services)
    except PlanSyntaxError:
        return -inf
    if not prices_of(acts) <= set(numbers_in(message)):
        return -inf
    logprob = sum(line.written[at].logprob for at in _said(line.written))
    return logprob + _evidence(acts, message, context)


def _evidence(acts: Sequence[Act], message: str, context: PlannerContext) -> float:
    said = split(f"{message} {context.need} {context.asked}")
    foreign = [
        word
        for act in acts
        if not (isinstance(act, Find) and act.kinds)
        for text in _free_texts(act)
        for word in foreign_words(text, said)
        if not stands_for(word, said)
    ]
    texts = [text for act in acts for text in (*_free_texts(act), *getattr(act, "kinds", ()))]
    left = [word for word in unheld(message, texts) if not any(_speaks_of(word, act) for act in acts)]
    named = [named_position(title.strip('"'), context) for act in acts for title in _titles(act)]
    return (
        UNHELD * min(len(left), MOST)
        + FOREIGN * min(len(foreign), MOST)
        + REPEATED * (len(acts) - len(set(acts)) + _parts(acts))
        + EMPTY * sum(isinstance(act, Find) and act.query is None and not context.need for act in acts)
        + FOUND * sum(position is not None for position in named)
        + NOT_FOUND * named.count(None)
    )


def _parts(acts: Sequence[Act]) -> int:
    """Searches all of whose words, and not only these, another search has."""
    queries = [frozenset(map(stem, words_of(act.query))) for act in acts if isinstance(act, Find) and act.query]
    return sum(query < other for query in queries for other in queries)


def _speaks_of(word: str, act: Act) -> bool:
    """Whether a word of the message is what an act calls by a name of its own: "орехи" of `ban nuts`, "цена" of `price down`."""
    match act:
        case Prefer() | Forget() if act.fact is not None:
            return Terms.load().resolve(word) == (act.fact.facet, act.fact.value)
        case Shift():
            return re.match(ATTRIBUTE_WORDS[act.attribute], word) is not None
        case _:
            return False


def _said(written: Sequence[Token]) -> Iterator[int]:
    """Places of the tokens but those of kinds, which are many and could all be others."""
    kinds = False
    for at, token in enumerate(written):
        mark = token.text.strip()[:1]
        kinds = kinds and mark not in tuple(";<>~@")
        if not kinds:
            yield at
        kinds = kinds or mark == ":"


def _free_texts(act: Act) -> Iterator[str]:
    """The words of an act that are the shopper's."""
    match act:
        case Find(query=str(text)) | Compare(query=str(text)):
            yield text
        case Prefer() | Forget() if act.fact is not None and act.fact.facet in OPEN_FACETS:
            yield act.fact.value or ""
        case _:
            yield from _titles(act)


def _titles(act: Act) -> Iterator[str]:
    """The items that an act names by words of their titles."""
    refs = (*getattr(act, "refs", ()), getattr(act, "ref", None) or "")
    yield from (ref for ref in refs if ref.startswith('"'))
