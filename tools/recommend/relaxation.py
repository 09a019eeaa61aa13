"""What an empty list would be with one constraint less."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from podbor.core.preferences import Constraints
from podbor.core.slate import Need

FACET_OF = {
    "require_diets": "diet",
    "exclude_diets": "diet",
    "exclude_allergens": "allergen",
    "exclude_ingredients": "ingredient",
    "require_ingredients": "ingredient",
    "exclude_brands": "brand",
    "require_brands": "brand",
    "exclude_categories": "category",
    "require_categories": "category",
    "exclude_tastes": "taste",
    "require_tastes": "taste",
    "exclude_services": "service",
    "require_services": "service",
}
MOST_PROBES = 12


def relaxations(needs: Sequence[Need], constraints: Constraints) -> Iterator[tuple[str, Sequence[Need], Constraints]]:
    """Yield (name of the constraint, needs, constraints) with that one dropped; the needs' own bounds and critiques first."""
    probes = [*_of_needs(needs, constraints), *_of_shifts(needs, constraints), *_of_values(needs, constraints)]
    yield from probes[:MOST_PROBES]


def _of_needs(needs: Sequence[Need], constraints: Constraints) -> Iterator[tuple[str, Sequence[Need], Constraints]]:
    for name in ("price_max", "price_min"):
        if any(getattr(need, name) is not None for need in needs):
            yield name, [replace(need, **{name: None}) for need in needs], constraints  # type: ignore[arg-type]
    for service in sorted({service for need in needs for service in need.services}):
        yield f"service {service}", [replace(need, services=()) for need in needs], constraints


def _of_shifts(needs: Sequence[Need], constraints: Constraints) -> Iterator[tuple[str, Sequence[Need], Constraints]]:
    for shift in constraints.shifts:
        rest = tuple(other for other in constraints.shifts if other != shift)
        yield f"shift {shift.attribute} {shift.direction}", needs, replace(constraints, shifts=rest)


def _of_values(needs: Sequence[Need], constraints: Constraints) -> Iterator[tuple[str, Sequence[Need], Constraints]]:
    for field in fields(constraints):
        facet = FACET_OF.get(field.name)
        if facet is None:
            continue
        values: frozenset[str] = getattr(constraints, field.name)
        for value in sorted(values):
            yield f"{facet} {value}", needs, replace(constraints, **{field.name: values - {value}})  # type: ignore[arg-type]
