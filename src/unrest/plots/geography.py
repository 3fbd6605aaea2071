"""The map: where claims are, each place as large as it is vague."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, radians
from typing import Any

from attrs import field, frozen

from ..dataset import Dataset
from ..errors import counted
from ..prose.names import Names
from ..prose.phrase import joined, plain
from ..records import Claim, Deployment, Place
from ..vocabulary import Precision
from .canvas import Canvas, Picture, theme_of
from .outline import Line, outline

__all__ = ["draw_map"]

# Points across, from the finest to the coarsest.
_SIZES = {
    Precision.SITE: 6.0,
    Precision.NEIGHBOURHOOD: 8.0,
    Precision.SETTLEMENT: 11.0,
    Precision.NEAR: 16.0,
    Precision.DISTRICT: 22.0,
    Precision.REGION: 32.0,
    Precision.AREA: 44.0,
    Precision.COUNTRY: 58.0,
}
_UNSTATED = 11.0
_LEAST = 8.0
_HIGH = 380.0
_PAD = 0.3
_MOST_NAMED = 5


@frozen
class _Point:
    """One place at one precision, with how many claims are there."""

    place: Place = field()
    name: str = field()
    precision: Precision | None = field()
    count: int = field()
    east: float = field()

    @property
    def size(self) -> float:
        return _UNSTATED if self.precision is None else _SIZES.get(self.precision, _SIZES[Precision.AREA])


def draw_map(
    dataset: Dataset,
    *,
    outlines: Iterable[Line] | None = None,
    title: str | None = None,
    theme: str = "light",
    width: float = 720,
) -> Picture:
    """Where the claims of a dataset are: a point for each place, larger and paler the less exactly it is known.

    Only places with coordinates can be drawn; what is elsewhere is counted below.
    Behind them stand coasts and borders of Natural Earth at 1:110,000,000, as they are in fact
    and so coarse that a town near a border may seem to lie beyond it.

    Args:
        dataset: the claims and their places.
        outlines: other lines to draw on, each of longitudes and latitudes in degrees; an empty list draws none.
        title: stands above; without it the title of the dataset.
        theme: `light` or `dark`.
        width: in points, of which an inch has 72.

    Raises:
        InvalidValue: for a theme that is none.
        MissingExtra: without matplotlib.

    >>> from unrest import Event
    >>> orlec = Place("place:orlec", name="Orlec", latitude=43.2, longitude=76.9)
    >>> draw_map(Dataset([orlec, Event("event:a", where=orlec, stage="accomplished")])).description
    'Map of 1 place: Orlec (1 claim)'
    """
    canvas = Canvas(theme_of(theme), width=width)
    head = title or dataset.title or dataset.name or "Where it was"
    points, aside = _points(dataset)
    if not points:
        return canvas.nothing(head, "; ".join(aside) or "there are no claims")
    view = _view(points, (width - 36) / _HIGH)
    lines = outline() if outlines is None else tuple(outlines)
    if unnamed := _draw(canvas, head, points, view, lines, aside):
        # What is told below does not change where the names have room.
        canvas = Canvas(theme_of(theme), width=width)
        _draw(
            canvas, head, points, view, lines, [*aside, f"the names of {counted(unnamed, 'place')}, for want of room"]
        )
    places = Counter[str]()
    for point in points:
        places[point.name] += point.count
    told = [f"{name} ({counted(count, 'claim')})" for name, count in places.most_common(10)]
    more = f" and {len(places) - 10} more" if len(places) > 10 else ""
    return Picture(canvas.figure, f"Map of {counted(len(places), 'place')}: {', '.join(told)}{more}")


def _points(dataset: Dataset) -> tuple[list[_Point], list[str]]:
    """The points, coarse ones first so that fine ones lie upon them, and what has none, counted."""
    placed = [(claim, places) for claim in dataset.claims if (places := _places(claim))]
    counts = Counter(each for _, places in placed for each in places)
    found, without = [], Counter[str]()
    for (ref, precision), count in counts.items():
        place: Any = dataset[ref] if ref in dataset else None  # noqa: SIM401
        if place is None or place.latitude is None or place.longitude is None:
            without[ref] += count
        else:
            found.append((place, precision, count))
    notes = []
    if without:
        names = [Names(dataset).of(ref) for ref, _ in without.most_common(_MOST_NAMED)]
        names += [f"{len(without) - _MOST_NAMED} more"] if len(without) > _MOST_NAMED else []
        notes.append(f"{counted(without.total(), 'claim')} at places without coordinates: {joined(names)}")
    if elsewhere := len(dataset.claims) - len(placed):
        notes.append(f"{counted(elsewhere, 'claim')} of no stated place")
    east = _turned([float(place.longitude) for place, _, _ in found])
    named = Names(dataset)
    points = [
        _Point(place, named.of(place.id), precision, count, at)
        for (place, precision, count), at in zip(found, east, strict=True)
    ]
    return sorted(points, key=lambda point: (-point.size, point.place.id)), notes


def _places(claim: Claim) -> list[tuple[str, Precision | None]]:
    """Where a claim is, and how finely it knows that; of a deployment without a place its sites."""
    if claim.where is not None:
        return [(str(claim.where.place), claim.where.precision)]
    return [(str(site), None) for site in claim.sites] if isinstance(claim, Deployment) else []


def _turned(longitudes: Sequence[float]) -> list[float]:
    """Longitudes so that what lies on both sides of the date line lies together."""
    around = sorted(set(longitudes))
    if not around:
        return []
    gaps = [(after - before, after) for before, after in pairwise(around)]
    _, begin = max([(around[0] + 360 - around[-1], around[0]), *gaps])
    return [each if each >= begin else each + 360 for each in longitudes]


def _view(points: Sequence[_Point], shape: float) -> tuple[float, float, float, float]:
    """West, east, south and north of what is shown: all points with room around them, in the shape of the picture."""
    east = [point.east for point in points]
    north = [float(point.place.latitude or 0) for point in points]
    middle = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    shrink = max(cos(radians(middle[1])), 0.2)
    high = max((max(north) - min(north)) * (1 + 2 * _PAD), _LEAST)
    wide = max((max(east) - min(east)) * (1 + 2 * _PAD), high * shape / shrink)
    high = max(high, wide * shrink / shape)
    return middle[0] - wide / 2, middle[0] + wide / 2, middle[1] - high / 2, middle[1] + high / 2


# The drawing.


def _draw(
    canvas: Canvas,
    head: str,
    points: Sequence[_Point],
    view: tuple[float, float, float, float],
    lines: Sequence[Line],
    aside: Sequence[str],
) -> int:
    sizes = sorted({(point.size, plain(point.precision)) for point in points if point.precision is not None})
    key = "A point is larger and paler the less exactly the place is known"
    key += f": {joined(name for _, name in sizes)}" if sizes else ""
    key += "; of the size of a settlement where that is not coded" if any(not each.precision for each in points) else ""
    notes = [f"{key}. Counted are claims of every kind, also of what was planned or denied."]
    notes += [f"Not drawn: {each}." for each in aside]
    if lines is outline():
        notes.append("Coasts and borders: Natural Earth, 1:110,000,000.")
    axes = canvas.finish(head, notes, _HIGH, (18, 18), 6)
    axes.set_xlim(view[0], view[1])
    axes.set_ylim(view[2], view[3])
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
    for line in lines:
        for shift in (-360, 0, 360):
            east = [at + shift for at, _ in line]
            if max(east) >= view[0] and min(east) <= view[1]:
                axes.plot(east, [at for _, at in line], color=canvas.theme.faint, linewidth=0.8, zorder=1)
    for point in points:
        _point(axes, canvas, point)
    return _label(axes, canvas, points)


def _point(axes: Any, canvas: Canvas, point: _Point) -> None:
    colour = canvas.theme.colours[0]
    pale = min(0.85, 6 / point.size + 0.1)
    at = ([point.east], [float(point.place.latitude or 0)])
    axes.plot(*at, "o", markersize=point.size, color=colour, alpha=pale, markeredgewidth=0, zorder=2)
    axes.plot(*at, "o", markersize=point.size, markerfacecolor="none", markeredgecolor=colour, zorder=3)


def _label(axes: Any, canvas: Canvas, points: Sequence[_Point]) -> int:
    """The names of the places, where they lie on no other name and on no point; how many there was no room for."""
    boxes = [_box(axes, canvas, point) for point in points]
    named: dict[str, list[_Point]] = {}
    for point in points:
        named.setdefault(point.place.id, []).append(point)
    left = 0
    frame = axes.get_window_extent()
    for places in sorted(named.values(), key=lambda each: -sum(point.count for point in each)):
        point = min(places, key=lambda each: each.size)
        count = sum(each.count for each in places)
        words = f"{point.name} ({count:,})"
        scale = canvas.figure.dpi / 72
        wide, high = canvas.measure(words, 8.5) * scale, 11 * scale
        for x, y in _around(_box(axes, canvas, point, point.size), wide, high):
            box = (x, y, x + wide, y + high)
            inside = frame.x0 <= x and box[2] <= frame.x1 and frame.y0 <= y and box[3] <= frame.y1
            if inside and not any(_meet(box, other) for other in boxes):
                at = axes.transData.inverted().transform((x, y + high / 2))
                axes.text(*at, words, zorder=5, **canvas.font(words, 8.5, va="center", ha="left"))
                boxes.append(box)
                break
        else:
            left += 1
    return left


_Box = tuple[float, float, float, float]


def _box(axes: Any, canvas: Canvas, point: _Point, most: float = 12) -> _Box:
    """Where a point is on the figure; of a large pale one only its middle is in the way."""
    x, y = axes.transData.transform((point.east, float(point.place.latitude or 0)))
    half = min(point.size, most) / 2 * canvas.figure.dpi / 72
    return x - half, y - half, x + half, y + half


def _around(box: _Box, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Lower left corners for a name beside, above and below a point, the nearest first."""
    west, south, east, north = box
    middle = (south + north - high) / 2
    for away in (4, 12, 22, 34, 48):
        yield east + away, middle
        yield west - away - wide, middle
        for y in (north + away / 2, south - away / 2 - high):
            yield (west + east - wide) / 2, y
            yield east, y
            yield west - wide, y


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
