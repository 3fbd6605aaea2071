"""What was reported about political unrest, as typed records.

Who says what happened, when, where, how many, and at which characters of which text it is written.
Questions are in `unrest.query`, strategies for tests in `unrest.strategies`.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .actor import Actor, Role
    from .article import Article, Verdict, Verification, read_article, read_articles
    from .codec import (
        Attempt,
        RecordStream,
        bundled,
        from_dict,
        from_json,
        load,
        read_records,
        save,
        to_dict,
        to_json,
        try_load,
        write_records,
    )
    from .comparison import compare
    from .dataset import Change, Dataset, Disclosure, History, Records, Step, Timeline
    from .errors import (
        Ambiguous,
        InvalidArticle,
        InvalidDataset,
        InvalidQuery,
        InvalidRecord,
        InvalidValue,
        MissingExtra,
        NotFound,
        Problem,
        UnreadableFile,
        UnrestError,
    )
    from .extra import Extra
    from .place import Place, Where
    from .quantity import Quantity
    from .readers import formats, read, stream, write
    from .records import (
        KINDS,
        Claim,
        Deployment,
        Event,
        Link,
        Participant,
        Record,
        Statement,
        Statistic,
        Subject,
    )
    from .rows import Row, Rows
    from .rules import Check, check
    from .schema import json_schema
    from .source import Citation, Code, Coding, Ref, Source
    from .vocabulary import (
        Act,
        ActorKind,
        Basis,
        EventKind,
        Form,
        Group,
        LinkKind,
        Measure,
        ParticipantRole,
        PlaceKind,
        Precision,
        Qualifier,
        Reading,
        Stage,
        Tactic,
        Task,
    )
    from .when import ONGOING, UNKNOWN, Bound, Period, When

__version__ = "0.1.0"

__all__ = [
    "KINDS",
    "ONGOING",
    "UNKNOWN",
    "Act",
    "Actor",
    "ActorKind",
    "Ambiguous",
    "Article",
    "Attempt",
    "Basis",
    "Bound",
    "Change",
    "Check",
    "Citation",
    "Claim",
    "Code",
    "Coding",
    "Dataset",
    "Deployment",
    "Disclosure",
    "Event",
    "EventKind",
    "Extra",
    "Form",
    "Group",
    "History",
    "InvalidArticle",
    "InvalidDataset",
    "InvalidQuery",
    "InvalidRecord",
    "InvalidValue",
    "Link",
    "LinkKind",
    "Measure",
    "MissingExtra",
    "NotFound",
    "Participant",
    "ParticipantRole",
    "Period",
    "Place",
    "PlaceKind",
    "Precision",
    "Problem",
    "Qualifier",
    "Quantity",
    "Reading",
    "Record",
    "RecordStream",
    "Records",
    "Ref",
    "Role",
    "Row",
    "Rows",
    "Source",
    "Stage",
    "Statement",
    "Statistic",
    "Step",
    "Subject",
    "Tactic",
    "Task",
    "Timeline",
    "UnreadableFile",
    "UnrestError",
    "Verdict",
    "Verification",
    "When",
    "Where",
    "__version__",
    "bundled",
    "check",
    "compare",
    "formats",
    "from_dict",
    "from_json",
    "json_schema",
    "load",
    "read",
    "read_article",
    "read_articles",
    "read_records",
    "save",
    "stream",
    "to_dict",
    "to_json",
    "try_load",
    "write",
    "write_records",
]

# A name is loaded with its module when it is first asked for: who needs only records does not wait for the rules of
# prose. Type checkers do not see __getattr__, so that a misspelt name is an error to them.
_HOMES = {
    "actor": "Actor Role",
    "article": "Article Verdict Verification read_article read_articles",
    "codec": (
        "Attempt RecordStream bundled from_dict from_json load read_records save to_dict to_json try_load write_records"
    ),
    "comparison": "compare",
    "dataset": "Change Dataset Disclosure History Records Step Timeline",
    "errors": (
        "Ambiguous InvalidArticle InvalidDataset InvalidQuery InvalidRecord InvalidValue MissingExtra "
        "NotFound Problem UnreadableFile UnrestError"
    ),
    "extra": "Extra",
    "place": "Place Where",
    "quantity": "Quantity",
    "readers": "formats read stream write",
    "records": "KINDS Claim Deployment Event Link Participant Record Statement Statistic Subject",
    "rows": "Row Rows",
    "rules": "Check check",
    "schema": "json_schema",
    "source": "Citation Code Coding Ref Source",
    "vocabulary": (
        "Act ActorKind Basis EventKind Form Group LinkKind Measure ParticipantRole PlaceKind Precision "
        "Qualifier Reading Stage Tactic Task"
    ),
    "when": "ONGOING UNKNOWN Bound Period When",
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names.split()}
_OTHERS = "codes display edtf file interchange passage path prose query review sketch strategies wording"
# Modules of which nothing can be had without a package, which an extra brings.
_OPTIONAL = {"tables": "pyarrow", "engine": "ibis", "plots": "matplotlib"}
_MODULES = {*_HOMES, *_OTHERS.split(), *_OPTIONAL}

if not TYPE_CHECKING:  # pragma: no branch

    def __getattr__(name: str) -> Any:
        """A name of the package, from the module that defines it."""
        if name in _MODULE_OF:
            found = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
        elif name in _MODULES:
            found = import_module(f".{name}", __name__)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        # Whoever looks at every name that is listed should not meet one that cannot be had.
        absent = {name for name, package in _OPTIONAL.items() if find_spec(package) is None}
        return sorted({*globals(), *__all__, *_MODULES} - absent)


# Where a test already uses hypothesis, our classes are known to `from_type`; nobody else pays for it.
if sys.modules.get("hypothesis") is not None:
    from . import strategies as strategies
