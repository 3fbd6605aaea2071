"""The acts of a speaker as verbs: what is done by saying it."""

from ..vocabulary import Act

__all__ = ["participle", "verb"]

# The verb; what has been done to the things said; what stands between the verb and "that ...", and before "to ...".
_VERBS = {
    Act.ASSERTS: ("asserts", "asserted", "", ":"),
    Act.ESTIMATES: ("estimates", "estimated", "", ":"),
    Act.EVALUATES: ("judges", "judged", "", ":"),
    Act.ACCUSES: ("accuses", "said in accusation", ", saying", ":"),
    Act.CONFIRMS: ("confirms", "confirmed", "", ":"),
    Act.CORRECTS: ("corrects", "corrected", ", saying", ":"),
    Act.ANNOUNCES: ("announces", "announced", "", ":"),
    Act.CLAIMS_RESPONSIBILITY: ("claims responsibility", "claimed", ", saying", ":"),
    Act.RELAYS: ("relays", "relayed", "", ":"),
    Act.DENIES: ("denies", "denied", "", ":"),
    Act.WITHDRAWS: ("withdraws", "withdrawn", ":", ":"),
    Act.REJECTS: ("rejects", "rejected", ":", ":"),
    Act.REQUESTS: ("requests", "requested", "", ":"),
    Act.DEMANDS: ("demands", "demanded", "", ""),
    Act.ORDERS: ("orders", "ordered", "", ":"),
    Act.THREATENS: ("threatens", "threatened", "", ""),
    Act.PROPOSES: ("proposes", "proposed", "", ""),
    Act.DECLINES_TO_COMMENT: ("declines to comment", "left without comment", ", saying", ":"),
    Act.OTHER: ("does something for which the list has no verb", "spoken of", ":", ":"),
}


def verb(act: Act, content: str | None = None, mark: str = "") -> str:
    """What a speaker does, with what was said where that was coded; `mark` stands behind the verb.

    >>> verb(Act.DENIES, "that it gave a figure"), verb(Act.REQUESTS, "help"), verb(Act.DENIES)
    ('denies that it gave a figure', 'requests: help', 'denies')
    """
    word, _, that, to = _VERBS[act]
    if content is None:
        return word + mark
    joint = that if content.startswith("that ") else to if content.startswith("to ") else ":"
    return f"{word}{mark}{joint} {content}"


def participle(act: Act) -> str:
    """What has been done to the claims in a statement.

    >>> participle(Act.DENIES)
    'denied'
    """
    return _VERBS[act][1]
