"""Composes a reply from the facts of a turn."""

from dataclasses import dataclass

from podbor.agent.narration.listing import caution_lines, gap_lines, headline, item_lines
from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.preferences import doubt_text, shift_text
from podbor.agent.narration.small_talk import small_talk
from podbor.agent.narration.voice import Voice
from podbor.agent.state import Problem, Turn
from podbor.core.preferences import Constraints
from podbor.core.slate import Slate

ACTS = {
    "off_topic": "off-topic",
    "attack": "attack",
    "unclear": "unclear",
    "declined": "declined",
    "kept": "kept",
    "noted": "noted",
}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`headline` goes above product cards; `text` is the whole reply, for where there are none."""

    headline: str
    text: str


def compose(voice: Voice, turn: Turn, slate: Slate, *, limits: Constraints, prose: str = "") -> Reply:
    """Say what was understood, then the list. `prose` of a large planner takes the place of the headline's last line.

    `limits` are in force of those whom the list is for.
    """
    above = [
        *note_lines(voice, turn.notes, slate, said=turn.utterance),
        *(problem_text(voice, problem) for problem in _distinct(turn.problems)),
    ]
    below: list[str] = []
    if turn.doubtful:
        above.append(voice.say("did-i-get-it", facts=doubt_text(voice, turn.doubtful)))
    if turn.listed:
        above += gap_lines(voice, slate)
        if slate.items:
            above.append(prose or _opening(voice, turn, slate))
            below = item_lines(voice, slate)
        below += _cautions(voice, slate, limits)
    elif prose:
        above.append(prose)
    if not above:
        above.append(
            small_talk(voice, turn.utterance) if turn.act == "small_talk" else voice.say(ACTS.get(turn.act, "unclear"))
        )
    return Reply(headline="\n".join(above), text="\n".join([*above, *below]))


def problem_text(voice: Voice, problem: Problem) -> str:
    """Say a problem."""
    facts = dict(problem.facts)
    if problem.message == "problem-limit":
        text = shift_text(voice, str(facts["attribute"]), str(facts["direction"]))
        message = "limit" if "need" in facts else problem.message
        return voice.of_need(str(facts.get("need", "")), voice.say(message, what=text[0].upper() + text[1:]))
    if problem.message == "problem-attribute-unknown":
        return voice.say(problem.message, attribute=voice.say(f"attribute-{facts['attribute']}"))
    return voice.say(problem.message, **facts)


def _opening(voice: Voice, turn: Turn, slate: Slate) -> str:
    return voice.say("list-restored") if turn.restore else headline(voice, slate)


def _cautions(voice: Voice, slate: Slate, limits: Constraints) -> list[str]:
    strict = bool(limits.exclude_allergens or limits.require_diets)
    excluded = bool(limits.exclude_allergens or limits.exclude_ingredients)
    return caution_lines(voice, slate.items, strict=strict, excluded=excluded)


def _distinct(problems: tuple[Problem, ...]) -> list[Problem]:
    return list({(problem.message, problem.facts): problem for problem in problems}.values())
