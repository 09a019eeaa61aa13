"""A recorded conversation as files: a scenario and the fixture it runs over."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from podbor.agent.assembly import open_catalog
from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.evals.dialogue.authoring.catalogue import cut_fixture
from podbor.evals.dialogue.authoring.conversations import read_conversation
from podbor.evals.dialogue.authoring.place import place
from podbor.evals.dialogue.authoring.recording import items_named, scenario_of
from podbor.evals.dialogue.loading import FIXTURES, load_cases
from podbor.evals.text_files import write_whole

WIDTH = 130


async def record_scenario(
    settings: Settings, folder: Path, scenario_id: str, *, user_id: str, thread_id: str | None
) -> list[Path]:
    """Write a stored conversation of a shopper into `folder`; the files written, the scenario first.

    Raises InputError on a thread that is not there, an id that is none, or a file that is there; nothing is written then.
    """
    path = place(folder, scenario_id)
    beside = folder / FIXTURES / path.name
    if beside.exists():
        raise InputError(file=str(beside), line=0, field="id", reason="is there already: give another id")
    conversation = await read_conversation(settings, user_id=user_id, thread_id=thread_id)
    fixture = cut_fixture(open_catalog(settings), items_named(conversation), about=f"Cut out for {scenario_id}.")
    items = {item.item_id: item for item in fixture.catalogue()[0]}
    scenario = scenario_of(conversation, items, scenario_id=scenario_id, fixture=scenario_id)
    write_whole({beside: as_yaml(fixture), path: as_yaml(scenario)})
    load_cases(path)
    return [path, beside]


def as_yaml(model: BaseModel) -> str:
    """A model as a file has it: what is left at its default is left out."""
    plain: dict[str, Any] = model.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None)
