"""How often the rules that hold a plan to its message change a plan of the banks, which is right as it is.

python -m podbor.agent.planner.training.harm [--newest] [--show N]
"""

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from podbor.agent.planner.language import Act, parse_plan, render_plan
from podbor.agent.planner.prompt import prepare
from podbor.agent.planner.reading import HOLDS
from podbor.agent.planner.training.banks import BANKS, NEWEST, SLOT, expand_groups
from podbor.agent.planner.training.corpus import load_banks

SEED = 1


def right_plans(*folders: Path) -> Iterator[tuple[str, tuple[Act, ...]]]:
    """Messages of the banks without slots, one wording each, and their plans."""
    rng = random.Random(SEED)
    for lines in chain.from_iterable(load_banks(folder).values() for folder in folders):
        for line in lines:
            if not SLOT.search(line.message) and not SLOT.search(line.plan):
                yield prepare(rng.choice(list(expand_groups(line.message)))), parse_plan(line.plan)


def main() -> None:
    """Print a line a rule, and some of the plans that it changes."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="changed plans to print a rule")
    parser.add_argument("--newest", action="store_true", help="those of the newest banks, too")
    asked = parser.parse_args()
    plans = list(right_plans(BANKS, *([NEWEST] if asked.newest else [])))
    for hold in HOLDS:
        changed = [(message, acts, held) for message, acts in plans if (held := tuple(hold(message, acts))) != acts]
        print(f"{hold.__name__}: {len(changed)} of {len(plans)}, {len(changed) / len(plans):.2%}")
        for message, acts, held in changed[: asked.show]:
            print(f"  {message}: {render_plan(acts)} -> {render_plan(held)}")


if __name__ == "__main__":
    main()
