"""What a question asks for before it is put to claims: their kinds, their dataset, and the record that it names."""

from typing import TYPE_CHECKING, Any, get_args

from ..constraint import is_id, reference_faults
from ..errors import InvalidQuery
from ..records import Claim, Ref
from ..source import identity
from .predicate import Kinds, Predicate, kind_names, refuse

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["CLAIMS", "asked_of", "claims_only", "named", "needed"]

CLAIMS: Kinds = get_args(Claim)
"""The kinds of record that are claims."""


def asked_of(predicate: Predicate, kinds: Kinds, allowed: Kinds, noun: str = "") -> None:
    """Refuse the kinds of record of which a question makes no sense, by their names.

    >>> from unrest.query import of_kind
    >>> from unrest.records import Event, Statement
    >>> asked_of(of_kind("riot"), (Statement,), (Event,))
    Traceback (most recent call last):
    unrest.errors.InvalidQuery: of_kind('riot'): found Statement, expected Event [query.kind]
    """
    if wrong := tuple(kind for kind in kinds if kind not in allowed):
        raise refuse("query.kind", kind_names(wrong), f"{noun}{kind_names(allowed)}", place=repr(predicate))


def claims_only(predicate: Predicate, kinds: Kinds) -> None:
    """Refuse the kinds of record that are no claims.

    >>> from unrest.query import of_kind
    >>> claims_only(of_kind("riot"), CLAIMS)
    """
    asked_of(predicate, kinds, CLAIMS, "claims: ")


def needed(predicate: Predicate, dataset: "Dataset | None") -> "Dataset":
    """The dataset that a question cannot do without.

    >>> from unrest.query import of_kind
    >>> needed(of_kind("riot"), None)
    Traceback (most recent call last):
    unrest.errors.InvalidQuery: of_kind('riot'): found a record alone, expected the dataset that it stands in; ...
    """
    if dataset is None:
        hint = "ask with where() of a dataset"
        raise refuse("query.dataset", "a record alone", "the dataset that it stands in", hint, repr(predicate))
    return dataset


def named(given: Any, *kinds: str) -> Ref[Any]:
    """A reference to the record that a question names, given as a record or as its id.

    >>> named("actor:a", "actor")
    Ref('actor:a')
    """
    found = identity(given)
    if not is_id(found, *kinds):
        raise InvalidQuery(*reference_faults(kinds)(given))
    return Ref(str(found))
