"""A scenario: who talks, to what catalogue, what is said, and what must be true afterwards."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from podbor.core.vocabulary import Facet, Locale, Person, Scope, Service, Stance, Verdict
from podbor.evals.dialogue.assertions import (
    Asserted,
    EndExpectation,
    Expectation,
    OracleCall,
    Standing,
)

Slug: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=44)]


class Statement(Asserted):
    """A fact about a shopper."""

    facet: Facet
    value: str
    stance: Stance
    scope: Scope = "lasting"
    person: Person = Field("self", description="whom it is about; somebody else's facts count for needs that name them")


class Purchase(Asserted):
    """An item the shopper took or rejected in an earlier conversation."""

    item: str
    verdict: Verdict = "accept"
    days_ago: int = Field(1, ge=0)


class Member(Asserted):
    """Somebody the shopper buys for. A simulated shopper says the facts one after another."""

    who: str = Field(description="as the shopper calls them")
    facts: list[Statement]


class Goal(Asserted):
    """What the shopper is after and does not say at once: for simulated shoppers, and for R@k, nDCG@k and turns to target."""

    target: list[str] = Field([], description="item ids, any of which ends the search")
    instructions: str = Field(
        "",
        description="in place of a target: what a shopper played by a large model is told; the agenda's cannot follow it",
    )
    need: str = Field("", description="what a simulated shopper asks for first")
    price_max: int | None = Field(None, gt=0, description="roubles")
    wishes: list[Statement] = Field([], description="constraints that a simulated shopper says one after another")

    @model_validator(mode="after")
    def _ends(self) -> "Goal":
        if not self.target and not self.instructions:
            raise ValueError("a goal needs a target, or instructions for a shopper played by a large model")
        return self


class Shopper(Asserted):
    """The shopper before the first turn."""

    profile: list[Statement] = Field([], description="said in an earlier conversation")
    history: list[Purchase] = []
    household: list[Member] = []
    goal: Goal | None = None


class OfferChange(Asserted):
    """A change of an offer that happens before a turn. What is left out stays as it was."""

    item: str
    service: Service
    price: float | None = Field(None, gt=0, description="roubles")
    stock: int | None = Field(None, ge=0)
    eta: int | None = Field(None, ge=0, description="minutes")


class SettingChanges(Asserted):
    """Settings that differ from the defaults."""

    slate_size: int | None = Field(None, ge=1, le=20)
    max_calls: int | None = Field(None, ge=1)
    max_message_chars: int | None = Field(None, ge=1)
    turn_deadline_s: float | None = Field(None, gt=0)
    require_consent: bool | None = None


class Simulation(Asserted):
    """A simulated shopper talks from here on; needs a goal."""

    most: int = Field(12, ge=1, le=40, description="turns")
    patience: int = Field(4, ge=1, description="lists without the target after which the shopper gives up")
    typos: float = Field(0.0, ge=0, le=1, description="share of the messages with a typing mistake")
    mistakes: bool = Field(False, description="now and then a wrong number, a change of mind, a question in between")


class InjectedCall(Asserted):
    """A call as a broken model might make it; nothing is validated."""

    name: str
    args: dict[str, Any] = {}


class ScenarioTurn(Asserted):
    """One message and what must come of it."""

    say: str | None = Field(None, description="the shopper's words")
    simulate: Simulation | None = None
    new_conversation: bool = Field(False, description="the message opens another conversation of the same shopper")
    restart: bool = Field(False, description="the program is stopped and started again before the message")
    shopper: Slug | None = Field(None, description="another shopper says it, with a profile of their own")
    language: Locale | None = Field(None, description="chosen in the interface, whatever the message is written in")
    offers: list[OfferChange] = Field([], description="what changes in the shops before the message")
    oracle: list[OracleCall] | None = Field(
        None, description="what the scripted planner answers; left out: the calls that are expected"
    )
    inject: list[InjectedCall] | None = Field(None, description="what comes in place of any planner's answer")
    fault: Literal["planner_down", "planner_stuck"] | None = None
    expect: Expectation = Expectation()

    @model_validator(mode="after")
    def _spoken(self) -> "ScenarioTurn":
        if (self.say is None) == (self.simulate is None):
            raise ValueError("either say or simulate")
        return self


class Scenario(Asserted):
    """One conversation and its assertions, in one language."""

    id: Slug = Field(description="unique; the Russian and the English version share it")
    title: str
    tags: list[str] = Field(min_length=1, description="rows of the capability table, tools, kinds of difficulty")
    language: Literal["ru", "en", "both"] = Field(
        "both", description="both: every {ru: …, en: …} is taken apart, and the scenario runs once a language"
    )
    fixture: str = Field(description="name of a file in fixtures/, without .yaml")
    settings: SettingChanges = SettingChanges()
    shopper: Shopper = Shopper()
    always: Standing = Standing()
    turns: list[ScenarioTurn] = Field(min_length=1)
    end: EndExpectation = EndExpectation()

    @model_validator(mode="after")
    def _consistent(self) -> "Scenario":
        if self.shopper.goal is None and (self.end.target or any(turn.simulate for turn in self.turns)):
            raise ValueError("a simulated shopper and end.target need shopper.goal")
        if self.end.target and self.shopper.goal is not None and not self.shopper.goal.target:
            raise ValueError("end.target needs shopper.goal.target")
        for number, turn in enumerate(self.turns, start=1):
            earlier = turn.expect.slate.same_as if turn.expect.slate else None
            if earlier is not None and earlier >= number:
                raise ValueError(f"turn {number}: same_as {earlier} is no earlier turn")
        return self
