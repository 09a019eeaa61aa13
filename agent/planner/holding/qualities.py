"""What a message that names no thing says of the need on screen: "потеплее" beside jackets is a warm one.

A word that rules out one of the need takes its place: "sparkling" beside still water.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.holding.phrases import NEGATIONS, is_filler
from podbor.agent.planner.holding.plain_products import bare_product, is_adjective
from podbor.agent.planner.language import Act, Bounds, FactPhrase, Find, Judge, Plain, Prefer
from podbor.agent.planner.speller import knows
from podbor.agent.planner.words import likeness, stem, words_of
from podbor.core.morphology import analyser, in_nominative
from podbor.core.text import CYRILLIC, fold
from podbor.tools.recommend.sorts import RIVALS as SORTS

FEATURES = frozenset(
    "цвет размер вкус запах аромат свет экран помол жирность объём объем диагональ "
    "color colour size taste flavour flavor smell scent light screen display".split()
)
"""What things have and are not: "тёплый свет" is said of a lamp."""
BESIDE = frozenset(
    "а и ну но же бы нет более чуть немного какой-нибудь какие-нибудь что-нибудь чего-нибудь bit no".split()
)
"""What, beside fillers, may stand around a comparative."""
AROUND_PRODUCTS = frozenset("and but so now теперь тогда under до руб рублей".split())
"""What else may stand around a product that is compared: the way to it, and its price."""
OF_ANYTHING = frozenset(
    "больше меньше дальше раньше позже лучше хуже ближе дольше more less fewer better worse further later earlier".split()
)
"""Comparatives that tell no sort of a product: how much of it, how many more, what is wanted next or rather."""
OF_CRITIQUES = re.compile("|".join(ATTRIBUTE_WORDS.values()), re.IGNORECASE)
"""What a critique of a list is told by."""
A_THING = re.compile(r"(?<!\w)an?\s+\w+\W*$", re.IGNORECASE)
"""How a comparative is said that names a thing: "a cooler", and not "a bit cooler" or "a cooler one"."""
ADJECTIVES = {"высоко": "высокий"}
"""Adjectives whose comparative is held to be an adverb's."""
LONGEST_NEED = 4
"""Words of a need that is short enough to be a product."""
LONGEST_WISH = 7
"""Words of a message that may be no more than a product and what it is to be."""
RIVALS = (
    *SORTS,
    *(
        frozenset(stem(word) for word in words_of(words))
        for words in (
            "still sparkling",
            "газированный негазированный",
            "basmati jasmine arborio",
            "басмати жасмин жасминовый арборио",
            "dark milk white",
            "black green herbal",
            "red white rose",
            "красный белый розовый",
            "чёрный белый красный синий зелёный жёлтый серый розовый коричневый",
            "black white red blue green yellow grey pink brown",
            "large medium small",
            "большой средний маленький",
            "men women",
            "мужской женский",
            "ground instant bean pod capsule",
            "wired wireless",
            "проводной беспроводной",
            "whole skimmed semi",
        )
    ),
)
"""Words of which a product has one."""


def name_the_quality(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the search for the need on screen with what a message that only describes says of it; `acts` for any other."""
    need = context.need
    if len(acts) != 1 or context.asked or not 0 < len(words_of(need)) <= LONGEST_NEED or A_THING.search(message):
        return tuple(acts)
    said = list(_qualities(message))
    if OF_ANYTHING.issuperset(said):
        return tuple(acts)
    compared = [quality for quality in map(positive, said) if quality]
    act = acts[0]
    if said and len(compared) == len(said) and _may_be_quality(act, message):
        described = compared
    elif said and isinstance(act, Find) and not act.kinds and not _shares(act.query or need, need) and _describe(said):
        described = said
    else:
        return tuple(acts)
    bounds = act.bounds if isinstance(act, Find) else Bounds()
    return (Find(query=_joined(described, need), bounds=bounds),)


def find_the_better(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the search for a product as it is compared where a message is no more: "чайник потише" is a quiet kettle.

    A critique ("cheaper milk", "a bigger box") stays one, and what is named by a comparative ("glass cleaner") as it is.
    """
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", message.casefold())
    if len(words) > LONGEST_WISH or not NEGATIONS.isdisjoint(words) or len(acts) != 1 or not _may_be_a_search(acts[0]):
        return tuple(acts)
    compared = [word for word in words if word not in OF_ANYTHING and not OF_CRITIQUES.search(word) and positive(word)]
    rest = " ".join(word for word in words if word not in compared and word not in BESIDE | AROUND_PRODUCTS)
    product = bare_product(rest) or _named_by(acts[0], rest)
    if len(compared) != 1 or product is None or bare_product(message) or _goes_on(acts[0], message):
        return tuple(acts)
    russian = CYRILLIC.search(product) is not None
    roots = [*map(stem, words)]
    if not russian and roots.index(stem(compared[0])) > roots.index(stem(product.split()[0])):
        return tuple(acts)
    name, quality = in_nominative(product) if russian else product, str(positive(compared[0]))
    bounds = acts[0].bounds if isinstance(acts[0], Find) else Bounds()
    return (Find(query=f"{_agreeing(quality, name)} {name}", bounds=bounds),)


def _may_be_a_search(act: Act) -> bool:
    return isinstance(act, Find | Prefer) or act in (Plain(word="unclear"), Plain(word="chat"))


def _goes_on(act: Act, message: str) -> bool:
    """Whether an act searches for more than the message says: for kinds, or for a sort of what is on screen."""
    if not isinstance(act, Find):
        return False
    return bool(act.kinds) or not all(
        any(map(partial(likeness, word), words_of(message))) for word in words_of(act.query or "")
    )


def _named_by(act: Act, rest: str) -> str | None:
    """What a search is for or a preference took for a thing, where the rest of the message is that and words of asking."""
    match act:
        case Find(query=str(thing)) | Prefer(fact=FactPhrase(facet="category" | "ingredient", value=str(thing))):
            said = [word for word in rest.split() if not is_filler(word)]
            return thing if [*map(stem, said)] == [*map(stem, words_of(thing))] else None
        case _:
            return None


def take_turns(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with searches without words of the need on screen that one said in the message rules out."""
    return tuple(_turned(act, message, context.need) if isinstance(act, Find) and act.query else act for act in acts)


def _turned(find: Find, message: str, need: str) -> Find:
    """A search with the words that are said for those that only the need has and that they rule out."""
    written = (find.query or "").split()
    said = list(_affirmed(message))
    left: list[str] = []
    for word in written:
        old = word in _telling(find.query or "") and _shares(word, need) and stem(fold(word)) not in map(stem, said)
        rival = next((one for one in said if old and _rules_out(one, word)), None)
        if rival is None:
            left.append(word)
        elif stem(rival) not in {stem(fold(one)) for one in (*written, *left)}:
            left.append(_agreeing(rival, need))
    return find if left == written else replace(find, query=" ".join(left))


def _affirmed(message: str) -> Iterator[str]:
    """The words of a message that follow no negation."""
    words = words_of(message)
    return (
        word for before, word in pairwise(("", *words)) if before not in NEGATIONS or f"{before}," in message.casefold()
    )


def _rules_out(word: str, other: str) -> bool:
    roots = stem(word), stem(fold(other))
    return roots[0] != roots[1] and any(set(roots) <= row for row in RIVALS)


def _telling(phrase: str) -> Sequence[str]:
    """The words of a phrase that only tell a sort: but for its head, the first Russian noun or the last English word."""
    words = phrase.split()
    if not CYRILLIC.search(phrase):
        return words[:-1]
    head = next((at for at, word in enumerate(words) if not is_adjective(word)), None)
    return [word for at, word in enumerate(words) if at != head]


def _qualities(message: str) -> Iterator[str]:
    """The words of a message that are no filler; a negation is none."""
    for word in re.findall(r"[^\W_]+", message.casefold()):
        if word in NEGATIONS - BESIDE or word not in BESIDE and not is_filler(word):
            yield word


def _may_be_quality(act: Act, message: str) -> bool:
    """Whether an act is what a bare comparative beside a list is mistaken for; a critique is none of these."""
    match act:
        case Find() | Plain(word="unclear" | "chat"):
            return True
        case Prefer():
            return not any(likeness(word, one) for word in words_of(act.fact.value or "") for one in words_of(message))
        case Judge(refs=refs):
            return all(ref.startswith('"') for ref in refs)
        case _:
            return False


def _describe(words: Sequence[str]) -> bool:
    """Whether words are adjectives, the last one maybe a thing that products have."""
    *before, last = words
    normal = analyser().parse(last)[0].normal_form
    ends = bool(before) and (last in FEATURES or normal in FEATURES)
    return all(map(_describes, before)) and (ends or _describes(last))


def _describes(word: str) -> bool:
    return is_adjective(word) if CYRILLIC.search(word) else _is_gradable(word) or positive(word) is not None


def _joined(described: Sequence[str], need: str) -> str:
    """A Russian need before what is said of it, in its gender; an English one behind."""
    feature = len(described) > 1 and not _describes(described[-1])
    if feature or not CYRILLIC.search(need):
        return " ".join((need, *described) if feature else (*described, need))
    return " ".join((need, *(_agreeing(word, need) for word in described)))


def _agreeing(word: str, need: str) -> str:
    """A Russian adjective in the nominative and the gender of the need's noun; any other word as it is."""
    if not is_adjective(word):
        return word
    heads = (parse.tag for one in need.split() for parse in analyser().parse(one)[:1] if "NOUN" in parse.tag)
    head = next(heads, None)
    number = head.number if head is not None else "sing"
    wanted = {"nomn", number, *({head.gender} - {None} if head is not None and number == "sing" else ())}
    form = analyser().parse(word)[0].inflect(wanted)
    return word if form is None else str(form.word)


def positive(word: str) -> str | None:
    """The adjective of which a word is the comparative or the superlative; none of one that is rather something else ("уже").

    >>> positive("потеплее"), positive("подлиннее"), positive("уже"), positive("crunchier"), positive("butter")
    ('тёплый', 'длинный', None, 'crunchy', None)
    """
    if not CYRILLIC.search(word):
        roots = {word.removesuffix(end) for end in ("er", "est")} - {word}
        return next((base for root in sorted(roots) for base in _bases(root) if _is_gradable(base)), None)
    for form in (word, word.removeprefix("по")):
        first, *others = analyser().parse(form)
        if first.is_known and "COMP" in first.tag:
            softened = (parse for parse in (first, *others) if "Cmp2" in parse.tag)
            normal = str(next(softened, first).normal_form)
            return ADJECTIVES.get(normal, normal)
    return None


def _bases(root: str) -> Iterator[str]:
    yield root
    yield f"{root}e"
    if root.endswith("i"):
        yield f"{root[:-1]}y"
    if root[-1:] == root[-2:-1]:
        yield root[:-1]


def _is_gradable(word: str) -> bool:
    """Whether an English word has a comparative and a superlative."""
    root = word.removesuffix("e") if word.endswith("e") else f"{word[:-1]}i" if word.endswith("y") else word
    doubled = root + root[-1:]
    return knows(word) and any(knows(f"{one}er") and knows(f"{one}est") for one in (root, doubled))


def _shares(query: str, need: str) -> bool:
    return any(likeness(word, other) for word in words_of(query) for other in words_of(need))
