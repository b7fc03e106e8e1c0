"""Launch the server, or give a WSGI server its app: `python server.py --demo`, `gunicorn 'server:create()'`."""

import sys

from flask import Flask

from kg.cli import main
from kg.published import read_published_files
from kg.settings import read_settings
from kg.web.app import create_app


def create() -> Flask:
    """Make the app from the environment's settings (KG_DATA and others)."""
    settings = read_settings()
    return create_app(settings, files=read_published_files(settings))


def __getattr__(name: str) -> Flask:
    """Make `server:app` when it is first asked for."""
    if name == "app":
        app = globals()["app"] = create()
        return app
    raise AttributeError(name)


if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
