"""podbor profile …: what is remembered about a shopper, and taking it back."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias
from uuid import uuid4

import typer

from podbor.cli.values import named
from podbor.core.errors import InputError
from podbor.core.vocabulary import LOCALES, Locale

if TYPE_CHECKING:
    from podbor.core.ports import PersonalDataStore
    from podbor.core.preferences import Profile
    from podbor.core.settings import Settings
    from podbor.memory.store import SqlProfileStore
    from podbor.memory.turns import TurnFacts

app = typer.Typer(help="Show, edit, export and erase what is remembered about a shopper.", no_args_is_help=True)
NO_THREAD = "profile"
User: TypeAlias = Annotated[str, typer.Option("--user", "-u", callback=named, help="whose profile")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="print one object")]


@app.command()
def show(
    user: User,
    language: Annotated[Locale, typer.Option("--language", "-l", help="of the summary")] = "ru",
    as_json: Json = False,
) -> None:
    """Show the lasting facts in force: in sentences, and one by one, each with the words and the date it comes from."""
    from podbor.memory.summary import facts

    settings, store = _open()
    profile = store.profile(user, thread_id=NO_THREAD, now=datetime.now(UTC))
    remembered = facts(profile)
    if as_json:
        summary = {locale: _summary(settings, profile, locale) for locale in LOCALES}
        _print({"user": user, "summary": summary, "facts": [fact.to_json() for fact in remembered]})
        return
    for sentence in _summary(settings, profile, language):
        typer.echo(sentence)
    for fact in remembered:
        said = fact.to_json()
        what = " ".join(str(said[key]) for key in ("stance", "facet", "value", "verdict", "item_id") if key in said)
        typer.echo(f'{fact.fact_id}  {what}  {fact.scope}  "{fact.utterance}"  {fact.said_at:%Y-%m-%d %H:%M}')
    if not remembered:
        typer.echo("nothing is remembered")


@app.command()
def undo(user: User, as_json: Json = False) -> None:
    """Take back the last message that changed the profile, in whatever conversation it was said."""
    from podbor.memory.retractions import taken_back, undo_events

    _, store = _open()
    log = store.events(user)
    events = store.append(undo_events(log, _turn(user, "podbor profile undo"), anywhere=True))
    _print_taken(taken_back(log, events), as_json)


@app.command()
def remove(
    fact_id: Annotated[str, typer.Argument(help="as `show` prints it")], user: User, as_json: Json = False
) -> None:
    """Take back one fact and nothing else."""
    from podbor.memory.retractions import remove_fact, taken_back

    _, store = _open()
    log = store.events(user)
    events = store.append(remove_fact(log, _turn(user, "podbor profile remove"), fact_id))
    if not events:
        raise InputError(
            file="arguments", line=0, field="fact_id", reason=f"{fact_id!r} is not in force; see: podbor profile show"
        )
    _print_taken(taken_back(log, events), as_json)


@app.command()
def consent(
    user: User, withdraw: Annotated[bool, typer.Option("--withdraw", help="take the consent back")] = False
) -> None:
    """Record that a shopper agrees to lasting memory, or no longer does. It matters where PODBOR_REQUIRE_CONSENT is on."""
    from podbor.memory.consent import CONSENT_TEXT

    _, store = _open()
    now = datetime.now(UTC)
    if withdraw:
        typer.echo("withdrawn" if store.consents.withdraw(user, at=now) else "there was none")
        return
    store.consents.give(user, text_version=CONSENT_TEXT, at=now)
    typer.echo("given")


@app.command()
def export(user: User) -> None:
    """Print everything held about a shopper as one JSON object."""
    asyncio.run(_export(user))


@app.command()
def erase(user: User, yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False) -> None:
    """Delete everything held about a shopper, everywhere. It cannot be taken back."""
    if not yes:
        typer.confirm(f"Erase everything about {user}?", abort=True)
    asyncio.run(_erase(user))


@app.command()
def purge(
    days: Annotated[
        int | None, typer.Option(min=1, max=36_500, help="older than so many days; PODBOR_RETENTION_DAYS by default")
    ] = None,
    as_json: Json = False,
) -> None:
    """Delete, of all shoppers, what is past its time: old conversations, what was said for one only, what was taken back."""
    from podbor.agent.assembly import purge as purge_stores
    from podbor.core.settings import Settings

    settings = Settings()
    before = datetime.now(UTC) - timedelta(days=days or settings.retention_days)
    gone = asyncio.run(purge_stores(settings, before))
    if as_json:
        _print({"before": before.isoformat(timespec="seconds"), "deleted": gone})
        return
    for name, count in gone.items():
        typer.echo(f"{name}: {count} deleted")


@app.command()
def scan(user: User, as_json: Json = False) -> None:
    """Search every store for a shopper and print hits a store. Exit status 1 when there are any."""
    hits = asyncio.run(_scan(user))
    if as_json:
        _print({"user": user, "hits": hits})
    else:
        for name, count in hits.items():
            typer.echo(f"{name}: {count}")
    raise typer.Exit(1 if any(hits.values()) else 0)


async def _export(user: str) -> None:
    async with _personal_data() as stores:
        _print({"user": user, **{store.name: await store.export(user) for store in stores}})


async def _erase(user: str) -> None:
    from podbor.memory import erase_everywhere

    async with _personal_data() as stores:
        async for name, count in erase_everywhere(stores, user):
            typer.echo(f"{name}: {count} erased")


async def _scan(user: str) -> dict[str, int]:
    async with _personal_data() as stores:
        return {store.name: await store.scan(user) for store in stores}


@asynccontextmanager
async def _personal_data() -> "AsyncIterator[list[PersonalDataStore]]":
    from podbor.agent.assembly import open_personal_data

    settings, _ = _open()
    async with open_personal_data(settings) as stores:
        yield stores


def _open() -> "tuple[Settings, SqlProfileStore]":
    from podbor.agent.assembly import open_profiles
    from podbor.core.settings import Settings

    settings = Settings()
    return settings, open_profiles(settings)


def _summary(settings: "Settings", profile: "Profile", locale: Locale) -> list[str]:
    from podbor.agent.assembly import open_catalog
    from podbor.agent.narration.summary import summary_lines
    from podbor.agent.narration.voice import Voice
    from podbor.core.terms import Terms
    from podbor.tools.catalog.kinds import KindVocabulary

    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=settings.services)
    named = [event.item_id for event in profile.active if event.item_id]
    items = open_catalog(settings).items(named) if named else {}
    return summary_lines(voice, profile.active, {item_id: voice.title(item) for item_id, item in items.items()})


def _turn(user: str, utterance: str) -> "TurnFacts":
    from podbor.memory.turns import TurnFacts

    return TurnFacts(user_id=user, thread_id=NO_THREAD, turn_id=uuid4().hex, at=datetime.now(UTC), utterance=utterance)


def _print_taken(taken: tuple[Any, ...], as_json: bool) -> None:
    from podbor.cli.ask import event_json

    if as_json:
        _print({"taken_back": [event_json(event) for event in taken]})
        return
    for event in taken:
        change = event.change
        what = f"{change.stance} {change.facet} {change.value}" if change else event.type
        typer.echo(f'taken back: {what}, said in "{event.utterance}"')
    if not taken:
        typer.echo("nothing to take back")


def _print(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
