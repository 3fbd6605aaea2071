"""Citations as annotations of their texts: W3C Web Annotation, JSON-LD with an inline context.

Each citation of a record is an annotation: the body is what the record tells, the target the place in the source.
A place stands as TextPositionSelector, in code points of the whole decoded text, and where its words are kept as
TextQuoteSelector too. Lost are all fields of a record but its one line; there is no way back.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from ..dataset import Dataset
from ..records import Claim, Record
from ..source import Citation

__all__ = ["CONTEXT", "to_annotations"]

_OA = "http://www.w3.org/ns/oa#"
CONTEXT: dict[str, Any] = {
    "oa": _OA,
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "unrest": "urn:unrest:",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
    "label": "rdfs:label",
    "format": "dcterms:format",
    "items": {"@id": "as:items", "@container": "@list", "@type": "@id"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "sha256": "unrest:sha256",
    "supports": "unrest:supports",
}
"""What the words of an annotation mean; it stands in the file, so that no network is needed to read it."""


def to_annotations(dataset: Dataset) -> dict[str, Any]:
    """The citations of a dataset as a collection of annotations, in its order.

    A source is named by its address where it has one, and else as `urn:unrest:source:...`; so are records.
    `sha256` is the digest of the words at the place: whoever has the text can verify it, though it is not given.

    >>> from unrest.records import Place, Source
    >>> source = Source("source:x", url="https://example.org/a")
    >>> place = Place("place:oslo", name="Oslo", citations=[Citation(source, quote="Oslo")])
    >>> to_annotations(Dataset([source, place]))["items"][0]["target"]
    {'type': 'SpecificResource', 'source': 'https://example.org/a', 'selector': [{'type': 'TextQuoteSelector', ...}]}
    """
    items = [each for record in dataset for each in _annotations(record, dataset)]
    label = {} if dataset.title is None else {"label": dataset.title}
    return {"@context": CONTEXT, "type": "AnnotationCollection", **label, "total": len(items), "items": items}


def _annotations(record: Record, dataset: Dataset) -> Iterator[dict[str, Any]]:
    for number, citation in enumerate(record.citations, 1):
        yield {
            "id": f"{_urn(record.id)}#citation-{number}",
            "type": "Annotation",
            "motivation": "describing",
            "body": {"type": "TextualBody", "value": str(record), "purpose": "describing", "format": "text/plain"},
            **_attributed(record, dataset),
            "target": _target(citation, dataset),
            **({"supports": list(citation.supports)} if citation.supports else {}),
        }


def _attributed(record: Record, dataset: Dataset) -> dict[str, str]:
    speaker = dataset.speaker(record) if isinstance(record, Claim) else None
    return {} if speaker is None else {"wasAttributedTo": _urn(speaker.id)}


def _urn(name: str) -> str:
    return f"urn:unrest:{quote(name, safe=':')}"


def _target(citation: Citation, dataset: Dataset) -> dict[str, Any]:
    source = dataset[citation.source]
    selectors: list[dict[str, Any]] = []
    if citation.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": citation.start, "end": citation.end})
    if citation.quote is not None:
        told = {"exact": citation.quote, "prefix": citation.prefix, "suffix": citation.suffix}
        quoted = {name: each for name, each in told.items() if each is not None}
        selectors.append({"type": "TextQuoteSelector", **quoted})
    return {
        "type": "SpecificResource",
        "source": source.url or _urn(source.id),
        **({"selector": selectors} if selectors else {}),
        **({} if citation.digest is None else {"sha256": citation.digest}),
    }
