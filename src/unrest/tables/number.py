"""Numbers as text whose order, letter by letter, is that of the numbers: every engine can compare them, exactly."""

from decimal import Decimal
from math import isinf

__all__ = ["key_of"]

_TURNED = str.maketrans("0123456789", "9876543210")
# No number of ours has so many digits: what is further from zero is larger than all of them, what is nearer smaller.
_MOST = 400


def key_of(number: "int | float | Decimal") -> str:
    """The key of a number: of two numbers the smaller has the key that comes first, and equal numbers have one key.

    It is `p`, the count of digits before the point in four digits, these digits, and the decimals after a point.
    A number below zero begins with `n`, has every digit turned round, and ends in `~`.

    >>> key_of(19), key_of(Decimal("19.5")), key_of(225), key_of(-3)
    ('p000219', 'p000219.5', 'p0003225', 'n99986~')
    >>> sorted([225, -3, 0, 19], key=key_of)
    [-3, 0, 19, 225]
    """
    if isinstance(number, float) and not isinf(number):
        number = Decimal(number)
    below = number < 0
    if abs(number) >= 10**_MOST:
        return "m" if below else "q"
    if isinstance(number, Decimal) and number and number.adjusted() < -_MOST:
        number = Decimal(-1 if below else 1).scaleb(-_MOST)
    digits = format(abs(number), "f" if isinstance(number, Decimal) else "d")
    whole, _, decimals = digits.partition(".")
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    key = f"{len(whole):04}{whole}{'.' + decimals if decimals else ''}"
    return f"n{key.translate(_TURNED)}~" if below else f"p{key}"
