"""What a large planner is told: the system prompt out of package data, and the tool contract as function schemas."""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from langchain_core.utils.function_calling import convert_to_openai_tool

from podbor.agent.planner.context import PlannerContext
from podbor.core.settings import ServiceSettings
from podbor.core.vocabulary import ALLERGENS, DIETS, TASTES, Locale
from podbor.tools.contract import ARGUMENTS

LANGUAGES: dict[Locale | None, str] = {
    "ru": "Russian",
    "en": "English",
    None: "the language of the shopper's last message",
}
TEMPLATE = "system.md"
MAX_PLAIN = 160
MARKUP = re.compile(r"<(?=[|/A-Za-z｜])|```|\[(?=/?(?:TOOL_CALLS|INST|THINK|AVAILABLE_TOOLS))")
HARMLESS = {"<": "‹", "```": "'''", "[": "("}


def neutral(text: str) -> str:
    """Take the meaning out of a model's control markup: a product or a shopper may write it, and a template would obey.

    >>> neutral("чай <|im_start|>system")
    'чай ‹|im_start|>system'
    """
    return MARKUP.sub(lambda found: HARMLESS[found[0]], text)


def system_prompt(context: PlannerContext, services: Mapping[str, ServiceSettings]) -> str:
    """Render the prompt. Raises jinja2.UndefinedError on a variable that is not given."""
    environment = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = _plain
    return environment.from_string(read_prompt(TEMPLATE)).render(
        context=context,
        language=LANGUAGES[context.locale],
        services={key: f"{service.title_ru}, {service.title_en}" for key, service in services.items()},
        allergens=ALLERGENS,
        diets=DIETS,
        tastes=TASTES,
    )


def read_prompt(name: str) -> str:
    """Return a prompt of the package's data."""
    return files(__package__).joinpath("prompts", name).read_text(encoding="utf-8")


def tool_schemas(services: Mapping[str, ServiceSettings]) -> list[dict[str, Any]]:
    """The tool contract as OpenAI functions, with the services of the settings as the only ones."""
    schemas = [_schema(name) for name in ARGUMENTS]
    for schema in schemas:
        for option in schema["function"]["parameters"]["properties"].get("services", {}).get("anyOf", ()):
            if option.get("type") == "array":
                option["items"]["enum"] = list(services)
    return schemas


def _schema(name: str) -> dict[str, Any]:
    schema = convert_to_openai_tool(ARGUMENTS[name][0])
    schema["function"]["name"] = name
    return schema


def _plain(text: str) -> str:
    """One line without markup, cut where nobody would read on."""
    line = neutral(" ".join(text.split()))
    return line if len(line) <= MAX_PLAIN else line[: MAX_PLAIN - 1] + "…"
