"""What forces are sent for."""

from enum import StrEnum

__all__ = ["Task"]


class Task(StrEnum):
    """What a deployed force does.

    >>> Task("guard_sites")
    <Task.GUARD_SITES: 'guard_sites'>
    """

    GUARD_SITES = "guard_sites"
    """Protects buildings or installations."""
    PATROL = "patrol"
    """Moves through an area to watch it."""
    CROWD_CONTROL = "crowd_control"
    """Handles gatherings."""
    CHECKPOINTS = "checkpoints"
    """Controls passage."""
    COMBAT = "combat"
    """Fights."""
    DISARM = "disarm"
    """Collects weapons."""
    EVACUATE = "evacuate"
    """Brings people out."""
    ESCORT_AID = "escort_aid"
    """Protects aid."""
    MONITOR = "monitor"
    """Observes and reports."""
    TRAIN = "train"
    """Teaches other forces."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
