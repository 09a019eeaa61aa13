"""Forms that a hyphen joins to the thing that has them: "крем-сыр" is a cheese, "гель-лак" a varnish."""

import re

from podbor.core.text import fold

FORM = re.compile(r"\b(?:крем|гель|мусс)-(?=[а-я])")
"""Those that stand first; in "суп-пюре" it is the other way round."""


def without_form(text: str) -> str:
    """The text, folded, without them.

    >>> without_form("Крем-сыр"), without_form("крем для рук")
    ('сыр', 'крем для рук')
    """
    return FORM.sub("", fold(text))
