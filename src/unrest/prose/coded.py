"""What the coder of one record concluded, and what was looked for in vain."""

from attrs import field, frozen

from ..records import Record
from ..vocabulary import Basis
from ..when import Period, When
from .phrase import day, period, plain

__all__ = ["Coded", "Legend", "name_of"]

_MARK = "*"
_FIELDS = {
    "said": "the day on which it was said",
    "period": "over which time",
    "period.start": "the start",
    "period.end": "the end",
    "where.place": "where",
    "of_whom": "of whom",
    "as_of": "as of which day",
    "reading": "level or change",
    "speaker": "who says it",
    "contributors": "who sent troops",
    "force": "which force",
    "sent_by": "who sent it",
    "requested_by": "who asked for it",
    "participants": "who took part",
    "participants.who": "who took part",
    "roles.of": "of which body it is a role",
    "roles.title": "the title of the role",
    "roles.as_of": "a day on which the role was held",
    "roles.period": "from when to when the role was held",
    "within": "in which larger place it lies",
    "subset_of": "of which whole it is a part",
    "member_of": "to what it belongs",
    "url": "the web address",
    "via": "whom it credits",
    "addressees": "to whom",
    "utterance": "of which utterance it is a part",
    "named_as": "under which name",
    "kind": "of what kind it is",
}


@frozen
class Legend:
    """Which signs were used in what was written, so that they and no others are explained.

    >>> Legend().used
    set()
    """

    used: set[str] = field(factory=set, init=False)
    """The signs."""


def _covers(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


@frozen
class Coded:
    """The fields of one record that were concluded or are not stated, and which of them have been told.

    >>> from unrest.records import Coding, Statement
    >>> said = Statement("statement:s", act="denies", codings=[Coding(not_stated=["said"])])
    >>> Coded(said, Legend()).lacks("said")
    True
    """

    record: Record = field()
    """The record."""
    legend: Legend = field()
    """The signs that were used."""
    _told: set[str] = field(factory=set, init=False)

    def mark(self, *fields: str) -> str:
        """The sign behind a value that the coder concluded, or nothing.

        >>> from unrest.records import Coding, Place
        >>> place = Place("place:a", name="Orlec", kind="settlement", codings=[Coding(inferred=["kind"])])
        >>> Coded(place, Legend()).mark("kind"), Coded(place, Legend()).mark("name")
        ('*', '')
        """
        paths = {path for coding in self.record.codings for path in coding.inferred}
        hits = {path for path in paths if any(_covers(path, each) for each in fields)}
        self._told.update(hits)
        return self._sign() if hits else ""

    def _sign(self) -> str:
        self.legend.used.add(_MARK)
        return _MARK

    def lacks(self, *paths: str) -> bool:
        """Whether the coder looked for some fields and the source gives none of them.

        >>> from unrest.records import Place
        >>> Coded(Place("place:a", name="Orlec"), Legend()).lacks("kind")
        False
        """
        found = {path for coding in self.record.codings for path in coding.not_stated}.issuperset(paths)
        if found:
            self._told.update(paths)
        return found

    def absent(self, path: str) -> str:
        """What stands in the place of a value that is empty.

        >>> from unrest.records import Place
        >>> Coded(Place("place:a", name="Orlec"), Legend()).absent("kind")
        'not coded'
        """
        return "not stated" if self.lacks(path) else "not coded"

    def day(self, path: str, when: When) -> str:
        """A day, with the sign where it was concluded.

        >>> from unrest.records import Statement
        >>> said = Statement("statement:s", act="denies", said=When("2031-03-08", basis="year_from_source"))
        >>> Coded(said, Legend()).day("said", said.said)
        '8 March 2031*'
        """
        return day(when) + (self.mark(path) or self._basis(when))

    def _basis(self, when: When) -> str:
        return "" if when.basis in (None, Basis.STATED) else self._sign()

    def period(self, found: Period) -> str:
        """A time from a start to an end, with the signs; what is not stated and what is not known are told apart.

        >>> from unrest.records import Event
        >>> strike = Event("event:strike", stage="accomplished", period="2031-03-03/")
        >>> Coded(strike, Legend()).period(strike.period)
        'from 3 March 2031, end not known'
        """
        ends = {}
        for name, each in (("start", found.start), ("end", found.end)):
            path = f"period.{name}"
            ends[name] = (
                f"{name} not {'stated' if self.lacks(path) else 'known'}",
                self.mark(path) or (self._basis(each) if isinstance(each, When) else ""),
            )
        return period(found, start=ends["start"][0], end=ends["end"][0], marks=(ends["start"][1], ends["end"][1]))

    def left(self) -> list[str]:
        """What was concluded or not stated and has not been told yet.

        >>> from unrest.records import Coding, Place
        >>> Coded(Place("place:a", name="Orlec", codings=[Coding(not_stated=["kind"])]), Legend()).left()
        ['not stated: of what kind it is']
        """
        lacking = self._untold("not_stated")
        concluded = self._untold("inferred")
        found = [f"not stated: {', '.join(map(name_of, lacking))}"] if lacking else []
        if concluded:
            found.append(f"concluded{self._sign()}: {', '.join(map(name_of, concluded))}")
        return found

    def _untold(self, name: str) -> list[str]:
        paths = {path for coding in self.record.codings for path in getattr(coding, name)}
        return sorted(paths - self._told)


def name_of(path: str) -> str:
    """What a path means, in words.

    >>> name_of("period.start"), name_of("quantity.wording")
    ('the start', 'wording of quantity')
    """
    return _FIELDS.get(path) or " of ".join(reversed(plain(path).split(".")))
