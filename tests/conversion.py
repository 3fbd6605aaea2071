"""The conversion that made the bundled dataset `kazakhstan-2022-reports` from the rows of reported figures.

    python -m tests.conversion ../shared/data/kazakhstan-2022-reports.json

It writes `src/unrest/data/kazakhstan-2022-reports.json`; a test runs it again where the rows are there, and compares.
Nothing is coded that a row does not say; what the model has no field for stands in `extra`, as the row has it.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from unrest import (
    Actor,
    Citation,
    Coding,
    Dataset,
    Event,
    Period,
    Place,
    Quantity,
    Role,
    Source,
    Statement,
    Statistic,
    When,
    save,
)

NAME = "kazakhstan-2022-reports"
TARGET = Path(__file__).resolve().parent.parent / "src" / "unrest" / "data" / f"{NAME}.json"
Row = Mapping[str, Any]

# What a row counts, in the words of the model: the measure, of whom, and what exactly is counted.
MEASURES: Mapping[str, tuple[str, str | None, str | None]] = {
    "deaths": ("deaths", None, None),
    "deaths_attackers": ("deaths", "attackers", "attackers"),
    "deaths_civilian": ("deaths", "civilians", None),
    "deaths_in_custody": ("deaths", None, "deaths in custody"),
    "deaths_in_hospital": ("deaths", None, "deaths in hospital"),
    "deaths_knb": ("deaths", "intelligence", None),
    "deaths_military": ("deaths", "military", None),
    "deaths_minors": ("deaths", "minors", None),
    "deaths_named": ("deaths", None, "dead who are known by name"),
    "deaths_protesters": ("deaths", "protesters", None),
    "deaths_rioters": ("deaths", "attackers", "rioters"),
    "deaths_security": ("deaths", "security_forces", None),
    "deaths_unexplained": ("deaths", None, "deaths whose circumstances were still looked into"),
    "deaths_unlawful_force": ("deaths", None, "deaths by unlawful force"),
    "victims_identified": ("other", None, "victims who were identified"),
    "bodies_stolen": ("other", None, "bodies stolen"),
    "injured": ("injuries", None, None),
    "injured_military": ("injuries", "military", None),
    "injured_rioters": ("injuries", "attackers", "rioters"),
    "injured_security": ("injuries", "security_forces", None),
    "injured_sought_treatment": ("injuries", None, "people who sought treatment"),
    "seriously_injured": ("injuries", None, "people seriously injured"),
    "hospitalised": ("hospitalised", None, None),
    "intensive_care": ("hospitalised", None, "people in intensive care"),
    "torture_victims": ("tortured", None, None),
    "detained": ("detentions", None, None),
    "arrested_terrorism": ("detentions", None, "people arrested for terrorism"),
    "suspects_detained": ("detentions", None, "suspects detained"),
    "in_custody": ("in_custody", None, None),
    "officers_suspected": ("suspects", None, "officers suspected"),
    "amnestied": ("released", None, "people amnestied"),
    "security_staff_freed": ("released", "security_forces", "security staff freed"),
    "criminal_cases": ("criminal_cases", None, None),
    "criminal_cases_court": ("criminal_cases", None, "cases sent to court"),
    "criminal_cases_deaths": ("criminal_cases", None, "cases on deaths"),
    "criminal_cases_officers": ("criminal_cases", None, "cases against officers"),
    "criminal_cases_terrorism": ("criminal_cases", None, "cases on terrorism"),
    "administrative_cases": ("administrative_cases", None, None),
    "participants": ("participants", None, None),
    "participants_violent": ("participants", None, "violent participants"),
    "protest_cities": ("places", None, "cities with protests"),
    "csto_troops": ("personnel", "actor:csto-forces", None),
    "csto_standing_force": ("personnel", "actor:csto", "standing force"),
    "csto_equipment": ("equipment", "actor:csto-forces", None),
    "csto_sites_guarded": ("sites", None, "sites guarded by the CSTO forces"),
    "csto_withdrawal_days": ("duration", None, "days that the withdrawal of the CSTO forces takes"),
    "withdrawal_aircraft": ("aircraft", None, "aircraft for the withdrawal of the CSTO forces"),
    "deployment_aircraft": ("aircraft", None, "aircraft for the deployment of the CSTO forces"),
    "weapons_missing": ("weapons_missing", None, None),
    "weapons_seized": ("weapons_seized", None, None),
    "weapons_stolen": ("weapons_stolen", None, None),
    "damage_business": ("damage", None, "damage to business"),
    "damage_value": ("damage", None, None),
    "businesses_affected": ("businesses_damaged", None, "businesses affected"),
    "businesses_looted": ("events", None, "lootings of businesses"),
    "buildings_attacked": ("sites", None, "buildings attacked"),
    "buildings_attacked_government": ("sites", None, "government buildings attacked"),
    "buildings_damaged": ("buildings_damaged", None, None),
    "buildings_destroyed": ("buildings_damaged", None, "buildings destroyed"),
    "vehicles_burned": ("vehicles_damaged", None, "vehicles burned"),
    "vehicles_damaged": ("vehicles_damaged", None, None),
}

# Rows whose figure is a day: what happened on it.
HAPPENINGS: Mapping[str, str] = {
    "csto_decision": "the CSTO decides to send forces to Kazakhstan",
    "csto_first_arrivals": "the first CSTO forces arrive in Kazakhstan",
    "csto_mission_completed": "the mission of the CSTO forces in Kazakhstan is said to be completed",
    "csto_request": "Kazakhstan asks the CSTO for forces",
    "csto_withdrawal_begun": "the withdrawal of the CSTO forces from Kazakhstan begins",
    "csto_withdrawal_ended": "the withdrawal of the CSTO forces from Kazakhstan ends",
}

# Speakers, institutions and people who are named: id and kind. Those of `kazakhstan-2022` have their ids there.
ACTORS: Mapping[str, tuple[str, str | None]] = {
    "Akorda": ("akorda", "government_body"),
    "Almaty police chief": ("almaty-police-chief", "person"),
    "Almaty police department": ("almaty-police-department", "security_force"),
    "Anti-Corruption Service of Kazakhstan": ("anti-corruption-service", "government_body"),
    "Ar.Rukh.Khak foundation": ("ar-rukh-khak", "organisation"),
    "Asel Artakshinova": ("artakshinova", "person"),
    "Aset Shyndaliev": ("shyndaliev", "person"),
    "Atameken National Chamber of Entrepreneurs": ("atameken", "organisation"),
    "Azhar Giniyat": ("giniyat", "person"),
    "Berik Assylov": ("assylov", "person"),
    "CSTO Collective Security Council": ("csto-security-council", "organisation"),
    "Collective Security Treaty Organization": ("csto", "alliance"),
    "Erlan Karin": ("karin", "person"),
    "Government of Armenia": ("armenia-government", "government_body"),
    "Government of Kazakhstan": ("kazakhstan-government", "government_body"),
    "Government of Russia": ("russia-government", "government_body"),
    "Government of Tajikistan": ("tajikistan-government", "government_body"),
    "Human Rights Watch": ("human-rights-watch", "organisation"),
    "Independent Coordination Headquarters": ("independent-coordination-headquarters", "organisation"),
    "Kanat Taimerdenov": ("taimerdenov", "person"),
    "Karim Massimov": ("massimov", "person"),
    "Kassym-Jomart Tokayev": ("tokayev", "person"),
    "Kazakh Union of Trade Networks": ("union-of-trade-networks", "organisation"),
    "Kazakh authorities": ("kazakh-authorities", "unknown"),
    "Kazakh government Telegram channel": ("government-telegram-channel", "media"),
    "Kazakh officials": ("kazakh-officials", "unknown"),
    "Khabar 24": ("khabar24", "media"),
    "Liz Throssell": ("throssell", "person"),
    "Max Bokay": ("bokay", "person"),
    "Ministry of Defence of Belarus": ("belarus-defence-ministry", "government_body"),
    "Ministry of Defence of Kazakhstan": ("defence-ministry", "government_body"),
    "Ministry of Defence of Russia": ("russia-defence-ministry", "government_body"),
    "Ministry of Health of Kazakhstan": ("health-ministry", "government_body"),
    "Ministry of Industry and Infrastructural Development of Kazakhstan": ("industry-ministry", "government_body"),
    "Ministry of Information and Social Development of Kazakhstan": ("information-ministry", "government_body"),
    "Ministry of Internal Affairs of Kazakhstan": ("interior-ministry", "government_body"),
    "National Security Committee of Kazakhstan": ("national-security-committee", "security_force"),
    "Nikol Pashinyan": ("pashinyan", "person"),
    "Nursultan Nazarbayev": ("nazarbayev", "person"),
    "Office of the President of Kazakhstan": ("president-office", "government_body"),
    "Olzhas Bektenov": ("bektenov", "person"),
    "Open Dialogue Foundation": ("open-dialogue-foundation", "organisation"),
    "Police of Kazakhstan": ("kazakhstan-police", "security_force"),
    "Presidency of Kazakhstan": ("kazakhstan-presidency", "government_body"),
    "Prosecutor General's Office of Kazakhstan": ("prosecutor-general", "government_body"),
    "RFE/RL Kazakh Service": ("rfe-rl-kazakh-service", "media"),
    "Radio Azattyq": ("radio-azattyq", "media"),
    "Rizabek Ozharov": ("ozharov", "person"),
    "Russia": ("russia", "state"),
    "Saltanat Azirbek": ("azirbek", "person"),
    "Sanzhar Adilov": ("adilov", "person"),
    "Sergei Shoigu": ("shoigu", "person"),
    "Serik Shalabayev": ("shalabayev", "person"),
    "UN High Commissioner for Human Rights": ("un-high-commissioner-for-human-rights", "person"),
    "UN Office of the High Commissioner for Human Rights": ("ohchr", "organisation"),
    "United Nations": ("united-nations", "organisation"),
    "Yeldos Kilimzhanov": ("kilymzhanov", "person"),
    "Yerlan Turgumbayev": ("turgumbayev", "person"),
    "coalition of human rights defenders": ("coalition-of-human-rights-defenders", "organisation"),
    "local authorities": ("local-authorities", "unknown"),
    "local media": ("local-media", "media"),
    "official Telegram channel": ("official-telegram-channel", "media"),
    "ombudswoman for children's rights": ("ombudswoman-for-childrens-rights", "person"),
    "press service of the President of Kazakhstan": ("president-press-service", "government_body"),
    "state media of Kazakhstan": ("kazakhstan-state-media", "media"),
    "state media of Kazakhstan and Russia": ("kazakhstan-and-russia-state-media", "media"),
}

# One name an actor: where `kazakhstan-2022` has another spelling, that one is its name and the row's is an alias.
NAMED_ELSEWHERE: Mapping[str, str] = {
    "Collective Security Treaty Organization": "CSTO",
    "Khabar 24": "Khabar24",
    "Yeldos Kilimzhanov": "Yeldos Kilymzhanov",
}

PLACES: Mapping[str, tuple[str, str]] = {
    "Aktau": ("aktau", "settlement"),
    "Almaty": ("almaty", "settlement"),
    "Almaty Region": ("almaty-region", "region"),
    "Astana": ("astana", "settlement"),
    "Atyrau": ("atyrau", "settlement"),
    "Atyrau Region": ("atyrau-region", "region"),
    "East Kazakhstan Region": ("east-kazakhstan-region", "region"),
    "Kyzylorda": ("kyzylorda", "settlement"),
    "Kyzylorda Region": ("kyzylorda-region", "region"),
    "Mangystau Region": ("mangystau-region", "region"),
    "Oral": ("oral", "settlement"),
    "Oskemen": ("oskemen", "settlement"),
    "Shymkent": ("shymkent", "settlement"),
    "Taldykorgan": ("taldykorgan", "settlement"),
    "Taraz": ("taraz", "settlement"),
    "Zhambyl Region": ("zhambyl-region", "region"),
    "Zhanaozen": ("zhanaozen", "settlement"),
    "police departments of Almaty and Zhambyl regions": ("police-departments-almaty-zhambyl", "area"),
    "seven other regions": ("seven-other-regions", "area"),
}

BASES: Mapping[str, str] = {
    "stated": "stated",
    "weekday": "weekday",
    "weekday+published": "weekday",
    "weekday+url_date": "weekday",
    "relative+published": "relative",
    "url_date": "address",
}
SIGNS: Mapping[str, str] = {
    "exact": "",
    "planned": "",
    "more than": ">",
    "about": "~",
    "at least": ">=",
    "almost": "<~",
}
SIGNS_OF_MOST: Mapping[str, str] = {"up to": "<=", "less than": "<"}
# What a row has that the model has no field for.
KEPT = ("country_of_outlet", "measure", "qualifier", "unit", "via", "said_basis", "category", "checked")
WEAKNESSES = (
    "Figures that public web pages gave about the unrest in Kazakhstan in January 2022, one Statistic a figure on a "
    "page: what the page said, not what is true. Rows are not independent witnesses: many pages copy or translate one "
    "another. Absence of a figure means nothing, and a day that is not coded does not mean that the page is silent."
)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def number_of(row: Row) -> str:
    return str(row["id"]).removeprefix("kz22-")


def coding(row: Row, **more: Any) -> Coding:
    kept = {name: row[name] for name in KEPT if row[name] is not None}
    return Coding(dataset=NAME, row=row["id"], extra=kept, **more)


def quantity(row: Row) -> Quantity:
    if row["qualifier"] == "unknown":
        return Quantity.parse("?")
    if row["qualifier"] == "dozens":
        return Quantity.parse('"dozens"')
    if row["qualifier"] == "range":
        return Quantity.parse(f"{row['low']}..{row['high']}")
    sign = {**SIGNS, **SIGNS_OF_MOST}[row["qualifier"]]
    return Quantity.parse(f"{sign}{row['value']}")


class Conversion:
    """The rows, and the records that they become."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows: list[Row] = rows["reports"]
        self.names: list[Row] = rows["names"]
        self.pages: dict[str, list[Row]] = {}
        for row in self.rows:
            self.pages.setdefault(row["url"], []).append(row)
        self.source_ids = {url: f"source:{slug(on[0]['outlet'])}-{number_of(on[0])}" for url, on in self.pages.items()}
        # Rows that are figures of their own; a withdrawal or a denial is a statement, a day is an event.
        self.figures = {row["id"] for row in self.rows if row["stance"] == "asserts" and row["unit"] != "date"}

    def dataset(self) -> Dataset:
        records = [*self.sources(), *self.places(), *self.actors(), *self.statements(), *self.claims()]
        return Dataset(
            records,
            name=NAME,
            title="The unrest of January 2022 in Kazakhstan, as figures on 164 web pages reported it",
            description=WEAKNESSES,
            licence="CC-BY-4.0",
        )

    def sources(self) -> Iterator[Source]:
        for url, on in self.pages.items():
            published, address = on[0]["published"], on[0]["url_date"]
            day = When(published) if published else When(address, basis="address") if address else None
            credited = "; ".join(dict.fromkeys(row["via"] for row in on if row["via"]))
            yield Source(
                self.source_ids[url],
                publisher=on[0]["outlet"],
                url=url,
                language=on[0]["lang"],
                published=day,
                via=credited or None,
                codings=[Coding(dataset=NAME, inferred=[] if published or day is None else ["published"])],
            )

    def _spelt(self, entity: str) -> tuple[list[str], list[Citation]]:
        """How pages spell a name, with the pages."""
        found = [each for each in self.names if each["entity"] == entity]
        citations = [
            Citation(self.source_ids[each["url"]], quote=each["form"], supports=["aliases"])
            for each in found
            if each["url"] in self.source_ids
        ]
        return [each["form"] for each in found], citations

    def places(self) -> Iterator[Place]:
        yield Place("place:kazakhstan", name="Kazakhstan", kind="country")
        for name, (identity, kind) in PLACES.items():
            forms, citations = self._spelt(name)
            yield Place(
                f"place:{identity}",
                name=name,
                aliases=[form for form in forms if form != name],
                kind=kind,
                within="place:kazakhstan",
                citations=citations,
            )

    def actors(self) -> Iterator[Actor]:
        for row_name, (identity, kind) in ACTORS.items():
            forms, citations = self._spelt(row_name)
            name = NAMED_ELSEWHERE.get(row_name, row_name)
            roles = {
                (row["role"], row["institution"])
                for row in self.rows
                if row["speaker"] == row_name and (row["role"] or row["institution"] not in (None, row_name))
            }
            yield Actor(
                f"actor:{identity}",
                name=name,
                aliases=[form for form in dict.fromkeys([row_name, *forms]) if form != name],
                kind=kind,
                roles=[
                    Role(title=title, of=None if body in (None, row_name) else f"actor:{ACTORS[body][0]}")
                    for title, body in roles
                    if title is not None or body not in (None, row_name)
                ],
                citations=citations,
            )
        forces = Actor(
            "actor:csto-forces", name="Collective peacekeeping forces", kind="foreign_force", member_of=["actor:csto"]
        )
        yield forces
        for name, identity in sorted(self._contingents().items()):
            yield Actor(identity, name=f"CSTO {name}", kind="foreign_force", member_of=[forces])

    def _contingents(self) -> dict[str, str]:
        found = {row["place"] for row in self.rows if (row["place"] or "").startswith("contingent")}
        return {each: f"actor:csto-{slug(each)}" for each in found}

    # Claims.

    def _where(self, row: Row) -> str | None:
        """The place; where none is given the figure is for the whole country, but for forces sent from outside."""
        if row["place"] is None:
            return None if row["category"] == "deployment" else "place:kazakhstan country"
        return None if row["place"].startswith("contingent") else f"place:{PLACES[row['place']][0]}"

    def _citation(self, row: Row) -> Citation:
        return Citation(self.source_ids[row["url"]], quote=row["fragment"])

    def _speech(self, row: Row) -> tuple[Any, ...]:
        """What figures of one statement share: page, speaker, day and how it is known."""
        return row["url"], row["speaker"], row["said"], row["said_basis"]

    def _statement_id(self, row: Row) -> str | None:
        """The statement in which a figure was given; None where the page gives it in its own voice."""
        if row["speaker"] == "unattributed":
            return None
        first = next(
            each for each in self.rows if each["stance"] == "asserts" and self._speech(each) == self._speech(row)
        )
        return f"statement:{ACTORS[row['speaker']][0]}-{number_of(first)}"

    def statements(self) -> Iterator[Statement]:
        spoken: dict[str, list[Row]] = {}
        for row in self.rows:
            if row["stance"] != "asserts":
                yield self._answer(row)
            elif (identity := self._statement_id(row)) is not None:
                spoken.setdefault(identity, []).append(row)
        for identity, rows in spoken.items():
            yield Statement(
                identity, act="asserts", citations=[Citation(self.source_ids[rows[0]["url"]])], **self._said(rows[0])
            )

    def _said(self, row: Row) -> dict[str, Any]:
        speaker = None if row["speaker"] == "unattributed" else f"actor:{ACTORS[row['speaker']][0]}"
        said = None if row["said"] is None else When(row["said"], basis=BASES[row["said_basis"]])
        is_concluded = said is not None and row["said_basis"] != "stated"
        return {
            "speaker": speaker,
            "said": said,
            "codings": [coding(row, inferred=["said"] if is_concluded else [])],
        }

    def _answer(self, row: Row) -> Statement:
        """A withdrawal or a denial: a statement about figures, and no figure."""
        return Statement(
            f"statement:{row['stance']}-{number_of(row)}",
            act=row["stance"],
            targets=[self._claim_id(each) for each in row["retracts"]],
            content=row["gloss"],
            citations=[self._citation(row)],
            **self._said(row),
        )

    def _claim_id(self, row_id: str) -> str:
        kind = "statistic" if row_id in self.figures else "event"
        return f"{kind}:{row_id}"

    def claims(self) -> Iterator[Event | Statistic]:
        for row in self.rows:
            if row["stance"] == "asserts":
                yield self._event(row) if row["unit"] == "date" else self._figure(row)

    def _shared(self, row: Row) -> dict[str, Any]:
        return {
            "stage": "planned" if row["qualifier"] == "planned" else "accomplished",
            "stated_in": self._statement_id(row),
            "citations": [self._citation(row)],
            "note": row["gloss"],
            "codings": [coding(row)],
        }

    def _event(self, row: Row) -> Event:
        day = f"[..{row['event_date']}]" if row["qualifier"] == "up to" else row["event_date"]
        who = self._contingents().get(row["place"], "actor:csto-forces")
        return Event(
            f"event:{row['id']}",
            kind="troop_movement" if row["measure"] in ("csto_first_arrivals", "csto_withdrawal_begun") else None,
            period=Period(f"{day}/{day}" if day.startswith("[") else day),
            participants=[who] if row["measure"] not in ("csto_decision", "csto_request") else [],
            summary=HAPPENINGS[row["measure"]],
            **self._shared(row),
        )

    def _figure(self, row: Row) -> Statistic:
        measure, of_whom, counted = MEASURES[row["measure"]]
        as_of, over = row["as_of"], None
        if as_of is not None and "/" in as_of:
            as_of, over = None, as_of
        contingent = self._contingents().get(row["place"])
        return Statistic(
            f"statistic:{row['id']}",
            measure=measure,
            quantity=quantity(row),
            unit=row["unit"] if measure in ("damage", "duration") else None,
            of_whom=contingent if contingent is not None and of_whom is not None else of_whom,
            counted=counted if contingent is None or of_whom is not None else f"{counted}: {row['place']}",
            where=self._where(row),
            as_of=as_of,
            period=over,
            supersedes=[self._claim_id(each) for each in row["revises"] if each in self.figures],
            **self._shared(row),
        )


def converted(path: Path) -> Dataset:
    return Conversion(json.loads(path.read_text(encoding="utf-8"))).dataset()


if __name__ == "__main__":
    made = converted(Path(sys.argv[1]))
    save(made, TARGET)
    print(made)
