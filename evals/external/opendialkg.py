"""OpenDialKG as published (CSV, the messages of a dialogue as JSON): what is recommended is the end of a walk over a graph.

Source: Moon et al., OpenDialKG: Explainable Conversational Reasoning with Attention-based Walks over Knowledge Graphs, ACL 2019.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from podbor.core.errors import InputError
from podbor.evals.external.moments import Moment, Titles
from podbor.evals.external.transcript import Said, moments_of
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8

MESSAGES = "Messages"
RECOMMENDER = "assistant"


class _Path(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    path: tuple[float, list[list[str]], str]


class _Message(BaseModel):
    """A chat message, or an action: the walk that the message after it talks about."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sender: str
    message: str = ""
    metadata: _Path | dict[str, Any] | None = None

    @property
    def walked_to(self) -> tuple[str, ...]:
        walk = self.metadata.path[1] if isinstance(self.metadata, _Path) else []
        return (walk[-1][-1],) if walk and walk[-1] else ()


def read_opendialkg(path: Path) -> tuple[list[Moment], Titles]:
    """Read the moments and the entities walked to. Raises InputError with the line of a row that is none of OpenDialKG's."""
    moments: list[Moment] = []
    titles: dict[str, str] = {}
    reading = TypeAdapter(list[_Message])
    with StringIO(read_utf8(path), newline="") as file:
        rows = csv.DictReader(file)
        if MESSAGES not in (rows.fieldnames or ()):
            reason = f"no such column; there are: {', '.join(rows.fieldnames or ()) or 'none'}"
            raise InputError(file=str(path), line=1, field=MESSAGES, reason=reason)
        for number, row in enumerate(rows):
            try:
                said = list(_said(reading.validate_json(row[MESSAGES])))
            except ValidationError as error:
                reason = first_mistake(error)
                raise InputError(file=str(path), line=rows.line_num, field=MESSAGES, reason=reason) from error
            titles |= {item: item for message in said for item in message.items}
            moments += moments_of(str(number), said)
    return moments, titles


def _said(messages: list[_Message]) -> Iterator[Said]:
    """The chat messages, each with where the walk before it led."""
    walked: tuple[str, ...] = ()
    for message in messages:
        if message.walked_to:
            walked = message.walked_to
        elif message.message:
            yield Said(by_recommender=message.sender == RECOMMENDER, text=message.message, items=walked)
            walked = ()
