"""What was reported about political unrest, as typed records.

Who says what happened, when, where, how many, and at which characters of which text it is written.
Questions are in `unrest.query`, strategies for tests in `unrest.strategies`.
"""

import sys

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
from .dataset import Dataset, Records
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
    "Check",
    "Citation",
    "Claim",
    "Code",
    "Coding",
    "Dataset",
    "Deployment",
    "Event",
    "EventKind",
    "Extra",
    "Form",
    "Group",
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
    "Source",
    "Stage",
    "Statement",
    "Statistic",
    "Subject",
    "Tactic",
    "Task",
    "UnreadableFile",
    "UnrestError",
    "Verdict",
    "Verification",
    "When",
    "Where",
    "__version__",
    "bundled",
    "check",
    "from_dict",
    "from_json",
    "json_schema",
    "load",
    "read_article",
    "read_articles",
    "read_records",
    "save",
    "to_dict",
    "to_json",
    "try_load",
    "write_records",
]

# Where a test already uses hypothesis, our classes are known to `from_type`; nobody else pays for it.
if sys.modules.get("hypothesis") is not None:
    from . import strategies as strategies
