"""When two words are one word: alphabets, brands by sound, nouns and their adjectives."""

import re
from functools import lru_cache
from os.path import commonprefix

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.text import CYRILLIC

SOUNDS = (
    ("igh", "i"),
    ("ow", "ou"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ph", "f"),
    ("wh", "v"),
    ("ck", "k"),
    ("qu", "kv"),
    ("th", "t"),
    ("kh", "h"),
    ("tz", "z"),
    ("ts", "z"),
    ("dzh", "j"),
    ("zh", "j"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
)
"""Spellings of one sound, Latin and transliterated; applied in this order."""
TION = re.compile("tion(?=s?$)")
SOFT_C = re.compile("c(?=[eiy])")
READINGS = ((SOFT_C, ("ch", "ts")), (re.compile("g(?=[eiy])"), ("zh", "dzh")), (re.compile("ch"), ("k",)))
"""Latin letters that Russian spellings read in more ways than one: "Gillette", "Жиллетт", "Джиллетт"; "Mach", "Мак"."""
LANGUAGES = (
    (
        ("eaux?", "o"),
        ("ch", "sh"),
        ("gn", "n"),
        ("(?<=[a-z]{3}e)r$|(?<=[aeiou])[tdxz]$|(?<=[aeiou])is$", ""),
        ("es?$", ""),
    ),
    (("cc?h", "k"), ("cc?(?=[ei])", "ch"), ("gg?(?=[ei])", "dzh"), ("gn", "n"), ("gl(?=i)", "l")),
    (("dz(?=i)", "dzh"), ("sz", "sh"), ("cz", "ch"), ("c(?=[eiu])", "ts")),
    (("tion(?=al)", "shn"),),
    (("tions?$", "tsiya"),),
    (("ius$", "iy"), ("c(?=[eiy])", "ts")),
    (("^w", "u"), ("^kn", "n"), ("^wr", "r"), ("(?<=[aeiou])gh(?=t|$)", ""), ("(?<=[aeiou])h(?=[^aeiou])", "")),
)
"""How Latin letters sound in French, Italian, Lithuanian and Polish, Latin, English and German: spellings and plain ones."""
BRITISH = (
    ("yoghurt", "yogurt"),
    ("our$", "or"),
    ("is(?=e[ds]?$|ing$|$)", "iz"),
    ("tre$", "ter"),
    ("grey", "gray"),
    ("ll(?=ed$|ing$)", "l"),
)
"""British spellings and the American ones."""
LEAST_FOREIGN = 5
"""Letters of a word that is read as a foreign one."""
HARD_C = re.compile("c(?!h)")
DOUBLED = re.compile(r"(.)\1+")
VOWELS = re.compile("[aeiouy]")
ADJECTIVE = re.compile(
    "о?(?:ирующ|[аяую]?ющ|ящ|н|в|нев|ов|ев|ен|енн|ин|ян|чн|очн|ичн|ечн|ецк|ск|овск|евск|инск|ическ|ьн)"
)
NOUN = re.compile("[кцья]?|ик|ок|ец|ор")
LETTER_NAMES = {
    "a": "эй", "b": "би", "c": "си", "d": "ди", "f": "эф", "g": "джи", "h": "эйч", "j": "джей", "k": "кей", "l": "эль", "m": "эм",
    "n": "эн", "p": "пи", "q": "кью", "r": "ар", "s": "эс", "t": "ти", "v": "ви", "x": "икс", "z": "зет",
}  # fmt: skip
"""English letters as Russian titles write their names: "Арой-Ди"."""
ENDINGS = (("w", "v"), ("sk(?:iy|ij|ii?|y)$", "sky"), ("sk(?:aya|aja|aia)$", "ska"))
"""Ends of Russian and Polish names, which transliterations write in more ways than one: "Krakovskaya", "Krakowska"."""
PLAIN_VOWELS = re.compile("(?<=[aeiou])[yj](?=[aeiou])|(?<=[iy])y$|(?<=[a-z])j(?=[aou])|y(?=[aou])|[’']")
"""Letters that one transliteration writes and another leaves out."""
LEAST_TRANSLITERATED = 6
LEAST_SHARED, TWO_BONES = 3, 2
ALIKE = 80.0


@lru_cache(maxsize=131_072)
def latin(word: str) -> str:
    """A folded word in Latin letters: "данон" is "danon"."""
    return str(iuliia.WIKIPEDIA.translate(word)) if CYRILLIC.search(word) else word


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """How a folded word of either alphabet sounds, roughly: "якобс" and "jacobs" differ in the first letter only."""
    written = TION.sub("shn", latin(word))
    for spelling, plain in SOUNDS:
        written = written.replace(spelling, plain)
    return DOUBLED.sub(r"\1", HARD_C.sub("k", SOFT_C.sub("s", written)))


@lru_cache(maxsize=131_072)
def skeleton(word: str) -> str:
    """The consonants of how a word sounds: "heinz" and "хейнц" are "hnz"; of a word without two consonants, its sound."""
    heard = sound(word)
    bones = VOWELS.sub("", heard).replace("z", "s")
    return bones if len(bones) > 1 else heard


@lru_cache(maxsize=131_072)
def sounds_alike(one: str, other: str) -> bool:
    """Whether a Cyrillic and a Latin word are one name."""
    foreign, russian = (other, one) if CYRILLIC.search(one) else (one, other)
    if len(foreign) == 1:
        return LETTER_NAMES.get(foreign) == russian
    if skeleton(one) == skeleton(other) or ratio(sound(one), sound(other)) >= ALIKE:
        return True
    if len(foreign) >= LEAST_FOREIGN and skeleton(russian) in _read_abroad(foreign):
        return True
    return any(
        letters.search(word) and skeleton(letters.sub(spelling, word)) == skeleton(whole)
        for word, whole in ((one, other), (other, one))
        for letters, spellings in READINGS
        for spelling in spellings
    )


@lru_cache(maxsize=131_072)
def _read_abroad(word: str) -> frozenset[str]:
    """The skeletons of a Latin word as other languages read it: "Rocher" is "роше", "Reggiano" is "реджано"."""
    found = set()
    for spellings in LANGUAGES:
        written = word
        for spelling, plain in spellings:
            written = re.sub(spelling, plain, written)
        if written != word and len(bones := skeleton(written)) >= TWO_BONES:
            found.add(bones)
    return frozenset(found)


@lru_cache(maxsize=131_072)
def american(word: str) -> str:
    """A folded English word or stem as Americans spell it."""
    for british, spelling in BRITISH:
        word = re.sub(british, spelling, word)
    return word


@lru_cache(maxsize=131_072)
def one_transliterated(one: str, other: str) -> bool:
    """Whether two Latin words are one Russian word in two transliterations: "russkoye" and "russkoe"."""
    return min(len(one), len(other)) >= LEAST_TRANSLITERATED and _plain(one) == _plain(other)


@lru_cache(maxsize=131_072)
def _plain(word: str) -> str:
    for spelling, plain in ENDINGS:
        word = re.sub(spelling, plain, word)
    return PLAIN_VOWELS.sub("", word)


def one_root(one: str, other: str) -> bool:
    """Whether two stems are a Russian noun and its adjective: "вишн" and "вишнев", "череповц" and "череповецк"."""
    if one[:LEAST_SHARED] != other[:LEAST_SHARED]:
        return False
    shared = len(commonprefix((one, other)))
    noun, adjective = sorted((one[shared:], other[shared:]), key=len)
    return bool(NOUN.fullmatch(noun) and ADJECTIVE.fullmatch(adjective))


@lru_cache(maxsize=131_072)
def single(stem: str) -> str:
    """A stem with every letter once where it stands twice or more: "наггетс" is "нагетс"."""
    return DOUBLED.sub(r"\1", stem)
