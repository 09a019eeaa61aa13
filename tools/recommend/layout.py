"""Text typed with the other keyboard layout on: "vjkjrj" for "молоко", "ьшдл" for "milk"."""

from collections.abc import Callable

from podbor.core.text import words

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
TO_LATIN = str.maketrans(CYRILLIC, LATIN)
MIN_LENGTH = 3


def relayout(text: str, known: Callable[[str], bool]) -> str:
    """The text as it would read in the other layout, where it has no known word as it is and only known ones there.

    >>> relayout("xfq pktysq", {"чай", "зленый"}.__contains__)
    'чай зленый'
    >>> relayout("xfq d gfrtnf[", {"чай", "пакетах", "d"}.__contains__)
    'чай в пакетах'
    >>> relayout("tea", {"tea"}.__contains__)
    'tea'
    """
    said = words(text)
    if not said or any(known(word) for word in said if len(word) >= MIN_LENGTH):
        return text
    turned = text.lower().translate(TO_CYRILLIC if text.isascii() else TO_LATIN)
    meant = words(turned)
    long_enough = max(map(len, meant), default=0) >= MIN_LENGTH
    return turned if long_enough and all(known(word) or len(word) < MIN_LENGTH for word in meant) else text
