"""From the line a plan model writes to calls of the tool contract: one reading, whoever runs the model."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import hold_to_allergens
from podbor.agent.planner.holding.asides import drop_asides
from podbor.agent.planner.holding.bounds import hold_to_prices
from podbor.agent.planner.holding.copies import hold_to_words, in_own_words, made_up
from podbor.agent.planner.holding.cues import (
    drop_guess,
    hold_to_courtesy,
    hold_to_cues,
    is_an_order,
    is_bare_answer,
    is_in_another_name,
    is_meant_to_harm,
)
from podbor.agent.planner.holding.directions import hold_to_directions
from podbor.agent.planner.holding.facts import hold_to_facts
from podbor.agent.planner.holding.follow_ups import find_the_named, leave_the_need, name_the_need
from podbor.agent.planner.holding.lifts import is_plain, lift
from podbor.agent.planner.holding.measures import shorten_measures
from podbor.agent.planner.holding.members import hold_to_members
from podbor.agent.planner.holding.misspelt import respelt
from podbor.agent.planner.holding.modifiers import restore_modifiers
from podbor.agent.planner.holding.others import hold_to_others
from podbor.agent.planner.holding.places import hold_to_places
from podbor.agent.planner.holding.ranks import hold_to_ranks
from podbor.agent.planner.holding.refusals import restore_refusal
from podbor.agent.planner.holding.scopes import hold_to_scopes
from podbor.agent.planner.holding.titles import name_items
from podbor.agent.planner.holding.twice import say_once
from podbor.agent.planner.language import Act, PlanSyntaxError, parse_plan
from podbor.agent.planner.occasions import Occasions
from podbor.agent.planner.resolve import Resolved, resolve
from podbor.core.errors import ToolRetry
from podbor.tools.contract import parse_call

CERTAIN = 0.95
"""Confidence from which on the words and the prices of searches are the model's; docs/planner.md says why."""
HOLDS: tuple[Callable[[str, Sequence[Act]], tuple[Act, ...]], ...] = (
    restore_refusal,
    hold_to_prices,
    drop_asides,
    hold_to_places,
    hold_to_cues,
    hold_to_directions,
    hold_to_allergens,
    hold_to_facts,
    hold_to_scopes,
    restore_modifiers,
    say_once,
    shorten_measures,
)
"""What holds a plan to the words of its message, in this order."""
OF_SEARCHES = frozenset({hold_to_prices, restore_modifiers})
"""Those of them that a certain plan does without."""


def read_plan(
    line: str,
    context: PlannerContext,
    *,
    message: str,
    services: Sequence[str],
    confidence: float = 1.0,
    occasions: Occasions | None = None,
) -> Resolved:
    """Parse a plan, hold it to the message (numbers normalised), resolve it.

    `confidence` is the probability of the least certain token of `line`. What is allowed again in so many words is certain;
    beside other words it is to be asked. `occasions` names kinds for vague needs; without it they are the model's alone.
    Never fails: what cannot be read is the act "unclear" without calls.
    """
    if is_meant_to_harm(message) or is_an_order(message):
        return Resolved(calls=(), act="off_topic", confidence=1.0)
    if is_in_another_name(message):
        return Resolved(calls=(), act="attack", confidence=1.0)
    if is_bare_answer(message) and not context.asked:
        return Resolved(calls=(), act="unclear", confidence=1.0)
    try:
        acts = parse_plan(line, services=services)
        acts = drop_guess(message, acts, confidence=confidence)
        message = respelt(message, acts)
        acts = in_own_words(message, acts)
        if confidence < CERTAIN:
            acts = hold_to_members(message, acts)
            acts = hold_to_words(message, acts, context, confidence=confidence)
        for hold in HOLDS:
            if confidence < CERTAIN or hold not in OF_SEARCHES:
                acts = hold(message, acts)
        acts = name_the_need(leave_the_need(message, acts, context), context)
        acts = find_the_named(message, acts, context)
        lifted = lift(message, acts, context)
        certain = 1.0 if is_plain(message, lifted, context) else confidence if lifted == tuple(acts) else 0.0
        acts = lifted
        if occasions is not None:
            guessed = made_up(message, acts, context, confidence=confidence)
            acts = occasions.hold(message, acts, made_up=guessed, confidence=confidence)
        acts = hold_to_ranks(message, hold_to_courtesy(message, acts), context)
        acts = name_items(message, hold_to_others(message, acts, context), context)
        resolved = replace(resolve(acts, context), confidence=certain)
        for call in resolved.calls:
            parse_call(call.name, call.args)
    except (PlanSyntaxError, ToolRetry):
        return Resolved(calls=(), act="unclear", confidence=confidence)
    return resolved
