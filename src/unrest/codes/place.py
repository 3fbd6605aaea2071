"""How finely a place is known: the codes of other datasets, which run in opposite directions, as our levels."""

from collections.abc import Mapping

from ..errors import NotFound, Problem, nearest, show
from ..vocabulary import Precision

__all__ = ["PRECISIONS", "precision"]

# UCDP GED codebook, `where_prec`; ACLED codebook, `geo_precision`; GDELT codebook, `ActionGeo_Type`.
# MAVERICK 2, 4 and 5 are read from its rows and not from a codebook.
PRECISIONS: Mapping[str, Mapping[str, Precision]] = {
    "ucdp": {
        "1": Precision.SETTLEMENT,
        "2": Precision.NEAR,
        "3": Precision.DISTRICT,
        "4": Precision.REGION,
        "5": Precision.AREA,
        "6": Precision.COUNTRY,
        "7": Precision.SEA_OR_AIR,
    },
    "acled": {"1": Precision.SETTLEMENT, "2": Precision.NEAR, "3": Precision.REGION},
    "maverick": {
        "1": Precision.COUNTRY,
        "2": Precision.DISTRICT,
        "3": Precision.SETTLEMENT,
        "4": Precision.NEIGHBOURHOOD,
        "5": Precision.NEIGHBOURHOOD,
        "6": Precision.SITE,
    },
    "gdelt": {
        "1": Precision.COUNTRY,
        "2": Precision.REGION,
        "3": Precision.SETTLEMENT,
        "4": Precision.SETTLEMENT,
        "5": Precision.REGION,
    },
}
"""The levels by dataset and code."""


def precision(scheme: str, code: str) -> Precision:
    """The level that a precision code of another dataset means.

    Raises:
        NotFound: for a dataset or a code that is not in the tables.

    >>> precision("ucdp", "1"), precision("maverick", "1")
    (<Precision.SETTLEMENT: 'settlement'>, <Precision.COUNTRY: 'country'>)
    """
    if scheme not in PRECISIONS:
        hint = f"did you mean {likely!r}?" if (likely := nearest(scheme, PRECISIONS)) else None
        expected = f"one of {', '.join(PRECISIONS)}"
        raise NotFound(Problem(code="code.scheme", found=show(scheme), expected=expected, hint=hint))
    if code not in PRECISIONS[scheme]:
        expected = f"one of {', '.join(PRECISIONS[scheme])}"
        raise NotFound(Problem(code="code.unknown", found=show(code), expected=expected))
    return PRECISIONS[scheme][code]
