"""What a Russian word may be of a name: given name or pet form, patronymic, surname."""

import re
from functools import lru_cache

from podbor.core.morphology import has, mostly, parses
from podbor.core.redaction.name_words import said_in, words

OWN_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми)?$|(?:ск|цк)(?:ий|ая|ого|ому|им|ой|ую)$|(?:ян|дзе|швили|енко|оглы|чук|юк)$"
)
PET_SUFFIX = re.compile(r".{3}(?:юш|уш|еньк|оньк|очк|ечк|ул|юл|ус|юс)(?:а|и|ы|е|у|ю|ей|ой|я)$")
LONGEST_PET = 10
PET = re.compile(
    r"(?P<stem>.{2,}?ь?)(?:[её]к|к|юх|ух|юш|уш|ян|он|ик|ич|чик|утк|ютк|юшк|ушк|еньк|оньк|унчик|юнчик|ул|юл|юн|ун|аш|ош|ас|ос|ок|ус|юс|ен|ён|яш)"
    r"(?:а|и|ы|е|у|ю|ей|ой|ою|я|ом|ем|ам|)"
)
"""A pet form of a name: Тан-юха, Сан-ёк, Софь-юшка, Дим-он."""
PATRONYMIC = re.compile(
    r"(?:овн|евн|ичн|инишн)(?:а|ы|е|у|ой)$|(?:ович|евич|ич)(?:а|у|ем|е)?$|(?:оглы|кызы|улы|уулу|угли|гызы|кизи)$"
)
SURNAME = re.compile(
    r"(?:ов|ев|ин|ына|енко|ян|швили|дзе|ский|цкий|ская|цкая|ко|юк|чук|ер|берг|ман|штейн|их|ых|заде|ани|иани|ава)(?:а|у|ым|е|ой|ых|ого|ому|ом)?$"
)


EASTERN = re.compile(
    r".{2}(?:бек|жон|джон|жан|джан|гуль?|улла|уллах?|[иу]дд?ин|мурат|мурод|мухамм?ад|мухаммед|магомед|назар|хан|хон|бану|биби|ниссо|ниса|зода|"
    r"али|шах|нур|бай|бай|тай)(?:а|у|е|ом|ю|ем|я|и|ы|ой)?$"
)
"""Ends of names that Turkic and Iranian languages build: Нурбек, Зухраджон, Айнагуль."""


@lru_cache(maxsize=16_384)
def is_given(word: str) -> bool:
    """Whether the dictionary or our list knows a given name of that form, or the one that a pet form is made of."""
    word = word.lower()
    if EASTERN.search(word) and not parses(word):
        return True
    return has(word, "Name") or is_pet_form(word) or word in words("ru_given") or said_in(word, "ru_given")


@lru_cache(maxsize=16_384)
def is_pet_form(word: str) -> bool:
    """Whether the word is no other word and is made of a given name."""
    if parses(word):
        plain = re.fullmatch(r"(.{2,}?)ь?к(?:а|и|е|у|ой|ою)", word)
        other = any(has(word, grammeme) for grammeme in ("ADJF", "NPRO", "ADVB", "CONJ", "VERB", "INFN"))
        return plain is not None and not other and any(mostly(plain[1] + ending, "Name") for ending in "ая")
    if PET_SUFFIX.search(word) and len(word) <= LONGEST_PET:
        return True
    made = PET.fullmatch(word)
    return made is not None and any(_is_name_stem(made["stem"], ending) for ending in ("а", "я", "", "ша", "й"))


def _is_name_stem(stem: str, ending: str) -> bool:
    return any(mostly(base + ending, "Name") for base in (stem, stem.removesuffix("ь")) if len(base + ending) > 2)


@lru_cache(maxsize=16_384)
def is_patronymic(word: str) -> bool:
    """Whether the word is a patronymic, colloquial ones too."""
    return has(word.lower(), "Patr") or (
        bool(PATRONYMIC.search(word)) and word[0].isupper() and not parses(word.lower())
    )


@lru_cache(maxsize=16_384)
def is_surname(word: str) -> bool:
    """Whether the word is a surname, or one that no dictionary has and that is built like one."""
    if "-" in word:
        return all(has(part, "Surn") or part in words("ru_eastern") for part in word.lower().split("-"))
    return has(word.lower(), "Surn") or (bool(SURNAME.search(word)) and not parses(word.lower())) or "'" in word


@lru_cache(maxsize=16_384)
def is_only(word: str, *grammemes: str) -> bool:
    """Whether each reading of the word has one of the grammemes."""
    found = parses(word)
    return bool(found) and all(any(re.search(rf"\b{g}\b", tag) for g in grammemes) for tag, _ in found)
