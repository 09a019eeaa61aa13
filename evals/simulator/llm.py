"""A shopper played by a large model, through the endpoint that the settings name for the planner."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, StrictUndefined
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from podbor.core.settings import Settings
from podbor.core.terms import Terms
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.record import SimulatorRecord, TurnRecord
from podbor.evals.dialogue.scenario import Simulation, Statement
from podbor.evals.simulator.faults import find_faults
from podbor.evals.simulator.port import ShopperDown, Utterance

GIVE_UP, DONE = "[GIVE UP]", "[DONE]"
START = "(the chat is open)"
MAX_TOKENS = 120


class LlmShoppers:
    """Makes shoppers that share one model."""

    def __init__(self, model: BaseChatModel) -> None:
        self._model = model

    @classmethod
    def from_settings(cls, settings: Settings) -> "LlmShoppers":
        """The model of `openai_base_url`. Nothing is sent before the first message."""
        from langchain_openai import ChatOpenAI

        return cls(
            ChatOpenAI(
                model=settings.openai_model,
                base_url=settings.openai_base_url,
                api_key=settings.openai_api_key,
                timeout=settings.openai_timeout_s,
                temperature=0.7,
                max_completion_tokens=MAX_TOKENS,
            )
        )

    def open(self, case: Case, simulation: Simulation, *, seed: int) -> "LlmShopper":
        """A shopper for the goal of the case; the endpoint gets the seed and may or may not honour it."""
        return LlmShopper(case, simulation, self._model, seed=seed)


class LlmShopper:
    """One shopper in one dialogue. What it means by a message is not known, so the scripted planner cannot answer it."""

    def __init__(self, case: Case, simulation: Simulation, model: BaseChatModel, *, seed: int) -> None:
        goal = case.scenario.shopper.goal
        assert goal is not None
        items, _ = load_fixture(case.fixture).catalogue()
        self._case, self._goal, self._model, self._seed = case, goal, model, seed
        self._targets = [item for item in items if item.item_id in goal.target]
        household = [fact for member in case.scenario.shopper.household for fact in member.facts]
        self._wishes = [*household, *goal.wishes]
        self._system = SystemMessage(self._prompt(simulation))
        self._utterances: list[Utterance] = []
        self._ended: Literal["taken", "done", "gave_up", "out_of_turns"] = "out_of_turns"
        self._heard: list[str] = []

    async def next(self, last: TurnRecord | None) -> Utterance | None:
        """Ask the model; None once a target was taken, or when the shopper gives up. Raises ShopperDown."""
        if last is not None and not set(last.accepted).isdisjoint(self._goal.target):
            self._ended = "taken"
            return None
        self._heard.append(START if last is None else last.reply)
        try:
            answer = await self._model.ainvoke([self._system, *self._history()], seed=self._seed)
        except Exception as error:
            raise ShopperDown(f"{type(error).__name__}: {error}") from error
        text = " ".join(answer.text.split())
        if DONE in text or GIVE_UP in text or not text:
            self._ended = "done" if DONE in text else "gave_up"
            return None
        self._utterances.append(Utterance(text=text, act="llm"))
        return self._utterances[-1]

    def close(self, last: TurnRecord | None) -> SimulatorRecord:
        """How it ended, and its faults: models leak and lose the thread far more often than an agenda."""
        if last is not None and not set(last.accepted).isdisjoint(self._goal.target):
            self._ended = "taken"
        faults = find_faults(self._utterances, self._wishes, self._targets, language=self._case.language)
        return SimulatorRecord(ended=self._ended, acts=["llm"] * len(self._utterances), faults=faults)

    def _history(self) -> list[BaseMessage]:
        """The dialogue with the roles turned: what the assistant said is what this model reads."""
        messages: list[BaseMessage] = []
        for heard, said in zip(self._heard, [*self._utterances, None], strict=False):
            messages.append(HumanMessage(heard))
            if said is not None:
                messages.append(AIMessage(said.text))
        return messages

    def _prompt(self, simulation: Simulation) -> str:
        template = files(__package__).joinpath("prompts/shopper.txt.j2").read_text(encoding="utf-8")
        rendered = Environment(undefined=StrictUndefined, autoescape=False).from_string(template)
        return rendered.render(
            language=self._case.language,
            need=self._goal.need,
            price_max=self._goal.price_max,
            wishes=_said(self._wishes),
            targets=[item.title.text(self._case.language) for item in self._targets],
            patience=simulation.patience,
            instructions=self._goal.instructions,
            give_up=GIVE_UP,
            done=DONE,
        )


def _said(wishes: Sequence[Statement]) -> list[str]:
    terms = Terms.load()
    return [f"{wish.stance} {wish.facet} {terms.name(wish.facet, wish.value, 'en')}" for wish in wishes]
