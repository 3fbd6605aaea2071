"""Mistakes that no type checker can see, because a reference is a text and a text is many letters.

Each of these functions passes both checkers, and is refused when it runs.
"""

from unrest import Actor, Event, Place, Ref, Statement


def a_reference_to_another_kind_is_a_text_too(event: Event) -> None:
    """The participant is an actor, and what is wanted is a place."""
    Actor("actor:a", name="A", place=event.participants[0].who)


def a_reference_of_a_wrong_type_is_a_text_too(actor: Ref[Actor]) -> None:
    """The reference says that it is one to an actor, and what is wanted is a place."""
    Place("place:a", name="A", within=actor)


def one_reference_is_taken_for_many() -> None:
    """A text is a collection of its letters."""
    Event("event:a", stage="planned", participants="actor:x")


def one_addressee_is_taken_for_many() -> None:
    """The reference to one addressee is a text too."""
    Statement("statement:a", act="asserts", addressees="actor:x")
