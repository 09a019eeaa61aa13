"""Reads what labels say of allergens: "Содержит молоко, сою. Может содержать следы орехов"."""

import re
from collections.abc import Sequence

from podbor.core.phrases import tokenise
from podbor.core.vocabulary import Allergen
from podbor.tools.catalog.ingredients import IngredientVocabulary

Allergens = frozenset[Allergen]
PART = re.compile(r"(\.(?=\s+[А-ЯЁA-Z]|\s*$)|[;|\n])")
MAY_CONTAIN = re.compile(
    r"может|могут|возможн|след(?:ы|ов|ами)\b|незначительн|предприяти|производств|на (?:одной )?лини"
    r"|\bmay\b|\btraces?\b|facilit|factory|equipment",
    re.IGNORECASE,
)
"""What is said after it may be in the product."""
STATES = re.compile(r"содерж|contain|аллерген|allergen", re.IGNORECASE)
NO_DENIAL = re.compile(r"не исключ|не гарант|guarantee|не только|not only", re.IGNORECASE)
"""Sentences whose "not" denies nothing."""
DENIES = re.compile(r"\s*(?:продукт\s+)?(?:не\s+содерж|без\s|does\s+not\s+contain|free\s+from)", re.IGNORECASE)
SAYS_ON = re.compile(
    r"\b(?:но|кроме|однако|but|except)\b|(?<!не\s)\bсодерж|(?<!not\s)\bcontain|аллерген|allergen", re.IGNORECASE
)
"""Where a sentence that denies goes on with what there is."""
COMPOSITION_END = re.compile(
    r"(?:может|могут)\s(?:\w+\s)?(?:содержать|присутствовать)\b|возмож\w+\s(?:\w+\s)?след|содержит следы|\bследы\s"
    r"|(?:изготовлен|произведен|произведён|выработан|упакован)\w*\sна\s|на (?:предприятии|производстве|линии)"
    r"|may\s(?:also\s)?contain|traces?\sof|(?:made|produced|packed) (?:in|on) a",
    re.IGNORECASE,
)
"""In a list of ingredients: what follows is of the label and no ingredient."""
SENTENCE = re.compile(r"\.\s+(?=\S)")


def allergens_told(text: str, vocabulary: IngredientVocabulary) -> tuple[Allergens, Allergens]:
    """What a label says that a product contains, and may contain."""
    found: tuple[set[str], set[str]] = (set(), set())
    may, mark = False, ""
    for part in PART.split(text):
        if PART.fullmatch(part):
            mark = part
            continue
        said = MAY_CONTAIN.search(part)
        unsure = NO_DENIAL.search(part)
        may = said is not None or (may and mark == ";" and not STATES.search(part))
        if unsure:
            found[1].update(match.key for match in vocabulary.matches(tokenise(part)))
        else:
            denies = DENIES.match(part)
            on = SAYS_ON.search(part, denies.end()) if denies else None
            begin = min((stop.start() for stop in (on, said) if stop), default=len(part)) if denies else 0
            at = max(begin, said.start() if said else begin if may else len(part))
            found[0].update(vocabulary.in_text(part[begin:at]))
            found[1].update(vocabulary.in_text(part[at:]))
    contains, traces = map(vocabulary.allergens_of, found)
    return contains, traces - contains


def without_label(ingredients: Sequence[str]) -> tuple[list[str], str]:
    """A list of ingredients without the sentences of the label at its end, and these."""
    for place, ingredient in enumerate(ingredients):
        end = COMPOSITION_END.search(ingredient)
        if end and ingredient.count("(", 0, end.start()) <= ingredient.count(")", 0, end.start()):
            stops = [stop.end() for stop in SENTENCE.finditer(ingredient, 0, end.start())]
            at = stops[-1] if stops else end.start() if place and end.start() else 0
            own = ingredient[:at].rstrip(" .")
            return [*ingredients[:place], *filter(None, [own])], ", ".join((ingredient[at:], *ingredients[place + 1 :]))
    return list(ingredients), ""
