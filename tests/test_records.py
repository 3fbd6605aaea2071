"""The four claims, their parts, and what holds for every record."""

import pickle
import re
import typing
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest

from unrest.commands.page import Page
from unrest.constraint import constraint_of
from unrest.dataset import Dataset
from unrest.errors import InvalidRecord, InvalidValue, UnrestError
from unrest.interchange.annotation import to_annotations
from unrest.interchange.followthemoney import to_entities
from unrest.interchange.geojson import to_geojson
from unrest.prose.names import Names
from unrest.prose.teller import Teller
from unrest.query import about, involving
from unrest.query.time import TIME_FIELDS
from unrest.records import (
    CLAIM_KINDS,
    HAPPENINGS,
    KINDS,
    SUBJECTS,
    Actor,
    Citation,
    Claim,
    Code,
    Coding,
    Deployment,
    Event,
    Happening,
    Link,
    Participant,
    Place,
    Record,
    Ref,
    Role,
    Source,
    Statement,
    Statistic,
    Subject,
    Where,
    to_links,
    to_participants,
)
from unrest.review.card import Cards
from unrest.sketch import sketched
from unrest.source import kind_of
from unrest.vocabulary import Act, EventKind, Group, LinkKind, Measure, ParticipantRole, Stage, Tactic, Task

# The least that each kind of record needs.
LEAST: dict[str, dict[str, Any]] = {
    "source": {},
    "place": {"name": "Orlec"},
    "actor": {"name": "Port of Orlec"},
    "event": {"stage": "accomplished"},
    "statement": {"act": "asserts"},
    "deployment": {"stage": "planned"},
    "statistic": {"measure": "deaths", "quantity": 19, "stage": "accomplished"},
}


def least(kind: str, /, **fields: Any) -> Record:
    return KINDS[kind](f"{kind}:a", **{**LEAST[kind], **fields})


def faults(caught: "pytest.ExceptionInfo[UnrestError]") -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in caught.value.problems]


each_kind = pytest.mark.parametrize("kind", KINDS)
# What tells kinds of record apart, by where it stands: what is missing there is seen here, and not by a user.
PLACES: dict[str, Callable[[Dataset, Any], object]] = {
    "dataset/kind.py": lambda dataset, record: [*getattr(dataset, f"{kind_of(record.id)}s")] == [record],
    "prose/teller.py": lambda dataset, record: Teller(Names(dataset)).entry(record).id == record.id,
    "prose/names.py": lambda dataset, record: Names(dataset).of(record.id),
    "review/card.py": lambda dataset, record: record.id in Cards(dataset).card(1, record),
    "interchange/followthemoney.py": lambda dataset, record: [*to_entities(dataset)],
    "interchange/annotation.py": lambda dataset, record: to_annotations(dataset)["total"] == 0,
    "interchange/geojson.py": lambda dataset, record: len(to_geojson(dataset)["features"]) == isinstance(record, Claim),
    "rules/": lambda dataset, record: not dataset.check().problems,
    "commands/show.py": lambda dataset, record: [*Page(dataset, dataset, kind_of(record.id)).lines(80)],
}
PLACES_OF_CLAIMS: dict[str, Callable[[Dataset, Any], object]] = {
    "Claim in records.py": lambda dataset, record: record in dataset.claims and isinstance(record, Claim),
    "TIME_FIELDS in query/time.py": lambda dataset, record: type(record) in TIME_FIELDS,
    "About in query/subject.py": lambda dataset, record: len(dataset.where(about("event:a")).claims) == 0,
    "Involving in query/subject.py": lambda dataset, record: len(dataset.where(involving("actor:a")).claims) == 0,
    "sketch.py": lambda dataset, record: f">{kind_of(record.id)}<" in sketched(dataset),
    "Statement.targets": lambda dataset, record: Statement("statement:s", act="denies", targets=[record]),
    "Dataset.timeline": lambda dataset, record: len(dataset.timeline()) + len(dataset.timeline().undated) == 1,
}


def asked(where: str, ask: Callable[[Dataset, Any], object], dataset: Dataset, record: Record) -> object:
    """What a place says of a kind of record; one that does not know it falls over the first of it."""
    try:
        return ask(dataset, record)
    except Exception as error:
        pytest.fail(f"src/unrest/{where} does not know a {kind_of(record.id)}: {error!r}")


class TestEveryKind:
    def test_the_least_of_each_is_here(self) -> None:
        assert {*LEAST} == {*KINDS}, "LEAST in tests/test_records.py: the least that a record of each kind needs"

    @each_kind
    @pytest.mark.parametrize("place", PLACES)
    def test_it_is_known_at(self, place: str, kind: str) -> None:
        record = least(kind)
        assert asked(place, PLACES[place], Dataset([record]), record), f"src/unrest/{place} does not know a {kind}"

    @pytest.mark.parametrize("kind", CLAIM_KINDS)
    @pytest.mark.parametrize("place", PLACES_OF_CLAIMS)
    def test_a_claim_is_known_at(self, place: str, kind: str) -> None:
        record = least(kind)
        others = [least("actor"), least("event")] if "query" in place else []
        dataset = Dataset([record, *others])
        assert asked(place, PLACES_OF_CLAIMS[place], dataset, record), f"src/unrest/{place} does not know a {kind}"


class TestEveryRecord:
    @each_kind
    def test_the_least_that_it_needs_is_enough(self, kind: str) -> None:
        record = least(kind)
        assert record.id == f"{kind}:a"
        assert repr(record).startswith(f"{type(record).__name__}('{kind}:a'")
        assert "\n" not in str(record)

    @each_kind
    def test_nothing_that_it_needs_has_a_default(self, kind: str) -> None:
        needed = {
            each.name
            for each in attrs.fields(KINDS[kind])
            if (constraint := constraint_of(each)) is not None and constraint.required
        }
        assert needed == set(LEAST[kind])
        for name in needed:
            with pytest.raises(TypeError, match=name):
                KINDS[kind](f"{kind}:a", **{k: v for k, v in LEAST[kind].items() if k != name})
            with pytest.raises(InvalidRecord, match=rf"{name} \({kind}:a\): found nothing"):
                least(kind, **{name: None})

    @each_kind
    def test_t23_it_is_frozen_and_hashable(self, kind: str) -> None:
        one, same = least(kind), least(kind)
        assert one == same
        assert len({one, same}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.note = "changed"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            object.__setattr__(one, "anything", 1)

    @each_kind
    def test_every_field_counts_in_a_comparison(self, kind: str) -> None:
        assert all(each.eq for each in attrs.fields(KINDS[kind]))
        assert least(kind) != least(kind, note="n")

    @each_kind
    def test_it_survives_pickling(self, kind: str) -> None:
        assert pickle.loads(pickle.dumps(least(kind))) == least(kind)

    @each_kind
    def test_a_misspelt_field_is_refused(self, kind: str) -> None:
        with pytest.raises(TypeError, match="citatons"):
            least(kind, citatons=())

    @each_kind
    def test_fields_beyond_the_id_have_names(self, kind: str) -> None:
        with pytest.raises(TypeError, match="positional"):
            KINDS[kind](f"{kind}:a", "a note")  # type: ignore[call-arg]

    @each_kind
    def test_an_id_of_another_kind_is_refused(self, kind: str) -> None:
        other = "place" if kind != "place" else "actor"
        with pytest.raises(InvalidRecord, match=rf"expected '{kind}:' and a name"):
            KINDS[kind](f"{other}:a", **LEAST[kind])

    @each_kind
    def test_an_empty_text_is_refused_in_every_field_of_text(self, kind: str) -> None:
        cls = KINDS[kind]
        texts = [
            each.name
            for each in attrs.fields(cls)
            if (constraint := constraint_of(each)) is not None
            and constraint.expected == "text that is not empty"
            and not constraint.many
        ]
        assert "note" in texts
        for name in texts:
            with pytest.raises(InvalidRecord, match=name):
                least(kind, **{name: ""})
            with pytest.raises(InvalidRecord, match=name):
                least(kind, **{name: 5})

    @each_kind
    def test_every_field_of_words_refuses_another_word_and_every_tuple_a_single_one(self, kind: str) -> None:
        for each in attrs.fields(KINDS[kind]):
            constraint = constraint_of(each)
            if constraint is None:
                continue
            if constraint.many and each.name != "citations":
                with pytest.raises(InvalidRecord, match=each.name):
                    least(kind, **{each.name: "actor:x"})
            elif constraint.words is not None:
                with pytest.raises(InvalidRecord, match=rf"{each.name}.*word\.unknown"):
                    least(kind, **{each.name: "no such word"})

    @each_kind
    def test_every_reference_to_the_wrong_kind_is_refused(self, kind: str) -> None:
        for each in attrs.fields(KINDS[kind]):
            constraint = constraint_of(each)
            if constraint is None or not constraint.kinds:
                continue
            for wrong in {*KINDS} - {*constraint.kinds}:
                given: Any = f"{wrong}:other"
                with pytest.raises(InvalidRecord, match=each.name):
                    least(kind, **{each.name: [given] if constraint.many else given})
            for right in constraint.kinds:
                given = KINDS[right](f"{right}:other", **LEAST[right])
                held = getattr(least(kind, **{each.name: [given] if constraint.many else given}), each.name)
                assert (held[0] if constraint.many else held) == Ref(f"{right}:other")

    @each_kind
    def test_the_switch_of_attrs_turns_no_check_off(self, kind: str) -> None:
        attrs.validators.set_disabled(True)
        try:
            with pytest.raises(InvalidRecord):
                least(kind, note="")
        finally:
            attrs.validators.set_disabled(False)

    @each_kind
    def test_a_changed_copy_is_checked_too(self, kind: str) -> None:
        with pytest.raises(InvalidRecord):
            attrs.evolve(least(kind), note="")
        assert attrs.evolve(least(kind), note="n") == least(kind, note="n")

    def test_every_field_has_a_constraint_but_the_id(self) -> None:
        for cls in KINDS.values():
            assert [each.name for each in attrs.fields(cls) if constraint_of(each) is None] == ["id"]

    def test_the_unions_and_the_kinds_agree(self) -> None:
        assert set(typing.get_args(Record)) == set(KINDS.values())
        assert set(typing.get_args(Claim)) == {KINDS[kind] for kind in CLAIM_KINDS}
        assert (
            set(typing.get_args(Subject))
            == {Event, Deployment, Actor, Place, Statistic}
            == {KINDS[kind] for kind in SUBJECTS}
        )
        assert set(typing.get_args(Happening)) == {KINDS[kind] for kind in HAPPENINGS}
        assert [cls.__name__.lower() for cls in KINDS.values()] == list(KINDS)


REFERENCES = [
    (f"{cls.__name__}.{each.name}", each)
    for cls in (*KINDS.values(), Participant, Link, Role)
    for each in attrs.fields(cls)
    if "Ref[" in str(each.type)
]


class TestReferences:
    @pytest.mark.parametrize(("name", "field"), REFERENCES, ids=[name for name, _ in REFERENCES])
    def test_what_a_field_takes_is_what_its_type_says(self, name: str, field: Any) -> None:
        told = set(re.findall(r"unrest\.[a-z.]+\.([A-Z][a-z]+)", str(field.type))) - {"Ref", "Group"}
        kinds = {kind for kind, cls in KINDS.items() if cls.__name__ in told}
        assert kinds, str(field.type)
        constraint = constraint_of(field)
        assert constraint is not None
        for kind in KINDS:
            taken = re.search(rf"\b{kind}\b", constraint.expected) is not None
            assert taken == (kind in kinds), f"{name} in records.py says {constraint.expected!r}, and its type {kinds}"


class TestEveryClaim:
    @pytest.mark.parametrize("kind", CLAIM_KINDS)
    def test_it_says_who_told_it_of_which_incident_where_and_how_others_code_it(self, kind: str) -> None:
        claim: Any = least(
            kind,
            stated_in=Statement("statement:s", act="relays"),
            incident="strike",
            where="place:orlec settlement",
            codes=[Code("cameo", "143")],
        )
        assert claim.stated_in == Ref("statement:s")
        assert claim.where == Where("place:orlec", precision="settlement")

    @pytest.mark.parametrize("kind", CLAIM_KINDS)
    @pytest.mark.parametrize("where", ["orlec", "actor:a", 3, "place:orlec sitee"])
    def test_a_place_that_is_none_is_refused(self, kind: str, where: object) -> None:
        with pytest.raises(InvalidRecord, match="where"):
            least(kind, where=where)

    def test_what_the_source_tells_in_its_own_voice_has_no_statement(self) -> None:
        assert all(getattr(least(kind), "stated_in") is None for kind in CLAIM_KINDS)  # noqa: B009 (a union)

    @pytest.mark.parametrize("kind", ["event", "deployment", "statistic"])
    def test_whoever_codes_it_says_how_far_it_had_come(self, kind: str) -> None:
        for stage in Stage:
            claim: Any = least(kind, stage=str(stage))
            assert claim.stage is stage

    def test_t2_two_speakers_who_give_the_same_figure_are_two_records(self) -> None:
        channel = Statement("statement:channel", act="asserts", speaker="actor:channel", said="2022-01-10")
        ministry = Statement("statement:ministry", act="asserts", speaker="actor:ministry", said="2022-01-29")
        figures = [
            Statistic(f"statistic:{said.id[10:]}", measure="deaths", quantity=19, stage="accomplished", stated_in=said)
            for said in (channel, ministry)
        ]
        dataset = Dataset([channel, ministry, *figures])
        assert len(dataset.statistics) == 2
        assert dataset.known_on("2022-01-15").statistics.ids == ("statistic:channel",)
        assert len(dataset.known_on("2022-01-29").statistics) == 2

    @pytest.mark.parametrize("kind", CLAIM_KINDS)
    def test_t12_the_day_of_publication_never_fills_a_date(self, kind: str) -> None:
        source = Source("source:x", published="2022-01-29")
        claim: Any = least(kind, citations=Citation(source))
        dataset = Dataset([source, claim])
        times = [getattr(dataset[claim.id], name, None) for name in ("period", "said", "as_of")]
        assert times == [None, None, None]


class TestEvent:
    def test_it_says_what_when_where_who_and_from_what(self) -> None:
        event = Event(
            "event:strike",
            kind="strike",
            stage="accomplished",
            period="2031-03-03/",
            where="place:orlec",
            participants=[Participant("actor:dockers", roles=["participant"])],
            summary="dock workers stopped work",
            links=[Link("caused_by", words="a cut of wages"), Link("after", "event:meeting")],
        )
        assert event.kind is EventKind.STRIKE
        assert [str(link) for link in event.links] == ["after event:meeting", "caused_by a cut of wages"]
        assert str(event) == "dock workers stopped work, 2031-03-03/, place:orlec"

    @pytest.mark.parametrize(
        ("fields", "line"),
        [
            ({}, "event"),
            ({"kind": "property_destruction"}, "property destruction"),
            ({"kind": "riot", "stage": "planned"}, "riot, planned"),
            ({"kind": "riot", "where": "place:orlec"}, "riot, place:orlec"),
        ],
    )
    def test_its_line_is_made_of_what_it_has(self, fields: dict[str, Any], line: str) -> None:
        assert str(least("event", **fields)) == line

    def test_it_is_not_linked_to_itself(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            least("event", links=[Link("part_of", "event:a")])
        assert faults(caught) == [("reference.itself", "links")]

    @pytest.mark.parametrize("period", ["2022-02-30", "2022-01-12/2022-01-02", "../2022-01-12", "", 20220102, "soon"])
    def test_a_period_that_cannot_be_is_refused_with_its_reason(self, period: object) -> None:
        with pytest.raises(InvalidRecord, match="period"):
            least("event", period=period)

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Event(
                "event:a",
                kind="protst",
                stage="acomplished",
                period="2022-02-30",
                where="orlec",
                participants=["orlec", 3],  # type: ignore[list-item]
                links=["event:b"],  # type: ignore[list-item]
                note="",
            )
        places = {problem.place.partition(".")[0] for problem in caught.value.problems}
        assert places == {"kind", "stage", "period", "where", "participants[0]", "participants[1]", "links[0]", "note"}
        assert {problem.record for problem in caught.value.problems} == {"event:a"}
        hints = {problem.place: problem.hint for problem in caught.value.problems}
        assert (hints["kind"], hints["stage"]) == ("did you mean 'protest'?", "did you mean 'accomplished'?")


class TestParticipants:
    def test_one_is_an_actor_or_a_place_with_any_number_of_roles(self) -> None:
        one = Participant(
            "actor:rioters", roles=["target", "perpetrator", "target"], tactics=["arson"], named_as="the crowd"
        )
        assert one.roles == (ParticipantRole.PERPETRATOR, ParticipantRole.TARGET)
        assert one.tactics == (Tactic.ARSON,)
        assert Participant(Place("place:a", name="A")).who == Ref("place:a")
        assert repr(one) == (
            "Participant('actor:rioters', roles=(perpetrator, target), tactics=(arson), named_as=the crowd)"
        )

    @pytest.mark.parametrize("who", ["event:a", "rioters", None, 3])
    def test_it_is_nothing_else(self, who: object) -> None:
        with pytest.raises(InvalidValue, match="who"):
            Participant(who)  # type: ignore[arg-type]

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Participant("event:a", roles=["targt"], tactics="arson", named_as="")
        assert [place for _, place in faults(caught)] == ["who", "roles[0]", "tactics", "named_as"]

    def test_an_actor_or_an_id_alone_is_one_without_a_role(self) -> None:
        actor = Actor("actor:b", name="B")
        event: Any = least("event", participants=[actor, "actor:a", Place("place:c", name="C"), "actor:b"])
        assert event.participants == (Participant("actor:a"), Participant("actor:b"), Participant("place:c"))
        assert to_participants([actor]) == (Participant("actor:b"),)

    def test_the_hole_of_the_checkers_one_id_is_not_taken_letter_by_letter(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Event("event:a", stage="planned", participants="actor:x")  # type: ignore[arg-type]
        assert faults(caught) == [("field.type", "participants")]

    def test_the_hole_of_the_checkers_a_reference_to_an_actor_is_no_place(self) -> None:
        event = Event("event:a", stage="planned", participants=["actor:x"])
        for wrong in (event.participants[0].who, event.participants[0]):
            with pytest.raises(InvalidRecord) as caught:
                Actor("actor:b", name="B", place=wrong)  # type: ignore[arg-type]
            assert [place for _, place in faults(caught)] == ["place"]
            with pytest.raises(InvalidRecord, match="where"):
                Event("event:b", stage="planned", where=wrong)  # type: ignore[arg-type]

    def test_something_else_in_the_list_is_refused_with_its_number(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            least("event", participants=["actor:a", "event:b"])
        assert faults(caught) == [("field.type", "participants[1]")]


class TestLink:
    def test_it_leads_to_a_record_or_holds_words(self) -> None:
        assert Link("part_of", Event("event:a", stage="planned")).to == Ref("event:a")
        assert Link("after", "deployment:a").kind is LinkKind.AFTER
        assert Link("caused_by", words="a rise of fuel prices").words == "a rise of fuel prices"

    @pytest.mark.parametrize(("fields", "found"), [({}, "neither"), ({"to": "event:a", "words": "the strike"}, "both")])
    def test_it_has_exactly_one_of_the_two(self, fields: dict[str, str], found: str) -> None:
        with pytest.raises(InvalidValue, match=found) as caught:
            Link("after", **fields)
        assert faults(caught) == [("link.ends", "to")]

    @pytest.mark.parametrize("to", ["actor:a", "statement:a", "place:a", "a"])
    def test_it_leads_to_an_event_or_a_deployment(self, to: str) -> None:
        with pytest.raises(InvalidValue, match="to"):
            Link("after", to)

    def test_it_prints_where_it_leads(self) -> None:
        assert repr(Link("after", "event:a")) == "Link(after event:a)"
        assert repr(Link("after", words="the vote")) == "Link(after 'the vote')"
        assert str(Link("after", words="the vote")) == "after the vote"

    def test_links_are_sorted_and_stand_once(self) -> None:
        a, b = Link("after", "event:b"), Link("after", words="a vote")
        assert to_links([a, b, a]) == to_links([b, a])
        assert len(to_links([a, b, a])) == 2


class TestStatement:
    def test_it_says_who_said_what_to_whom_and_how(self) -> None:
        statement = Statement(
            "statement:a",
            act="demands",
            speaker=Actor("actor:union", name="Union"),
            named_as="the union",
            cue="demanded",
            said="2031-03-08",
            content="that the gates be opened",
            form="indirect",
            utterance="speech-1",
            addressees=["actor:port"],
            medium="a leaflet",
            about=["place:terminal", "event:strike"],
            targets=["statistic:detained"],
        )
        assert statement.act is Act.DEMANDS
        assert statement.about == (Ref("event:strike"), Ref("place:terminal"))
        assert str(statement) == "actor:union demands: that the gates be opened"

    @pytest.mark.parametrize(
        ("fields", "line"),
        [
            ({}, "somebody not named asserts"),
            ({"named_as": "a witness"}, "a witness asserts"),
            ({"act": "declines_to_comment", "speaker": "actor:b"}, "actor:b declines to comment"),
        ],
    )
    def test_its_line_names_the_speaker_as_well_as_it_can(self, fields: dict[str, Any], line: str) -> None:
        assert str(least("statement", **fields)) == line

    @pytest.mark.parametrize("field", ["stated_in", "targets"])
    def test_it_neither_stands_in_itself_nor_aims_at_itself(self, field: str) -> None:
        given = "statement:a" if field == "stated_in" else ["statement:a", "statement:b"]
        with pytest.raises(InvalidRecord) as caught:
            least("statement", **{field: given})
        assert faults(caught) == [("reference.itself", field)]

    def test_it_aims_at_claims_only(self) -> None:
        with pytest.raises(InvalidRecord, match=r"targets\[0\]"):
            least("statement", targets=["actor:b"])

    @pytest.mark.parametrize("said", ["2022-01-25T10:00", "yesterday", "2022-01/2022-02", 3, True])
    def test_a_day_that_is_none_is_refused(self, said: object) -> None:
        with pytest.raises(InvalidRecord, match="said"):
            least("statement", said=said)


class TestDeployment:
    def test_it_says_which_force_for_what_and_how_long(self) -> None:
        deployment = Deployment(
            "deployment:a",
            stage="accomplished",
            force=Actor("actor:guards", name="Guards"),
            contributors=["actor:b", "actor:a"],
            sent_by="actor:council",
            requested_by="actor:port",
            purpose="to guard the terminal",
            tasks=["patrol", "guard_sites"],
            sites=["place:terminal"],
            period="/2031-03-12",
            where="place:orlec",
        )
        assert deployment.tasks == (Task.GUARD_SITES, Task.PATROL)
        assert str(deployment) == "deployment of actor:guards, /2031-03-12, place:orlec"

    def test_its_line_says_that_the_force_is_not_named(self) -> None:
        assert str(least("deployment")) == "deployment of a force not named, planned"

    @pytest.mark.parametrize(
        "period", ["2022-01-12/2022-01-11", "2022-02/2022-01", "[2022-01-05..2022-01-09]/2022-01-04"]
    )
    def test_one_that_certainly_ended_before_it_started_is_refused(self, period: str) -> None:
        with pytest.raises(InvalidRecord, match="period"):
            least("deployment", period=period)

    @pytest.mark.parametrize(
        "period",
        ["2022-01/2022-01-05", "[2022-01-05..2022-01-09]/2022-01-05", "/2022-01-12", "2022-01-06/..", "2022-01"],
    )
    def test_one_that_may_have_ended_after_it_started_is_not(self, period: str) -> None:
        assert str(least("deployment", period=period).period) == period  # type: ignore[union-attr]


class TestStatistic:
    def test_it_says_of_what_of_whom_how_many_and_as_of_when(self) -> None:
        figure = Statistic(
            "statistic:a",
            measure="deaths",
            quantity=">=225",
            stage="accomplished",
            of_whom="civilians",
            counted="bodies brought to morgues",
            subset_of="statistic:all",
            about="event:riots",
            period="2022-01",
            as_of="2022-01-15",
            reading="level",
            supersedes=["statistic:old"],
        )
        assert figure.measure is Measure.DEATHS
        assert figure.of_whom is Group.CIVILIANS
        assert str(figure) == ">=225 deaths, civilians, bodies brought to morgues"

    def test_its_line_says_stage_and_unit(self) -> None:
        assert (
            str(least("statistic", measure="damage", unit="KZT", stage="hypothetical")) == "19 KZT damage, hypothetical"
        )
        assert str(least("statistic", of_whom="actor:b")) == "19 deaths, actor:b"

    def test_whom_it_counts_is_a_group_or_an_actor(self) -> None:
        assert least("statistic", of_whom=Actor("actor:b", name="B")).of_whom == Ref("actor:b")  # type: ignore[union-attr]
        assert least("statistic", of_whom=Group.MINORS).of_whom is Group.MINORS  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("of_whom", "code", "hint"),
        [
            ("civilian", "word.unknown", "did you mean 'civilians'?"),
            ("place:b", "reference.kind", None),
            (3, "reference.kind", None),
            (Stage.OTHER, "word.unknown", None),
        ],
    )
    def test_whom_it_counts_is_nothing_else(self, of_whom: object, code: str, hint: str | None) -> None:
        with pytest.raises(InvalidRecord) as caught:
            least("statistic", of_whom=of_whom)
        assert faults(caught) == [(code, "of_whom")]
        if hint:
            assert caught.value.problems[0].hint == hint

    @pytest.mark.parametrize(
        ("measure", "unit"),
        [
            ("damage", "KZT"),
            ("duration", "days"),
            ("share", "%"),
            ("other", "barrels"),
            ("other", None),
            ("deaths", None),
        ],
    )
    def test_a_unit_stands_where_the_measure_needs_one(self, measure: str, unit: str | None) -> None:
        assert least("statistic", measure=measure, unit=unit).unit == unit  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("measure", "unit"),
        [
            *(("damage", None), ("damage", "kzt"), ("damage", "dollars"), ("damage", "KZTX"), ("damage", "KZT\n")),
            *(("duration", None), ("duration", "weeks"), ("share", None), ("share", "percent"), ("deaths", "people")),
        ],
    )
    def test_and_nowhere_else(self, measure: str, unit: str | None) -> None:
        with pytest.raises(InvalidRecord) as caught:
            least("statistic", measure=measure, unit=unit)
        assert faults(caught) == [("statistic.unit", "unit")]

    def test_a_list_keeps_its_order_and_its_repeats(self) -> None:
        kinds = ["rifles", "pistols", "rifles"]
        assert least("statistic", items=kinds).items == ("rifles", "pistols", "rifles")  # type: ignore[union-attr]

    @pytest.mark.parametrize("items", ["rifles", {"rifles"}, ["rifles", ""], 3, None])
    def test_a_list_is_a_list(self, items: object) -> None:
        with pytest.raises(InvalidRecord, match="items"):
            least("statistic", items=items)

    @pytest.mark.parametrize("quantity", [19, "19", Decimal(19), Decimal("19.0")])
    def test_a_number_or_its_text_is_a_quantity(self, quantity: object) -> None:
        assert least("statistic", quantity=quantity) == least("statistic")

    @pytest.mark.parametrize("quantity", [19.0, True, "16O..225", "225..160", "", "many", [19]])
    def test_anything_else_is_none(self, quantity: object) -> None:
        with pytest.raises(InvalidRecord, match="quantity"):
            least("statistic", quantity=quantity)

    def test_nobody_is_a_figure_that_somebody_gave(self) -> None:
        assert str(least("statistic", quantity=0)) == "0 deaths"
        assert least("statistic", quantity=0) != least("statistic", quantity="?")

    @pytest.mark.parametrize("field", ["subset_of", "supersedes"])
    def test_it_is_no_part_and_no_successor_of_itself(self, field: str) -> None:
        given = "statistic:a" if field == "subset_of" else ["statistic:a"]
        with pytest.raises(InvalidRecord) as caught:
            least("statistic", **{field: given})
        assert faults(caught) == [("reference.itself", field)]


class TestNotStated:
    def test_not_stated_not_coded_none_and_unknown_are_four_things(self) -> None:
        coder = Coding(not_stated=["about"])
        four = [
            least("statistic", codings=[coder]),
            least("statistic"),
            least("statistic", quantity=0),
            least("statistic", quantity="?"),
        ]
        assert len({*four}) == 4

    def test_an_end_that_is_not_stated_is_unknown(self) -> None:
        not_stated = [Coding(not_stated=["period.end"])]
        assert least("event", period="2022-01-02/", codings=not_stated)
        with pytest.raises(InvalidRecord, match=r"path\.stated"):
            least("event", period="2022-01-02/..", codings=not_stated)
        with pytest.raises(InvalidRecord, match=r"path\.stated"):
            least("event", period="2022-01-02/2022-01-03", codings=not_stated)

    def test_a_place_that_is_not_stated_is_empty(self) -> None:
        with pytest.raises(InvalidRecord, match=r"path\.stated"):
            least("event", where="place:a", codings=[Coding(not_stated=["where"])])
