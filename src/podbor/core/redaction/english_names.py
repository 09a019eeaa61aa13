"""Names of people in Latin letters: a census' given names, and Russian names as passports spell them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import names as census

from podbor.core.redaction.morphology import cyrillic, has, mostly
from podbor.core.redaction.name_words import brands_in, is_branded, said_in, words
from podbor.core.redaction.spans import Span

TOKEN = re.compile(r"[A-Za-z]+(?:['’](?!s\b)[A-Z][a-z]+)?(?:-[A-Z][a-z]+)*|&")
ADJACENT = re.compile(r"\.?\s")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[\"“«(]\s*|[—–]\s*)$")
MONTHS = ("april", "may", "june", "august")
AT_A_TIME = ("in", "by", "on", "until", "till", "since", "before", "after", "of", "is", "or")
NO_PERSON_AFTER = ("the", "a", "an", "not", "colour", "color", "shade", "flavour", "flavor", "taste", "size", "brand")
OWN_SURNAME = re.compile(r"(?:ov|ev|ova|eva|ina|sky|skiy|skaya|enko|yan|dze|shvili|chuk|vich|vna)$", re.IGNORECASE)
NATION = re.compile(r"(?:an|ish|ese|ic|im|ist|ew)$")
"""Ends of what one may be, besides somebody: "I'm Russian"."""
SURNAME_WORDS = 2
COMMON = 20_000
"""Surnames by rank: beyond it the census has every word there is."""
ABBREVIATION = 4
"""Capitals alone up to this length are a model or an abbreviation."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word of Latin letters, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter and is more than one."""
        return len(self.text) > 1 and self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it may be an abbreviation."""
        return self.text.isupper() and len(self.text) <= ABBREVIATION


@cache
def _census(kind: str) -> frozenset[str]:
    lines = Path(census.FILES[kind]).read_text(encoding="ascii").splitlines()
    return frozenset(line.split()[0].lower() for line in lines[:COMMON])


@lru_cache(maxsize=16_384)
def is_given(word: str) -> bool:
    """Whether the word is a given name of the US census of 1990, or spells a Russian one."""
    word = word.lower().split("-")[0]
    if len(word) < 3 or word in words("en_never"):
        return False
    return word in _census("first:male") or word in _census("first:female") or _spells(word, "Name")


@lru_cache(maxsize=16_384)
def is_surname(word: str) -> bool:
    """Whether the word is a surname of that census, or built of two, or spells a Russian surname or patronymic."""
    if word.lower() in _census("last") or "-" in word or "'" in word or "’" in word:
        return True
    return bool(OWN_SURNAME.search(word)) or _spells(word, "Surn") or _spells(word, "Patr")


def _spells(word: str, grammeme: str) -> bool:
    """Whether the word spells a Russian one: Dmitri and Dmitry are Дмитрий."""
    spelled = cyrillic(word)
    return mostly(spelled, grammeme) or (spelled.endswith("и") and mostly(spelled + "й", grammeme))


def english_names(text: str) -> list[Span]:
    """Find names of people; lower-case ones only after "my name is" and the like."""
    tokens = _tokens(text)
    brands = brands_in([_bare(text, token) for token in tokens])
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        run = _name_at(text, tokens, at)
        if run and not is_branded(range(at, at + len(run)), brands):
            found.append(Span(start=run[0].start, end=run[-1].end, kind="name"))
        at += max(len(run), 1)
    return found


def _tokens(text: str) -> list[Token]:
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in TOKEN.finditer(text)
    ]


def _bare(text: str, token: Token) -> str:
    """The word as a list has it, its genitive with it: "Ben's"."""
    genitive = re.match(r"['’]s\b", text[token.end :])
    return token.text + ("'s" if genitive else "")


def _name_at(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """The tokens of the name that begins at `at`; empty where none does."""
    if tokens[at].word in words("en_titles") and (tokens[at].capital or at == 0):
        return _titled(text, tokens, at)
    run = _run(text, tokens, at)
    if not run:
        return []
    if _called(text, tokens, at) or _related(text, tokens, at):
        return run
    if not run[0].capital or run[0].shouted and len(run) == 1 or _modifies(text, tokens, at + len(run) - 1):
        return []
    if _part_of_a_thing(text, tokens, at) or _in_russian(text, run) and not _russian_about(text, run):
        return []
    return run if not run[0].opens or _opens_as_a_name(text, run) else []


def _titled(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """A title with the name after it: "Mrs. Thompson"."""
    run = _run(text, tokens, at + 1, titled=True)
    near = bool(run) and ADJACENT.fullmatch(text[tokens[at].end : run[0].start]) is not None
    return [tokens[at], *run] if near and run[0].capital and not _modifies(text, tokens, at + len(run)) else []


def _run(text: str, tokens: Sequence[Token], at: int, *, titled: bool = False) -> list[Token]:
    """A given name with the surnames after it, or after a title any name."""
    if at >= len(tokens) or tokens[at].text == "&":
        return []
    first, run = tokens[at], [tokens[at]]
    for token in tokens[at + 1 : at + 1 + SURNAME_WORDS]:
        if not ADJACENT.fullmatch(text[run[-1].end : token.start]) or token.word in words("en_after"):
            break
        if token.capital != first.capital or not is_surname(token.text):
            break
        run.append(token)
    if titled or is_given(first.text) or (_announced(text, tokens, at) and not NATION.search(first.text)):
        return run
    sure = first.capital and len(run) > 1 and is_surname(first.text) and _does_something(text, run)
    return run if sure else []


def _announced(text: str, tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].capital and (_called(text, tokens, at) or _related(text, tokens, at))


def _called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "my name is", "I'm"."""
    before = text[: tokens[at].start].lower().rstrip(" :,")
    token = tokens[at]
    if any(re.search(rf"(?<!\w){phrase}$", before) for phrase in words("en_called")):
        return True
    said = any(re.search(rf"(?<!\w){phrase}$", before) for phrase in words("en_perhaps_called"))
    if not is_given(token.text):
        return said and token.capital and before.endswith(("i am", "i'm")) and not token.text.isupper()
    if said and not token.capital:
        # "it's katya": a word that is nothing but a name.
        return token.word not in words("en_ambiguous") and token.word not in words("en_after") and len(token.word) > 3
    return said


def _related(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a person stands right before: "my wife Hannah"."""
    if not at or not tokens[at].capital or not re.fullmatch(r",?\s", text[tokens[at - 1].end : tokens[at].start]):
        return False
    before = tokens[at - 2] if at > 1 and tokens[at - 1].word in ("is", "was", "called", "named") else tokens[at - 1]
    return before.word in words("en_people")


def _modifies(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether what follows makes the name part of a product's: "Paul Mitchell shampoo"."""
    if last + 1 >= len(tokens) or not text[tokens[last].end : tokens[last + 1].start].isspace():
        return False
    following = tokens[last + 1]
    return following.word not in words("en_after") and not following.word.endswith(("ed", "ing"))


def _part_of_a_thing(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a month or a colour, or an article or a capital word stands before: "the Felix", "iPhone Pro Max"."""
    if tokens[at].word in MONTHS and re.match(r"\s*\d", text[tokens[at].end :]):
        return True
    if not at or not text[tokens[at - 1].end : tokens[at].start].isspace():
        return False
    before = tokens[at - 1]
    if tokens[at].word in MONTHS and before.word in AT_A_TIME:
        return True
    return before.word in NO_PERSON_AFTER or (before.capital and not before.opens and not before.text.isupper())


def _does_something(text: str, run: Sequence[Token]) -> bool:
    after = re.match(r"\s+([a-z']+)", text[run[-1].end :])
    return after is not None and (after[1] in words("en_verbs") or after[1].endswith("ed"))


def _opens_as_a_name(text: str, run: Sequence[Token]) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name."""
    if re.match(r"\s+(?:and|or)\s+(?!my\b|his\b|her\b|the\b)[a-z]", text[run[-1].end :]):
        return False
    if run[0].word not in words("en_ambiguous") or len(run) > 1:
        return True
    other = re.match(r"\s+and\s+([A-Z]\w+)", text[run[-1].end :])
    return (other is not None and is_given(other[1])) or _does_something(text, run)


def _in_russian(text: str, run: Sequence[Token]) -> bool:
    """Whether the words around are Russian, where a word in Latin letters is most often a brand."""
    around = text[: run[0].start].rstrip()[-1:] + text[run[-1].end :].lstrip()[:1]
    return (
        bool(re.search("[а-яё]", around, re.IGNORECASE))
        or not re.search("[a-z]", text[: run[0].start], re.IGNORECASE)
        and bool(re.search("[а-яё]", text, re.IGNORECASE))
    )


def _russian_about(text: str, run: Sequence[Token]) -> bool:
    """Whether the Russian words around speak of a person: "имя на карте IRINA VOLKOVA", "Fatima ест"."""
    before = re.findall(r"[а-яё]+", text[: run[0].start].lower())[-3:]
    after = re.match(r"\s+([а-яё]+)", text[run[-1].end :].lower())
    acts = after is not None and has(after[1], "VERB") and after[1] not in ("есть", "нет")
    return (
        any(said_in(word, "ru_called") or said_in(word, "ru_people") for word in before)
        or len(run) > 1
        or acts
        and run[0].opens
    )
