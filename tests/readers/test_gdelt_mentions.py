"""GDELT mentions: a statement of an outlet about a happening that another file has."""

import io

from invented import FIXTURES, told

from unrest import read

FILE = FIXTURES / "20310305121500.mentions.CSV"
READING = read("auto", FILE)
DATA = READING.dataset


def said(of: str):  # type: ignore[no-untyped-def]
    return [each for each in DATA.statements if each.incident == of]


class TestMeaning:
    def test_a_mention_is_a_statement_of_its_outlet(self) -> None:
        one, other = said("900000001")
        assert {one.act, other.act} == {"asserts"}
        assert one.speaker != other.speaker
        assert {DATA[str(each.speaker)].name for each in (one, other)} == {"news.example"}  # type: ignore[union-attr]

    def test_it_shares_the_incident_of_the_event(self) -> None:
        events = read("gdelt_events", FIXTURES / "20310305120000.export.CSV").dataset
        both = DATA | events
        assert {each.incident for each in events.events} & {each.incident for each in both.statements}

    def test_a_web_page_has_an_address_and_a_broadcast_a_title(self) -> None:
        sources = {(each.url, each.title, each.publisher, each.language) for each in DATA.sources}
        assert sources == {
            ("https://news.example/orlec/port", None, "news.example", None),
            ("https://news.example/orlec/port", None, "news.example", "rus"),
            (None, "Evening report", "Coast Radio", None),
            (None, None, None, None),
        }

    def test_without_an_outlet_nobody_speaks(self) -> None:
        (found,) = said("900000003")
        assert (found.speaker, found.named_as) == (None, None)

    def test_it_was_public_when_it_was_found(self) -> None:
        assert {str(DATA.known_since(each)) for each in DATA.statements} == {"2031-03-05"}


def test_a_time_that_is_none_is_told() -> None:
    line = FILE.read_text(encoding="utf-8").splitlines()[0].replace("20310305121500", "20310399121500")
    reading = read("gdelt_mentions", io.StringIO(line + "\n"))
    assert told(reading) == [("date.form", "MentionTimeDate", "20310399121500")]
    header = "\t".join(reading.dataset.rows[0].columns)
    (found,) = read("gdelt_mentions", io.StringIO(f"{header}\n{line.replace('20310399121500', '')}\n")).dataset.sources
    assert found.published is None
