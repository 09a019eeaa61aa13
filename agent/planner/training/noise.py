"""How people really type: no capitals, no commas, slips of the finger, fillers, smileys, Latin letters."""

import random
import re

_KEYS = {
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
_SOUNDS = {
    "ru": (
        ("о", "а"),
        ("е", "и"),
        ("тс", "ц"),
        ("жи", "жы"),
        ("ши", "шы"),
        ("нн", "н"),
        ("сс", "с"),
        ("ь", ""),
        ("ться", "тся"),
    ),
    "en": (("ie", "ei"), ("ee", "ea"), ("ou", "u"), ("tt", "t"), ("ll", "l"), ("ss", "s"), ("e", ""), ("gh", "")),
}
_BEFORE = {
    "ru": "привет, |здравствуйте, |так, |ну |слушай, |а |эм, |короче, |добрый вечер! |скажи, |подскажи, |пожалуйста, |слуш, |ой, "
    "|ага, |окей, |хм, |ладно, |вот |девушка, ",
    "en": "hi, |hello, |hey, |ok, |so |well, |um, |please |right, |listen, |good evening, |actually, |hmm, |oh, |yeah, |hey there, "
    "|alright, |cool, ",
}
_AFTER = {
    "ru": " пожалуйста| плиз|, спасибо| пж|)|))|!|...| а?| 🙏| если можно|, пожалуйста| ок?",
    "en": " please| pls|, thanks| thx| :)|!|...| ok?| if possible| 🙏|, cheers| ta|, please",
}
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya".split(),
        strict=True,
    )
)


def add_noise(message: str, lang: str, rng: random.Random, *, protect: frozenset[str] = frozenset()) -> str:
    """Return the message as somebody in a hurry might type it. Words of `protect` keep their letters."""
    message = _change_case(_add_fillers(message, lang, rng), rng)
    message = _change_marks(message, rng)
    if rng.random() < 0.6:
        message = message.replace("ё", "е").replace("Ё", "Е")
    if rng.random() < 0.16:
        message = _slip(message, lang, rng, protect)
    return " ".join(message.split())


def _add_fillers(message: str, lang: str, rng: random.Random) -> str:
    if rng.random() < 0.14:
        message = rng.choice(_BEFORE[lang].split("|")) + message
    if rng.random() < 0.12 and message[-1] not in "?!.":
        message = message + rng.choice(_AFTER[lang].split("|"))
    return message


def _change_case(message: str, rng: random.Random) -> str:
    if rng.random() < 0.45:
        message = message.lower()
    elif rng.random() < 0.4:
        message = message[:1].upper() + message[1:]
    elif rng.random() < 0.03:
        message = message.upper()
    return message


def _change_marks(message: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        message = re.sub(r"[?!.]+$", "", message)
    if rng.random() < 0.2:
        message = re.sub(r"(?<=\D)[,;—–](?=\s)", "", message)
    elif rng.random() < 0.15:
        message = message + rng.choice(("?", ".", "!", "!!", "??"))
    return message


def _slip(message: str, lang: str, rng: random.Random, protect: frozenset[str]) -> str:
    words = message.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha() and word.casefold() not in protect]
    for at in rng.sample(long, min(len(long), rng.choice((1, 1, 2)))):
        words[at] = slip_word(words[at], lang, rng)
    return " ".join(words)


def slip_word(word: str, lang: str, rng: random.Random) -> str:
    """One typing or spelling error in a word."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(5)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    if kind == 3:
        return word[:at] + _neighbour(word[at], lang, rng) + word[at + 1 :]
    options = [pair for pair in _SOUNDS[lang] if pair[0] in word[1:]]
    if not options:
        return word[:at] + word[at + 1 :]
    right, wrong = rng.choice(options)
    return word[0] + word[1:].replace(right, wrong, 1)


def _neighbour(char: str, lang: str, rng: random.Random) -> str:
    for row in _KEYS[lang]:
        at = row.find(char.lower())
        if at >= 0:
            return row[min(max(at + rng.choice((-1, 1)), 0), len(row) - 1)]
    return char


def transliterate(message: str) -> str:
    """Write Russian in Latin letters."""
    return "".join(_LATIN.get(char, char) for char in message.lower()).replace("-", "")
