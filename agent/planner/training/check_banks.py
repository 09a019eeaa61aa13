"""Report the bad lines of the phrase banks: `python -m podbor.agent.planner.training.check_banks [FILE …]`."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from podbor.agent.planner.training.banks import BANKS, NEWEST, read_bank
from podbor.core.errors import InputError


def check(paths: Sequence[Path]) -> tuple[Counter[str], list[InputError]]:
    """Return the number of good lines a file, and the bad ones."""
    good: Counter[str] = Counter()
    bad: list[InputError] = []
    for path in paths:
        for line in read_bank(path):
            if isinstance(line, InputError):
                bad.append(line)
            else:
                good[f"{line.lang}/{line.topic}"] += 1
    return good, bad


def main(arguments: Sequence[str]) -> int:
    """Check the files named, or all banks; print a summary; return the exit status."""
    paths = [Path(name) for name in arguments] or sorted([*BANKS.glob("*/*.txt"), *NEWEST.glob("*/*.txt")])
    good, bad = check(paths)
    for error in bad:
        print(error)
    for topic, count in sorted(good.items()):
        print(f"{count:6} {topic}")
    print(f"{good.total():6} good, {len(bad)} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
