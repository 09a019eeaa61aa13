"""Collects the words of banks and vocabularies: what the planner's speller knows and corrects to.

python -m podbor.agent.planner.training.lexicon
"""

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from podbor.agent.planner.speller import LEXICON, knows
from podbor.agent.planner.training.banks import BANKS, NEWEST, SLOT, SLOTS, BankLine, expand_groups
from podbor.agent.planner.training.corpus import load_banks
from podbor.agent.planner.words import stem, words_of
from podbor.core.frequencies import frequencies

VOCABULARY_COUNT = 3
"""A word of a vocabulary counts as one that was written this often."""
COMMON = 150
"""Count in the Russian frequency dictionary from which a word that no bank holds may be meant too."""
OFTEN = 3
"""A word that no dictionary knows and that stands in so many lines is no error, but nothing is corrected to it.

One that a dictionary knows, and that no plan has, is meant by another from so many lines on."""
LETTERS, LEFT_OUT = 3, 2
"""Of a word that was cut short: those it shares with the whole at the least, and those that the whole has more."""
CATALOG, SHELVES = "podbor.tools.catalog", ("kinds.yaml", "ingredients.yaml", "matching/lexicon.yaml")


def collect(banks: Path = BANKS, newest: Path = NEWEST, slots: Path = SLOTS) -> dict[str, int]:
    """Word → how often it is written; 0 for one that is right but never meant by another."""
    written: Counter[str] = Counter()
    planned = _words_of_shelves()
    for lines in load_banks(banks).values():
        for line in lines:
            written.update({word for choice in expand_groups(line.message) for word in words_of(SLOT.sub(" ", choice))})
    for folder in (banks, newest):
        for lines in load_banks(folder).values():
            planned.update(word for line in lines for word in words_of(SLOT.sub(" ", line.plan)))
            planned.update(word for line in lines for word in _clipped(line))
    counts = {
        word: count if known and (count >= OFTEN or word in planned) else 0
        for word, count in written.items()
        if (known := knows(word)) or count >= OFTEN
    }
    for path in slots.glob("*/*.tsv"):
        for word in words_of(path.read_text(encoding="utf-8")):
            counts[word] = max(counts.get(word, 0), VOCABULARY_COUNT)
    for word, count in frequencies("ru").items():
        if count >= COMMON and knows(word):
            counts.setdefault(word.replace("ё", "е"), 1)
    for word in planned:
        counts.setdefault(word, 0)
    return {word: count for word, count in counts.items() if word.isalpha() and len(word) > 1 or word in "яиваскоу"}


def _clipped(line: BankLine) -> Iterator[str]:
    """Words of a message that no dictionary knows and that begin one of its plan, but for their last letter: "cauli", "телек"."""
    whole = words_of(SLOT.sub(" ", line.plan))
    for word in words_of(SLOT.sub(" ", line.message)):
        start = word[:-1] if len(word) > LETTERS else word
        long = len(start) >= LETTERS and any(
            other.startswith(start) and len(other) >= len(word) + LEFT_OUT for other in whole
        )
        if long and not knows(word):
            yield word


def _words_of_shelves() -> set[str]:
    """What kinds and titles of products are made of, as the catalogue knows them."""
    texts = (files(CATALOG).joinpath(name).read_text(encoding="utf-8") for name in SHELVES)
    return {word for text in texts for word in words_of(text.replace("_", " "))}


def main() -> None:
    """Write the lexicon."""
    counts = sorted(collect().items(), key=lambda pair: (-pair[1], pair[0]))
    LEXICON.write_text("".join(f"{word}\t{count}\t{stem(word)}\n" for word, count in counts), encoding="utf-8")


if __name__ == "__main__":
    main()
