"""Names and addresses by a linear model of words in their order (a conditional random field), beside the rules.

Rules know what somebody thought of; the model has learnt from labelled messages how people write, and finds what no rule foresaw.
`podbor bench train-redaction` writes its file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from podbor.core.morphology import has, mostly
from podbor.core.redaction.address_words import COMPONENT, CUE, SPELLED
from podbor.core.redaction.brands import brands_in
from podbor.core.redaction.company import beside, of_each, signature
from podbor.core.redaction.echoes import echoed_addresses, echoed_names, joined, parted
from podbor.core.redaction.ends import address_within, with_title
from podbor.core.redaction.english_people import modifies
from podbor.core.redaction.english_things import PETS
from podbor.core.redaction.english_tokens import tokens_of
from podbor.core.redaction.english_words import is_given, is_surname
from podbor.core.redaction.features import Piece, features, pieces_of
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_words import OWN_SURNAME
from podbor.core.redaction.russian_words import is_given as is_russian_given
from podbor.core.redaction.spans import Kind, Span, apart, blanked

FILE = Path(__file__).with_name("tagger.crfsuite")
TAGGED: tuple[Kind, ...] = ("address", "name")
SURE: Mapping[Kind, float] = {"address": 0.45, "name": 0.33}
"""How likely a word must be of a kind to be taken for it."""
POSSIBLE: Mapping[Kind, float] = {"address": 0.02, "name": 0.05}
"""How likely one must be for what the rules found to stay."""
POSSIBLE_LOWER = 0.01
"""How likely where they found it without a capital."""
AT_ENDS = 0.03
"""How likely a word must be that stands at an end of it."""
BESIDE = 0.35
"""How likely a word must be to go on with an address of the rules."""
MEASURED = re.compile(
    r"\d\s?(?:сот(?:ок|к\w)|га|метр\w*|градус\w*|кг|мл|см|мм|вт|шт\w*|пак\w*|уп|упак\w*|пач\w*|бут\w*|рул\w*|packs?|bags?|bottles?|rolls?|kg|ml|cm|mm|metres?|meters?|acres?|degrees?|inch\w*|pcs)\b",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r"(?<![\d.,])0[.,]\d|\d[.,]\d+\s?(?:мл|л|кг|г|гр|ml|l|kg|g)(?!\w)|"
    r"\d\s?(?:литр\w*|грамм\w*|гр|[гтмк]б|[мг]?гц|мач|дюйм\w*|квт|[gtmk]b|[mg]?hz|mah|litres?|liters?|grams?|oz|lbs?|kw|watts?)(?!\w)|"
    r"\d\s?[лгlg](?=\s*(?:$|[,;!?)]))",
    re.IGNORECASE,
)
"""A size or a weight, where no street, flat or office is named."""
NUMBERED = re.compile(rf"\d|\b{SPELLED}\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
NAME_AND_NUMBER = re.compile(rf"{WORD.pattern}\s\d{{1,2}}")
LONGEST_WORD = 30
NUMBERED_THING = re.compile(
    r"\b(?:order|serial|part|model|item|invoice|honor(?=\s\d)|заказ\w*|артикул\w*|модел\w*|сери[ияй])\b", re.IGNORECASE
)
FUNCTION_WORDS = ("VERB", "INFN", "ADVB", "PRCL", "CONJ", "PREP", "NPRO", "INTJ")
"""Parts of speech, as OpenCorpora calls them, of which no name is."""
NO_NAMES = frozenset(
    (
        "hr id bc u sr jr ooo ltd llc inc vat inn tin tel cell mob congrats merry xmas unlabelled cheque centre center card "
        "rude carry-in sms pin cvv юр физ пож-та пжста ип ооо самовывоз маркет маркете ё pls plz hmu thx tbh lol omg asap fyi "
        "btw idk guest gran's grandma's mum's mom's upc ean sku снилс инн пжл спс"
    ).split()
)
"""What is written as a name at times and is none, unless a name stands beside it; the model learns from words.yaml alone."""
ENGLISH_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
"""No names where the model alone thinks so."""
STREET_BEFORE = re.compile(
    r"(?<!\w)(?:пр(?:осп|-т)?\.|просп\w*|пр-т\w?|ул\.|улиц\w+|пер\.|переул\w+|бульвар\w*|площад[ьи]\w*|пл\.|наб\.|метро|м\.|"
    r"станци[яию]|мост\w*|шоссе|"
    r"ulits[ay]|prospekt|metro)\s?$",
    re.IGNORECASE,
)
TO_A_TOWN = re.compile(
    r"\b(?:deliver\w*|delivery|ship(?:ping)?|courier|cover|only)\s+(?:out\s+|anywhere\s+)?(?:to\s+|in\s+)?$",
    re.IGNORECASE,
)
FED = re.compile(
    r"\b(?:dog|cat|puppy|kitten|pet|rabbit)\s+(?:food|treats?|toys?|biscuits?|litter|bed|kibble|collar|lead)\s+for\s+$|"
    r"\b(?:корм\w*|лакомств\w+|наполнител\w+|ошейник\w*|поводок)\s+для\s+(?:кота|кошки|собаки|пса|щенка|котёнка|котенка)?\s*$",
    re.IGNORECASE,
)
OF_PLACES = frozenset("road avenue street broadway boulevard station garages heights terrace crescent".split())
OF_A_PLACE = re.compile(rf"\s(?i:{'|'.join(sorted(OF_PLACES))}|lane)\b")
"""What names of streets end with, and people's do not."""
A_PET = re.compile(
    r"\b(?:cats?|dogs?|pupp(?:y|ies)|kittens?|hamsters?|parrots?|rabbits?|bunn(?:y|ies)|guinea\s+pigs?|goldfish|chihuahua|beagle|corgi|labrador|poodle|"
    r"budgie|tortoise|pony|кот[ауе]?|кошк\w|котён\w+|котен\w+|собак\w|п[её]с|пса|щен\w+|попуга\w+|хомяк\w*|кролик\w*|овчарк\w)"
    r"(?:[^.!?]{0,40}\b(?:called|named|name\s+is|name's|зовут|назов[её]м|назвали|кличк\w|по\s+имени))?\s+$",
    re.IGNORECASE,
)
"""An animal before a name, or its being called so."""
INSIDE = re.compile(r"(?<!\w)(?:в|во|из|из-под)\s+$", re.IGNORECASE)
WRITTEN = re.compile(
    r"надпис|напис|подпис|гравир|выши|открытк|торт|фамил|зовут|\bим[яе]|домофон|этикетк|наклейк|квитанц|накладн|табличк|чек|"
    r"\b(?:labels?|says?|said|writes?|wrote|written|writing|reads?|bell|buzzer|intercom|names?|surname|engrav\w*|notes?|cards?|cakes?|icing|dear|for|to|signed|tags?|put|"
    r"ribbon|gift)\b",
    re.IGNORECASE,
)
LONGEST_BEFORE = 80
MONTHS = frozenset("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())
_LOCK = Lock()


def with_tagged(text: str, spans: Sequence[Span], *, file: Path = FILE) -> list[Span]:
    """Return the spans that rules found with those of the model, names and addresses made whole where both found a part."""
    taken = [span for span in spans if span.kind not in TAGGED]
    found = [span for span in spans if span.kind in TAGGED]
    read = _read(blanked(text, taken), found, file)
    possible = [
        _grown(_within(span, read), read)
        for span in found
        if _is_possible(text, span, read) and not _is_numbered_brand(text, span)
    ]
    tagged = [span for span in _tagged(read) if _is_likely(text, span)]
    addresses = _addresses(text, possible, tagged)
    addresses += echoed_addresses(text, addresses, taken)
    return [*taken, *addresses, *_names(text, [*possible, *tagged], [*taken, *addresses])]


def _addresses(text: str, possible: Sequence[Span], tagged: Sequence[Span]) -> list[Span]:
    """The addresses of the rules and of the model, each from its beginning to its end."""
    names = [span for span in possible if span.kind == "name"]
    likely = [span for span in tagged if span.kind == "name" and " " in text[span.start : span.end]]
    found = apart(
        [_without_ends(text, span, likely) for span in possible if span.kind == "address"]
        + [_without_ends(text, span, names) for span in tagged if span.kind == "address"]
    )
    return [address_within(text, part) for span in joined(text, found) for part in parted(text, span)]


def _names(text: str, found: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The names that were found, and those that they make sure."""
    free = [span for span in found if span.kind == "name" and not _meets(span, others)]
    plain = [span for span in apart(free) if not _is_no_name(text, span)]
    titled = [with_title(text, span) for span in plain]
    names = apart(whole if not _meets(whole, others) else span for span, whole in zip(plain, titled, strict=True))
    names += signature(text, [*others, *names])
    names += of_each(text, [*others, *names])
    names += beside(text, names, others)
    return [*names, *echoed_names(text, names, others)]


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
    """Whether an address has a word and a number, and is no measure and no model; whether a name is nothing else of the lists.

    Nor is a name what stands in quotes, what has digits, nor what a brand of two words or an animal stands before.
    """
    said = text[span.start : span.end]
    if span.kind == "address":
        numbered = NUMBERED.search(said) is not None and WORD.search(NUMBERED.sub("", said)) is not None
        return numbered and not MEASURED.search(text, span.start, span.end) and not _is_thing(text, span)
    if _is_a_title(text, span):
        return False
    before = re.search(r"(\w+) $", text[max(0, span.start - LONGEST_WORD) : span.start])
    if before is not None and (
        before[1].lower() in PETS or any(said_in(before[1], kind) for kind in ("ru_animals", "ru_holy"))
    ):
        return False
    tokens = WORD.findall(said)
    if not tokens or re.search(r"\d", said) or all(_is_function_word(token.lower()) for token in tokens):
        return False
    if _is_of_a_brand(tokens) or _is_a_make(text, span):
        return False
    earlier = WORD.findall(text[max(0, span.start - 2 * LONGEST_WORD) : span.start])[-2:]
    brands = brands_in([*earlier, *(token.removesuffix("'s") for token in tokens)])
    whole = range(len(earlier), len(earlier) + len(tokens))
    return not any(brand == whole or (len(brand) > 1 and brand.stop == whole.start) for brand in brands)


def _is_of_a_brand(tokens: Sequence[str]) -> bool:
    """Whether a thing and its brand are taken for a name: "Пицца Zotman", "Тофу Соймик", and not "тётя Zhibek"."""
    first, last = tokens[0], tokens[-1]
    if len(tokens) < 2 or first.isascii() or any(OWN_SURNAME.search(word.lower()) for word in (first, last)):
        return False
    if is_russian_given(first) or any(said_in(first, name) for name in ("ru_people", "ru_honorifics", "ru_titles")):
        return False
    return (last.isascii() and not is_given(last)) or range(1) in brands_in([last])


def _is_a_make(text: str, span: Span) -> bool:
    """Whether a word in Latin letters that is nobody's name opens a text before a thing: "Mirel cake"."""
    word = text[span.start : span.end]
    if not (word.isascii() and word.isalpha()) or is_given(word) or is_surname(word):
        return False
    tokens = tokens_of(text)
    at = next((at for at, token in enumerate(tokens) if token.start == span.start), None)
    if at is None or not (tokens[at].opens and tokens[at].capital) or not modifies(text, tokens, at):
        return False
    thing = tokens[at + 1]
    return not thing.capital and not any(
        thing.word in words(name) for name in ("en_belongings", "en_people", "en_acts")
    )


def _is_no_name(text: str, span: Span) -> bool:
    """Whether it is an abbreviation or a word of the trade, a street, a town, a month, an animal, or a title in quotes."""
    tokens = [token.lower() for token in WORD.findall(text[span.start : span.end])]
    before = text[max(0, span.start - LONGEST_BEFORE) : span.start]
    if not tokens or all(token in NO_NAMES for token in tokens) or STREET_BEFORE.search(before):
        return True
    if _is_a_town(before, text[span.end :], tokens) or (
        tokens[0] in MONTHS and re.search(r"\d\s$", before) is not None
    ):
        return True
    if tokens[-1] in OF_PLACES or OF_A_PLACE.match(text, span.end):
        return True
    return any(pattern.search(before) for pattern in (FED, A_PET)) or _is_a_title(text, span)


def _is_a_town(before: str, after: str, tokens: Sequence[str]) -> bool:
    """Whether one delivers there, or is in it or comes from it."""
    travels = re.search(r"\bfrom\s+$", before) is not None and after.startswith(" to ")
    if tokens[-1] in words("en_towns") and (travels or TO_A_TOWN.search(before)):
        return True
    return len(tokens) == 1 and INSIDE.search(before) is not None and has(tokens[0], "Geox")


def _is_a_title(text: str, span: Span) -> bool:
    """Whether it stands alone in quotes and nothing says that somebody wrote it: «Дарья» and not "a card that says 'Dasha'"."""
    quoted = re.search(r"[«“\"]\s*$", text[: span.start]) and re.match(r"\s*[»”\"]", text[span.end :])
    return bool(quoted) and not WRITTEN.search(text)


def _is_thing(text: str, address: Span) -> bool:
    """Whether what looks like an address is a device, an order or a part with its number, or so much of something.

    Streets are called after people.
    """
    said = text[address.start : address.end]
    if NUMBERED_THING.search(said):
        return True
    if any(match.lastgroup in ("unit", "weak", "street") for match in COMPONENT.finditer(said)):
        return False
    size = QUANTITY.search(text, address.start)
    if size is not None and size.start() < address.end and not CUE.search(text[: address.start]):
        return True
    tokens = WORD.findall(said)
    return any(
        not has(token.lower(), "Surn") for brand in brands_in(tokens) for token in tokens[brand.stop - 1 : brand.stop]
    )


def _is_numbered_brand(text: str, span: Span) -> bool:
    """Whether the rules took a brand and its number for a street and its house, where nobody says to go there: "Ессентуки 17"."""
    said = text[span.start : span.end]
    bare = span.kind == "address" and NAME_AND_NUMBER.fullmatch(said) and not CUE.search(text[: span.start])
    return bool(bare) and _is_branded(said)


def _is_function_word(word: str) -> bool:
    return word in NO_NAMES or word in ENGLISH_MONTHS or any(mostly(word, part) for part in FUNCTION_WORDS)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A piece, and by kind how likely it is of one and how likely one begins with it."""

    piece: Piece
    within: Mapping[Kind, float]
    begins: Mapping[Kind, float]

    @property
    def kind(self) -> Kind | None:
        """The kind that it is taken for."""
        likely = max(TAGGED, key=lambda kind: self.within[kind])
        return likely if self.within[likely] >= SURE[likely] else None


def _read(text: str, found: Sequence[Span], file: Path) -> list[_Read]:
    pieces = pieces_of(text)
    if not pieces:
        return []
    with _LOCK:
        tagger = _tagger(file)
        tagger.set(features(pieces, found))
        begins = [{kind: tagger.marginal(f"B-{kind}", at) for kind in TAGGED} for at in range(len(pieces))]
        inside = [{kind: tagger.marginal(f"I-{kind}", at) for kind in TAGGED} for at in range(len(pieces))]
    return [
        _Read(piece=piece, begins=begin, within={kind: begin[kind] + within[kind] for kind in TAGGED})
        for piece, begin, within in zip(pieces, begins, inside, strict=True)
    ]


def _tagged(read: Sequence[_Read]) -> Iterator[Span]:
    """The spans of the model: pieces in a row that are likely of one kind."""
    at = 0
    while at < len(read):
        kind, end = read[at].kind, at + 1
        while kind and end < len(read) and read[end].kind == kind and not _begins(read[end], kind):
            end += 1
        if kind:
            yield Span(start=read[at].piece.start, end=read[end - 1].piece.end, kind=kind)
        at = end


def _begins(read: _Read, kind: Kind) -> bool:
    return read.begins[kind] * 2 > read.within[kind]


def _is_possible(text: str, span: Span, read: Sequence[_Read]) -> bool:
    """Whether the model thinks that what the rules found can be a name, or an address; they are careful with lower case.

    What is called like a brand the rules take for a name only where it is introduced as one.
    """
    if span.kind == "name" and _is_branded(text[span.start : span.end]):
        return True
    least = POSSIBLE[span.kind] if text[span.start].isupper() else POSSIBLE_LOWER
    return max((one.within[span.kind] for one in _of(span, read)), default=1.0) >= least


def _is_branded(said: str) -> bool:
    tokens = WORD.findall(said)
    return range(len(tokens)) in brands_in(tokens)


def _within(span: Span, read: Sequence[_Read]) -> Span:
    """An address of the rules without the words at its ends that the model thinks unlikely: "the gate, Dock 4"."""
    if span.kind == "name":
        return span
    likely = [one.piece for one in _of(span, read) if one.within[span.kind] >= AT_ENDS]
    return replace(span, start=likely[0].start, end=max(likely[-1].end, likely[0].end)) if likely else span


def _grown(span: Span, read: Sequence[_Read]) -> Span:
    """An address of the rules with the words after it that the model thinks may go on with it: "д. 8, блок А"."""
    if span.kind == "address":
        for one in read:
            if one.piece.start >= span.end:
                if one.within["address"] < BESIDE or _begins(one, "address"):
                    break
                span = replace(span, end=one.piece.end)
    return span


def _of(span: Span, read: Sequence[_Read]) -> list[_Read]:
    return [one for one in read if one.piece.start < span.end and span.start < one.piece.end]


@cache
def _tagger(file: Path) -> Any:
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open(str(file))
    return tagger
