"""Consent to lasting memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine, Update, select, update
from sqlalchemy.orm import Session

from podbor.core.preferences import PreferenceEvent
from podbor.memory.tables import ConsentRow

LASTING_MEMORY = "lasting_memory"
CONSENT_TEXT = "2026-11"
"""Version of the notice that a shopper agrees to: the one in the chat's rules."""


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What a shopper agreed to: the version of the text shown, when, and when it was withdrawn."""

    user_id: str
    kind: str
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class SqlConsents:
    """The consents in the profile database. They are never overwritten: giving again adds a row."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, user_id: str, *, text_version: str, at: datetime, kind: str = LASTING_MEMORY) -> None:
        """Record a consent; the one in force, if any, ends with it."""
        with Session(self._engine) as session, session.begin():
            session.execute(_ended(user_id, kind).values(withdrawn_at=at))
            session.add(ConsentRow(user_id=user_id, kind=kind, text_version=text_version, given_at=at))

    def withdraw(self, user_id: str, *, at: datetime, kind: str = LASTING_MEMORY) -> bool:
        """Withdraw the consent in force. Returns whether there was one."""
        with Session(self._engine) as session, session.begin():
            ended = session.execute(_ended(user_id, kind).values(withdrawn_at=at).returning(ConsentRow.seq))
            return ended.first() is not None

    def active(self, user_id: str, *, kind: str = LASTING_MEMORY) -> Consent | None:
        """The consent in force, or None."""
        in_force = [c for c in self.history(user_id) if c.kind == kind and c.withdrawn_at is None]
        return in_force[-1] if in_force else None

    def history(self, user_id: str) -> tuple[Consent, ...]:
        """All consents of a shopper, oldest first."""
        query = select(ConsentRow).where(ConsentRow.user_id == user_id).order_by(ConsentRow.seq)
        with Session(self._engine) as session:
            return tuple(_consent(row) for row in session.scalars(query))


def for_the_conversation(event: PreferenceEvent) -> PreferenceEvent:
    """Return the event with what would last cut down to its conversation."""
    change = replace(event.change, scope="session") if event.change else None
    return replace(event, change=change, scope="session")


def _ended(user_id: str, kind: str) -> Update:
    return update(ConsentRow).where(
        ConsentRow.user_id == user_id, ConsentRow.kind == kind, ConsentRow.withdrawn_at.is_(None)
    )


def _consent(row: ConsentRow) -> Consent:
    return Consent(
        user_id=row.user_id,
        kind=row.kind,
        text_version=row.text_version,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
    )
