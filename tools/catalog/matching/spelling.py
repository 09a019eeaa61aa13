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
READINGS = (
    (SOFT_C, ("ch", "ts")),
    (re.compile("g(?=[eiy])"), ("zh", "dzh")),
    (re.compile("ch"), ("k", "kh")),
    (re.compile("^j"), ("y",)),
)
"""Latin letters that Russian spellings read in more ways than one: "Gillette", "Жиллетт", "Джиллетт"; "Mach", "Мак"; "Jacobs"."""
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
VOWEL_RUN = re.compile("[aeiouy]+")
YOTED = re.compile("(?<![aou])y(?=[eiou])|(?:^|(?<=[ei]))y(?=a)")
"""What "я" begins with beside an "a": "нивея" and "nivea"; "нянь" is no "nan"."""
SILENT = re.compile("(?<![aeiou])es?$")
MUTE = re.compile("(?<![aeiou])e(?=s?$)")
LONG_A = re.compile("a[iy]|ei")
SIBILANTS = tuple("sz")
STARTS = {**dict.fromkeys("aeiou", "vowel"), "y": "yot", "j": "yot"}
VOICED = {
    vowels: frozenset(heard.split())
    for vowels, heard in {
        "a": "e ey", "e": "i", "i": "ay", "o": "a ou", "u": "a e", "y": "i ay", "ai": "ey ay", "ay": "ey", "ei": "ay ey i",
        "ey": "i ay e", "ea": "i e ia", "ie": "i e", "ou": "au u o", "au": "o a", "oa": "o oua", "ue": "u", "ui": "u i",
        "io": "ayo", "aie": "aye",
    }.items()
}  # fmt: skip
"""Vowels of a Latin name and how Russian spellings write them, when not as they are: "Bounty" is "баунти"."""
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
    return skeleton(russian) in readings(foreign) or ratio(sound(one), sound(other)) >= ALIKE


@lru_cache(maxsize=131_072)
def one_name(one: str, other: str) -> bool:
    """Whether two folded names of different alphabets are one: their vowels agree too, since no other word tells them apart.

    >>> one_name("дав", "dove"), one_name("полет", "pilot")
    (True, False)
    """
    if bool(CYRILLIC.search(one)) == bool(CYRILLIC.search(other)):
        return False
    foreign, russian = (other, one) if CYRILLIC.search(one) else (one, other)
    return (
        shape(russian) in _shapes(foreign)
        and (not foreign.endswith("s") or sound(russian).endswith(SIBILANTS))
        and _starts_alike(foreign, russian)
        and _voiced(foreign, russian)
    )


@lru_cache(maxsize=131_072)
def shape(word: str) -> str:
    """The consonants of how a word sounds and where vowels stand before them: "мерси" is "m_rs", "merries" "m_r_s"."""
    return VOWEL_RUN.sub("_", sound(word)).replace("z", "s").rstrip("_")


@lru_cache(maxsize=131_072)
def _shapes(word: str) -> frozenset[str]:
    """The shapes of a Latin word as Russian spellings may read it, with and without an "e" that nobody hears."""
    return frozenset(shape(read) for spelt in _spellings(word) for read in (spelt, MUTE.sub("", spelt)))


@lru_cache(maxsize=131_072)
def same_vowels(one: str, other: str) -> bool:
    """Whether two names have the same vowels, a last one that nobody hears aside: "roma" is no "рама", "lays" is "лейс"."""
    heard, said = (VOWEL_RUN.findall(LONG_A.sub("ey", MUTE.sub("", sound(word)))) for word in (one, other))
    return heard == said


def _starts_alike(foreign: str, russian: str) -> bool:
    """Whether both names begin with a vowel or neither does; "j" may be any consonant: "Jacobs", "Gillette"."""
    starts = {sound(word)[:1] for word in (foreign, russian)}
    kinds = {STARTS.get(start, "") for start in starts}
    return len(kinds) == 1 or ("j" in starts and "vowel" not in kinds)


def _voiced(foreign: str, russian: str) -> bool:
    """Whether Russian vowels are those of a Latin name; a last one is heard as written, or not at all: "Dove" is "дав"."""
    written, heard = _vowels(foreign.replace("ee", "i").replace("oo", "u")), _vowels(russian)
    if VOWELS.match(sound(russian)[-1:]):
        plain = written and len(written[-1]) == 1 and written[-1] != "y"
        if plain and written[-1:] != heard[-1:]:
            return False
    elif len(written) > len(heard) and SILENT.search(foreign):
        written.pop()
    return len(written) == len(heard) and all(
        one == other or other in VOICED.get(one, ()) for one, other in zip(written, heard, strict=True)
    )


def _vowels(word: str) -> list[str]:
    return VOWEL_RUN.findall(YOTED.sub("", sound(word)))


@lru_cache(maxsize=131_072)
def readings(word: str) -> frozenset[str]:
    """The skeletons of a Latin word as Russian spellings may read it; of a Cyrillic one, its own."""
    return frozenset(map(skeleton, _spellings(word)))


@lru_cache(maxsize=131_072)
def _spellings(word: str) -> frozenset[str]:
    """A word, and a Latin one as Russian spellings may read it."""
    read = (
        letters.sub(spelling, word) for letters, spellings in READINGS if letters.search(word) for spelling in spellings
    )
    return frozenset((word, *read)) | (_read_abroad(word) if len(word) >= LEAST_FOREIGN else frozenset())


def _read_abroad(word: str) -> frozenset[str]:
    """A Latin word as other languages read it: "Rocher" is "роше", "Reggiano" is "реджано"."""
    found = set()
    for spellings in LANGUAGES:
        written = word
        for spelling, plain in spellings:
            written = re.sub(spelling, plain, written)
        if written != word and len(skeleton(written)) >= TWO_BONES:
            found.add(written)
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
