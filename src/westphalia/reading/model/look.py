"""One pass of the model over parsed sentences: whom they mention, what it makes of their pairs, who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from westphalia.ontology.types import ClaimKind
from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded, encode_text
from westphalia.reading.model.meant import Namings, attach
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


def look(
    text: str, parses: Sequence[Parse], references: list[Reference], namings: Namings, before: Sequence[Parse] = ()
) -> list[Look]:
    """A `Look` for each parsed sentence; the encoder reads each with those around it, and those that stood `before`.

    Mentions that name nobody are given their actors where it is sure whom they mean.
    """
    starts = [parse.tokens[0].start for parse in parses]
    words = [text[parse.tokens[0].start : parse.tokens[-1].end] for parse in [*before, *parses]]
    encoded = encode_text(words)[len(before) :]
    spans = [
        [(a + start, b + start) for _, a, b, _ in heads.spans(one, "mention")]
        for start, one in zip(starts, encoded, strict=True)
    ]
    for parse, row in zip(parses, spans, strict=True):
        attach(parse, row, references)
    meant = namings.resolve(parses, encoded, spans, references)
    for parse, one, found in zip(parses, encoded, meant, strict=True):
        part(parse, one, found, namings.shares, references)
    sides = [sides_of(parse, references, found) for parse, found in zip(parses, meant, strict=True)]
    return [
        Look(
            propose(one, parse, row, references),
            [(role, a + start, b + start, p) for role, a, b, p in heads.spans(one, "voice")],
            one,
            start,
        )
        for one, parse, row, start in zip(encoded, parses, sides, starts, strict=True)
    ]
