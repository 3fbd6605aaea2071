"""What sort of actor it is: the codes of other datasets as our kinds."""

from collections.abc import Mapping

from ..vocabulary import ActorKind

__all__ = ["ACTOR_KINDS", "actor_kind"]

_STATE, _GROUP, _CROWD = ActorKind.SECURITY_FORCE, ActorKind.ARMED_GROUP, ActorKind.CROWD
_BODY, _PEOPLE, _WORK = ActorKind.GOVERNMENT_BODY, ActorKind.POPULATION, ActorKind.ORGANISATION

# ACLED codebook, `inter`, which is a number in older exports and words in newer ones; the official R package holds
# three sets of words. CAMEO and PLOVER sectors: the manuals of both. MAVERICK: the words of its columns.
ACTOR_KINDS: Mapping[str, Mapping[str, ActorKind]] = {
    "acled": {
        "1": _STATE,
        "state forces": _STATE,
        "2": _GROUP,
        "rebel group": _GROUP,
        "rebel groups": _GROUP,
        "rebel forces": _GROUP,
        "3": _GROUP,
        "political militia": _GROUP,
        "political militias": _GROUP,
        "4": _GROUP,
        "identity militia": _GROUP,
        "identity militias": _GROUP,
        "5": _CROWD,
        "rioters": _CROWD,
        "6": _CROWD,
        "protesters": _CROWD,
        "protestors": _CROWD,
        "7": _PEOPLE,
        "civilians": _PEOPLE,
        "8": ActorKind.FOREIGN_FORCE,
        "external/other forces": ActorKind.FOREIGN_FORCE,
    },
    "plover": {
        "GOV": _BODY,
        "LEG": _BODY,
        "JUD": _BODY,
        "COP": _STATE,
        "MIL": _STATE,
        "SPY": _STATE,
        "REB": _GROUP,
        "UAF": _GROUP,
        "PTY": ActorKind.PARTY,
        "OPP": ActorKind.PARTY,
        "IGO": ActorKind.ALLIANCE,
        "NGO": _WORK,
        "BUS": _WORK,
        "LAB": _WORK,
        "MED": ActorKind.MEDIA,
        "JRN": ActorKind.MEDIA,
        "CVL": _PEOPLE,
        "REF": _PEOPLE,
    },
    "maverick": {
        "security forces": _STATE,
        "non-state armed actor": _GROUP,
        "citizens": _PEOPLE,
        "other": ActorKind.OTHER,
    },
}
"""The kinds by dataset and code; words in lower case."""


def actor_kind(scheme: str, code: str) -> ActorKind | None:
    """The kind that a code of another dataset means; None where the tables do not say.

    >>> actor_kind("acled", "Rioters"), actor_kind("plover", "XYZ")
    (<ActorKind.CROWD: 'crowd'>, None)
    """
    known = ACTOR_KINDS.get(scheme, {})
    return known.get(code) or known.get(code.casefold())
