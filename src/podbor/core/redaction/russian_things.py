"""What around a name in Russian says that it is a thing: a brand, an author, a town."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, nominative, parses
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_people import is_called
from podbor.core.redaction.russian_tokens import BOUND, Token
from podbor.core.redaction.russian_words import OWN_SURNAME, is_given, is_patronymic, is_surname

JOINED = re.compile(r"(?:\s+\d+\s*[а-яa-z]{0,4}\.?)?\s*,\s*|\s+|\s+(?:и|или|с)\s+")
LONGEST_ADDRESS = 4
"""Letters of what people are called by and no dictionary has: "дядь"."""
WRITTEN = re.compile(r"надпис|напи[сш]|подпи[сш]|выгравир|открытк|поздрав", re.IGNORECASE)


def is_listed(text: str, tokens: Sequence[Token], at: int, thing: int) -> bool:
    """Whether nothing but a comma or an "and" stands between a brand and a word."""
    joint = JOINED if tokens[thing].capital else BOUND
    return joint.fullmatch(text[tokens[thing].end : tokens[at].start]) is not None


def makes_a_brand(before: Token, name: Token) -> bool:
    """Whether "шоколад Алёнка": a thing, and a name in the nominative right after it."""
    word = before.word
    if not parses(word) and not is_given(word) and not is_surname(word) and len(word) > LONGEST_ADDRESS:
        return nominative(name.word) and (before.opens or not before.capital)
    thing = mostly(word, "inan") and mostly(word, "NOUN") and not said_in(word, "ru_not_a_brand")
    return thing and nominative(name.word)


def may_be_listed(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether nothing but its place in a list says what the name is of: a brand, an author, a hero as the one before it."""
    return (
        length <= 2
        and not is_called(text, tokens, at)
        and not any(is_patronymic(t.text) for t in tokens[at : at + length])
    )


def is_a_dish(before: Token, run: Sequence[Token]) -> bool:
    """Whether a dish and its name are in one case: "привезите пиццу Маргариту"; "пиццу Вере" is not."""
    if (
        len(run) > 1
        or len(before.text) < 3
        or not said_in(run[0].text, "ru_products")
        or said_in(before.text, "ru_people")
    ):
        return False
    same = any(has(before.word, "inan", case) and has(run[0].word, "Name", case) for case in ("accs", "ablt", "gent"))
    return same and not has(run[0].word, "Name", "datv")


def is_by_an_author(run: Sequence[Token]) -> bool:
    """Whether a book opens the run and an author of the lists goes on with it: "Роман Пелевина"."""
    return (
        len(run) > 1
        and said_in(run[0].text, "ru_works")
        and said_in(run[1].text, "ru_brands")
        and has(run[1].word, "gent")
    )


def is_bought(before: Token, name: Token) -> bool:
    """Whether "добавь", "есть" or "хочу" stands before a name in the nominative: that is a brand."""
    return before.word in words("ru_buying") and nominative(name.word)


def is_a_brand_here(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital word after a thing opens a list of brands: "печенье Юбилейное, Мария"."""
    token = tokens[at]
    if not at or not token.capital or token.opens or not text[tokens[at - 1].end : token.start].isspace():
        return False
    if said_in(tokens[at - 1].text, "ru_animals") or said_in(tokens[at - 1].text, "ru_works"):
        return True
    return not tokens[at - 1].capital and makes_a_brand(tokens[at - 1], token) and not OWN_SURNAME.search(token.text)


def is_work(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a book, a film or a record stands before the name of its author or hero."""
    before = [
        token
        for token in tokens[max(0, at - 2) : at]
        if re.fullmatch(r"[\s\w«\"]*", text[token.end : tokens[at].start])
    ]
    return any(said_in(token.text, "ru_works") for token in before)


def is_place(before: Token | None, name: Token) -> bool:
    """Whether "в" or "из" stands before the name of a town."""
    inside = before is not None and before.word in ("в", "во", "из")
    return inside and has(name.word, "Geox") and not mostly(name.word, "Name")
