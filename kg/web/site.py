"""Hold what the pages and services of one running app share."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import current_app

from kg.settings import Settings
from kg.store.query import QueryService
from kg.store.versions import EMPTY_VERSION
from kg.terms import Names
from kg.web.turns import Turns

EXTENSION: Final = "clemency"


@dataclass(slots=True)
class Site:
    """Hold settings, the query service and the files to publish; `kept` is made anew for each data version."""

    settings: Settings
    service: QueryService
    files: Mapping[str, bytes]
    names: Names
    turns: Turns
    kept: dict[str, object] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find_version(self) -> str:
        """Say which version of the data is current; an empty deployment has one too."""
        return self.service.find_version() or EMPTY_VERSION


def get_site() -> Site:
    """Give the site of the app that answers this request."""
    site = current_app.extensions[EXTENSION]
    if not isinstance(site, Site):  # pragma: no cover - only a broken app
        raise TypeError(EXTENSION)
    return site
