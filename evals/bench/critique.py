"""`podbor bench critique`: what a critique is worth, over the settings' catalogue.

A shopper has an item in mind, asks for its kind, and then says up to five true things that tell the item from the five shown, until
it is among them. The control says as many true things about *another* item of the kind; the baseline says nothing. The rank is
that in the whole list of the need, at the profile of the moment. Then: how much of a list is unseen after a critique that widens
what is admissible again, and how long it takes from a planned critique to the reply with the new list.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from statistics import fmean, median, quantiles
from typing import Any
from uuid import uuid4

from rich.console import Group
from rich.table import Table

from podbor.agent.assembly import Progress, no_progress, open_assistant
from podbor.agent.assistant import Answer, Assistant
from podbor.agent.nodes.household import people_of
from podbor.core.settings import Settings
from podbor.evals.bench.bare_talk import LOCALE, Talk, in_memory
from podbor.evals.bench.hidden_target import THREAD, Target
from podbor.evals.bench.random_dialogues import Call, Message
from podbor.testing import ScriptedPlanner, calls_message

CRITIQUES = 5
RANKED = 100
"""Ranks are looked for among so many; an item that is not there has the next one."""
CONDITIONS = ("true", "shuffled", "none")
FEWEST_OF_A_KIND = 12
TIMED = 3
"""Critiques of a conversation that is timed."""
CHEAPER: Call = ("critique", {"attribute": "price", "direction": "lower"})
DEARER: Call = ("critique", {"attribute": "price", "direction": "higher"})
FASTER: Call = ("critique", {"attribute": "delivery_time", "direction": "lower"})
VEGAN = {"facet": "diet", "value": "vegan"}
ONLY_VEGAN: Call = ("update_preferences", {"changes": [{**VEGAN, "stance": "require", "scope": "session"}]})
NOT_ONLY_VEGAN: Call = ("forget", {"what": VEGAN})
Calls = tuple[Call, ...]
RELAXING: dict[str, tuple[Calls, ...]] = {
    "dearer after cheaper": ((), (CHEAPER,), (DEARER,)),
    "vegan, then not only": ((ONLY_VEGAN,), (NOT_ONLY_VEGAN,)),
}
"""What is said with the need, and then; the last makes more admissible than before."""
UTTERANCE = "скажи"


def run(
    *, shoppers: int = 100, seed: int = 0, settings: Settings | None = None, progress: Progress = no_progress
) -> dict[str, Any]:
    """Return `{"shoppers", "rank": {condition: [a step]}, "unseen": {…}, "latency": {"lists", "p50_ms", "p95_ms"}}`.

    A step is `{"critiques", "mrr", "median_rank", "on_list"}`, the last the share of shoppers who see their item.
    """
    return asyncio.run(_run(shoppers, seed, settings or Settings(), progress))


def render(result: dict[str, Any]) -> Group:
    """Render for a terminal."""
    ranks = Table("critiques", title=f"{result['shoppers']} shoppers: MRR / median rank / target on the list")
    for condition in CONDITIONS:
        ranks.add_column(condition)
    for step in range(CRITIQUES + 1):
        cells = (result["rank"][condition][step] for condition in CONDITIONS)
        ranks.add_row(str(step), *(f"{c['mrr']:.3f} / {c['median_rank']:.0f} / {c['on_list']:.0%}" for c in cells))
    unseen = Table("a critique that relaxes", "lists", "not on the list before", "on none before")
    for name, found in result["unseen"].items():
        shares = (found["new"], found["unseen"])
        unseen.add_row(name, str(found["lists"]), *("–" if share is None else f"{share:.0%}" for share in shares))
    latency = result["latency"]
    return Group(
        ranks,
        unseen,
        f"critique to new list, planner apart: p50 {latency['p50_ms']:.0f} ms, p95 {latency['p95_ms']:.0f} ms "
        f"({latency['lists']} lists)",
    )


async def _run(shoppers: int, seed: int, settings: Settings, progress: Progress) -> dict[str, Any]:
    async with open_assistant(settings, planner=ScriptedPlanner([])) as assistant:
        bare = replace(assistant, profiles=in_memory())
        pairs = _targets(assistant, shoppers, Random(seed))
        ranks: dict[str, list[list[int]]] = {condition: [] for condition in CONDITIONS}
        unseen: dict[str, list[tuple[float, float]]] = {name: [] for name in RELAXING}
        for number, (target, decoy) in enumerate(pairs):
            for condition, told in zip(CONDITIONS, (target, decoy, None), strict=True):
                ranks[condition].append(await _ranks(bare, target, told, Random(f"{seed} {number}")))
            for name, (first, *steps) in RELAXING.items():
                opening = replace(target.opening(), calls=(*target.opening().calls, *first))
                unseen[name] += await _unseen(bare, opening, steps)
            progress("shoppers", number + 1, len(pairs))
        latency = await _latency(assistant, [target for target, _ in pairs])
    return {
        "shoppers": len(pairs),
        "rank": {condition: _steps(found, settings.slate_size) for condition, found in ranks.items()},
        "unseen": {name: _shares(found) for name, found in unseen.items()},
        "latency": latency,
    }


def _targets(assistant: Assistant, shoppers: int, rng: Random) -> list[tuple[Target, Target]]:
    """Items in stock of kinds with enough of them, each with another of its kind that the control is told of."""
    by_kind: dict[str, list[Target]] = {}
    items = sorted(assistant.catalog.iter_items(), key=lambda item: item.item_id)
    offers = assistant.catalog.offers([item.item_id for item in items])
    for item in items:
        in_stock = tuple(offer for offer in offers.get(item.item_id, ()) if offer.in_stock)
        if item.kind and in_stock:
            need = assistant.kinds.name(item.kind, LOCALE).lower()
            by_kind.setdefault(item.kind, []).append(Target(item=item, offers=in_stock, need=need))
    kinds = [targets for targets in by_kind.values() if len(targets) >= FEWEST_OF_A_KIND]
    drawn = (rng.sample(rng.choice(kinds), 2) for _ in range(shoppers)) if kinds else iter(())
    return [(target, decoy) for target, decoy in drawn]


async def _ranks(assistant: Assistant, target: Target, told: Target | None, rng: Random) -> list[int]:
    """Rank after 0 to 5 critiques that are true of `told`; who sees the target on the list says no more."""
    talk = Talk(assistant, f"shopper-{uuid4().hex}")
    await talk.say(target.opening())
    ranks = [_rank(talk, target)]
    for _ in range(CRITIQUES):
        shown = talk.shown(THREAD)[1].items
        found = target.item.item_id in {one.item.item_id for one in shown}
        said = None if told is None or found else told.critique(shown, rng)
        if said is not None:
            await talk.say(said)
            ranks.append(_rank(talk, target))
        else:
            ranks.append(ranks[-1])
    return ranks


def _rank(talk: Talk, target: Target) -> int:
    needs, _ = talk.shown(THREAD)
    profile = talk.profile(THREAD, people_of(needs))
    ranked = talk.assistant.recommender.recommend(needs, profile, size=RANKED, locale=LOCALE).items
    places = (place for place, one in enumerate(ranked, start=1) if one.item.item_id == target.item.item_id)
    return next(places, RANKED + 1)


def _steps(found: Sequence[Sequence[int]], size: int) -> list[dict[str, float]]:
    return [
        {
            "critiques": step,
            "mrr": round(fmean(1 / rank if rank <= RANKED else 0.0 for rank in ranks), 3),
            "median_rank": median(ranks),
            "on_list": round(fmean(rank <= size for rank in ranks), 3),
        }
        for step, ranks in enumerate(zip(*found, strict=True))
    ]


async def _unseen(assistant: Assistant, opening: Message, steps: Sequence[Calls]) -> list[tuple[float, float]]:
    """Shares of the last list that was not on the one before, and on none before; nothing where a step made no list."""
    talk = Talk(assistant, f"shopper-{uuid4().hex}")
    await talk.say(opening)
    lists = [_ids(talk)]
    for calls in steps:
        turn = await talk.say(Message(thread_id=THREAD, utterance=UTTERANCE, calls=calls))
        if not turn.listed or not _ids(talk):
            return []
        lists.append(_ids(talk))
    *before, last = lists
    seen = {item_id for shown in before for item_id in shown}
    return [(fmean(item_id not in before[-1] for item_id in last), fmean(item_id not in seen for item_id in last))]


def _shares(found: Sequence[tuple[float, float]]) -> dict[str, float | None]:
    new, unseen = ([round(fmean(shares), 3) for shares in zip(*found, strict=True)]) if found else (None, None)
    return {"lists": len(found), "new": new, "unseen": unseen}


def _ids(talk: Talk) -> list[str]:
    return [one.item.item_id for one in talk.shown(THREAD)[1].items]


async def _latency(assistant: Assistant, targets: Sequence[Target]) -> dict[str, float]:
    """The whole graph with its checkpoints and the log on disk; the planner's answer is there at once."""
    user, times = f"bench-{uuid4().hex}", []
    for target in targets:
        calls = (target.opening().calls[0], *(CHEAPER, FASTER, DEARER)[:TIMED])
        asked = replace(assistant, planner=ScriptedPlanner([calls_message(call) for call in calls]))
        thread = uuid4().hex
        answers: list[Answer] = [
            await asked.ask(UTTERANCE, user_id=user, thread_id=thread, locale=LOCALE) for _ in calls
        ]
        times += [answer.timings["total"] for answer in answers[1:] if answer.listed]
    await assistant.erase(user)
    return {
        "lists": len(times),
        "p50_ms": round(median(times), 1) if times else 0.0,
        "p95_ms": round(quantiles(times, n=20)[-1], 1) if len(times) > 1 else 0.0,
    }
