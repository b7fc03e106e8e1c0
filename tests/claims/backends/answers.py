"""Write answers as a model would."""

import json
from typing import TypeAlias

Json: TypeAlias = dict[str, object]

TEXT = "Norland freed 12 prisoners on Monday, among them Ana Petrova. They were flown to Canada, officials said."


def fill(role: str, words: str, kind: str | None = None, **more: object) -> Json:
    return {"role": role, "words": words} | ({} if kind is None else {"kind": kind}) | more


def claim(type_: str, quote: str, *fillers: Json, **more: object) -> Json:
    return {"id": "c1", "type": type_, "factuality": "asserted", "quote": quote, "fillers": list(fillers)} | more


def release(*fillers: Json, **more: object) -> Json:
    return claim("Release", "Norland freed 12 prisoners on Monday, among them Ana Petrova", *fillers, **more)


def write_answer(*claims: Json, links: tuple[Json, ...] = ()) -> str:
    return json.dumps({"claims": list(claims), "links": list(links)})


RIGHT = release(
    fill("releasedBy", "Norland", "State"),
    fill("released", "12 prisoners", "PersonGroup", low=12, high=12),
    fill("released", "Ana Petrova", "Person"),
    when={"words": "on Monday", "first": "2026-05-11", "last": "2026-05-11"},
)
