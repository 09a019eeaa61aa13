"""Things whose name has a kind's word in it and is of another sort: a sewing machine is no toy car («швейная машинка»)."""

from podbor.core.text import stems

COMPOUNDS = tuple(
    frozenset(stems(name))
    for name in (
        "швейная машинка",
        "стиральная машинка",
        "посудомоечная машинка",
        "машинка для стрижки",
        "печатная машинка",
        "детская коляска",
        "детская кроватка",
        "рыболовная удочка",
        "молочный зуб",
        "водяной насос",
        "винный шкаф",
        "бумажный змей",
        "мыльная опера",
        "fishing rod",
        "fishing boat",
        "baby stroller",
        "baby carriage",
        "baby crib",
        "sewing machine",
        "washing machine",
        "dishwashing machine",
        "toilet bowl",
        "train tickets",
        "coffee table",
        "coffee shop",
        "book shelf",
        "water pump",
        "water heater",
        "wine cellar",
        "paper plane",
        "soap opera",
        "glass door",
        "reading glasses",
        "sunglasses",
    )
)


def is_compound(query: str) -> bool:
    """Whether the query names such a thing.

    >>> is_compound("швейную машинку"), is_compound("красная машинка"), is_compound("fishing rods")
    (True, False, True)
    """
    said = frozenset(stems(query))
    return any(compound <= said for compound in COMPOUNDS)
