"""`python -m unrest` is the command line."""

import sys

from .commands import main

__all__: list[str] = []

sys.exit(main())
