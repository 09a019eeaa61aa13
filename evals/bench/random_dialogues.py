"""Random messages of a shopper, as the tool calls that a planner would make of them: right ones, odd ones and wrong ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from podbor.core.vocabulary import DIRECTIONS, SCOPES, Scope, Verdict

Call: TypeAlias = tuple[str, dict[str, Any]]
THREADS = ("a", "b")
QUERIES = (
    "печенье",
    "cookies",
    "шоколад",
    "молоко",
    "сладкое",
    "чай",
    "yogurt",
    "мороженое",
    "чипсы",
    "корм для кошки",
    "",
)
VALUES = {
    "allergen": ("nuts", "peanuts", "milk", "gluten", "eggs", "soy"),
    "diet": ("vegan", "vegetarian", "sugar_free", "gluten_free"),
    "ingredient": ("шоколад", "белый шоколад", "кокос", "сахар", "milk"),
    "taste": ("sweet", "sour", "bitter", "salty"),
    "brand": ("Яшкино", "Юбилейное", "Коммунарка", "Простоквашино", "яшкино"),
    "category": ("печенье", "шоколад", "конфеты", "dairy"),
    "service": ("samokat", "megamarket", "kuper"),
}
WRONG = (("allergen", "pollen"), ("diet", "paleo"), ("service", "ozon"), ("colour", "red"))
ATTRIBUTES = ("price", "price", "delivery_time", "size", "sugar", "calories", "rating", "protein")
STANCES = ("exclude", "exclude", "require", "prefer", "avoid")
LAST_POSITION = 6
RIGHT_SHARE = 0.95
UTTERANCES = ("скажи", "скажи", "скажи", "найди для мужа", "сегодня так")


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is said in one of two conversations, and the calls that it means."""

    thread_id: str
    utterance: str
    calls: tuple[Call, ...]

    @property
    def names(self) -> frozenset[str]:
        """The tools it calls."""
        return frozenset(name for name, _ in self.calls)


@dataclass(frozen=True, kw_only=True)
class Shopper:
    """Says random things. `scopes` and `verdicts` are those that it uses: one that never says "always" leaves nothing behind."""

    rng: Random
    scopes: tuple[Scope, ...] = SCOPES
    verdicts: tuple[Verdict, ...] = ("accept", "reject", "reject")

    def opening(self, thread_id: str = THREADS[0]) -> Message:
        """A need, and nothing else."""
        return Message(thread_id=thread_id, utterance=UTTERANCES[0], calls=(_search(self.rng),))

    def message(self) -> Message:
        """Anything; one message in five belongs to another conversation of the same shopper."""
        calls = tuple(self._call() for _ in range(self.rng.choice((1, 1, 1, 2, 3))))
        return Message(thread_id=THREADS[self.rng.random() < 0.2], utterance=self.rng.choice(UTTERANCES), calls=calls)

    def _call(self) -> Call:
        kinds: Sequence[tuple[Callable[[], Call], int]] = (
            (lambda: _search(self.rng), 3),
            (self._update, 7),
            (lambda: _critique(self.rng), 5),
            (self._feedback, 3),
            (lambda: _forget(self.rng), 2),
            (lambda: ("show_more", {}), 2),
            (lambda: ("undo", {}), 2),
        )
        return self.rng.choices([make for make, _ in kinds], [weight for _, weight in kinds])[0]()

    def _update(self) -> Call:
        return "update_preferences", {"changes": [self._change() for _ in range(self.rng.choice((1, 1, 2)))]}

    def _change(self) -> dict[str, str]:
        rng = self.rng
        facet = rng.choice(("allergen", "allergen", *VALUES))
        facet, value = (facet, rng.choice(VALUES[facet])) if rng.random() < RIGHT_SHARE else rng.choice(WRONG)
        change = {"facet": facet, "value": value, "stance": rng.choice(STANCES), "scope": rng.choice(self.scopes)}
        return change | ({"person": "husband"} if "lasting" in self.scopes and rng.random() < 0.1 else {})

    def _feedback(self) -> Call:
        verdict = self.rng.choice(self.verdicts)
        return "give_feedback", {"item": self.rng.randint(1, LAST_POSITION), "verdict": verdict}


def _search(rng: Random) -> Call:
    args: dict[str, Any] = {"query": rng.choice(QUERIES)}
    if rng.random() < 0.3:
        args["price_max"] = rng.choice((1, 100, 150, 250, 500))
    if rng.random() < 0.1:
        args["price_min"] = rng.choice((50, 120, 300))
    if rng.random() < 0.15:
        args["services"] = [rng.choice(VALUES["service"])]
    return "search_catalog", args


def _critique(rng: Random) -> Call:
    args: dict[str, Any] = {"attribute": rng.choice(ATTRIBUTES), "direction": rng.choice(DIRECTIONS)}
    if rng.random() < 0.2:
        args["item"] = rng.randint(1, LAST_POSITION)
    return "critique", args


def _forget(rng: Random) -> Call:
    if rng.random() < 0.2:
        return "forget", {"what": "everything"}
    facet = rng.choice(("allergen", *VALUES))
    return "forget", {"what": {"facet": facet, "value": rng.choice(VALUES[facet])}}
