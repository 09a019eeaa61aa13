"""Surnames alone in Russian, by what stands around them: "верните Хворостову", "приедут Захаровы", "у Ковалёвых"."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, nominative, parses
from podbor.core.redaction.name_words import said_in
from podbor.core.redaction.russian_strangers import is_acting
from podbor.core.redaction.russian_tokens import Token
from podbor.core.redaction.russian_words import OWN_SURNAME

FAMILY = re.compile(r"(?:овы|евы|ёвы|ины|ыны|ские|цкие)$")
OF_A_FAMILY = re.compile(r"(?:овы|евы|ёвы|ины|ыны)(?:х|м|ми)$|(?:ски|цки)(?:х|ми)$")
ABOUT_SURNAMES = re.compile(r"\bфамили\w+", re.IGNORECASE)
AFTER_CONTACT = re.compile(r"\x00[\s,;.()—–-]*$")
ENDED = re.compile(r"\s*(?:$|[,.;!?()]|\x00)")


def is_surname_here(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word built as a surname is somebody's: given something, coming, of a family, after an address."""
    token = tokens[at]
    if not token.capital or len(token.text) < 4 or token.text.isupper() or not OWN_SURNAME.search(token.word):
        return False
    plural = token.word.endswith(("ов", "ев", "ёв")) and all("plur" in tag for tag, _ in parses(token.word))
    if parses(token.word) and not has(token.word, "Surn") and not plural:
        return False
    likely = plural or not parses(token.word) or mostly(token.word, "Surn")
    if likely and (ABOUT_SURNAMES.search(text) or (token.opens and is_acting(text, token))):
        return True
    before = tokens[at - 1] if at and re.fullmatch(r"\s+", text[tokens[at - 1].end : token.start]) else None
    if before is None:
        after_contact = AFTER_CONTACT.search(text[: token.start]) is not None
        return likely and after_contact and ENDED.match(text[token.end :]) is not None
    return _is_of_a_family(before, token) or (likely and _is_told(text, before, token))


def _is_of_a_family(before: Token, token: Token) -> bool:
    """Whether "приедут Захаровы", "мы Петровы", "у Ковалёвых"."""
    if FAMILY.search(token.word):
        comes = has(before.word, "VERB", "plur") and said_in(before.text, "ru_acts")
        return comes or before.word in ("мы", "это", "соседи", "все", "сами")
    return OF_A_FAMILY.search(token.word) is not None and before.word in (
        "у",
        "для",
        "к",
        "от",
        "с",
        "со",
        "семьи",
        "семье",
    )


def _is_told(text: str, before: Token, token: Token) -> bool:
    """Whether a verb of giving or calling stands before an oblique surname, or one of doing before a nominative that ends."""
    if nominative(token.word):
        acts = (
            has(before.word, "VERB", "sing")
            and said_in(before.text, "ru_acts")
            and not said_in(before.text, "ru_brings")
        )
        return acts and ENDED.match(text[token.end :]) is not None
    return said_in(before.text, "ru_given_to")
