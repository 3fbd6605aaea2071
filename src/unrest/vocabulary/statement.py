"""What was said: which act it is, and in which form it stands."""

from enum import StrEnum

__all__ = ["Act", "Form"]


class Act(StrEnum):
    """What a speaker does with a statement.

    >>> Act("asserts")
    <Act.ASSERTS: 'asserts'>
    """

    ASSERTS = "asserts"
    """Says that it is so."""
    ESTIMATES = "estimates"
    """Says that it is so by an estimate."""
    EVALUATES = "evaluates"
    """Judges it."""
    ACCUSES = "accuses"
    """Says that somebody did wrong."""
    CONFIRMS = "confirms"
    """Says that another's claim is so."""
    CORRECTS = "corrects"
    """Says what is so instead of an earlier claim."""
    ANNOUNCES = "announces"
    """Says what the speaker will do."""
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    """Says that the speaker did it."""
    RELAYS = "relays"
    """Hands on what another said."""
    DENIES = "denies"
    """Says that it is not so."""
    WITHDRAWS = "withdraws"
    """Takes back a claim that the speaker answers for."""
    REJECTS = "rejects"
    """Refuses a demand, a proposal or a need."""
    REQUESTS = "requests"
    """Asks somebody to act."""
    DEMANDS = "demands"
    """Insists that somebody act."""
    ORDERS = "orders"
    """Tells somebody bound to obey to act."""
    THREATENS = "threatens"
    """Says that harm will follow."""
    PROPOSES = "proposes"
    """Puts forward a course."""
    DECLINES_TO_COMMENT = "declines_to_comment"
    """Says that nothing will be said."""
    OTHER = "other"
    """Another act of words; it asserts nothing."""

    @property
    def asserting(self) -> bool:
        """Whether the speaker commits to what is said being so.

        >>> Act.DENIES.asserting, Act.ESTIMATES.asserting
        (False, True)
        """
        return self in _ASSERTING


_ASSERTING = frozenset(
    {
        Act.ASSERTS,
        Act.ESTIMATES,
        Act.EVALUATES,
        Act.ACCUSES,
        Act.CONFIRMS,
        Act.CORRECTS,
        Act.ANNOUNCES,
        Act.CLAIMS_RESPONSIBILITY,
        Act.RELAYS,
    }
)


class Form(StrEnum):
    """How the source gives the words.

    >>> Form("direct")
    <Form.DIRECT: 'direct'>
    """

    DIRECT = "direct"
    """In quotation marks, a whole sentence."""
    PARTIAL = "partial"
    """Words quoted inside indirect speech."""
    INDIRECT = "indirect"
    """In the source's own words."""
    DOCUMENT = "document"
    """A post, decree or other written text."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
