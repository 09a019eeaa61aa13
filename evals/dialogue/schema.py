"""The JSON Schema of scenario and fixture files, and the reference of their fields, made from the models."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from podbor.core.vocabulary import LOCALES
from podbor.evals.dialogue.fixtures import Fixture
from podbor.evals.dialogue.scenario import Scenario
from podbor.evals.text_files import write_whole

SCENARIO_SCHEMA, FIXTURE_SCHEMA = "scenario.schema.json", "fixture.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
HEAD = """# Fields of scenarios and fixtures

Made from the models by `podbor eval schema`. How to write a scenario: evals.md.
"""


def schemas() -> dict[str, dict[str, Any]]:
    """File name to JSON Schema. In a scenario every text may also be `{ru: …, en: …}`."""
    return {
        SCENARIO_SCHEMA: {"$schema": DIALECT, **_bilingual(Scenario.model_json_schema())},
        FIXTURE_SCHEMA: {"$schema": DIALECT, **Fixture.model_json_schema()},
    }


def write_schemas(folder: Path, reference: Path) -> None:
    """Write the schemas into `folder` and the reference of the fields to `reference`."""
    texts = {folder / name: schema_text(schema) for name, schema in schemas().items()}
    write_whole({**texts, reference: fields_reference()})


def schema_text(schema: dict[str, Any]) -> str:
    """Render as it is published."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def fields_reference() -> str:
    """Markdown: a table of fields a model, scenario files first."""
    parts = [HEAD]
    for model, title in ((Scenario, "Scenario files"), (Fixture, "Fixture files")):
        schema = model.model_json_schema()
        parts.append(f"# {title}\n")
        parts += _sections(model, schema)
    return "\n".join(parts)


def _sections(model: type[BaseModel], schema: dict[str, Any]) -> Iterator[str]:
    for name, definition in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        if definition.get("type") != "object":
            continue
        about = " ".join(definition.get("description", "").split())
        required = set(definition.get("required", ()))
        rows = [
            f"| `{field}`{' *' if field in required else ''} | {_type(part)} | {part.get('description', '')} |"
            for field, part in definition.get("properties", {}).items()
        ]
        yield "\n".join([f"## {name}\n", f"{about}\n", "| field | type | |", "|---|---|---|", *rows, ""])


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in part:
        return " or ".join(dict.fromkeys(_type(one) for one in part["anyOf"] if one.get("type") != "null"))
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}"
    if part.get("maxProperties") == 1:
        return "{tool: {argument: value}}"
    return str(part.get("type", "any"))


def _bilingual(schema: dict[str, Any]) -> dict[str, Any]:
    """Let every free text, every list of free texts and every language be said a language."""
    definitions = {name: _texts(part) for name, part in schema.get("$defs", {}).items()}
    return {**_texts(schema), "$defs": {**definitions, "Text": _said(TEXT), "Texts": _said(TEXTS)}}


def _said(plain: dict[str, Any]) -> dict[str, Any]:
    versions = {
        "type": "object",
        "properties": dict.fromkeys(LOCALES, plain),
        "required": list(LOCALES),
        "additionalProperties": False,
    }
    return {"anyOf": [plain, versions]}


def _texts(part: Any) -> Any:
    if isinstance(part, list):
        return [_texts(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key in ("default", "description", "title")}
    plain = {key: value for key, value in part.items() if key not in kept}
    if plain == TEXT:
        return {**kept, "$ref": "#/$defs/Text"}
    if plain.get("enum") == list(LOCALES):
        return {**kept, **_said(plain)}
    if plain == {"type": "array", "items": TEXT}:
        return {**kept, "$ref": "#/$defs/Texts"}
    return {key: _texts(value) for key, value in part.items()}
