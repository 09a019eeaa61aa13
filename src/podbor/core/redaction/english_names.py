"""Names of people in Latin letters: a census' given names, Russian names as passports spell them, and strangers who do what people do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podbor.core.redaction.english_words import (
    PREFIXED,
    SELDOM,
    UNCOMMON,
    is_common_surname,
    is_given,
    is_rare,
    is_surname,
    is_usual,
)
from podbor.core.redaction.morphology import cyrillic, has
from podbor.core.redaction.name_words import brands_in, is_branded, phrases, said_in, words
from podbor.core.redaction.spans import Span

TOKEN = re.compile(r"(?<!')[A-Za-z]+(?:'(?!s\b)[A-Za-z]+)?(?:-[A-Za-z]+)*|&")
ADJACENT = re.compile(r"\.?\s|\.")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[\"“«(]\s*|[—–]\s*)$")
MONTHS = ("april", "may", "june", "august")
AT_A_TIME = ("in", "by", "on", "until", "till", "since", "before", "after", "of", "is", "or")
NO_PERSON_AFTER = (
    "the",
    "a",
    "an",
    "not",
    "colour",
    "color",
    "shade",
    "flavour",
    "flavor",
    "taste",
    "size",
    "brand",
    "model",
)
NATION = re.compile(r"(?:an|ish|ese|ic|im|ist|ew)$")
"""Ends of what one may be, besides somebody: "I'm Russian"."""
GENITIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
MADE_BY = re.compile(r"\b(?:tea|coffee|chocolates?|perfume|scent|novel|books?|poster|cookbook|vinyl|album|songs?|paintings?|poems?|gloss|lipstick|"
                     r"makeup|shampoo|jumper|dress|bag|film|movie|series|biography|print|wine|beer|jeans|shoes|sauce)\s+(?:by|of|from|about)$")  # fmt: skip
SIGNED = re.compile(
    r"(?:regards|cheers|best(?:\s+wishes)?|love|thanks(?:\s+a\s+lot)?|thank\s+you|many\s+thanks|yours|sincerely|xo+|ta|greetings|from)[,!.]?\s*$",
    re.IGNORECASE,
)
QUANTITY = re.compile(r"[\s,]+\d+(?:[.,]\d+)?\s*(?:g|gr|kg|ml|l|oz|lb|cm|mm|pcs|packs?|x)\b", re.IGNORECASE)
BOUGHT = re.compile(
    r"\b(?:have|add|buy|find|(?<!ed\s)(?<!en\s)(?<!paid\s)by|some|any|brand|than|without|except|instead\s+of|"
    r"(?:packs?|packets?|bottles?|box(?:es)?|bags?|cans?|jars?|tins?|cartons?|bars?|tubes?|cups?)\s+of)\s*$",
    re.IGNORECASE,
)
SPOKEN_TO = re.compile(
    r"\s*[,!]\s*(?:what|where|can|could|do|are|is|how|why|when|please|you|thanks|thank|i|it|hi|hello|would|will|did|have|we)\b",
    re.IGNORECASE,
)
HERE = re.compile(
    r"\s+(?:here(?=\s*[,.!–—-])|here$|speaking\b|calling\b)|\s+is\s+the\s+name\b|\s+(?:is\s+)?on\s+the\s+(?:bell|buzzer|door|intercom)\b"
)
OWN = re.compile(r"\s*[(,–—-]?\s*(?:that's\s+|this\s+is\s+)?(?:my|our|his|her)\s+([a-z]+)")
FROM = re.compile(
    r"\s+(?:next\s+door|downstairs|upstairs)\b|\s+(?:from|in|at|of)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:accounting|accounts|work|school|downstairs|upstairs|"
    r"next\s+door|hr|it|sales|reception|desk|office|shop|door|marketing|finance|bingo|church|gym|yoga|class|room|floor|flat|apartment|department|team)\b",
    re.IGNORECASE,
)
NAME_IS = re.compile(r"(?:\bname(?:'s|\s+is)|\bnames\s+are|\bcall\s+me)\s*:?\s*$", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:,|,?\s+and|&|\+|or)\s*")
CONTACT = re.compile(r"\s*[,:;–—-]?\s*(?:\(?(?:tel|phone|ph|call|at|cell|mob|mobile|email)\W*)?\x00")
"""What an earlier finder took stands right after: a telephone, an address."""
COMPANY = re.compile(
    r"\s+(?:and|&)\s+(?:I|me|my|our)\b|\s+and\s+[A-Z]\w+\s+(?:are|want|love|like|need|will|share|have|hate|eat|can|both|drink|turn|turned)\b|,\s+[A-Z][a-z]+\s+and\s+(?:I|me)\b"
)
SURNAME_WORDS = 3
ABBREVIATION = 4
"""Capitals alone up to this length are a model or an abbreviation."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word of Latin letters, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter and is more than one."""
        return len(self.text) > 1 and self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a capital letter alone."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def shouted(self) -> bool:
        """Whether it may be an abbreviation."""
        return self.text.isupper() and len(self.text) <= ABBREVIATION


def english_names(text: str) -> list[Span]:
    """Find names of people; lower-case ones only where something says that a name follows."""
    tokens = _tokens(text)
    brands = brands_in([_bare(text, token) for token in tokens])
    found: list[Span] = []
    at, thing = 0, -1
    while at < len(tokens):
        joined = bool(found) and JOINED.fullmatch(text[found[-1].end : tokens[at].start]) is not None
        run = _name_at(text, tokens, at, joined=joined)
        listed = thing >= 0 and re.fullmatch(
            r"(?:\s+[a-z]+)?\s*(?:,|and|or|&)\s*", text[tokens[thing].end : tokens[at].start]
        )
        if (
            run
            and not is_branded(range(at, at + len(run)), brands)
            and not (listed and len(run) == 1 and _is_listed_thing(tokens, at, thing) and not _strong(text, tokens, at))
        ):
            end = _last_initial(text, run[-1])
            found.append(Span(start=run[0].start, end=end, kind="name"))
        elif tokens[at].capital and (any(at in brand for brand in brands) or _is_thing_as_well(tokens[at])):
            thing = at + max(len(run), 1) - 1
        at += max(len(run), 1)
    return found


def _is_thing_as_well(token: Token) -> bool:
    return token.word in words("en_ambiguous") or token.word in words("en_products")


def _tokens(text: str) -> list[Token]:
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in TOKEN.finditer(text)
    ]


def _bare(text: str, token: Token) -> str:
    """The word as a list has it, its genitive with it: "Ben's"."""
    genitive = re.match(r"'s\b", text[token.end :])
    return token.text + ("'s" if genitive else "")


def _last_initial(text: str, last: Token) -> int:
    """Where a name ends, the dot of an initial with it."""
    return last.end + (last.initial and text[last.end : last.end + 1] == ".")


def _is_listed_thing(tokens: Sequence[Token], at: int, thing: int) -> bool:
    """Whether a word after a brand is one as well, and after a herb or a flower may be one."""
    return _is_thing_as_well(tokens[at]) or not _is_thing_as_well(tokens[thing])


def _strong(text: str, tokens: Sequence[Token], at: int) -> bool:
    return _called(text, tokens, at) or _related(text, tokens, at)


def _name_at(text: str, tokens: Sequence[Token], at: int, *, joined: bool) -> list[Token]:
    """The tokens of the name that begins at `at`; empty where none does. `joined`: a name and an "and" stand before."""
    titled = _titled(text, tokens, at)
    if titled:
        return titled
    turned = _turned_round(text, tokens, at)
    if turned:
        return turned
    run = _run(text, tokens, at, joined=joined)
    if not run:
        return []
    if _strong(text, tokens, at) or _addressed(text, tokens, at, run):
        return run
    if not run[0].capital and not run[0].initial and run[0].word not in words("en_particles"):
        return run if _lower_case(text, tokens, at, run) else []
    last = at + len(run) - 1
    if run[0].shouted and len(run) == 1 or _modifies(text, tokens, last):
        return []
    if (
        _part_of_a_thing(text, tokens, at)
        or _owns_a_thing(text, run)
        or _in_russian(text, run)
        and not _russian_about(text, run)
    ):
        return []
    return run if not run[0].opens or _opens_as_a_name(text, run) else []


def _titled(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """A title with the name after it: "Mrs. Thompson", "Mr and Mrs Bennett"."""
    titles = words("en_titles")
    if tokens[at].word not in titles:
        return []
    run = [tokens[at]]
    following = tokens[at + 1 : at + 4]
    if len(following) > 1 and following[0].word in ("and", "&") and following[1].word in titles:
        run += following[:2]
    elif following and following[0].word in titles and following[0].capital:
        run += following[:1]
    start = at + len(run)
    name = _run(text, tokens, start, titled=True)
    near = bool(name) and ADJACENT.fullmatch(text[run[-1].end : name[0].start]) is not None
    if not near or not (name[0].capital or name[0].initial):
        return []
    last = start + len(name) - 1
    if name[0].word in words("en_people") or (at and tokens[at - 1].word in NO_PERSON_AFTER and not tokens[at].capital):
        return []
    if _owns_a_thing(text, [*run, *name]) or (_modifies(text, tokens, last) and not _addressed(text, tokens, at, name)):
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
    if given.word in words("en_ambiguous") or surname.word in words("en_products"):
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
    announced = _announced(text, tokens, at)
    if first.initial:
        return _initials(text, tokens, at, sure=titled or announced)
    if not first.capital and NAME_IS.search(text[: first.start]) and is_rare(first.text, SELDOM):
        return [first] if len(first.text) > 2 and first.word not in words("en_after") else []
    run = [first]
    if first.word in words("en_particles") and _goes_on(text, tokens, first):
        run = []
        if not (titled or announced or first.opens or _cued(text, first)):
            return []
    start = len(run)
    for token in tokens[at + start : at + start + SURNAME_WORDS]:
        near = not run or (
            ADJACENT.fullmatch(text[run[-1].end : token.start]) and not text[run[-1].end : token.start] == "."
        )
        if not near or (run and run[-1].end != token.start and text[run[-1].end] == "." and not run[-1].initial):
            break
        if token.word in words("en_particles") and _goes_on(text, tokens, token):
            run.append(token)
            continue
        if token.text.isupper() and token.capital and not first.text.isupper():
            break
        if token.initial and run and run[-1].capital:
            run.append(token)
            continue
        if token.word in words("en_after") or token.capital != (
            first.capital or bool(run) and run[-1].word in words("en_particles")
        ):
            break
        if not (_follows(run, token) or announced or titled or (run and run[-1].word in words("en_particles"))):
            break
        run.append(token)
    while run and run[-1].word in words("en_particles") and not run[-1].capital:
        run.pop()
    if not run:
        return []
    if titled or is_given(first.text) or (announced and (_named(text, first) or not NATION.search(first.text))):
        return _without_i(run)
    if first.word in words("en_particles") and len(run) > 1:
        return run
    people = first.capital and first.word not in words("en_never") and not first.text.isupper()
    people = people and _is_stranger(text, run, joined=joined)
    sure = first.capital and len(run) > 1 and is_surname(first.text) and _does_something(text, run)
    return _without_i(run) if sure or people else []


def _is_stranger(text: str, run: Sequence[Token], *, joined: bool) -> bool:
    """Whether a word that no list of names has stands where a person does."""
    first, after = run[0], text[run[-1].end :]
    if first.word in words("en_people") or first.word in words("en_after"):
        return False
    if is_rare(first.text) or PREFIXED.match(first.text):
        known = _does_something(text, run) or _cued(text, first) or _belongs(text, run) or _introduces(text, run)
        inside = re.search(r"\b(?:in|near|from|to)\s+$", text[: first.start]) is not None
        if inside and has(cyrillic(first.text), "Geox"):
            return False
        return known or joined or (first.opens and CONTACT.match(after) is not None)
    if is_rare(first.text, SELDOM) and (
        joined or _human(text, run[-1]) or _introduces(text, run) or _told(text, first)
    ):
        return True
    if first.word in words("en_short"):
        return _human(text, run[-1]) or _belongs(text, run) or _cued(text, first) or _introduces(text, run) or joined
    if not is_surname(first.text) or first.word in words("en_ambiguous"):
        return False
    return (
        any(pattern.match(after) for pattern in (HERE, FROM))
        or _told(text, first)
        or (is_rare(first.text, UNCOMMON) and _human(text, run[-1]))
    )


def _told(text: str, token: Token) -> bool:
    """Whether "tell", "ask for", "give it to" stands before."""
    return phrases("en_cues").search(text[: token.start].lower().rstrip()) is not None


def _named(text: str, token: Token) -> bool:
    """Whether "my name is" or "recipient" stands before."""
    return phrases("en_called").search(text[: token.start].lower().rstrip(' :,-–—"')) is not None


def _follows(run: Sequence[Token], token: Token) -> bool:
    """Whether a word goes on with the name: a surname, a second given name, or one that no dictionary has."""
    if run and run[0].word in words("en_ambiguous"):
        return is_common_surname(token.text) or is_rare(token.text)
    if is_surname(token.text) or (is_given(token.text) and token.word not in words("en_ambiguous")):
        return True
    return is_rare(token.text) and not token.text.isupper()


def _without_i(run: list[Token]) -> list[Token]:
    """The run without "I" at its end: "Victor I …" is none."""
    return run[:-1] if len(run) > 1 and run[-1].text == "I" else run


def _goes_on(text: str, tokens: Sequence[Token], particle: Token) -> bool:
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


def _announced(text: str, tokens: Sequence[Token], at: int) -> bool:
    return (tokens[at].capital or tokens[at].initial) and _strong(text, tokens, at)


def _called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "my name is", "I'm", "Regards,"."""
    before = text[: tokens[at].start].lower().rstrip(' :,-–—"')
    token = tokens[at]
    if phrases("en_called").search(before):
        return token.capital or token.initial or token.word not in words("en_after")
    if token.capital and SIGNED.search(text[: token.start]) and re.match(r"(?:\s+(?:[A-Z][\w.]*|and|&|x+))*[.!]?\s*$", text[token.end :]):
        return token.word not in words("en_never") and not token.text.isupper() and not has(cyrillic(token.text), "Geox")
    said = (
        phrases("en_perhaps_called").search(before) is not None
        or re.search(r"\bme,\s*$", text[: token.start]) is not None
    )
    if not is_given(token.text):
        sure = before.endswith(("i am", "i'm")) or (
            said and is_rare(token.text) and not before.endswith(("ok", "thanks", "you"))
        )
        return (
            sure
            and not _modifies(text, tokens, at)
            and token.capital
            and not token.text.isupper()
            and token.word not in words("en_never")
        )
    if said and not token.capital:
        # "it's katya": a word that is nothing but a name.
        return (
            token.word not in words("en_ambiguous")
            and token.word not in words("en_after")
            and (len(token.word) > 3 or is_usual(token.word))
        )
    return said


def _related(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a person stands right before: "my wife Hannah"."""
    if not at or not re.fullmatch(r",?\s(?:is\s|named\s|called\s)?", text[tokens[at - 1].end : tokens[at].start]):
        return False
    if text[tokens[at - 1].end] == "," and not re.search(
        r"\b(?:my|our|his|her)\s+(?:[\w-]+\s+)?$", text[: tokens[at - 1].start].lower()
    ):
        return False
    before = tokens[at - 2] if at > 1 and tokens[at - 1].word in ("is", "was", "called", "named") else tokens[at - 1]
    related = before.word in words("en_people") or before.word.endswith("-in-law")
    if tokens[at].capital:
        return related
    own = re.search(r"\b(?:my|our|his|her)\s+(?:\w+\s)?$", text[: before.start].lower() + " ") is not None
    return related and own and is_usual(tokens[at].word)


def _cued(text: str, token: Token) -> bool:
    """Whether "tell", "ask for", "give it to" stands before: what follows is most often a person."""
    return phrases("en_cues").search(text[: token.start].lower().rstrip()) is not None or (
        phrases("en_weak_cues").search(text[: token.start].lower().rstrip()) is not None
        and phrases("en_about_people").search(text.lower()) is not None
    )


def _addressed(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether one is told, asked or handed something: then no product follows the name."""
    cued = phrases("en_cues").search(text[: tokens[at].start].lower().rstrip()) is not None
    return (
        cued
        and (run[0].capital or run[0].initial)
        and run[0].word not in words("en_ambiguous")
        and not _owns_a_thing(text, run)
    )


def _lower_case(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Whether a usual name without a capital does what people do, or is told something: "katie will grab it", "tell dave"."""
    if not (is_usual(run[0].word) or (is_given(run[0].word) and is_rare(run[0].word, SELDOM))):
        return False
    cued = phrases("en_cues").search(text[: run[0].start].lower().rstrip()) is not None
    return cued or run[0].opens and run[0].word not in words("en_products") and _does_something(text, run)


def _modifies(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether what follows makes the name part of a product's: "Paul Mitchell shampoo"."""
    if last + 1 >= len(tokens) or not text[tokens[last].end : tokens[last + 1].start].isspace():
        return False
    following = tokens[last + 1]
    if _human(text, tokens[last]):
        return False
    return following.word not in words("en_after") and not following.word.endswith(("ed", "ing", "n't"))


def _part_of_a_thing(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a month or a colour, or an article or a capital word stands before: "the Felix", "iPhone Pro Max"."""
    if tokens[at].word in MONTHS and (
        re.match(r"\s*\d", text[tokens[at].end :]) or tokens[at].opens and not _human(text, tokens[at])
    ):
        return True
    if QUANTITY.match(text[tokens[at].end :]):
        return True
    if MADE_BY.search(text[: tokens[at].start].lower().rstrip()):
        return True
    if not at or not text[tokens[at - 1].end : tokens[at].start].isspace():
        return False
    if BOUGHT.search(text[: tokens[at].start]) and not _human(text, tokens[at]):
        return True
    before = tokens[at - 1]
    if tokens[at].word in MONTHS and before.word in AT_A_TIME:
        return True
    if before.word in NO_PERSON_AFTER:
        return True
    if before.text.isupper() or not before.capital:
        return False
    return not before.opens or not (
        before.word in words("en_openers") or before.word in words("en_after") or before.word in words("en_people")
    )


def _owns_a_thing(text: str, run: Sequence[Token]) -> bool:
    """Whether it is a brand's genitive: "Amy's vegan pizza", "Dave's Killer Bread", and not "Amy's birthday"."""
    genitive = GENITIVE.match(text[run[-1].end :])
    if genitive is None:
        return False
    after = text[run[-1].end + genitive.end() :]
    if re.match(r"\s+[A-Z]", after):
        return True
    listed = run[0].opens or re.search(r"(?:,|\band|&)\s*$", text[: run[0].start]) is not None
    return listed and re.match(r"\s+[a-z]", after) is not None and not _belongs(text, run)


def _belongs(text: str, run: Sequence[Token]) -> bool:
    """Whether something follows that people have: "'s birthday"."""
    after = re.match(r"(?:'s|')((?:\s+[a-z-]+){1,3})", text[run[-1].end :])
    return after is not None and any(word in words("en_belongings") for word in after[1].split())


def _introduces(text: str, run: Sequence[Token]) -> bool:
    """Whether what follows says who it is: "(my son)", "here", "from accounting", "and I"."""
    after = text[run[-1].end :]
    own = OWN.match(after)
    return bool(own and own[1] in words("en_people")) or any(pattern.match(after) for pattern in (HERE, FROM, COMPANY))


def _does_something(text: str, run: Sequence[Token]) -> bool:
    return (
        _human(text, run[-1])
        or (is_given(run[0].text) or len(run) > 1)
        and (
            (after := re.match(r"\s+([a-z']+)", text[run[-1].end :])) is not None
            and (after[1] in words("en_verbs") or after[1].endswith("ed"))
        )
    )


def _human(text: str, token: Token) -> bool:
    """Whether what follows is what people do or are, and products are not: "hates olives", "is vegan"."""
    after = text[token.end :].lower()
    if _asked(text, token) and re.match(
        r"\s+(?:please\s+)?(?:have|eat|take|sign|need|get|want|like|collect|pick|drink|come|join|open|know|pay)\b",
        after,
    ):
        return True
    return phrases("en_acts", begin=True).match(after) is not None


def _asked(text: str, token: Token) -> bool:
    return (
        re.search(
            r"\b(?:can|could|does|did|will|would|should|has|might)\s+(?:[A-Z]\w+\s+)?$",
            text[: token.start],
            re.IGNORECASE,
        )
        is not None
    )


def _opens_as_a_name(text: str, run: Sequence[Token]) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name."""
    if _human(text, run[-1]) or _introduces(text, run):
        return True
    if re.match(r"\s+(?:and|or|&)\s+(?!my\b|his\b|her\b|the\b|me\b)[a-z]", text[run[-1].end :]):
        return False
    if run[0].word in words("en_products") and len(run) == 1:
        return text[: run[0].start].endswith(('"', "“", "«")) or SPOKEN_TO.match(text[run[0].end :]) is not None
    if run[0].word not in words("en_ambiguous") or len(run) > 1:
        return True
    other = re.match(r"\s+and\s+([A-Z]\w+)", text[run[-1].end :])
    return (other is not None and is_given(other[1])) or _does_something(text, run)


def _in_russian(text: str, run: Sequence[Token]) -> bool:
    """Whether the words around are Russian, where a word in Latin letters is most often a brand."""
    around = text[: run[0].start].rstrip()[-1:] + text[run[-1].end :].lstrip()[:1]
    return (
        bool(re.search("[а-яё]", around, re.IGNORECASE))
        or not re.search("[a-z]", text[: run[0].start], re.IGNORECASE)
        and bool(re.search("[а-яё]", text, re.IGNORECASE))
    )


def _russian_about(text: str, run: Sequence[Token]) -> bool:
    """Whether the Russian words around speak of a person: "имя на карте IRINA VOLKOVA", "Fatima ест"."""
    before = re.findall(r"[а-яё]+", text[: run[0].start].lower())[-3:]
    after = re.match(r"\s+(?:не\s+)?([а-яё]+)", text[run[-1].end :].lower())
    acts = after is not None and has(after[1], "VERB") and after[1] not in ("есть", "нет")
    return (
        any(
            said_in(word, "ru_people") or (said_in(word, "ru_called") and word not in ("мне", "меня", "мной"))
            for word in before
        )
        or len(run) > 1
        or acts
        and run[0].opens
    )
