"""Sources, references, codes, codings and citations."""

import hashlib
import pickle

import attrs
import pytest

from unrest.errors import InvalidRecord, InvalidValue, UnrestError
from unrest.path import record_paths
from unrest.records import Actor, Citation, Code, Coding, Place, Ref, Source, Statement, Statistic
from unrest.source import identities, identity, kind_of, sha256_of, short, to_citations, to_source

NINETEEN = hashlib.sha256(b"19").hexdigest()


def codes(caught: "pytest.ExceptionInfo[UnrestError]") -> list[str]:
    return [problem.code for problem in caught.value.problems]


class TestRef:
    def test_it_is_the_text_of_an_id(self) -> None:
        ref: Ref[Place] = Ref("place:almaty")
        assert ref == "place:almaty"
        assert {ref: 1}["place:almaty"] == 1
        assert (str(ref), f"{ref}", repr(ref)) == ("place:almaty", "place:almaty", "Ref('place:almaty')")

    def test_it_knows_its_kind(self) -> None:
        assert Ref("actor:a:b").kind == "actor"
        assert kind_of("event:a") == "event"

    def test_it_survives_pickling(self) -> None:
        again = pickle.loads(pickle.dumps(Ref("place:a")))
        assert (type(again), again) == (Ref, "place:a")

    def test_it_has_no_room_for_anything_else(self) -> None:
        with pytest.raises(AttributeError):
            Ref("place:a").name = "x"  # type: ignore[attr-defined]


class TestIdentity:
    def test_a_record_or_its_id_is_a_reference_to_it(self) -> None:
        place = Place("place:a", name="A")
        assert identity(place) == identity("place:a") == Ref("place:a")
        assert type(identity(place)) is type(identity("place:a")) is Ref

    def test_nothing_refers_to_nothing(self) -> None:
        assert identity(None) is None

    def test_what_is_no_reference_is_left_for_the_check_to_refuse(self) -> None:
        assert identity(3) == 3
        assert identities("place:a") == "place:a"

    def test_several_are_sorted_and_stand_once(self) -> None:
        place = Place("place:a", name="A")
        assert identities(["place:b", place, "place:a"]) == ("place:a", "place:b")

    def test_a_reference_to_a_source_is_one(self) -> None:
        assert to_source(Source("source:a")) == Ref("source:a")


class TestId:
    @pytest.mark.parametrize("wrong", ["almaty", "place:almaty", "source:", "source:a b", "", 3, None, "Source:a"])
    def test_an_id_has_the_kind_of_its_record_and_a_name(self, wrong: object) -> None:
        with pytest.raises(InvalidRecord, match=r"record\.id"):
            Source(wrong)  # type: ignore[arg-type]

    def test_a_name_alone_is_answered_with_its_kind(self) -> None:
        with pytest.raises(InvalidRecord, match="did you mean 'place:almaty'"):
            Place("almaty", name="Almaty")

    def test_the_id_of_a_record_is_plain_text(self) -> None:
        assert type(Source("source:a").id) is type(Source(Ref("source:a")).id) is str

    def test_one_is_required(self) -> None:
        with pytest.raises(TypeError, match="id"):
            Source()  # type: ignore[call-arg]


class TestCode:
    def test_it_is_text_and_keeps_its_zeros(self) -> None:
        assert Code("cameo", "0311").value == "0311"
        assert str(Code("gw", "705")) == "gw 705"
        assert repr(Code("gw", "705")) == "Code('gw', '705')"

    @pytest.mark.parametrize("wrong", [("gw", 705), ("", "705"), ("gw", ""), (None, "705")])
    def test_it_is_refused_without_either_or_as_a_number(self, wrong: tuple[str, str]) -> None:
        with pytest.raises(InvalidValue):
            Code(*wrong)

    def test_codes_are_sorted_and_stand_once(self) -> None:
        place = Place("place:a", name="A", codes=[Code("gw", "705"), Code("cow", "705"), Code("gw", "705")])
        assert place.codes == (Code("cow", "705"), Code("gw", "705"))


class TestCoding:
    def test_it_says_how_a_record_was_coded(self) -> None:
        coding = Coding(dataset="d", release="1", row="7", coder="c", retrieved="2022-02", recorded="2022-03-01")
        assert repr(coding) == "Coding(dataset=d, release=1, row=7, retrieved=2022-02, recorded=2022-03-01, coder=c)"

    def test_paths_are_sorted_and_stand_once(self) -> None:
        assert Coding(not_stated=["where", "note", "where"]).not_stated == ("note", "where")

    def test_what_a_reader_met_is_kept_as_it_is(self) -> None:
        assert Coding(extra={"n": 1}) != Coding(extra={"n": True})
        assert Coding(extra={"b": 1, "a": 2}) == Coding(extra={"a": 2, "b": 1})

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Coding(coder="", retrieved="30 Feb", not_stated="period", extra={1: 2})  # type: ignore[dict-item]
        assert {p.place.partition(".")[0] for p in caught.value.problems} == {
            "coder",
            "retrieved",
            "not_stated",
            "extra",
        }

    def test_a_coding_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidRecord, match=r"codings\[0\]"):
            Source("source:a", codings=["me"])  # type: ignore[list-item]

    def test_codings_are_sorted_and_stand_once(self) -> None:
        source = Source("source:a", codings=[Coding(coder="b"), Coding(coder="a"), Coding(coder="b")])
        assert [coding.coder for coding in source.codings] == ["a", "b"]

    def test_the_order_of_keys_in_what_a_reader_met_does_not_change_the_order_of_codings(self) -> None:
        one, same, other = (Coding(extra=extra) for extra in ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 2, "b": 1}))
        assert Source("source:a", codings=[one, other]) == Source("source:a", codings=[other, same])


class TestCitationShapes:
    def test_a_place_has_its_digest_from_its_quote(self) -> None:
        citation = Citation("source:x", start=4, end=6, quote="19")
        assert citation.digest == NINETEEN == sha256_of("19")
        assert citation.is_placed
        assert not citation.is_whole

    def test_a_digest_alone_is_enough(self) -> None:
        assert Citation("source:x", start=4, end=6, digest=NINETEEN).quote is None

    def test_a_citation_of_a_whole_source_has_no_place(self) -> None:
        citation = Citation("source:x")
        assert citation.is_whole
        assert not citation.is_placed

    def test_a_quote_without_a_place_is_unplaced_and_has_no_digest(self) -> None:
        citation = Citation("source:x", quote="19")
        assert (citation.is_placed, citation.is_whole, citation.digest) == (False, False, None)

    def test_a_source_itself_may_be_given(self) -> None:
        assert Citation(Source("source:x")).source == Ref("source:x")

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"start": 4}, "citation.half"),
            ({"end": 6, "quote": "19"}, "citation.half"),
            ({"start": 4, "end": 6}, "citation.digest"),
            ({"digest": NINETEEN}, "citation.digest"),
            ({"quote": "19", "digest": NINETEEN}, "citation.digest"),
            ({"start": 4, "end": 6, "quote": "19", "digest": "0" * 64}, "citation.digest"),
            ({"start": 4, "end": 7, "quote": "19"}, "citation.length"),
            ({"start": 4, "end": 4, "digest": NINETEEN}, "citation.empty"),
            ({"start": 4, "end": 6, "digest": NINETEEN, "prefix": "of"}, "citation.quote"),
            ({"suffix": "of"}, "citation.quote"),
            ({"start": -1, "end": 6, "digest": NINETEEN}, "field.type"),
            ({"start": True, "end": 6, "digest": NINETEEN}, "field.type"),
            ({"start": 4.0, "end": 6, "digest": NINETEEN}, "field.type"),
            ({"start": 4, "end": 6, "digest": NINETEEN.upper()}, "field.type"),
            ({"quote": ""}, "field.type"),
        ],
    )
    def test_half_a_place_or_words_that_do_not_fit_it_are_refused(self, fields: dict[str, object], code: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Citation("source:x", **fields)  # type: ignore[arg-type]
        assert codes(caught) == [code]

    def test_a_digest_that_is_not_that_of_the_quote_is_answered_with_the_right_one(self) -> None:
        with pytest.raises(InvalidValue, match=NINETEEN):
            Citation("source:x", start=4, end=6, quote="19", digest=sha256_of("18"))

    def test_t17_a_reversed_span_is_refused_when_it_is_built(self) -> None:
        with pytest.raises(InvalidValue, match="characters 9 to 5") as caught:
            Citation("source:x", start=9, end=5, digest=NINETEEN)
        assert codes(caught) == ["citation.reversed"]

    @pytest.mark.parametrize("source", ["article:x", "x", None, 3, "source:a b"])
    def test_it_is_of_a_source(self, source: object) -> None:
        with pytest.raises(InvalidValue, match="source"):
            Citation(source)  # type: ignore[arg-type]

    def test_words_around_it_belong_to_a_quote(self) -> None:
        assert Citation("source:x", quote="19", prefix="that", suffix="men").prefix == "that"


class TestCitationText:
    @pytest.mark.parametrize(
        "text",
        [
            "source:x",
            f"source:x#char=4,6;sha256={NINETEEN}",
            f"source:a#b#char=0,2;sha256={NINETEEN}",
            'source:x#quote="at least 19"',
            'source:x#quote="he said \\"no\\"\\n and left: 十九"',
        ],
    )
    def test_what_is_read_is_what_is_written(self, text: str) -> None:
        assert str(Citation.parse(text)) == text

    @pytest.mark.parametrize(
        "text",
        [
            *("", "x", "actor:x", "source:", "source:a b", "source:x#char=4,6", "source:x#quote=19"),
            *(f"source:x#char=04,6;sha256={NINETEEN}", f"source:x#char=4,6;sha256={NINETEEN[:-1]}"),
            *(f"source:x#char=-4,6;sha256={NINETEEN}", f"source:x#char=٤,٦;sha256={NINETEEN}"),
            *('source:x#quote="a', 'source:x#quote="\\u0061"', 'source:x#quote="a" ', 'source:x#quote="\\x"', None, 3),
            f"source:x#char=4,6;sha256={NINETEEN}\n",
        ],
    )
    def test_anything_else_is_refused_with_the_forms_that_there_are(self, text: object) -> None:
        with pytest.raises(InvalidValue, match="source:NAME#char=START,END;sha256=DIGEST"):
            Citation.parse(text)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (f"source:x#char=6,4;sha256={NINETEEN}", "citation.reversed"),
            ('source:x#quote=""', "field.type"),
        ],
    )
    def test_a_form_with_impossible_values_is_refused_for_them(self, text: str, code: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Citation.parse(text)
        assert codes(caught) == [code]

    def test_an_id_with_a_number_sign_is_read_as_it_is_written(self) -> None:
        for citation in (Citation("source:a#b"), Citation("source:a#b", quote='#quote="c"')):
            assert Citation.parse(str(citation)) == citation

    @pytest.mark.parametrize("source", [f"source:x#char=4,6;sha256={NINETEEN}", 'source:x#quote="a"'])
    def test_an_id_that_would_be_read_as_a_place_is_refused(self, source: str) -> None:
        with pytest.raises(InvalidValue, match=r"citation\.source"):
            Citation(source)

    @pytest.mark.parametrize(
        ("citation", "printed"),
        [
            (Citation("source:x"), "Citation('source:x', whole)"),
            (Citation("source:x", quote="19"), "Citation('source:x', unplaced '19')"),
            (Citation("source:x", start=4, end=6, digest=NINETEEN), "Citation('source:x', 4..6)"),
            (
                Citation("source:x", start=4, end=6, quote="19", supports=["quantity", "measure"]),
                "Citation('source:x', 4..6 '19', supports measure quantity)",
            ),
        ],
    )
    def test_it_prints_its_place_its_words_and_what_they_support(self, citation: Citation, printed: str) -> None:
        assert repr(citation) == printed


class TestCitationsOfARecord:
    def test_one_alone_is_taken(self) -> None:
        citation = Citation("source:x")
        assert Source("source:y", citations=citation).citations == to_citations(citation) == (citation,)

    def test_they_are_sorted_by_their_place_and_stand_once(self) -> None:
        first, second = (Citation("source:x", start=n, end=n + 1, quote="a") for n in (9, 10))
        whole = Citation("source:x")
        assert Source("source:y", citations=[second, whole, first, second]).citations == (whole, first, second)

    def test_a_text_is_no_citation(self) -> None:
        with pytest.raises(InvalidRecord, match=r"citations\[0\]"):
            Source("source:y", citations=["source:x"])  # type: ignore[list-item]


class TestPathsOfARecord:
    def test_a_misspelt_field_in_supports_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(InvalidRecord, match="did you mean 'quantity'") as caught:
            Statistic(
                "statistic:a",
                measure="deaths",
                quantity=19,
                stage="accomplished",
                citations=Citation("source:x", supports=["quantiti"]),
            )
        assert [(p.code, p.place, p.record) for p in caught.value.problems] == [
            ("path.unknown", "citations[0].supports", "statistic:a")
        ]

    def test_every_misspelt_path_is_told(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Source(
                "source:a",
                citations=Citation("source:x", supports=["titel", "zzz"]),
                codings=[Coding(inferred=["publishd"], not_stated=["autor"])],
            )
        assert [p.place for p in caught.value.problems] == [
            *("citations[0].supports", "citations[0].supports"),
            *("codings[0].inferred", "codings[0].not_stated"),
        ]

    def test_a_path_into_a_value_is_a_field(self) -> None:
        citation = Citation("source:x", supports=["published.earliest", "title"])
        assert Source("source:a", title="t", citations=citation).citations == (citation,)

    def test_a_field_that_is_not_stated_is_empty(self) -> None:
        assert Source("source:a", codings=[Coding(not_stated=["author", "published"])]).author is None
        with pytest.raises(InvalidRecord, match=r"path\.stated"):
            Source("source:a", author="somebody", codings=[Coding(not_stated=["author"])])

    def test_a_field_that_was_concluded_may_hold_a_value(self) -> None:
        source = Source("source:a", title="t", codings=[Coding(inferred=["title"])])
        assert record_paths(source) == []


class TestSource:
    def test_it_has_what_a_report_has(self) -> None:
        source = Source(
            "source:a",
            title="A day in Orlec",
            publisher="Orlec Post",
            author="V. L.",
            published="2031-03-09",
            retrieved="2031-03-10",
            url="https://example.org/a",
            language="en",
            licence="CC-BY-4.0",
            via="an agency",
            sha256="0" * 64,
            length=0,
        )
        assert str(source) == "A day in Orlec, 2031-03-09"
        assert source.published is not None
        assert attrs.evolve(source, published=source.published) == source

    @pytest.mark.parametrize(
        ("source", "printed"),
        [
            (Source("source:a"), "source:a"),
            (Source("source:a", publisher="Orlec Post"), "Orlec Post"),
            (Source("source:a", publisher="Orlec Post", title="A day"), "A day"),
        ],
    )
    def test_its_line_is_the_best_name_that_it_has(self, source: Source, printed: str) -> None:
        assert str(source) == printed

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Source("source:a", title="", published="2022-02-30", sha256="abc", length=-1, url=5)  # type: ignore[arg-type]
        assert [p.place.partition(".")[0] for p in caught.value.problems] == [
            *("title", "published", "url", "sha256", "length"),
        ]
        assert {p.record for p in caught.value.problems} == {"source:a"}

    def test_a_length_is_a_whole_number(self) -> None:
        for wrong in (True, 3.0, "3"):
            with pytest.raises(InvalidRecord, match="length"):
                Source("source:a", length=wrong)  # type: ignore[arg-type]


class TestShort:
    def test_it_has_the_fields_that_are_set_and_counts_citations(self) -> None:
        source = Source("source:a", title="t", citations=[Citation("source:x"), Citation("source:y")], note="n")
        assert short(source) == repr(source) == "Source('source:a', 2 cited, note=n, title=t)"

    def test_a_tuple_stands_in_brackets(self) -> None:
        assert repr(Actor("actor:a", name="A", aliases=["c", "b"])) == "Actor('actor:a', name=A, aliases=(b, c))"

    def test_what_a_reader_met_is_shown_where_there_is_something(self) -> None:
        assert repr(Coding(coder="c", extra={"n": 1})) == 'Coding(coder=c, extra={"n": 1})'


class TestEntry:
    def test_t23_a_record_is_frozen_and_can_stand_in_a_set(self) -> None:
        one, same = (Statement("statement:a", act="asserts", said="2022-01", note="n") for _ in range(2))
        assert len({one, same}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.note = "other"  # type: ignore[misc]
        with pytest.raises((AttributeError, TypeError)):
            one.extra_field = 1  # type: ignore[attr-defined]

    def test_it_does_not_refer_to_itself(self) -> None:
        with pytest.raises(InvalidRecord, match=r"reference\.itself"):
            Place("place:a", name="A", within="place:a")


class TestHalfAPlace:
    @pytest.mark.parametrize(("given", "absent"), [("start", "end"), ("end", "start")])
    def test_one_end_with_a_quote_is_refused_and_nothing_else_is_told(self, given: str, absent: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            Citation("source:a", quote="abc", **{given: 3})
        assert [(each.code, each.place) for each in refused.value.problems] == [("citation.half", absent)]
