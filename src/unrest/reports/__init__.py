"""Reports of one and the same happening: which there are, and where they differ.

The field's word for one source's account of one event is an *event report*; what several reports share is the incident.
"""

from .aggregation import Sensitivity, aggregate, choices, sensitivity
from .disagreement import Conflict, Disagreement, conflicts, disagreement, disagreement_by
from .incident import Incident, Incidents, Proposal, incidents, propose_incidents
from .recipe import RECIPES, Recipe
from .rule import INDETERMINATE, Chosen, Given, Indeterminate, Rule

__all__ = [
    "INDETERMINATE",
    "RECIPES",
    "Chosen",
    "Conflict",
    "Disagreement",
    "Given",
    "Incident",
    "Incidents",
    "Indeterminate",
    "Proposal",
    "Recipe",
    "Rule",
    "Sensitivity",
    "aggregate",
    "choices",
    "conflicts",
    "disagreement",
    "disagreement_by",
    "incidents",
    "propose_incidents",
    "sensitivity",
]
