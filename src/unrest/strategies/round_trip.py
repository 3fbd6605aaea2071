"""Whether something comes back as it was from every form in which it can be kept."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

from ..codec import from_dict, from_json, to_dict, to_json

__all__ = ["assert_round_trips"]


def _through_dict(found: Any) -> Any:
    return from_dict(type(found), to_dict(found))


def _through_plain_json(found: Any) -> Any:
    return from_dict(type(found), json.loads(json.dumps(to_dict(found))))


def _through_json(found: Any) -> Any:
    return from_json(to_json(found), type(found))


def _through_pickle(found: Any) -> Any:
    return pickle.loads(pickle.dumps(found))


def _through_text(found: Any) -> Any:
    # What has wording beside its text form is kept as an object, and its text is not all of it.
    has_text = hasattr(found, "parse") and to_dict(found) == str(found)
    return type(found).parse(str(found)) if has_text else found


_WAYS: dict[str, Callable[[Any], Any]] = {
    "a dict": _through_dict,
    "a dict and the JSON of another program": _through_plain_json,
    "JSON": _through_json,
    "a pickle": _through_pickle,
    "a copy": copy.deepcopy,
    "its text form": _through_text,
}


def assert_round_trips(found: object) -> None:
    """Assert that a record, a dataset or a value is equal after every way of keeping it, and is kept alike again.

    The ways are a dict, JSON, a pickle, a copy, and the text form where that is all of it.
    For your own tests: of what your code makes or changes, on values that hypothesis draws.

    Raises:
        AssertionError: where it is not equal; the message names the way, and shows both.
        InvalidValue: for what is not of this library.

    >>> from unrest.records import Event
    >>> assert_round_trips(Event("event:a", stage="planned", period="2022-01"))
    """
    written = to_json(found)
    for way, through in _WAYS.items():
        again = through(found)
        told = f"not the same after {way}:\n  before: {found!r}\n  after:  {again!r}"
        assert type(again) is type(found), told
        assert again == found, told
        assert hash(again) == hash(found), f"the hash is {told}"
        assert to_json(again) == written, f"the JSON is {told}"
