"""Countries in the lists of the field, with the days for which each code holds.

Gleditsch-Ward and Correlates of War numbers are those of the two projects (Gleditsch and Ward 1999; Correlates of War
Project), as gathered in the R package `states` 0.3.3; ISO 3166-1 and FIPS 10-4 are those of GeoNames.
A code of ISO or FIPS has no days here: it is the code of today.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources

from attrs import field, frozen

from ..display import Displayed
from ..errors import Ambiguous, NotFound, Problem, nearest, show
from ..when import When, to_when

__all__ = ["Country", "countries", "country", "country_code"]

SCHEMES = ("iso3166", "iso2", "isonumeric", "gw", "cow", "fips")


@frozen(kw_only=True)
class Country(Displayed):
    """A country in one list, with its code there and the days for which that holds.

    >>> country("gw", "705").name
    'Kazakhstan'
    """

    scheme: str = field()
    """The list: `iso3166` (alpha-3), `iso2`, `isonumeric`, `gw`, `cow` or `fips`."""
    code: str = field()
    """The code there, with its leading zeros."""
    name: str = field()
    """What that list calls it."""
    start: date | None = field(default=None)
    """First day for which the code holds; None where the list has no days."""
    end: date | None = field(default=None)
    """Last day for which it holds; None where it still does."""
    iso3: str | None = field(default=None)
    """The country of today that it is, in ISO 3166-1 alpha-3; None where it is none."""

    def holds_on(self, day: date | None) -> bool:
        """Whether the code holds on a day; without a day, whether it ever did.

        >>> country("gw", "265").holds_on(date(1991, 1, 1))
        False
        """
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def countries() -> tuple[Country, ...]:
    """All entries of all lists, in the order of the table.

    >>> {each.scheme for each in countries()} == {"iso3166", "iso2", "isonumeric", "gw", "cow", "fips"}
    True
    """
    file = resources.files(__name__.partition(".")[0]) / "data" / "countries.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Country(
            scheme=row["scheme"],
            code=row["code"],
            name=row["name"],
            start=_day(row["start"]),
            end=_day(row["end"]),
            iso3=row["iso3"] or None,
        )
        for row in rows
    )


@cache
def _by_code() -> Mapping[tuple[str, str], tuple[Country, ...]]:
    return _grouped((each.scheme, each.code) for each in countries())


@cache
def _by_iso() -> Mapping[tuple[str, str], tuple[Country, ...]]:
    return _grouped((each.scheme, each.iso3 or "") for each in countries())


def _grouped(keys: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[Country, ...]]:
    found: dict[tuple[str, str], list[Country]] = {}
    for key, each in zip(keys, countries(), strict=True):
        found.setdefault(key, []).append(each)
    return {key: tuple(entries) for key, entries in found.items()}


def _checked_scheme(scheme: str) -> None:
    if scheme not in SCHEMES:
        likely = nearest(scheme, SCHEMES) if isinstance(scheme, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        expected = f"one of {', '.join(SCHEMES)}"
        raise NotFound(Problem(code="code.scheme", found=show(scheme), expected=expected, hint=hint))


def _full_day(on: "date | When | str | None") -> date | None:
    day = to_when(on)
    if day is None:
        return None
    if not isinstance(day, When) or day.earliest is None or day.earliest != day.latest:
        raise NotFound(Problem(code="code.day", place="on", found=show(str(on)), expected="one full day"))
    return day.earliest


def country(scheme: str, code: str, on: "date | When | str | None" = None) -> Country:
    """The country that has a code in a list, on a day.

    Raises:
        NotFound: for a list that is not known, and for a code that no country has there, or has on that day.
        Ambiguous: without a day, where different countries had the code at different times.

    >>> country("gw", "260", on="1995-01-01").name, country("cow", "255", on="1995-01-01").name
    ('German Federal Republic', 'Germany')
    """
    _checked_scheme(scheme)
    day, entries = _full_day(on), _by_code().get((scheme, code), ())
    fitting = [each for each in entries if each.holds_on(day)]
    expected = f"a code of {scheme}" + (f" that holds on {day}" if day and entries else "")
    if not fitting:
        raise NotFound(_unknown(scheme, code, entries, expected))
    if len({each.iso3 for each in fitting}) > 1:
        spans = "; ".join(f"{each.name} {each.start} to {each.end or 'today'}" for each in fitting)
        raise Ambiguous(Problem(code="code.day", found=f"{show(code)}: {spans}", expected="a day, with on="))
    return fitting[-1]


def _unknown(scheme: str, code: str, entries: tuple[Country, ...], expected: str) -> Problem:
    if entries:
        spans = "; ".join(f"{each.start} to {each.end or 'today'}" for each in entries)
        return Problem(code="code.day", found=f"{show(code)}, which held {spans}", expected=expected)
    likely = None
    if isinstance(code, str):
        # Lists that write leading zeros lose them in spreadsheets.
        known = [each for listed, each in _by_code() if listed == scheme]
        likely = next((each for each in known if code and each == code.zfill(len(each))), None)
        likely = likely or next((each for each in known if each == code.upper()), None)
    hint = f"did you mean {likely!r}?" if likely else None
    return Problem(code="code.unknown", found=show(code), expected=expected, hint=hint)


def country_code(iso3: str, scheme: str, on: "date | When | str | None" = None) -> str:
    """The code that a country of today, named by ISO 3166-1 alpha-3, has in a list on a day.

    Raises:
        NotFound: for what is no alpha-3 code, and where the list has no code for it on that day.
        Ambiguous: without a day, where it had several.

    >>> [country_code(each, scheme, on="2022-01-05") for each in ("YEM", "SRB") for scheme in ("gw", "cow")]
    ['678', '679', '340', '345']
    """
    _checked_scheme(scheme)
    country("iso3166", iso3)
    day = _full_day(on)
    found = {each.code for each in _by_iso().get((scheme, iso3), ()) if each.holds_on(day)}
    when = f" on {day}" if day else ""
    if not found:
        told = f"no code for {iso3}{when}"
        raise NotFound(Problem(code="code.none", found=told, expected=f"a country of {scheme}"))
    if len(found) > 1:
        told = f"{', '.join(sorted(found))} for {iso3}{when}"
        raise Ambiguous(Problem(code="code.day", found=told, expected="a day, with on="))
    return found.pop()
