"""What a thing that is called tenderly is: "утюжок" is "утюг", "щёточка" "щётка", "супчик" "суп"."""

import re
from collections.abc import Container

from podbor.core.morphology import has, mostly
from podbor.core.text import fold, stem

ENDS = (
    ("очк", ("к", "")),
    ("ечк", ("к", "ц", "")),
    ("оньк", ("",)),
    ("еньк", ("",)),
    ("ушк", ("",)),
    ("юшк", ("",)),
    ("ышк", ("",)),
    ("ишк", ("",)),
    ("чик", ("", "ц")),
    ("чк", ("к", "ч", "ц")),
    ("жк", ("г", "ж")),
    ("шк", ("х", "ш")),
    ("ик", ("",)),
    ("иц", ("",)),
    ("ьц", ("",)),
    ("к", ("",)),
)
"""Ends of the stems of such names, and of those they are made of."""
NEUTER = ("иц", "ьц")
"""Those of "маслице" and "мыльце"; a "пшеница" is no smaller "пшено"."""
LEAST, LEAST_BARE = 3, 4
"""Letters of a stem that is left, at least; where nothing but a "к" is taken off, which "полка" has by itself."""
FLEETING = re.compile("[ое](?=[^аеиоуыэюя]$)")
THINGS_OF_THEIR_OWN = frozenset(
    map(
        stem,
        "дорожка печка помадка картинка палатка кормушка карточка каретка уголок проводка планерка фантик лоточек леечка пузырек "
        "прописка утечка".split(),
    )
)
"""Nouns that are no smaller ones of what they are made of: a "дорожка" is no road."""


def is_noun(word: str) -> bool:
    """Whether a Russian word is a noun and no adjective in its place: "столовые"."""
    return mostly(word, "NOUN") and not has(word, "ADJF")


def plain_stem(word: str, known: Container[str]) -> str:
    """The stem, one of `known`, of what a Russian word is a tender name of; "" where it is none, or of somebody.

    >>> [plain_stem(word, {"утюг", "щетк", "суп", "баб"}) for word in ("утюжка", "щёточки", "супчик", "бабушка", "полка")]
    ['утюг', 'щетк', 'суп', '', '']
    """
    stemmed = stem(fold(word))
    if stemmed in THINGS_OF_THEIR_OWN or has(fold(word), "NOUN", "anim"):
        return ""
    for end, made_of in ENDS:
        if not stemmed.endswith(end) or (end in NEUTER and not has(fold(word), "NOUN", "neut")):
            continue
        for last in made_of:
            left = stemmed[: -len(end)] + last
            found = next((base for base in (left, FLEETING.sub("", left)) if base in known), "")
            if len(found) >= (LEAST_BARE if end == "к" else LEAST):
                return found
    return ""
