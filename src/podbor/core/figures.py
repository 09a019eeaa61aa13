"""Figures in words, for developers: what shoppers read is in the narrator's messages."""


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "trial"), counted(2, "trial")
    ('1 trial', '2 trials')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def figure(value: float, *, sign: str = "") -> str:
    """A number by three decimals, or by three significant digits where these would hide it; `sign` "+" says it always.

    >>> figure(0.0), figure(0.98765), figure(1234.5), figure(-0.0000412, sign="+")
    ('0.000', '0.988', '1,234', '-4.12e-05')
    """
    size = abs(value)
    if size >= 10:
        return f"{value:{sign},.0f}"
    return f"{value:{sign}.3f}" if size >= 0.1 or size == 0 else f"{value:{sign}.3g}"
