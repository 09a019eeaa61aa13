"""What around a name in English says that it is a thing: a month, a brand, an author."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has
from podbor.core.redaction.english_people import HERE, belongs, is_human
from podbor.core.redaction.english_tokens import Token
from podbor.core.redaction.name_words import said_in, words

MONTHS = ("april", "may", "june", "august", "jan", "jun")
AT_A_TIME = ("in", "by", "on", "until", "till", "since", "before", "after", "of", "is", "or")
PETS = (
    "cat",
    "dog",
    "puppy",
    "kitten",
    "hamster",
    "parrot",
    "rabbit",
    "bunny",
    "goldfish",
    "tortoise",
    "horse",
    "pony",
)
A_PET = re.compile(
    r"\s+the\s+(?:[a-z]+\s+)?(?:dog|cat|beagle|corgi|lab|labrador|poodle|pug|puppy|pup|kitten|hamster|parrot|rabbit|bear|bunny|"
    r"horse|goldfish|retriever|spaniel|terrier|husky|tabby|tortoise)\b"
)
TRAVELS = re.compile(r"(?:\b(?:in|near|from|via)|\bfrom\s+[A-Z]\w+\s+to)\s+$")
NO_PERSON_AFTER = (
    "the",
    "a",
    "an",
    "not",
    "colour",
    "color",
    "shade",
    "flavour",
    "flavor",
    "taste",
    "size",
    "brand",
    "model",
    *PETS,
)
GENITIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
MADE_BY = re.compile(
    r"\b(?:tea|coffee|chocolates?|perfume|scent|novel|books?|poster|cookbook|vinyl|album|songs?|paintings?|poems?|gloss|"
    r"lipstick|makeup|shampoo|jumper|dress|bag|film|movie|series|biography|print|wine|beer|jeans|shoes|sauce)"
    r"\s+(?:by|of|from|about)$"
)
QUANTITY = re.compile(r"[\s,]+\d+(?:[.,]\d+)?\s*(?:g|gr|kg|ml|l|oz|lb|cm|mm|pcs|packs?|x)\b", re.IGNORECASE)
BOUGHT = re.compile(
    r"\b(?:have|add|buy|find|(?<![dnt]\s)(?<!order\s)by|some|any|brand|than|without|except|instead\s+of|"
    r"(?:packs?|packets?|bottles?|box(?:es)?|bags?|cans?|jars?|tins?|cartons?|bars?|tubes?|cups?)\s+of)\s*$",
    re.IGNORECASE,
)


def is_thing_as_well(token: Token) -> bool:
    """Whether the name is that of a herb, a flower, a brand or a dish as well."""
    return token.word in words("en_ambiguous") or token.word in words("en_products")


def is_listed_thing(tokens: Sequence[Token], at: int, thing: int) -> bool:
    """Whether a word after a brand is one as well, and after a herb or a flower may be one."""
    return is_thing_as_well(tokens[at]) or not is_thing_as_well(tokens[thing])


def part_of_a_thing(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a month or a colour, or an article or a capital word stands before: "the Felix", "iPhone Pro Max"."""
    if tokens[at].word in MONTHS and (
        re.match(r"\s*\d", text[tokens[at].end :])
        or re.match(r"\s+(?:is|was|will|works)\b", text[tokens[at].end :])
        and not is_human(text, tokens[at])
    ):
        return True
    if QUANTITY.match(text[tokens[at].end :]):
        return True
    if MADE_BY.search(text[: tokens[at].start].lower().rstrip()):
        return True
    if not at or not text[tokens[at - 1].end : tokens[at].start].isspace():
        return False
    if TRAVELS.search(text[: tokens[at].start]) and tokens[at].word in words("en_towns"):
        return True
    if (
        BOUGHT.search(text[: tokens[at].start])
        and not is_human(text, tokens[at])
        and not HERE.match(text[tokens[at].end :])
    ):
        return True
    before = tokens[at - 1]
    if tokens[at].word in MONTHS and before.word in AT_A_TIME:
        return True
    if before.word in NO_PERSON_AFTER:
        return True
    if before.text.isupper() or not before.capital or before.word in ("baby", "little", "big", "lil"):
        return False
    return not before.opens or not (
        before.word in words("en_openers") or before.word in words("en_after") or before.word in words("en_people")
    )


def is_quoted_thing(text: str, run: Sequence[Token]) -> bool:
    """Whether the name alone stands in quotes before a noun: "Alyonka" chocolate."""
    return (
        re.search(r"[\"“«]$", text[: run[0].start]) is not None
        and (after := re.match(r"[\"”»]\s+([a-z]+)", text[run[-1].end :])) is not None
        and after[1] not in words("en_after")
    )


def owns_a_thing(text: str, run: Sequence[Token]) -> bool:
    """Whether it is a brand's genitive: "Amy's vegan pizza", "Dave's Killer Bread", and not "Amy's birthday"."""
    genitive = GENITIVE.match(text[run[-1].end :])
    if genitive is None:
        return False
    after = text[run[-1].end + genitive.end() :]
    if re.match(r"\s+[A-Z]", after):
        return True
    listed = (
        run[0].opens
        or run[0].word in words("en_products")
        or re.search(r"(?:,|\band|&)\s*$", text[: run[0].start]) is not None
    )
    return listed and re.match(r"\s+[a-z]", after) is not None and not belongs(text, run)


def in_russian(text: str, run: Sequence[Token]) -> bool:
    """Whether the words around are Russian, where a word in Latin letters is most often a brand."""
    around = text[: run[0].start].rstrip()[-1:] + text[run[-1].end :].lstrip()[:1]
    return (
        bool(re.search("[а-яё]", around, re.IGNORECASE))
        or not re.search("[a-z]", text[: run[0].start], re.IGNORECASE)
        and bool(re.search("[а-яё]", text, re.IGNORECASE))
    )


def russian_about(text: str, run: Sequence[Token]) -> bool:
    """Whether the Russian words around speak of a person: "имя на карте IRINA VOLKOVA", "Fatima ест"."""
    before = re.findall(r"[а-яё]+", text[: run[0].start].lower())[-3:]
    after = re.match(r"\s+(?:не\s+)?([а-яё]+)", text[run[-1].end :].lower())
    acts = after is not None and has(after[1], "VERB") and after[1] not in ("есть", "нет")
    return (
        any(
            said_in(word, "ru_people") or (said_in(word, "ru_called") and word not in ("мне", "меня", "мной"))
            for word in before
        )
        or len(run) > 1
        or acts
        and run[0].opens
    )
