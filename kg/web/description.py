"""Describe the service as RDF, for clients that ask the endpoint's address for it."""

from kg.store.query import Answer, Query
from kg.store.results import Format
from kg.web.examples import load_query
from kg.web.site import Site


def describe_service(site: Site, form: Format) -> Answer:
    """Write the description: it is a query too, so that its counts are those of the data."""
    return site.service.ask(Query(load_query("pages/description", site.names)), form.name)
