"""Axes of days, with few and readable labels."""

from datetime import date, datetime
from typing import Any

from matplotlib import dates, ticker

from ..prose.phrase import day as day_in_words
from ..when import When
from .canvas import Canvas

__all__ = ["around", "days_on", "named", "noon", "numbers_on"]

_MOST = 400
_LEAST = 6
_ROOM = 0.04


def noon(day: date) -> datetime:
    """The middle of a day, where a mark for it stands.

    >>> noon(date(2022, 1, 5))
    datetime.datetime(2022, 1, 5, 12, 0)
    """
    return datetime(day.year, day.month, day.day, 12)


def named(found: date) -> str:
    """A day in words.

    >>> named(date(2022, 1, 5))
    '5 January 2022'
    """
    return day_in_words(When(found.isoformat()))


def around(first: date, last: date) -> tuple[datetime, datetime]:
    """From when to when an axis goes that shows some days: a week at least, with room at both ends.

    >>> around(date(2022, 1, 5), date(2022, 1, 5))
    (datetime.datetime(2022, 1, 4, 12, 0), datetime.datetime(2022, 1, 12, 12, 0))
    """
    span = max((last - first).days, _LEAST)
    room = max(1, round(span * _ROOM))
    # The calendar has a first day and a last one.
    begin = max(first.toordinal() - room, 1)
    end = min(first.toordinal() + span + room, date.max.toordinal())
    return noon(date.fromordinal(begin)), noon(date.fromordinal(end))


def days_on(axes: Any, begin: datetime, end: datetime, canvas: Canvas) -> None:
    """Days along the bottom: as many labels as stand side by side, the year where it changes.

    >>> from unrest.plots.canvas import Canvas, theme_of
    >>> canvas = Canvas(theme_of("light"), width=300)
    >>> axes = canvas.finish("", [], 100, (10, 10), 20)
    >>> days_on(axes, datetime(2022, 1, 1), datetime(2022, 2, 1), canvas)
    >>> float(axes.get_xlim()[1] - axes.get_xlim()[0])
    31.0
    """
    wide = axes.get_window_extent().width * 72 / canvas.figure.dpi
    locator: Any = dates.AutoDateLocator(  # type: ignore[no-untyped-call]
        minticks=2, maxticks=max(3, int(wide / 58)), interval_multiples=True
    )
    if (end - begin).days <= _MOST:
        locator.intervald[dates.HOURLY] = [24]  # a day is the least that is told
        locator.intervald[dates.MINUTELY] = locator.intervald[dates.SECONDLY] = [1440]
    axes.xaxis_date()
    axes.set_xlim(begin, end)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ticker.FuncFormatter(lambda at, _: _label(at, (end - begin).days)))


def _label(at: float, days: int) -> str:
    day: datetime = dates.num2date(at)  # type: ignore[no-untyped-call]
    if days > 5 * 366:
        return str(day.year)
    # Not strftime, whose months are those of the user's locale.
    number, month, year = named(day.date()).split()
    return f"{month[:3]} {year}" if days > _MOST else f"{number} {month[:3]}\n{year}"


def numbers_on(axes: Any, lowest: float, highest: float) -> None:
    """Numbers up the left side: from 0, or from what is less.

    >>> from unrest.plots.canvas import Canvas, theme_of
    >>> axes = Canvas(theme_of("light"), width=300).finish("", [], 100, (10, 10), 20)
    >>> numbers_on(axes, 8, 19)
    >>> float(axes.get_ylim()[0])
    0.0
    """
    low, high = min(lowest, 0) * 1.12, max(highest, 0) * 1.12
    axes.set_ylim(low, high if high > low else 1)
    axes.yaxis.set_major_locator(ticker.MaxNLocator(6, integer=high - low >= 6))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda at, _: f"{at:,.0f}" if at == int(at) else f"{at:,}"))
