"""Typing mistakes of real people: neighbouring keys, letters swapped, doubled or left out."""

from random import Random

ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 5
"""Letters of a word that gets a mistake: a shorter one is often another word then."""


def mistype(text: str, random: Random) -> str:
    """Make one mistake in one of the longer words, not in its first letter; numbers and short words stay.

    >>> mistype("тёмный шоколад", Random(3)) != "тёмный шоколад"
    True
    >>> mistype("до 300", Random(1))
    'до 300'
    """
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    if not long:
        return text
    index = random.choice(long)
    words[index] = random.choice((_swap, _drop, _double, _slip))(words[index], random)
    return " ".join(words)


def _swap(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _double(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    row = next((row for row in ROWS if word[at].lower() in row), "")
    if not row:
        return _drop(word, random)
    place = row.index(word[at].lower())
    return word[:at] + random.choice(row[max(place - 1, 0) : place] + row[place + 1 : place + 2]) + word[at + 1 :]
