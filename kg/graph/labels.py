"""Label what has no label of its own: people by their names in use, events by a sentence made from their roles."""

from collections.abc import Iterator
from typing import Final

from kg.graph.literals import make_tagged
from kg.graph.sayings import SAYINGS
from kg.graph.tellings import Tellings
from kg.graph.wording import (
    ENGLISH,
    are_several,
    choose_names,
    find_labels,
    join_words,
    make_plural,
    say_agents,
    say_name,
    say_post,
    say_slug,
)
from kg.model import Factuality, Iri, Triple
from kg.terms import RDFS_LABEL, Class, Prop

# What is spoken of as a thing ("the release of"), while other situations are sentences.
NOUNS: Final = (
    *(Class.RELEASE, Class.TRANSFER, Class.ARREST, Class.DETENTION, Class.SENTENCING, Class.MISTREATMENT),
    *(Class.NEGOTIATION, Class.AGREEMENT, Class.CONDITION, Class.SANCTION),
)
WITH_OBJECT: Final = frozenset({"thanks", "accuses", "criticises", "condemns", "labels", "welcomes"})
PREPOSITIONS: Final = {"hopes": "for", "thanks": "for", "accuses": "of"}
SAID_AS: Final = {
    "asserts": "assertion",
    "denies": "denial",
    "alleges": "allegation",
    "accuses": "accusation",
    "hopes": "hope",
    "urges": "call",
    "doubts": "doubt",
    "thanks": "thanks",
    "welcomes": "welcome",
    "criticises": "criticism",
    "condemns": "condemnation",
    "labels": "labelling",
    "assesses": "assessment",
    "predicts": "prediction",
    "promises": "promise",
}
IMPLIED: Final = {
    "denies": ("denied",),
    "urges": ("demanded",),
    "hopes": ("hypothetical", "demanded"),
    "predicts": ("hypothetical", "planned"),
    "promises": ("planned",),
    "alleges": ("alleged",),
    "accuses": ("alleged",),
}
LONGEST_QUOTE: Final = 60
NAMED_CLASSES: Final = (Class.AGENT, Class.PLACE, Class.AWARD)
DEEPEST: Final = 3  # a statement about a statement about a statement: further in, a class name does


def label_node(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Give a node that lacks an English label those that it lacks: at most one a language."""
    labels = find_labels(tellings, node)
    if ENGLISH in labels:
        return
    for language, label in sorted(make_labels(tellings, node).items()):
        if language not in labels:
            yield Triple(node, RDFS_LABEL, make_tagged(label, language))


def make_labels(tellings: Tellings, node: Iri) -> dict[str, str]:
    """Make the labels of a node, by language; empty for what goes without."""
    if tellings.is_a(node, Class.SITUATION):
        return {ENGLISH: say_situation(tellings, node)}
    if tellings.is_a(node, Class.POSITION):
        return {ENGLISH: raise_first(say_post(tellings, node))}
    if any(tellings.is_a(node, name) for name in NAMED_CLASSES):
        return choose_names(tellings, node) or {ENGLISH: say_name(tellings, node)}
    return {}


def say_situation(tellings: Tellings, node: Iri, depth: int = 0) -> str:
    """Say a situation in one line; with its standing behind it where it is not told as fact."""
    standing = tellings.concept(node, Prop.STANDING)
    words = raise_first(say_plainly(tellings, node, depth))
    return f"{words} ({standing})" if standing in set(Factuality) else words


def raise_first(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]


def say_plainly(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a situation by the words for its class."""
    if tellings.is_a(node, Class.STATEMENT):
        return say_statement(tellings, node, depth)
    if tellings.is_a(node, Class.UNDERTAKING):
        return say_undertaking(tellings, node, depth)
    for name, say in SAYINGS.items():
        if tellings.is_a(node, name):
            return say(tellings, node)
    return say_slug(node)


def say_undertaking(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say an undertaking by the event that carries it out."""
    events = tellings.iris(node, Prop.FULFILLED_BY)
    return f"Undertaking: {say_inner(tellings, events[0], depth)}" if events else "Undertaking"


def say_inner(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a situation inside the words for another one."""
    return say_situation(tellings, node, depth + 1) if depth < DEEPEST else say_slug(node)


def say_statement(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a statement: who says it in what manner, to whom, and what is spoken of."""
    speakers = tellings.iris(node, Prop.SPEAKER)
    attitude = tellings.concept(node, Prop.ATTITUDE) or "says"
    verb = make_plural(attitude) if are_several(tellings, speakers) else attitude
    speaker = say_agents(tellings, speakers)
    content = say_contents(tellings, node, attitude, depth)
    addressee = say_agents(tellings, tellings.iris(node, Prop.ADDRESSEE))
    about = say_agents(tellings, tellings.iris(node, Prop.ABOUT_AGENT))
    whom = (f" to {addressee}" if addressee else "") + (f" about {about}" if about else "")
    if content and not speaker:  # the voice of the text itself
        return f"{SAID_AS.get(attitude, 'statement')}{whom}: {content.removeprefix(': ')}"
    if content:
        accused = about if attitude == "accuses" else ""
        return say_speech(f"{speaker} {verb}", addressee or accused, PREPOSITIONS.get(attitude, ""), content)
    if speaker and attitude in WITH_OBJECT and (addressee or about):
        return f"{speaker} {verb} {addressee or about}{say_quote(tellings, node, attitude)}"
    return f"{SAID_AS.get(attitude, 'statement')}{f' by {speaker}' if speaker else ''}{whom}"


def say_speech(said: str, addressee: str, preposition: str, content: str) -> str:
    """Join who speaks and what of: X thanks Y for the release, X urges Y: the release, X denies the release."""
    is_clause = content.startswith(":")
    if addressee:
        said, content = f"{said} {addressee}", content.removesuffix(f" by {addressee}")
    if is_clause:
        return f"{said}{content}"
    if preposition:
        return f"{said} {preposition} {content}"
    return f"{said}: {content}" if addressee else f"{said} {content}"


def say_contents(tellings: Tellings, node: Iri, attitude: str, depth: int) -> str:
    """Say what a statement speaks of: a thing as a noun, what somebody does as a sentence behind a colon."""
    contents = [item for item in tellings.iris(node, Prop.CONTENT) if item != node]
    if depth >= DEEPEST or not contents:
        return join_words([f": {say_slug(item)}" for item in contents[:1]])
    words = [say_content(tellings, item, attitude, depth) for item in contents]
    if all(any(tellings.is_a(item, name) for name in NOUNS) for item in contents):
        return join_words(
            [f"{find_article(tellings, item)}{w[:1].lower()}{w[1:]}" for item, w in zip(contents, words, strict=True)]
        )
    return f": {join_words([lower_first(each) for each in words])}"


def lower_first(words: str) -> str:
    """Begin words inside a sentence small, unless they begin with a name.

    >>> lower_first("The United States lifts sanctions"), lower_first("Norland lifts sanctions")
    ('the United States lifts sanctions', 'Norland lifts sanctions')
    """
    first = words.partition(" ")[0].removesuffix(":")
    is_name = first not in {"The", "Sanctions", "Statement", "Undertaking"} and first.lower() not in SAID_AS.values()
    return words if is_name else words[:1].lower() + words[1:]


def say_content(tellings: Tellings, node: Iri, attitude: str, depth: int) -> str:
    """Say one thing that is spoken of; its standing is left out where the manner of speaking says it."""
    words = say_inner(tellings, node, depth)
    standing = tellings.concept(node, Prop.STANDING)
    return words.removesuffix(f" ({standing})") if standing in IMPLIED.get(attitude, ()) else words


def find_article(tellings: Tellings, node: Iri) -> str:
    """Find the article before the noun of a situation: the release, but talks."""
    return "" if any(tellings.is_a(node, name) for name in (Class.NEGOTIATION, Class.SANCTION)) else "the "


def say_quote(tellings: Tellings, node: Iri, attitude: str) -> str:
    """Say the words in which somebody is labelled."""
    quotes = [v.lexical for v in tellings.literals(node, Prop.QUOTED_TEXT)] if attitude == "labels" else []
    return "".join(f" “{words}”" for words in quotes[:1] if len(words) <= LONGEST_QUOTE)
