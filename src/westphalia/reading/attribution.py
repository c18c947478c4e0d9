"""What somebody is told to say or hold, and the sentence in which that is found.

An attribution covers a stretch of the text and names its holder. Where several cover a place, the innermost speaks.
"""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.spans import bare
from westphalia.reading.syntax import Parse, Phrase


@dataclass(slots=True)
class Attribution:
    """Content (character offsets) and who holds it; `reference` indexes the references, `code` may stand alone.

    `members` are the references of all holders, `verb` the verb group that attributes, where it is one. `asks` says
    that the content is what somebody is asked to do, `lent` that the cue stands in another sentence, with its content.
    """

    start: int
    end: int
    holder: str
    holder_start: int
    holder_end: int
    cue: str
    cue_start: int
    voice: str = "paraphrase"
    reference: int | None = None
    code: str | None = None
    hedge: str | None = None
    verb: int | None = None
    members: tuple[int, ...] = ()
    asks: bool = False
    lent: bool = False


class Sentence:
    """A sentence in which attributions are looked for, `start` to `end`, and the quotations that touch it."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        parsed: Parse,
        references: list[Reference],
        quotes: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.quotes = quotes

    def words(self, phrase: Phrase) -> str:
        """The text of a phrase."""
        return self.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end]

    def trimmed(self, one: Attribution) -> Attribution:
        """An attribution, without the blanks, marks and commas at the ends of its content."""
        one.start, one.end = bare(self.text, one.start, one.end)
        return one
