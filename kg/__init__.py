"""Clemency: news about prisoner releases and sanctions, as a checked and quotable knowledge graph."""

__version__ = "0.1.0"
