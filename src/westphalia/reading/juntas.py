"""«The junta»: of the one state whose junta the text names, else of the one in it that an army rules on its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from westphalia.ontology.types import ActorKind
from westphalia.reading.references import Reference, as_body
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import table

_BEHIND = re.compile(r"(?:['’]s?)? (?:\w+ )?junta\b")  # «Myanmar's military junta»
_BEFORE = re.compile(r"\bjunta (?:in|of) (?:the )?$")


def of_text(text: str, references: Sequence[Reference], published: date | None) -> Reference | None:
    """The state that «the junta» is, None where there is none or more than one; marked as inferred.

    Days of power by `juntas.csv`; without a day of the text only a junta that it names.
    """
    states = [r for r in references if r.kind is ActorKind.STATE and r.code is not None]
    named = [r for r in states if _BEHIND.match(text, r.end) or _BEFORE.search(text[max(0, r.start - 20) : r.start])]
    if named:
        return _only(named, f"of the state of «{named[0].text}»")
    day = published.isoformat() if published is not None else ""
    rows = (row for row in table("juntas") if row["first_day"] <= day <= (row["last_day"] or day))
    since = {row["state"]: row["first_day"] for row in rows}
    ruled = [r for r in states if r.code in since]
    return _only(ruled, f"ruled by a junta since {since[str(ruled[0].code)]}") if ruled else None


def _only(states: list[Reference], why: str) -> Reference | None:
    one = states[0]
    return replace(as_body(one, str(one.code)), inferred=why) if len({r.code for r in states}) == 1 else None


def resolve(parse: Parse, references: list[Reference], junta: Reference | None) -> None:
    """Give «the junta» of a sentence its state; `references` grows by it."""
    if junta is None:
        return
    for phrase in parse.phrases:
        head = parse.tokens[phrase.head]
        named = any(parse.tokens[k].actors for k in range(phrase.first, phrase.last))
        if head.low != "junta" or named:
            continue
        references.append(replace(junta, start=head.start, end=head.end, text=head.text, how="institution"))
        head.actors = (len(references) - 1,)
