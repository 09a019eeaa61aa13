"""Podbor: a conversational recommender over several retail services."""
