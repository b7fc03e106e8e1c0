"""Describe the service as RDF, for clients that ask the endpoint's address for it."""

from kg.store.query import Query
from kg.store.rendering import render_graph
from kg.store.results import Format
from kg.web.examples import load_query
from kg.web.site import Site


def describe_service(site: Site, form: Format) -> tuple[bytes, str]:
    """Write the description, and say of which version: what the dataset says of itself is part of it."""
    answer = site.service.ask(Query(load_query("pages/description", site.names)), "ntriples")
    return render_graph(answer.read(), form.name, site.names), answer.version
