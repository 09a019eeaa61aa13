"""What around a word in English says that it is somebody: "my name is", "tell", "hates olives", "'s birthday"."""

import re
from collections.abc import Sequence

from podbor.core.morphology import cyrillic, has
from podbor.core.redaction.english_tokens import Token
from podbor.core.redaction.english_words import is_given, is_land, is_rare, is_usual
from podbor.core.redaction.name_words import phrases, words

NATION = re.compile(r"(?:an|ish|ese|ic|im|ist|ew)$")
"""Ends of what one may be, besides somebody: "I'm Russian"."""
SIGNED = re.compile(
    r"(?:regards|cheers|best(?:\s+wishes)?|love|thanks(?:\s+a\s+lot)?|thank\s+you|thx|tysm|rgds|many\s+thanks|yours|sincerely|xo+|ta|greetings|from)[,!.]?\s*$",
    re.IGNORECASE,
)
SPOKEN_TO = re.compile(
    r"\s*[,!]\s*(?:what|where|can|could|do|are|is|how|why|when|please|you|thanks|thank|i|it|hi|hello|would|will|did|have|we)\b",
    re.IGNORECASE,
)
HERE = re.compile(
    r"\s+(?:at|in|from)\s*\x00|\s+(?:here(?=\s*[,.!–—-])|here$|\s*[–—-]\s*(?:account\s+holder|owner|recipient|receiver|client|customer|manager|director|host)\b|speaking\b|calling\b)|\s+is\s+(?:the|my|his|her)\s+(?:[a-z]+\s+)?(?:sur)?name\b|\s+to\s+(?:the|my|our)\s+(?:account|guest\s+list|list)\b|\s+as\s+(?:[a-z]+\s+){0,2}(?:contact|recipient|receiver|payer|cardholder)\b|\s+(?:is\s+)?on\s+the\s+(?:bell|buzzer|door|intercom)\b"
)
OWN = re.compile(r"\s*[(,–—-]?\s*(?:that's\s+|this\s+is\s+)?(?:my|our|his|her|your)\s+([a-z]+)")
EATEN = (
    "dressing",
    "seasoning",
    "pudding",
    "icing",
    "frosting",
    "stuffing",
    "dumpling",
    "bread",
    "seed",
    "earring",
    "stocking",
)
FROM = re.compile(
    r"\s+(?:next\s+door|downstairs|upstairs)\b|\s+(?:from|in|at|of)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:accounting|accounts|work|school|downstairs|upstairs|"
    r"next\s+door|hr|it|sales|reception|desk|office|shop|door|marketing|finance|bingo|church|gym|yoga|class|room|floor|flat|apartment|department|team)\b",
    re.IGNORECASE,
)
IS_SO = re.compile(
    r"'s\s+(?:(?:vegan|vegetarian|keto|here|away|late|ill|sick)\b(?:\s+(?:now|today))?\s*(?:[,.!?]|$)|"
    r"(?:allergic|gluten|lactose|dairy|coming|pregnant|diabetic|coeliac|celiac|asleep|turning|getting|having|bringing|moving|visiting|on|out|off|in)\b)"
)
ADVERB = re.compile(
    r"^(?=\s)\s+(?:usually|always|never|also|still|often|just|really|only|probably|already|normally|sometimes|definitely|apparently)(?=\s)"
)
NAME_IS = re.compile(r"(?:\bname(?:'s|\s+is)|\bnames\s+are|\bcall\s+me)\s*:?\s*$", re.IGNORECASE)
MYSELF = re.compile(r"(?<!\w)я\s+(?:[—–-]\s+)?$", re.IGNORECASE)
COMPANY = re.compile(
    r"\s+(?:and|&)\s+(?:I|me|my|our|her|his|their)\b|\s+and\s+[A-Z]\w+\s+(?:are|want|love|like|need|will|share|have|hate|eat|can|both|drink|turn|turned)\b|,\s+[A-Z][a-z]+\s+and\s+(?:I|me)\b"
)


def is_sure(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before leave no doubt that a name follows."""
    return _called(text, tokens, at) or _related(text, tokens, at)


def is_told(text: str, token: Token) -> bool:
    """Whether "tell", "ask for", "give it to" stands before."""
    return phrases("en_cues").search(text[: token.start].lower().rstrip()) is not None


def is_signed(text: str, token: Token) -> bool:
    """Whether "Regards," stands before."""
    return SIGNED.search(text[: token.start]) is not None


def is_named(text: str, token: Token) -> bool:
    """Whether "my name is" or "recipient" stands before."""
    return phrases("en_called").search(text[: token.start].lower().rstrip(' :,-–—"')) is not None


def is_myself(text: str, token: Token) -> bool:
    """Whether "я" stands before the word and nothing follows it: "Я Polaris"."""
    said = MYSELF.search(text[: token.start]) and re.match(r"\s*(?:$|[,.!;:])", text[token.end :])
    return bool(said) and token.capital and not token.text.isupper() and token.word not in words("en_never")


def is_announced(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital letter follows words that leave no doubt."""
    return (tokens[at].capital or tokens[at].initial) and is_sure(text, tokens, at)


def _called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "my name is", "I'm", "Regards,"."""
    before = text[: tokens[at].start].lower().rstrip(' :,-–—"')
    token = tokens[at]
    if is_myself(text, token):
        return True
    if phrases("en_called").search(before):
        return token.capital or token.initial or token.word not in words("en_after")
    if (
        token.capital
        and SIGNED.search(text[: token.start])
        and re.match(r"(?:\s+(?:[A-Z][\w.]*|and|&|x+))*[.!]?\s*$", text[token.end :])
    ):
        place = is_land(token.word) or has(cyrillic(token.text), "Geox")
        return token.word not in words("en_never") and not token.text.isupper() and not place
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
            and (not modifies(text, tokens, at) or (tokens[at + 1].capital and not tokens[at + 1].text.isupper()))
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


def is_cued(text: str, token: Token) -> bool:
    """Whether "tell", "ask for", "give it to" stands before: what follows is most often a person."""
    return phrases("en_cues").search(text[: token.start].lower().rstrip()) is not None or (
        phrases("en_weak_cues").search(text[: token.start].lower().rstrip()) is not None
        and phrases("en_about_people").search(text.lower()) is not None
    )


def modifies(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether what follows makes the name part of a product's: "Paul Mitchell shampoo"."""
    if last + 1 >= len(tokens) or not text[tokens[last].end : tokens[last + 1].start].isspace():
        return False
    following = tokens[last + 1]
    if is_human(text, tokens[last]) or text[following.start :].startswith("c/o"):
        return False
    return following.word not in words("en_after") and not (
        following.word.endswith(("ed", "ing", "n't")) and following.word not in EATEN
    )


def belongs(text: str, run: Sequence[Token]) -> bool:
    """Whether something follows that people have: "'s birthday"."""
    if IS_SO.match(text[run[-1].end :]):
        return True
    after = re.match(r"(?:'s|')((?:\s+[a-z-]+){1,3})", text[run[-1].end :])
    if after is not None and re.search(r"\bgift\s+(?:set|card|box|bag|pack)", after[1]):
        return False
    return after is not None and any(word in words("en_belongings") for word in after[1].split())


def introduces(text: str, run: Sequence[Token]) -> bool:
    """Whether what follows says who it is: "(my son)", "here", "from accounting", "and I"."""
    after = text[run[-1].end :]
    own = OWN.match(after)
    return bool(own and own[1] in words("en_people")) or any(pattern.match(after) for pattern in (HERE, FROM, COMPANY))


def does_something(text: str, run: Sequence[Token]) -> bool:
    """Whether a verb follows that people are the subject of; after a known name any verb of the list."""
    return (
        is_human(text, run[-1])
        or (is_given(run[0].text) or len(run) > 1)
        and (
            (after := re.match(r"\s+([a-z']+)", text[run[-1].end :])) is not None
            and (after[1] in words("en_verbs") or after[1].endswith("ed"))
        )
    )


def is_human(text: str, token: Token) -> bool:
    """Whether what follows is what people do or are, and products are not: "hates olives", "is vegan"."""
    after = text[token.end :].lower()
    if _asked(text, token) and re.match(
        r"\s+(?:please\s+)?(?:have|eat|take|sign|need|get|want|like|collect|pick|drink|come|join|open|know|pay)\b",
        after,
    ):
        return True
    return phrases("en_acts", begin=True).match(ADVERB.sub("", after, count=1)) is not None


def _asked(text: str, token: Token) -> bool:
    return (
        re.search(
            r"\b(?:can|could|does|did|will|would|should|has|might)\s+(?:[A-Z]\w+\s+)?$",
            text[: token.start],
            re.IGNORECASE,
        )
        is not None
    )


def opens_as_a_name(text: str, run: Sequence[Token]) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name."""
    if is_human(text, run[-1]) or introduces(text, run):
        return True
    if re.match(r"\s+(?:and|or|&)\s+(?!my\b|his\b|her\b|the\b|me\b)[a-z]", text[run[-1].end :]):
        return False
    if run[0].word in words("en_products") and len(run) == 1:
        return text[: run[0].start].endswith(('"', "“", "«")) or SPOKEN_TO.match(text[run[0].end :]) is not None
    if run[0].word not in words("en_ambiguous") or len(run) > 1:
        return True
    other = re.match(r"\s+and\s+([A-Z]\w+)", text[run[-1].end :])
    return (other is not None and is_given(other[1])) or does_something(text, run)
