"""Holds a plan to the words of its message: each file is one thing that a small model gets wrong, and what puts it right."""
