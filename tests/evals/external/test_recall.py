import json
from collections.abc import Callable
from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.evals.external.moments import Moment, report
from podbor.evals.external.opendialkg import read_opendialkg
from podbor.evals.external.rankers import nearest, popularity
from podbor.evals.external.redial import read_redial
from podbor.tools.embedding.e5 import E5Embedder

REDIAL = {
    "conversationId": "391",
    "initiatorWorkerId": 0,
    "respondentWorkerId": 1,
    "movieMentions": {
        "111776": "Super Troopers (2001)",
        "91481": "Beverly Hills Cop (1984)",
        "124771": "Police Academy",
    },
    "messages": [
        {"timeOffset": 0, "text": "Hi, something like @111776 please", "senderWorkerId": 0, "messageId": 1},
        {"timeOffset": 9, "text": "@111776 is fun. Have you seen @91481 ?", "senderWorkerId": 1, "messageId": 2},
        {"timeOffset": 20, "text": "Yes! More like it?", "senderWorkerId": 0, "messageId": 3},
        {"timeOffset": 31, "text": "Then @124771 or @91481", "senderWorkerId": 1, "messageId": 4},
    ],
}
SILENT = {**REDIAL, "conversationId": "392", "movieMentions": [], "messages": REDIAL["messages"][2:3]}  # type: ignore[index]
WALK = [1.0, [["Iron Man", "starred_actors", "Robert Downey Jr."]], "Iron Man starring Robert Downey Jr."]
TALK = [
    {"type": "chat", "message": "Do you like Iron Man", "sender": "user"},
    {"type": "action", "action_id": "kgwalk/choose_path", "sender": "assistant", "metadata": {"path": WALK}},
    {"type": "chat", "message": "Sure! Robert Downey Jr. is in it", "sender": "assistant"},
    {"type": "action", "action_id": "meta_thread/send_meta_message", "sender": "user", "metadata": {"text": "hm"}},
    {"type": "chat", "message": "Nice", "sender": "assistant"},
]


def write_redial(path: Path, *dialogues: object) -> Path:
    path.write_text("".join(json.dumps(dialogue) + "\n" for dialogue in dialogues), encoding="utf-8")
    return path


def test_redial_as_published(tmp_path: Path) -> None:
    moments, titles = read_redial(write_redial(tmp_path / "test_data.jsonl", REDIAL, SILENT))
    assert titles["111776"] == "Super Troopers (2001)"
    first, second = moments
    assert first.context == "Hi, something like Super Troopers (2001) please"
    assert (first.seen, first.recommended) == (frozenset({"111776"}), frozenset({"111776", "91481"}))
    assert second.seen == frozenset({"111776", "91481"})
    assert "Have you seen Beverly Hills Cop" in second.context


def test_a_message_may_have_a_mark_that_ends_lines(tmp_path: Path) -> None:
    text = json.dumps(REDIAL, ensure_ascii=False).replace("something like", "something\u2028like")
    (tmp_path / "a.jsonl").write_text(text + "\n", encoding="utf-8")
    assert len(read_redial(tmp_path / "a.jsonl")[0]) == 2


def test_what_was_mentioned_and_what_is_not_sold_is_not_counted(tmp_path: Path) -> None:
    moments, titles = read_redial(write_redial(tmp_path / "a.jsonl", REDIAL))
    sold = {item: title for item, title in titles.items() if item != "124771"}
    found = report(moments, sold, {"parrot": lambda moment: sorted(moment.seen) + sorted(set(sold) - moment.seen)})
    assert (found["moments"], found["scored"]) == (2, 1)
    assert found["rankers"]["parrot"]["fresh"]["1"]["mean"] == 1.0
    assert found["rankers"]["parrot"]["with_seen"]["1"]["mean"] == 1.0
    everything = report(moments, titles, {"parrot": lambda moment: sorted(moment.seen, reverse=True)})
    assert everything["scored"] == 2
    assert everything["rankers"]["parrot"]["fresh"]["50"]["mean"] == 0.0
    assert everything["rankers"]["parrot"]["with_seen"]["50"]["mean"] == 0.5


def test_nothing_to_find_is_unscored() -> None:
    moment = Moment(dialogue="1", context="", seen=frozenset("a"), recommended=frozenset("a"))
    found = report([moment], {"a": "A"}, {"any": lambda _: ["a"]})
    assert found["scored"] == 0
    assert found["rankers"]["any"]["fresh"]["1"] is None


def test_opendialkg_as_published(tmp_path: Path) -> None:
    quoted = json.dumps(TALK).replace('"', '""')
    (tmp_path / "opendialkg.csv").write_text(f'Messages,User Rating,Assistant Rating\n"{quoted}",5,5\n', "utf-8")
    (moment,), titles = read_opendialkg(tmp_path / "opendialkg.csv")
    assert titles == {"Robert Downey Jr.": "Robert Downey Jr."}
    assert (moment.context, moment.recommended) == ("Do you like Iron Man", {"Robert Downey Jr."})


def test_a_popular_item_of_the_same_dialogue_is_not_popular() -> None:
    moments = [
        Moment(dialogue=name, context="", seen=frozenset(), recommended=frozenset(items))
        for name, items in (("1", "b"), ("1", "b"), ("2", "c"))
    ]
    rank = popularity(moments, {"a": "A", "b": "B", "c": "C"})
    assert rank(moments[0])[0] == "c"
    assert rank(moments[2])[0] == "b"


def test_the_nearest_title_comes_first() -> None:
    rank = nearest(
        E5Embedder(), {"1": "The Conjuring, a horror film", "2": "Finding Nemo, an animated film for children"}
    )
    moment = Moment(dialogue="1", context="a cartoon for my kids", seen=frozenset(), recommended=frozenset("2"))
    assert rank(moment)[0] == "2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "neither ReDial's lines nor IARD's object"),
        ('{"1": {}}', "dialogue_info"),
        ('{"conversationId": 1, "movieMentions": {}}', "a.json:1"),
    ],
)
def test_another_file_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_redial(tmp_path / "a.json")


def test_a_table_without_messages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Text,Rating\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="no such column; there are: Text, Rating"):
        read_opendialkg(tmp_path / "a.csv")


def test_dialogues_of_iard_are_read_the_same_way(shared_data: Callable[[str], Path]) -> None:
    moments, titles = read_redial(shared_data("dialogues/iard/iard_dev.json"))
    assert len({moment.dialogue for moment in moments}) > 190
    assert all(moment.recommended <= titles.keys() for moment in moments)
    assert not any("@" in moment.context for moment in moments[:50])
