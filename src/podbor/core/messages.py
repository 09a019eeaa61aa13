"""Bilingual messages: Project Fluent files, with Russian and English plurals, numbers and money."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import MAX_PART_LENGTH
from fluent.runtime.types import FluentType

from podbor.core.errors import PodborError
from podbor.core.vocabulary import LOCALES, Locale

Fact: TypeAlias = str | int | float
KOPECKS = 100


class _LongText(str, FluentType):
    """A fact of any length. Fluent refuses long ones, which templates of strangers could multiply; ours cannot."""

    def format(self, locale: Any) -> "_LongText":  # type: ignore[override]
        return self


class MessageError(PodborError):
    """A message is missing, or lacks a variable: a bug in a template or its caller, never shown as half a sentence."""


def format_money(kopecks: int, locale: Locale) -> str:
    """Format kopecks: 8900 → "89 ₽" or "₽89"; kopecks are shown only where there are some."""
    amount = format_decimal(kopecks / KOPECKS, "#,##0.00" if kopecks % KOPECKS else "#,##0", locale=locale)
    return f"{amount} ₽" if locale == "ru" else f"₽{amount}"


def format_number(number: float, locale: Locale) -> str:
    """Format a number with up to two decimals: 1234.5 → "1 234,5" or "1,234.5"."""
    return str(format_decimal(number, "#,##0.##", locale=locale))


class Messages:
    """The messages of one folder that holds `ru.ftl` and `en.ftl`.

    Money is passed in kopecks and formatted in the template by `MONEY($price)`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def format(self, locale: Locale, message_id: str, facts: Mapping[str, Fact] | None = None) -> str:
        """Render a message strictly. Raises MessageError when it, or a variable it uses, is missing."""
        bundle = _bundle(self._folder, locale)
        if not bundle.has_message(message_id):
            raise MessageError(f"no message {message_id!r} in {locale}")
        pattern = bundle.get_message(message_id).value
        if pattern is None:
            raise MessageError(f"message {message_id!r} in {locale} is empty")
        text, errors = bundle.format_pattern(pattern, {name: _passed(fact) for name, fact in (facts or {}).items()})
        if errors:
            raise MessageError(f"message {message_id!r} in {locale}: {errors[0]}")
        return str(text)

    def has(self, message_id: str) -> bool:
        """Whether the message exists in every language."""
        return all(_bundle(self._folder, locale).has_message(message_id) for locale in LOCALES)


def _passed(fact: Fact) -> Fact:
    return _LongText(fact) if isinstance(fact, str) and len(fact) > MAX_PART_LENGTH else fact


@cache
def load_messages(folder: Path) -> Messages:
    """The messages of a folder."""
    return Messages(folder)


@cache
def _bundle(folder: Path, locale: Locale) -> FluentBundle:
    """Parse a language once a process, when it is first spoken."""

    def money(kopecks: Any) -> Any:
        return format_money(int(kopecks), locale)

    bundle = FluentBundle([locale], functions={"MONEY": money}, use_isolating=False)
    bundle.add_resource(FluentResource((folder / f"{locale}.ftl").read_text(encoding="utf-8")))
    return bundle
