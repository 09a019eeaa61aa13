"""ReDial as published (one dialogue a line), and IARD, whose dialogues are ReDial's: films people recommended to each other.

Source: Li et al., Towards Deep Conversational Recommendations, NeurIPS 2018.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from podbor.core.errors import InputError
from podbor.evals.external.iard import TITLE, plain
from podbor.evals.external.moments import Moment, Titles
from podbor.evals.external.transcript import Said, moments_of
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8

MENTION = re.compile(r"@(\d+)")
NAMED = re.compile(r"@(\d+)\s*<")


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    worker: int = Field(alias="senderWorkerId")
    text: str


class _Dialogue(BaseModel):
    """`movieMentions` is an empty list, and not an empty object, where no film was named."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    conversation: str = Field(alias="conversationId", coerce_numbers_to_str=True)
    recommender: int = Field(alias="respondentWorkerId")
    mentions: dict[str, str | None] | list[str] = Field(alias="movieMentions")
    messages: list[_Message]

    @property
    def titles(self) -> dict[str, str]:
        named = self.mentions if isinstance(self.mentions, dict) else {}
        return {item: title or item for item, title in named.items()}


def read_redial(path: Path) -> tuple[list[Moment], Titles]:
    """Read the moments and the films of all dialogues. Raises InputError with the line where the file is neither form."""
    text = read_utf8(path)
    if text.lstrip().startswith('{"conversationId') or '"movieMentions"' in text[:100_000]:
        return _redial(path, text)
    return _iard(path, text)


def _redial(path: Path, text: str) -> tuple[list[Moment], Titles]:
    moments: list[Moment] = []
    titles: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            dialogue = _Dialogue.model_validate_json(line)
        except ValidationError as error:
            raise InputError(file=str(path), line=number, field="dialogue", reason=first_mistake(error)) from error
        titles |= dialogue.titles
        moments += moments_of(dialogue.conversation, _said(dialogue))
    return moments, titles


def _said(dialogue: _Dialogue) -> Iterator[Said]:
    titles = dialogue.titles
    for message in dialogue.messages:
        yield Said(
            by_recommender=message.worker == dialogue.recommender,
            text=MENTION.sub(lambda found: titles.get(found[1], ""), message.text),
            items=tuple(item for item in MENTION.findall(message.text) if item in titles),
        )


def _iard(path: Path, text: str) -> tuple[list[Moment], Titles]:
    moments: list[Moment] = []
    titles: dict[str, str] = {}
    try:
        for key, dialogue in json.loads(text).items():
            utterances: Mapping[str, Any] = dialogue["dialogue_info"]
            for utterance in utterances.values():
                titles |= _named(utterance["utterance_text"])
            moments += moments_of(key, map(_utterance, utterances.values()))
    except (json.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
        reason = f"neither ReDial's lines nor IARD's object: {type(error).__name__} {error}"
        raise InputError(file=str(path), line=0, field="dialogues", reason=reason) from error
    return moments, titles


def _utterance(utterance: Mapping[str, Any]) -> Said:
    text = utterance["utterance_text"]
    return Said(by_recommender=utterance["role"] == "recommender", text=plain(text), items=tuple(_named(text)))


def _named(text: str) -> dict[str, str]:
    pairs = zip(NAMED.findall(text), TITLE.findall(text), strict=False)
    return {item: title.strip() for item, title in pairs}
