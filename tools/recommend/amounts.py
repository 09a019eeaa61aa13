"""Amounts as they are said: "полкило", "a dozen", "5 литров", "маленькая бутылка"."""

import re
from typing import Literal, TypeAlias

from podbor.core.text import fold

Scale: TypeAlias = Literal["small", "large"]
SPOKEN = tuple(
    (re.compile(rf"\b(?:{words})\b"), written)
    for words, written in (
        (r"полкило(?:грамма)?|half a (?:kilo|kg)(?:gram)?", "500 г"),
        (r"пол\W?литра|half a lit(?:re|er)", "500 мл"),
        (r"полтора литра", "1,5 л"),
        (r"десят(?:ок|ка|ком)", "10 шт"),
        (r"дюжин[аыу]|(?:a )?dozen", "12 шт"),
        (r"(?<=\d)\s*(?:литр(?:а|ов|овая|овый)?|lit(?:re|er)s?)", " л"),
        (r"(?<=\d)\s*(?:килограмм(?:а|ов)?|кило|kilos?|kilograms?)", " кг"),
        (r"(?<=\d)\s*(?:грамм(?:а|ов)?|grams?)", " г"),
        (r"(?<!\d )(?:литр|(?:a |one )?lit(?:re|er))", "1 л"),
        (r"(?<!\d )(?:килограмм|(?:a |one )?kilo(?:gram)?)", "1 кг"),
        (r"(?<=\d)\s*процент(?:а|ов)?", "%"),
    )
)
SMALL = re.compile(r"\b(?:маленьк\w+|небольш\w+|мини|small|little|mini)\b")
LARGE = re.compile(r"\b(?:больш\w+|огромн\w+|large|big|huge|family size)\b")
SCALES = r"(?:маленьк|небольш|больш|огромн|small|little|large|big|huge)\w*"
PURPOSE = re.compile(
    rf"\b(?:для|у|for|my|our)\b[^,.;]*\b{SCALES}|\b{SCALES} "
    r"(?:breed|dog|cat|pupp|kitten|kid|child|boy|girl|kitchen|room|flat|family\b(?! (?:size|pack))|compan|part|"
    r"пород|собак|пес|кош|кот|щен|дет|ребен|мальчик|девоч|кухн|комнат|квартир|семь|компан|праздник)"
)
"""A scale that is of those whom a thing is for."""
PACKED = re.compile(
    rf"\b{SCALES} (?:упаков|пач|бутыл|бан|пакет|короб|набор|порци|pack|bottle|jar|carton|box|bag|can\b|size|portion)"
)
"""A scale that is of a pack."""
WORDS = frozenset(
    "маленький маленькая маленькую маленькое маленькие небольшой небольшая небольшую большой большая большую большое "
    "большие small little large big huge size family half kilo kilos kilogram gram grams dozen полкило килограмм "
    "килограмма кило грамм граммов литр литра литров десяток десятка дюжина процент процента процентов полтора "
    "упаковка упаковку упаковки пачка пачку пачки бутылка бутылку бутылки банка банку пакет пачек "
    "pack package bottle jar carton percent".split()
)
"""Words that say how much or in what, not what."""


def written_amounts(text: str) -> str:
    """The text with spoken amounts in digits.

    >>> written_amounts("half a kilo of honey"), written_amounts("вода 5 литров"), written_amounts("десяток яиц")
    ('500 г of honey', 'вода 5 л', '10 шт яиц')
    """
    text = fold(text)
    for spoken, written in SPOKEN:
        text = spoken.sub(written, text)
    return text


def scale_of(text: str) -> Scale | None:
    """Whether a small or a large one is asked for.

    >>> scale_of("большая пачка чипсов"), scale_of("small bottle of water"), scale_of("вода")
    ('large', 'small', None)
    >>> scale_of("dog food for a small breed"), scale_of("стол для маленькой кухни")
    (None, None)
    """
    folded = fold(text)
    if PURPOSE.search(folded) and not PACKED.search(folded):
        return None
    return "small" if SMALL.search(folded) else "large" if LARGE.search(folded) else None
