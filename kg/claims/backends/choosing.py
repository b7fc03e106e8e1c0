"""Choose the back end that the settings name."""

from difflib import get_close_matches
from typing import Final

from kg.claims.backends.pipelines import make_pipeline_extractor
from kg.claims.backends.protocol import Extractor, RulesExtractor
from kg.claims.rules import parse_rules
from kg.errors import SettingsError
from kg.model import Gazetteer
from kg.settings import Settings

BACKENDS: Final = ("rules", "spacy", "llm")


def choose_extractor(settings: Settings, gazetteer: Gazetteer) -> Extractor:
    """Make the back end of `KG_EXTRACTOR`, ready for any number of articles.

    Raises:
        SettingsError: there is no such back end, or a setting that it needs is missing or makes no sense.
    """
    rules = parse_rules(settings.rules_off)
    if settings.extractor not in BACKENDS:
        near = get_close_matches(settings.extractor, BACKENDS, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise SettingsError(
            f"KG_EXTRACTOR is {settings.extractor!r}, and there is no such back end",
            hint=f"{hint}There are {', '.join(BACKENDS)}.",
        )
    if settings.extractor == "llm":
        from kg.claims.backends.llm import make_model_extractor  # noqa: PLC0415 - HTTP and TLS take 50 ms to load

        return make_model_extractor(settings, gazetteer)
    if settings.extractor == "spacy":
        return make_pipeline_extractor(settings.spacy_model, gazetteer, rules)
    return RulesExtractor(gazetteer, rules)
