"""What a language model is asked to give, as a JSON schema, and reading it back without trusting it.

Everything in an answer is either words quoted from the text or an entry of a closed list. Items of another shape are
dropped and counted; nothing else a model writes is kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS
from westphalia.ontology.types import ClaimKind, Status

LISTS = ("events", "claims", "agreements")
MOST = 500  # items of one list in one answer
_STATUSES = tuple(status.value for status in Status)
_KINDS = tuple(kind.value for kind in ClaimKind)
_DOMAINS = (*DOMAINS, *EXTRA_DOMAINS)


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody, as quoted: the words in the sentence, and the name the article uses elsewhere, where those are none."""

    words: str
    named: str | None


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """An event as the model tells it; `recipient` or `actor` is None where the text leaves the side open."""

    quote: str
    cue: str
    actor: Side | None
    action: str
    recipient: Side | None
    status: Status


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim as the model tells it; `holder` is None for the author."""

    quote: str
    kind: ClaimKind
    holder: Side | None
    cue: str | None
    cause: str | None
    effect: str | None
    polarity: int | None


@dataclass(frozen=True, slots=True)
class SaidAgreement:
    """An agreement as the model tells it."""

    quote: str
    name: str
    parties: tuple[Side, ...]
    signatories: tuple[str, ...]
    domains: tuple[str, ...]
    status: Status


@dataclass(slots=True)
class Said:
    """One answer; `dropped` counts by (what, why)."""

    events: list[SaidEvent] = field(default_factory=list)
    claims: list[SaidClaim] = field(default_factory=list)
    agreements: list[SaidAgreement] = field(default_factory=list)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that services with strict schemas take."""
    text = {"type": "string"}
    maybe = {"type": ["string", "null"]}
    side = _object(words=text, named=maybe)
    maybe_side = {"anyOf": [side, {"type": "null"}]}
    event = _object(
        quote=text,
        cue=text,
        actor=maybe_side,
        action=_one_of(ACTIONS),
        recipient=maybe_side,
        status=_one_of(_STATUSES),
    )
    claim = _object(
        quote=text,
        kind=_one_of(_KINDS),
        holder=maybe_side,
        cue=maybe,
        cause=maybe,
        effect=maybe,
        polarity={"type": ["integer", "null"]},
    )
    agreement = _object(
        quote=text,
        name=text,
        parties=_list(side),
        signatories=_list(text),
        domains=_list(_one_of(_DOMAINS)),
        status=_one_of(_STATUSES),
    )
    return _object(events=_list(event), claims=_list(claim), agreements=_list(agreement))


def read_answer(content: str) -> Said:
    """An answer read back. Raises ValueError where it is no JSON object with one of the lists asked for."""
    answer = _loads(content)
    if not isinstance(answer, dict) or not any(isinstance(answer.get(name), list) for name in LISTS):
        raise ValueError(f"no object with the lists {', '.join(LISTS)}")
    said = Said()
    for name, make in (("events", _event), ("claims", _claim), ("agreements", _agreement)):
        rows = answer.get(name)
        if rows is None:
            continue
        what = name.removesuffix("s")
        if not isinstance(rows, list):
            said.dropped[what, "not of the form asked for"] += 1
            continue
        if len(rows) > MOST:
            said.dropped[what, f"more than {MOST} in one answer"] += len(rows) - MOST
        for row in rows[:MOST]:
            try:
                made = make(row)
            except _Bad as bad:
                said.dropped[what, str(bad)] += 1
            else:
                getattr(said, name).append(made)
    return said


class _Bad(Exception):
    """An item that cannot be taken, and why."""


def _loads(content: str) -> Any:
    """JSON, also in a Markdown fence, after a model's thoughts, or with words around it."""
    text = re.sub(r"(?s)^\s*<think>.*?</think>", "", content).strip()
    fenced = re.search(r"(?s)```(?:json)?\s*\n(.*?)\n?\s*```", text)
    tries = [text, *([fenced[1]] if fenced else []), text[text.find("{") : text.rfind("}") + 1]]
    for one in tries:
        try:
            return json.loads(one)
        except (ValueError, RecursionError):
            continue
    raise ValueError("no JSON")


def _event(row: Any) -> SaidEvent:
    return SaidEvent(
        quote=_text(row, "quote"),
        cue=_text(row, "cue"),
        actor=_side(row, "actor"),
        action=_code(row, "action", ACTIONS, str.upper),
        recipient=_side(row, "recipient"),
        status=Status(_code(row, "status", _STATUSES)),
    )


def _claim(row: Any) -> SaidClaim:
    polarity = _get(row, "polarity")
    holder = _get(row, "holder")
    author = holder is None or holder == "author" or (isinstance(holder, dict) and holder.get("words") == "author")
    return SaidClaim(
        quote=_text(row, "quote"),
        kind=ClaimKind(_code(row, "kind", _KINDS)),
        holder=None if author else _side(row, "holder"),
        cue=_maybe(row, "cue"),
        cause=_maybe(row, "cause"),
        effect=_maybe(row, "effect"),
        polarity=int(polarity) if polarity in (-1, 0, 1) and not isinstance(polarity, bool) else None,
    )


def _agreement(row: Any) -> SaidAgreement:
    parties, signatories, domains = (_get(row, name) or [] for name in ("parties", "signatories", "domains"))
    if not all(isinstance(value, list) for value in (parties, signatories, domains)):
        raise _Bad("not of the form asked for")
    sides = tuple(side for party in parties if (side := _side({"party": party}, "party")) is not None)
    return SaidAgreement(
        quote=_text(row, "quote"),
        name=_text(row, "name"),
        parties=sides,
        signatories=tuple(name for name in signatories if isinstance(name, str)),
        domains=tuple(dict.fromkeys(d.lower() for d in domains if isinstance(d, str) and d.lower() in _DOMAINS)),
        status=Status(_code(row, "status", _STATUSES)),
    )


def _get(row: Any, key: str) -> Any:
    if not isinstance(row, dict):
        raise _Bad("not of the form asked for")
    return row.get(key)


def _text(row: Any, key: str) -> str:
    value = _get(row, key)
    if not isinstance(value, str) or not value.strip():
        raise _Bad("not of the form asked for")
    return value


def _maybe(row: Any, key: str) -> str | None:
    value = _get(row, key)
    return value if isinstance(value, str) and value.strip() else None


def _side(row: Any, key: str) -> Side | None:
    value = _get(row, key)
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return Side(value, None)
    return Side(_text(value, "words"), _maybe(value, "named"))


def _code(row: Any, key: str, codes: tuple[str, ...], case: Any = str.lower) -> str:
    value = _get(row, key)
    if not isinstance(value, str):
        raise _Bad("not of the form asked for")
    code: str = case(value.strip())
    if code not in codes:
        raise _Bad(f"{key} outside the closed list")
    return code


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _one_of(codes: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(codes)}
