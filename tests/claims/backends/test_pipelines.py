"""A spaCy pipeline finds names and parts of speech; frames and scope stay ours."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.claims.backends.choosing import choose_extractor
from kg.claims.backends.pipelines import PipelineExtractor, make_pipeline_extractor
from kg.claims.backends.protocol import RulesExtractor
from kg.claims.rules import ALL_RULES
from kg.errors import ArticleError, SettingsError
from kg.model import Claims, EntityKind, Gazetteer
from kg.settings import read_settings
from tests.claims.backends.conftest import make_document

needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason="needs spaCy: pip install 'clemency-kg[spacy]'")


@dataclass
class Found:
    """Hold a name that is found."""

    start_char: int
    end_char: int
    label_: str


@dataclass
class Word:
    """Hold a word and what part of speech it is."""

    idx: int
    pos_: str
    tag_: str


@dataclass
class Parsed:
    """Hold what is found in a text."""

    ents: Sequence[Found]
    words: Sequence[Word]

    def has_annotation(self, attr: str) -> bool:
        return bool({"ENT_IOB": self.ents, "POS": self.words}[attr])

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)


@dataclass
class Marker:
    """Stand in for a pipeline: it finds the names and words that a test gives it."""

    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    max_length: int = 1_000
    meta: dict[str, object] = field(default_factory=lambda: {"lang": "en", "name": "marker", "version": "1.2"})

    def __call__(self, text: str) -> Parsed:
        found = [Found(text.index(name), text.index(name) + len(name), label) for name, label in self.names.items()]
        return Parsed(found, [Word(text.index(word), *tags) for word, tags in self.words.items()])


@pytest.fixture
def read(gazetteer: Gazetteer) -> Callable[..., Claims]:
    def read_by(marker: Marker, text: str) -> Claims:
        return PipelineExtractor(marker, gazetteer, ALL_RULES).extract(make_document(text))

    return read_by


def list_kinds(claims: Claims) -> dict[str, EntityKind]:
    return {entity.names[0]: entity.kind for entity in claims.entities if entity.names}


def test_a_name_that_rules_cannot_see_is_found(read: Callable[..., Claims]) -> None:
    text = "Norland freed the poet known as k on Monday, and bell hooks on Tuesday."
    assert "bell hooks" not in list_kinds(read(Marker({"Monday": "DATE"}), text))
    assert list_kinds(read(Marker({"bell hooks": "PERSON"}), text))["bell hooks"] == EntityKind.PERSON


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        pytest.param("PERSON", EntityKind.PERSON, id="person"),
        pytest.param("PER", EntityKind.PERSON, id="person by its other label"),
        pytest.param("ORG", EntityKind.ORGANIZATION, id="body"),
    ],
)
def test_the_pipeline_says_what_a_name_is(read: Callable[..., Claims], label: str, kind: EntityKind) -> None:
    text = "Zembla Vrit said that two men were freed on Monday."
    assert list_kinds(read(Marker({"Zembla Vrit": label}), text)) == {"Zembla Vrit": kind}


def test_what_the_gazetteer_knows_stays_known(read: Callable[..., Claims]) -> None:
    claims = read(Marker({"Norland": "PERSON"}), "Norland freed two men on Monday.")
    assert [entity.ref for entity in claims.entities if entity.names] == ["state-NRL"]


def test_a_longer_name_is_not_the_state_inside_it(read: Callable[..., Claims]) -> None:
    claims = read(Marker({"the Norland Bar": "ORG"}), "Two men were freed on Monday, the Norland Bar said.")
    assert list_kinds(claims) == {"Norland Bar": EntityKind.ORGANIZATION}


def test_a_noun_that_the_pipeline_tells_is_no_verb(read: Callable[..., Claims]) -> None:
    text = "Norland pardons two men."
    assert [told.type for told in read(Marker({}, {"pardons": ("VERB", "VBZ")}), text).claims] == ["Release"]
    assert read(Marker({}, {"pardons": ("NOUN", "NNS")}), text).claims == ()


def test_frames_scope_and_rules_stay_ours(read: Callable[..., Claims]) -> None:
    text = "Norland denied that it had freed Zembla Vrit."
    claims = read(Marker({"Zembla Vrit": "PERSON"}), text)
    assert {str(told.factuality) for told in claims.claims if told.type == "Release"} == {"denied"}
    assert {told.rule for told in claims.claims if told.type == "Release"} == {"release.free"}
    assert claims.extractor.endswith("names by spaCy en_marker 1.2")


def test_a_text_longer_than_the_pipeline_takes_is_an_error_of_that_article(read: Callable[..., Claims]) -> None:
    with pytest.raises(ArticleError, match="more than the 1000"):
        read(Marker(), "Norland freed two men. " * 50)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        pytest.param("", "KG_SPACY_MODEL is not set", id="no model"),
        pytest.param("x", "needs the package", id="no spaCy"),
    ],
)
def test_what_is_missing_is_named(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, model: str, words: str
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(SettingsError, match=words) as refused:
        make_pipeline_extractor(model, gazetteer, ALL_RULES)
    assert refused.value.hint


def save_ruler(folder: Path) -> str:
    """Save a pipeline with a ruler of our own: no trained weights."""
    nlp = import_module("spacy").blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "bell hooks"}])
    nlp.to_disk(folder)
    return str(folder)


@needs_spacy
def test_a_pipeline_of_spacy_reads_and_is_named(gazetteer: Gazetteer, tmp_path: Path) -> None:
    settings = read_settings({"KG_EXTRACTOR": "spacy", "KG_SPACY_MODEL": save_ruler(tmp_path / "ruler")})
    claims = choose_extractor(settings, gazetteer).extract(make_document("Norland freed bell hooks on Tuesday."))
    assert list_kinds(claims) == {"Norland": EntityKind.STATE, "bell hooks": EntityKind.PERSON}
    assert "names by spaCy en_pipeline" in claims.extractor


@needs_spacy
def test_an_unknown_pipeline_is_named_with_what_to_do(gazetteer: Gazetteer) -> None:
    with pytest.raises(SettingsError, match="cannot load it") as refused:
        make_pipeline_extractor("no_such_pipeline", gazetteer, ALL_RULES)
    assert "python -m spacy download no_such_pipeline" in refused.value.hint


@needs_spacy
def test_a_pipeline_that_finds_nothing_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    import_module("spacy").blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="neither names nor parts of speech"):
        make_pipeline_extractor(str(tmp_path / "blank"), gazetteer, ALL_RULES)


def test_the_back_end_by_default_is_rules(gazetteer: Gazetteer) -> None:
    assert isinstance(choose_extractor(read_settings({}), gazetteer), RulesExtractor)


def test_an_unknown_back_end_is_refused_with_the_one_that_is_near(gazetteer: Gazetteer) -> None:
    with pytest.raises(SettingsError) as refused:
        choose_extractor(read_settings({"KG_EXTRACTOR": "spaCy"}), gazetteer)
    assert "Did you mean spacy?" in refused.value.hint
