"""Records in the forms of others: GeoJSON, FollowTheMoney, W3C Web Annotation; each file says what is lost."""

from .annotation import to_annotations
from .followthemoney import read_entities, read_statements, to_entities, to_statements
from .form import FORMS, Form, convert, read_form, write_form
from .geojson import to_geojson

__all__ = [
    "FORMS",
    "Form",
    "convert",
    "read_entities",
    "read_form",
    "read_statements",
    "to_annotations",
    "to_entities",
    "to_geojson",
    "to_statements",
    "write_form",
]
