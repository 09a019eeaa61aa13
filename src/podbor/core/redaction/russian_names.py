"""Names of people in Russian text."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, parses
from podbor.core.redaction.brands import brands_in, is_branded
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_lower import WITH, in_lower_case
from podbor.core.redaction.russian_people import (
    LONGEST,
    introduced,
    is_called,
    is_honorific,
    opens_as_a_name,
    surname_alone,
)
from podbor.core.redaction.russian_strangers import AGED, is_acting, is_stranger, is_unknown, lower_case, strangers
from podbor.core.redaction.russian_surnames import is_surname_here
from podbor.core.redaction.russian_things import (
    WRITTEN,
    is_a_brand_here,
    is_a_dish,
    is_bought,
    is_by_an_author,
    is_listed,
    is_place,
    is_work,
    makes_a_brand,
    may_be_listed,
)
from podbor.core.redaction.russian_tokens import BOUND, INITIAL, Token, tokens_of
from podbor.core.redaction.russian_words import OWN_SURNAME, is_given, is_only, is_patronymic, is_surname
from podbor.core.redaction.spans import Span

ABBREVIATION = 4
"""Capitals alone up to this length are no name: ИНН."""
EASTERN, SYLLABLE = 7, 4
"""Letters of the longest given name after such a surname, and of one of its syllables."""
HOLIDAY = re.compile(r"\s+(?:день|дня|дню)(?!\s+рожд)(?!\w)")
"""After a name it is a feast: "Татьянин день"."""
CORRECTED = re.compile(
    r"[,.…—–\s-]+(?:(?:ой|ох|нет|не|точнее|вернее|простите|извините|извиняюсь|пардон|то\s+есть|т\.?\s?е\.?|в\s+смысле|а|это|на|или|теперь|уже|"
    r"сорри|верно|правильно|через)[,.…—–\s-]+)+",
    re.IGNORECASE,
)
"""Between a surname and its correction: "Кравчук, нет, простите, Кравченко"."""
CALLED = re.compile(
    r"\b(?:меня\s+зовут|зовут\s+меня|получател(?:ь|я|ю|ем|ьница)|фамилия|имя)\s*[:—–-]?\s*$", re.IGNORECASE
)
"""What a name follows, like a brand's though it may be: "меня зовут Алёнка"."""
BESIDE = re.compile(r"\s*,\s*|\s+(?:и|да|с|или|либо)\s+")


def russian_names(text: str) -> list[Span]:
    """Find names of people in any case; lower-case ones only where something says that a name follows."""
    tokens = tokens_of(text)
    brands = brands_in([token.text for token in tokens])
    found: list[Span] = []
    at, thing = 0, -1
    while at < len(tokens):
        length = _name_at(text, tokens, at)
        if not length and found and BESIDE.fullmatch(text[found[-1].end : tokens[at].start]):
            length = int(
                is_unknown(tokens[at])
                or (tokens[at - 1].word in ("и", "или", "либо") and _is_beside(text, found[-1], tokens[at]))
            )
        if not length and found and CORRECTED.fullmatch(text[found[-1].end : tokens[at].start]):
            length = int(tokens[at].capital and (is_unknown(tokens[at]) or is_surname(tokens[at].text)))
        listed = thing >= 0 and is_listed(text, tokens, at, thing)
        somebody = bool(length) and (
            CALLED.search(text[: tokens[at].start]) or length == 1 and _is_somebody(text, tokens, at)
        )
        branded = not somebody and is_branded(range(at, at + length), brands)
        if length and not branded and not is_work(text, tokens, at, length):
            if not (listed and may_be_listed(text, tokens, at, length)):
                start = tokens[at - 1].start if is_honorific(text, tokens, at) else tokens[at].start
                found.append(Span(start=start, end=tokens[at + length - 1].end, kind="name"))
        elif length or listed or is_a_brand_here(text, tokens, at):
            thing = at + max(length, 1) - 1
        at += max(length, 1)
    return found


def _is_beside(text: str, found: Span, token: Token) -> bool:
    """Whether a name in lower case goes on after one in lower case: "женька и маруся"."""
    if token.capital:
        return is_only(token.word, "Name") and not said_in(token.text, "ru_products")
    return text[found.start : found.end].islower() and is_only(token.word, "Name")


def _is_somebody(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether an age after a name or a word for a person before it says that it is no brand's: "тренер Ахмад советует"."""
    if AGED.match(text[tokens[at].end :]):
        return True
    before = tokens[at - 1] if at and text[tokens[at - 1].end : tokens[at].start] == " " else None
    acting = is_acting(text, tokens[at]) and is_given(tokens[at].text)
    return acting and before is not None and said_in(before.text, "ru_people")


def _name_at(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of tokens of the name that begins at `at`, 0 where none does."""
    if HOLIDAY.match(text[tokens[at].end :]):
        return 0
    told = introduced(text, tokens, at)
    if told:
        return told
    run = _run(text, tokens, at)
    full = _before_patronymic(text, tokens, at)
    eastern = _eastern(text, tokens, at)
    if max(full, eastern) > len(run):
        return max(full, eastern)
    if not run:
        single = in_lower_case(text, tokens, at) or is_surname_here(text, tokens, at)
        return lower_case(text, tokens, at) or int(single) or strangers(text, tokens, at)
    known = any(is_given(token.text) or is_patronymic(token.text) or INITIAL.fullmatch(token.text) for token in run)
    if not known and len(run) == 1:
        return 1 if surname_alone(text, tokens, at, run[0]) or is_stranger(text, tokens, at) else 0
    if len(run) == 1 and run[0].text.isupper() and len(run[0].text) <= ABBREVIATION:
        return 0
    if not _is_person(text, tokens, at, run):
        return lower_case(text, tokens, at) or int(in_lower_case(text, tokens, at))
    return len(run)


def _run(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """Adjacent parts of a name: given names, patronymics, surnames, initials."""
    run: list[Token] = []
    for token in tokens[at : at + LONGEST]:
        if run and not re.fullmatch(r"\s?", text[run[-1].end : token.start]):
            break
        if not (_is_part(token, run) or (not run and _is_surname_before(text, tokens, at))):
            break
        run.append(token)
    while run and run[-1].word in words("ru_particles") and run[-1].word not in words("ru_called_after"):
        run.pop()
    if run and all(INITIAL.fullmatch(token.text) for token in run):
        return []
    return run


def _eastern(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words of a Chinese, Korean or Vietnamese name: "Чжан Мин", "Нгуен Тхи Хоа"."""
    if tokens[at].word not in words("ru_eastern") or not tokens[at].capital:
        return 0
    row = tokens[at : at + 3]
    near = all(text[a.end : b.start] == " " for a, b in zip(row, row[1:], strict=False))
    if len(row) > 2 and near and all(token.capital and len(token.text) <= SYLLABLE for token in row):
        return len(row)
    length, strange = 1, not parses(tokens[at].word)
    for token in row[1:]:
        if text[tokens[at + length - 1].end : token.start] != " " or not token.capital or len(token.text) > EASTERN:
            break
        known = is_given(token.text) or token.word in words("ru_eastern")
        known = known or (len(token.text) < SYLLABLE and not has(token.word, "NPRO"))
        if not strange and length == 1 and parses(token.word) and not known:
            break
        length += 1
    return length if length > 1 else 0


def _before_patronymic(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words of a name whose patronymic makes the words before it sure: "Арутюняна Гранта Ашотовича"."""
    row = tokens[at : at + 3]
    if not all(token.capital for token in row) or any(
        text[a.end : b.start] != " " for a, b in zip(row, row[1:], strict=False)
    ):
        return 0
    if len(row) > 2 and is_patronymic(row[2].text) and (is_surname(row[0].text) or is_unknown(row[0])):
        return 0 if said_in(row[0].text, "ru_people") else len(row)
    named = len(row) > 1 and is_patronymic(row[1].text) and not (row[0].opens and parses(row[0].word))
    return 2 if named and not said_in(row[0].text, "ru_people") else 0


def _is_surname_before(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands before a given name as a surname does, or no word before a surname: "Зыков Георгий"."""
    if at + 1 >= len(tokens) or not tokens[at].capital or text[tokens[at].end : tokens[at + 1].start] != " ":
        return False
    word, after = tokens[at].text, tokens[at + 1]
    if not after.capital:
        return False
    if OWN_SURNAME.search(word):
        return (
            INITIAL.fullmatch(after.text) is not None
            or is_patronymic(after.text)
            or is_only(after.word, "Name", "Geox")
            or (is_given(after.text) and is_only(word.lower(), "Surn") and has(word.lower(), "nomn"))
        )
    return not parses(word.lower()) and bool(OWN_SURNAME.search(after.text)) and is_surname(after.text)


def _is_part(token: Token, run: Sequence[Token]) -> bool:
    word = token.text
    if INITIAL.fullmatch(word):
        return (
            not run
            or OWN_SURNAME.search(run[-1].text) is not None
            or is_surname(run[-1].text)
            or is_given(run[-1].text)
            or is_patronymic(run[-1].text)
        )
    if run and (word.lower() in words("ru_particles") or word.lower() in words("ru_called_after")):
        return True
    if not token.capital:
        lower = mostly(word, "Name") or has(word, "Patr")
        return lower and (not run or not run[-1].capital) or (bool(run) and not run[-1].capital and is_surname(word))
    if run and is_given(run[-1].text) and word.lower() in words("ru_eastern"):
        return True
    if is_given(word) or is_patronymic(word) or is_surname(word):
        return not (run and said_in(word, "ru_people"))
    # A foreign name that no dictionary has, beside one that it has.
    last = run[-1].text if run else ""
    if not run or said_in(word, "ru_people"):
        return False
    if is_patronymic(last) or (OWN_SURNAME.search(word) and is_given(last)):
        return True
    return not parses(word.lower()) and (
        is_given(last) or bool(OWN_SURNAME.search(last)) or last.lower() in words("ru_particles")
    )


def _is_person(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    before = tokens[at - 1] if at and BOUND.fullmatch(text[tokens[at - 1].end : run[0].start]) else None
    if before is not None and (said_in(before.text, "ru_animals") or said_in(before.text, "ru_holy")):
        return False
    if before is not None and is_a_dish(before, run) or is_by_an_author(run):
        return False
    called = is_called(text, tokens, at) or (
        has(run[0].word, "Name", "ablt")
        and (run[0].capital or not said_in(run[0].text, "ru_products"))
        and WITH.search(text[: run[0].start]) is not None
    )
    if not run[0].capital:
        return called or (before is not None and said_in(before.text, "ru_people"))
    if len(run) > 1:
        full = any(OWN_SURNAME.search(token.word) for token in run) and any(
            is_given(token.text) and not OWN_SURNAME.search(token.word) for token in run
        )
        return called or before is None or full or not makes_a_brand(before, run[0])
    if called or (before is not None and said_in(before.text, "ru_people")):
        return True
    if before is not None and not WRITTEN.search(text) and (makes_a_brand(before, run[0]) or is_bought(before, run[0])):
        return False
    if run[0].opens:
        return opens_as_a_name(text, run[0])
    return not is_place(before, run[0])
