"""Trains the tagger of names and addresses on the labelled messages, others' names in them, and on phrases that name nobody."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from podbor.agent.planner.training.banks import expand_groups
from podbor.agent.planner.training.corpus import load_banks
from podbor.agent.planner.training.fill import Filler
from podbor.core.redaction.features import Piece, features, pieces_of
from podbor.core.redaction.name_words import words
from podbor.core.redaction.plain import plain
from podbor.core.redaction.redactor import by_rules
from podbor.core.redaction.spans import Span, blanked
from podbor.core.redaction.tagger import FILE, TAGGED
from podbor.core.vocabulary import LOCALES
from podbor.evals.redaction.made_up import MakeUp, Message

SEED = 1
OTHERS = 3
"""How often each message is learnt with others' names and addresses, besides as it is."""
PHRASES = 6000
"""Phrases of the planner's banks a language: what shoppers say of things."""
BASKETS = 1500
"""Rows of things a language, in numbers: "кефир Бородинский 2, батон 1"."""
SAID_BEFORE = {
    "ru": ("", "", "есть", "ещё", "добавьте", "а", "книга", "где", "стихи", "хочу", "не", "вместо", "только"),
    "en": ("", "", "any", "add", "is there", "a book by", "the", "not", "some", "by", "instead of", "only"),
}
UNSAID = 0.5
"""How often it is not told what the rules found, so that it does not rely on them: they know these messages better than others."""
FIRST_WEIGHTS, SECOND_WEIGHTS, ROUNDS = 0.1, 0.05, 80
"""Penalties on weights and on their squares: the first keeps the file small."""


def train(messages: Sequence[Message], path: Path = FILE) -> None:
    """Learn from labelled messages and write the tagger's file; the same messages make the same file."""
    from pycrfsuite import Trainer

    made_up, rng = MakeUp(SEED), random.Random(SEED)
    others = (made_up.other(message) for _ in range(OTHERS) for message in messages)
    trainer = Trainer(verbose=False)
    trainer.set_params({"c1": FIRST_WEIGHTS, "c2": SECOND_WEIGHTS, "max_iterations": ROUNDS})
    for message in (*messages, *others, *phrases(), *baskets()):
        text = blanked(plain(message.text), (span for span in message.spans if span.kind not in TAGGED))
        pieces = pieces_of(text)
        found = [span for span in by_rules(text, TAGGED) if rng.random() > UNSAID]
        trainer.append(features(pieces, found), list(labels(pieces, message.spans)))
    trainer.train(str(path))


def labels(pieces: Iterable[Piece], spans: Sequence[Span]) -> Iterator[str]:
    """Yield of each piece whether it begins an address or a name, goes on with it, or neither."""
    for piece in pieces:
        within = [span for span in spans if span.kind in TAGGED and span.start <= piece.start < span.end]
        yield f"{'B' if within[0].start == piece.start else 'I'}-{within[0].kind}" if within else "O"


def phrases() -> Iterator[Message]:
    """Yield what shoppers say of things, of the planner's banks; brands and dishes, and hardly a person."""
    for locale, lines in load_banks().items():
        rng = random.Random(f"{SEED} {locale}")
        filler = Filler(locale)
        for line in rng.sample(lines, min(PHRASES, len(lines))):
            said = replace(line, message=rng.choice(list(expand_groups(line.message))))
            yield Message(text=filler.fill(said, rng)[0], spans=())


def baskets() -> Iterator[Message]:
    """Yield rows of brands and of things, some of which are called as people are, with numbers after them."""
    for locale in LOCALES:
        rng = random.Random(f"{SEED} {locale}")
        filler = Filler(locale)
        brands = sorted(words(f"{locale}_brands"))
        things = [entry[0] for name in ("product", "brand") for entry in filler.vocabulary(name)]
        for _ in range(BASKETS):
            yield Message(text=_basket(rng, locale, brands, things), spans=())


def _basket(rng: random.Random, locale: str, brands: Sequence[str], things: Sequence[str]) -> str:
    row = [rng.choice(rng.choice((brands, things, things))) for _ in range(rng.randint(1, 4))]
    said = [thing.title() if rng.random() < 0.5 else thing for thing in row]
    joint = rng.choice((", ", ", ", " ", " и " if locale == "ru" else " and "))
    counted = joint.join(f"{thing} {rng.randint(1, 60)}" if rng.random() < 0.4 else thing for thing in said)
    return f"{rng.choice(SAID_BEFORE[locale])} {counted}".strip()
