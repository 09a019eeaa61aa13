"""People and places that do not exist: labelled messages are learnt with others' names and addresses in them, not by heart."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbor.core.morphology import analyser
from podbor.core.redaction.english_words import FEMALE, LAST, MALE, census
from podbor.core.redaction.name_words import words
from podbor.core.redaction.spans import Span
from podbor.core.redaction.spoken import VALUES

SHAPES = Path(__file__).with_name("addresses.yaml")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?(?:-[^\W\d_]+)*")
NUMBER = re.compile(r"(?<!\w)\d{1,6}(?=\b|[^\W\d_])")
SLOT = re.compile(r"\{(?:(words):)?(?:(\d+)-(\d+)|(\w+))\}")
OF_NAMES = ("Name", "Patr", "Surn")
AS_IT_IS = ("en_titles", "en_particles", "en_called_after")
"""Parts of names that stay: titles, "van", "bhai"."""
USUAL_SURNAMES = 4000
NEW_ADDRESS, NEW_NAME_OF_PLACE = 0.35, 0.6
LOWER, WITHOUT_SIGNS = 0.25, 0.15
"""How often a message is taken without its capitals, and without the signs between its words."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message and what of it is personal data."""

    text: str
    spans: tuple[Span, ...]


class MakeUp:
    """Makes up other people and other places for labelled messages."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def other(self, message: Message) -> Message:
        """Return the message with others' names and addresses, now and then typed as in haste."""
        text, at, spans = "", 0, []
        for span in message.spans:
            said = message.text[span.start : span.end]
            said = self._name(said) if span.kind == "name" else self._address(said) if span.kind == "address" else said
            text += message.text[at : span.start]
            spans.append(Span(start=len(text), end=len(text) + len(said), kind=span.kind))
            text += said
            at = span.end
        text += message.text[at:]
        if self.rng.random() < LOWER:
            text = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        if self.rng.random() < WITHOUT_SIGNS:
            text = re.sub(r"[,.;:](?=\s)", " ", text)
        return Message(text=text, spans=tuple(spans))

    def _name(self, said: str) -> str:
        """Somebody else's name of the same make: initials for initials, a surname in the dative for one."""
        first = True

        def another(match: re.Match[str]) -> str:
            nonlocal first
            word = match[0]
            if len(word) == 1 or any(word.lower() in words(name) for name in AS_IT_IS):
                return word
            if not word[0].isascii():
                return self._russian(word)
            given, first = first, False
            return _styled(word, self._given() if given else self._surname())

        return WORD.sub(another, said)

    def _given(self) -> str:
        return self.rng.choice(
            self.rng.choices((_ours(), census(MALE), census(FEMALE), (self._nobody(),)), (4, 2, 2, 2))[0]
        )

    def _surname(self) -> str:
        last = census(LAST)
        return self.rng.choice(self.rng.choices((last[:USUAL_SURNAMES], last, (self._nobody(),)), (5, 3, 2))[0])

    def _nobody(self) -> str:
        """A name that nobody has: the halves of two."""
        one, other = self.rng.choice(_ours()), self.rng.choice(self.rng.choice((_ours(), census(LAST))))
        return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]

    def _russian(self, word: str) -> str:
        readings = analyser().parse(word.lower())
        named = [(kind, reading) for kind in OF_NAMES for reading in readings if kind in reading.tag]
        if not named and any(reading.is_known for reading in readings):
            return word
        kind, reading = named[0] if named else ("Name", readings[0])
        gender, case = "femn" if reading.tag.gender == "femn" else "masc", reading.tag.case or "nomn"
        for _ in range(5):
            ours = kind == "Name" and self.rng.random() < 0.3
            new = self.rng.choice(_ours_russian() if ours else _dictionary(kind, gender if kind == "Name" else "masc"))
            form = _form(new, kind, case, "plur" if reading.tag.number == "plur" else gender)
            if form:
                return _styled(word, form)
        return word

    def _address(self, said: str) -> str:
        """An address of another shape, or the same one with other numbers and places."""
        if self.rng.random() < NEW_ADDRESS:
            return self.address("ru" if re.search("[а-яё]", said.lower()) else "en")
        said = NUMBER.sub(lambda match: str(self.rng.randint(10 ** (len(match[0]) - 1), 10 ** len(match[0]) - 1)), said)
        return WORD.sub(lambda match: self._place(match[0]), said)

    def _place(self, word: str) -> str:
        """Another word in the place of one with a capital, with the same end."""
        if not word[0].isupper() or len(word) < 4 or self.rng.random() > NEW_NAME_OF_PLACE:
            return word
        alike = _places()[word[0].isascii(), word.lower()[-2:]]
        return _styled(word, self.rng.choice(alike)) if alike else word

    def address(self, locale: str) -> str:
        """Make up an address."""
        shape = self.rng.choice(_shapes()[locale]["shapes"])
        parts = [self.rng.choice(part["of"]) for part in shape if self.rng.random() < part.get("often", 1)]
        between = self.rng.choice((", ", ", ", ", ", " ", " ", " , "))
        joints = [between if self.rng.random() < 0.85 else self.rng.choice((" ", ", ")) for _ in parts]
        address = "".join(f"{joint}{self._filled(part, locale)}" for joint, part in zip(joints, parts, strict=True))
        address = address.removeprefix(joints[0])
        return address.lower() if self.rng.random() < 0.25 else address

    def _filled(self, part: str, locale: str) -> str:
        return SLOT.sub(lambda match: self._slot(match, locale), part)

    def _slot(self, slot: re.Match[str], locale: str) -> str:
        in_words, least, most, name = slot.groups()
        if least:
            number = self.rng.randint(int(least), int(most))
            return in_words_of(number, locale) if in_words else str(number)
        if name == "street":
            return self._filled(self.rng.choice(_shapes()[locale]["street"]), locale)
        if name == "letter":
            return self.rng.choice("абвг" if locale == "ru" else "ABCD")
        if name == "postcode":
            letters = "".join(self.rng.choices("ABDEFGHLNPRSTW", k=3))
            return f"{letters[0]}{self.rng.randint(1, 28)} {self.rng.randint(1, 9)}{letters[1:]}"
        if name in ("month", "event"):
            return str(self.rng.choice(_shapes()[name]))
        if name in ("way", "state", "province"):
            return str(self.rng.choice(_shapes()[locale][name]))
        return self._called(name, locale)

    def _called(self, name: str, locale: str) -> str:
        """After whom a street is called, or a town."""
        if locale == "en":
            return self._surname().title()
        if name == "town":
            return _styled("Xx", self.rng.choice(_dictionary("Geox", self.rng.choice(("masc", "femn")))))
        if name == "first":
            return _styled("Xx", _form(self.rng.choice(_dictionary("Name", "masc")), "Name", "gent", "masc") or "ивана")
        surname = self.rng.choice(_dictionary("Surn", "masc"))
        if name == "adjective":
            return _styled("Xx", re.sub(r"ий$|ый$|ой$", "", surname) + ("ая" if surname.endswith("ий") else "ская"))
        return _styled("Xx", _form(surname, "Surn", "gent", "masc") or surname)


def in_words_of(number: int, locale: str) -> str:
    """Say a number below a thousand in words.

    >>> in_words_of(121, "ru"), in_words_of(45, "en")
    ('сто двадцать один', 'forty five')
    """
    said = {int(value): word for word, value in reversed(VALUES.items()) if word.isascii() == (locale == "en")}
    if number in said:
        return said[number]
    step = 100 if number >= 100 else 10
    head, rest = number // step * step, number % step
    first = said.get(head) or f"{said[number // step]} hundred"
    return f"{first} {in_words_of(rest, locale)}" if rest else first


def _styled(like: str, word: str) -> str:
    """The word with capitals where another has them."""
    if like.isupper():
        return word.upper()
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-")) if like[0].isupper() else word


def _form(word: str, kind: str, case: str, gender: str) -> str | None:
    readings = analyser().parse(word)
    reading = next((one for one in readings if kind in one.tag), readings[0])
    form = reading.inflect({case} if kind == "Name" else {case, gender}) or reading.inflect({case})
    return str(form.word) if form else None


@cache
def _shapes() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(SHAPES.read_text(encoding="utf-8"))
    return loaded


@cache
def _ours() -> Sequence[str]:
    return sorted(word for word in words("en_given") if len(word) > 2)


@cache
def _ours_russian() -> Sequence[str]:
    return sorted(word for word in words("ru_given") if len(word) > 3)


@cache
def _dictionary(kind: str, gender: str) -> Sequence[str]:
    return sorted(_normal_forms()[kind, gender])


@cache
def _normal_forms() -> dict[tuple[str, str], set[str]]:
    """The names and places of pymorphy3's dictionary, by what they are and their gender."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    dictionary = analyser().dictionary
    for word, (paradigm, form) in dictionary.words.iteritems():
        if form or len(word) < 3:
            continue
        tag = dictionary.build_tag_info(paradigm, form)
        if {"nomn", "sing"} <= tag.grammemes and "Fixd" not in tag and tag.gender:
            for kind in (*OF_NAMES, "Geox"):
                if kind in tag:
                    found[kind, tag.gender].add(word)
    return found


@cache
def _places() -> dict[tuple[bool, str], list[str]]:
    """Words that streets and towns may be called, by alphabet and their last two letters."""
    found: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for word in census(LAST):
        found[True, word[-2:]].append(word)
    surnames = _dictionary("Surn", "masc")
    adjectives = [surname.removesuffix("ий") + "ая" for surname in surnames if surname.endswith("ий")]
    genitives = [surname + "а" for surname in surnames if surname.endswith(("ов", "ев", "ин"))]
    for word in (*_dictionary("Geox", "femn"), *_dictionary("Geox", "masc"), *adjectives, *genitives):
        found[False, word[-2:]].append(word)
    return found
