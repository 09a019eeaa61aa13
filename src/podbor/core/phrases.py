"""Finds the phrases of a vocabulary in a text, whatever their inflection and word order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from podbor.core.morphology import mostly, parses
from podbor.core.text import WORD, fold, stem

PREPOSITIONS = frozenset(
    "с со из для в во на без от к ко под по при о об у за with for of in without from to by".split()
)
NEGATIONS = frozenset("без не нет безо without no zero".split())
CONJUNCTIONS = frozenset("и или а но либо and or but".split())
JOINING = frozenset("и или либо ни and or nor".split())
HOLDING = tuple("добавл содерж использ примен added adding artificial any contain".split())
"""Beginnings of words between a denial and what it denies."""
OF_ITSELF = frozenset("from of range run roaming".split())
"""Words after a "free" that is not of what stands before it."""
ONLY = frozenset("только only лишь просто just".split())
"""Words after a "not" that deny nothing."""
MAY_BE_ZERO = tuple("sugar сахар calor калор кал lactos лактоз fat жир alcohol алкогол gluten глютен".split())
"""Beginnings of what a product has "zero" of: "Zero Peanut" is a bar with peanuts."""
DENIED_WORDS = 6
BREAK_MARK = re.compile(r"[^\w\s'’`\-–—«»\"%&]|\s&|&\s")


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word of a text: its stem, the clause it is in (clauses end at punctuation) and its folded form."""

    word: str
    stem: str
    clause: int


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A phrase of a vocabulary: the key it stands for and its stems; one with a preposition or an «и» keeps its order."""

    key: str
    stems: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, kw_only=True)
class Match:
    """A phrase found: the positions of its words in the text's tokens, ascending."""

    key: str
    at: tuple[int, ...]


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens; numbers keep their comma."""
    folded = fold(text)
    tokens: list[Token] = []
    clause = end = 0
    for found in WORD.finditer(folded):
        if BREAK_MARK.search(folded, end, found.start()):
            clause += 1
        word = found.group()
        tokens.append(Token(word=word, stem=stem(word), clause=clause))
        end = found.end()
    return tokens


class PhraseIndex:
    """All phrases of a vocabulary, looked up by their first stem.

    `gap` is how many other words may stand between the words of a phrase without a preposition; `tokens` splits a phrase
    as the texts are split.
    """

    def __init__(
        self,
        entries: Mapping[str, Iterable[str]],
        *,
        gap: int = 1,
        tokens: Callable[[str], list[Token]] = tokenise,
    ) -> None:
        self._gap, self._tokens = gap, tokens
        self._by_stem: dict[str, list[Phrase]] = {}
        for key, texts in entries.items():
            for text in texts:
                self._add(key, text)

    def _add(self, key: str, text: str) -> None:
        tokens = self._tokens(text)
        phrase = Phrase(
            key=key,
            stems=tuple(token.stem for token in tokens),
            ordered=any(token.word in PREPOSITIONS or token.word in CONJUNCTIONS for token in tokens),
        )
        bucket = self._by_stem.setdefault(phrase.stems[0], [])
        if phrase not in bucket:
            bucket.append(phrase)

    @property
    def phrases(self) -> list[Phrase]:
        """Every phrase of the vocabulary."""
        return [phrase for bucket in self._by_stem.values() for phrase in bucket]

    def find(self, tokens: list[Token]) -> list[Match]:
        """Phrases in `tokens` that do not overlap, the longest first taken, in the order of the text."""
        found: list[Match] = []
        for start, token in enumerate(tokens):
            for phrase in self._by_stem.get(token.stem, ()):
                at = self._ordered(phrase, tokens, start) if phrase.ordered else self._free(phrase, tokens, start)
                if at:
                    found.append(Match(key=phrase.key, at=at))
        found.sort(key=lambda match: (-len(match.at), match.at[-1] - match.at[0], match.at))
        taken: set[int] = set()
        chosen: list[Match] = []
        for match in found:
            if taken.isdisjoint(match.at):
                taken.update(match.at)
                chosen.append(match)
        return sorted(chosen, key=lambda match: match.at)

    def _free(self, phrase: Phrase, tokens: list[Token], start: int) -> tuple[int, ...]:
        """Positions of the words in any order, in one clause, with no preposition or conjunction among them."""
        if len(phrase.stems) == 1:
            return (start,)
        reach = len(phrase.stems) - 1 + self._gap
        span = [start, *self._run(tokens, start, 1, reach), *self._run(tokens, start, -1, reach)]
        at = [start]
        for wanted in phrase.stems[1:]:
            near = [place for place in span if tokens[place].stem == wanted and place not in at]
            if not near:
                return ()
            at.append(min(near, key=lambda place: abs(place - start)))
        at.sort()
        return tuple(at) if at[-1] - at[0] <= reach else ()

    @staticmethod
    def _run(tokens: list[Token], start: int, step: int, reach: int) -> list[int]:
        places = []
        for place in range(start + step, start + step * (reach + 1), step):
            if not 0 <= place < len(tokens) or tokens[place].clause != tokens[start].clause:
                break
            if tokens[place].word in PREPOSITIONS or tokens[place].word in CONJUNCTIONS:
                break
            places.append(place)
        return places

    def _ordered(self, phrase: Phrase, tokens: list[Token], start: int) -> tuple[int, ...]:
        """Positions of the words in their order, with a few others between them, over clauses too."""
        reach = 3 * self._gap
        at = [start]
        for wanted in phrase.stems[1:]:
            ahead = range(at[-1] + 1, min(at[-1] + 1 + reach, len(tokens)))
            place = next((place for place in ahead if tokens[place].stem == wanted), None)
            if place is None:
                return ()
            at.append(place)
        return tuple(at)


def _is_free(tokens: list[Token], at: int) -> bool:
    """Whether "free" follows the word and is of it: not in "peanuts, free from palm oil" or "eggs free range"."""
    following = [token.word for token in tokens[at + 1 : at + 3] if token.clause == tokens[at].clause]
    return following[:1] == ["free"] and OF_ITSELF.isdisjoint(following[1:])


def negated(tokens: list[Token], at: int) -> bool:
    """Whether the word is denied: "без сахара и молока" denies both, so do "sugar free" and "free from".

    A denial ends with its first noun and those that are joined to it: "без сахара молочный" denies no milk.
    """
    if _is_free(tokens, at):
        return True
    return any(
        at in _denied_from(tokens, start)
        for start in range(max(at - DENIED_WORDS, 0), at)
        if tokens[start].word in NEGATIONS
        or (tokens[start].word in PREPOSITIONS and start > 0 and tokens[start - 1].word == "free")
    )


def _denied_from(tokens: list[Token], start: int) -> Iterator[int]:
    """Yield the places that the negation at `start` denies."""
    denial = tokens[start].word
    following = tokens[start + 1].word if start + 1 < len(tokens) else ""
    thing = next((token.word for token in tokens[start + 1 :] if not token.word.startswith(HOLDING)), "")
    if following in ONLY or (denial == "zero" and not thing.startswith(MAY_BE_ZERO)):
        return
    if denial in ("не", "not") and not following.startswith(HOLDING):
        # "Не жареный арахис" is peanuts.
        if following and tokens[start + 1].clause == tokens[start].clause:
            yield start + 1
        return
    ended = False
    for place in range(start + 1, min(start + 1 + DENIED_WORDS, len(tokens))):
        word = tokens[place].word
        if tokens[place].clause != tokens[start].clause:
            return
        if word in JOINING:
            ended = False
        elif ended or word in PREPOSITIONS or word in CONJUNCTIONS:
            return
        else:
            yield place
            ended = _is_thing(word)


def _is_thing(word: str) -> bool:
    """Whether a denied word says what is not there: a noun, in English any word but those of adding and holding."""
    if word.startswith(HOLDING):
        return False
    return mostly(word, "NOUN") or not parses(word)
