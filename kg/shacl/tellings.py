"""Judge what each article says by itself: its graph, where it comes from, and the kinds of what it points to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kg.model import Iri, Quad, Report, Triple
from kg.shacl.report import check_triples
from kg.shacl.results import list_fields
from kg.shacl.scopes import Scope
from kg.shacl.shapes import Shapes
from kg.terms import RDF_TYPE, RDFS, Names, Prop

SUBCLASS_OF: Final = RDFS + "subClassOf"
# How the provenance of a graph hangs together; what leads to other articles is left out on purpose.
OWN_LINKS: Final = (Prop.ASSERTED_FROM, Prop.PRODUCED_BY, Prop.VERSION_OF, Prop.HAS_SECTION, Prop.PUBLISHER)


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what tellings lean on, made once for many.

    `tree` is the class tree, `types` says of which classes each thing is, and `sources` where graphs come from.
    """

    tree: frozenset[Triple] = frozenset()
    types: Mapping[Iri, frozenset[Triple]] = field(default_factory=dict, repr=False)
    sources: Mapping[Iri, frozenset[Triple]] = field(default_factory=dict, repr=False)


def widen_context(context: Context, quads: Iterable[Quad], names: Names) -> Context:
    """Add to a context what quads hold of the class tree, of the classes of things, and of where graphs come from."""
    tree: set[Triple] = set()
    types: dict[Iri, set[Triple]] = defaultdict(set)
    sources: dict[Iri, set[Triple]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            types[quad.subject].add(quad.triple)
        elif quad.predicate == SUBCLASS_OF:
            tree.add(quad.triple)
        if quad.graph == names.graph("provenance") or not quad.graph.startswith(names.graph("")):
            sources[quad.subject].add(quad.triple)  # a file of somebody else has its provenance anywhere
    return Context(context.tree | tree, join(context.types, types), join(context.sources, sources))


def join(first: Mapping[Iri, frozenset[Triple]], second: Mapping[Iri, set[Triple]]) -> dict[Iri, frozenset[Triple]]:
    """Join what two sides say of the same things."""
    return {**first, **{iri: first.get(iri, frozenset()) | said for iri, said in second.items()}}


def check_telling(graph: Iri, told: Iterable[Triple], context: Context, shapes: Shapes, names: Names) -> Report:
    """Judge one article by the shapes of the article scope.

    Args:
        graph: names the article's graph.
        told: the triples of that graph.
        context: has the provenance of the graph, and the classes of what it points to.

    Returns:
        What is wrong with things that the article itself describes; each result names the graph.
    """
    own = {*told, *walk_sources(graph, context, names)}
    described = {triple.subject for triple in own}
    mentioned = described.union(triple.object for triple in own if isinstance(triple.object, str))
    typed = {triple.subject for triple in own if triple.predicate == RDF_TYPE}
    kinds = (triple for iri in mentioned - typed for triple in context.types.get(iri, ()))
    report = check_triples({*own, *kinds, *context.tree}, shapes, Scope.ARTICLE)
    return Report(tuple(replace(result, graph=graph) for result in report.results if result.focus in described))


def walk_sources(graph: Iri, context: Context, names: Names) -> Iterator[Triple]:
    """Go from a graph to its text, article, publisher, sections and run."""
    links = {names.prop(prop) for prop in OWN_LINKS}
    queue = [graph]
    for node in queue:
        for triple in context.sources.get(node, ()):
            yield triple
            if triple.predicate in links and isinstance(triple.object, str) and triple.object not in queue:
                queue.append(triple.object)


def check_dataset(quads: Iterable[Quad], merged: Iterable[Triple], shapes: Shapes, names: Names) -> Report:
    """Judge a dataset by both scopes: the graph of each article by itself, and the merged view.

    Args:
        quads: all of it.
        merged: its merged view.
        shapes: from `load_shapes`.
        names: for the names of graphs.

    Returns:
        Results of single articles name their graph; what the merged view shows, too, is not said twice.
    """
    graphs: dict[Iri, set[Triple]] = defaultdict(set)
    for quad in quads:
        graphs[quad.graph].add(quad.triple)
    context = widen_context(Context(), (Quad(*t, graph) for graph, told in graphs.items() for t in told), names)
    alone = {
        result
        for graph in find_tellings(graphs, context, names)
        for result in check_telling(graph, graphs[graph], context, shapes, names).results
    }
    known = {replace(result, graph=None) for result in alone}
    together = (result for result in check_triples(merged, shapes).results if result not in known)
    return Report(tuple(sorted((*alone, *together), key=list_fields)))


def find_tellings(graphs: Iterable[Iri], context: Context, names: Names) -> list[Iri]:
    """Find which graphs hold what one article tells: by their names, or because they are said to come from a text."""
    asserted = names.prop(Prop.ASSERTED_FROM)
    said = {node for node, told in context.sources.items() if any(triple.predicate == asserted for triple in told)}
    return sorted(graph for graph in graphs if graph in said or graph.startswith(names.graph("article/")))
