"""The preference log, the resolver that folds it, and what a shopper may do with it."""

from podbor.memory.consent import LASTING_MEMORY, Consent, SqlConsents
from podbor.memory.files import FolderData
from podbor.memory.personal import ProfileData, erase_everywhere
from podbor.memory.resolver import resolve
from podbor.memory.retractions import (
    forget_everything,
    forget_fact,
    remove_fact,
    retract_events,
    shift_retractions,
    taken_back,
    undo_events,
)
from podbor.memory.statements import changes_events, feedback_events, shift_event
from podbor.memory.store import SqlProfileStore
from podbor.memory.summary import RememberedFact, facts
from podbor.memory.turns import TurnFacts

__all__ = [
    "LASTING_MEMORY",
    "Consent",
    "FolderData",
    "ProfileData",
    "RememberedFact",
    "SqlConsents",
    "SqlProfileStore",
    "TurnFacts",
    "changes_events",
    "erase_everywhere",
    "facts",
    "feedback_events",
    "forget_everything",
    "forget_fact",
    "remove_fact",
    "resolve",
    "retract_events",
    "shift_event",
    "shift_retractions",
    "taken_back",
    "undo_events",
]
