"""What hypothesis calls when it is loaded: then `from_type` knows the classes of `unrest`, if those are loaded.

Hypothesis loads this module in every test run of everybody who has the package, so it stands outside of it and
loads nothing: a module inside would bring the whole package with it.
"""

import sys

__all__ = ["register"]


def register() -> None:
    """Register the strategies, where `unrest` was loaded before hypothesis; else it does so itself when it is loaded.

    >>> register()
    """
    if "unrest" in sys.modules:
        import unrest.strategies  # noqa: F401
