"""Clemency: news about prisoner releases and sanctions, as a checked and quotable knowledge graph."""

from typing import Final

__version__: Final = "0.1.0"
