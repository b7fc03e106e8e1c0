"""Turn errors into a message and an exit code, and keep the standard streams fit for any output.

Every command loads this, `kg --help` too: what is slow to load is loaded where it is needed.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Final

import click

from kg.errors import KgError, QuerySyntaxError

CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
EXIT_USAGE: Final = 2
EXIT_INTERRUPTED: Final = 130


def print_error(error: KgError) -> None:
    """Print what was wrong, where, and what to do next, for people."""
    lines = [escape_controls(f"kg: {error.message}")]
    if isinstance(error, QuerySyntaxError) and error.place is not None:
        lines[0] += f" (line {error.place.line}, column {error.place.column})"
        lines += error.place.excerpt.splitlines()
    if error.hint:
        lines.append(error.hint)
    click.echo("\n    ".join(lines), err=True)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn errors raised on purpose into a message and their exit code."""
    try:
        yield
    except KgError as error:
        print_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("kg: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(0)
    except OSError as error:  # of the output: what the disk says to the store is a StoreError
        sys.stdout = open_nothing("w")
        place = f": {error.filename}" if error.filename else ""
        click.echo(f"kg: failed: {error.strerror or error}{place}", err=True)
        sys.exit(KgError.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except Exception as error:  # noqa: BLE001 - a fault of ours: one line that helps to find it, no traceback for users
        frame = traceback_end(error)
        click.echo(f"kg: this is a fault of Clemency, please report it: {error!r} at {frame}", err=True)
        sys.exit(KgError.exit_code)


def traceback_end(error: BaseException) -> str:
    """Name the file and line in which an error was raised."""
    from traceback import extract_tb

    frame = extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - pathlib is slow to load


def mend_streams() -> None:
    """Make the standard streams fit for any output.

    A closed one leads nowhere, or files of the store would take its place; and what one cannot hold, such as a byte
    of a file's name that is no UTF-8, is written as an escape, which JSON knows too.
    """
    sys.stdin = sys.stdin or open_nothing("r")
    sys.stdout = sys.stdout or open_nothing("w")
    sys.stderr = sys.stderr or open_nothing("w")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def open_nothing(mode: str) -> TextIOWrapper:
    """Open a stream that leads nowhere."""
    return TextIOWrapper(open(os.devnull, f"{mode}b"), encoding="utf-8")  # noqa: PTH123 - pathlib is slow to load


def escape_controls(line: str) -> str:
    r"""Keep a line one line, and a terminal unharmed, whatever a file is called.

    >>> print(escape_controls("a\nb"))
    a\nb
    """
    return CONTROLS.sub(lambda found: repr(found[0])[1:-1], line)
