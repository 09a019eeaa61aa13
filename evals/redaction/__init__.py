"""Labelled messages of personal data, and what the tagger of `core/redaction` learns from them."""
