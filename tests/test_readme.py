"""The README is a contract: its commands run and print what it shows, its tables hold what the program has."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import Field, fields
from pathlib import Path

import pytest

from kg import errors
from kg.cli import cli
from kg.settings import Settings

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")


def find_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def read_sessions(block: str) -> list[tuple[str, str]]:
    """Split a console block into commands and what each prints."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1] if "\n" in part else "") for part in parts]


def as_pattern(expected: str) -> str:
    """Make a pattern of printed lines; a line `...` stands for any lines."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in expected.splitlines()
    ]
    return "".join(lines)


def test_readme_commands_print_what_it_shows(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {"PATH": path}
    (tmp_path / "kg").symlink_to(TOP / "kg")
    sessions = [session for block in find_blocks("console") for session in read_sessions(block)]
    assert sessions
    for command, expected in sessions:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert re.fullmatch(as_pattern(expected), done.stdout), f"$ {command}\n{done.stdout}{done.stderr}"


def test_ci_runs_the_second_command_verbatim() -> None:
    command = find_blocks("sh")[1].strip()
    assert command in (TOP / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert shlex.split(command)


@pytest.mark.parametrize("knob", fields(Settings), ids=lambda knob: knob.metadata["environment"])
def test_every_setting_is_in_the_readme_with_its_default(knob: Field[object]) -> None:
    default = "none" if knob.default == "" else f"`{knob.default}`"
    assert f"| `{knob.metadata['environment']}` | {default} |" in README


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`kg {name}" in README


KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KgError)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_error_is_in_the_readme_with_its_status_and_title(kind: type[errors.KgError]) -> None:
    assert f"| `{kind.code}` | {kind.status} | {kind.title} |" in README


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = [re.split(r"[<>=]", wanted)[0] for wanted in project["dependencies"] + extras["web"] + extras["spacy"]]
    assert len(names) > len(project["dependencies"])
    assert [name for name in names if f"| {name} |" not in README] == []
