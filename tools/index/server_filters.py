"""Conditions in the classes of qdrant-client."""

from qdrant_client import models

from podbor.tools.index.filters import AnyOf, AnyValue, Between, Condition, Conditions


def server_filter(conditions: Conditions) -> models.Filter | None:
    """Return a `models.Filter`, or None where there is no condition."""
    if not conditions:
        return None
    return models.Filter(
        must=[_condition(condition) for condition in conditions.must],
        must_not=[_condition(condition) for condition in conditions.must_not],
    )


def _condition(condition: Condition) -> models.Condition:
    match condition:
        case AnyValue(field=field, values=values):
            return models.FieldCondition(key=field, match=models.MatchAny(any=list(values)))
        case Between(field=field, low=low, high=high):
            return models.FieldCondition(key=field, range=models.Range(gte=low, lte=high))
        case AnyOf(conditions=conditions):
            return models.Filter(should=[_condition(one) for one in conditions])
        case _:
            return models.HasIdCondition(has_id=list(condition.points))
