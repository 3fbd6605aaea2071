"""The word lists of the model: short, field-standard enumerations.

An absent value means that nothing was coded; `other` means that the list has no word for it.
A foreign code stays on the record beside our word, as a (scheme, value) pair.
"""

from .actor import ActorKind, Group
from .day import Basis
from .deployment import Task
from .event import EventKind, LinkKind, ParticipantRole, Stage, Tactic
from .figure import Measure, Qualifier, Reading
from .place import PlaceKind, Precision
from .statement import Act, Form

__all__ = [
    "Act",
    "ActorKind",
    "Basis",
    "EventKind",
    "Form",
    "Group",
    "LinkKind",
    "Measure",
    "ParticipantRole",
    "PlaceKind",
    "Precision",
    "Qualifier",
    "Reading",
    "Stage",
    "Tactic",
    "Task",
]
