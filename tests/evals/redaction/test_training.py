from collections.abc import Iterator
from pathlib import Path

import pytest

from podbor.core.redaction.features import features, pieces_of
from podbor.core.redaction.spans import Span
from podbor.core.redaction.tagger import with_tagged
from podbor.evals.redaction import made_up, training
from podbor.evals.redaction.made_up import MakeUp, Message, in_words_of

TEXT = "отдайте Инне Зиминой, Лесная 14, кв 3"
MESSAGE = Message(text=TEXT, spans=(Span(start=8, end=20, kind="name"), Span(start=22, end=37, kind="address")))
FEW: dict[tuple[str, str], set[str]] = {
    ("Name", "masc"): {"иван", "тихон"},
    ("Name", "femn"): {"инна", "раиса"},
    ("Surn", "masc"): {"зимин", "вольский"},
    ("Patr", "masc"): {"ильич"},
    ("Geox", "masc"): {"омск"},
    ("Geox", "femn"): {"пермь"},
}


@pytest.fixture(autouse=True)
def few_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The whole dictionary takes half a minute to go through."""
    monkeypatch.setattr(made_up, "_normal_forms", lambda: FEW)
    made_up._dictionary.cache_clear()
    made_up._places.cache_clear()
    yield
    made_up._dictionary.cache_clear()
    made_up._places.cache_clear()


def test_others_stand_where_the_labels_say() -> None:
    others = [MakeUp(seed).other(MESSAGE) for seed in range(20)]
    assert all(other.text.lower().startswith("отдайте ") for other in others)
    assert len({other.text for other in others}) > 15
    for other in others:
        name, address = other.spans
        assert other.text[name.start : name.end].strip()
        assert other.text[address.start : address.end] == other.text[address.start :]


@pytest.mark.parametrize(
    ("number", "ru", "en"), [(7, "семь", "seven"), (121, "сто двадцать один", "one hundred twenty one")]
)
def test_numbers_are_said_in_words(number: int, ru: str, en: str) -> None:
    assert (in_words_of(number, "ru"), in_words_of(number, "en")) == (ru, en)


def test_labels_begin_and_go_on() -> None:
    pieces = pieces_of(TEXT)
    assert len(features(pieces)) == len(pieces)
    assert list(training.labels(pieces, MESSAGE.spans)) == [
        "O", "B-name", "I-name", "O", "B-address", "I-address", "I-address", "I-address", "I-address",
    ]  # fmt: skip


def test_what_is_learnt_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "PHRASES", 50)
    monkeypatch.setattr(training, "BASKETS", 50)
    file = tmp_path / "tagger.crfsuite"
    training.train([MESSAGE] * 20, file)
    found = with_tagged(TEXT, [], file=file)
    assert {span.kind for span in found} == {"name", "address"}
