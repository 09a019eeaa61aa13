"""Names of people in Russian text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from podbor.core.redaction.morphology import has, mostly, parses
from podbor.core.redaction.name_words import brands_in, is_branded, said_in
from podbor.core.redaction.spans import Span

TOKEN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
INITIAL = re.compile(r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")
BOUND = re.compile(r"\s+|\s*[«\"„“]\s*")
OWN_SURNAME = re.compile(r"(?:ов|ев|ин|ын)(?:а|у|ым|е|ой)?$|(?:ский|ская|ян|дзе|швили|енко|оглы)$")
PET_SUFFIX = re.compile(r".{3}(?:юш|уш|еньк|оньк|очк|ечк|ул|юл|ус|юс)(?:а|и|ы|е|у|ю|ей|ой|я)$")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[«\"„“(]\s*|[—–-]\s+)$")


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word or an initial, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=16_384)
def is_given(word: str) -> bool:
    """Whether the dictionary knows a given name of that form, or the one that a pet form is made of (Маринка, Настюша)."""
    return has(word.lower(), "Name") or _is_pet_form(word.lower())


def _is_pet_form(word: str) -> bool:
    if PET_SUFFIX.search(word) and not parses(word):
        return True
    plain = re.fullmatch(r"(.{2,}?)ь?к(?:а|и|е|у|ой|ою)", word)
    return plain is not None and any(mostly(plain[1] + ending, "Name") for ending in "ая")


@lru_cache(maxsize=16_384)
def is_patronymic(word: str) -> bool:
    """Whether the word is a patronymic, colloquial ones too."""
    return (
        has(word.lower(), "Patr")
        or bool(re.search(r"(?:овн|евн|ичн|инишн)(?:а|ы|е|у|ой)$", word))
        and word[0].isupper()
    )


@lru_cache(maxsize=16_384)
def is_surname(word: str) -> bool:
    """Whether the word is a surname, or one that no dictionary has and that is built like one."""
    return has(word.lower(), "Surn") or bool(
        re.search(r"(?:ов|ев|ин|ына|енко|ян|швили|дзе|ский|цкий|ская|цкая|ко|юк|чук)(?:а|у|ым|е|ой|ых|ого|ому)?$", word)
        and not parses(word.lower())
    )


def russian_names(text: str) -> list[Span]:
    """Find names of people in any case; lower-case ones only where something says that a name follows."""
    tokens = _tokens(text)
    brands = brands_in([token.text for token in tokens])
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        length = _name_at(text, tokens, at)
        if length and not is_branded(range(at, at + length), brands):
            found.append(Span(start=tokens[at].start, end=tokens[at + length - 1].end, kind="name"))
        at += max(length, 1)
    return found


def _tokens(text: str) -> list[Token]:
    pattern = re.compile(rf"(?<!\w){INITIAL.pattern}|{TOKEN.pattern}")
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in pattern.finditer(text)
    ]


def _name_at(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of tokens of the name that begins at `at`, 0 where none does."""
    run = _run(text, tokens, at)
    if not run:
        return 1 if tokens[at].capital and _introduced(text, tokens, at) else 0
    known = any(is_given(token.text) or is_patronymic(token.text) or INITIAL.fullmatch(token.text) for token in run)
    if not known and len(run) == 1:
        return 1 if _surname_alone(text, tokens, at, run[0]) else 0
    if not _is_person(text, tokens, at, run):
        return 0
    return len(run)


def _run(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """Adjacent parts of a name: given names, patronymics, surnames, initials."""
    run: list[Token] = []
    for token in tokens[at : at + 4]:
        if run and not re.fullmatch(r"\s?", text[run[-1].end : token.start]):
            break
        if not _is_part(token, run):
            break
        run.append(token)
    if run and all(INITIAL.fullmatch(token.text) for token in run):
        return []
    return run


def _is_part(token: Token, run: Sequence[Token]) -> bool:
    word = token.text
    if INITIAL.fullmatch(word):
        return not run or is_surname(run[-1].text) or is_given(run[-1].text) or is_patronymic(run[-1].text)
    if not token.capital:
        lower = mostly(word.lower(), "Name") or has(word.lower(), "Patr")
        return lower and (not run or not run[-1].capital) or (bool(run) and not run[-1].capital and is_surname(word))
    if is_given(word) or is_patronymic(word) or is_surname(word):
        return not (run and said_in(word, "ru_people"))
    # A foreign name that no dictionary has, beside one that it has.
    return bool(run) and not parses(word.lower()) and (is_given(run[-1].text) or bool(OWN_SURNAME.search(run[-1].text)))


def _is_person(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    before = tokens[at - 1] if at and BOUND.fullmatch(text[tokens[at - 1].end : run[0].start]) else None
    if before is not None and said_in(before.text, "ru_animals"):
        return False
    called = _called(text, tokens, at)
    if not run[0].capital:
        return called or (before is not None and said_in(before.text, "ru_people"))
    if len(run) > 1:
        return called or before is None or not _makes_a_brand(before, run[0])
    if called or (before is not None and said_in(before.text, "ru_people")):
        return True
    if before is not None and _makes_a_brand(before, run[0]):
        return False
    if run[0].opens:
        return _opens_as_a_name(text, run[0])
    return not _is_place(before, run[0])


def _called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "зовут", "меня зовут", "я", "имя"."""
    before = tokens[max(0, at - 3) : at]
    near = [token for token in before if re.fullmatch(r"[\s\w:,—–-]*", text[token.end : tokens[at].start])]
    return bool(near) and (
        said_in(near[-1].text, "ru_called") or any(said_in(t.text, "ru_at_a_distance") for t in near)
    )


def _introduced(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "зовут" or "зови меня просто" stands before: whatever has a capital letter then is a name."""
    before = tokens[max(0, at - 3) : at]
    together = bool(before) and re.fullmatch(r"[\s\w]*", text[before[0].end : tokens[at].start]) is not None
    return together and any(said_in(token.text, "ru_introduced") for token in before)


def _makes_a_brand(before: Token, name: Token) -> bool:
    """Whether "шоколад Алёнка": a thing, and a name in the nominative right after it."""
    word = before.text.lower()
    thing = mostly(word, "inan") and mostly(word, "NOUN") and not said_in(word, "ru_not_a_brand")
    return thing and has(name.text.lower(), "nomn")


def _opens_as_a_name(text: str, token: Token) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name: no other reading, or called out to."""
    word = token.text.lower()
    after = text[token.end :]
    if (mostly(word, "Name") or _is_pet_form(word)) and not re.match(r"\s+(?:и|с|из|для)\s+[а-яё]", after):
        return True
    return bool(re.match(r"\s*[,!:]|\s+и\s+[А-ЯЁ]|\s*$", after)) and is_given(word)


def _is_place(before: Token | None, name: Token) -> bool:
    inside = before is not None and before.text.lower() in ("в", "во", "из")
    return inside and has(name.text.lower(), "Geox") and not mostly(name.text.lower(), "Name")


def _surname_alone(text: str, tokens: Sequence[Token], at: int, surname: Token) -> bool:
    """Whether a surname without a given name is somebody's: "пропуск на Лебедеву", "доктор Петренко"."""
    if not surname.capital:
        return False
    before = [token for token in tokens[max(0, at - 2) : at]]
    if not before or not re.fullmatch(r"[\s:]*", text[before[-1].end : surname.start]):
        return False
    if before[-1].text.lower() in ("на", "для", "от"):
        before = before[:-1]
        return bool(before) and said_in(before[-1].text, "ru_surname")
    return said_in(before[-1].text, "ru_surname") or said_in(before[-1].text, "ru_people")
