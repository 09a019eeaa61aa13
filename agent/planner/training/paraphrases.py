"""Collects which words of the banks' plans are none of their messages, and what they stand for.

python -m podbor.agent.planner.training.paraphrases
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from podbor.agent.planner.holding.paraphrases import PARAPHRASES, foreign_words, split
from podbor.agent.planner.holding.phrases import is_filler
from podbor.agent.planner.language import Act, Find
from podbor.agent.planner.training.harm import right_plans
from podbor.agent.planner.words import stem

LETTERS = 3
"""Of a word that another may stand for."""


def collect(plans: Iterable[tuple[str, Sequence[Act]]]) -> dict[str, set[str]]:
    """Stem of a word of a plan that its message does not have → stems of the message, those of fillers and numbers left out."""
    stands_for: dict[str, set[str]] = defaultdict(set)
    for message, acts in plans:
        said = [word for word in split(message) if len(word) >= LETTERS and word.isalpha() and not is_filler(word)]
        for act in acts:
            if isinstance(act, Find) and act.query and not act.kinds:
                for word in foreign_words(act.query, split(message)):
                    own = {stem(other) for other in said if not any(stem(other) == stem(w) for w in split(act.query))}
                    stands_for[stem(word)] |= own
    return stands_for


def main() -> None:
    """Write the table."""
    rows = sorted(collect(right_plans()).items())
    PARAPHRASES.write_text("".join(f"{word}\t{' '.join(sorted(own))}\n" for word, own in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
