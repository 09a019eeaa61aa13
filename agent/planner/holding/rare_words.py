"""Gives a rare word back to a plan: a brand that the model hardly ever read ("jardin") is no word that it knows ("gardening")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os.path import commonprefix

from rapidfuzz.distance import JaroWinkler

from podbor.agent.planner.holding.paraphrases import foreign_words, is_written_for, split, stands_for
from podbor.agent.planner.holding.phrases import is_filler, part_of_speech
from podbor.agent.planner.holding.places import names_a_service
from podbor.agent.planner.language import Act, Bounds, Compare, Find, Judge, Prefer, Shift, Why
from podbor.agent.planner.speller import RARE, knows, speller
from podbor.agent.planner.words import likeness
from podbor.core.morphology import normal_forms
from podbor.core.transliteration import russian_word

LETTERS = 4
"""Of a word that can be told from noise."""
COMMON_ROOT = 0.6
"""Share of a word of the plan that a word of the message begins with where it is a form of it: "печенек" of "печенье"."""
MISREAD = 0.9
"""Jaro-Winkler similarity from which even a usual word of the message was read as another: "ahmad" as "Ahmed"."""
SHORT = 4
"""Words of a message that is the name of a product and little else."""


def restore_rare_words(message: str, acts: Sequence[Act], *, need: str) -> tuple[Act, ...]:
    """Return `acts` with the words that nobody said replaced by those said that no dictionary knows, and no act has.

    Each takes the place of the word that is most like it, where there are as many places; those of a vague need are the model's.
    A short message of which a search has no word is what is looked for.
    """
    said = split(f"{message} {need}")
    free = [word for word in split(message) if _may_be_lost(word) and not _is_held(word, acts)]
    if len(acts) == 1 and (named := _named(message, acts[0], said, free)) is not None:
        return (named,)
    made_up = [word for act in acts for word in _foreign(act, said, free)]
    lost = [word for word in free if _is_rare(word) or any(_is_misread(word, other) for other in made_up)]
    if not lost or len(lost) > len(made_up):
        return tuple(acts)
    for word in lost:
        nearest = max(made_up, key=lambda other: JaroWinkler.similarity(word, other))
        made_up.remove(nearest)
        acts = [_with(act, nearest, word) for act in acts]
    return tuple(acts)


def _may_be_lost(word: str) -> bool:
    """Whether a word may name something, so that a plan without it has lost it."""
    return len(word) >= LETTERS and word.isalpha() and not is_filler(word) and not names_a_service(word)


def _is_rare(word: str) -> bool:
    """Whether no dictionary has a word, and hardly any shopper of the banks; Russian in Latin letters is one where it is a noun."""
    if knows(word) or (speller().count(word) or 0) > RARE:
        return False
    spelt = russian_word(word) if word.isascii() else word
    return not (spelt and knows(spelt)) or part_of_speech(spelt) == "NOUN"


def _is_misread(word: str, other: str) -> bool:
    longer = word.startswith(other) or other.startswith(word)
    return not longer and word[0] == other[0] and JaroWinkler.similarity(word, other) >= MISREAD


def _named(message: str, act: Act, said: Sequence[str], free: Sequence[str]) -> Find | None:
    """The search for a short message with a rare word, where an act is a search without a word of it."""
    if not isinstance(act, Find) or not act.query or act.bounds != Bounds() or re.search(r"[,;:?]", message):
        return None
    written = split(act.query)
    words = [word for word in message.strip(" .!").split() if not is_filler(word.casefold())]
    lost = list(_foreign(replace(act, kinds=()), said, free)) == list(written) and any(map(_is_rare, free))
    return Find(query=" ".join(words)) if lost and len(words) <= SHORT else None


def _is_held(word: str, acts: Iterable[Act]) -> bool:
    return any(likeness(word, other) for act in acts for text in _texts(act) for other in split(text))


def _foreign(act: Act, said: Sequence[str], free: Sequence[str]) -> Iterator[str]:
    """Yield the words of an act that are not said, stand for none that is, and are no other form of one that is free."""
    forms = [form for word in said for form in normal_forms(word)]
    for text in _texts(act):
        for word in foreign_words(text, said):
            usual = [other for other in said if other not in free or not (_is_rare(other) or _is_misread(other, word))]
            written = stands_for(word, usual) or any(is_written_for(word, other) for other in said)
            known = written or not normal_forms(word).isdisjoint(forms)
            if len(word) >= LETTERS and not known and not any(_is_form(word, other) for other in free):
                yield word


def _is_form(word: str, of: str) -> bool:
    """Whether a usual word begins as another does for the most part."""
    usual = knows(word) or (speller().count(word) or 0) > RARE
    alike = word in of or len(commonprefix([word, of])) >= COMMON_ROOT * len(word)
    return usual and not _is_misread(of, word) and alike


def _texts(act: Act) -> Iterator[str]:
    match act:
        case Find(query=str(query), kinds=()):
            yield query
        case Compare(query=str(query)):
            yield query
        case Judge(refs=refs) | Why(refs=refs) | Compare(refs=refs):
            yield from (ref.strip('"') for ref in refs if ref.startswith('"'))
        case Shift(ref=str(ref)) if ref.startswith('"'):
            yield ref.strip('"')
        case Prefer() if act.fact.facet == "brand":
            yield act.fact.value or ""
        case _:
            return


def _with(act: Act, old: str, new: str) -> Act:
    """An act with one word in the place of another."""

    def put(text: str) -> str:
        return " ".join(new if word.casefold() == old else word for word in text.split())

    match act:
        case Find(query=str(query)):
            return replace(act, query=put(query))
        case Compare(query=str(query)):
            return replace(act, query=put(query))
        case Judge(refs=refs) | Why(refs=refs) | Compare(refs=refs):
            return replace(
                act, refs=tuple(f'"{put(ref.strip(chr(34)))}"' if ref.startswith('"') else ref for ref in refs)
            )
        case Prefer() if act.fact.facet == "brand":
            return replace(act, fact=replace(act.fact, value=put(act.fact.value or "")))
        case _:
            return act
