"""Shelves whose names are several things: who asks for socks wants no slippers, and for a hat not even these."""

import re
from functools import lru_cache

from podbor.core.items import Item
from podbor.core.text import stem, stems
from podbor.tools.catalog.kinds import Kind, KindVocabulary
from podbor.tools.recommend.heads import head

CACHED_KINDS = 1024
MIXED = frozenset(
    "baby_bottles baby_toys backpacks baking bath_accessories bed_linen berries blenders board_games cabbage cables "
    "canned_vegetables car_care cat_toys citrus climate clothing coffee_machines computer_accessories cotton creativity "
    "cutlery decor disposable_tableware dog_accessories dried_fruit exotic_fruit fasteners first_aid flowers folders "
    "food_wrap garden_tools glasses glue_scissors glue_tape greens grill hair_dryers hand_tools health_devices irons "
    "irons_boards kitchen_tools lamps legumes makeup melons monitors_tv mops_brooms mouthwash multicookers mushrooms "
    "mustard_horseradish nail_care notebooks nuts outdoor_toys paints paper party pencils phone_accessories pickles "
    "pillows_blankets plates power_tools puzzles seafood shavers shoe_care spices stone_fruit storage tablets teapots "
    "thermos toasters toy_cars wall_paint white_fish".split()
)
"""Kinds that are such shelves. Of most food one name tells a sort of the other: "пармезан" is "сыр"."""
SAME = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "соска пустышка",
        "скотч лента",
        "мышка мышь",
        "фонарик фонарь",
        "бокал фужер",
        "кисточка кисть",
        "плед покрывало",
        "телевизор телик телек",
        "сумка шоппер",
        "рюкзак ранец портфель",
        "миска салатник пиала",
        "вилка ложка приборы",
        "краска акварель гуашь эмаль",
        "лампа светильник",
        "провод кабель шнур",
        "удлинитель фильтр тройник",
        "плойка щипцы",
        "плоскогубцы пассатижи",
        "суперклей клей",
        "пергамент бумага",
        "омыватель незамерзайка",
        "кофемашина кофеварка",
        "микроволновка печь свч",
        "книга читалка",
        "планшет компьютер",
        "заварник чайник",
        "зип пакет",
        "ежедневник планер",
        "стикер листок",
        "коробка ящик органайзер кофр",
        "машинка триммер",
        "выделитель текстовыделитель маркер",
        "антисептик санитайзер",
        "dummy pacifier soother",
        "torch flashlight",
        "duvet blanket throw quilt",
        "glass tumbler",
        "fork spoon cutlery",
        "tv television telly",
        "plaster bandage aid",
        "sanitiser antiseptic",
        "bud swab tip",
        "watercolour gouache paint",
        "cable cord lead wire",
        "extension protector strip",
        "stick drive",
        "cooker multicooker",
        "tangerine mandarin",
        "adhesive glue",
        "клавиатура клава",
        "тапки тапочки",
        "tape sellotape",
        "leash lead",
        "onion scallion",
        "diary planner",
        "jigsaw puzzle",
        "box organizer",
        "thermos flask",
        "clipper trimmer",
        "gift wrap paper",
        "cilantro coriander",
        "arugula rocket",
        "parchment paper",
    )
)
"""Names of one thing, or of things that are sold as one."""
GENERIC = frozenset(
    map(
        stem,
        "набор комплект средство прибор игра игрушка инструмент цветок букет крепеж косметика принадлежность товар ягода "
        "фрукт зелень сухофрукты цитрусовые посуда украшение декор аптечка уход гриб грибочки орех бобовые морепродукты "
        "специи приправа пряность овощ филе рыба соленье смесь berry fruit citrus herb mushroom nut legume seafood spice "
        "seasoning vegetable fillet fish pickle mix гриль set kit barbecue grill toy game tool flower bouquet decor "
        "makeup accessory supplies bedding tableware utensils fastener care party".split(),
    )
)
"""Nouns that say too little to be another thing, or name what all of the shelf is for: "Набор отвёрток", "barbecue"."""
EXTENSION = re.compile(r"\bextension (?:lead|cord)s?\b")
"""A thing of two words whose last is another's too: a "lead" is a cable."""
WITH = re.compile(r",| with | and ")
"""Before what an English title adds to its noun: "broom and dustpan"."""


def is_another_thing(text: str, item: Item, kinds: KindVocabulary) -> bool:
    """Whether a text names one thing of a mixed shelf, and the title of an item there another; of its language alone."""
    if item.kind not in MIXED:
        return False
    english = text.isascii()
    names = _names(kinds.get(item.kind), english) - GENERIC
    thing, other = _noun(text), title_noun(item, english=english)
    if thing not in names or other not in names or thing in other or other in thing:
        return False
    if english:
        first, *rest = WITH.split(item.title.en)
        told = {_noun(first), *stems(" ".join(rest))}
    else:
        told = set(stems(item.title.ru))
    return thing not in told and not any({thing, other} <= group for group in SAME)


def title_noun(item: Item, *, english: bool) -> str:
    """Stem of the noun of a title in a language; "" where there is none."""
    title = item.title.en if english else item.title.ru
    return _noun(title.partition(",")[0])


def _noun(text: str) -> str:
    return head(EXTENSION.sub("extension", text.casefold()) if text.isascii() else text)


@lru_cache(maxsize=CACHED_KINDS)
def _names(kind: Kind | None, english: bool) -> frozenset[str]:
    """Stems of the nouns that a kind goes by in a language."""
    return frozenset(_noun(phrase) for phrase in kind.phrases if phrase.isascii() == english) if kind else frozenset()
