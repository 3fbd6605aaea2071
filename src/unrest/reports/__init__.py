"""Reports of one and the same happening: which there are, and where they differ.

The field's word for one source's account of one event is an *event report*; what several reports share is the incident.
"""

from .disagreement import Conflict, Disagreement, conflicts, disagreement
from .incident import Incident, Incidents, Proposal, incidents, propose_incidents

__all__ = [
    "Conflict",
    "Disagreement",
    "Incident",
    "Incidents",
    "Proposal",
    "conflicts",
    "disagreement",
    "incidents",
    "propose_incidents",
]
