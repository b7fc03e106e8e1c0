"""Load packages that not everybody has installed; without them, what to install is said."""

from importlib import import_module
from types import ModuleType

from kg.errors import ArticleError


def load_extra(package: str, *, name: str, purpose: str) -> ModuleType:
    """Load a package of the extra `web`, when it is first needed.

    Args:
        package: its name for import.
        name: the file that needs it.
        purpose: what for, in a message that goes on "needs the extra [web]".

    Raises:
        ArticleError: it is not installed; says how to install it.
    """
    try:
        return import_module(package)
    except ImportError as error:
        raise ArticleError(
            f"{name}: {purpose} needs the extra [web] ({package} is not installed)",
            hint="Install it: pip install -c constraints.txt -e '.[web]' (or pip install 'clemency-kg[web]').",
        ) from error
