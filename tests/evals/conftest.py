"""Settings of measurements: a home of their own, embeddings kept between runs."""

import pytest

from podbor.core.settings import Settings


@pytest.fixture(scope="session")
def eval_settings(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Settings:
    home = tmp_path_factory.mktemp("eval-home")
    settings = Settings(home=home, _env_file=None)  # type: ignore[call-arg]
    settings.cache_dir.symlink_to(pytestconfig.cache.mkdir("podbor-embeddings"))
    return settings
