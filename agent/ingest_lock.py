"""One filler of a catalogue at a time: matching reads the products that are there, then writes new ones."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from filelock import FileLock
from sqlalchemy import func, select

from podbor.core.database import open_engine
from podbor.core.settings import Settings

LOCK = "ingest.lock"
KEY = "podbor: ingest"
"""Names the lock in PostgreSQL. No shopper can be called so: their names, which are locked too, have no spaces."""


@contextmanager
def ingest_lock(settings: Settings) -> Iterator[None]:
    """Wait for the others that fill this catalogue, then keep them out: of this home, and of homes with the same PostgreSQL.

    It is taken before the lock of `tools/index/prepare.py`, never while that one is held.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.home / LOCK), ExitStack() as stack:
        engine = open_engine(settings.catalog_url)
        # The lock lasts as long as its session, which ends here and not in a pool.
        stack.callback(engine.dispose)
        if engine.dialect.name == "postgresql":
            session = stack.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
            session.execute(select(func.pg_advisory_lock(func.hashtextextended(KEY, 0))))
        yield
