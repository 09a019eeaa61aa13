"""Russian titles in Latin letters: "Derevenskie Lakomstva kurinye dolki dlya sobak" is read as it would be in Cyrillic."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice, product

from podbor.core.morphology import parses
from podbor.core.text import CYRILLIC

WORDS = re.compile(r"[A-Za-z']+")
LEAST_WORD, LEAST_PROOF = 3, 4
"""Letters of a word that is written back, and of one that shows what language the title is in."""
PROOFS = 2
MOST_SPELLINGS = 24
SMALL = {"dlya": "для", "s": "с", "so": "со", "v": "в", "iz": "из", "bez": "без", "na": "на", "po": "по", "i": "и"}
SLASHED = {"zh/b": "ж/б", "v/s": "в/с", "b/a": "б/а", "s/b": "с/б", "v/u": "в/у", "s/k": "с/к", "v/k": "в/к"}
ENGLISH_LIKE = re.compile(r".*(?:ck|th|ph|w|q|tion|ing|ee|oo|ss$).*")
"""Letters that no transliteration has."""
SOFTENED = re.compile(r"[лнрстдзбмпв](?=[^аеёиоуыэюяьъй]|$)")
"""After these a soft sign may be left out."""
SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shch", ("щ",)),
    ("sch", ("щ", "сч")),
    ("yy", ("ый",)),
    ("iy", ("ий",)),
    ("yj", ("ый",)),
    ("ij", ("ий",)),
    ("yo", ("ё", "йо")),
    ("jo", ("ё",)),
    ("zh", ("ж",)),
    ("kh", ("х",)),
    ("ts", ("ц", "тс")),
    ("tz", ("ц",)),
    ("ch", ("ч",)),
    ("sh", ("ш",)),
    ("yu", ("ю",)),
    ("ju", ("ю",)),
    ("ya", ("я",)),
    ("ja", ("я",)),
    ("ye", ("е", "ье", "ые")),
    ("je", ("е", "ье")),
    ("ia", ("ия", "иа", "я")),
    ("x", ("кс", "х")),
    ("y", ("ы", "й", "ий", "ый")),
    ("h", ("х", "")),
    ("c", ("ц", "к")),
    ("e", ("е", "ё", "э")),
    ("'", ("ь",)),
    *((latin, (russian,)) for latin, russian in zip("abdfgijklmnopqrstuvwz", "абдфгийклмнопкрстуввз", strict=True)),
)


def in_cyrillic(title: str, english: Callable[[str], bool]) -> str:
    """A title of Russian words in Latin letters with these in Cyrillic; any other title as it is.

    At least two words of four letters and more must be of the dictionary once they are written back, and none may be
    `english`; words that no dictionary has stay: "Vkusnoteevo maslo slivochnoe" is "Vkusnoteevo масло сливочное".
    """
    if CYRILLIC.search(title.lower()):
        return title
    words = {word for word in WORDS.findall(title.lower()) if len(word) >= LEAST_WORD}
    proofs = {word for word in words if len(word) >= LEAST_PROOF and not english(word) and _proves(word)}
    if len(proofs) < PROOFS or any(english(word) and not russian_word(word) for word in words):
        return title
    for latin, russian in SLASHED.items():
        title = re.sub(rf"(?<![\w/]){latin}(?![\w/])", russian, title, flags=re.IGNORECASE)
    names = frozenset() if title.isupper() else frozenset(word for word in WORDS.findall(title) if word.isupper())
    return WORDS.sub(lambda match: match[0] if match[0] in names else _written_back(match[0]), title)


def _written_back(word: str) -> str:
    folded = word.lower()
    russian = SMALL.get(folded) or (russian_word(folded) if len(word) >= LEAST_WORD else "")
    return (russian.capitalize() if word[0].isupper() else russian) or word


def _proves(word: str) -> bool:
    return bool(russian_word(word)) and not ENGLISH_LIKE.fullmatch(word)


@lru_cache(maxsize=16_384)
def russian_word(word: str) -> str:
    """The dictionary's word that a lower-case Latin one spells, "" where it spells none.

    >>> russian_word("slivochnoe"), russian_word("pechenye"), russian_word("milk")
    ('сливочное', 'печенье', '')
    """
    return next((spelling for spelling in _spellings(word) if parses(spelling)), "")


def _spellings(word: str) -> Iterator[str]:
    parts: list[tuple[str, ...]] = []
    rest = word
    while rest:
        latin, readings = next(
            ((latin, readings) for latin, readings in SOUNDS if rest.startswith(latin)), (rest[0], ("",))
        )
        parts.append(readings)
        rest = rest[len(latin) :]
    whole = ["".join(choice) for choice in islice(product(*parts), MOST_SPELLINGS)]
    yield from whole
    for spelling in whole:
        yield from (f"{spelling[: at.end()]}ь{spelling[at.end() :]}" for at in SOFTENED.finditer(spelling))
