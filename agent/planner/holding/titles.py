"""Items on screen that a message names: by words that only one title on the list has, in either language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.language import Act, Bounds, Compare, Find, Judge, Prefer, Shift, Why
from podbor.agent.planner.numerals import number_of
from podbor.agent.planner.words import SAME_SOUND, SOUND_LETTERS, likeness, sound, stem, words_of
from podbor.core.redaction.brands import brands_in
from podbor.tools.catalog.sizes import size_of
from podbor.tools.recommend.amounts import written_amounts
from podbor.tools.recommend.brands import brands_match
from podbor.tools.recommend.glossary import Glossary

FITS = 0.8
"""Share of a phrase that a title has to hold to be what the phrase means, whatever else is on the list."""
REMOVE = re.compile(
    r"(?<!\w)(?:убери|убрать|уберите|выкинь|долой|минус|не надо|не нужн\w+|"
    r"take (?:\S+ ){1,4}off|off the list|drop|remove|ditch|lose|skip|scrap|get rid of)(?!\w)",
    re.IGNORECASE,
)
BRAND = re.compile(
    r"бренд|марк[аиуе]|фирм[аыу]|brand|никогда|never|больше не|any more|люб(?:ое|ой|ую|ые) друг|any(?:thing)? (?:other|else)",
    re.IGNORECASE,
)
WISHED_WITHOUT = re.compile(r"(?<!\w)(?:без|without)(?!\w)|free(?!\w)", re.IGNORECASE)
"""Wishes for something that is not in a thing, even where it asks: "без орехов есть там?"."""
ABOUT_AN_ITEM = re.compile(
    r"(?<!\w)(?:поч[её]м|сколько (?:\w+ )?(?:стоит|за)|ск(?:ольк|ок)[оа] (?:миллилитров|литров|граммов|грамм|штук|листов|метров) в|"
    r"из чего|(?:что )?в составе|how much (?:is|are|for)|what (?:does|do) .* cost|"
    r"what(?:['’]s| is) (?:the .* made|in (?:it|the))|made (?:of|from))(?!\w)",
    re.IGNORECASE,
)
"""Asks what an item costs or is made of."""
GOES_WITH = re.compile(
    r"(?<!\w)(?:к|ко|для|под|с|со|вместо|with|for|to|instead|like)(?!\w)",
    re.IGNORECASE,
)
"""Asks for something else than the item it may name."""
POINTED = re.compile(
    r"\d|(?<!\w)(?:(?:перв|втор|трет|четв|пят|послед)\w*|first|second|third|fourth|fifth|last|one|it|это|он[аои]?)(?!\w)",
    re.IGNORECASE,
)
"""A number, or a word that points without naming."""
IN_THERE = re.compile(
    r"(?<!\w)(?:in (?:there|it|them|these|those|this)|(?:в|во) (?:н[её]м|ней|них|этом|этой|этих|составе)|там|тут)"
    r"(?:\W+(?:нет|есть|точно))*\W*\?\W*$",
    re.IGNORECASE,
)
"""How a question ends that asks what is in an item."""
BRANDED = re.compile(r"(?:овск|евск|шн)(?:ий|ого|ому|ая|ую|ой|ое|ие|их|ый|ые|ых)$")
"""How a word ends that is made of a brand: "брауновский"."""
MIN_LETTERS = 3
WORD = re.compile(r"[^\W\d_]+")


def fitting_position(phrase: str, context: PlannerContext) -> int | None:
    """Position of the one item whose title holds the whole phrase, or nearly; None when none fits best."""
    shares = sorted(
        ((*_shares(phrase, item.title), item.position) for item in context.slate if item.title), reverse=True
    )
    if shares and shares[0][0] >= FITS and (len(shares) == 1 or shares[0][:2] > shares[1][:2]):
        return shares[0][2]
    return None


def named_position(phrase: str, context: PlannerContext) -> int | None:
    """Position of the item that `phrase` names, be it by one word that no other title has; None when there is none."""
    fitting = fitting_position(phrase, context)
    if fitting is not None:
        return fitting
    for told in (_of_need(phrase, context), _of_size(phrase, context)):
        if len(told) == 1:
            return told[0]
    named = set(_named((word for word in words_of(phrase) if len(word) >= MIN_LETTERS), context))
    return named.pop() if len(named) == 1 else None


def named_group(phrase: str, context: PlannerContext) -> tuple[int, ...]:
    """Positions of all items whose titles hold the whole phrase, that were looked for by it, or are of the size that it tells."""
    held = tuple(item.position for item in context.slate if _shares(phrase, item.title)[0] >= FITS)
    return held or _of_need(phrase, context) or _of_size(phrase, context)


def _of_need(phrase: str, context: PlannerContext) -> tuple[int, ...]:
    """Positions of the items of one of several needs on screen: "the nappies", whatever their title calls them."""
    needs = {item.need for item in context.slate}
    return tuple(
        item.position
        for item in context.slate
        if len(needs) > 1 and item.need and _shares(phrase, item.need)[0] >= FITS
    )


def _of_size(phrase: str, context: PlannerContext) -> tuple[int, ...]:
    """Positions of the items of a size: "two litre" is "2 л"."""
    digits = WORD.sub(lambda found: str(number_of(found[0]) or found[0]), phrase)
    size = size_of(written_amounts(digits))
    return tuple(item.position for item in context.slate if size is not None and size_of(item.title) == size)


def name_items(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` pointing at the one item that the message names, where they point at nothing, or at another unsaid."""
    acts = tuple(_compared(message, _told_apart(message, act, context), context) for act in acts)
    positions = set(_named(_free_words(message, context), context))
    if len(positions) != 1:
        return tuple(acts)
    ref = str(positions.pop())
    acts = tuple(_by_name(message, act, ref) for act in acts)
    judged = tuple(_corrected(_judged(message, act, ref, context), ref, context) for act in acts)
    if any(getattr(act, "refs", ()) or getattr(act, "ref", None) for act in judged):
        return judged
    pointing = {*_named(_pointers(message, acts, context), context)}
    return tuple(_pointing(act, ref) for act in judged) if pointing == {int(ref)} else judged


def point_at_the_only(acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` pointing at the only item on screen, where they point at words that no title has."""
    if len(context.slate) != 1:
        return tuple(acts)
    return tuple(_corrected(act, str(context.slate[0].position), context) for act in acts)


def ask_of_the_named(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the question about the one item that a message names and asks the price or the make of, for a search or a critique.

    Or anything else where a vague need was made of it: "does the Bosch make much noise?".
    """
    if len(acts) != 1 or not isinstance(acts[0], Find | Shift):
        return tuple(acts)
    asks = message.rstrip().endswith("?") and not GOES_WITH.search(message)
    vague = isinstance(acts[0], Find) and acts[0].kinds and asks
    if not vague and not ABOUT_AN_ITEM.search(message):
        return tuple(acts)
    positions = set(_named(_free_words(message, context), context))
    if not positions and len(context.slate) == 1 and _shares(_asked_of(acts[0]), context.slate[0].title)[0] >= FITS:
        positions = {context.slate[0].position}
    return (Why(refs=(str(positions.pop()),)),) if len(positions) == 1 else tuple(acts)


def ask_of_the_shown(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the question about what is on screen, where all that a plan requires is asked of it: "defo no milk in there?"."""
    required = acts and all(isinstance(act, Prefer) and act.scope == "session" for act in acts)
    if not required or not context.slate or not IN_THERE.search(message) or WISHED_WITHOUT.search(message):
        return tuple(acts)
    named = set(_named(_free_words(message, context), context))
    return (Why(refs=(str(named.pop()),) if len(named) == 1 else ()),)


def _asked_of(act: Act) -> str:
    return act.query or "" if isinstance(act, Find) and act.bounds == Bounds() else ""


def _compared(message: str, act: Act, context: PlannerContext) -> Act:
    """A comparison of words that no title has is of the several items that one word names: "the two maasdams"."""
    if not isinstance(act, Compare) or not act.refs or not all(ref.startswith('"') for ref in act.refs):
        return act
    named = list(filter(None, (named_group(ref.strip('"'), context) for ref in act.refs)))
    if named:
        several = len(named) == 1 < len(act.refs) and 1 < len(named[0]) < len(context.slate)
        return replace(act, refs=tuple(map(str, named[0]))) if several else act
    groups = {
        holders
        for word in _free_words(message, context)
        if 1 < len(holders := tuple(_spelling(word, context))) < len(context.slate)
    }
    return replace(act, refs=tuple(map(str, groups.pop()))) if len(groups) == 1 else act


def _told_apart(message: str, act: Act, context: PlannerContext) -> Act:
    """Feedback on several, or a comparison, of which some words name none: the items of the message, where they are as many."""
    if not isinstance(act, Judge | Compare) or len(act.refs) < 2 or not all(ref.startswith('"') for ref in act.refs):
        return act
    if all(named_position(ref.strip('"'), context) for ref in act.refs):
        return act
    named = tuple(dict.fromkeys(_named(_free_words(message, context), context)))
    return replace(act, refs=tuple(map(str, named))) if len(named) == len(act.refs) else act


def _corrected(act: Act, ref: str, context: PlannerContext) -> Act:
    """Feedback on words that no title has, or a question about them, is of the item that the message names, or of the only one."""
    match act:
        case Judge(refs=(quoted,)) | Why(refs=(quoted,)) if (
            quoted.startswith('"') and named_position(quoted.strip('"'), context) is None
        ):
            return replace(act, refs=(ref,))
        case _:
            return act


def _judged(message: str, act: Act, ref: str, context: PlannerContext) -> Act:
    """An exclusion of a brand, kind or ingredient that is the item's own, where the message removes the item."""
    match act:
        case Prefer(stance="exclude", scope="session") if act.fact.facet in ("brand", "category", "ingredient"):
            same = named_position(act.fact.value or "", context) == int(ref)
            return Judge(verdict="reject", refs=(ref,)) if same and _removes(message) else act
        case _:
            return act


def _by_name(message: str, act: Act, ref: str) -> Act:
    """A question about another item than the one named, where the message says no number: "the capacity of the Kitfort"."""
    unsaid = isinstance(act, Why) and len(act.refs) == 1 and act.refs[0].isdecimal() and not POINTED.search(message)
    return Why(refs=(ref,)) if unsaid else act


def _pointing(act: Act, ref: str) -> Act:
    match act:
        case Why(refs=()):
            return Why(refs=(ref,))
        case Shift(ref=None):
            return replace(act, ref=ref)
        case _:
            return act


def _removes(message: str) -> bool:
    return REMOVE.search(message) is not None and BRAND.search(message) is None


def _free_words(message: str, context: PlannerContext) -> tuple[str, ...]:
    """Words that can name an item: not those of the need, which all items share."""
    need = {stem(word) for word in words_of(context.need)}
    return tuple(word for word in words_of(message) if len(word) >= MIN_LETTERS and stem(word) not in need)


def _pointers(message: str, acts: Sequence[Act], context: PlannerContext) -> Iterator[str]:
    """The free words that no act needs for something else: "less salty" speaks of salt, "no Milka, cheaper" of a brand."""
    shifted = [ATTRIBUTE_WORDS[act.attribute] for act in acts if isinstance(act, Shift)]
    held = [
        word
        for act in acts
        for text in (act.fact.value if isinstance(act, Prefer) else act.query if isinstance(act, Find) else "",)
        for word in words_of(text or "")
    ]
    for word in _free_words(message, context):
        spoken_of = any(re.match(words, word, re.IGNORECASE) for words in shifted)
        if not spoken_of and not any(likeness(word, other) for other in held):
            yield word


def _named(said: Iterable[str], context: PlannerContext) -> list[int]:
    """Positions that words point at, each by a word that only its title has."""
    found: list[int] = []
    for word in said:
        holders = list(_spelling(word, context)) or [
            item.position for item in context.slate if _means(word, item.title)
        ]
        if len(holders) == 1 and not word.isdecimal():
            found.append(holders[0])
    return found


def _spelling(word: str, context: PlannerContext) -> Iterator[int]:
    """Positions of the items whose titles say a word."""
    return (item.position for item in context.slate if _spells(item.title, word))


def _shares(phrase: str, title: str) -> tuple[float, float]:
    """How much of a phrase a title holds, 0 to 1: spelt or in other words; and spelt alone, as "gouda" is among cheeses."""
    wanted = words_of(phrase)
    spelt = [_spells(title, word) for word in wanted]
    held = [share or float(_means(word, title)) for share, word in zip(spelt, wanted, strict=True)]
    return (sum(held) / len(wanted), sum(spelt) / len(wanted)) if wanted else (0.0, 0.0)


def _spells(title: str, word: str) -> float:
    """How much a title holds a word, 0 to 1: as it is, as it sounds, or as a brand is spelt in another alphabet."""
    return max((likeness(word, other) or _is_brand(word, other) for other in words_of(title)), default=0.0)


def _is_brand(word: str, other: str) -> float:
    """`SAME_SOUND` where two words are one brand: "хаггис" is Huggies, "jbls" are of JBL."""
    bare = BRANDED.sub("", word)
    short = min(len(bare), len(other))
    across = bare.isascii() != other.isascii() and (
        short >= SOUND_LETTERS or short == MIN_LETTERS and bool(brands_in([bare]))
    )
    # "Xiaomi" is said with an s.
    heard = sound(bare) == re.sub("^ksi?", "s", sound(other)) if across and other.startswith("x") else False
    of_brand = word.removesuffix("s") == other or heard or across and brands_match(bare, other)
    return SAME_SOUND if of_brand and len(other) >= MIN_LETTERS else 0.0


def _means(word: str, title: str) -> bool:
    glossary = Glossary.load()
    meant = glossary.concepts(stem(word))
    return bool(meant) and any(meant & glossary.concepts(stem(other)) for other in words_of(title))
