"""Brands, products and heroes that are called as people are."""

from functools import cache, lru_cache

from podbor.core.morphology import normal_forms
from podbor.core.redaction.english_words import is_most_usual_surname
from podbor.core.redaction.name_words import words

LONGEST_BRAND = 5
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)
ALSO_THINGS = frozenset(
    "miller moore walker hall hill baker cook bell cox ward gray brooks price wood long butler foster west wells porter mason hunt "
    "mills knight gardner pierce berry lane harper fox carpenter weaver fields banks bishop little fuller day fowler fisher hunter "
    "woods hart bowman wheeler washington morgan".split()
)
"""Usual surnames that are words, or of what is sold, as often: "Activia Berry"."""
UNSPOKEN = str.maketrans({"'": "", "’": "", "&": "and"})


def brands_in(tokens: list[str]) -> list[range]:
    """Return the stretches of tokens that are a brand, a product or a hero of the lists, in whatever case."""
    return [
        range(start, start + length)
        for start in range(len(tokens))
        for length in range(1, min(LONGEST_BRAND, len(tokens) - start) + 1)
        if _is_brand(tokens[start : start + length])
        and not (length == 1 and _is_before_a_surname(tokens[start : start + 2]))
    ]


def is_branded(run: range, brands: list[range]) -> bool:
    """Whether a name is one of the brands, or shares a word with one of several words; a surname like a brand's is a surname."""
    return any(
        brand == run or (len(brand) > 1 and brand.start < run.stop and run.start < brand.stop) for brand in brands
    )


def _is_before_a_surname(tokens: list[str]) -> bool:
    """Whether a word like a brand has a surname after it, and is a name: "Polaris Smith", and not "Polaris White"."""
    if len(tokens) < 2 or not all(token[0].isupper() and not token.isupper() and token.isascii() for token in tokens):
        return False
    word = tokens[1].removesuffix("'s").lower()
    thing = word in ALSO_THINGS or any(word in words(name) for name in ("en_ambiguous", "en_products", "en_after"))
    return is_most_usual_surname(word) and not thing


def _is_brand(tokens: list[str]) -> bool:
    brands = _brands()
    heads = [brand for head in _forms(tokens[0]) for brand in brands.get((head, len(tokens)), ())]
    return any(
        all(not part.isdisjoint(_forms(token)) for part, token in zip(brand, tokens, strict=True)) for brand in heads
    )


@lru_cache(maxsize=16_384)
def _forms(token: str) -> frozenset[str]:
    """A word as brands are compared, a Russian one in all normal forms."""
    folded = _folded(token)
    return frozenset((folded,)) if folded[0].isascii() else normal_forms(folded) | {folded}


def _folded(token: str) -> str:
    """A word without its apostrophes and its dot at the end."""
    return token.lower().replace("ё", "е").translate(UNSPOKEN).removesuffix(".") or token


@cache
def _brands() -> dict[tuple[str, int], list[tuple[frozenset[str], ...]]]:
    """Brands as forms of their words, by each form of the first one and how many they are; a brand of one word in one form."""
    found: dict[tuple[str, int], list[tuple[frozenset[str], ...]]] = {}
    for brand in sorted(words("ru_brands") | words("en_brands")):
        spelled = brand.split()
        parts = [_forms(part) for part in spelled] if len(spelled) > 1 else [frozenset((_folded(brand),))]
        if len(parts) > 1:
            ends = {part.removesuffix("s") for part in parts[-1]} if spelled[-1].endswith("'s") else set()
            parts[-1] |= {f"{part}s" for part in parts[-1]} | ends
            parts = [part | {_in_latin(word)} for part, word in zip(parts, spelled, strict=True)]
        for head in parts[0]:
            found.setdefault((head, len(parts)), []).append(tuple(parts))
    return found


def _in_latin(word: str) -> str:
    return "".join(LATIN.get(char, char) for char in _folded(word))
