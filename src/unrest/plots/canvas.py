"""The sheet that every picture is drawn on: its colours, its text, and how it becomes a file."""

import io
import os
import textwrap
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from ..errors import InvalidValue, Problem, missing_extra, nearest, show
from ..file import write

try:
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font
except ImportError as _error:
    raise missing_extra("matplotlib", "plot") from _error

__all__ = ["FORMATS", "INKS", "MARKERS", "THEMES", "Canvas", "Picture", "Theme", "families", "theme_of"]

FORMATS = ("png", "svg", "pdf")
"""The endings of files that a picture is written to."""
INKS = ("circle", "square", "triangle", "diamond", "down", "pentagon", "cross")
"""The names of the marks, which differ in shape as well as in colour."""
MARKERS = dict(zip(INKS, "os^DvpP", strict=True))
"""Each mark as matplotlib writes it."""
_SIZE = 9.0
# The font that comes with matplotlib: Latin, Greek, Cyrillic, Arabic, Hebrew, Georgian and Armenian letters.
_FONT = "DejaVu Sans"


@frozen
class Theme:
    """The colours of a picture: dark on light, or light on dark.

    The colours of kinds and speakers are those of Okabe and Ito, which people who see few colours can tell apart.

    >>> THEMES["dark"].ground
    '#14181d'
    """

    ground: str = field()
    """Behind everything."""
    ink: str = field()
    """Of text and axes."""
    faint: str = field()
    """Of lines that guide the eye."""
    colours: tuple[str, ...] = field()
    """Of what is told apart, in order."""


_OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B8860B", "#3A9BD9", "#7F7F7F")
_ON_DARK = ("#56B4E9", "#FF8C42", "#2BD4A4", "#E5A3CB", "#F0E442", "#8FB8FF", "#B0B0B0")
THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "light": Theme("#ffffff", "#1d2329", "#c9d0d6", _OKABE_ITO),
        "dark": Theme("#14181d", "#e8ecef", "#4a545d", _ON_DARK),
    }
)
"""The two sets of colours."""


def theme_of(name: str) -> Theme:
    """The colours by their name.

    Raises:
        InvalidValue: for a name that is neither light nor dark.

    >>> theme_of("light").ground
    '#ffffff'
    """
    if not isinstance(name, str) or name not in THEMES:
        likely = nearest(name, THEMES) if isinstance(name, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        raise InvalidValue(Problem(code="theme.unknown", found=show(name), expected="light or dark", hint=hint))
    return THEMES[name]


@frozen
class Picture:
    """A picture that was drawn: a figure of matplotlib, to be changed or written, and what it shows in words.

    >>> from unrest import Dataset
    >>> from unrest.plots import draw_timeline
    >>> draw_timeline(Dataset()).description
    'Timeline of nothing: there are no claims'
    """

    figure: Figure = field(repr=False)
    """The figure, with everything that matplotlib can do to it."""
    description: str = field()
    """What it shows, for those who do not see it; it stands in the files too."""

    def save(self, path: "str | os.PathLike[str]", *, dpi: int = 150) -> None:
        """Write it to a file, by its ending: `.png`, `.svg` or `.pdf`; wholly or not at all.

        Args:
            path: the file.
            dpi: pixels an inch, for PNG.

        Raises:
            InvalidValue: for another ending.
            UnreadableFile: where the file cannot be written.

        >>> from tempfile import TemporaryDirectory
        >>> from unrest import Dataset
        >>> from unrest.plots import draw_timeline
        >>> with TemporaryDirectory() as folder:
        ...     draw_timeline(Dataset()).save(f"{folder}/nothing.svg")
        """
        ending = PurePath(path).suffix.lower().removeprefix(".")
        if ending not in FORMATS:
            expected = f"a file whose name ends in {', '.join(f'.{each}' for each in FORMATS)}"
            raise InvalidValue(Problem(code="picture.format", found=show(os.fspath(path)), expected=expected))
        write(path, [self.to_bytes(ending, dpi=dpi)])

    def to_bytes(self, form: str = "png", *, dpi: int = 150) -> bytes:
        """The picture as the bytes of a file; the same picture gives the same bytes.

        Raises:
            InvalidValue: for a form that is not one of `FORMATS`.

        >>> from unrest import Dataset
        >>> from unrest.plots import draw_timeline
        >>> draw_timeline(Dataset()).to_bytes("svg")[:5]
        b'<?xml'
        """
        if form not in FORMATS:
            raise InvalidValue(
                Problem(code="picture.format", found=show(form), expected=f"one of {', '.join(FORMATS)}")
            )
        # A file that says when it was made differs each time that it is made.
        told = {
            "svg": {"Date": None, "Title": self.description},
            "pdf": {"CreationDate": None, "Title": self.description},
            "png": {"Description": self.description.encode("latin-1", "replace").decode("latin-1")},
        }
        made = io.BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": "unrest", "svg.fonttype": "path"}):
            self.figure.savefig(made, format=form, dpi=dpi, facecolor=self.figure.get_facecolor(), metadata=told[form])
        return made.getvalue()

    def _repr_png_(self) -> bytes:
        return self.to_bytes("png", dpi=100)

    def _repr_html_(self) -> str:
        # A notebook that can show HTML shows nothing else, and it is there that a picture can have words beside it.
        data = b64encode(self._repr_png_()).decode("ascii")
        return f'<img alt="{escape(self.description)}" style="max-width:100%" src="data:image/png;base64,{data}">'


@lru_cache(maxsize=512)
def _letters_of(path: str) -> frozenset[int]:
    """The letters that a font can write; none of a file that is no font after all."""
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()


@lru_cache(maxsize=1)
def _own_letters() -> frozenset[int]:
    return _letters_of(font_manager.findfont(_FONT))


@lru_cache(maxsize=4096)
def _font_with(letter: int) -> str | None:
    """An installed font that can write a letter; None where there is none."""
    for each in sorted(font_manager.fontManager.ttflist, key=lambda font: (font.name, font.style, font.fname)):
        # A font of last resort draws a box for every letter.
        if each.style == "normal" and "Last Resort" not in each.name and letter in _letters_of(each.fname):
            return each.name
    return None


def families(words: str) -> tuple[str, ...]:
    """The font of matplotlib, and for letters that it has not, those of the installed fonts that have them.

    >>> families("Алматы, ألماتي, Almaty")
    ('DejaVu Sans',)
    """
    others = (_font_with(letter) for letter in sorted({*map(ord, words)} - _own_letters()) if letter > 32)
    return tuple(dict.fromkeys((_FONT, *(each for each in others if each is not None))))


class Canvas:
    """A figure measured in points, in which text is wrapped and measured before it is placed.

    >>> Canvas(theme_of("light"), width=600).lines("one two", 30)
    ['one', 'two']
    """

    def __init__(self, theme: Theme, *, width: float) -> None:
        if isinstance(width, bool) or not isinstance(width, int | float) or not 100 <= width <= 10_000:
            expected = "a number of points from 100 to 10,000"
            raise InvalidValue(Problem(code="picture.width", found=show(width), expected=expected))
        self.theme: Theme = theme
        self.width: float = width
        self.figure: Figure = Figure(figsize=(width / 72, 1), facecolor=theme.ground, dpi=100)
        FigureCanvasAgg(self.figure)

    def font(self, words: str, size: float = _SIZE, **more: Any) -> dict[str, Any]:
        """How a text looks; signs of formulas in it are signs.

        >>> Canvas(theme_of("dark"), width=100).font("Orlec")["color"]
        '#e8ecef'
        """
        return {"fontsize": size, "color": self.theme.ink, "family": families(words), "parse_math": False, **more}

    def measure(self, words: str, size: float = _SIZE) -> float:
        """How many points wide a text is.

        >>> canvas = Canvas(theme_of("light"), width=100)
        >>> canvas.measure("iii") < canvas.measure("WWW")
        True
        """
        renderer = self.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        text = self.figure.text(0, 0, words, **self.font(words, size))
        wide = text.get_window_extent(renderer).width * 72 / self.figure.dpi
        text.remove()
        return float(wide)

    def lines(self, words: str, wide: float, size: float = _SIZE, most: int = 99) -> list[str]:
        """A text in lines of at most so many points, between words where it can be; what is too long ends in dots.

        >>> Canvas(theme_of("light"), width=100).lines("aaaaaaaaaaaaaaaaaaaaaaaa", 40, most=1)
        ['aaaa...']
        """
        flat = " ".join(words.split())
        # Letters are of different widths: the number that fits is found by trying.
        count = max(4, int(len(flat) * wide / max(self.measure(flat, size), 1)) + 4)
        found = textwrap.wrap(flat, count) or [""]
        while count > 4 and max(self.measure(each, size) for each in found[:most]) > wide:
            count -= 1
            found = textwrap.wrap(flat, count)
        if len(found) > most:
            found = [*found[: most - 1], self._cut(found[most - 1], wide, size)]
        return found

    def _cut(self, words: str, wide: float, size: float) -> str:
        while len(words) > 1 and self.measure(f"{words}...", size) > wide:
            words = words[:-1].rstrip()
        return f"{words}..."

    def finish(self, title: str, notes: Sequence[str], body: float, sides: tuple[float, float], low: float) -> Any:
        """The axes, between a title above and notes below, in a figure that is as high as they need.

        Args:
            title: stands above.
            notes: stand below, one under another.
            body: the height of the axes in points.
            sides: what is left free beside the axes, left and right, in points.
            low: what is left free under the axes for their own labels, in points.

        >>> Canvas(theme_of("light"), width=300).finish("Title", [], 100, (10, 10), 20).get_title()
        ''
        """
        # Letters are set to whole pixels, so that a line is a little wider with few of them.
        room = (self.width - 24) * 0.96
        head = self.lines(title, room, 12)
        foot = [line for note in notes for line in self.lines(note, room, 8)]
        above = 16 + len(head) * 17
        below = low + (10 + len(foot) * 11.5 if foot else 0) + 8
        high = above + body + below
        self.figure.set_size_inches(self.width / 72, high / 72)
        self.text(12, high - 10, head, 12, high=high, va="top", weight="bold")
        self.text(12, below - low - 6, foot, 8, high=high, va="top", step=11.5)
        left, right = sides
        wide = self.width - left - right
        axes = self.figure.add_axes((left / self.width, below / high, wide / self.width, body / high))
        axes.set_facecolor(self.theme.ground)
        for name, spine in axes.spines.items():
            spine.set_visible(name == "bottom")
            spine.set_color(self.theme.faint)
        axes.tick_params(colors=self.theme.ink, labelsize=8, length=3, color=self.theme.faint)
        return axes

    def text(
        self, x: float, y: float, lines: Iterable[str], size: float, *, high: float, step: float = 17, **more: Any
    ) -> None:
        """Lines of text, placed in points from the lower left.

        >>> canvas = Canvas(theme_of("light"), width=100)
        >>> canvas.text(0, 0, ["one"], 9, high=50)
        >>> [each.get_text() for each in canvas.figure.texts]
        ['one']
        """
        for at, line in enumerate(lines):
            self.figure.text(x / self.width, (y - at * step) / high, line, **self.font(line, size, **more))

    def nothing(self, title: str, why: str) -> Picture:
        """The picture of nothing: it says that there is nothing, and why.

        >>> Canvas(theme_of("light"), width=300).nothing("Title", "there are no claims").description
        'Title: there are no claims'
        """
        axes = self.finish(title, (), 60, (24, 24), 12)
        axes.set_axis_off()
        axes.text(0.5, 0.5, why, ha="center", va="center", transform=axes.transAxes, **self.font(why))
        return Picture(self.figure, f"{title}: {why}")
