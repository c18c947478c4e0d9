"""«The army», «provincial police», «the Interior Ministry» of no named state: of the place told, else of the dateline.

An institution without a nationality belongs to the one state whose place the sentence names («In El Alto, miners
marched»), else to the state that acts first in the sentence, else to the home of the text: where its dateline was
written, or whoever issues the statement. In the statement of an organisation «the Council» is the organisation, and
institutions are nobody's. Marked as inferred; where two states could be meant nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from westphalia.ontology.types import ActorKind
from westphalia.reading.cues import verb_cues
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, as_body
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set
from westphalia.reading.tokens import Token

# «LJUBLJANA — », «N'DJAMENA (Agency) — », «COX'S BAZAR, Bangladesh, 9 December — » at the head of a text
_PLACE = re.compile(
    r"\A(?:[^\n]*+\n++){0,4}?[A-ZÀ-Þ][A-ZÀ-Þ'’ .-]{2,40}(?:, [^\n—–]{1,60}?)?(?: \([^)\n]{1,40}\))?,?\s*(?:—|–|--?)\s"
)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
_NAME_AFTER = re.compile(rf",? ({_NAME})")
_NAME_BEFORE = re.compile(rf"({_NAME})(?:, (?:the )?[\w ]{{3,40}})? of (?:the )?$")
_BY_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")  # no organisation's Heads do these


def of_dateline(text: str, heads: list[tuple[int, int]], references: list[Reference]) -> Reference | None:
    """The one state whose place a dateline names; there it is a place and no actor."""
    undated = _PLACE.match(text)
    if not heads and undated is not None:
        line = undated.group().rfind("\n", 0, undated.end() - 2) + 1
        heads = [(line, undated.end())]
    inside = [r for r in references if any(a <= r.start < b for a, b in heads) and (r.place or r.how != "person")]
    codes = {r.code for r in inside}
    for reference in inside:
        reference.place = True
    return inside[0] if len(codes) == 1 and inside[0].kind is ActorKind.STATE else None


def resolve(
    parsed: Parse,
    references: list[Reference],
    home: Reference | None,
    before: Parse | None = None,
    dated: bool = False,
    official: bool = False,
    officers: Mapping[str, Reference] = MappingProxyType({}),
    here: bool = False,
) -> None:
    """Give every institution of no named state the one it belongs to; `references` grows by them.

    `dated` says that home is where the text was written; there «Prime Minister Tari» is its own, but for those among
    `officers`, by surname (see `officers_of`).
    `official` says that home issues the text, a statement or readout; then «It» is home too.
    `here` says that the paragraph has a place of its own («KHARTOUM — The army says …»), of which the model
    knows no better.
    Where the sentence `before` was about the organisation that issues the text, «They» are its Heads or ministers.
    """
    parties = Parties(parsed, references)
    united = home is not None and ":" in (home.code or "")  # the home is an organisation of states
    speaks = ("they",) if united else ("it",) if official else ()
    if home is not None and before is not None and parsed.low(0) in speaks and _they(parsed, before, home, references):
        _give(home, parsed.tokens[0], references)
    for phrase in parsed.phrases:
        kind = _kind(parsed, phrase)
        if (not kind and not united) or parties.doers([phrase]):
            continue
        meant = _place(parsed, parties) if kind in ("institution", "crowd") else None
        if united and meant is None:
            meant = home if _organ(parsed, phrase) else None
        elif kind == "officer":
            meant = officers.get(parsed.tokens[phrase.last - 1].text, home if dated else None)
        elif meant is None and kind == "institution":
            first = _acting_before(parsed, phrase, parties, home)
            meant = home
            if first is not None and (home is None or home.code not in {one.code for one in first}):
                meant = first[0] if len(first) == 1 else None
        if meant is not None:
            _give(meant, parsed.tokens[phrase.head], references, here and meant is home)


def officers_of(text: str, references: list[Reference]) -> dict[str, Reference]:
    """By surname, people of whom the text says whose they are: «the Prime Minister of Ethiopia, Tesfaye Abera»."""
    found: dict[str, Reference] = {}
    for one in references:
        if one.code is None or one.place or ":" in one.code:
            continue
        after = _NAME_AFTER.match(text, one.end) if one.role or one.how == "title" else None
        before = _NAME_BEFORE.search(text[max(0, one.start - 80) : one.start])
        for name in (match.group(1) for match in (after, before) if match is not None):
            found.setdefault(name.split()[-1], as_body(one, one.code))
    return found


def of_opening(parsed: Parse, references: list[Reference]) -> Reference | None:
    """The state of the place that a sentence begins with: «In Sofia the cabinet is split.», «• Kenya: parliament …»."""
    first = next((k for k, token in enumerate(parsed.tokens) if token.text[0].isalnum()), 0)
    dated = parsed.tag(first + 1) == "-" and parsed.tokens[first].end < parsed.tokens[first + 1].start
    labelled = first > 0 and parsed.low(first + 1) == ":"
    place = parsed.tokens[first if dated or labelled else min(first + 1, len(parsed.tokens) - 1)]
    if len(place.actors) != 1 or not (dated or labelled or parsed.low(first) == "in"):
        return None
    reference = references[place.actors[0]]
    if reference.kind is not ActorKind.STATE or reference.how not in (("capital",) if dated else ("name", "capital")):
        return None
    reference.place = reference.place or dated  # «• LIMA — Police …»
    return reference


def _they(parsed: Parse, before: Parse, home: Reference, references: list[Reference]) -> bool:
    """Is a sentence's first word, «They» or «It», whoever issues the text, whom the sentence `before` was about?"""
    if parsed.low(0) == "it" and parsed.low(1) in word_set("empty it"):
        return False
    main = next((verb for verb in before.verbs if verb.mood == "fin" and verb.subject), None)
    of_main = main.subject if main is not None else []
    doers = Parties(before, references).doers(of_main) or [
        i for phrase in of_main for k in range(phrase.first, phrase.last) for i in before.tokens[k].actors
    ]
    acting = next((verb.lemma for verb in parsed.verbs if verb.mood == "fin"), "")
    cues = verb_cues().get(acting, ())
    fights = bool(cues) and all(cue.action in _BY_FORCE for cue in cues)
    return {references[i].code for i in doers} == {home.code} and not fights


def _give(meant: Reference, token: Token, references: list[Reference], sure: bool = False) -> None:
    code = meant.code or meant.actor_id
    body = ActorKind.ORGANISATION if ":" in code else ActorKind.STATE
    why = f"of the state of «{meant.text}»" if body is ActorKind.STATE else f"of «{meant.text}», whose text it is"
    how = "institution" if sure or token.low in ("they", "it") else "group"  # which the model may know better
    about = {"start": token.start, "end": token.end, "text": token.text, "how": how, "inferred": why}
    references.append(replace(meant, actor_id=code, kind=body, place=False, role=None, **about))  # type: ignore[arg-type]
    token.actors = (len(references) - 1,)


def _kind(parsed: Parse, phrase: Phrase) -> str:
    """«institution», «crowd» or «officer»; empty for anything else, for what is somebody's and for «another»."""
    tokens = parsed.tokens[phrase.first : phrase.last]
    head = parsed.low(phrase.head)
    officer = tokens[0].tag != "D" and any(
        token.text[0].isupper() and token.low in word_set("heads of state") for token in tokens[:-1]
    )
    ministry = officer or head in ("ministry", *word_set("spokespeople"))
    others = word_set("not at home") - ({"foreign"} if ministry else set())
    if any(token.actors or token.low in others or token.tag == "S" for token in tokens):
        return ""
    opens = tokens[0].low == "the" or tokens[0].tag != "D"
    if head in word_set("spokespeople") and any(token.low in word_set("institutions") for token in tokens[:-1]):
        return "institution"  # «a foreign ministry spokeswoman»
    if head in word_set("institutions") and opens:
        return "institution"
    if officer:
        return "officer"  # «Prime Minister Goce Andonov»
    return "crowd" if head in word_set("crowds") and tokens[0].tag != "D" else ""


def _organ(parsed: Parse, phrase: Phrase) -> bool:
    """«The Council», «Heads», «the meeting» in a communiqué: the organisation that issues it."""
    tokens = parsed.tokens[phrase.first : phrase.last]
    alone = len(tokens) == 1 or (tokens[0].low == "the" and not any(token.actors for token in tokens))
    of_others = parsed.low(phrase.last) in ("of", "for") and parsed.low(phrase.last + 1) not in ("government", "state")
    return alone and parsed.low(phrase.head) in word_set("organs") and not of_others


def _place(parsed: Parse, parties: Parties) -> Reference | None:
    """The state of the one place that the sentence names after «in» or «at»."""
    found = {}
    for k, token in enumerate(parsed.tokens):
        before = parsed.tokens[k - 2] if k >= 2 else None
        if before is not None and (before.lemma in word_set("done abroad") or before.low in word_set("done abroad")):
            continue  # «the deal reached in Sweden», «talks in Geneva»
        if token.actors and parsed.low(k - 1) in ("in", "at", "across") and len(token.actors) == 1:
            reference = parties.references[token.actors[0]]
            if reference.kind is ActorKind.STATE and reference.how in ("name", "capital"):
                found[reference.code] = reference
    return next(iter(found.values())) if len(found) == 1 and None not in found else None


def _acting_before(parsed: Parse, phrase: Phrase, parties: Parties, home: Reference | None) -> list[Reference] | None:
    """The states that act before the phrase in the sentence, each once; None where none but `home` is named there."""
    found: dict[str, Reference] = {}
    for verb in parsed.verbs:
        if verb.mood == "fin" and verb.subject and verb.subject[0].first < phrase.first:
            for i in parties.doers(verb.subject):
                code = parties.references[i].code
                if code is not None:
                    found.setdefault(code, parties.references[i])
    if found:
        return list(found.values())
    named = [k for k in range(phrase.first) if parsed.tokens[k].actors and not parties.is_place(k)]
    codes = {parties.references[i].code for k in named for i in parsed.tokens[k].actors}
    return [] if codes - {home.code if home is not None else None} else None
