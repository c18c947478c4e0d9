"""One pass of the model over parsed sentences: whom they mention, what it makes of their pairs, who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from westphalia.ontology.types import ClaimKind
from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded, encode_text
from westphalia.reading.model.meant import Namings, Shares, Span, attach, whole
from westphalia.reading.model.parting import part
from westphalia.reading.model.proposals import Proposal, propose, sides_of
from westphalia.reading.model.voiced import Role
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse


@dataclass(frozen=True, slots=True)
class Look:
    """What the model sees in a sentence; spans are in characters of the text."""

    proposals: list[Proposal]
    voices: list[Role]
    encoded: Encoded
    start: int

    def kind(self, start: int, end: int) -> ClaimKind | None:
        """The likeliest kind of what stands between two characters of the text; None where the model sees none."""
        first, last = self.encoded.tokens(start - self.start, end - self.start)
        if last <= first:
            return None
        found = heads.kind(self.encoded.vectors[first:last])
        return ClaimKind(found) if found else None


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as the encoder reads it, and whom its mentions that name nobody may mean."""

    encoded: Encoded
    mentions: dict[Span, Shares]


def see(
    text: str, parses: Sequence[Parse], references: list[Reference], namings: Namings, before: Sequence[Parse] = ()
) -> list[Seen]:
    """Each parsed sentence as the encoder reads it with those around it, and with those that stood `before`.

    Mentions that name nobody are given their actors where it is sure whom they mean; `references` grows by them.
    """
    starts = [parse.tokens[0].start for parse in parses]
    words = [text[parse.tokens[0].start : parse.tokens[-1].end] for parse in [*before, *parses]]
    encoded = encode_text(words)[len(before) :]
    spans = [
        [(a + start, b + start) for _, a, b, _ in heads.spans(one, "mention")]
        for start, one in zip(starts, encoded, strict=True)
    ]
    spans = [whole(parse, row) for parse, row in zip(parses, spans, strict=True)]
    for parse, row in zip(parses, spans, strict=True):
        attach(parse, row, references)
    meant = namings.resolve(parses, encoded, spans, references)
    for parse, one, found in zip(parses, encoded, meant, strict=True):
        part(parse, one, found, namings.shares, references)
    return [Seen(*one) for one in zip(encoded, meant, strict=True)]


def look(parses: Sequence[Parse], seen: Sequence[Seen], references: list[Reference]) -> list[Look]:
    """A `Look` for each parsed sentence, as it was seen."""
    sides = [sides_of(parse, references, one.mentions) for parse, one in zip(parses, seen, strict=True)]
    return [
        Look(
            propose(one.encoded, parse, row, references),
            [(role, a + parse.tokens[0].start, b + parse.tokens[0].start, p)
             for role, a, b, p in heads.spans(one.encoded, "voice")],
            one.encoded,
            parse.tokens[0].start,
        )
        for one, parse, row in zip(seen, parses, sides, strict=True)
    ]  # fmt: skip
