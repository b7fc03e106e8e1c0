"""Fold names to plain letters and split them into the tokens that count.

`fold_name` takes away case, script, accents and signs: what slugs, exact keys and searches are made of. `split_name`
keeps what a mark says of the sound, for `kg.entities.sounds`.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
# Words inside a name that outlets write or leave out as they please, and what tells a son from his father.
PARTICLES: Final = frozenset(
    (
        *("al", "el", "ibn", "bin", "bint", "ben", "de", "da", "del", "della", "di", "do", "dos", "du", "la", "le"),
        *("van", "von", "der", "den", "y", "e"),
    )
)
SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
MAX_GIVEN_NAMES: Final = 3  # behind a comma: more words are no given names
MAX_SLUG_LENGTH: Final = 60


def read_table(name: str) -> list[list[str]]:
    """Read a table of this stage: comments, one line of column names, then rows parted by tabs."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


PLAIN: Final = str.maketrans({letter: plain for letter, plain, _ in read_table("letters.tsv")})
SOUND: Final = str.maketrans({letter: sound for letter, _, sound in read_table("letters.tsv")})


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """Fold a name to lower-case plain letters, digits and single spaces; an empty string where nothing is left.

    >>> fold_name("Кірыл  Žarski, Jr."), fold_name("Abd al-Hādī"), fold_name("李")
    ('kiryl zarski jr', 'abd al hadi', '')
    """
    return _keep_plain(unicodedata.normalize("NFC", name).lower().translate(PLAIN))


def _keep_plain(text: str) -> str:
    """Take off all marks that are left, and put a space for whatever is no plain letter or digit."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.translate(PLAIN)).split())


def make_slug(name: str, *, max_length: int = MAX_SLUG_LENGTH) -> str:
    """Make a path segment of a name; a name in a script that folds to nothing gets a hash.

    >>> make_slug("Łucja Żarska"), make_slug("Chișinău"), make_slug("李 明")
    ('lucja-zarska', 'chisinau', 'xdcd1bae9')
    """
    words = fold_name(name).split()
    slug = words[0][:max_length] if words else hash_text(name)
    for word in words[1:]:
        if len(slug) + 1 + len(word) > max_length:
            break
        slug = f"{slug}-{word}"
    return slug


def hash_text(text: str) -> str:
    """Make a short path segment of any text."""
    return f"x{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


@lru_cache(maxsize=65_536)
def split_name(name: str) -> tuple[str, ...]:
    """Split a name into the tokens that count, given names first, with marks spelled as they sound.

    Particles and "Jr." are left out, "Surname, Given" is turned round.

    >>> split_name("Žarskaja, Alena"), split_name("Walid al-Basri")
    (('alena', 'zharskaja'), ('walid', 'basri'))
    """
    head, comma, tail = name.partition(",")
    if comma and fold_name(tail) not in SUFFIXES and len(tail.split()) <= MAX_GIVEN_NAMES:
        name = f"{tail} {head}"
    sounded = _keep_plain(unicodedata.normalize("NFC", name).lower().translate(SOUND))
    tokens = [token for token in sounded.split() if token not in SUFFIXES]
    kept = [token for token in tokens if token not in PARTICLES]
    return tuple(kept if len(kept) > 1 else tokens)
