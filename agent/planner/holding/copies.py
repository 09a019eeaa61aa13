"""Holds the words of a search to those of its message: a rare word is not to become another that only looks like it.

A small model that has to write a word it has hardly ever read writes one it knows: "мёд гречишный" becomes "греческий мёд". Which
words a plan may hold that its message does not ("кроссы", "кроссовки") is known from the phrase banks (`paraphrases.tsv`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from os.path import commonprefix
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.phrases import Token, belongs, is_nominal, noun_phrase, tokens_of
from podbor.agent.planner.holding.plain_products import bare_product, is_product, shelves_of
from podbor.agent.planner.language import Act, Bounds, Find, Forget, Judge, Plain, Prefer, Why
from podbor.agent.planner.speller import knows, speller
from podbor.agent.planner.words import likeness, stem, words_of
from podbor.core.morphology import analyser, in_nominative

PARAPHRASES = Path(__file__).parent / "paraphrases.tsv"
"""Stem of a word of plans, then the stems of what it stood for, made by `training/paraphrases.py`."""
GUESSED, UNSURE, UNSURE_OF_RARE = 0.3, 0.6, 0.9
"""Confidence below which the kinds of a product's name were guessed, its words were, and its rare words were.

The first holds for Russian: its verbs tell a name from "making a trifle"."""
RARE_LETTERS = 4
ROOT_LETTERS = 2
CLIPPED = re.compile(r"(?:ик|шк|к|няк|ос)[аеиоуы]?$|(?:y|ie|ies)$")
"""How a word ends that was cut short and made cosy."""
CLIPPED_LETTERS = 3
DESCRIBED = re.compile(
    r"(?<!\w)(?:thing(?:y|ies|amajig|s)?|thingum\w*|gizmos?|gadgets?|stuff|what(?:s|cha)\w+|doodahs?|contraptions?|"
    r"(?<!за )штук[ау]|штуковин\w*|штукенци\w*|фиговин\w*|хреновин\w*|хрень|фигн[юя]|приблуд\w*|приспособ\w*)(?!\w)",
    re.IGNORECASE,
)
"""What stands for a name that the shopper does not know: the words of the message describe it, the model names it."""
SAME_START = 4
"""Letters two words begin with from which one may have been written for the other."""
NEARLY = 0.84
"""Jaro-Winkler similarity that says the same of words with another beginning."""
PER_CENT = re.compile(r"процент\w*|per|cent|percent")
"""Words that a query writes as a sign."""
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")


def hold_to_words(
    message: str, acts: Sequence[Act], context: PlannerContext, *, confidence: float = 1.0
) -> tuple[Act, ...]:
    """Return `acts` with queries in words that the message or the need on screen has, or that stand for some of them.

    A message that only names a product is the query itself where the model was not certain; rare words take more
    certainty. In others a word that looks like one of the message gives way to it, in the dictionary form; one that
    stands for nothing gives way to words of the message that no act has, where there are such.
    """
    if len(acts) == 1 and (query := _product(message, acts[0], context, confidence)) is not None:
        bounds = acts[0].bounds if isinstance(acts[0], Find) else Bounds()
        return (Find(query=query, bounds=bounds),)
    if any(isinstance(act, Find) and act.kinds for act in acts) or DESCRIBED.search(message):
        return tuple(acts)
    free = [token.text.casefold() for token in _unsaid(message, acts)]
    said = split(f"{message} {context.need}")
    if not any(map(knows, free)) and confidence < GUESSED and _is_about_nothing(acts, said):
        return (Plain(word="unclear"),)
    if not free:
        return tuple(acts)
    return tuple(_held(act, message, said, free) if isinstance(act, Find) and act.query else act for act in acts)


def in_own_words(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with English names of a shelf as the message calls it, and spells it.

    "Diapers" are not looked for as "nappies", nor yogurt as "yoghurt". A message that goes on to describe what it means
    ("dumplings, the Russian ones") is left to the model.
    """
    own = tuple(_own(act, message) if isinstance(act, Find) and act.query and not act.kinds else act for act in acts)
    return tuple(acts) if own != tuple(acts) and any(_unsaid(message, own)) else own


def _own(find: Find, message: str) -> Find:
    query, said = find.query or "", split(message)
    named = [word for word in said if word.isascii() and is_product(word)]
    forms = {stem(word) for word in said}
    for word in split(query):
        if not word.isalpha() or not word.isascii() or stem(word) in forms:
            continue
        own = [other for other in named if shelves_of(word) == shelves_of(other)]
        if len(own) == 1 and own[0] not in split(query):
            query = re.sub(rf"(?<!\w){word}(?!\w)", own[0], query, flags=re.IGNORECASE)
    return replace(find, query=query)


def made_up(message: str, acts: Sequence[Act], context: PlannerContext, *, confidence: float) -> bool:
    """Whether a search of a model that was not certain is for words that neither are said nor stand for any."""
    if confidence >= UNSURE:
        return False
    said = split(f"{message} {context.need}")
    queries = [act.query for act in acts if isinstance(act, Find) and act.query]
    return any(not stands_for(word, said) for query in queries for word in foreign_words(query, said))


def _is_about_nothing(acts: Sequence[Act], said: Sequence[str]) -> bool:
    """Whether all acts are searches without a word that is said, or stands for one."""
    queries = [act.query for act in acts if isinstance(act, Find) and act.query]
    words = [word for query in queries for word in split(query)]
    return len(queries) == len(acts) and not any(
        stands_for(word, said) or word not in foreign_words(word, said) for word in words
    )


def _product(message: str, act: Act, context: PlannerContext, confidence: float) -> str | None:
    """The product that a message is the name of, where it says better what is looked for than the act; else None."""
    bare = bare_product(message)
    if bare is not None and not context.asked and _misses(act, bare, context):
        return bare
    named = noun_phrase(message)
    if named is None or not _is_guess(act, named, confidence):
        return None
    if isinstance(act, Find):
        said = split(f"{message} {context.need}")
        prices = {str(price) for price in (act.bounds.price_min, act.bounds.price_max, act.bounds.about)}
        named = " ".join(word for word in named.split() if word not in prices)
        written, forms = {stem(word) for word in split(act.query or "")}, set(map(stem, said))
        said_so = [word for word in split(named) if not PER_CENT.fullmatch(word)]
        other = [word for word in split(act.query or "") if stem(word) not in forms]
        # A pet form may stand for more than one word: "туалетка" is toilet paper.
        own = not other or any(_is_cosy(word, said) for word in other)
        if not act.kinds and own and len(written) >= len(said_so):
            return None
        if not act.kinds and _says_more(act.query or "", named, said):
            return None
    return in_nominative(named)


def _says_more(query: str, named: str, said: Sequence[str]) -> bool:
    """Whether a query has all that is named, in some form, and more of what is said: "корм для кошек" of "корм для кошки"."""
    written = split(query)
    return len(written) > len(split(named)) and not foreign_words(query, said) and not foreign_words(named, written)


def _misses(act: Act, bare: str, context: PlannerContext) -> bool:
    """Whether an act cannot be what the bare name of a product asks for."""
    match act:
        case Find():
            return bool(act.kinds)
        case Prefer():
            return True
        case Forget():
            values = [other for fact in context.facts for other in split(fact.value)]
            return not any(likeness(word, other) for word in split(bare) for other in values)
        case Plain(word="chat" | "unclear"):
            return all(is_nominal(word) for word in split(bare))
        case _:
            return False


def _is_guess(act: Act, named: str, confidence: float) -> bool:
    """Whether `named` says better what is looked for than an act that a model wrote with this confidence."""
    rare = any(speller().is_rare(word) for word in words_of(named) if word.isalpha() and len(word) >= RARE_LETTERS)
    match act:
        case Find(query=None):
            return False
        case Find(kinds=()):
            return confidence < (UNSURE_OF_RARE if rare else UNSURE)
        case Find():
            return confidence < GUESSED and not named.isascii() and any(map(is_product, words_of(named)))
        case Prefer() | Judge() | Why():
            return rare and confidence < UNSURE
        case _:
            return False


def foreign_words(query: str, said: Sequence[str]) -> list[str]:
    """Words of a query that are no word of `said`, in whatever form, script or spelling."""
    return [word for word in split(query) if word.isalpha() and not any(likeness(word, other) for other in said)]


def split(text: str) -> tuple[str, ...]:
    """Words, numbers apart from their units."""
    return words_of(_GLUED.sub(" ", text))


def _held(find: Find, message: str, said: Sequence[str], free: Sequence[str]) -> Find:
    """`free` are the words of the message that no act has."""
    query = find.query or ""
    unsaid = [word for word in free if knows(word)]
    foreign = [word for word in foreign_words(query, said) if len(word) > 2 and not stands_for(word, said)]
    if not foreign:
        return find
    meant = {word: _meant(word, unsaid) or _at_its_place(word, query, message, free) for word in foreign}
    written = replace(find, query=" ".join(_written(query, meant)))
    if all(meant.values()):
        return written
    bare = replace(find, query=" ".join(_written(query, {word: meant[word] or "" for word in foreign})))
    if not bare.query and unsaid:
        return replace(find, query=" ".join(_in_form_of("", word) for word in unsaid))
    return written


def _written(query: str, meant: Mapping[str, str | None]) -> Iterator[str]:
    """The words of a query, those that are not meant replaced: by nothing where nothing is, as they are for None."""
    for part in query.split():
        other = meant.get("".join(words_of(part)))
        if other is None:
            yield part
        elif other:
            yield _in_form_of(part, other)


def stands_for(word: str, said: Sequence[str]) -> bool:
    """Whether somebody has written the word for one of those said, and that one names no product itself."""
    meant = _paraphrases().get(stem(word), frozenset())
    return _is_cosy(word, said) or any(stem(other) in meant and not is_product(other) for other in said)


def _is_cosy(word: str, said: Sequence[str]) -> bool:
    """Whether one of the words said is a pet form of a word, or cut short of it, or has been written for it: "ноут"."""
    meant = _paraphrases().get(stem(word), frozenset())
    return any(
        _is_pet_form(other, word)
        or _is_clipped(other, word)
        or stem(other) in meant
        and len(commonprefix([word, other])) >= CLIPPED_LETTERS
        for other in said
    )


def _is_pet_form(word: str, of: str) -> bool:
    """Whether "рыбка" may be said of "рыба"."""
    root = stem(of)[:-1]
    return len(root) >= ROOT_LETTERS and stem(word).startswith(root)


def _is_clipped(word: str, of: str) -> bool:
    """Whether a word that no dictionary has may be made of the beginning of a product's name: "дезик", "choccy"."""
    alike = len(commonprefix([word, of])) >= CLIPPED_LETTERS and len(of) >= len(word)
    cut = CLIPPED.search(word) is not None or of.startswith(stem(word))
    return alike and cut and not knows(word) and is_product(of)


def _meant(word: str, unsaid: Sequence[str]) -> str | None:
    """The word of the message that it was written for."""
    near = [(len(commonprefix([word, other])), other) for other in unsaid if _looks_like(word, other)]
    return max(near, default=(0, None))[1]


def _at_its_place(word: str, query: str, message: str, free: Sequence[str]) -> str | None:
    """The free word that stands in the message where `word` stands in the query: beside one that both have."""
    written, said = split(query), split(message)
    at = written.index(word)
    for neighbour, step in ((at + 1, -1), (at - 1, 1)):
        beside = written[neighbour] if 0 <= neighbour < len(written) else ""
        place = next((place for place, other in enumerate(said) if likeness(beside, other)), None) if beside else None
        if place is not None and 0 <= place + step < len(said) and said[place + step] in free:
            return said[place + step]
    return None


def _looks_like(word: str, other: str) -> bool:
    """Whether one may have been written for the other by error."""
    return len(commonprefix([word, other])) >= SAME_START or JaroWinkler.similarity(word, other) >= NEARLY


def _in_form_of(word: str, other: str) -> str:
    """Say `other` in the nominative; an adjective in the gender and number of `word`, a noun that may be plural as `word` is."""
    if _may_be_plural(word) and _may_be_plural(other):
        return other
    parse = analyser().parse(other)[0]
    if "ADJF" not in parse.tag:
        number = parse.tag.number or "sing"
        form = parse.inflect({"nomn", number}) if parse.tag.POS == "NOUN" else None
        return str(form.word) if form else other
    like = next((one.tag for one in analyser().parse(word) if "ADJF" in one.tag and "nomn" in one.tag), None)
    wanted = {"nomn", *(({like.number, like.gender} - {None}) if like else {"sing", "masc"})}
    form = parse.inflect(wanted)
    return str(form.word) if form else other


def _may_be_plural(word: str) -> bool:
    return any({"NOUN", "nomn", "plur"} in parse.tag for parse in analyser().parse(word))


def _unsaid(message: str, acts: Sequence[Act]) -> Iterator[Token]:
    """Words that may name a product and stand in no act."""
    held = [word for text in _texts(acts) for word in split(text)]
    for token in tokens_of(message):
        word = token.text.casefold()
        if token.kind == "word" and belongs(token) and not any(likeness(word, other) for other in held):
            yield token


def _texts(acts: Sequence[Act]) -> Iterator[str]:
    for act in acts:
        match act:
            case Find(query=str(query)):
                yield query
            case Prefer():
                yield act.fact.value or ""
            case _:
                pass


@cache
def _paraphrases() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in PARAPHRASES.read_text(encoding="utf-8").splitlines())
    return {row[0]: frozenset(row[1].split()) for row in rows}
