from pathlib import Path

import pytest

from podbor.core.errors import SetupError
from podbor.core.settings import SERVICES, Settings

SERVICE = '{"title_ru": "Я", "title_en": "I", "eta_minutes": 5, "delivery_fee": 0, "minimum_order": 0}'


@pytest.fixture(autouse=True)
def _away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no `.env`."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PODBOR_SLATE_SIZE", "abc", "PODBOR_SLATE_SIZE: got 'abc'; valid: integer"),
        ("PODBOR_PLANNER", "gpt", "PODBOR_PLANNER: got 'gpt'; valid: 'embedded' or 'openai'"),
        ("PODBOR_PRIVACY_DELTA", "3", "PODBOR_PRIVACY_DELTA: got '3'; valid: less than 1"),
        ("PODBOR_REQUIRE_CONSENT", "maybe", "PODBOR_REQUIRE_CONSENT: got 'maybe'; valid: boolean"),
        ("PODBOR_SERVICES", "kuper", "PODBOR_SERVICES: got 'kuper'; valid: a JSON object"),
        ("PODBOR_SERVICES", "[]", "PODBOR_SERVICES: valid: dictionary"),
        ("PODBOR_SERVICES__KUPER__TITLE_RU", "Купер", "PODBOR_SERVICES__KUPER__TITLE_EN is missing"),
        ("PODBOR_SERVICES__KUPER__ETA_MINUTES", "x", "PODBOR_SERVICES__KUPER__ETA_MINUTES: got 'x'; valid: integer"),
        ("PODBOR_SLATE_SIZE", "0", "PODBOR_SLATE_SIZE: got '0'; valid: greater than or equal to 1"),
        ("PODBOR_MAX_CALLS", "-1", "PODBOR_MAX_CALLS: got '-1'; valid: greater than or equal to 1"),
        ("PODBOR_MAX_MESSAGE_CHARS", "0", "PODBOR_MAX_MESSAGE_CHARS: got '0'; valid: greater than or equal to 1"),
        ("PODBOR_TURN_DEADLINE_S", "0", "PODBOR_TURN_DEADLINE_S: got '0'; valid: greater than 0"),
        ("PODBOR_OPENAI_TIMEOUT_S", "-3", "PODBOR_OPENAI_TIMEOUT_S: got '-3'; valid: greater than 0"),
        ("PODBOR_PLANNER_THREADS", "0", "PODBOR_PLANNER_THREADS: got '0'; valid: greater than or equal to 1"),
        ("PODBOR_ASK_BELOW", "-0.1", "PODBOR_ASK_BELOW: got '-0.1'; valid: greater than or equal to 0"),
        (
            "PODBOR_RETENTION_DAYS",
            "9999999",
            "PODBOR_RETENTION_DAYS: got '9999999'; valid: less than or equal to 36500",
        ),
        ("PODBOR_SERVICES__KUPER", '{"a":', "PODBOR_SERVICES__KUPER: got '{\"a\":'; valid: a JSON object"),
        ("PODBOR_SERVICES", "{}", "PODBOR_SERVICES: valid: a JSON object of one service or more"),
        ("PODBOR_DATABASE_URL", "nonsense", "PODBOR_DATABASE_URL: valid: sqlite:///FILE or postgresql+psycopg://"),
        ("PODBOR_DATABASE_URL", "mysql://u:s3cret@h/d", "PODBOR_DATABASE_URL: valid: sqlite:///FILE or postgresql"),
        ("PODBOR_DATABASE_URL", "postgresql+psycopg2://u:s3cret@h/d", "PODBOR_DATABASE_URL: valid: sqlite:///FILE"),
        ("PODBOR_DATABASE_URL", "postgresql://u:p@s3cret@h/d", "with %40 for an @ in the password"),
        ("PODBOR_DATABASE_URL", "postgresql://u:s3cret", "PODBOR_DATABASE_URL: valid: sqlite:///FILE"),
        ("PODBOR_DATABASE_URL", "sqlite://podbor.db", "PODBOR_DATABASE_URL: valid: sqlite:///FILE"),
        (
            "PODBOR_DATABASE_URL",
            "PostgreSQL+psycopg2://u:s3cret@h/d",
            "or postgresql+psycopg://USER:PASSWORD@HOST/NAME",
        ),
        ("PODBOR_QDRANT_URL", "grpc://qdrant:6334", "PODBOR_QDRANT_URL: valid: http://HOST:PORT or https://HOST"),
        ("PODBOR_QDRANT_URL", "qdrant:port", "PODBOR_QDRANT_URL: valid: http://HOST:PORT or https://HOST"),
        ("PODBOR_EMBEDDINGS_URL", "gpu:8000", "PODBOR_EMBEDDINGS_URL: valid: http://HOST:PORT or https://HOST"),
        ("PODBOR_QDRANT_URL", "http://qdrant:port", "PODBOR_QDRANT_URL: valid: http://HOST:PORT"),
        ("PODBOR_EMBEDDINGS_URL", "https://", "PODBOR_EMBEDDINGS_URL: valid: http://HOST:PORT"),
        ("PODBOR_OPENAI_BASE_URL", "u:s3cret@gpu/v1", "PODBOR_OPENAI_BASE_URL: valid: http://HOST:PORT"),
        ("PODBOR_HOME", "~nobody-of-this-name/podbor", "PODBOR_HOME: got '~nobody-of-this-name/podbor'; valid: path"),
    ],
)
def test_a_wrong_value_names_its_variable_and_what_is_valid(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SetupError) as raised:
        Settings()
    assert said in str(raised.value)
    assert variable in raised.value.mend or "TITLE_EN" in said
    assert "pydantic" not in str(raised.value)
    assert "s3cret" not in f"{raised.value} {raised.value.__cause__}"


def test_every_wrong_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODBOR_SLATE_SIZE", "abc")
    monkeypatch.setenv("PODBOR_PLANNER", "gpt")
    with pytest.raises(SetupError, match="PODBOR_PLANNER.*PODBOR_SLATE_SIZE"):
        Settings()


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().services == SERVICES
    monkeypatch.setenv("PODBOR_QDRANT_URL", "http://localhost:6333")
    monkeypatch.setenv("PODBOR_SERVICES", f'{{"mine": {SERVICE}}}')
    assert Settings().qdrant_url == "http://localhost:6333"
    assert set(Settings().services) == {"mine"}
    monkeypatch.setenv("PODBOR_SERVICES__MINE__TITLE_RU", "Мы")
    assert Settings().services["mine"].title_ru == "Мы"
    Path(".env").write_text(f'PODBOR_SLATE_SIZE=7\nPODBOR_SERVICES={{"other": {SERVICE}}}')
    assert Settings().slate_size == 7
    assert set(Settings().services) == {"mine", "other"}
    assert Settings(slate_size=3).slate_size == 3
    assert Settings(_env_file=None).slate_size == 5  # type: ignore[call-arg]


def test_a_wrong_value_of_the_file_names_its_variable() -> None:
    Path(".env").write_text("PODBOR_SERVICES=kuper")
    with pytest.raises(SetupError, match="PODBOR_SERVICES: got 'kuper'; valid: a JSON object"):
        Settings()


@pytest.mark.parametrize(
    ("value", "opened"),
    [
        ("postgres://u:p%40ss@h/d?host=%2Ftmp", "postgresql+psycopg://u:p%40ss@h/d?host=%2Ftmp"),
        ("postgresql://u@h:5433/d", "postgresql+psycopg://u@h:5433/d"),
        ("postgresql+psycopg:///d", "postgresql+psycopg:///d"),
        ("POSTGRESQL://U:P@h/D", "postgresql+psycopg://U:P@h/D"),
        ("PostgreSQL+Psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("SQLite:///Shop.db", "sqlite:///Shop.db"),
        ("sqlite:///shop%20one.db", "sqlite:///shop%20one.db"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_a_server_is_asked_for_by_any_of_its_usual_names(
    monkeypatch: pytest.MonkeyPatch, value: str, opened: str
) -> None:
    monkeypatch.setenv("PODBOR_DATABASE_URL", value)
    assert Settings().profile_url == Settings().catalog_url == opened


@pytest.mark.parametrize(
    ("value", "key", "opened"),
    [
        ("qdrant:6333", "", "http://qdrant:6333"),
        ("localhost", "", "http://localhost"),
        ("127.0.0.1:6333/shop", "", "http://127.0.0.1:6333/shop"),
        ("[::1]:6333", "", "http://[::1]:6333"),
        ("cluster.example:6333", "s3cret", "https://cluster.example:6333"),
        ("http://localhost:6333", "s3cret", "http://localhost:6333"),
        ("HTTPS://cluster.example", "", "HTTPS://cluster.example"),
    ],
)
def test_a_host_alone_is_a_qdrant_server(monkeypatch: pytest.MonkeyPatch, value: str, key: str, opened: str) -> None:
    monkeypatch.setenv("PODBOR_QDRANT_URL", value)
    monkeypatch.setenv("PODBOR_QDRANT_API_KEY", key)
    assert Settings().qdrant_url == opened


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "DATABASE_URL", "QDRANT_URL", "EMBEDDINGS_URL", "PLANNER_GGUF", "SERVICES", "OPENAI_API_KEY"):
        monkeypatch.setenv(f"PODBOR_{name}", "")
    Path(".env").write_text("PODBOR_PLANNER_ADAPTER=\nPODBOR_SLATE_SIZE=")
    assert Settings() == Settings(_env_file=None)  # type: ignore[call-arg]
    assert Settings().home.name == "podbor"
    assert Settings().planner_gguf is Settings().planner_adapter is Settings().database_url is None
    assert Settings().openai_api_key.get_secret_value() == "EMPTY"


def test_paths_are_absolute_and_the_home_folder_is_written_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    monkeypatch.setenv("PODBOR_HOME", "~/podbor")
    Path(".env").write_text("PODBOR_PLANNER_GGUF=models/some.gguf\nPODBOR_PLANNER_ADAPTER=~/adapter")
    settings = Settings()
    assert settings.home == tmp_path / "anna" / "podbor"
    assert settings.planner_gguf == tmp_path / "models" / "some.gguf"
    assert settings.planner_adapter == tmp_path / "anna" / "adapter"
    assert Settings(home=Path("here")).home == tmp_path / "here"


@pytest.mark.parametrize("below", ["", "/podbor"])
def test_a_file_is_no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PODBOR_HOME", f"{tmp_path}/file{below}")
    with pytest.raises(SetupError, match=r"PODBOR_HOME: got '.*/file.*'; valid: path of a folder"):
        Settings()


def test_an_address_is_shown_without_its_password() -> None:
    def shown(url: str) -> str:
        return Settings(openai_base_url=url).openai_address

    assert shown("https://anna:s3@cret@gpu:8000/v1") == "https://***@gpu:8000/v1"
    assert shown("http://gpu:8000/v1/@me") == "http://gpu:8000/v1/@me"
