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
