"""Conditions in the classes of qdrant-edge."""

from typing import Any

import qdrant_edge as edge

from podbor.tools.index.filters import AnyOf, AnyValue, Between, Condition, Conditions


def edge_filter(conditions: Conditions) -> Any:
    """Return an `edge.Filter`, or None where there is no condition."""
    if not conditions:
        return None
    return edge.Filter(
        must=[_condition(condition) for condition in conditions.must],
        must_not=[_condition(condition) for condition in conditions.must_not],
    )


def _condition(condition: Condition) -> Any:
    match condition:
        case AnyValue(field=field, values=values):
            return edge.FieldCondition(key=field, match=edge.MatchAny(any=list(values)))
        case Between(field=field, low=low, high=high):
            return edge.FieldCondition(key=field, range=edge.RangeFloat(gte=low, lte=high))
        case AnyOf(conditions=conditions):
            return edge.Filter(should=[_condition(one) for one in conditions])
        case _:
            return edge.HasIdCondition(point_ids=set(condition.points))
