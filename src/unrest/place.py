"""Where something was reported: Place, and how finely a claim knows it, Where."""

from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from attrs import field, frozen

from .constraint import Rule, as_word, check, is_id, number, reference, text, texts, to_number, value, word
from .construction import Constructed
from .errors import InvalidValue, Problem, nearest, show
from .initializer import initialized
from .source import Code, Entry, Ref, identities, identity, not_itself, record_class, to_codes, to_texts
from .vocabulary import PlaceKind, Precision

__all__ = ["Place", "Where", "fault_of_where", "to_place", "to_places", "to_where"]


def _to_kind(found: "str | None") -> "PlaceKind | None":
    result: PlaceKind | None = as_word(PlaceKind, found)
    return result


def _to_precision(found: "str | None") -> "Precision | None":
    result: Precision | None = as_word(Precision, found)
    return result


def to_place(found: "str | Place | None") -> "Ref[Place] | None":
    """The reference to a place.

    >>> to_place(Place("place:almaty", name="Almaty"))
    Ref('place:almaty')
    """
    result: Ref[Place] | None = identity(found)
    return result


# Of a field that is never empty pyright wants a converter that never gives None.
def _to_the_place(found: "str | Place") -> "Ref[Place]":
    result: Ref[Place] = identity(found)
    return result


def to_places(found: "Iterable[str | Place]") -> "tuple[Ref[Place], ...]":
    """References to places, sorted and without repeats.

    >>> to_places(["place:b", "place:a", "place:b"])
    (Ref('place:a'), Ref('place:b'))
    """
    result: tuple[Ref[Place], ...] = identities(found)
    return result


def _coordinates(self: "Place") -> Problem | None:
    if (self.latitude is None) == (self.longitude is None):
        return None
    absent = "latitude" if self.latitude is None else "longitude"
    return Problem(code="place.coordinates", place=absent, found="nothing", expected="both coordinates, or neither")


@record_class
@frozen(kw_only=True, repr=False)
class Place(Entry):
    """A country, city, building or area in which something was reported.

    A set of places or a vague one ("some cities", "abroad") is a place of kind `area`.
    Coordinates are WGS 84 degrees.

    >>> Place("place:almaty", name="Almaty", aliases=["Alma-Ata"], kind="settlement")
    Place('place:almaty', name=Almaty, aliases=(Alma-Ata), kind=settlement)
    """

    name: str = field(metadata=text(required=True))
    """Its name in English."""
    aliases: tuple[str, ...] = field(default=(), converter=to_texts, metadata=texts())
    """Other names and spellings, among them those of the sources."""
    kind: PlaceKind | None = field(default=None, converter=_to_kind, metadata=word(PlaceKind))
    """What sort of place it is."""
    within: "Ref[Place] | None" = field(default=None, converter=to_place, metadata=reference(Ref, "place"))
    """The larger place that it lies in."""
    codes: tuple[Code, ...] = field(default=(), converter=to_codes, metadata=value(Code, many=True))
    """Codes of it in other lists."""
    latitude: float | None = field(default=None, converter=to_number, metadata=number(-90, 90))
    """Degrees north, from -90 to 90."""
    longitude: float | None = field(default=None, converter=to_number, metadata=number(-180, 180))
    """Degrees east, from -180 to 180."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(("latitude", "longitude"), _coordinates, "(self.latitude is None) is (self.longitude is None)"),
        not_itself("within"),
    )

    def __str__(self) -> str:
        return self.name


@initialized()
@frozen(repr=False)
class Where(Constructed):
    """A place, how finely this claim knows it, and the words of the source.

    Precision belongs to the claim: one report may know the same place to the building, and another to the city.
    Text form: the place, then a space and the precision where it is coded.

    >>> str(Where("place:almaty", precision="settlement"))
    'place:almaty settlement'
    """

    is_given_as_text: ClassVar[bool] = True

    place: "Ref[Place]" = field(converter=_to_the_place, metadata=reference(Ref, "place", required=True))
    """The place."""
    precision: Precision | None = field(default=None, kw_only=True, converter=_to_precision, metadata=word(Precision))
    """How finely the claim knows it; absent where that was not coded."""
    wording: str | None = field(default=None, kw_only=True, metadata=text())
    """The words of the source."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue)

    @classmethod
    def parse(cls, text: str) -> "Where":
        """Read the text form.

        >>> Where.parse("place:almaty")
        Where('place:almaty')
        """
        if type(text) is not str:
            raise _unreadable(text)
        return _parsed(text)

    def __str__(self) -> str:
        return f"{self.place} {self.precision}" if self.precision else str(self.place)

    def __repr__(self) -> str:
        wording = f", wording={self.wording!r}" if self.wording else ""
        return f"Where({str(self)!r}{wording})"


# Few places and many claims: a Where never changes, and is shared.
@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> Where:
    place, space, precision = text.partition(" ")
    if not is_id(place, "place") or bool(space) != (precision in Precision._value2member_map_):
        raise _unreadable(text)
    return Where(place, precision=precision or None)


def _unreadable(found: object) -> InvalidValue:
    place, _, precision = found.partition(" ") if isinstance(found, str) else ("", "", "")
    likely = nearest(precision, list(Precision)) if precision else None
    hint = f"did you mean '{place} {likely}'?" if likely else None
    expected = "'place:NAME' or 'place:NAME PRECISION'"
    return InvalidValue(Problem(code="where.format", found=show(found), expected=expected, hint=hint))


def to_where(found: "Where | Place | str | None") -> "Where | None":
    """A Where from itself, its text, a place or the id of one; what cannot be one unchanged, for the check to refuse.

    >>> to_where("place:almaty")
    Where('place:almaty')
    """
    if not isinstance(found, Place | str):
        return found
    try:
        return _parsed(found.id if isinstance(found, Place) else str(found))
    except InvalidValue:
        return found  # type: ignore[return-value]


def fault_of_where(found: object) -> tuple[Problem, ...]:
    """Why something is no text of a Where; nothing where it is one.

    >>> [problem.code for problem in fault_of_where("almaty")], fault_of_where("place:almaty")
    (['where.format'], ())
    """
    try:
        Where.parse(found)  # type: ignore[arg-type]
    except InvalidValue as error:
        return error.problems
    return ()
