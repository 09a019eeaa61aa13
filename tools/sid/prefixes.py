"""Prefixes of semantic IDs."""

SEPARATOR = "-"


def prefixes(sid: str) -> tuple[str, ...]:
    """Return the prefixes of a semantic ID from the first level on, the whole SID last.

    >>> prefixes("12-7-201")
    ('12', '12-7', '12-7-201')
    >>> prefixes("")
    ()
    """
    codes = sid.split(SEPARATOR) if sid else []
    return tuple(SEPARATOR.join(codes[: level + 1]) for level in range(len(codes)))
