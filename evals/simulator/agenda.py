"""A shopper with an agenda: asks, says one wish after another, steers the list towards the target, takes it or gives up.

Source of the idea: Schatzmann et al., Agenda-Based User Simulation, NAACL 2007. The shopper knows the target and never names it;
what it says about the list follows from comparing the list with the target, as a person who will know it when they see it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, TypeAlias

from podbor.core.items import Item, Offer
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.planners import NoOracle
from podbor.evals.dialogue.record import SimulatorRecord, TurnRecord
from podbor.evals.dialogue.scenario import Goal, Simulation, Statement
from podbor.evals.simulator.faults import find_faults
from podbor.evals.simulator.phrases import ordinal, phrase, statement_slots
from podbor.evals.simulator.port import Utterance
from podbor.evals.simulator.typos import mistype
from podbor.testing import calls_message

KOPECKS = 100
MISTAKE_SHARE = 0.25
Ended: TypeAlias = Literal["taken", "gave_up", "out_of_turns"]
Call = tuple[str, dict[str, Any]]
LOWER, HIGHER = "lower", "higher"


@dataclass(frozen=True, kw_only=True)
class Move:
    """What the shopper wants to do: its phrase, slots and the calls that it means."""

    name: str
    calls: tuple[Call, ...]
    slots: dict[str, str]
    said: Statement | None = None


class AgendaShoppers:
    """Makes shoppers with an agenda."""

    def open(self, case: Case, simulation: Simulation, *, seed: int) -> "AgendaShopper":
        """A shopper for the goal of the case. Raises NoOracle where the goal has no target: an agenda leads somewhere."""
        goal = case.scenario.shopper.goal
        if goal is not None and not goal.target:
            raise NoOracle("shopper.goal has instructions and no target: run it with --shopper llm")
        return AgendaShopper(case, simulation, seed=seed)


class AgendaShopper:
    """One shopper in one dialogue; deterministic given the seed and the replies."""

    def __init__(self, case: Case, simulation: Simulation, *, seed: int) -> None:
        goal = case.scenario.shopper.goal
        assert goal is not None
        self._case, self._goal, self._simulation = case, goal, simulation
        self._random = Random(f"{seed} {case.case_id}")
        items, offers = load_fixture(case.fixture).catalogue()
        self._targets = [item for item in items if item.item_id in goal.target]
        self._prices = [offer for offer in offers if offer.item_id in goal.target and offer.stock]
        self._agenda = list(_wishes(case))
        self._patience = simulation.patience
        self._steered: set[str] = set()
        self._undo = False
        self._utterances: list[Utterance] = []
        self._said: list[Statement] = []
        self._ended: Ended = "out_of_turns"

    async def next(self, last: TurnRecord | None) -> Utterance | None:
        """The next message, None when the shopper has what it wants or has had enough."""
        if self._ended != "out_of_turns":
            return None
        move = self._opening() if not self._utterances else self._react(last)
        if move is None:
            return None
        text = phrase(self._case.language, move.name, self._random, **move.slots)
        if self._random.random() < self._simulation.typos:
            text = mistype(text, self._random)
        if move.said is not None:
            self._said.append(move.said)
        self._utterances.append(Utterance(text=text, act=move.name, oracle=calls_message(*move.calls)))
        return self._utterances[-1]

    def close(self, last: TurnRecord | None) -> SimulatorRecord:
        """How it ended. Faults of the shopper's own are looked for here."""
        return SimulatorRecord(
            ended=self._ended,
            acts=[utterance.act for utterance in self._utterances],
            faults=find_faults(self._utterances, self._said, self._targets, language=self._case.language),
        )

    def _opening(self) -> Move:
        need = self._goal.need or self._targets[0].title.text(self._case.language).split()[0]
        search: dict[str, Any] = {"query": need}
        if self._goal.price_max is None:
            return Move(name="ask", calls=(("search_catalog", search),), slots={"need": need})
        price = self._goal.price_max
        return Move(
            name="ask_price",
            calls=(("search_catalog", {**search, "price_max": price}),),
            slots={"need": need, "price": str(price)},
        )

    def _react(self, last: TurnRecord | None) -> Move | None:
        shown = [item.item for item in last.slate] if last else []
        if self._undo:
            self._undo = False
            return Move(name="undo", calls=(("undo", {}),), slots={})
        position = next((place for place, item in enumerate(shown, 1) if item in self._goal.target), None)
        if position is not None and not self._agenda:
            self._ended = "taken"
            return self._about("take", position, "accept")
        if position is None:
            self._patience -= 1
        if self._patience < 0:
            self._ended = "gave_up"
            return None
        if self._simulation.mistakes and self._random.random() < MISTAKE_SHARE:
            return self._mistake(len(shown))
        if self._agenda:
            return self._state(*self._agenda.pop(0))
        return self._steer(last) if shown else None

    def _state(self, fact: Statement, who: str) -> Move:
        change = fact.model_dump()
        slots = statement_slots(fact, self._case.language) | ({"who": who} if who else {})
        calls: tuple[Call, ...] = (("update_preferences", {"changes": [change]}),)
        return Move(name=_move_of(fact, who), calls=calls, slots=slots, said=fact)

    def _steer(self, last: TurnRecord | None) -> Move:
        """Critique what tells the list from the target, each thing once; then ask for more."""
        assert last is not None
        for name, attribute, direction in _differences(last, self._targets, self._prices):
            if name not in self._steered:
                self._steered.add(name)
                return Move(
                    name=name, calls=(("critique", {"attribute": attribute, "direction": direction}),), slots={}
                )
        return Move(name="more", calls=(("show_more", {}),), slots={})

    def _about(self, name: str, position: int, verdict: str) -> Move:
        call: Call = ("give_feedback", {"item": position, "verdict": verdict})
        return Move(name=name, calls=(call,), slots={"position": ordinal(self._case.language, position)})

    def _mistake(self, shown: int) -> Move:
        """A number that is not there, a question in between, or a change of mind that is taken back."""
        kind = self._random.choice(("wrong_position", "profile", "change_of_mind"))
        if kind == "wrong_position":
            return self._about(kind, shown + 2, "accept")
        if kind == "profile":
            return Move(name="profile", calls=(("show_profile", {}),), slots={})
        self._undo = True
        return Move(name="cheaper", calls=(("critique", {"attribute": "price", "direction": LOWER}),), slots={})


def _wishes(case: Case) -> Iterator[tuple[Statement, str]]:
    """What is said one after another: what members of the household must not have first, then the shopper's own wishes."""
    for member in case.scenario.shopper.household:
        yield from ((fact, member.who) for fact in member.facts)
    goal: Goal | None = case.scenario.shopper.goal
    yield from ((fact, "") for fact in (goal.wishes if goal else []))


def _move_of(fact: Statement, who: str) -> str:
    if fact.facet == "allergen" and fact.stance == "exclude":
        return "exclude_allergen_for" if who else "exclude_allergen"
    if fact.facet == "diet" and fact.stance == "require":
        return "require_diet"
    return {"exclude": "exclude_word", "avoid": "exclude_word", "require": "require_word"}.get(
        fact.stance, "prefer_word"
    )


def _differences(last: TurnRecord, targets: Sequence[Item], offers: Sequence[Offer]) -> Iterator[tuple[str, str, str]]:
    """Critiques that lead from the list to the target: price, then delivery."""
    prices = [offer.price for shown in last.slate for offer in shown.offers]
    etas = [offer.eta for shown in last.slate for offer in shown.offers]
    wanted = [offer.price for offer in offers]
    fastest = [offer.eta_minutes for offer in offers]
    if prices and wanted and min(wanted) < min(prices):
        yield "cheaper", "price", LOWER
    if prices and wanted and max(wanted) > max(prices):
        yield "dearer", "price", HIGHER
    if etas and fastest and min(fastest) < min(etas):
        yield "faster", "delivery_time", LOWER
