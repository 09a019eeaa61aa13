"""Tells a message that somebody died: it is condoled, and nothing is looked for."""

import re

from podbor.agent.addressing import PETS
from podbor.agent.people import People
from podbor.core.text import fold

_WHEN = r"вчера|сегодня|недавно|утром|ночью|just|has|recently|sadly|yesterday|today|this morning|last (?:week|month|year|night)"
_WHOSE = rf"у (?:нас|меня)|наш\w*|мо[йя]|любим\w+|стар\w+|our|my|the|poor|dear|old|beloved|{_WHEN}"
_DIED = r"умер(?:ла|ли)?|погиб(?:ла|ли)?|скончал(?:ся|ась)|died|passed (?:away|on)"
LOSS = re.compile(
    rf"(?:(?:{_WHOSE}) )*(?:(?:{_DIED}) (?:(?:{_WHOSE}) )*(?P<after>\w+)|(?P<before>\w+) (?:(?:{_WHOSE}) )*(?:{_DIED}))"
    rf"(?: (?:{_WHEN}))*",
    re.IGNORECASE,
)
"""Says that one died, and nothing else."""
SMALL_PETS = frozenset("хомяк хомячок попугай попугайчик кролик питомец hamster parrot rabbit pet".split())


def is_a_loss(message: str) -> bool:
    """Whether a message only says that a pet or somebody of the household died.

    >>> is_a_loss("у нас вчера умер кот"), is_a_loss("my dog passed away"), is_a_loss("телефон умер")
    (True, True, False)
    """
    found = LOSS.fullmatch(message.strip(" .!…:(,"))
    who = fold(found["after"] or found["before"]) if found else ""
    return who in PETS | SMALL_PETS or People.load().called(who) is not None
