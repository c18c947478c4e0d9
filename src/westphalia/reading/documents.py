"""Statements, communiqués and readouts: what their heading says, and which states' document it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import ActorKind, Status
from westphalia.reading.events import Found
from westphalia.reading.references import Reference, as_body
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_NAMED = re.compile(
    r"^\W*(?:[^\n.]{0,80}\b)?(?:communiqu[ée]|joint (?:press )?statement|statement(?= of\b| on\b| by\b|\s*$)|readout"
    r"|(?:comments?|remarks|responses?|answers?) (?:in response )?to (?:media|press) (?:queries|questions)"
    r"|press release(?= No|\s*$)|communications? service)\b",
    re.I | re.M,
)
_JOINT = re.compile(r"\W*joint (?:press )?(?:statement|communiqu|declaration|release|readout)", re.I)
_MET = re.compile(r"\b(?:calls?|conversation|meeting|visit|talks|consultations)\b", re.I)
_DATED = re.compile(r"\b\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}\b")
_OFFICE = re.compile(
    r"\boffice of the (president|prime minister)\b|\b(presidency|state house)\b"
    r"|\bthe (president|prime minister|king|emir)['’]s\b",
    re.I,
)
_MINISTRY = re.compile(r"\bministry\b|\bminister for foreign affairs\b", re.I)
_HEADING = 400  # characters in which a document says what it is
_LINE = 60  # characters of a line with place and day
_MOST = 4  # states that can be meant by «they»


def document(text: str) -> bool:
    """Is it a statement, communiqué or readout, as its heading says?"""
    head = heading(text).rstrip()
    return _NAMED.search(head) is not None and not head.endswith((".", "?", "!"))


def joint(text: str) -> bool:
    """Is it a joint statement, which is of none of its states alone?"""
    return _JOINT.match(text) is not None


def office(text: str) -> str:
    """Whose statement or readout it is by its heading: «president», «prime minister», «minister», else nothing."""
    if not document(text):
        return ""
    head = heading(text)
    found = _OFFICE.search(head)
    if found is not None:
        word = next(word for word in found.groups() if word).lower()
        return "president" if word in ("presidency", "state house") else word
    return "minister" if _MINISTRY.search(head) else ""


def where(text: str, reference: Reference) -> bool:
    """Does a heading name it only as the place where the document was made («Djibouti, 9 June 2025»)?"""
    line = text[text.rfind("\n", 0, reference.start) + 1 : reference.end + 30].partition("\n")[0]
    dated = len(line) <= _LINE and _DATED.search(line[-30:]) is not None
    return reference.place or (dated and reference.how in ("capital", "name"))


def heading(text: str) -> str:
    """The paragraphs before the first that ends like a sentence; the first one where all do."""
    end = 0
    for match in re.finditer(r"[^\n](?:[^\n]|\n(?!\s*\n))*", text[: 2 * _HEADING]):
        if end and (match.group().rstrip()[-1:] in (".", ",", ";", ":") or match.end() > _HEADING):
            break
        end = match.end()
    return text[:end]


def issuers(text: str, references: Sequence[Reference], issuer: Reference | None) -> tuple[Reference, ...]:
    """The two to four states whose document it is: of a joint statement, or of a readout on two who met.

    Those are meant by «they» and «the two sides» wherever a paragraph begins so. `issuer` is whose readout it is.
    """
    if not document(text):
        return ()
    head = heading(text)
    alone = joint(text)
    first = text.find(". ", len(head) + 3)
    for end in (len(head), first if alone and first > 0 else len(head)):
        found: dict[str, Reference] = {}
        for one in references:
            if one.start < end and one.code is not None and ":" not in one.code and not where(text, one):
                found.setdefault(one.code, as_body(one, one.code))
        if alone and 2 <= len(found) <= _MOST:
            return tuple(found.values())
    others = [one for one in found.values() if issuer is not None and one.code != issuer.code]
    met = issuer is not None and issuer.kind is ActorKind.STATE and len(others) == 1 and _MET.search(head) is not None
    return (issuer, others[0]) if issuer is not None and met else ()


def outward(
    found: Sequence[Found], parse: Parse, references: list[Reference], issued: Sequence[Reference]
) -> list[Found]:
    """The events of a sentence, where what the issuers of a document ask or condemn together is said to others.

    «The two sides called for restraint» asks neither; «neither side recognises the vote» is not about the other.
    """
    codes = {one.code for one in issued}

    told = {(event.cue_first, *event.codes(references)) for event in found}
    made: list[Found] = []
    for event in found:
        a, b = event.codes(references)
        said = _said(event, parse)
        if not (said and codes.issuperset((a, b)) and (event.cue_first, b, a) in told):
            made.append(event)
        elif (event.cue_first, a, None) not in told:
            made.append(replace(event, recipient=None, inferred=None))
    return made


def _said(event: Found, parse: Parse) -> bool:
    """Is it asked, charged, or support that is refused in words (and not a treaty that is not signed)?"""
    if event.cue.action != "SUPPORT" or event.status is not Status.DENIED:
        return event.cue.action in ("ACCUSE", "REQUEST")
    cue = parse.tokens[event.cue_first : event.cue_last + 1]
    return not any(token.lemma in word_set("making") for token in cue)
