"""What a difference between two titles costs, out of a score of 1."""

from dataclasses import dataclass

CONFLICT = 1.0
ONE_SIDED = {"percent": 0.2, "layers": 0.1, "watts": 0.1, "kelvin": 0.3, "age": 0.1, "portions": 0.0, "length": 0.2}
ONE_SIDED |= {
    "spf": 0.2,
    "hertz": 0.05,
    "mcg": 0.1,
    "lumens": 0.05,
    "dpi": 0.05,
    "hours": 0.05,
    "pages": 0.05,
    "speed": 0.05,
    "in one": 0.2,
    "varieties": 0.1,
    "washes": 0.1,
}
ONE_SIDED |= dict.fromkeys(
    "pressure turns loudness suction speed pixels frames response brightness impedance thickness buttons density".split(),
    0.05,
)
"""Figures of appliances, beside which the maker's model tells the thing."""
DOUBT = 0.5
"""Cost of a quantity or a facet that only one title tells."""
PIECES_UNTOLD = 0.2
"""Cost of how many pieces are in a weight that both titles tell: "150 г", "8 шт, 150 г"."""
SIZE_UNTOLD = 0.3
"""Cost of a size where the other title tells none of any sort."""
KIND = 0.15
"""Cost of kinds that differ: they are read from the titles, and the words that name them are compared as well."""
PLAIN = 0.15
"""Cost of a plain word more in the title of a branded product whose every other word both titles have."""
PRAISE = 0.2
"""Cost of "нежный" or "classic" in one title only."""
PRAISES = 0.25
"""Cost of each where both titles praise, and not the same."""
MORE_PLAIN = 0.05
"""Cost of every such word after the first: a title that describes, describes at length."""
UNMEASURED = 0.1
"""Cost of a size of what is sold in one: hair dye, mascara."""
SLIGHT = 0.1
"""Cost of what titles often leave out."""
MOST_SLIGHT = 0.25
"""All that is slight costs no more than this, however long a title describes."""
UNTOLD = 0.2
"""Cost of a facet below, or a value of one, that only one title tells."""
FACETS_UNTOLD = frozenset(
    "body gender skin link resolution glaze coffee porridge pickled meat_cure medium peeled slicing perfume step".split()
)
VALUES_UNTOLD = frozenset(
    (
        "tea:fruit curd:hard curd:medium leaf:loose gas:still gas:strong salted:none gravy:sauce gravy:stew "
        "colour:white colour:black colour:grey colour:silver colour:transparent wash:white "
        "coffee:beans "
        "diet:protein yogurt:drinking detergent:spray detergent:powder detergent:stick detergent:roll detergent:foam "
        "detergent:serum detergent:balm"
    ).split()
)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that the titles do not share, and its cost in score."""

    aspect: str
    left: str
    right: str
    cost: float
