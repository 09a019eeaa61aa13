"""What the tokens of a plan count in the loss: the words and the kinds of a vague need are many and could all be others."""

from collections.abc import Sequence

KINDS_WEIGHT = 0.2
"""Of a token of kinds; any other token of a plan weighs 1."""
QUERY_WEIGHT = 0.5
"""Of a token of the words before them: only the kinds are searched."""
_SEARCH, _BEGIN, _END, _SPACE = "find", ":", ";<>~@\n", "\u2581"


def token_weights(pieces: Sequence[str]) -> tuple[float, ...]:
    """The weight of each token of a plan, which are given as the tokeniser writes them."""
    weights = [1.0] * len(pieces)
    query: list[int] | None = None
    inside = False
    for at, piece in enumerate(pieces):
        text = piece.replace(_SPACE, "")
        if text and text[0] in _END:
            inside, query = False, None
        if inside:
            weights[at] = KINDS_WEIGHT
        elif text == _BEGIN:
            inside = True
            for place in query or ():
                weights[place] = QUERY_WEIGHT
        elif query is not None:
            query.append(at)
        elif text == _SEARCH:
            query = []
    return tuple(weights)
