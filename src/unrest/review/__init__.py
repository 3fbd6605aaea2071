"""The page on which coding is checked by eye: cited places in a text, and beside it the records."""

from .page import page

__all__ = ["page"]
