"""Who signed notes or letters that are exchanged: each ends in «Accept, Excellency, …», a name and a title.

The side is that of the title, else the sender's at the head («The Ambassador of Ghana to the Minister …»). To whom a
letter goes («His Excellency …») may stand under it and has not signed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from westphalia.ontology.types import Signer
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.sides import party_in
from westphalia.reading.treaty.signature_lines import lines
from westphalia.reading.treaty.signatures import signature
from westphalia.reading.treaty.words import cue

_MOST = 8  # lines of a signature
_SENDER = re.compile(
    r"^[ \t]*(?:(?:Note|Letter|From)\b[ \t]*(?:from)?[ \t]*)?(?P<sender>(?:The|the|His|Her)\b[^\n:]{4,90}?)"
    r" to (?:the|His|Her)\b[^\n]*$",
    re.M,
)
_HEAD = re.compile(r"^[ \t]*(?:[IVX]{1,4}|No\.? ?\d+|\d|[A-D])\.?[ \t]*$|^[^\n]* to (?:the|His|Her) [^\n]*$", re.M)
_LETTERHEAD = re.compile(
    r"^[ \t]*(?P<sender>(?:(?:THE )?ROYAL )?(?:EMBASSY|MINISTRY|Embassy|Ministry)\b[^\n]{3,90}?)[ \t]*$", re.M
)


def of_notes(text: str, parties: Parties) -> tuple[Signer, ...]:
    """Who signed the notes of a text, one for each; empty of a text that is no exchange of notes."""
    found: dict[str, Signer] = {}
    ends = [match.start() for match in cue("valediction").finditer(text)]
    for begin, end, following in zip([0, *ends], ends, [*ends[1:], len(text)], strict=False):
        start = _paragraph_end(text, end)
        opened = cue("salutation").search(text, start, following)
        stop = _letter_start(text, start, opened.start()) if opened else following
        signed = signature(text, [cell for row in lines(text, start, stop) for cell in row][:_MOST], parties)
        if signed is not None and signed.name:
            code = signed.code or _sender(text, begin, end, parties)
            found.setdefault(signed.name.casefold(), replace(signed, code=code))
    return tuple(found.values())


def _sender(text: str, start: int, end: int, parties: Parties) -> str | None:
    """The side of whom the head of a letter names as its sender."""
    for pattern in (_SENDER, _LETTERHEAD):
        heads = list(pattern.finditer(text, start, end))
        if heads:
            return party_in(text, *heads[-1].span("sender"), parties)[0]
    return None


_LONGEST = 2000  # characters of a paragraph that takes leave


def _paragraph_end(text: str, at: int) -> int:
    """Where the paragraph at `at` ends: its sentence, or a blank line."""
    stop = re.compile(r"[.;,]?[”\"»’']?[ \t]*\n(?=[ \t]*\n|[ \t]{8,}\S)|[.](?=\s*\n)").search(text, at, at + _LONGEST)
    return stop.end() if stop else min(len(text), at + _LONGEST)


def _letter_start(text: str, after: int, salutation: int) -> int:
    """Where the head of the next letter begins: its number, «The X to the Y» or the line with the place and day."""
    found = _HEAD.search(text, after, salutation)
    return found.start() if found else salutation
