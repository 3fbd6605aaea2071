"""An extension of griffe: the examples of docstrings are shown as sessions, and not as quotations in quotations."""

import re
from typing import Any

from griffe import Extension, Object

# From a prompt to the next empty line; what a session prints stands directly below it.
_SESSION = re.compile(r"(?:^|(?<=\n))>>>.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)


class Examples(Extension):
    """Puts each session of a docstring into a fence."""

    def on_instance(self, *, obj: Object, **_: Any) -> None:
        """Do so for one object as soon as it is there: other extensions read its docstring later."""
        if obj.docstring is not None:
            obj.docstring.value = _SESSION.sub(lambda match: f"```pycon\n{match[0]}\n```", obj.docstring.value)
