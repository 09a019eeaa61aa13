"""What a run of the graph is about and what it may use; never part of the checkpoint."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from langchain_core.messages import AIMessage, AnyMessage

from podbor.agent.planner.context import PlannerContext
from podbor.core.items import Bilingual, Item
from podbor.core.ports import CatalogStore
from podbor.core.preferences import Constraints, Profile
from podbor.core.settings import Settings
from podbor.core.slate import Need, Slate
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.toolbox.context import TurnMemory


class Planner(Protocol):
    """Turns the conversation into tool calls.

    `multi_step` planners are asked again with the results of their calls until they make none; the others are asked once.
    """

    @property
    def multi_step(self) -> bool:
        """Whether results go back to the planner."""
        ...

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Return a message with tool calls; without calls, `additional_kwargs["act"]` says what the message was."""
        ...


class Recommends(Protocol):
    """Makes lists. See `podbor.tools.recommend`."""

    def recommend(
        self,
        needs: Sequence[Need],
        profile: Profile,
        *,
        size: int,
        limits: Sequence[Constraints] = (),
        seen: Collection[str] = (),
        locale: Locale,
        now: datetime | None = None,
    ) -> Slate:
        """Return the list for `needs` inside every constraint of `profile`, without the `seen` items; `now` has a zone.

        `limits` are the constraints of each need where needs are for different people.
        """
        ...

    def kept_off(self, slate: Slate, constraints: Constraints) -> tuple[int, ...]:
        """Return the positions, from 1, of what `constraints` would keep off the list."""
        ...

    def obeys(self, slate: Slate, constraints: Constraints, *, limits: Sequence[Constraints] = ()) -> bool:
        """Return whether every item and offer of the list is inside its need and `constraints`, or else its need's `limits`."""
        ...

    def find_items(self, query: str, constraints: Constraints) -> Sequence[Item]:
        """Return the items that a name means and that obey `constraints`, best first."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """Run-scoped facts and stores, read from `Runtime[Context]`.

    `locale` is the shopper's choice in the interface; None goes by the message. `user_id` has no default on purpose.
    """

    user_id: str
    thread_id: str
    locale: Locale | None
    settings: Settings
    planner: Planner
    recommender: Recommends
    catalog: CatalogStore
    terms: Terms
    kinds: KindVocabulary
    memory: Callable[[str, str], TurnMemory]
    """(turn_id, utterance) → the log as this turn writes it."""
    captions: Mapping[str, Bilingual] = field(default_factory=dict)
    """Words for the prefixes of semantic IDs."""
