"""Names of several people in English: "the Andersons", "Temi, Dayo and Femi all want", "Kravchuk, sorry, Kravchenko"."""

import re
from collections.abc import Sequence

from podbor.core.redaction.english_tokens import Token
from podbor.core.redaction.english_words import SELDOM, is_given, is_rare, is_surname, is_usual
from podbor.core.redaction.name_words import words

CORRECTED = re.compile(
    r"\W*\s+(?:(?:no|sorry|oops|wait|i\s+mean|rather|or\s+rather|make\s+that|actually|its|it's|not|spelled|spelt|with|excuse\s+me)\W+)+(?:the\s+)?",
    re.IGNORECASE,
)
"""Between a name and its correction."""
THE = re.compile(r"(?:^|[\s(])(?P<cue>(?:[\w']+\s+)?)the\s+$", re.IGNORECASE)
OF_FAMILIES = (
    "we're", "are", "were", "tell", "ask", "call", "invite", "at", "from", "to", "for", "with", "by", "it's", "its", "is", "and",
    "see", "visiting", "meet",
)  # fmt: skip
AFTER_A_FAMILY = re.compile(
    r"'?(?:\s*,?\s*\x00|\s+(?:(?:at|in|from)\s*(?=\s(?:\x00|\d|number|flat|apartment|unit|room))|"
    r"next\s+door|downstairs|upstairs|across|opposite|who|all|both|also|always|usually|never|are|were|want|need|like|love|"
    r"have|had|ordered|order|asked|ask|said|say|came|come|will|would|won't|don't|can't|can|live|moved|left|get|got|eat|drink|hate|prefer|"
    r"brought|bought|invited|sent|and\s+the)\b)"
)
"""What families do; a thing is not done so after "the"."""
ALL_WANT = re.compile(
    r"(?P<more>(?:\s*,\s*[A-Z][a-z'-]+)*\s*,?\s+(?:and|&)\s+[A-Z][a-z'-]+)\s+(?:(?:all|both)\s+)?"
    r"(?:want|like|love|need|hate|eat|drink|prefer|ordered|asked|said|can't|don't|won't|will\s+(?:eat|share|have|come|be)|are\s+(?:coming|vegan|allergic|here|both|all))\b"
)


PAIR = re.compile(
    r"\s+(?:and|n|&|\+)\s+([a-z]{3,})\s+(?:are|r|is|coming|round|will|want|need|like|love|both|can|don't|won't|live|said|asked|have)\b"
)


def is_family(text: str, token: Token) -> bool:
    """Whether a surname in the plural stands after "the" where a family does: "the Hendersons next door"."""
    the = THE.search(text[: token.start])
    if the is None or not token.capital or token.text.isupper() or len(token.text) < 5 or token.text[-1] != "s":
        return False
    one = token.text[:-2] if token.text.endswith(("ses", "zes", "xes", "ches", "shes")) else token.text[:-1]
    if not (is_surname(one) or is_given(one) or is_rare(one)) or not is_rare(token.text, SELDOM):
        return False
    if (
        f"{one.lower()}'s" in words("en_brands")
        or one.lower() in words("en_brands")
        or one.lower() in words("en_products")
        or one.lower() in words("en_never")
        or token.word in words("en_never")
    ):
        return False
    after = text[token.end :]
    if AFTER_A_FAMILY.match(after):
        return True
    told = the["cue"].strip().lower() in OF_FAMILIES
    return told and re.match(r"'?\s*(?:$|[,.!?;])", after) is not None


def is_one_of_several(text: str, token: Token) -> bool:
    """Whether a list of capital words opens here, one at least a given name or none a word, and all of them want something."""
    listed = ALL_WANT.match(text[token.end :])
    if listed is None or not token.capital:
        return False
    all_of_them = [token.text, *re.findall(r"[A-Z][a-z'-]+", listed["more"])]
    return all(is_rare(name) or is_given(name) for name in all_of_them)


def is_one_of_two(text: str, token: Token) -> bool:
    """Whether another usual name and what people do follow one in lower case: "steph n gareth coming round"."""
    pair = PAIR.match(text[token.end :])
    return pair is not None and is_usual(token.word) and is_usual(pair[1])


def is_corrected(text: str, end: int, token: Token) -> bool:
    """Whether a name that ends at `end` is put right by this word: "Pemberton, sorry, Pembrook"."""
    between = text[end : token.start]
    return (
        CORRECTED.fullmatch(between) is not None
        and token.capital
        and (is_surname(token.text) or is_given(token.text) or is_rare(token.text))
        and token.word not in words("en_after")
    )


def is_one_for_each(text: str, run: Sequence[Token]) -> bool:
    """Whether it is said who gets what, and each has a given name: "for Priyanka no nuts, for Deshawn extra cheese"."""
    if not re.search(r"(?:^|[,.;]\s*|\band\s+)for\s+$", text[: run[0].start], re.IGNORECASE):
        return False
    others = re.findall(r"\bfor\s+([A-Z][a-z'-]+)", text)
    return len(others) > 1 and all(is_given(other) and other.lower() not in words("en_brands") for other in others)
