"""Product kinds of vague needs ("к чаю", "got a cold"): what people wrote of like needs, and what was fetched for them."""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from podbor.agent.language import detect
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.asides import without_what_is_there
from podbor.agent.planner.holding.phrases import IMAGINED, is_filler, noun_phrase
from podbor.agent.planner.holding.plain_products import bare_product, groups_of, is_plain, is_product, stems_of
from podbor.agent.planner.language import Act, Find, Plain, Prefer
from podbor.agent.planner.occasions.shared_words import SharedWords
from podbor.agent.planner.speller import knows
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import in_nominative
from podbor.core.ports import Vectors
from podbor.core.vocabulary import Locale
from podbor.tools.embedding.e5 import E5Embedder

NEEDS, VECTORS = Path(__file__).parent / "needs.jsonl.xz", Path(__file__).parent / "vectors.npz.xz"
"""The needs, a JSON object a line, compressed, and their embeddings in the same order; `training/occasions.py` writes both."""
LEVELS = 16
"""What 1 is written as in an embedding. What is rounded off is as good as random, and no cosine to a text leans by it."""
NEIGHBOURS = 16
KINDS = 5
SHARED_WORDS, QUERY = 0.8, 0.3
"""What shared words count beside meaning, and what a need is called beside the message that tells it."""
MODEL_WEIGHT = 1.0
"""What a kind counts that the planner model named: as much as one of a neighbour of weight 1."""
CERTAIN = 0.95
SURE = 0.8
"""Confidence from which a name of a product, in its words, is no need."""
VAGUE, LOST, ASKED = 0.66, 0.62, 0.55
"""Cosine to the nearest need from which a search without kinds is vague, a message without an act is a need, and so is
one that asks what to buy for something."""
SHORT = 4
"""Words of a need, at most, that what is said of it is added to."""
LINKING = 3
"""Letters of the longest words that say nothing of a need."""
WHAT_FOR = re.compile(
    r"(?<!\w)(?:что|чего|чё|че|шо)(?!\w)[^.?!,]*?(?<!\w)"
    r"(?:купи\w*|надо|нужн\w+|взять|брать|захватить|прихватить|понадоб\w+|пригод\w+|требуется)(?!\w)"
    r"|(?<!\w)what\w*(?: all| else| exactly)? (?:(?:do|would|should|shall|must|will|can|might|'d) )?(?:i|we|you|one) "
    r"(?:need|get|buy|grab|pack|bring|take)(?!\w)"
    r"|(?<!\w)(?:продукты|ингредиенты|ingredients|groceries)(?!\w)",
    re.IGNORECASE,
)
"""Asks what to buy …"""
WHAT = re.compile(r"(?<!\w)(?:что|чего|чем|чё|че|what)(?!\w)", re.IGNORECASE)
PURPOSE = re.compile(r"(?<!\w)(?:для|к|на|под|от|for|to)(?!\w)", re.IGNORECASE)
"""… and for what."""
FOR_A_MEAL = re.compile(
    r"(?<!\w)(?:на (?:завтрак|обед|ужин|перекус|полдник|утро|вечер)|к (?:завтраку|обеду|ужину|чаю|кофе)|детям|реб[её]нку|"
    r"for (?:the |my |our |\w+['’]s )?(?:breakfast|brekkie|lunch|dinner|supper|tea|kids?|children|morning)|"
    r"(?:to go )?with (?:coffee|tea))(?!\w)",
    re.IGNORECASE,
)
COOKED = re.compile(
    r"(?<!\w)(?:с?вар(?:ю|им|ить)|пригото|готов(?:лю|им|ить)|с?дела|по?жар|испе[кч]|cook|mak(?:e|ing)|bak(?:e|ing))",
    re.IGNORECASE,
)
"""Says that a dish is made, of what is looked for."""
ANIMAL = re.compile(
    r"(?<!\w)(?:соба[кч]\w*|п[её]с|пс[ауы]|псом|щен(?:ок|к)\w*|кош(?:к|ек|еч)\w*|кот(?:у|а|ы|ов|ом|[её]н\w*)?|хомя[кч]\w*|попуга\w*|питом[ец]\w*"
    r"|(?<!hot[ -])dogs?|pupp(?:y|ies)|cats?|kitt(?:ens?|y)|hamsters?|parrots?|pets?)(?!\w)",
    re.IGNORECASE,
)
EATEN = frozenset({"food"})
"""The group of what people eat, of which an animal is offered nothing: chocolate is poison to a dog."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """A need as somebody wrote it, in a few words, and product kinds for it."""

    locale: Locale
    text: str
    query: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Near:
    """A need, its cosine to a message, and the weight of its vote, which shared words add to."""

    likeness: float
    weight: float
    need: Need


class Occasions:
    """Finds needs like a message by their meaning."""

    def __init__(self, needs: Sequence[Need], vectors: Vectors, mean: Vectors, embedder: E5Embedder) -> None:
        """`vectors` is (needs, 384), centred by `mean` (384,), of unit length but for rounding."""
        self._needs, self._vectors, self._mean, self._embedder = needs, vectors, mean, embedder
        self._words = SharedWords([need.text for need in needs])
        self._locales = np.array([need.locale for need in needs])

    @classmethod
    @cache
    def load(cls) -> "Occasions":
        """Read the packaged needs. Raises SetupError where the embedding model cannot be loaded."""
        rows = [json.loads(line) for line in lzma.decompress(NEEDS.read_bytes()).splitlines()]
        needs = [Need(**{**row, "kinds": tuple(row["kinds"])}) for row in rows]
        with np.load(BytesIO(lzma.decompress(VECTORS.read_bytes()))) as stored:
            vectors, mean = np.divide(stored["levels"].T, LEVELS, dtype=np.float32), stored["mean"]
        return cls(needs, vectors, mean, E5Embedder())

    def near(self, message: str, query: str = "") -> list[Near]:
        """The nearest needs in the language of the message, the weightiest first; `query` is what the need is called."""
        texts = [message, query] if query else [message]
        shares = np.array([1, QUERY][: len(texts)], dtype=np.float32)
        cosines = self._vectors @ centred(self._embedder.embed_queries(texts), self._mean).T
        weights = (cosines + SHARED_WORDS * self._words.likeness(texts)) @ (shares / shares.sum())
        weights = np.where(self._locales == detect(message, otherwise="ru"), weights, -1.0)
        order = np.argsort(-weights)[:NEIGHBOURS]
        return [Near(likeness=float(cosines[at, 0]), weight=float(weights[at]), need=self._needs[at]) for at in order]

    def hold(
        self,
        message: str,
        acts: Sequence[Act],
        context: PlannerContext | None = None,
        *,
        confidence: float = 0.0,
    ) -> tuple[Act, ...]:
        """Return `acts` with the kinds of a vague need: those of the model and of the nearest needs, by votes.

        What the model is certain not to be about shopping is none, nor is a question about the list on screen. A search
        without kinds that has words of the need on screen only describes it.
        """
        need = context.need if context is not None else ""
        searches = [act for act in acts if isinstance(act, Find)]
        others = [act for act in acts if not isinstance(act, Find | Prefer)]
        lost = all(isinstance(act, Plain) and act.word in ("offtopic", "unclear", "chat") for act in acts)
        if lost:
            certain = confidence >= CERTAIN and acts[0] == Plain(word="offtopic")
            of_the_list = need and "?" in message and not WHAT.search(message)
            return tuple(acts) if certain or of_the_list else self._found(message, acts)
        if others or len(searches) != 1 or searches[0].query is None:
            return tuple(acts)
        search = searches[0]
        beside = _share(search.query or "", need)
        if not search.kinds and beside:
            return tuple(acts)
        asked = WHAT_FOR.search(message) and PURPOSE.search(message) and not IMAGINED.search(message)
        if search.kinds and not (asked or beside or WHAT.search(message)) and _is_of_the_shelf(search, need):
            return tuple(
                replace(act, query=f"{need} {search.query}", kinds=()) if act is search else act for act in acts
            )
        if not search.kinds and not asked and is_plain(search.query or ""):
            return tuple(acts)
        if search.kinds and not asked and _goes_with_a_meal(message, search):
            return tuple(replace(act, kinds=()) if act is search else act for act in acts)
        if not search.kinds and (IMAGINED.search(message) or _is_named(search, message, confidence, asked=bool(asked))):
            return tuple(acts)
        near = self.near(search.query or "") if beside else self.near(message, search.query or "")
        if not search.kinds and _nearest(near) < (ASKED if asked else VAGUE):
            return tuple(acts)
        excluded = {
            word
            for act in acts
            if isinstance(act, Prefer) and act.stance == "exclude"
            for word in stems_of(act.fact.value or "")
        }
        told = need or is_product(search.query or "")
        votes = _agreeing(message, near, search.kinds) if told and search.kinds else near
        voted = without_what_is_there(message, vote(votes, search.kinds, barred=_barred(f"{message} {need}")))
        kinds = tuple(kind for kind in voted if excluded.isdisjoint(stems_of(kind)))
        return tuple(replace(act, kinds=kinds) if act is search else act for act in acts)

    def _found(self, message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
        """What a message without an act may look for all the same: a product amid noise, or a need like those written."""
        words = words_of(message)
        products = [word for word in words if is_product(word)]
        if acts[0] == Plain(word="unclear") and len(products) == 1 and _is_amid_noise(products[0], words):
            return (Find(query=products[0]),)
        near = self.near(message)
        if _nearest(near) < LOST or not any(map(knows, words)):
            return tuple(acts)
        if len(products) == 1 and products[0] not in words_of(near[0].need.text):
            return (Find(query=in_nominative(products[0])),)
        return (Find(query=_query(message, near), kinds=vote(near, barred=_barred(message))),)


def _nearest(near: Sequence[Near]) -> float:
    """The cosine of the need that is nearest by its meaning."""
    return max(one.likeness for one in near)


def _query(message: str, near: Sequence[Near]) -> str:
    """What to call a need: the name in the message, else what like needs are called, if a word is shared."""
    named = noun_phrase(message)
    if named is not None:
        return in_nominative(named)
    said = [word for word in words_of(message) if len(word) > LINKING]
    queries = (one.need.query for one in near)
    shared = (query for query in queries if any(likeness(word, other) for word in words_of(query) for other in said))
    return next(shared, near[0].need.query)


def _goes_with_a_meal(message: str, search: Find) -> bool:
    """Whether a message is the name of a product and of the meal or people it is for: "сосиски на ужин", "eggs for the kids"."""
    found = None if COOKED.search(message) else FOR_A_MEAL.search(message)
    product = bare_product(message[: found.start()]) if found is not None else None
    return product is not None and set(stems_of(product)) <= set(stems_of(search.query or ""))


def _is_amid_noise(word: str, words: Sequence[str]) -> bool:
    """Whether nobody knows any other word."""
    return len(words) > 1 and not any(knows(other) for other in words if other != word)


def _is_named(search: Find, message: str, confidence: float, *, asked: bool) -> bool:
    """Whether a message names what is looked for, and is no need: for certain where it says more than the name."""
    certain = confidence >= CERTAIN and not WHAT.search(message)
    named = certain or confidence >= SURE and noun_phrase(message) is not None
    return named and not asked and _is_said(search, message)


def _is_said(search: Find, message: str) -> bool:
    """Whether all words of a search stand in the message."""
    said = words_of(message)
    return all(any(likeness(word, other) for other in said) for word in words_of(search.query or ""))


def centred(vectors: Vectors, mean: NDArray[np.float32]) -> Vectors:
    """(n, 384) embeddings without what all of them share, of unit length."""
    away = vectors - mean
    return np.asarray(away / np.linalg.norm(away, axis=1, keepdims=True), dtype=np.float32)


def _share(phrase: str, other: str) -> bool:
    """Whether two phrases have a word in common."""
    return any(likeness(word, one) for word in words_of(phrase) for one in words_of(other))


def _is_of_the_shelf(search: Find, need: str) -> bool:
    """Whether most kinds of a need are of the group of the product on screen, so that it tells what that is to be like.

    What is eaten is of one group, which tells nothing.
    """
    groups = groups_of(need) - EATEN if is_plain(need) and len(words_of(need)) <= SHORT else frozenset()
    shared = sum(not groups.isdisjoint(groups_of(kind)) for kind in search.kinds)
    return 2 * shared > len(search.kinds) and not is_plain(search.query or "")


def _agreeing(message: str, near: Sequence[Near], named: Sequence[str]) -> Sequence[Near]:
    """The needs that have a kind that the model named, or a telling word of the message."""
    kinds = {stems_of(kind) for kind in named}
    telling = " ".join(
        word for word in words_of(message) if len(word) > LINKING and not is_filler(word) and not ANIMAL.match(word)
    )
    return [
        one
        for one in near
        if _share(telling, one.need.text) or not kinds.isdisjoint(stems_of(kind) for kind in one.need.kinds)
    ]


def _barred(text: str) -> frozenset[str]:
    """Groups of which nothing is offered for what a text says."""
    return EATEN if ANIMAL.search(text) else frozenset()


def vote(near: Sequence[Near], named: Sequence[str] = (), *, barred: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The `KINDS` kinds of most weight, none of a group that is barred: squared weights of the needs that have them."""
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    spelt: dict[tuple[str, ...], str] = {}
    votes = [(kind, MODEL_WEIGHT) for kind in dict.fromkeys(named)]
    votes += [(kind, max(one.weight, 0.0) ** 2) for one in near for kind in one.need.kinds]
    for kind, weight in votes:
        key = stems_of(kind)
        weights[key] += weight
        spelt.setdefault(key, kind)
    fitting = [key for key in weights if not barred or barred.isdisjoint(groups_of(spelt[key]))]
    return tuple(spelt[key] for key in sorted(fitting, key=lambda key: -weights[key])[:KINDS])
