"""Tell the two sides of a handover apart: people are let go, and they are moved to a state."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.drafts import Draft
from kg.claims.frames import Frame
from kg.model import ClaimType, Role

_MOVED: Final = Frame("transfer.handover", ClaimType.TRANSFER)
_ROLES: Final = {Role.RELEASED_BY: Role.ACTOR, Role.RELEASED: Role.TRANSFEREE, Role.TO_PLACE: Role.TO_PLACE}


def split_handover(draft: Draft) -> Iterator[Draft]:
    """Give a release without its destination, and the move to that destination as a transfer of its own."""
    if draft.type != ClaimType.RELEASE or not draft.keys(Role.TO_PLACE):
        yield draft
        return
    yield replace(draft, slots=tuple(slot for slot in draft.slots if slot.role != Role.TO_PLACE))
    moved = tuple(
        replace(slot, role=_ROLES[slot.role], rule=f"{_MOVED.id}.{_ROLES[slot.role]}")
        for slot in draft.slots
        if slot.role in _ROLES
    )
    yield replace(draft, frame=_MOVED, type=ClaimType.TRANSFER, slots=moved)
