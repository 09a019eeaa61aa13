"""What the tokens of a plan count in the loss: the kinds of a vague need are many and could all be others."""

from collections.abc import Sequence

KINDS_WEIGHT = 0.2
"""Of a token of kinds; any other token of a plan weighs 1."""
_BEGIN, _END, _SPACE = ":", ";<>~@\n", "\u2581"


def token_weights(pieces: Sequence[str]) -> tuple[float, ...]:
    """The weight of each token of a plan, which are given as the tokeniser writes them."""
    weights: list[float] = []
    inside = False
    for piece in pieces:
        text = piece.replace(_SPACE, "")
        if text and text[0] in _END:
            inside = False
        weights.append(KINDS_WEIGHT if inside else 1.0)
        inside = inside or text == _BEGIN
    return tuple(weights)
