"""Russian words in the case that a sentence needs."""

from os.path import commonprefix

from podbor.core.morphology import analyser, in_nominative
from podbor.core.text import CYRILLIC, WORD, fold


def nominative(phrase: str) -> str:
    """What a shopper said in another case: a word of it cannot be a nominative.

    >>> nominative("угря"), nominative("пальмового масла"), nominative("отдушки")
    ('угорь', 'пальмовое масло', 'отдушки')
    """
    return phrase if all(map(_may_be_nominative, WORD.findall(phrase))) else in_nominative(phrase)


def genitive(name: str) -> str:
    """The genitive of a name of one Russian word; "" for any other.

    >>> genitive("Мегамаркет"), genitive("Лента"), genitive("Лента 24")
    ('Мегамаркета', 'Ленты', '')
    """
    if not (name.isalpha() and CYRILLIC.search(fold(name))):
        return ""
    form = analyser().parse(name)[0].inflect({"gent"})
    if form is None:
        return ""
    kept = len(commonprefix([name.lower(), form.word]))
    return name[:kept] + str(form.word)[kept:]


def _may_be_nominative(word: str) -> bool:
    return any(parse.tag.case in ("nomn", None) for parse in analyser().parse(word))
