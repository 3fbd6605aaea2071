"""Disagreement between reports: for each field, in how many incidents they differ, as the field's papers show it."""

from collections.abc import Iterable

from matplotlib import ticker

from ..errors import counted
from ..reports import Disagreement
from .canvas import Canvas, Picture, theme_of

__all__ = ["draw_disagreement"]


def draw_disagreement(
    measures: Iterable[Disagreement],
    *,
    title: str | None = None,
    theme: str = "light",
    width: float = 720,
) -> Picture:
    """For each field the share of incidents of which the reports differ in it, the largest first.

    That is the *share of disagreement* of the R package `eventreport`: incidents with two or more distinct values over
    all incidents that were looked at.

    Args:
        measures: what `disagreement` found, one for each field.
        title: stands above.
        theme: `light` or `dark`.
        width: in points, of which an inch has 72.

    Raises:
        InvalidValue: for a theme that is none.
        MissingExtra: without matplotlib.

    >>> from unrest import Dataset, Event
    >>> from unrest.reports import disagreement
    >>> told = {"stage": "accomplished", "incident": "march"}
    >>> march = Dataset([Event("event:a", kind="riot", **told), Event("event:b", kind="protest", **told)])
    >>> draw_disagreement(disagreement(march.incidents(), each) for each in ("kind", "stage")).description
    'Disagreement in 1 incident: kind 100 %, stage 0 %'
    """
    canvas = Canvas(theme_of(theme), width=width)
    head = title or "Where reports of one incident differ"
    every = list(measures)
    found = [each for each in every if each.share is not None]
    if not found:
        return canvas.nothing(head, "there is no incident")
    found.sort(key=lambda each: -(each.share or 0))
    lost = [each.path for each in every if each.share is None]
    _draw(canvas, head, found, [f"Not drawn: {', '.join(lost)}, of which there is no incident."] if lost else [])
    incidents = max(each.incidents for each in found)
    told = ", ".join(f"{each.path} {_percent(each)}" for each in found)
    return Picture(canvas.figure, f"Disagreement in {counted(incidents, 'incident')}: {told}")


def _percent(found: Disagreement) -> str:
    share = found.share or 0
    return "under 1 %" if 0 < share < 0.005 else "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def _draw(canvas: Canvas, head: str, found: list[Disagreement], more: list[str]) -> None:
    names = [canvas.lines(each.path, canvas.width * 0.4, 9, most=2) for each in found]
    left = 26 + max(canvas.measure(line) for lines in names for line in lines)
    high = 6 + 22.0 * len(found)
    missing = [each.path for each in found if each.missing_is_a_value]
    note = f"Share of incidents with two or more different values; {_looked_at(found)}."
    if missing:
        of = "a field" if len(missing) == len(found) else " or ".join(missing)
        note += f" A report that says nothing of {of} counts as one that differs from a report that does."
    axes = canvas.finish(head, [note, *more], high, (left, 50), 22)
    axes.set_xlim(0, 1)
    axes.set_ylim(high, 0)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(ticker.FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    axes.xaxis.set_major_formatter(ticker.PercentFormatter(1, symbol=" %"))
    axes.grid(axis="x", color=canvas.theme.faint, linewidth=0.5, alpha=0.7)
    axes.set_axisbelow(True)
    for at, (each, lines) in enumerate(zip(found, names, strict=True)):
        y = 14 + 22.0 * at
        share = each.share or 0
        axes.barh(y, share, height=12, color=canvas.theme.colours[0], linewidth=0)
        beside = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
        name, told = "\n".join(lines), _percent(each)
        axes.annotate(name, (0, y), (-8, 0), ha="right", linespacing=1.1, **canvas.font(name), **beside)
        axes.annotate(told, (share, y), (6, 0), ha="left", **canvas.font(told), **beside)


def _looked_at(found: list[Disagreement]) -> str:
    counts = sorted({each.incidents for each in found})
    return counted(counts[0], "incident") if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,} incidents"
