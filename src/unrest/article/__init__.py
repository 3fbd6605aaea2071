"""A source together with its text: reading a file of the article dataset, finding words in it, verifying citations."""

from .file import read_article, read_articles
from .text import Article
from .verification import Verdict, Verification

__all__ = ["Article", "Verdict", "Verification", "read_article", "read_articles"]
