from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.core.redaction.spans import Span
from podbor.evals.bench.redaction import Labelled, judge, part_of, read, run


def span(text: str, word: str, kind: str = "address") -> Span:
    start = text.index(word)
    return Span(start=start, end=start + len(word), kind=kind)  # type: ignore[arg-type]


def test_a_span_is_found_when_nothing_of_it_is_left_and_right_with_one_word_more() -> None:
    text = "живу на улице Ленина 5, кв 12 давно"
    message = Labelled(locale="ru", text=text, spans=(span(text, "Ленина 5, кв 12"),))
    whole = judge(message, [span(text, "улице Ленина 5, кв 12")])
    assert (whole.missed, whole.wrong) == ((), ())
    short = judge(message, [span(text, "Ленина 5, кв")])
    assert short.missed == message.spans
    assert short.wrong == ()
    assert judge(message, [span(text, "живу на улице Ленина 5, кв 12")]).wrong
    assert judge(message, [span(text, "Ленина 5, кв 12", "name")]).missed == message.spans


def test_the_set_is_as_large_as_its_readme_says() -> None:
    parts = [*read("validation"), *read("test")]
    assert len(parts) >= 300
    assert sum(not message.spans for message in parts) >= 100
    assert sum(message.locale == "ru" for message in parts) >= 150


def test_unknown_kinds_and_parts_are_named(tmp_path: Path) -> None:
    for locale in ("ru", "en"):
        (tmp_path / f"test.{locale}.txt").write_text("x {telephone|1}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"'telephone' is no kind; valid: email, card"):
        read("test", tmp_path)
    with pytest.raises(InputError, match="valid: validation, test"):
        part_of("train")


def test_redaction_holds_on_validation() -> None:
    report = run("validation")
    assert report["all"]["recall"] >= 0.97
    assert report["all"]["precision"] >= 0.95
    assert report["negatives"]["clean"] >= 0.95 * report["negatives"]["messages"]
