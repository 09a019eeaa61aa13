"""Recognises the names of the tool contract whatever their case, script or small typing error. Meaning is never guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from podbor.agent.people import People
from podbor.core.settings import ServiceSettings
from podbor.core.terms import Terms
from podbor.core.text import fold, stem
from podbor.core.vocabulary import ATTRIBUTES, DIRECTIONS, FACETS, LOCALES, PEOPLE, SCOPES, STANCES
from podbor.tools.contract import ARGUMENTS, CLOSED_VALUES

NAME_CUTOFF = 88.0
"""Likeness, 0 to 100, from which a tool's name is another one misspelt: the names of the contract are below 60 of each other."""
TYPO_LENGTH = 5
"""Words shorter than this have neighbours one letter away that mean something else ("fast", "fat")."""
NAMESPACE = re.compile(r"^(?:functions?|tools?|api|default_api|podbor|multi_tool_use)[.:/]+", re.IGNORECASE)
VERDICTS = ("accept", "reject")
CLOSED: dict[str, tuple[str, ...]] = {
    "facet": FACETS,
    "person": PEOPLE,
    "stance": STANCES,
    "scope": SCOPES,
    "attribute": ATTRIBUTES,
    "direction": DIRECTIONS,
    "verdict": VERDICTS,
}
"""Field → its values."""
RUSSIAN: dict[str, dict[str, str]] = {
    "facet": {
        "аллерген": "allergen",
        "ингредиент": "ingredient",
        "диета": "diet",
        "вкус": "taste",
        "бренд": "brand",
        "категория": "category",
        "сервис": "service",
    },
    "stance": {
        "требовать": "require",
        "предпочитать": "prefer",
        "избегать": "avoid",
        "исключить": "exclude",
        "исключать": "exclude",
    },
    "scope": {"сессия": "session", "постоянно": "lasting", "постоянный": "lasting"},
    "direction": {"ниже": "lower", "выше": "higher"},
    "verdict": {"принять": "accept", "отклонить": "reject"},
}
"""Translations, word by word. A synonym is not a spelling, and is not here."""


def snake(text: str) -> str:
    """ "priceMax", "Price-Max" and "price max" → "price_max"."""
    spaced = re.sub(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])", "_", text.strip().strip("`'\"*"))
    return re.sub(r"[\s\-_]+", "_", spaced).strip("_").lower()


def tool_name(text: str) -> str:
    """The name of a tool without its namespace, in the contract's case."""
    return snake(NAMESPACE.sub("", text.strip().strip("`'\"").removesuffix("()")).split(":")[0])


def nearest_tool(text: str) -> str | None:
    """The tool that a name means, None when it is none's misspelling."""
    name = tool_name(text)
    if name in ARGUMENTS:
        return name
    best = process.extract(name, list(ARGUMENTS), scorer=fuzz.ratio, score_cutoff=NAME_CUTOFF, limit=2)
    return str(best[0][0]) if len(best) == 1 else None


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that a word is: the same letters, an inflection, or one typing error in a long word."""
    written = snake(word)
    choices = list(choices)
    if written in choices:
        return written
    inflected = [choice for choice in choices if stem(choice) == stem(fold(written))]
    if len(inflected) == 1:
        return inflected[0]
    typos = [
        choice
        for choice in choices
        if len(choice) >= TYPO_LENGTH and choice[0] == written[:1] and OSA.distance(written, choice) == 1
    ]
    return typos[0] if len(typos) == 1 else None


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """What values may be called: the closed vocabularies in both languages, and the services of the settings."""

    terms: Terms
    services: Mapping[str, ServiceSettings]

    def closed(self, field: str, word: str) -> str:
        """The value of `field` that a word is; the word itself when it is none."""
        if field == "attribute":
            named = self._attribute(word)
            if named is not None:
                return named
        if field == "person":
            return People.load().called(word) or nearest(word, PEOPLE) or word
        return RUSSIAN.get(field, {}).get(fold(word).strip()) or nearest(word, CLOSED[field]) or word

    def fact_value(self, facet: str, word: str) -> str:
        """The value of `facet` that a word is; open facets keep the word."""
        if facet == "service":
            return self.service(word)
        if facet not in CLOSED_VALUES:
            return word
        values = CLOSED_VALUES[facet]
        if snake(word) in values:
            return snake(word)
        meaning = self.terms.resolve(word.replace("_", " "))
        if meaning is not None and meaning[0] == facet:
            return meaning[1]
        return nearest(word, values) or word

    def service(self, word: str) -> str:
        """The key of the service that a word names; the word itself when it names none."""
        names = {
            fold(name): key
            for key, service in self.services.items()
            for name in (key, service.title_ru, service.title_en)
        }
        return names.get(fold(word).strip()) or nearest(word, self.services) or word

    def _attribute(self, word: str) -> str | None:
        folded = fold(word).strip()
        for attribute in ATTRIBUTES:
            names = [self.terms.name("attribute", attribute, locale) for locale in LOCALES]
            if folded in map(fold, names):
                return attribute
        return None
