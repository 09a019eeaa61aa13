"""Names and addresses by a linear model of words in their order (a conditional random field), beside the rules.

Rules know what somebody thought of; the model has learnt from labelled messages how people write, and finds what no rule foresaw.
`podbor bench train-redaction` writes its file.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from podbor.core.redaction.address_words import SPELLED
from podbor.core.redaction.english_things import PETS
from podbor.core.redaction.features import Piece, features, pieces_of
from podbor.core.redaction.morphology import mostly
from podbor.core.redaction.name_words import brands_in, said_in
from podbor.core.redaction.spans import Kind, Span, apart, blanked

FILE = Path(__file__).with_name("tagger.crfsuite")
TAGGED: tuple[Kind, ...] = ("address", "name")
SURE = 0.3
"""How likely a word must be of a kind to be taken for it."""
MEASURED = re.compile(
    r"\d\s?(?:сот(?:ок|к\w)|га|метр\w*|градус\w*|кг|мл|см|мм|вт|kg|ml|cm|mm|metres?|meters?|acres?|degrees?|inch\w*|pcs)\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(rf"\d|\b{SPELLED}\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
LONGEST_WORD = 30
FUNCTION_WORDS = ("VERB", "INFN", "ADVB", "PRCL", "CONJ", "PREP", "NPRO", "INTJ")
"""Parts of speech, as OpenCorpora calls them, of which no name is."""
NO_NAMES = frozenset(
    "pls plz hmu thx tbh lol omg asap fyi btw idk guest gran's grandma's mum's mom's upc ean sku снилс инн пжл спс "
    "january february march april may june july august september october november december".split()
)
"""What is written as a name at times and is none, months unless a name stands beside them."""
_LOCK = Lock()


def with_tagged(text: str, spans: Sequence[Span], *, file: Path = FILE) -> list[Span]:
    """Return the spans that rules found with those of the model, names and addresses made whole where both found a part."""
    taken = [span for span in spans if span.kind not in TAGGED]
    tagged = [span for span in _tagged(blanked(text, taken), file) if _is_likely(text, span)]
    names = [span for span in spans if span.kind == "name"]
    addresses = apart(
        [span for span in spans if span.kind == "address"]
        + [_without_ends(text, span, names) for span in tagged if span.kind == "address"]
    )
    names = [
        span for span in (*names, *(span for span in tagged if span.kind == "name")) if not _meets(span, addresses)
    ]
    return [*taken, *addresses, *apart(names)]


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _without_ends(text: str, address: Span, names: Sequence[Span]) -> Span:
    """The address without a name at its beginning or its end: "R. Ozal, 4 Mill Road"."""
    start, end = address.start, address.end
    for name in names:
        if name.start <= start < name.end < end:
            start = end - len(text[name.end : end].lstrip(" ,;.)—–-"))
        elif start < name.start < end <= name.end:
            end = len(text[: name.start].rstrip(" ,;.(—–-"))
    return Span(start=start, end=end, kind="address")


def _is_likely(text: str, span: Span) -> bool:
    """Whether an address has a word and a number that measures nothing; whether a name is no brand of the lists and no pet's."""
    said = text[span.start : span.end]
    if span.kind == "address":
        numbered = NUMBERED.search(said) is not None and WORD.search(NUMBERED.sub("", said)) is not None
        return numbered and MEASURED.search(text, span.start, span.end) is None
    before = re.search(r"(\w+) $", text[max(0, span.start - LONGEST_WORD) : span.start])
    if before is not None and (
        before[1].lower() in PETS or any(said_in(before[1], kind) for kind in ("ru_animals", "ru_holy"))
    ):
        return False
    tokens = WORD.findall(said)
    if not tokens or re.search(r"\d", said) or all(_is_function_word(token.lower()) for token in tokens):
        return False
    return range(len(tokens)) not in brands_in(tokens)


def _is_function_word(word: str) -> bool:
    return word in NO_NAMES or any(mostly(word, part) for part in FUNCTION_WORDS)


def _tagged(text: str, file: Path) -> Iterator[Span]:
    """The spans of the model: pieces in a row that are likely of one kind."""
    pieces = pieces_of(text)
    kinds = _kinds(pieces, file) if pieces else []
    at = 0
    while at < len(pieces):
        kind, end = kinds[at][0], at + 1
        while kind and end < len(pieces) and kinds[end] == (kind, False):
            end += 1
        if kind:
            yield Span(start=pieces[at].start, end=pieces[end - 1].end, kind=kind)
        at = end


def _kinds(pieces: Sequence[Piece], file: Path) -> list[tuple[Kind | None, bool]]:
    """What each piece is likely of, and whether it rather begins one than goes on."""
    with _LOCK:
        tagger = _tagger(file)
        tagger.set(features(pieces))
        return [_kind(tagger, at) for at in range(len(pieces))]


def _kind(tagger: Any, at: int) -> tuple[Kind | None, bool]:
    begins = {kind: tagger.marginal(f"B-{kind}", at) for kind in TAGGED}
    within = {kind: begins[kind] + tagger.marginal(f"I-{kind}", at) for kind in TAGGED}
    kind = max(TAGGED, key=lambda kind: within[kind])
    return (kind if within[kind] >= SURE else None), begins[kind] * 2 > within[kind]


@cache
def _tagger(file: Path) -> Any:
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open(str(file))
    return tagger
