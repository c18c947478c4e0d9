"""Whom the opening of a treaty text names with an office: envoys with full powers, commanders, heads of state.

«HIS MAJESTY THE KING OF THE BELGIANS: M. Jan Ek, Envoy at Riga;», «General Saro, Commander of the South, for the
Republic of Chad,», «Kenya, represented by Ms. Ada Ek, Minister of Water,», «the President of Fiji, Seru Waqa,». Under
the treaty there is often no more than their names; side, title and spelling stand here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from westphalia.ontology.types import Signer, Span
from westphalia.reading.treaty.layout import Layout
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.persons import Person, is_title, person, title
from westphalia.reading.treaty.sides import party_in
from westphalia.reading.treaty.words import cue

_PIECE = re.compile(r"[^,;:\n]+(?:\n(?![ \t]*\n)[^,;:\n]+)*")
_BREAK = re.compile(r"[;:]|\n[ \t]*\n")
_BEFORE = re.compile(
    r"(?:.*\b(?:represented(?: herein| here)? by|acting through|in the person of|there met|namely|to wit|by|and|"
    r"between|of the one part|of the other part)\s+)?(?:(?:his|her|its|their) plenipotentiar\w+\s+)?",
    re.I | re.S,
)
_FOR = re.compile(r"\s*(?:(?:acting |signing )?(?:for|on behalf of|in the name of))\b", re.I)
_SENT = re.compile(r"\bplenipotentiar|\bfull powers\b|\bpowers by\b|\brepresented (?:herein |here )?by\b", re.I)
_STYLED = re.compile(r"(?P<title>.*?[a-z])\s+(?P<name>(?:H\. ?E\.|Mrs?\.?|Ms\.?|Dr\.?)\s.*)$", re.S)
_ACTS = re.compile(
    r"(?:who|being|having|hereinafter|paid|have|has|met|acting under|with the|under the|in the presence)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two commas; `breaks`: a semicolon, a colon or a blank line stands before it."""

    words: str
    start: int
    breaks: str


@dataclass(frozen=True, slots=True)
class _Envoy:
    """A signer whom the opening names, and whether it says that it has sent or empowered them."""

    signer: Signer
    sent: bool


def with_envoys(text: str, layout: Layout, parties: Parties, signed: Sequence[Signer]) -> tuple[Signer, ...]:
    """The signers with what the opening tells of them; where nobody has signed by name, those whom it sent to sign."""
    envoys = _envoys(text, layout, parties)
    if not any(one.name for one in signed):
        sent = tuple(envoy.signer for envoy in envoys if envoy.sent)
        return sent if sent else tuple(signed)
    found = []
    for one in signed:
        envoy = next((envoy.signer for envoy in envoys if _same(one.name, envoy.signer.name)), None)
        if envoy is not None:
            one = replace(one, code=one.code or envoy.code, name=envoy.name, title=one.title or envoy.title)
        elif one.name:
            one = replace(one, name=_spelled(text, layout, one.name))
        found.append(one)
    return _with_last_side(found, parties)


def _with_last_side(signers: Sequence[Signer], parties: Parties) -> tuple[Signer, ...]:
    """The signers, of whom the only one without a side has the only side that is left."""
    left = [code for code in parties.codes if code not in {one.code for one in signers}]
    without = [one for one in signers if one.code is None]
    if len(left) != 1 or len(without) != 1 or len(signers) < 2:
        return tuple(signers)
    return tuple(replace(one, code=one.code or left[0]) for one in signers)


def _envoys(text: str, layout: Layout, parties: Parties) -> list[_Envoy]:
    """The persons whom the preamble names with an office, in order."""
    pieces = _pieces(text, layout.preamble)
    found: list[_Envoy] = []
    last = -1
    for i, piece in enumerate(pieces):
        read, skip = _person(piece.words)
        if read is None or read.name is None:
            continue
        behind = _behind(pieces, i)
        ahead = pieces[i - 1] if i - 1 > last and piece.breaks in (",", ":") else None
        office = _offices(behind) or (_office(ahead.words) if ahead and piece.breaks == "," else None) or read.title
        if office is None:
            continue
        code = _side(text, piece, skip, behind, ahead, parties)
        start = piece.start + max(0, piece.words.find(read.name))
        end = max(one.start + len(one.words) for one in (piece, *behind))
        sent = _SENT.search(text, layout.preamble.start, start + 1) or any(_FOR.match(one.words) for one in behind)
        found.append(_Envoy(Signer(code, read.name, office, text[start:end], start, end), bool(sent)))
        last = i + len(behind)
    return _in_order(found, parties)


def _person(words: str) -> tuple[Person | None, int]:
    """Whom a piece names, and where the name begins: «represented by its Minister of Water Ms. Ada Ek»."""
    before = _BEFORE.match(words)
    skip = before.end() if before else 0
    read = person(words[skip:]) or person(words)
    if read is not None and read.name is not None:
        return read, skip
    styled = _STYLED.match(words)
    read = person(styled.group("name")) if styled and is_title(styled.group("title")) else None
    if styled is None or read is None or read.name is None:
        return None, 0
    return replace(read, title=_office(styled.group("title"))), styled.start("name")


def _offices(behind: list[_Piece]) -> str | None:
    """The title behind a name, from its first office on: no «Count of Almenara», no «for the Republic of Chad»."""
    told = [" ".join(one.words.split()) for one in behind if not _FOR.match(one.words)]
    while told and not is_title(told[0]):
        told = told[1:]
    return title(", ".join(told)) if told else None


def _pieces(text: str, span: Span) -> list[_Piece]:
    found = []
    at = span.start
    for match in _PIECE.finditer(text, span.start, span.end):
        words = match.group()
        lead = len(words) - len(words.lstrip())
        start = match.start() + lead
        sign = _BREAK.search(text, at, start)
        if words.strip():
            found.append(_Piece(words.strip(), start, sign.group().strip() or "¶" if sign else ","))
            at = match.end()
    return found


def _behind(pieces: list[_Piece], i: int) -> list[_Piece]:
    """What is said of a person: the pieces up to a break, to «who» or to the next person."""
    found = []
    for piece, following in zip_longest(pieces[i + 1 :], pieces[i + 2 :]):
        if piece.breaks != "," or _ACTS.match(piece.words):
            break
        other = re.match(r"and\s+", piece.words)
        read = person(piece.words[other.end() :]) if other else person(piece.words)
        if read is not None and read.name is not None and not is_title(piece.words.split()[-1]):
            break
        if other and (not is_title(piece.words) or _named(following)):
            break  # «…, and the Prime Minister of Fiji, Seru Waqa»
        found.append(piece)
    return found


def _named(piece: _Piece | None) -> bool:
    read = person(piece.words) if piece is not None and piece.breaks == "," else None
    return read is not None and read.name is not None


def _side(
    text: str, piece: _Piece, skip: int, behind: list[_Piece], ahead: _Piece | None, parties: Parties
) -> str | None:
    """The party for which a person is named: «…, for the Republic of Chad», the one in the title, the one before."""
    ordered = sorted(behind, key=lambda one: _FOR.match(one.words) is None)
    spans = [(one.start, one.start + len(one.words)) for one in ordered]
    spans.append((piece.start, piece.start + skip))
    if ahead is not None:
        spans.append((ahead.start, ahead.start + len(ahead.words)))
    return next((code for a, b in spans if b > a and (code := party_in(text, a, b, parties)[0])), None)


def _office(words: str) -> str | None:
    """«At the invitation of the President of the Kyrgyz Republic»: the office at its end."""
    words = " ".join(words.split())
    found = cue("office").search(words)
    if found is None:
        return None
    lead = re.finditer(r"\b(?:the|its|his|her|their|by|and)\s+", words[: found.start()], re.I)
    return title(words[max((word.end() for word in lead), default=0) :])


def _in_order(envoys: list[_Envoy], parties: Parties) -> list[_Envoy]:
    """Envoys whose sides no name tells («His Catholic Majesty») are sent by the parties in their order."""
    sent = [envoy for envoy in envoys if envoy.sent] or envoys
    if any(envoy.signer.code for envoy in sent) or len(sent) != len(parties.codes):
        return envoys
    named = (mention.actor_id.split("/")[0] for mention in parties.mentions)
    order = list(dict.fromkeys([*(code for code in named if code in parties.codes), *parties.codes]))
    codes = {id(envoy): code for envoy, code in zip(sent, order, strict=True)}
    return [replace(one, signer=replace(one.signer, code=codes.get(id(one)))) for one in envoys]


def _same(signed: str | None, named: str | None) -> bool:
    """Is it one name? «S. VELIKOV» or «VELIKOV» under the text is its «Stoyan Velikov»."""
    if not signed or not named:
        return False
    own, other = (_plain(name) for name in (signed, named))
    if own[-1:] != other[-1:]:
        return False
    firsts = zip(own[:-1], other, strict=False)
    return set(own) <= set(other) or set(other) <= set(own) or all(b.startswith(a) for a, b in firsts)


def _plain(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.findall(r"[^\W\d_]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def _spelled(text: str, layout: Layout, name: str) -> str:
    """A name in capitals as the text has spelt it before."""
    end = layout.closing.start if layout.closing else len(text)
    words = r"\s+".join(re.escape(word) for word in name.split())
    spelt = next((m.group() for m in re.finditer(words, text[:end], re.I) if m.group() != name), None)
    return " ".join(spelt.split()) if (spelt and name.isupper()) or (spelt and not spelt.isupper()) else name
