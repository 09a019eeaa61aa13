"""Words are compared by several threads at a time: one conversation must not spoil another's stems."""

from concurrent.futures import ThreadPoolExecutor

from podbor.agent.planner.words import stem


def test_threads_stem_without_each_other() -> None:
    words = [
        f"{letter}{end}" for letter in "абвгдежзиклмнопрстуфхцчшэюя" * 40 for end in ("словами", "речками", "ными")
    ]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(stem.__wrapped__, words))
    assert together == [stem.__wrapped__(word) for word in words]
