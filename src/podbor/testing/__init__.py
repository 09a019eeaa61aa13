"""Fakes that ship with the package, for the tests of those who build on it."""

from podbor.testing.scripted import ScriptedChatModel, ScriptedPlanner, ScriptExhausted, calls_message

__all__ = ["ScriptExhausted", "ScriptedChatModel", "ScriptedPlanner", "calls_message"]
