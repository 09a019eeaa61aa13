"""What tests share: a prepared demo home, built once a session; and no network beyond this machine."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbor.core.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


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
    shutil.copytree(demo_home, home, symlinks=True)
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
