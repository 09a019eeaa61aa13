"""Gives a search back the words of the message that belong to its product.

A small model keeps the head of a name and drops what stands beside it: "тушь для ресниц чёрная" becomes "тушь для ресниц".
What belongs to a noun phrase is regular enough to be read by rule: adjectives, nouns, sizes and "with", "for" phrases, up to the
next stop.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.holding.phrases import PREPOSITIONS, Token, belongs, part_of_speech, tokens_of
from podbor.agent.planner.language import FORBIDDEN, Act, Find, Prefer
from podbor.agent.planner.numerals import number_of
from podbor.agent.planner.words import likeness, words_of

END_LETTERS = 4
"""Of a word that is the end of another: "клей" of "суперклей"."""


def restore_modifiers(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the queries of plain searches as long as the message says them."""
    finds = [act for act in acts if isinstance(act, Find) and act.query and not act.kinds]
    if not finds or any(isinstance(act, Find) and act.kinds for act in acts):
        return tuple(acts)
    tokens = list(tokens_of(message))
    taken: list[frozenset[int]] = []
    for find in finds:
        taken.append(_located(find.query or "", tokens, frozenset().union(*taken)))
    facts = any(isinstance(act, Prefer) for act in acts)
    full = {
        id(find): _extended(find, tokens, own, _others(taken, at), facts=facts)
        for at, (find, own) in enumerate(zip(finds, taken, strict=True))
    }
    return tuple(full.get(id(act), act) for act in acts)


def _located(query: str, tokens: Sequence[Token], taken: frozenset[int]) -> frozenset[int]:
    """Where the words of a query stand: each at its first place that is not `taken`, if there is one."""
    found: set[int] = set()
    for word in words_of(query):
        places = [at for at, token in enumerate(tokens) if at not in found and _says(token, word)]
        if places:
            found.add(next((at for at in places if at not in taken), places[0]))
    return frozenset(found)


def _says(token: Token, word: str) -> bool:
    return token.kind != "mark" and any(likeness(word, part) for part in words_of(token.text))


def _others(taken: Sequence[frozenset[int]], own: int) -> frozenset[int]:
    return frozenset().union(*(places for at, places in enumerate(taken) if at != own))


def _extended(find: Find, tokens: Sequence[Token], own: frozenset[int], others: frozenset[int], *, facts: bool) -> Find:
    query = find.query or ""
    if not own or any(not any(_says(tokens[at], word) for at in own) for word in words_of(query) if len(word) > 2):
        return find
    if not _latin(query) and all(_latin(token.text) for token in tokens):
        return find
    first, last = min(own), max(own)
    if any(tokens[at].kind == "mark" for at in range(first, last)) or others & set(range(first, last)):
        return find
    before = [] if facts else _before(tokens, first, others)
    after = _after(tokens, last + 1, others, sizes_only=bool(facts))
    lead, tail = (" ".join(_new(tokens, places, query)) for places in (before, after))
    full = " ".join(part for part in (lead, query, tail) if part)
    return find if full == query or any(char in FORBIDDEN for char in full) else replace(find, query=full)


def _latin(text: str) -> bool:
    """Whether there is no Cyrillic in a text."""
    return re.search(r"[а-яё]", text, re.IGNORECASE) is None


def _new(tokens: Sequence[Token], places: Sequence[int], query: str) -> Iterator[str]:
    """The words at these places, without a number that the query has, in digits or in words, and the end of one of its words."""
    numbers = set(re.findall(r"\d+", query))
    written = words_of(query)
    for at in places:
        token = tokens[at]
        value = number_of(token.text)
        said = numbers & set(re.findall(r"\d+", token.text)) if token.kind == "size" else str(value) in numbers
        if not said and not any(_is_end_of(word, other) for word in words_of(token.text) for other in written):
            yield token.text


def _is_end_of(word: str, other: str) -> bool:
    return END_LETTERS <= len(word) < len(other) and other.endswith(word)


def _before(tokens: Sequence[Token], first: int, others: frozenset[int]) -> list[int]:
    """Where the words stand that belong to the one at `first`, but not to a preposition: no "рыбалку" of "на рыбалку термос"."""
    at = first
    while at > 0 and at - 1 not in others and belongs(tokens[at - 1]):
        at -= 1
    if at > 0 and part_of_speech(tokens[at - 1].text) == "PREP":
        at = next((place + 1 for place in range(at, first) if part_of_speech(tokens[place].text) == "NOUN"), at)
    return list(range(at, first))


def _after(tokens: Sequence[Token], start: int, others: frozenset[int], *, sizes_only: bool) -> list[int]:
    found: list[int] = []
    at = start
    while at < len(tokens) and at not in others:
        token = tokens[at]
        if belongs(token) and (token.kind == "size" or not sizes_only):
            found.append(at)
            at += 1
        elif token.text.casefold() in PREPOSITIONS and not sizes_only:
            end = at + 1
            while end < len(tokens) and end not in others and belongs(tokens[end]):
                end += 1
            if end == at + 1:
                break
            found.extend(range(at, end))
            at = end
        elif token.text == "," and at + 1 < len(tokens) and tokens[at + 1].kind == "size":
            at += 1
        else:
            break
    return found
