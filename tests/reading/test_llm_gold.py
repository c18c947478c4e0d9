"""A model that knows the annotation of the open half of the gold set: what the checks cost it, and what they save it.

A model that answers as annotated shows what locating, placing and checking lose; one that tells everything as happened
shows what they hold back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.reading.llm_service import Turn, completion, running

from westphalia.ontology.actions import quad_of
from westphalia.ontology.types import Document, Mention
from westphalia.reading import goldset, read_text
from westphalia.reading.scoring import Scores, score_reader

pytestmark = pytest.mark.network

OPEN = Path(__file__).resolve().parents[2] / "gold" / "open"


def answer(text: str, gold: dict[str, Any]) -> dict[str, Any]:
    """The annotation as a model would quote it; sides without a name in the text are left out."""
    names = _names(read_text(text))

    def side(code: str, start: int, end: int, first: bool) -> dict[str, str | None] | None:
        named = names.get(code, [])
        inside = next((m for m in named if start <= m.start < end), None)
        if inside is not None:
            return {"words": inside.text, "named": None}
        every = [m for some in names.values() for m in some]
        plain = [
            word[0]
            for word in re.finditer(r"\w+", text[start:end])
            if not any(m.start < start + word.end() and start + word.start() < m.end for m in every)
        ]
        return {"words": plain[0 if first else -1], "named": named[0].text} if plain and named else None

    events = []
    for row in gold["events"]:
        sides = [side(row[key], row["start"], row["end"], key == "actor") for key in ("actor", "recipient")]
        told = {"quote": row["text"], "cue": row["text"], "action": row["action"], "status": row["status"]}
        events += [told | {"actor": sides[0], "recipient": sides[1]}] if all(sides) else []
    claims = []
    for row in gold["claims"]:
        named = names.get(row["holder_code"], [])
        holder = {"words": row["holder"], "named": named[0].text if named else None}
        claims.append(
            {"quote": row["text"], "kind": row["kind"], "holder": None if row["holder"] == "author" else holder}
        )
    agreements = [
        row
        | {
            "quote": row["text"],
            "name": row["text"],
            "parties": [{"words": names[code][0].text, "named": None} for code in row["parties"] if code in names],
        }
        for row in gold["agreements"]
    ]
    return {"events": events, "claims": claims, "agreements": agreements}


def _names(document: Document) -> dict[str, list[Mention]]:
    codes = {actor.id: actor.code for actor in document.actors}
    found: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        code = codes.get(mention.actor_id)
        if code and mention.inferred is None:
            found.setdefault(code, []).append(mention)
    return found


def scores(change: Callable[[dict[str, Any]], None]) -> Scores:
    answers = {}
    for entry in goldset.load(OPEN):
        given = answer(entry.text, json.loads((OPEN / f"{entry.name}.json").read_text(encoding="utf-8")))
        for row in given["events"]:
            change(row)
        answers[entry.text.strip()] = given

    def reply(_number: int, asked: dict[str, Any]) -> Turn:
        shown = asked["messages"][1]["content"]
        return completion(next(given for text, given in answers.items() if text in shown))

    with running() as service:
        service.answer = reply
        return score_reader(OPEN, "llm", {"url": service.url, "model": "the annotation"})


def test_what_the_checks_cost_a_model_that_is_right() -> None:
    found = scores(lambda _row: None)
    rows = {(row.name, row.unit): row for row in found.rows}
    events = rows["events: actor, action, recipient, status", "F1"]
    assert events.precision is not None and events.precision > 97 and events.recall is not None and events.recall > 94
    assert rows["happened events", "F1"].precision == 100
    assert (rows["claim holders", "F1"].value or 0) > 99 and (rows["agreements by parties", "F1"].value or 0) > 99
    assert found.invented == 0


def test_what_they_hold_back_of_a_model_that_tells_everything_as_happened() -> None:
    found = scores(lambda row: row.update(status="happened"))
    assert found.traps == 117
    assert found.invented < 25


def test_what_they_hold_back_of_a_model_that_takes_help_for_harm_and_harm_for_help() -> None:
    def turned(row: dict[str, Any]) -> None:
        row["action"] = "ASSAULT" if quad_of(row["action"]).cooperative else "AID"

    found = scores(turned)
    assert found.rows[0].found < 180 and found.rows[0].annotated == 407
