"""From the line a plan model writes to calls of the tool contract: one reading, whoever runs the model."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from podbor.agent.loss import is_a_loss
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import hold_to_allergens
from podbor.agent.planner.holding.asides import drop_what_is_there
from podbor.agent.planner.holding.bounds import hold_to_prices
from podbor.agent.planner.holding.brands import name_the_brand, refuse_the_brand
from podbor.agent.planner.holding.broken import look_for_the_broken
from podbor.agent.planner.holding.cues import (
    drop_guess,
    hold_to_courtesy,
    hold_to_cues,
    is_a_restart,
    is_an_order,
    is_bare_answer,
    is_chatter,
    is_in_another_name,
    is_meant_to_harm,
    is_skip,
)
from podbor.agent.planner.holding.directions import hold_to_directions
from podbor.agent.planner.holding.either import find_either
from podbor.agent.planner.holding.facts import drop_known, drop_unsaid, hold_to_facts, require_the_said
from podbor.agent.planner.holding.follow_ups import (
    find_the_asked,
    find_the_decaf,
    find_the_named,
    find_the_unforgotten,
    find_the_wished,
    leave_the_need,
    look_again,
    of_its_need,
)
from podbor.agent.planner.holding.gapping import ban_the_gapped
from podbor.agent.planner.holding.lifts import certainty, lift
from podbor.agent.planner.holding.misspelt import respelt
from podbor.agent.planner.holding.negations import hold_to_negations, leave_out_denied
from podbor.agent.planner.holding.off_screen import find_off_screen, take_all_named
from podbor.agent.planner.holding.others import hold_to_others, hold_to_the_other, hold_to_verdicts, judge_the_named
from podbor.agent.planner.holding.own_words import in_own_words
from podbor.agent.planner.holding.places import hold_to_places
from podbor.agent.planner.holding.qualities import find_the_better, name_the_quality, take_turns
from podbor.agent.planner.holding.ranks import hold_to_ranks
from podbor.agent.planner.holding.rare_words import restore_rare_words
from podbor.agent.planner.holding.refusals import restore_refusal
from podbor.agent.planner.holding.reversals import drop_reversed
from podbor.agent.planner.holding.scopes import hold_to_scopes, keep_to_the_need
from podbor.agent.planner.holding.titles import ask_of_the_named, ask_of_the_shown, name_items, point_at_the_only
from podbor.agent.planner.holding.twice import say_once
from podbor.agent.planner.holding.undoing import name_the_undone
from podbor.agent.planner.language import Act, Find, Plain, PlanSyntaxError, parse_plan
from podbor.agent.planner.occasions import Occasions
from podbor.agent.planner.resolve import Resolved, resolve
from podbor.core.errors import ToolRetry
from podbor.tools.contract import parse_call

CERTAIN = 0.95
"""Confidence from which on the prices of searches are the model's."""
HOLDS: tuple[Callable[[str, Sequence[Act]], tuple[Act, ...]], ...] = (
    restore_refusal,
    hold_to_prices,
    hold_to_places,
    hold_to_cues,
    hold_to_directions,
    hold_to_allergens,
    hold_to_facts,
    hold_to_scopes,
    say_once,
)
"""What holds a plan to the words of its message, in this order."""
OF_SEARCHES = frozenset({hold_to_prices})
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
    told = _told(message, context)
    if told is not None:
        return replace(resolve([told], context), confidence=1.0)
    try:
        acts = parse_plan(line, services=services)
        acts = acts if context.asked else drop_guess(message, acts, confidence=confidence)
        message = respelt(message, acts)
        acts = in_own_words(message, acts)
        if confidence < CERTAIN:
            acts = restore_rare_words(message, acts, need=context.need)
        for hold in HOLDS:
            if confidence < CERTAIN or hold not in OF_SEARCHES:
                acts = hold(message, acts)
        acts = refuse_the_brand(message, ban_the_gapped(message, acts))
        acts = of_its_need(message, leave_the_need(message, acts, context), context)
        acts = name_the_quality(message, name_the_brand(message, acts, context), context)
        acts = take_turns(message, find_the_asked(message, find_the_better(message, acts)), context)
        acts = judge_the_named(message, acts, context)
        acts = find_the_wished(message, find_the_named(message, acts, context), context)
        acts = look_again(message, find_the_decaf(message, acts, context), context)
        acts = find_either(message, look_for_the_broken(message, acts, context), context)
        acts, confidence = _held_to_context(message, acts, context, confidence=confidence)
        acts = name_the_undone(message, acts, context)
        acts = drop_reversed(message, acts, context)
        acts = ask_of_the_shown(message, find_the_unforgotten(message, acts, context), context)
        lifted = lift(message, acts, context)
        certain = certainty(message, acts, lifted, context, confidence=confidence)
        acts = lifted
        if occasions is not None:
            acts = occasions.hold(message, acts, context, confidence=confidence)
        acts = hold_to_verdicts(message, hold_to_ranks(message, hold_to_courtesy(message, acts), context))
        acts = name_items(message, hold_to_others(message, acts, context), context)
        acts = ask_of_the_named(message, hold_to_the_other(message, acts, context), context)
        acts = point_at_the_only(find_off_screen(message, take_all_named(message, acts, context), context), context)
        resolved = replace(resolve(acts, context), confidence=certain)
        for call in resolved.calls:
            parse_call(call.name, call.args)
    except (PlanSyntaxError, ToolRetry):
        return Resolved(calls=(), act="unclear", confidence=confidence)
    return resolved


def _told(message: str, context: PlannerContext) -> Act | None:
    """The act of a message that tells it by its whole form, whatever the model wrote; None for any other."""
    if is_meant_to_harm(message) or is_an_order(message) or is_chatter(message):
        return Plain(word="offtopic")
    if is_in_another_name(message):
        return Plain(word="attack")
    if is_a_loss(message):
        return Plain(word="chat")
    if context.asked:
        return None
    if is_skip(message):
        # Where nothing is looked for, a search without words is for what is popular.
        return Plain(word="more") if context.slate or context.need else Find(query=None)
    return Plain(word="unclear") if is_bare_answer(message) or is_a_restart(message) else None


def _held_to_context(
    message: str, acts: Sequence[Act], context: PlannerContext, *, confidence: float
) -> tuple[tuple[Act, ...], float]:
    """Acts held to what the message says of the need on screen, and how certain they are: what is denied by rule is."""
    acts = drop_what_is_there(message, drop_known(message, acts, context), context)
    acts = keep_to_the_need(message, require_the_said(message, acts), context)
    if confidence < CERTAIN:
        acts = drop_unsaid(message, acts, context)
    acts = leave_out_denied(message, acts)
    held = hold_to_negations(message, acts, context)
    return held, confidence if held == acts else 1.0
