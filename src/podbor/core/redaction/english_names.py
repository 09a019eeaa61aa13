"""Names of people in Latin letters: those of lists, Russian ones as passports spell them, and strangers who do what people do."""

import re
from collections.abc import Sequence

from podbor.core.morphology import cyrillic, has
from podbor.core.redaction.brands import brands_in, is_branded
from podbor.core.redaction.english_families import (
    is_corrected,
    is_family,
    is_one_for_each,
    is_one_of_several,
    is_one_of_two,
)
from podbor.core.redaction.english_people import (
    FROM,
    HERE,
    NAME_IS,
    NATION,
    belongs,
    does_something,
    introduces,
    is_announced,
    is_cued,
    is_human,
    is_named,
    is_signed,
    is_sure,
    is_told,
    modifies,
    opens_as_a_name,
)
from podbor.core.redaction.english_things import (
    A_PET,
    NO_PERSON_AFTER,
    PETS,
    QUANTITY,
    in_russian,
    is_listed_thing,
    is_quoted_thing,
    is_thing_as_well,
    owns_a_thing,
    part_of_a_thing,
    russian_about,
)
from podbor.core.redaction.english_tokens import Token, bare, tokens_of
from podbor.core.redaction.english_told import (
    GIVEN,
    GIVEN_TO,
    HANDED,
    is_given_something,
    is_introduced,
    is_rung,
    is_spoken_to,
)
from podbor.core.redaction.english_words import (
    OWN_SURNAME,
    PREFIXED,
    SELDOM,
    UNCOMMON,
    is_common_surname,
    is_given,
    is_land,
    is_rare,
    is_surname,
    is_usual,
)
from podbor.core.redaction.name_words import phrases, words
from podbor.core.redaction.spans import Span

ADJACENT = re.compile(r"\.?\s|\.")
JOINED = re.compile(r"\s*(?:,|,?\s+and|&|\+|or|\bn)\s*")
OF_SOMEBODY = re.compile(r"\s*:\s+[a-z]")
"""A list of who gets what: "Giada: milk"."""
WRITTEN = re.compile(
    r"\b(?:cakes?|cards?|write|engrav\w*|tag|label|banner|icing|mug|inscription|say|says|read|reads)\b", re.IGNORECASE
)
QUOTED = re.compile(r"(?<!\w)['\"“][^'\"”]*$")
HOLIDAY = ("day", "eve", "week", "dvd", "cd")
OF_A_PLACE = re.compile(r"\s+of\s+[A-Z]")
PAPER = ("aadhaar", "aadhar", "passport", "snils", "inn", "ssn")
CONTACT = re.compile(r"\s*[,:;–—-]?\s*(?:\(?(?:tel|phone|ph|call|at|cell|mob|mobile|email)\W*)?\x00")
"""What an earlier finder took stands right after: a telephone, an address."""
ORDERED = re.compile(
    r",\s+(?:my\s+|the\s+)?(?:order|booking|pickup|flat|apt|apartment|room|unit|table)\b", re.IGNORECASE
)
ASKED = re.compile(r"\b(?:can|could|will|would|did|does|has|should)\s+$", re.IGNORECASE)
OPENING = re.compile(r"(?:^|[.!?;]\s*)(?:for|from|to|with)\s+$", re.IGNORECASE)
SURNAME_WORDS = 3


def english_names(text: str) -> list[Span]:
    """Find names of people; lower-case ones only where something says that a name follows."""
    tokens = tokens_of(text)
    brands = brands_in([bare(text, token) for token in tokens])
    found: list[Span] = []
    at, thing = 0, -1
    while at < len(tokens):
        if _is_titled_thing(text, tokens, at):
            thing, at = at + 1, at + 2
            continue
        joined = bool(found) and JOINED.fullmatch(text[found[-1].end : tokens[at].start]) is not None
        run = _name_at(text, tokens, at, joined=joined)
        introduced = bool(run) and is_introduced(text, tokens, at, at + len(run) - 1)
        if not run and found and is_corrected(text, found[-1].end, tokens[at]):
            run = [tokens[at]]
        listed = thing >= 0 and re.fullmatch(
            r"(?:\s+[a-z]+)?\s*(?:,|and|or|&)\s*", text[tokens[thing].end : tokens[at].start]
        )
        if (
            run
            and (introduced or not is_branded(range(at, at + len(run)), brands))
            and not (listed and len(run) == 1 and is_listed_thing(tokens, at, thing) and not is_sure(text, tokens, at))
        ):
            end = _last_initial(text, run[-1])
            found.append(Span(start=run[0].start, end=end, kind="name"))
        elif tokens[at].capital and (any(at in brand for brand in brands) or is_thing_as_well(tokens[at])):
            thing = at + max(len(run), 1) - 1
        at += max(len(run), 1)
    return found


def _last_initial(text: str, last: Token) -> int:
    """Where a name ends, the dot of an initial with it."""
    return last.end + (last.initial and text[last.end : last.end + 1] == ".")


def _name_at(text: str, tokens: Sequence[Token], at: int, *, joined: bool) -> list[Token]:
    """The tokens of the name that begins at `at`; empty where none does. `joined`: a name and an "and" stand before."""
    if A_PET.match(text[tokens[at].end :]):
        return []
    if is_family(text, tokens[at]):
        return [tokens[at]]
    whole = _titled(text, tokens, at) or _turned_round(text, tokens, at)
    if whole:
        return whole
    run = _run(text, tokens, at, joined=joined)
    if (
        not run
        or is_sure(text, tokens, at)
        or _addressed(text, tokens, at, run)
        or _is_spoken_of(text, tokens, at, run)
    ):
        return run
    particle = len(run) > 1 and run[0].word in words("en_particles")
    if not run[0].capital and not run[0].initial and not particle:
        return run if _lower_case(text, tokens, at, run) else []
    last = at + len(run) - 1
    if QUANTITY.match(text[run[-1].end :]) or OF_A_PLACE.match(text[run[-1].end :]):
        return []
    if run[0].shouted and len(run) == 1 or (modifies(text, tokens, last) and not joined):
        return []
    if (
        part_of_a_thing(text, tokens, at)
        or is_quoted_thing(text, run)
        or owns_a_thing(text, run)
        or in_russian(text, run)
        and not russian_about(text, run)
    ):
        return []
    return run if not run[0].opens or opens_as_a_name(text, run) else []


def _is_titled_thing(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a title and a name that open a sentence are a product's: "Captain Birdseye fish fingers"."""
    if (
        tokens[at].word not in words("en_titles")
        or not tokens[at].opens
        or not tokens[at].capital
        or at + 1 >= len(tokens)
    ):
        return False
    near = ADJACENT.fullmatch(text[tokens[at].end : tokens[at + 1].start]) is not None
    return (
        near
        and tokens[at + 1].capital
        and tokens[at + 1].word not in words("en_titles")
        and not _titled(text, tokens, at)
    )


def _titled(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """A title with the name after it: "Mrs. Thompson", "Mr and Mrs Bennett"."""
    titles = words("en_titles")
    if tokens[at].word not in titles:
        return []
    run = [tokens[at]]
    following = tokens[at + 1 : at + 4]
    if len(following) > 1 and following[0].word in ("and", "&") and following[1].word in titles:
        run += following[:2]
    elif (
        following
        and following[0].word in titles
        and following[0].capital
        and "," not in text[run[0].end : following[0].start]
    ):
        run += following[:1]
    start = at + len(run)
    name = _run(text, tokens, start, titled=True)
    near = bool(name) and ADJACENT.fullmatch(text[run[-1].end : name[0].start]) is not None
    if at and tokens[at - 1].word in PETS:
        return []
    plain = tokens[at].word in ("mr", "mrs", "ms") and not tokens[at].capital
    lower = bool(name) and plain and (is_common_surname(name[0].text) or is_rare(name[0].text))
    if not near or not (name[0].capital or name[0].initial or lower):
        return []
    last = start + len(name) - 1
    if name[0].word in words("en_people") or (at and tokens[at - 1].word in NO_PERSON_AFTER and not tokens[at].capital):
        return []
    if owns_a_thing(text, [*run, *name]) or (modifies(text, tokens, last) and not _addressed(text, tokens, at, name)):
        return []
    return [*run, *name]


def _turned_round(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """A surname, a comma and a given name, as lists and cards have them: "Smith, John"."""
    if at + 1 >= len(tokens) or not tokens[at].opens or text[tokens[at].end : tokens[at + 1].start] != ", ":
        return []
    surname, given = tokens[at], tokens[at + 1]
    if not (surname.capital and given.capital and is_surname(surname.text) and is_given(given.text)) or is_given(
        surname.text
    ):
        return []
    if (
        surname.word in words("en_openers")
        or given.word in words("en_ambiguous")
        or surname.word in words("en_products")
    ):
        return []
    run = [surname, given]
    if at + 2 < len(tokens) and tokens[at + 2].initial and text[given.end : tokens[at + 2].start] == " ":
        run.append(tokens[at + 2])
    return run if re.match(r"\.?\s*(?:$|[,.;:!])", text[run[-1].end :]) else []


def _run(text: str, tokens: Sequence[Token], at: int, *, titled: bool = False, joined: bool = False) -> list[Token]:
    """A given name with the surnames after it, or after a title or "my name is" any name."""
    if at >= len(tokens) or tokens[at].text == "&" or tokens[at].text.startswith("I'"):
        return []
    first = tokens[at]
    announced = is_announced(text, tokens, at)
    if first.initial:
        return _initials(text, tokens, at, sure=titled or announced)
    if not first.capital and NAME_IS.search(text[: first.start]) and is_rare(first.text, SELDOM):
        return [first] if len(first.text) > 2 and first.word not in words("en_after") else []
    particle = first.word in words("en_particles") and _goes_on(text, first)
    if particle and not (titled or announced or first.opens or is_cued(text, first) or is_named(text, first)):
        return []
    run = _going_on(text, tokens, at, sure=announced or titled)
    if titled or is_given(first.text) or (announced and (_is_sure_name(text, first) or not NATION.search(first.text))):
        return _without_i(run)
    if particle and len(run) > 1:
        return run
    return _without_i(run) if _is_person(text, run, joined=joined) else []


def _is_sure_name(text: str, token: Token) -> bool:
    return is_named(text, token) or is_signed(text, token)


def _going_on(text: str, tokens: Sequence[Token], at: int, *, sure: bool) -> list[Token]:
    """The word at `at` and what goes on with the name; `sure`: with whatever has a capital letter."""
    first, run = tokens[at], [tokens[at]]
    for token in tokens[at + 1 : at + 1 + SURNAME_WORDS]:
        if not _is_adjacent(text, run[-1], token) or not _goes_with(text, run, token, sure=sure):
            break
        run.append(token)
    while len(run) > 1 and run[-1].word in words("en_particles") and not run[-1].capital:
        run.pop()
    return run if first.word not in words("en_particles") or len(run) > 1 or first.capital else run[:1]


def _is_adjacent(text: str, last: Token, token: Token) -> bool:
    between = text[last.end : token.start]
    return between.isspace() or (last.initial and ADJACENT.fullmatch(between) is not None)


def _goes_with(text: str, run: Sequence[Token], token: Token, *, sure: bool) -> bool:
    """Whether a word belongs to the name before it: a particle, an initial, a surname."""
    first, after_particle = run[0], run[-1].word in words("en_particles")
    if token.word in words("en_particles") and _goes_on(text, token):
        return True
    if token.text.isupper() and token.capital and not first.text.isupper():
        return False
    if token.initial and run[-1].capital or token.word in words("en_called_after"):
        return True
    if token.word in HOLIDAY or token.word in words("en_after") or token.capital != (first.capital or after_particle):
        return False
    return sure or after_particle or _follows(run, token)


def _is_person(text: str, run: Sequence[Token], *, joined: bool) -> bool:
    """Whether words that no list of given names has are somebody's."""
    first = run[0]
    if not first.capital or first.word in words("en_never") or is_land(first.word):
        return False
    if len(run) > 1 and is_surname(first.text) and does_something(text, run):
        return True
    eastern = first.word in words("en_eastern") and len(run) > 1 and not run[1].shouted
    if len(run) > 1 and run[-1].word in words("en_eastern") and is_rare(first.text) and not run[-1].shouted:
        return True
    if eastern and (is_rare(run[1].text, SELDOM) or is_given(run[1].text)) and run[1].capital:
        return True
    if len(run) > 1 and OWN_SURNAME.search(run[-1].text) and is_rare(first.text) and not first.text.isupper():
        return True
    return not first.text.isupper() and _is_stranger(text, run, joined=joined)


def _is_stranger(text: str, run: Sequence[Token], *, joined: bool) -> bool:
    """Whether a word that no list of names has stands where a person does."""
    first, after = run[0], text[run[-1].end :]
    if any(first.word in words(name) for name in ("en_people", "en_after", "en_products")):
        return False
    if is_one_of_several(text, first) or (is_rare(first.text) and is_spoken_to(text, run)):
        return True
    if first.opens and ORDERED.match(after) and (is_rare(first.text) or PREFIXED.match(first.text)):
        return True
    if is_rare(first.text) or PREFIXED.match(first.text):
        known = does_something(text, run) or is_cued(text, first) or belongs(text, run) or introduces(text, run)
        inside = re.search(r"\b(?:in|near|from|to)\s+$", text[: first.start]) is not None
        if inside and has(cyrillic(first.text), "Geox"):
            return False
        known = (
            known or bool(OF_SOMEBODY.match(after)) or bool(WRITTEN.search(text) and QUOTED.search(text[: first.start]))
        )
        return known or joined or (first.opens and first.word not in PAPER and CONTACT.match(after) is not None)
    if is_rare(first.text, SELDOM) and (
        joined or is_human(text, run[-1]) or introduces(text, run) or is_told(text, first)
    ):
        return True
    if first.word in words("en_short"):
        return is_human(text, run[-1]) or belongs(text, run) or is_cued(text, first) or introduces(text, run) or joined
    if not is_surname(first.text) or first.word in words("en_ambiguous"):
        return False
    if first.opens and ORDERED.match(after):
        return True
    return (
        any(pattern.match(after) for pattern in (HERE, FROM))
        or is_told(text, first)
        or (is_rare(first.text, UNCOMMON) and is_human(text, run[-1]))
    )


def _follows(run: Sequence[Token], token: Token) -> bool:
    """Whether a word goes on with the name: a surname, a second given name, or one that no dictionary has."""
    if len(run) == 1 and run[0].word in words("en_eastern") and is_rare(token.text, SELDOM):
        return True
    if run and run[0].word in words("en_ambiguous"):
        return is_common_surname(token.text) or is_rare(token.text)
    if is_surname(token.text) or (is_given(token.text) and token.word not in words("en_ambiguous")):
        return True
    return is_rare(token.text) and not token.text.isupper()


def _without_i(run: list[Token]) -> list[Token]:
    """The run without "I" at its end: "Victor I …" is none."""
    return run[:-1] if len(run) > 1 and run[-1].text == "I" else run


def _goes_on(text: str, particle: Token) -> bool:
    """Whether a name follows a particle: "van Dijk"."""
    after = re.match(r"\s(?:(?:de|la|der|den|al|el)\s)?[A-Z][a-z]", text[particle.end :])
    return after is not None


def _initials(text: str, tokens: Sequence[Token], at: int, *, sure: bool) -> list[Token]:
    """Initials with the surname after them: "J. Smith", "R. J. McKenzie"."""
    run = [tokens[at]]
    for token in tokens[at + 1 : at + 4]:
        between = text[run[-1].end : token.start]
        if not re.fullmatch(r"\.\s?" if not sure else r"\.?\s?", between):
            return []
        run.append(token)
        if token.capital:
            named = is_surname(token.text) or is_rare(token.text)
            return run if sure or named and not token.shouted else []
        if not token.initial:
            break
    return run if sure and len(run) == 1 else []


def _addressed(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether one is told, asked or handed something: then no product follows the name."""
    cued = phrases("en_cues").search(text[: tokens[at].start].lower().rstrip()) is not None
    return (
        cued
        and (run[0].capital or run[0].initial)
        and run[0].word not in words("en_ambiguous")
        and not owns_a_thing(text, run)
    )


def _is_spoken_of(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether somebody is asked to do something, or it is said who gets what: then no product follows the name."""
    each = run[0].capital and not is_thing_as_well(run[0]) and is_one_for_each(text, run)
    known = run[0].capital and is_given(run[0].text) and not is_thing_as_well(run[0])
    handed = HANDED.search(text[: run[0].start]) is not None and re.match(r"\s+[a-z]", text[run[-1].end :]) is not None
    return each or (known and (handed or is_given_something(text, run[-1]))) or _is_asked(text, tokens, at, run)


def _is_asked(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether a given name stands between "could" and a word in lower case: "could Abdul deliver again"."""
    first = run[0]
    known = first.capital and is_given(first.text) and not is_thing_as_well(first) and not first.shouted
    asked = re.search(r"\b(?:can|could|will|would)\s+$", text[: first.start], re.IGNORECASE) is not None
    verb = tokens[at + len(run)] if at + len(run) < len(tokens) else None
    return known and asked and verb is not None and not verb.capital and not verb.text.endswith("s")


def _lower_case(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether a usual name without a capital does what people do, or is told something: "katie will grab it", "tell dave"."""
    signed = is_signed(text, run[0]) and re.fullmatch(r"[\s.!x]*", text[run[-1].end :]) is not None
    if signed and is_given(run[0].text) and run[0].word not in words("en_ambiguous"):
        return True
    if not (is_usual(run[0].word) or (is_given(run[0].word) and is_rare(run[0].word, SELDOM))):
        return False
    cued = phrases("en_cues").search(text[: run[0].start].lower().rstrip()) is not None
    opening = OPENING.search(text[: run[0].start]) is not None and re.match(r"\s*[,:]", text[run[-1].end :]) is not None
    asked = ASKED.search(text[: run[0].start]) is not None and is_human(text, run[-1])
    handed = GIVEN_TO.search(text[: run[0].start]) is not None and GIVEN.match(text[run[-1].end :]) is not None
    rung = is_rung(text, run)
    return (
        cued
        or asked
        or opening
        or handed
        or rung
        or introduces(text, run)
        or (run[0].opens and is_one_of_two(text, run[-1]))
        or run[0].opens
        and run[0].word not in words("en_products")
        and does_something(text, run)
    )
