"""Run the examples and counter-examples that stand in the frames."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims.frames import Frame, load_frames, read_frames
from kg.errors import KgError
from kg.model import Claim, Factuality
from tests.claims.conftest import ReadText

_BOOK = load_frames()


def _list_examples(field: str) -> Iterator[object]:
    for frame in _BOOK.frames:
        for number, text in enumerate(getattr(frame, field), 1):
            yield pytest.param(frame, text, id=f"{frame.id}-{number}")


def _read(frame: Frame, text: str, read_text: ReadText) -> list[Claim]:
    told = f"{frame.context} {text}" if frame.context else text
    return [claim for claim in read_text(told).claims if claim.type == frame.type]


@pytest.mark.parametrize(("frame", "text"), list(_list_examples("examples")))
def test_example_yields_its_claim(frame: Frame, text: str, read_text: ReadText) -> None:
    assert _read(frame, text, read_text)


@pytest.mark.parametrize(("frame", "text"), list(_list_examples("counter_examples")))
def test_counter_example_asserts_nothing(frame: Frame, text: str, read_text: ReadText) -> None:
    told = [claim for claim in _read(frame, text, read_text) if claim.rule == frame.id]
    assert not [claim for claim in told if claim.factuality == Factuality.ASSERTED]


def test_each_frame_has_an_example() -> None:
    assert not [frame.id for frame in _BOOK.frames if not frame.examples]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param('vebs = "free"', "no key 'vebs'", id="a slip in a key"),
        pytest.param("verbs = 3", "expected text, found int", id="a number for words"),
        pytest.param('attached = "from"', "expected a table, found str", id="words for a table"),
    ],
)
def test_a_frame_that_makes_no_sense_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "slip.toml"
    path.write_text(f'[[frame]]\nid = "release.slip"\ntype = "Release"\n{line}\n', encoding="utf-8")
    with pytest.raises(KgError) as refused:
        list(read_frames(path))
    assert refused.value.message.startswith("slip.toml, frame release.slip: ")
    assert said in refused.value.message


def test_each_frame_has_an_id_of_its_own() -> None:
    names = [frame.id for frame in _BOOK.frames]
    assert sorted(set(names)) == sorted(names)
