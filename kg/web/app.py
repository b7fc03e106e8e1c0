"""Put the web app together from its parts."""

from collections.abc import Mapping

from flask import Flask

from kg.settings import Settings
from kg.store.query import QueryService
from kg.terms import Names
from kg.web.dumps import dumps
from kg.web.metadata import metadata
from kg.web.pages import pages, prepare_templates
from kg.web.problems import handle_errors
from kg.web.responses import add_headers
from kg.web.site import EXTENSION, Site
from kg.web.sparql import sparql
from kg.web.things import things
from kg.web.turns import Turns
from kg.web.vocabulary import vocabulary


def create_app(
    settings: Settings, *, service: QueryService | None = None, files: Mapping[str, bytes] | None = None
) -> Flask:
    """Make the app.

    Args:
        settings: limits, and where the data are.
        service: answers the queries; the caller who gives one closes it.
        files: what to publish beside the data, by name: `ontology.ttl`, `shapes.ttl`.
    """
    app = Flask("kg.web")
    app.url_map.strict_slashes = True
    app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = Site(
        settings, service or QueryService(settings), files or {}, Names(settings.base), Turns(settings.queue_s)
    )
    for part in (sparql, dumps, metadata, vocabulary, things, pages):
        app.register_blueprint(part)
    prepare_templates(app)
    handle_errors(app)
    add_headers(app)
    return app
