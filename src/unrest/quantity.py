"""A number as it was reported: exact, at least, almost, between, vague.

Questions come in pairs: *certainly* asks whether the answer is yes for every number that the words allow, *possibly*
whether it is for one.
A bound that is missing is no bound at all, below 0 either: a change may be negative, and nothing is assumed of a count.
"""

import re
from collections.abc import Iterable
from decimal import Context, Decimal, Inexact
from functools import lru_cache, reduce
from typing import Any, ClassVar, Final

from attrs import field, frozen

from .construction import Constructed
from .errors import InvalidValue, Problem, nearest, show
from .vocabulary import Qualifier

__all__ = ["Quantity", "certainly_over", "fault_of_quantity", "to_quantity", "total"]

Number = int | Decimal

_MOST_DIGITS: Final = 38  # what a decimal column of Arrow, DuckDB and Spark holds
_EXACTLY: Final = Context(prec=4 * _MOST_DIGITS, traps=[Inexact])
_BOUNDS: Final = {
    Qualifier.AT_LEAST: ">=",
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_MOST: "<=",
    Qualifier.LESS_THAN: "<",
    Qualifier.ALMOST: "<~",
    Qualifier.ABOUT: "~",
}
_BY_SIGN: Final = {sign: qualifier for qualifier, sign in _BOUNDS.items()}
_QUALIFIERS: Final[dict[str, Qualifier]] = {str(each): each for each in Qualifier}
_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.ALMOST})
_EXCLUDED: Final = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.ALMOST})

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_SIGNED = re.compile(r"(>=|>|<=|<~|<|~)?(.*)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What else people write for a number, and mean one.
_LOOSE = re.compile(r"([+-]?)([0-9][0-9,_'\s]*)(\.[0-9]*)?(?:[eE]([+-]?[0-9]{1,2}))?")
# Signs and dashes of other forms.
_OTHER_SIGNS: Final = {"≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=", "≈": "~", "…": "..", "．": "."}
_OTHER_SIGN = re.compile("|".join(_OTHER_SIGNS))
_DASH = re.compile(r"\s*\.{2,}\s*|(?<=[0-9oO])\s*[-–—]\s*(?=[0-9])")
_WORDS = re.compile(r"[^\W\d_]+(?:[\s'’-]{1,3}[^\W\d_]+)*")
_NO_WORDS: Final = frozenset({"none", "null", "nan", "inf", "infinity"})  # what programs write for no number
_FORMS: Final = "19, >=225, >3000, <=50, <50, <~1000, ~160, 160..225, 160..164..225, '\"dozens\"' or ?"


def _refuse(code: str, found: str, expected: str, hint: str | None = None, place: str = "") -> InvalidValue:
    return InvalidValue(Problem(code=code, place=place, found=found, expected=expected, hint=hint))


def _digits(number: Decimal) -> int:
    """How many digits it takes to write the number without an exponent."""
    _, digits, exponent = number.as_tuple()
    return max(len(digits) + max(int(exponent), 0), -int(exponent))


def _normal(found: Any) -> Any:
    """A Decimal in its one form, an int where it is whole; anything else unchanged, for the check to refuse."""
    if type(found) is not Decimal or not found.is_finite():
        return found
    if found == 0:
        return 0
    if found.adjusted() > _MOST_DIGITS or found.adjusted() < -_MOST_DIGITS or len(found.as_tuple().digits) > 400:
        return found
    sign, digits, exponent = found.as_tuple()
    written, power = "".join(map(str, digits)), int(exponent)
    short = written.rstrip("0")
    power += len(written) - len(short)
    if power >= 0:
        return int(short) * 10**power * (-1 if sign else 1)
    return Decimal((sign, tuple(map(int, short)), power))


def _number_fault(name: str, found: object) -> Problem | None:
    if found is None:
        return None
    if type(found) is int:
        if -(10**_MOST_DIGITS) < found < 10**_MOST_DIGITS:
            return None
        told = f"a number of {len(str(abs(found)))} digits" if abs(found) < 10**1000 else "a number too long to write"
        return Problem(code="quantity.digits", place=name, found=told, expected=f"at most {_MOST_DIGITS} digits")
    expected = "a whole number or a Decimal"
    if type(found) is not Decimal:
        hint = "a float is not the number that was written: Decimal('0.1')" if type(found) is float else None
        return Problem(code="quantity.type", place=name, found=show(found), expected=expected, hint=hint)
    if not found.is_finite():
        return Problem(code="quantity.type", place=name, found=show(found), expected="a finite number")
    if _digits(found) > _MOST_DIGITS:
        told = f"a number of {_digits(found)} digits"
        return Problem(code="quantity.digits", place=name, found=told, expected=f"at most {_MOST_DIGITS} digits")
    return None


def _written(number: Number) -> str:
    return str(number) if type(number) is int else format(number, "f")


def _shape(qualifier: Qualifier) -> tuple[str, ...]:
    """The fields that a qualifier needs; `best` may also stand with between."""
    if qualifier in _LOWER:
        return ("low",)
    if qualifier in _UPPER:
        return ("high",)
    if qualifier is Qualifier.ABOUT:
        return ("best",)
    return ("low", "high") if qualifier in (Qualifier.BETWEEN, Qualifier.EXACT) else ()


def _shape_faults(self: "Quantity") -> list[Problem]:
    needed, qualifier = _shape(self.qualifier), self.qualifier
    allowed = {*needed, "best"} if qualifier in (Qualifier.BETWEEN, Qualifier.EXACT) else set(needed)
    faults = []
    for name in ("low", "best", "high"):
        found = getattr(self, name)
        if found is None and name in needed:
            expected = f"a number, as {qualifier} has"
            faults.append(Problem(code="quantity.shape", place=name, found="nothing", expected=expected))
        elif found is not None and name not in allowed:
            expected = f"nothing: {qualifier} has {' and '.join(needed) or 'no number'}"
            faults.append(Problem(code="quantity.shape", place=name, found=_written(found), expected=expected))
    if not faults and needed == ("low", "high"):
        faults += _order_faults(self)
    return faults


def _order_faults(self: "Quantity") -> list[Problem]:
    low, best, high = self.low, self.best, self.high
    assert low is not None
    assert high is not None
    if self.qualifier is Qualifier.EXACT:
        if low == high == best:
            return []
        told = ", ".join("nothing" if each is None else _written(each) for each in (low, best, high))
        return [Problem(code="quantity.exact", place="best", found=told, expected="one number three times")]
    if low > high:
        hint = f"did you mean '{_written(high)}..{_written(low)}'?"
        expected = f"at most {_written(high)}, the high"
        return [Problem(code="quantity.order", place="low", found=_written(low), expected=expected, hint=hint)]
    if best is not None and not low <= best <= high:
        expected = f"a number from {_written(low)} to {_written(high)}"
        return [Problem(code="quantity.order", place="best", found=_written(best), expected=expected)]
    return []


def _text_fault(name: str, found: object) -> Problem | None:
    if found is None or (type(found) is str and found != "" and _SURROGATE.search(found) is None):
        return None
    return Problem(code="quantity.type", place=name, found=show(found), expected="text that is not empty")


def _to_qualifier(found: str) -> Qualifier:
    if type(found) is str and found in _QUALIFIERS:
        return _QUALIFIERS[found]
    # Not a word of the list, or no text at all: the check names it.
    return found  # type: ignore[return-value]


@frozen(kw_only=True, repr=False)
class Quantity(Constructed):
    """A number as it was reported, with its bounds as said and its hedge.

    The bound is the number as said; the qualifier says whether it is included.
    Numbers are ints, or Decimals of at most 38 digits in their one form: 3.0 is 3.
    The text forms are 19, >=225, >3000, <=50, <50, <~1000, ~160, 160..225, 160..164..225, "dozens" in quotes, and ?.
    Only these shapes can be built.

    Raises:
        InvalidValue: for another shape, a low above the high, a float, a bool, or more than 38 digits.

    >>> Quantity(low=225, qualifier="at_least")
    Quantity('>=225')
    >>> Quantity.parse("160..225").high
    225
    """

    is_given_as_text: ClassVar[bool] = True

    low: Number | None = field(default=None, converter=_normal)
    """The smallest number that the words allow, or the one that it is more than."""
    best: Number | None = field(default=None, converter=_normal)
    """The number that the source itself gives as the likeliest; the number itself where it is exact or about."""
    high: Number | None = field(default=None, converter=_normal)
    """The largest number that the words allow, or the one that it is less than."""
    qualifier: Qualifier = field(converter=_to_qualifier)
    """How the number was hedged."""
    wording: str | None = field(default=None)
    """The words of the source: "at least 225", "dozens"."""
    rule: str | None = field(default=None)
    """Name of the rule that turned words into these numbers, where the words do not say them themselves."""

    def __attrs_post_init__(self) -> None:
        numbers = {"low": self.low, "best": self.best, "high": self.high}
        if self.low is self.best is self.high:
            numbers = {"low": self.low}  # one number three times has a fault once
        faults = [_number_fault(name, each) for name, each in numbers.items()]
        faults += [_text_fault("wording", self.wording), _text_fault("rule", self.rule)]
        broken = [each for each in faults if each is not None]
        if type(self.qualifier) is not Qualifier or self.qualifier is Qualifier.OTHER:
            broken.append(_qualifier_fault(self.qualifier))
        elif not broken:
            broken = _shape_faults(self)
        if broken:
            raise InvalidValue(*broken)

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read the text form.

        Raises:
            InvalidValue: for any other text; the message names the nearest right form.

        >>> Quantity.parse(">=225").low, Quantity.parse('"dozens"').wording
        (225, 'dozens')
        """
        if type(text) is not str:
            raise _refuse("quantity.format", show(text), f"text: {_FORMS}")
        return _parsed(text)

    def __str__(self) -> str:
        qualifier = self.qualifier
        if qualifier is Qualifier.EXACT:
            return _written(_given(self.low))
        if qualifier in _BOUNDS:
            bound = self.low if qualifier in _LOWER else self.high if qualifier in _UPPER else self.best
            return _BOUNDS[qualifier] + _written(_given(bound))
        if qualifier is Qualifier.BETWEEN:
            return "..".join(_written(each) for each in (self.low, self.best, self.high) if each is not None)
        return f'"{self.wording or ""}"' if qualifier is Qualifier.VAGUE else "?"

    def __repr__(self) -> str:
        wording = "" if self.wording is None or self.qualifier is Qualifier.VAGUE else f", wording={self.wording!r}"
        rule = "" if self.rule is None else f", rule={self.rule!r}"
        return f"Quantity({str(self)!r}{wording}{rule})"

    # Questions. Each pair is told from the bounds alone: what is never certain has none.

    def _over(self, number: Number, *, included: bool) -> bool:
        """Whether every number that the words allow is over this one, or that one itself where it is included."""
        if self.low is None:
            return False
        return self.low > number or (self.low == number and (included or self.qualifier is Qualifier.MORE_THAN))

    def _under(self, number: Number, *, included: bool) -> bool:
        if self.high is None:
            return False
        below = self.qualifier in (Qualifier.LESS_THAN, Qualifier.ALMOST)
        return self.high < number or (self.high == number and (included or below))

    def certainly_at_least(self, number: Number) -> bool:
        """Whether it is this number or more, whichever it was.

        >>> Quantity.parse(">=225").certainly_at_least(225)
        True
        """
        return self._over(_asked(number), included=True)

    def possibly_at_least(self, number: Number) -> bool:
        """Whether it may be this number or more.

        >>> Quantity.parse("<=50").possibly_at_least(51)
        False
        """
        return not self._under(_asked(number), included=False)

    def certainly_more_than(self, number: Number) -> bool:
        """Whether it is more than this number, whichever it was.

        >>> Quantity.parse(">3000").certainly_more_than(3000)
        True
        """
        return self._over(_asked(number), included=False)

    def possibly_more_than(self, number: Number) -> bool:
        """Whether it may be more than this number.

        >>> Quantity.parse("~160").possibly_more_than(1000)
        True
        """
        return not self._under(_asked(number), included=True)

    def certainly_at_most(self, number: Number) -> bool:
        """Whether it is this number or less, whichever it was.

        >>> Quantity.parse("<50").certainly_at_most(50)
        True
        """
        return self._under(_asked(number), included=True)

    def possibly_at_most(self, number: Number) -> bool:
        """Whether it may be this number or less.

        >>> Quantity.parse(">3000").possibly_at_most(3000)
        False
        """
        return not self._over(_asked(number), included=False)

    def certainly_less_than(self, number: Number) -> bool:
        """Whether it is less than this number, whichever it was.

        >>> Quantity.parse("<~1000").certainly_less_than(1000)
        True
        """
        return self._under(_asked(number), included=False)

    def possibly_less_than(self, number: Number) -> bool:
        """Whether it may be less than this number.

        >>> Quantity.parse(">=225").possibly_less_than(225)
        False
        """
        return not self._over(_asked(number), included=True)

    def certainly_equals(self, number: Number) -> bool:
        """Whether it is this number, whichever it was.

        >>> Quantity.parse("19").certainly_equals(19), Quantity.parse("~19").certainly_equals(19)
        (True, False)
        """
        return self.low is not None and self.low == self.high == _asked(number)

    def possibly_equals(self, number: Number) -> bool:
        """Whether it may be this number.

        >>> Quantity.parse("160..225").possibly_equals(200), Quantity.parse(">3000").possibly_equals(3000)
        (True, False)
        """
        asked = _asked(number)
        return not self._over(asked, included=False) and not self._under(asked, included=False)

    def __add__(self, other: "Quantity | Number") -> "Quantity":
        """The sum: a bound where both have it, an excluded one where either is excluded, vague without any."""
        given = to_quantity(other)
        return _sum(self, given) if type(given) is Quantity else NotImplemented

    __radd__ = __add__


def _given(number: Number | None) -> Number:
    assert number is not None  # a broken shape cannot be built
    return number


def _asked(number: object) -> Number:
    asked: Number = _normal(number)
    if (fault := _number_fault("", asked)) is not None or asked is None:
        raise InvalidValue(fault or Problem(code="quantity.type", found="None", expected="a number to ask for"))
    return asked


def _qualifier_fault(found: object) -> Problem:
    # Another hedge has no shape here: the words stay as a vague quantity.
    known = [str(each) for each in Qualifier if each is not Qualifier.OTHER]
    likely = nearest(found, known) if isinstance(found, str) else None
    hint = f"did you mean {likely!r}?" if likely else None
    expected = f"one of {', '.join(known)}"
    return Problem(code="word.unknown", place="qualifier", found=show(found), expected=expected, hint=hint)


def _sum(one: Quantity, other: Quantity) -> Quantity:
    low = None if one.low is None or other.low is None else _added(one.low, other.low)
    high = None if one.high is None or other.high is None else _added(one.high, other.high)
    excluded = one.qualifier in _EXCLUDED or other.qualifier in _EXCLUDED
    if low is not None and high is not None:
        best = None if one.best is None or other.best is None else _added(one.best, other.best)
        # 3..3 is not exact, nor is a sum with it: else the order of adding would count.
        both_exact = one.qualifier is other.qualifier is Qualifier.EXACT
        qualifier = Qualifier.EXACT if both_exact else Qualifier.BETWEEN
        return Quantity(low=low, best=best, high=high, qualifier=qualifier)
    if low is not None:
        return Quantity(low=low, qualifier=Qualifier.MORE_THAN if excluded else Qualifier.AT_LEAST)
    if high is not None:
        return Quantity(high=high, qualifier=Qualifier.LESS_THAN if excluded else Qualifier.AT_MOST)
    return Quantity(qualifier=Qualifier.VAGUE)


def _added(one: Number, other: Number) -> Number:
    # The default context of decimal would round to 28 digits and say nothing.
    if type(one) is int and type(other) is int:
        return one + other
    return _EXACTLY.add(Decimal(one), Decimal(other))


def certainly_over(one: Quantity, other: Quantity) -> bool:
    """Whether one is more than another, whatever number each of them was.

    >>> few = Quantity.parse("18")
    >>> certainly_over(Quantity.parse(">18"), few), certainly_over(Quantity.parse("~19"), few)
    (True, False)
    """
    if one.low is None or other.high is None:
        return False
    return one._over(other.high, included=False) or other._under(one.low, included=False)


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of several quantities.

    Raises:
        InvalidValue: for no quantities at all, because nothing reported is not 0.

    >>> total([Quantity.parse("19"), Quantity.parse(">=225")])
    Quantity('>=244')
    """
    given = list(quantities)
    if not given:
        raise _refuse("quantity.none", "no quantity", "at least one", "nothing reported is not 0")
    return reduce(_sum, given)


# Reading.


def _parsed(text: str) -> Quantity:
    # A long text is words that are nearly unique, and no number.
    return _kept(text) if len(text) <= 3 * _MOST_DIGITS else _parse(text)


def _parse(text: str) -> Quantity:
    if text == "?":
        return Quantity(qualifier=Qualifier.UNKNOWN)
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return Quantity(qualifier=Qualifier.VAGUE, wording=text[1:-1] or None)
    if ".." in text:
        return _range(text)
    match = _SIGNED.fullmatch(text)
    sign, digits = (match[1], match[2]) if match else (None, text)
    number = _read(digits, text)
    if sign is None:
        return Quantity(low=number, best=number, high=number, qualifier=Qualifier.EXACT)
    qualifier = _BY_SIGN[sign]
    if qualifier in _LOWER:
        return Quantity(low=number, qualifier=qualifier)
    return (
        Quantity(high=number, qualifier=qualifier)
        if qualifier in _UPPER
        else Quantity(best=number, qualifier=qualifier)
    )


_kept = lru_cache(maxsize=65_536)(_parse)


def _range(text: str) -> Quantity:
    parts = text.split("..")
    if len(parts) > 3 or not all(parts):
        hint = "one bound is '>=160' or '<=225'" if len(parts) == 2 else None
        raise _refuse("quantity.format", show(text), "LOW..HIGH or LOW..BEST..HIGH", hint)
    low, *between, high = (_read(part, text) for part in parts)
    return Quantity(low=low, best=between[0] if between else None, high=high, qualifier=Qualifier.BETWEEN)


def _read(digits: str, text: str) -> Number:
    if len(digits) <= 2 * _MOST_DIGITS and _NUMBER.fullmatch(digits) and digits != "-0":
        return int(digits) if "." not in digits else Decimal(digits)
    mended = _mended(text)
    hint = _hint_for_words(text) if mended is None else f"did you mean {mended!r}?"
    raise _refuse("quantity.format", show(text), _FORMS, hint)


def _mended(text: str) -> str | None:
    """The text form of what is meant by signs, dashes and numbers in other forms, where that can be told."""
    if len(text) > 200:
        return None
    plain = _OTHER_SIGN.sub(lambda match: _OTHER_SIGNS[match[0]], text.strip())
    plain = re.sub(r"(.*[0-9])\s*\+", r">=\1", plain) if plain.endswith("+") else plain
    match = _SIGNED.fullmatch(plain)
    assert match is not None
    numbers = [_likely(part) for part in _DASH.split(match[2])]
    known = [each for each in numbers if each is not None]
    is_shape = len(numbers) == 1 or (len(numbers) <= 3 and match[1] is None)
    if len(known) < len(numbers) or not is_shape or known != sorted(known, key=Decimal):
        return None
    return (match[1] or "") + "..".join(known)


def _hint_for_words(text: str) -> str | None:
    words = text.strip().strip("'‘’“”«»")
    if words.casefold() == "unknown":
        return "said to be unknown is '?'"
    if len(words) > 80 or words.casefold() in _NO_WORDS or _WORDS.fullmatch(words) is None:
        return None
    return f"words go in quotes: '\"{words}\"'"


def _likely(digits: str) -> str | None:
    """The normal form of what is meant by a number in another form, where that can be told."""
    if len(digits) > 80:
        return None
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in digits.strip())
    plain = re.sub(r"(?<=[0-9])[oO]|[oO](?=[0-9])", "0", plain).replace("−", "-")
    match = _LOOSE.fullmatch(plain)
    if match is None:
        return None
    number = _normal(Decimal(f"{match[1]}{re.sub(r'[^0-9]', '', match[2])}{match[3] or ''}E{match[4] or 0}"))
    return _written(number) if _number_fault("", number) is None else None


def to_quantity(found: "Quantity | int | Decimal | str") -> "Quantity":
    """A Quantity from itself, its text or a number; what cannot be one unchanged, for the check to refuse.

    >>> to_quantity(19), to_quantity(">=225")
    (Quantity('19'), Quantity('>=225'))
    """
    try:
        return _from(found)
    except InvalidValue:
        return found  # type: ignore[return-value]


def _from(found: object) -> Quantity:
    if type(found) is Quantity:
        return found
    if type(found) is str:
        return _parsed(found)
    if type(found) is int or type(found) is Decimal:
        return Quantity(low=found, best=found, high=found, qualifier=Qualifier.EXACT)
    raise _refuse("quantity.type", show(found), "a Quantity, its text, a whole number or a Decimal")


def fault_of_quantity(found: object) -> tuple[Problem, ...]:
    """Why something is no Quantity.

    >>> fault_of_quantity("16O..225")[0].hint
    "did you mean '160..225'?"
    """
    try:
        _from(found)
    except InvalidValue as error:
        return error.problems
    return ()
