"""Builds the training corpus from the phrase banks: slots, states, compounds, noise; seeded and balanced."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import Act, Plain, Prefer, parse_plan, prices_of, render_plan
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.prompt import LAST_WORDS, prepare, render_prompt
from podbor.agent.planner.resolve import NO_CALL
from podbor.agent.planner.training.banks import BANKS, SLOT, BankLine, expand_groups, read_bank
from podbor.agent.planner.training.fill import Filler
from podbor.agent.planner.training.noise import add_noise, transliterate
from podbor.agent.planner.training.wording import in_case_of, in_order_of
from podbor.core.errors import InputError

LANGS = ("ru", "en")
LAST_TOOLS = {word: tool for tool, word in LAST_WORDS.items() if word} | {"find": "search_catalog"}
COMPOUND_SHARE = 0.14
NEED_SHARE = 0.3
LAST_SHARE = 0.12
LATIN_SHARE = 0.02
CLEAN_SHARE = 0.3
REPEATS_LITERAL = 2
_JOINTS = {
    "ru": (" и ", ", ", ", и ", ". ", ", а ещё ", " а также ", ", и ещё ", ". Ещё ", "; ", " + ", ", потом "),
    "en": (" and ", ", ", ", and ", ". ", ", also ", ", plus ", " and also ", ". Also ", "; ", " + ", ", then "),
}


@dataclass(frozen=True, kw_only=True)
class Example:
    """One training example: the prompt the model reads and the plan it should write."""

    lang: str
    topic: str
    prompt: str
    plan: str


@dataclass(frozen=True, kw_only=True)
class _Draft:
    lang: str
    topic: str
    state: dict[str, str]
    message: str
    acts: tuple[Act, ...]


@cache
def load_banks(folder: Path = BANKS) -> Mapping[str, tuple[BankLine, ...]]:
    """Good lines by language, alternatives in parentheses still unexpanded. Bad lines are left to the checker."""
    return MappingProxyType({lang: tuple(_good_lines(folder / lang)) for lang in LANGS})


def _good_lines(folder: Path) -> Iterator[BankLine]:
    for path in sorted(folder.glob("*.txt")):
        yield from (line for line in read_bank(path) if not isinstance(line, InputError))


def build(
    *,
    per_lang: int,
    seed: int,
    folder: Path = BANKS,
    russian: float = 0.5,
    shares: Mapping[str, float] = MappingProxyType({}),
) -> list[Example]:
    """Return `per_lang` examples a language, shuffled, no two the same.

    `russian` is the share of both languages' examples that is Russian; `shares` says by the key of a line how often it is drawn,
    where another is drawn once.
    """
    examples: list[Example] = []
    for lang, lines in load_banks(folder).items():
        rng = random.Random(f"{seed} {lang}")
        count = round(2 * per_lang * (russian if lang == "ru" else 1 - russian))
        examples.extend(_Builder(lang, lines, rng, shares).take(count))
    random.Random(seed).shuffle(examples)
    return examples


def as_written(lang: str, lines: Sequence[BankLine], *, seed: int) -> Iterator[tuple[BankLine, Example]]:
    """Each line and an example of it without noise; a line that gives none is left out."""
    builder = _Builder(lang, lines, random.Random(f"{seed} {lang}"))
    for line in lines:
        example = builder.as_written(line)
        if example is not None:
            yield line, example


def write(examples: Iterable[Example], path: Path) -> None:
    """Write JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Example]:
    """Read what `write` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [Example(**json.loads(line)) for line in lines]


class _Builder:
    """Draws examples of one language."""

    def __init__(
        self,
        lang: str,
        lines: Sequence[BankLine],
        rng: random.Random,
        shares: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.lang, self.lines, self.rng, self.shares = lang, lines, rng, shares
        self.filler = Filler(lang)
        self.simple = [line for line in lines if _can_join(line)]
        self.polite = [line for line in lines if line.plan == "chat" and not line.state and len(line.message) < 30]
        self.by_verb: dict[str, list[BankLine]] = defaultdict(list)
        for line in self.simple:
            self.by_verb[line.plan.split(" ", 1)[0]].append(line)

    def take(self, count: int) -> list[Example]:
        seen: set[str] = set()
        examples: list[Example] = []
        for draft in self._drafts(count):
            example = self._finish(draft)
            if example is not None and example.prompt not in seen:
                seen.add(example.prompt)
                examples.append(example)
                if len(examples) == count:
                    break
        return examples

    def as_written(self, line: BankLine) -> Example | None:
        """An example of a line without noise."""
        draft = self._draft(line)
        return self._example(draft, draft.message)

    def _drafts(self, count: int) -> Iterator[_Draft]:
        yielded = 0
        compounds = int(count * COMPOUND_SHARE)
        rounds = 0
        while yielded < 4 * count:
            order = [
                line
                for line in self.lines
                for _ in range(self._weight(line, rounds))
                if self.rng.random() < self.shares.get(line.key, 1)
            ]
            self.rng.shuffle(order)
            for at, line in enumerate(order):
                yield self._draft(line)
                yielded += 1
                if compounds > 0 and at % int(1 / COMPOUND_SHARE) == 0:
                    yield self._compound()
                    compounds -= 1
            rounds += 1
            if not order:
                return

    def _weight(self, line: BankLine, rounds: int) -> int:
        slotted = bool(SLOT.search(line.message)) or "(" in line.message
        if rounds == 0:
            return 2 if slotted else 1
        return 2 if slotted or rounds < REPEATS_LITERAL else 1 if rounds % 3 == 0 else 0

    def _draft(self, line: BankLine) -> _Draft:
        choices = list(expand_groups(line.message))
        chosen = BankLine(
            lang=line.lang, topic=line.topic, state=line.state, message=self.rng.choice(choices), plan=line.plan
        )
        message, state, plan = self.filler.fill(chosen, self.rng)
        return _Draft(lang=self.lang, topic=line.topic, state=state, message=message, acts=parse_plan(plan))

    def _compound(self) -> _Draft:
        """Two, now and then three, messages in one; or thanks before a request, which the plan ignores."""
        if self.polite and self.rng.random() < 0.12:
            first, second = self._draft(self.rng.choice(self.polite)), self._draft(self.rng.choice(self.simple))
            return self._join([first, second], second.acts)
        verbs = self.rng.choices(sorted(self.by_verb), k=2 if self.rng.random() < 0.85 else 3)
        parts = [self._draft(self.rng.choice(self.by_verb[verb])) for verb in verbs]
        return self._join(parts, tuple(act for part in parts for act in part.acts))

    def _join(self, parts: Sequence[_Draft], acts: tuple[Act, ...]) -> _Draft:
        message = parts[0].message
        for part in parts[1:]:
            following = part.message if self.rng.random() < 0.5 else part.message[:1].lower() + part.message[1:]
            joint = self.rng.choice(_JOINTS[self.lang])
            message = (
                (message if message[-1] in "?!" else message.rstrip("."))
                + (" " if message[-1] in "?!" else joint)
                + following
            )
        return _Draft(lang=self.lang, topic="compound", state={}, message=message, acts=acts)

    def _finish(self, draft: _Draft) -> Example | None:
        message = draft.message
        if self.rng.random() > CLEAN_SHARE:
            message = add_noise(message, self.lang, self.rng, protect=_protected(draft.acts))
        if self.lang == "ru" and not draft.state and _closed(draft.acts) and self.rng.random() < LATIN_SHARE:
            message = transliterate(message)
        return self._example(draft, message)

    def _example(self, draft: _Draft, message: str) -> Example | None:
        """The example of a draft whose message is typed as `message`."""
        acts = in_order_of(draft.message, draft.acts, need=draft.state.get("need", ""))
        message = prepare(message)
        if not prices_of(draft.acts) <= set(numbers_in(message)):
            return None
        return Example(
            lang=self.lang,
            topic=draft.topic,
            prompt=render_prompt(message, self._context(draft)),
            plan=render_plan(in_case_of(message, acts)),
        )

    def _context(self, draft: _Draft) -> PlannerContext:
        state = dict(draft.state)
        if not state:
            if self.rng.random() < NEED_SHARE:
                state["need"] = self.rng.choice(self.filler.vocabulary("product"))[0]
            if self.rng.random() < LAST_SHARE:
                state["last"] = self.rng.choice([word for word in LAST_TOOLS if word != "compare"])
        return PlannerContext(
            need=state.get("need", ""),
            last_act=LAST_TOOLS.get(state.get("last", ""), ""),
            asked=state.get("asked", ""),
        )


def _can_join(line: BankLine) -> bool:
    if line.state or len(line.message) > 60:
        return False
    first = line.plan.split(" ", 1)[0]
    return first not in NO_CALL and first != "same" and ";" not in line.plan and ": " not in line.plan


def _protected(acts: Sequence[Act]) -> frozenset[str]:
    """Words whose spelling the plan repeats as given: brands."""
    brands = [
        act.fact.value for act in acts if isinstance(act, Prefer) and act.fact.facet == "brand" and act.fact.value
    ]
    return frozenset(word.casefold() for brand in brands for word in brand.split())


def _closed(acts: Sequence[Act]) -> bool:
    return all(isinstance(act, Plain) for act in acts)
