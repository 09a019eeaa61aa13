"""What is wrong with a file, in one line."""

from pydantic import ValidationError


def first_mistake(error: Exception) -> str:
    """The field and the reason of the first mistake that a model found; what another error says.

    >>> from pydantic import TypeAdapter
    >>> try:
    ...     TypeAdapter(dict[str, list[int]]).validate_json('{"a": [1, "b"]}')
    ... except ValidationError as error:
    ...     first_mistake(error)
    'a.1: Input should be a valid integer, unable to parse string as an integer'
    """
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    return ": ".join(part for part in (".".join(map(str, first["loc"])), first["msg"]) if part)
