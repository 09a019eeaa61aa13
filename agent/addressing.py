"""Words of a request that say for whom a thing is: "ей", "for him", "just for", "а мне"; and who is only spoken of."""

from collections.abc import Sequence

from podbor.agent.attribution import CHILDREN, MANY, MEN, WOMEN
from podbor.agent.mentions import AND, COUNTS, FOR, GUEST, HE, POSSESSIVES, SHE, THEY, Mention, governing, is_denied
from podbor.core.morphology import analyser, has, mostly
from podbor.core.phrases import Token

DATIVES = frozenset("ей ему им".split())
NOT_TO = frozenset("к ко по благодаря вопреки навстречу".split())
"""Words before a dative that is nobody's whom a thing is for."""
AFTER_FOR = frozenset("него нее них его ее их him her them his their".split())
GIVING = frozenset(
    "get give buy bring find feed suit suits offer bake make cook pick choose send treat order pack grab".split()
)
"""What one does for somebody: "get her", but "get them" is of things unless something follows."""
HAVES = frozenset("can could may should would will".split())
"""Words between which and a verb who is to have a thing stands: "what can he eat", "would she like"."""
WISHING = ("хотеть", "просить")
SPARE = FOR | frozenset("in at on with please all both then too now from as well today tomorrow".split())
"""What may follow "get them" where they are things."""
ONLY = frozenset("только лишь исключительно лично just only solely".split())
ALONE = frozenset("одной одному одним only".split())
OPENING = frozenset("а и но зато ну теперь тогда еще and but".split())
CONTRAST = frozenset("а и но зато".split())
MYSELF = frozenset("себе себя myself".split())
STATING = frozenset("нравится нравятся кажется нельзя можно показалось все всё cannot".split())
"""What follows "а мне" where it asks for nothing."""
AWAY = tuple("уеха улете ушел ушла ушли уезжа командировк лагер away camp gone left asleep".split())
"""Beginnings of words that tell where somebody is."""
PETS = frozenset(
    "кот кота коту кошка кошки кошке кошку собака собаки собаке собаку пес пса псу щенок щенка щенку котенок котенка котенку "
    "cat cats dog dogs puppy puppies kitten kittens".split()
)
EITHER = frozenset("ребенок малыш младенец чадо дитя подросток грудничок".split())
"""Words of one gender for a child of any."""


def speaks_of_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pronoun says for whom a thing is: "хлеб ей", "for him", "what can she eat"; "сравни его" is of a thing."""
    word = tokens[at].word
    if is_denied(tokens, at):
        return False
    before = tokens[at - 1].word if at and tokens[at - 1].clause == tokens[at].clause else ""
    after = [token.word for token in tokens[at + 1 : at + 3] if token.clause == tokens[at].clause]
    if word in DATIVES:
        return governing(tokens, at) not in NOT_TO
    if word in AFTER_FOR and before in AND and at > 2:
        before = tokens[at - 3].word
    if word in AFTER_FOR and before in ("для", "for"):
        return True
    if word in ("him", "her") and (before in GIVING or before == "to"):
        return True
    if word == "them" and before in GIVING:
        return bool(after) and after[0] not in SPARE
    if word in ("he", "she"):
        return (
            before in HAVES
            or after in (["would", "like"], ["d", "like"])
            or after[:1] in (["wants"], ["needs"], ["can"], ["may"])
        )
    wishing = bool(after) and any(parse.normal_form in WISHING for parse in analyser().parse(after[0]))
    return word in ("он", "она", "они") and wishing


def may_be(pronoun: str, mention: Mention, word: str) -> bool:
    """Whether a pronoun may stand for whom a `word` names."""
    plural = mention.name in MANY or has(word, "NOUN", "plur") and not has(word, "NOUN", "sing")
    plural = plural or (word.isascii() and word.endswith("s") and word not in ("hubs", "missus", "gramps"))
    if pronoun in THEY - HE - SHE:
        return plural or (word.isascii() and mention.name in (*CHILDREN, "partner", "cousin", GUEST))
    if plural:
        return False
    if mention.name in WOMEN or mention.name in MEN:
        return pronoun in (SHE | {"her"} if mention.name in WOMEN else HE | {"his"})
    if word.isascii() or any(parse.normal_form.replace("ё", "е") in EITHER for parse in analyser().parse(word)):
        return True
    return has(word, "NOUN", "femn") if pronoun in SHE else has(word, "NOUN", "masc")


def is_somebody_else(token: Token) -> bool:
    """Whether a word names a pet, or somebody by name: a pronoun after it is of them."""
    return token.word in PETS or mostly(token.word, "Name")


def is_addressed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names for whom something is: "дочке", "для мамы", "for my son", "dad's breakfast"."""
    before = governing(tokens, at)
    if is_denied(tokens, at):
        return False
    if tokens[at].word.isascii():
        return before in FOR
    return before == "для" or (
        has(tokens[at].word, "NOUN", "datv") and before not in NOT_TO and not has(before, "PREP")
    )


def is_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether a thing is for whom a word names and for nobody else: "только для дочки", "just for my son"."""
    place = at - 1
    while place >= 0 and tokens[place].clause == tokens[at].clause:
        word = tokens[place].word
        if word in ONLY:
            return not is_denied(tokens, place) and is_addressed_or_pronoun(tokens, at)
        if word not in FOR | POSSESSIVES | COUNTS and not has(word, "ADJF"):
            break
        place -= 1
    after = tokens[at + 1].word if at + 1 < len(tokens) and tokens[at + 1].clause == tokens[at].clause else ""
    return after in ALONE and is_addressed_or_pronoun(tokens, at)


def is_addressed_or_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names for whom something is, or stands for them."""
    return tokens[at].word in HE | SHE | THEY or is_addressed(tokens, at)


def is_away(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is only told where somebody is: "сын в лагерь уехал", "my boy's off to camp"."""
    said = [token.word for token in tokens if token.clause == tokens[at].clause]
    return not is_addressed(tokens, at) and any(word.startswith(AWAY) for word in said)


def is_own(tokens: Sequence[Token]) -> bool:
    """Whether words ask for something for the shopper: "печенье себе", "for me", "а мне пломбир", "пломбир мне".

    A bare "мне" beside a verb asks for nothing in particular: "покажи мне", "мне нужно".
    """
    return any(_is_own(tokens, at) for at in range(len(tokens)))


def _is_own(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    span = [k for k in range(len(tokens)) if tokens[k].clause == tokens[at].clause]
    said = [tokens[k].word for k in span]
    before, after = [tokens[k].word for k in span if k < at], [tokens[k].word for k in span if k > at]
    if is_denied(tokens, at):
        return False
    if word in MYSELF:
        return True
    if word == "me":
        return before[-1:] == ["for"]
    if word == "меня":
        return before[-1:] == ["для"]
    if word != "мне" or STATING.intersection(after[:2]):
        return False
    if after[:1] in (["самой"], ["самому"], ["одной"], ["одному"]) or before[-1:] in (["только"], ["лично"]):
        return True
    if before and before[-1] in CONTRAST and set(before) <= OPENING or after[:1] == ["то"]:
        return True
    named = any(analyser().parse(other)[0].tag.POS in ("NOUN", "ADJF") for other in (*before, *after))
    acting = any(has(other, part) for other in said for part in ("VERB", "INFN", "PRED", "ADJS", "COMP"))
    return named and not acting and not any(other.isdecimal() or has(other, "NUMR") for other in said)
