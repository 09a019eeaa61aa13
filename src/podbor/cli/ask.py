"""podbor ask: one message, one reply."""

import asyncio
import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podbor.cli.values import named

if TYPE_CHECKING:
    from podbor.agent.assistant import Answer

KOPECKS = 100


def ask(
    text: Annotated[str, typer.Argument(help="the message, in Russian or English")],
    user: Annotated[str, typer.Option("--user", "-u", callback=named, help="whose profile")] = "local",
    thread: Annotated[
        str | None, typer.Option("--thread", "-t", help="conversation to go on with; new when left out")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one object")] = False,
) -> None:
    """Answer one message and print the reply."""
    answer = asyncio.run(_ask(text, user, thread))
    typer.echo(json.dumps(answer_json(answer), ensure_ascii=False) if as_json else answer.reply)


async def _ask(text: str, user: str, thread: str | None) -> "Answer":
    from uuid import uuid4

    from podbor.agent.assembly import open_assistant
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings

    async with open_assistant(Settings(), progress=progress()) as assistant:
        return await assistant.ask(text, user_id=user, thread_id=thread or uuid4().hex)


def answer_json(answer: "Answer") -> dict[str, Any]:
    """Render an answer as the command line promises it; prices in roubles."""
    return {
        "reply": answer.reply,
        "locale": answer.locale,
        "slate": [
            {
                "position": position,
                "item_id": shown.item.item_id,
                "sid": shown.item.sid,
                "shelf": shelf,
                "title": shown.item.title.text(answer.locale),
                "brand": shown.item.brand,
                "allergens": sorted(shown.item.allergens | shown.item.traces),
                "diets": sorted(shown.item.diets),
                "reason": reason,
                "offers": [
                    {
                        "service": offer.service,
                        "price_rub": offer.price / KOPECKS,
                        "eta_minutes": offer.eta_minutes,
                        "in_stock": offer.in_stock,
                    }
                    for offer in shown.offers
                ],
            }
            for position, (shown, reason, shelf) in enumerate(
                zip(answer.slate.items, answer.reasons, answer.shelves, strict=True), start=1
            )
        ],
        "calls": [{"name": call.name, "args": call.args} for call in answer.calls],
        "events": [event_json(event) for event in answer.events],
        "timings_ms": answer.timings,
    }


def event_json(event: Any) -> dict[str, Any]:
    """Render a preference event; fields that its type does not use are left out."""
    rendered = {key: value for key, value in asdict(event).items() if value not in (None, (), [])}
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in rendered.items()}
