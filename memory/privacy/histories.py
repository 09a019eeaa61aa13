"""What each shopper took, read from the append-only log: the raw input of a release."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, Engine, and_, or_, select

from podbor.memory.consent import LASTING_MEMORY
from podbor.memory.log import RETRACTING, alive
from podbor.memory.privacy.contributions import History, Taken
from podbor.memory.rows import to_event
from podbor.memory.store import readable_errors
from podbor.memory.tables import ConsentRow, EventRow

READ_AT_ONCE = 1000


def histories(engine: Engine, *, require_consent: bool = False) -> Iterator[History]:
    """Stream one history a shopper: items accepted for good and not taken back since, in order of writing.

    A conversation is a basket. With `require_consent`, shoppers whose consent to lasting memory is not in force add nothing.
    """
    query = (
        select(*EventRow.__table__.columns)
        .where(or_(_accepted(), EventRow.type.in_(RETRACTING)))
        .order_by(EventRow.user_id, EventRow.seq)
    )
    if require_consent:
        consented = and_(ConsentRow.kind == LASTING_MEMORY, ConsentRow.withdrawn_at.is_(None))
        query = query.where(EventRow.user_id.in_(select(ConsentRow.user_id).where(consented)))
    with readable_errors(engine), engine.connect() as connection:
        rows = connection.execution_options(yield_per=READ_AT_ONCE).execute(query)
        for _, log in groupby(rows, key=lambda row: row.user_id):
            taken = tuple(
                Taken(item_id=event.item_id, basket=event.thread_id)
                for event in alive(to_event(row) for row in log)
                if event.item_id
            )
            if taken:
                yield taken


def _accepted() -> ColumnElement[bool]:
    return and_(
        EventRow.type == "feedback",
        EventRow.verdict == "accept",
        EventRow.scope == "lasting",
        EventRow.item_id.is_not(None),
        EventRow.facet.is_(None),
    )
