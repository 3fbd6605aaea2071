"""The records of a dataset by their kind."""

from typing import TYPE_CHECKING, Any, cast

from ..query.claim import CLAIMS
from ..records import CLAIM_KINDS, KINDS, Actor, Claim, Deployment, Event, Place, Record, Source, Statement, Statistic
from .sequence import Records

if TYPE_CHECKING:
    from .collection import Dataset

__all__ = ["OfKinds"]


class OfKinds:
    """The records of each kind, in the order of their ids: what every `Dataset` has.

    >>> from unrest import Dataset
    >>> isinstance(Dataset(), OfKinds)
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:
        _records: tuple[Record, ...]
        _by_kind: dict[str, tuple[Any, ...]]
        _made: dict[Any, Any]

    @property
    def _whole(self) -> "Dataset":
        return cast("Dataset", self)

    @property
    def records(self) -> Records[Record]:
        """All records, by kind and then by id.

        >>> from unrest import Dataset
        >>> len(Dataset().records)
        0
        """
        return Records(self._records, tuple(KINDS.values()), self._whole)

    @property
    def sources(self) -> Records[Source]:
        """What reports.

        >>> from unrest import Dataset
        >>> Dataset().sources
        Records(0 of Source)
        """
        return Records(self._by_kind["source"], (Source,), self._whole)

    @property
    def places(self) -> Records[Place]:
        """Where something was reported.

        >>> from unrest import Dataset
        >>> Dataset().places
        Records(0 of Place)
        """
        return Records(self._by_kind["place"], (Place,), self._whole)

    @property
    def actors(self) -> Records[Actor]:
        """Who acts, speaks or is acted upon.

        >>> from unrest import Dataset
        >>> Dataset().actors
        Records(0 of Actor)
        """
        return Records(self._by_kind["actor"], (Actor,), self._whole)

    @property
    def events(self) -> Records[Event]:
        """Reports of what happened.

        >>> from unrest import Dataset
        >>> Dataset().events
        Records(0 of Event)
        """
        return Records(self._by_kind["event"], (Event,), self._whole)

    @property
    def statements(self) -> Records[Statement]:
        """What was said.

        >>> from unrest import Dataset
        >>> Dataset().statements
        Records(0 of Statement)
        """
        return Records(self._by_kind["statement"], (Statement,), self._whole)

    @property
    def deployments(self) -> Records[Deployment]:
        """Forces that were sent somewhere.

        >>> from unrest import Dataset
        >>> Dataset().deployments
        Records(0 of Deployment)
        """
        return Records(self._by_kind["deployment"], (Deployment,), self._whole)

    @property
    def statistics(self) -> Records[Statistic]:
        """Figures.

        >>> from unrest import Dataset
        >>> Dataset().statistics
        Records(0 of Statistic)
        """
        return Records(self._by_kind["statistic"], (Statistic,), self._whole)

    @property
    def claims(self) -> Records[Claim]:
        """Events, statements, deployments and statistics.

        >>> from unrest import Dataset
        >>> Dataset().claims
        Records(0 of Event | Statement | Deployment | Statistic)
        """
        if "claims" not in self._made:
            self._made["claims"] = tuple(record for kind in CLAIM_KINDS for record in self._by_kind[kind])
        return Records(self._made["claims"], CLAIMS, self._whole)
