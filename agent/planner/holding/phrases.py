"""The words of a message that may name a product, told from those that only stand beside one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from podbor.agent.planner.holding.bounds import BOUND, UNITS
from podbor.agent.planner.holding.places import PLACE, SERVICE_WORDS, names_a_service
from podbor.agent.planner.holding.plain_products import ASKING
from podbor.core.morphology import analyser
from podbor.core.terms import Terms

SIZE = re.compile(
    rf"\d+(?:[.,]\d+)?\s?[xх*×]\s?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s?(?:%|(?:{UNITS}|размер\w*|детал\w*|ампер\w*|дюйм\w*)(?![^\W_]))",
    re.IGNORECASE,
)
IMAGINED = re.compile(
    r"(?<!\w)(?:если|допустим|предположим|гипотетически|вдруг|представь|"
    r"if|suppose|say (?:i|someone|somebody)|hypothetically)(?!\w)",
    re.IGNORECASE,
)
"""What is only thought of: what is asked about it is a question, no product's name and no need."""
MONEY = r"(?:\s*(?:₽|р|руб\w*|roubles?|rubles?|rub)(?![^\W_]))?"
TOKEN = re.compile(rf"(?P<size>{SIZE.pattern})|(?P<word>[^\W_]+(?:[-'][^\W_]+)*)|(?P<mark>[^\s])", re.IGNORECASE)
PREPOSITIONS = frozenset("с со для из на от for with of".split())
PURPOSE = frozenset({"для", "под"})
"""After a noun they say what the thing is for, so that it is a product: "пакеты для мусора", not "пакет молока"."""
JOINED = frozenset({"NOUN", "ADJF", "PRTF"})
"""Parts of speech that a Russian name of a product is made of."""
FILLER = frozenset(
    word
    for line in files(__package__).joinpath("fillers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
"""What may stand beside a product's name without belonging to it."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word, a size or a mark, as it is written."""

    text: str
    kind: str


def tokens_of(message: str) -> Iterator[Token]:
    """Yield the words, sizes and marks of a message; a price or a service is a mark."""
    for place in SERVICE_WORDS.values():
        message = re.sub(rf"{PLACE}(?:{place.pattern})\w*", " | ", message, flags=re.IGNORECASE)
    message = re.sub(r"\bw/o\b", "without", message, flags=re.IGNORECASE)
    message = re.sub(rf"(?:{BOUND.pattern}){MONEY}", " | ", message, flags=re.IGNORECASE)
    for match in TOKEN.finditer(message):
        kind = str(match.lastgroup)
        yield Token(text=match[0], kind="mark" if match[0].isdecimal() else kind)


def belongs(token: Token) -> bool:
    """Whether a word can be a part of a product's name: a size, a noun or an adjective that is no filler and no preference."""
    if token.kind == "size":
        return True
    word = token.text.casefold()
    if token.kind != "word" or word in FILLER or word in PREPOSITIONS or word.endswith("-free"):
        return False
    if names_a_service(word):
        return False
    known = Terms.load().resolve(word)
    if known is not None and known[0] == "diet":
        return False
    return bool(re.fullmatch(r"[a-z][a-z'-]*", word)) or is_nominal(word)


def is_nominal(word: str) -> bool:
    """Whether a Russian word is a noun, an adjective or a participle and nobody's name or kin."""
    if not re.fullmatch(r"[а-яё-]+", word) or len(word) < 3:
        return False
    parse = analyser().parse(word)[0]
    somebody = "anim" in parse.tag and parse.tag.case in ("datv", "loct")
    return str(parse.tag.POS) in JOINED and parse.normal_form not in FILLER and not somebody


def part_of_speech(word: str) -> str | None:
    """The likeliest one of a Russian word, as pymorphy calls it; None for any other."""
    found = analyser().parse(word)[0].tag.POS
    return None if found is None else str(found)


BESIDE = FILLER | ASKING
NEGATIONS = frozenset(
    "не без ни нет кроме no not without never none nothing free except don't dont doesn't doesnt can't cant less more".split()
)
LACKING = frozenset("без no without".split())
"""What says that something is not in a thing."""
STOPS = frozenset(",;.!?|«»\"'()–—-")


def noun_phrase(message: str) -> str | None:
    """The one name of a product that a message is made of but for fillers, prices and services; None for any other message.

    >>> noun_phrase("мне бы курт солёный, пожалуйста"), noun_phrase("пакеты для мусора 60 литров"), noun_phrase("убери курт")
    ('курт солёный', 'пакеты для мусора 60 литров', None)
    """
    if IMAGINED.search(message):
        return None
    parts: list[list[str]] = [[]]
    tokens = list(tokens_of(message))
    following = [*(token.text.casefold() for token in tokens[1:]), ""]
    for token, after in zip(tokens, following, strict=True):
        word = token.text.casefold()
        if word in NEGATIONS:
            return None
        thing = after in PURPOSE and part_of_speech(word) == "NOUN"
        if (
            thing
            or belongs(token)
            or token.text.isdecimal()
            or (word in PREPOSITIONS and parts[-1])
            or is_unknown(word)
        ):
            parts[-1].append(token.text)
        elif token.text in STOPS or is_filler(word):
            parts.append([])
        elif token.kind == "word":
            return None
    named = [part for part in parts if any(not word.isdecimal() for word in part)]
    if len(named) != 1:
        return None
    (words,) = named
    while words and words[-1].casefold() in PREPOSITIONS:
        words.pop()
    return " ".join(words)


def is_filler(word: str) -> bool:
    """Whether a case-folded word may stand beside a product's name without belonging to it, in any form."""
    return word in BESIDE or word in PREPOSITIONS or analyser().parse(word)[0].normal_form in FILLER


def is_unknown(word: str) -> bool:
    """Whether a word is in Cyrillic, in no dictionary, and no filler with a letter wrong."""
    if not re.fullmatch(r"[а-яё-]{3,}", word) or analyser().word_is_known(word):
        return False
    return process.extractOne(word, BESIDE, scorer=OSA.distance, score_cutoff=1) is None
