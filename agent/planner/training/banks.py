"""Phrase banks: files of `[state] message ⇒ plan` lines with slots. LANGUAGE.md describes the format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from podbor.agent.planner.language import Act, PlanSyntaxError, parse_plan, prices_of
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.prompt import prepare
from podbor.core.errors import InputError

BANKS = Path(__file__).parent / "banks"
NEWEST = Path(__file__).parent / "newest"
"""Banks of the last round, of which only training reads: needs and paraphrases are of `BANKS`."""
SLOTS = Path(__file__).parent / "slots"
SLOT = re.compile(r"\{([a-z]+)(\d?)(?::([a-z]+))?\}")
GROUP = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
VOCABULARIES = ("product", "brand", "ingredient", "category", "allergen", "diet", "taste", "service")
PRICES, POSITION = "n", "pos"
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
FORMS = {
    "vocabulary": {*CASES, "pl", "sg"},
    PRICES: set(),
    POSITION: {"ord", "f", "n", "facc", *CASES},
}
STATE_KEYS = ("need", "last", "asked")
LAST = ("find", "pref", "critique", "feedback", "compare", "why", "more", "profile", "undo", "forget")
_STATE = re.compile(r"^\[([^\]]*)\]\s*")


@dataclass(frozen=True, kw_only=True)
class BankLine:
    """One line: its state, the message and the plan, slots unfilled."""

    lang: str
    topic: str
    state: dict[str, str]
    message: str
    plan: str

    @property
    def key(self) -> str:
        """What tells it from other lines, of other banks too."""
        return "\t".join(
            (self.lang, *(f"{name}={value}" for name, value in self.state.items()), self.message, self.plan)
        )


def read_bank(path: Path) -> Iterator[BankLine | InputError]:
    """Read a bank. A bad line comes back as the InputError that describes it."""
    lang, topic = path.parent.name, path.stem
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            yield parse_line(line, lang=lang, topic=topic)
        except (PlanSyntaxError, BankLineError) as error:
            yield InputError(file=str(path), line=number, field=line.strip(), reason=str(error))


class BankLineError(PlanSyntaxError):
    """A bank line that is not in the format."""


def parse_line(line: str, *, lang: str, topic: str) -> BankLine:
    """Read one line. Raises PlanSyntaxError."""
    left, arrow, plan = line.replace("=>", "⇒").rpartition("⇒")
    if not arrow:
        raise BankLineError("no ⇒")
    state, message = _split_state(left.strip())
    plan = plan.strip()
    if not message or not plan:
        raise BankLineError("an empty message or plan")
    _check_slots(message, state, plan)
    acts = parse_plan(SLOT.sub(_sample_value, plan))
    _check_prices(acts, SLOT.sub(_sample_value, message))
    return BankLine(lang=lang, topic=topic, state=state, message=message, plan=plan)


def _split_state(text: str) -> tuple[dict[str, str], str]:
    found = _STATE.match(text)
    if found is None:
        return {}, text
    state = {}
    for part in found[1].split("|"):
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key not in STATE_KEYS or not value:
            raise BankLineError(f"state {part.strip()!r}; keys are {', '.join(STATE_KEYS)}")
        state[key] = value
    if state.get("last", LAST[0]) not in LAST:
        raise BankLineError(f"last is one of {', '.join(LAST)}")
    return state, text[found.end() :].strip()


def _check_slots(message: str, state: dict[str, str], plan: str) -> None:
    said = set()
    for text in (message, *state.values()):
        for name, index, form in SLOT.findall(text):
            kind = name if name in (PRICES, POSITION) else "vocabulary"
            if kind == "vocabulary" and name not in VOCABULARIES:
                raise BankLineError(f"unknown slot {name!r}")
            if form and form not in FORMS[kind]:
                raise BankLineError(f"slot {name} has no form {form!r}; forms: {', '.join(sorted(FORMS[kind]))}")
            said.add((name, index))
    for name, index, form in SLOT.findall(plan):
        if (name, index) not in said:
            raise BankLineError(f"slot {name}{index} of the plan is not in the message or the state")
        if form:
            raise BankLineError("a slot of the plan has no form")
    if "{" in SLOT.sub("", message + plan):
        raise BankLineError("a slot that cannot be read")
    if "|" in GROUP.sub("", message):
        raise BankLineError("an alternative outside parentheses, or nested ones")


def _check_prices(acts: Sequence[Act], message: str) -> None:
    """A literal price of the plan must be one that the normaliser finds in the message."""
    for choice in expand_groups(message):
        missing = prices_of(acts) - set(numbers_in(prepare(choice)))
        if missing:
            raise BankLineError(
                f"the message does not say {', '.join(map(str, sorted(missing)))} as the normaliser reads it"
            )


def _sample_value(found: re.Match[str]) -> str:
    samples = {PRICES: "100", POSITION: "2", "allergen": "nuts", "diet": "vegan", "taste": "sweet", "service": "kuper"}
    return samples.get(found[1], "сыр")


def expand_groups(message: str) -> Iterator[str]:
    """All choices of the message's `(a|b|)` groups."""
    found = GROUP.search(message)
    if found is None:
        yield " ".join(message.split())
        return
    for choice in found[1].split("|"):
        yield from expand_groups(message[: found.start()] + choice + message[found.end() :])
