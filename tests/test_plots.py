"""Pictures: what they show, what they count, and that no text lies on another."""

import importlib
import itertools
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings

pytest.importorskip("matplotlib", reason="the extra plot is not installed")

import unrest
from unrest import (
    Citation,
    Dataset,
    Deployment,
    Event,
    InvalidValue,
    MissingExtra,
    Place,
    Source,
    Statement,
    Statistic,
    UnreadableFile,
    Where,
)
from unrest.plots import THEMES, Picture, draw_disagreement, draw_figures, draw_map, draw_timeline
from unrest.plots.canvas import Canvas, _font_with, _letters_of, families, theme_of
from unrest.plots.geography import _turned
from unrest.plots.outline import outline
from unrest.plots.timeline import _KINDS
from unrest.records import CLAIM_KINDS
from unrest.reports import disagreement
from unrest.strategies import datasets

KAZAKHSTAN = unrest.load("kazakhstan-2022")
REPORTS = unrest.load("kazakhstan-2022-reports")
TIMES: dict[str, Any] = {"stage": "accomplished"}


def texts(picture: Picture) -> list[Any]:
    figure = picture.figure
    found = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    for axes in figure.axes:
        if axes.axison:  # a label beyond the ends of its axis is not drawn
            (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
            found += [label for label in axes.get_xticklabels() if left <= label.get_position()[0] <= right]
            found += [label for label in axes.get_yticklabels() if low <= label.get_position()[1] <= high]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


def words(picture: Picture) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in texts(picture))


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies on the other by more than half a point."""
    picture.figure.canvas.draw()
    renderer = picture.figure.canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts(picture)]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0.7 and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.7
    ]


def outside(picture: Picture) -> list[str]:
    """Texts that are cut at the edge."""
    picture.figure.canvas.draw()
    renderer = picture.figure.canvas.get_renderer()
    frame = picture.figure.bbox
    found = []
    for text in texts(picture):
        box = text.get_window_extent(renderer)
        if box.x0 < frame.x0 - 1 or box.y0 < frame.y0 - 1 or box.x1 > frame.x1 + 1 or box.y1 > frame.y1 + 1:
            found.append(text.get_text())
    return found


def placed(name: str, latitude: float, longitude: float, **more: Any) -> tuple[Place, Event]:
    place = Place(f"place:{name.lower().replace(' ', '-')}", name=name, latitude=latitude, longitude=longitude)
    return place, Event(f"event:{name.lower().replace(' ', '-')}", where=Where(place, **more), **TIMES)


class TestEveryPicture:
    @pytest.mark.parametrize("theme", sorted(THEMES))
    @pytest.mark.parametrize(
        "draw",
        [
            lambda theme: draw_timeline(KAZAKHSTAN, theme=theme),
            lambda theme: draw_timeline(REPORTS, theme=theme, most=30),
            lambda theme: draw_figures(REPORTS, "deaths", theme=theme),
            lambda theme: draw_figures(REPORTS, "detentions", theme=theme),
            lambda theme: draw_figures(KAZAKHSTAN, "deaths", theme=theme),
            lambda theme: draw_map(
                Dataset([*placed("Orlec", 43.2, 76.9), *placed("Tavor", 43.21, 76.91)]), theme=theme
            ),
            lambda theme: draw_timeline(Dataset(), theme=theme),
            lambda theme: draw_figures(Dataset(), "deaths", theme=theme),
            lambda theme: draw_map(Dataset(), theme=theme),
            lambda theme: draw_disagreement([], theme=theme),
        ],
    )
    def test_no_text_lies_on_another_or_beyond_the_edge(self, draw: Any, theme: str) -> None:
        picture = draw(theme)
        assert overlaps(picture) == []
        assert outside(picture) == []

    @given(dataset=datasets())
    @settings(max_examples=15)
    def test_any_dataset_can_be_drawn(self, dataset: Dataset) -> None:
        import warnings

        with warnings.catch_warnings():
            # A letter that no installed font has is a warning of matplotlib.
            warnings.filterwarnings("ignore", message="Glyph")
            for picture in (draw_timeline(dataset), draw_map(dataset), draw_figures(dataset, "deaths")):
                assert overlaps(picture) == []

    def test_a_theme_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="did you mean 'dark'"):
            draw_timeline(KAZAKHSTAN, theme="darkk")
        with pytest.raises(InvalidValue, match="expected light or dark"):
            theme_of(3)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="expected light or dark"):
            theme_of([])  # type: ignore[arg-type]

    @pytest.mark.parametrize("dpi", [60, 80, 100, 220])
    def test_no_text_is_cut_with_few_pixels_or_with_many(self, dpi: int) -> None:
        for picture in (draw_timeline(KAZAKHSTAN), draw_figures(KAZAKHSTAN, "deaths")):
            picture.figure.set_dpi(dpi)
            assert outside(picture) == []


class TestFiles:
    @pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
    def test_a_picture_is_written_by_its_ending(self, ending: str, start: bytes, tmp_path: Path) -> None:
        draw_timeline(KAZAKHSTAN).save(tmp_path / f"timeline.{ending}")
        assert (tmp_path / f"timeline.{ending}").read_bytes().startswith(start)

    def test_the_same_picture_is_the_same_bytes(self) -> None:
        assert draw_timeline(KAZAKHSTAN).to_bytes("svg") == draw_timeline(KAZAKHSTAN).to_bytes("svg")

    def test_an_svg_says_what_it_shows(self) -> None:
        root = ElementTree.fromstring(draw_timeline(KAZAKHSTAN).to_bytes("svg"))
        assert "Timeline: 36 claims from 1 January 2022 to 31 January 2022" in "".join(root.itertext())

    def test_another_ending_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidValue, match=r"ends in \.png, \.svg, \.pdf"):
            draw_timeline(KAZAKHSTAN).save(tmp_path / "timeline.bmp")

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile):
            draw_timeline(KAZAKHSTAN).save(tmp_path / "absent" / "timeline.png")

    def test_a_notebook_shows_it(self) -> None:
        picture = draw_timeline(Dataset())
        assert picture._repr_png_().startswith(b"\x89PNG")
        assert "Timeline of nothing" in picture._repr_html_()

    def test_where_html_is_shown_there_is_the_picture_with_its_words(self) -> None:
        assert (
            '<img alt="Timeline of nothing: there are no claims" style="max-width:100%" src="data:image/png;base64,iVBOR'
            in (draw_timeline(Dataset())._repr_html_())
        )

    def test_another_form_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="found 'bmp', expected one of png, svg, pdf"):
            draw_timeline(Dataset()).to_bytes("bmp")

    @pytest.mark.parametrize("width", [0, -1, 99, 20_000, float("nan"), True, "720"])
    def test_a_width_that_is_none_is_refused(self, width: Any) -> None:
        with pytest.raises(InvalidValue, match=r"picture\.width"):
            draw_timeline(Dataset(), width=width)


class TestTimeline:
    def test_every_kind_of_claim_has_a_colour(self) -> None:
        assert sorted(_KINDS) == sorted(CLAIM_KINDS), "_KINDS in plots/timeline.py"

    def test_what_was_only_planned_is_an_outline(self) -> None:
        for stage, filled in (("accomplished", True), ("planned", False)):
            event = Event("event:a", stage=stage, period="2022-01-05/")
            (axes,) = draw_timeline(Dataset([event])).figure.axes
            assert any(patch.get_fill() for patch in axes.patches) is filled

    def test_what_is_left_out_is_counted(self) -> None:
        shown = words(draw_timeline(REPORTS, most=25))
        assert "Not drawn: 579 further claims" in shown
        assert "Not drawn: 271 claims of no known day" in shown

    def test_claims_of_no_day_are_said_to_have_none(self) -> None:
        shown = draw_timeline(Dataset([Event("event:a", stage="planned")]))
        assert shown.description == "Timeline of nothing: 1 claim without any day"

    @pytest.mark.parametrize("most", [0, -1, True, "3"])
    def test_a_number_of_rows_that_is_none_is_refused(self, most: Any) -> None:
        with pytest.raises(InvalidValue, match=r"picture\.rows"):
            draw_timeline(KAZAKHSTAN, most=most)

    def test_a_mark_is_linked_to_the_days_that_it_is_about(self) -> None:
        source = Source("source:x", published="2022-01-20")
        said = Source("source:early", published="2022-01-01")
        told = {**TIMES, "period": "2022-01-05"}
        late, early = (Event(f"event:{each.id[7:]}", citations=[Citation(each)], **told) for each in (source, said))
        (axes,) = draw_timeline(Dataset([source, said, late, early])).figure.axes
        lengths = sorted(float(line.get_xdata()[1]) - float(line.get_xdata()[0]) for line in _lines(axes))
        assert lengths == [-4, 15]

    @pytest.mark.parametrize(
        "period", ["2022-01-05/", "/2022-01-05", "2022-01", "[..2022-01-05]", "[2022-01-05..]", "2022-01-02/2022-01-05"]
    )
    def test_every_sort_of_period_has_a_bar(self, period: str) -> None:
        (axes,) = draw_timeline(Dataset([Event("event:a", period=period, **TIMES)])).figure.axes
        assert len(axes.patches) > 0

    def test_a_century_has_labels_of_years(self) -> None:
        events = [Event(f"event:{year}", period=str(year), **TIMES) for year in (1919, 2019)]
        assert "1940" in words(draw_timeline(Dataset(events)))

    def test_a_few_years_have_labels_of_months(self) -> None:
        events = [Event(f"event:{year}", period=str(year), **TIMES) for year in (2018, 2019)]
        assert "Jan 2018" in words(draw_timeline(Dataset(events)))


def _lines(axes: Any) -> list[Any]:
    from matplotlib.dates import date2num

    found = [line for line in axes.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 0.8]
    for line in found:
        line.set_xdata(date2num(line.get_xdata()))
    return found


def figure(name: str, quantity: Any, day: str, **more: Any) -> tuple[Source, Statistic]:
    source = Source(f"source:{name}", published=day)
    told = {"measure": "deaths", "quantity": quantity, "stage": "accomplished", "citations": [Citation(source)], **more}
    return source, Statistic(f"statistic:{name}", **told)


class TestFigures:
    def test_the_standing_value_goes_back_when_a_figure_is_withdrawn(self) -> None:
        from unrest.plots.figures import _stood

        back = Statement("statement:back", act="withdraws", said="2022-01-09", targets=["statistic:b"])
        dataset = Dataset([*figure("a", 26, "2022-01-05"), *figure("b", 164, "2022-01-07"), back])
        steps = [step for step in dataset.history("deaths") if isinstance(step.claim, Statistic)]
        told = [(day.day, value) for day, value in _stood(dataset, steps)[1]]
        assert told == [(5, (26.0, 26.0)), (7, (164.0, 164.0)), (9, (26.0, 26.0))]

    def test_where_nothing_stands_the_line_has_a_gap(self) -> None:
        from unrest.plots.figures import _stood

        back = Statement("statement:back", act="withdraws", said="2022-01-09", targets=["statistic:a"])
        dataset = Dataset([*figure("a", 26, "2022-01-05"), back])
        steps = [step for step in dataset.history("deaths") if isinstance(step.claim, Statistic)]
        assert [value for _, value in _stood(dataset, steps)[1]] == [(26.0, 26.0), None]
        draw_figures(dataset, "deaths")

    def test_what_has_no_number_is_counted_in_its_words(self) -> None:
        more = [each for at in range(7) for each in figure(f"w{at}", f'"{"very " * at}many"', "2022-01-05")]
        dataset = Dataset([*figure("a", '"dozens"', "2022-01-05"), *figure("b", '"dozens"', "2022-01-05"), *more])
        shown = words(draw_figures(dataset, "deaths"))
        assert '9 figures without a number: 2 x "dozens"' in shown
        assert ", ..." in shown

    def test_what_is_not_asserted_and_what_has_no_day_is_counted(self) -> None:
        planned = figure("p", 3, "2022-01-05", stage="threatened")
        undated = Statistic("statistic:u", measure="deaths", quantity=3, stage="accomplished")
        shown = words(draw_figures(Dataset([*planned, undated]), "deaths"))
        assert "1 figure not asserted or not accomplished; 1 figure of no known day" in shown

    @pytest.mark.parametrize("quantity", ["19", ">=225", "<50", "~160", "160..225", "160..164..225", "0", "1.5"])
    def test_every_sort_of_number_has_a_mark(self, quantity: str) -> None:
        picture = draw_figures(Dataset(figure("a", quantity, "2022-01-05")), "deaths")
        assert "1 figure by nobody named" in picture.description

    def test_many_speakers_share_the_last_colour(self) -> None:
        assert "others" in words(draw_figures(REPORTS, "deaths"))

    def test_what_is_counted_is_named_under_it(self) -> None:
        shown = words(draw_figures(REPORTS, "deaths", of_whom="security_forces"))
        assert "Line: what stood of deaths of security forces, Kazakhstan." in shown

    def test_a_range_has_a_mark_at_each_end_and_none_between(self) -> None:
        (axes,) = draw_figures(Dataset(figure("a", "160..225", "2022-01-05")), "deaths").figure.axes
        marked = [[float(y) for y in line.get_ydata()] for line in axes.lines if line.get_marker() == "o"]
        assert [160.0, 225.0] in marked

    def test_of_a_range_both_ends_stand(self) -> None:
        picture = draw_figures(Dataset(figure("a", "160..225", "2022-01-05")), "deaths")
        assert "from 160 to 225" in picture.description
        (axes,) = picture.figure.axes
        steps = {float(line.get_ydata()[0]) for line in axes.lines if line.get_drawstyle() == "steps-post"}
        assert steps == {160.0, 225.0}

    def test_two_units_have_no_axis_in_common(self) -> None:
        made = [
            figure(name, 10, "2022-01-05", measure="damage", unit=unit)
            for name, unit in (("a", "USD"), ("b", "USD"), ("c", "KZT"))
        ]
        picture = draw_figures(Dataset([each for pair in made for each in pair]), "damage")
        assert picture.description == "Figures of damage: 2 figures by nobody named, 10 USD, known on 5 January 2022"
        assert "Marks: a value in USD" in words(picture)
        assert "Not drawn: 1 figure in other units." in words(picture)

    def test_what_is_less_than_nothing_is_in_the_picture(self) -> None:
        dataset = Dataset([*figure("a", -5, "2022-01-05", measure="share", unit="%"), *figure("b", 3, "2022-01-05")])
        (axes,) = draw_figures(dataset, "share").figure.axes
        assert axes.get_ylim()[0] < -5

    def test_no_mark_of_a_crowded_day_is_beyond_the_edge(self) -> None:
        from matplotlib.dates import date2num

        crowd = [each for at in range(80) for each in figure(f"f{at}", 10, "2022-01-05")]
        late = figure("late", 10, "2022-03-05")
        (axes,) = draw_figures(Dataset([*crowd, *late]), "deaths").figure.axes
        left, right = axes.get_xlim()
        places = [float(date2num(line.get_xdata()[0])) for line in axes.lines if line.get_linestyle() == "None"]
        marks = [place for place in places if place > 2]  # those of the legend are in parts of the picture
        assert len(marks) == 81
        assert all(left <= place <= right for place in marks)

    def test_of_a_part_of_a_dataset_it_is_not_said_what_stood(self) -> None:
        part = REPORTS.known_on("2022-01-12")
        shown = words(draw_figures(part, "deaths"))
        assert f"No line: {len(part.outside)} claims left out of this dataset may have taken figures back." in shown


class TestDisagreement:
    def test_the_largest_share_stands_first(self) -> None:
        incidents = REPORTS.incidents(of="figures").several
        picture = draw_disagreement([disagreement(incidents, each) for each in ("where.place", "quantity")])
        assert picture.description == "Disagreement in 64 incidents: quantity 69 %, where.place 0 %"
        assert overlaps(picture) == []

    def test_of_fields_with_several_numbers_of_incidents_both_are_told(self) -> None:
        incidents = REPORTS.incidents(of="figures").several
        measures = [disagreement(incidents[:2], "quantity"), disagreement(incidents, "period")]
        assert "2 to 64 incidents" in words(draw_disagreement(measures))

    def test_that_a_missing_value_is_none_is_not_said(self) -> None:
        incidents = REPORTS.incidents(of="figures").several
        shown = words(draw_disagreement([disagreement(incidents, "period", missing_is_a_value=False)]))
        assert "says nothing of a field" not in shown

    def test_a_field_without_incidents_is_named(self) -> None:
        some = disagreement(REPORTS.incidents(of="figures").several, "quantity")
        none = attrs.evolve(some, path="period", incidents=0, share=None)
        assert "Not drawn: period, of which there is no incident." in words(draw_disagreement([some, none]))

    def test_where_missing_values_count_for_some_fields_these_are_named(self) -> None:
        incidents = REPORTS.incidents(of="figures").several
        measures = [disagreement(incidents, "period", missing_is_a_value=False), disagreement(incidents, "as_of")]
        assert "A report that says nothing of as_of counts" in words(draw_disagreement(measures))

    @pytest.mark.parametrize(("share", "told"), [(0.001, "under 1 %"), (0.999, "over 99 %"), (0, "0 %"), (1, "100 %")])
    def test_a_little_is_not_nothing(self, share: float, told: str) -> None:
        measure = disagreement(REPORTS.incidents(of="figures").several, "quantity")
        assert told in draw_disagreement([attrs.evolve(measure, share=share)]).description


class TestMap:
    def test_places_of_one_name_are_two(self) -> None:
        (one, told), (other, retold) = placed("Orlec", 43, 76), placed("Tavor", 44, 77)
        other = attrs.evolve(other, name="Orlec")
        assert draw_map(Dataset([one, told, other, retold])).description.startswith("Map of 2 places: Orlec [place:")

    def test_a_deployment_is_at_its_sites(self) -> None:
        place, _ = placed("Orlec", 43, 76)
        sent = Deployment("deployment:a", sites=[place], stage="accomplished")
        assert draw_map(Dataset([place, sent])).description == "Map of 1 place: Orlec (1 claim)"

    def test_what_has_no_coordinates_is_counted(self) -> None:
        shown = words(draw_map(REPORTS))
        assert "364 claims of no stated place" in shown
        assert "511 claims at places without coordinates: Kazakhstan, Almaty" in shown

    def test_a_place_that_is_not_there_is_counted(self) -> None:
        lost = Event("event:a", where="place:lost", **TIMES)
        assert "1 claim at places without coordinates" in words(draw_map(Dataset([lost])))

    def test_a_vaguer_place_is_larger(self) -> None:
        dataset = Dataset([*placed("Orlec", 43, 76, precision="country"), *placed("Tavor", 44, 77, precision="site")])
        (axes,) = draw_map(dataset, outlines=[]).figure.axes
        sizes = [line.get_markersize() for line in axes.lines]
        assert max(sizes) > 5 * min(sizes)

    def test_both_sides_of_the_date_line_are_one_picture(self) -> None:
        assert _turned([179.0, -179.0]) == [179.0, 181.0]
        dataset = Dataset([*placed("Suva", -18, 178.4), *placed("Apia", -13.8, -171.8)])
        (axes,) = draw_map(dataset).figure.axes
        assert axes.get_xlim()[1] - axes.get_xlim()[0] < 60

    def test_names_that_have_no_room_are_counted(self) -> None:
        crowd = [each for at in range(60) for each in placed(f"Place number {at}", 43 + at / 1e4, 76 + at / 1e4)]
        picture = draw_map(Dataset(crowd))
        assert "Not drawn: the names of" in words(picture)
        assert overlaps(picture) == []
        assert "and 50 more" in picture.description

    def test_the_outline_can_be_ones_own(self) -> None:
        dataset = Dataset(placed("Orlec", 43, 76))
        assert "Natural Earth" not in words(draw_map(dataset, outlines=[((75, 43), (77, 43))]))
        assert "Natural Earth" in words(draw_map(dataset))

    def test_the_outline_is_on_the_globe(self) -> None:
        assert all(-180 <= east <= 180 and -90 <= north <= 90 for line in outline() for east, north in line)


class TestText:
    def test_signs_of_formulas_are_signs(self) -> None:
        event = Event("event:a", summary="$x_1$ and $", period="2022-01-05", **TIMES)
        draw_timeline(Dataset([event])).to_bytes("png")

    def test_names_in_other_scripts_are_drawn(self) -> None:
        names = ["Алматы", "الماتي", "Αλμάτι", "אלמטי"]
        events = [Event(f"event:{at}", summary=name, period="2022-01-05", **TIMES) for at, name in enumerate(names)]
        draw_timeline(Dataset(events)).to_bytes("png")

    def test_a_letter_that_the_font_has_not_is_looked_for_in_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from matplotlib import font_manager

        own = font_manager.findfont("DejaVu Sans")
        entry = attrs.make_class("Entry", ["name", "style", "fname"])
        fonts = [entry("Last Resort", "normal", own), entry("Broken", "normal", __file__), entry("Good", "normal", own)]
        monkeypatch.setattr(font_manager.fontManager, "ttflist", fonts)
        _font_with.cache_clear()
        assert _font_with(ord("A")) == "Good"
        assert _font_with(0x9999) is None
        assert _letters_of(__file__) == frozenset()
        assert families("A香") == ("DejaVu Sans",)
        _font_with.cache_clear()

    def test_lines_fit_and_a_cut_one_says_so(self) -> None:
        canvas = Canvas(theme_of("light"), width=300)
        lines = canvas.lines("many words that cannot stand on one line of this width", 90, most=2)
        assert len(lines) == 2
        assert lines[1].endswith("...")
        assert all(canvas.measure(line) <= 90 for line in lines)
        assert canvas.lines("", 90) == [""]
        assert canvas.measure(canvas._cut("WWWWWWWWWWWW", 40, 9)) <= 40

    def test_without_matplotlib_the_extra_is_named(self) -> None:
        program = (
            "import sys; sys.modules['matplotlib'] = None\n"
            "import unrest\n"
            "try: unrest.plots\n"
            "except unrest.MissingExtra as error: print(error)\n"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60)
        assert "install the extra `plot`" in run.stdout

    def test_without_matplotlib_this_is_so_in_this_process_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        monkeypatch.delitem(sys.modules, "unrest.plots.canvas")
        with pytest.raises(MissingExtra, match="install the extra `plot`"):
            importlib.import_module("unrest.plots.canvas")
