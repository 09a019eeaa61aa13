"""Collects the words of banks and vocabularies: what the planner's speller knows and corrects to.

python -m podbor.agent.planner.training.lexicon
"""

from collections import Counter
from pathlib import Path

from podbor.agent.planner.speller import LEXICON, Dictionaries
from podbor.agent.planner.training.banks import BANKS, SLOT, SLOTS, expand_groups
from podbor.agent.planner.training.corpus import load_banks
from podbor.agent.planner.words import words_of

VOCABULARY_COUNT = 3
"""A word of a vocabulary counts as one that was written this often."""


def collect(banks: Path = BANKS, slots: Path = SLOTS) -> Counter[str]:
    """Count the correctly spelt words: those of vocabularies, and those of messages that a dictionary knows."""
    dictionaries = Dictionaries()
    counts: Counter[str] = Counter()
    for path in slots.glob("*/*.tsv"):
        for word in words_of(path.read_text(encoding="utf-8")):
            counts[word] = max(counts[word], VOCABULARY_COUNT)
    for lines in load_banks(banks).values():
        for line in lines:
            words = {word for choice in expand_groups(line.message) for word in words_of(SLOT.sub(" ", choice))}
            counts.update(word for word in words if dictionaries.knows(word))
    return Counter({word: count for word, count in counts.items() if word.isalpha() and len(word) > 1})


def main() -> None:
    """Write the lexicon."""
    counts = sorted(collect().items(), key=lambda pair: (-pair[1], pair[0]))
    LEXICON.write_text("".join(f"{word}\t{count}\n" for word, count in counts), encoding="utf-8")


if __name__ == "__main__":
    main()
