from podbor.core.items import Bilingual, Item
from podbor.tools.sid.history import LONGEST, history_lines

CAPTIONS = {"1-2": Bilingual(ru="шоколад · молочный", en="chocolate · milk"), "7": Bilingual(ru="чай", en="tea")}


def item(name: str, sid: str) -> Item:
    return Item(item_id=name, title=Bilingual(ru=f"{name} ру", en=f"{name} en"), sid=sid)


def test_a_history_reads_in_both_languages_the_latest_first() -> None:
    taken = [item("A", "1-2-3"), item("B", "9-9-9"), item("C", "7"), item("D", "")]
    assert history_lines(taken, CAPTIONS, "ru") == [
        "D ру",
        "[7] C ру (чай)",
        "[9-9-9] B ру",
        "[1-2-3] A ру (шоколад · молочный)",
    ]
    assert history_lines(taken, CAPTIONS, "en")[-1] == "[1-2-3] A en (chocolate · milk)"


def test_a_long_history_is_cut_to_its_end() -> None:
    lines = history_lines([item(str(number), "") for number in range(50)], {}, "ru")
    assert len(lines) == LONGEST
    assert lines[0] == "49 ру"
