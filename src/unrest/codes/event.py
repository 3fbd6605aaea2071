"""What happened: the event codes of other datasets as our kinds of event, or as the acts of words that they are.

Where codes nest, the longest beginning that is in the table wins. What is done by words alone is an act, and no event.
A code that the datasets define and these tables do not map has a meaning without a kind: the code itself stays.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from attrs import field, frozen

from ..display import Displayed
from ..errors import NotFound, Problem, nearest, show
from ..vocabulary import Act, EventKind

__all__ = ["EVENT_MEANINGS", "Meaning", "cameo_codes", "meaning"]


@frozen(kw_only=True)
class Meaning(Displayed):
    """What an event code says in our words: a kind of event, or an act of words; neither where no table says it.

    >>> meaning("cameo", "0234")
    Meaning(kind=None, act=<Act.REQUESTS: 'requests'>)
    """

    kind: EventKind | None = field(default=None)
    """The kind of event."""
    act: Act | None = field(default=None)
    """The act of words; then it is a Statement and no Event."""


_NEITHER = Meaning()


def _kinds(kind: EventKind, *codes: str) -> dict[str, Meaning]:
    return dict.fromkeys(codes, Meaning(kind=kind))


def _acts(act: Act, *codes: str) -> dict[str, Meaning]:
    return dict.fromkeys(codes, Meaning(act=act))


# CAMEO 1.1b3 (Gerner, Schrodt, Yilmaz), the codes that GDELT gives.
_CAMEO: Mapping[str, Meaning] = {
    **_kinds(EventKind.PROTEST, "140", "141", "142"),
    **_kinds(EventKind.STRIKE, "143"),
    **_kinds(EventKind.BLOCKADE, "144", "191"),
    **_kinds(EventKind.RIOT, "145"),
    **_kinds(EventKind.PROPERTY_DESTRUCTION, "171", "1712"),
    **_kinds(EventKind.SEIZURE, "1711", "192"),
    **_kinds(EventKind.CLASH, "190", "193", "194"),
    **_kinds(EventKind.REMOTE_VIOLENCE, "183", "195"),
    **_kinds(EventKind.ATTACK, "180", "182", "1823", "185", "186", "20"),
    **_kinds(EventKind.ABDUCTION, "181"),
    **_kinds(EventKind.SEXUAL_VIOLENCE, "1821"),
    **_kinds(EventKind.TORTURE, "1822"),
    **_kinds(EventKind.REPRESSION, "175"),
    **_kinds(EventKind.ARREST, "173"),
    **_kinds(EventKind.RESTRICTION, "172", "174"),
    **_kinds(EventKind.INVESTIGATION, "09"),
    **_kinds(EventKind.TALKS, "04"),
    **_kinds(EventKind.CONCESSION, "08"),
    **_kinds(EventKind.AGREEMENT, "057"),
    **_kinds(EventKind.TROOP_MOVEMENT, "074", "0861", "087", "15", "1661"),
    **_acts(Act.ASSERTS, "01"),
    **_acts(Act.DECLINES_TO_COMMENT, "011"),
    **_acts(Act.EVALUATES, "012", "013", "11"),
    **_acts(Act.CLAIMS_RESPONSIBILITY, "015"),
    **_acts(Act.DENIES, "016"),
    **_acts(Act.OTHER, "017", "018", "115", "116"),
    **_acts(Act.REQUESTS, "02"),
    **_acts(Act.ANNOUNCES, "03"),
    **_acts(Act.DEMANDS, "10"),
    **_acts(Act.ACCUSES, "112", "114"),
    **_acts(Act.REJECTS, "12"),
    **_acts(Act.THREATENS, "13"),
}

# PLOVER (Open Event Data Alliance): the types of the 2016 gold standard and those of version 2.0.
_PLOVER: Mapping[str, Meaning] = {
    **_kinds(EventKind.PROTEST, "PROTEST/demo", "PROTEST/hunger", "PROTEST/strike-hun"),
    **_kinds(EventKind.STRIKE, "PROTEST/strike", "PROTEST/boycott"),
    **_kinds(EventKind.BLOCKADE, "PROTEST/obstruct"),
    **_kinds(EventKind.RIOT, "PROTEST/riot"),
    **_kinds(EventKind.PROPERTY_DESTRUCTION, "PROTEST/vandalize"),
    **_kinds(EventKind.SEIZURE, "COERCE/seize"),
    **_kinds(EventKind.ARREST, "COERCE/arrest"),
    **_kinds(EventKind.RESTRICTION, "COERCE/curfew", "COERCE/restrict", "COERCE/censor", "COERCE/deport"),
    **_kinds(EventKind.REPRESSION, "COERCE"),
    **_kinds(EventKind.INVESTIGATION, "INVESTIGATE", "ACCUSE/investigate"),
    **_kinds(EventKind.TALKS, "CONSULT"),
    **_kinds(EventKind.CONCESSION, "CONCEDE", "RETREAT/release", "RETREAT/resign"),
    **_kinds(EventKind.AGREEMENT, "AGREE"),
    **_kinds(EventKind.TROOP_MOVEMENT, "MOBILIZE", "RETREAT"),
    # Which kind of violence it was, its mode says, and the tables of modes are not at hand.
    **dict.fromkeys(("ASSAULT", "FIGHT"), _NEITHER),
    **dict.fromkeys(("PROTEST", "SUPPORT", "COOPERATE", "AID", "SANCTION"), _NEITHER),
    **_acts(Act.REQUESTS, "REQUEST"),
    **_acts(Act.DEMANDS, "DEMAND"),
    **_acts(Act.ACCUSES, "ACCUSE"),
    **_acts(Act.EVALUATES, "DISAPPROVE", "ACCUSE/disapprove"),
    **_acts(Act.REJECTS, "REJECT"),
    **_acts(Act.THREATENS, "THREATEN"),
}

# ACLED codebook: the six types and twenty-five sub-types.
_ACLED: Mapping[str, Meaning] = {
    **_kinds(EventKind.PROTEST, "peaceful protest", "protest with intervention"),
    **_kinds(EventKind.REPRESSION, "excessive force against protesters"),
    **_kinds(EventKind.RIOT, "violent demonstration", "mob violence"),
    **_kinds(EventKind.LOOTING, "looting/property destruction"),
    **_kinds(EventKind.SEIZURE, "government regains territory", "non-state actor overtakes territory"),
    **_kinds(EventKind.CLASH, "armed clash"),
    **_kinds(EventKind.REMOTE_VIOLENCE, "chemical weapon", "air/drone strike", "suicide bomb"),
    **_kinds(
        EventKind.REMOTE_VIOLENCE, "shelling/artillery/missile attack", "remote explosive/landmine/ied", "grenade"
    ),
    **_kinds(EventKind.ATTACK, "attack"),
    **_kinds(EventKind.ABDUCTION, "abduction/forced disappearance"),
    **_kinds(EventKind.SEXUAL_VIOLENCE, "sexual violence"),
    **_kinds(EventKind.ARREST, "arrests"),
    **_kinds(EventKind.AGREEMENT, "agreement"),
    **_kinds(EventKind.TROOP_MOVEMENT, "headquarters or base established"),
    **dict.fromkeys(
        ("change to group/activity", "disrupted weapons use", "non-violent transfer of territory", "other"), _NEITHER
    ),
}

# UCDP GED codebook, `type_of_violence`: 1 state-based, 2 non-state, 3 one-sided.
_UCDP: Mapping[str, Meaning] = {**_kinds(EventKind.CLASH, "1", "2"), **_kinds(EventKind.ATTACK, "3")}

EVENT_MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    "acled": _ACLED,
    "ucdp": _UCDP,
    "cameo": _CAMEO,
    "plover": _PLOVER,
}
"""What the codes say by dataset; of CAMEO a longer code says what the longest of these says that it begins with, and of
PLOVER the mode stands behind a slash."""


@cache
def cameo_codes() -> Mapping[str, str]:
    """The codes of CAMEO 1.1b3 with their short descriptions, as GDELT publishes them.

    >>> cameo_codes()["145"]
    'Protest violently, riot'
    """
    file = resources.files(__name__.partition(".")[0]) / "data" / "cameo.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["code"]: row["description"] for row in rows}


def _unknown(scheme: str, code: str, known: Iterable[str]) -> NotFound:
    names = [*known]
    # A list whose codes begin with a nought lost it in a spreadsheet.
    likely = f"0{code}" if f"0{code}" in names else nearest(code, names)
    hint = f"did you mean {likely!r}?" if likely else None
    return NotFound(Problem(code="code.unknown", found=show(code), expected=f"an event code of {scheme}", hint=hint))


def _cameo(code: str, _: str | None) -> Meaning:
    if code not in cameo_codes():
        raise _unknown("cameo", code, cameo_codes())
    ends = (code[:length] for length in range(len(code), 1, -1))
    return next((_CAMEO[end] for end in ends if end in _CAMEO), _NEITHER)


def _plover(code: str, mode: str | None) -> Meaning:
    if code not in _PLOVER or "/" in code:
        raise _unknown("plover", code, (each for each in _PLOVER if "/" not in each))
    whole = f"{code}/{mode or ''}"
    # A mode may say more after a dash: demo-spon, riot-org.
    for end in (whole, whole.partition("-")[0]):
        if end in _PLOVER:
            return _PLOVER[end]
    return _PLOVER[code]


def _acled(code: str, _: str | None) -> Meaning:
    if (found := _ACLED.get(code.casefold().replace("protestors", "protesters"))) is None:
        raise _unknown("acled", code.casefold(), _ACLED)
    return found


def _ucdp(code: str, _: str | None) -> Meaning:
    if code not in _UCDP:
        raise _unknown("ucdp", code, _UCDP)
    return _UCDP[code]


_TABLES = {"cameo": _cameo, "plover": _plover, "acled": _acled, "ucdp": _ucdp}


@lru_cache(maxsize=4096)
def meaning(scheme: str, code: str, mode: str | None = None) -> Meaning:
    """What an event code of another dataset says in our words.

    Args:
        scheme: `cameo`, `plover` (the type of event), `acled` (the sub-type) or `ucdp` (the type of violence).
        code: the code as the dataset has it, with its leading zeros.
        mode: of PLOVER, what stands beside the type.

    Raises:
        NotFound: for a dataset that has no table, and for a code that is none of its codes.

    >>> meaning("acled", "Mob violence").kind, meaning("plover", "PROTEST", "riot-spon").kind
    (<EventKind.RIOT: 'riot'>, <EventKind.RIOT: 'riot'>)
    >>> meaning("cameo", "10") == meaning("cameo", "010")
    False
    """
    if scheme not in _TABLES:
        hint = f"did you mean {likely!r}?" if (likely := nearest(scheme, _TABLES)) else None
        expected = f"one of {', '.join(_TABLES)}"
        raise NotFound(Problem(code="code.scheme", found=show(scheme), expected=expected, hint=hint))
    return _TABLES[scheme](code, mode)
