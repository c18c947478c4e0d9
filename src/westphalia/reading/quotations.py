"""Who speaks the quotations of a text, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Span
from westphalia.reading import attribution
from westphalia.reading.attribution import Attribution
from westphalia.reading.interviews import Interview
from westphalia.reading.tables import word_set
from westphalia.reading.tagging import plural_form


class Quotations:
    """The quotations of a text, their speakers as far as they are known, and whoever spoke last."""

    def __init__(self, text: str, asked: Interview | None) -> None:
        self.text = text
        self.quotes = attribution.quotations(text)
        self.quote_starts = [a for a, _ in self.quotes]
        self.speakers: dict[int, Attribution] = {}  # by quotation
        self.quoted: tuple[int, Attribution] | None = None  # the last sentence with a quotation, and its speaker
        self.heard: list[tuple[int, Attribution]] = []  # whoever speaks under a name, and in which sentence
        self.asked = asked

    def spoken(self, q: int) -> Attribution:
        """A quotation as said by its speaker."""
        return replace(self.speakers[q], start=self.quotes[q][0], end=self.quotes[q][1], voice="quote")

    def speak(self, quotes: list[int], said: list[Attribution]) -> None:
        """Give quotations the first speaker that an attribution names for them."""
        for q in quotes:
            a, b = self.quotes[q]
            speaker = next((one for one in said if one.start < b and one.end > a), None)
            if speaker is not None:
                self.speakers.setdefault(q, speaker)

    def inside(self, span: Span) -> list[int]:
        """The numbers of the quotations that a span overlaps."""
        first = max(0, bisect_right(self.quote_starts, span.start) - 1)
        found = []
        for q in range(first, len(self.quotes)):
            a, b = self.quotes[q]
            if a >= span.end:
                break
            if b > span.start:
                found.append(q)
        return found

    def said_in(self, index: int, span: Span, said: Sequence[Attribution], quotes: Sequence[int]) -> list[Attribution]:
        """The attributions of a sentence, with its quotations given to whoever speaks them in another sentence."""
        said = list(said)
        for q in quotes:
            a, b = self.quotes[q]
            begin, stop = max(a, span.start), min(b, span.end)
            if stop <= begin or any(one.start < stop and one.end > begin for one in said):
                continue
            speaker = self.speakers.get(q) or next((one for one in said if one.voice == "quote"), None)
            opens = a <= span.start + 1
            if speaker is None and opens and self.quoted is not None and self.quoted[0] >= index - 1:
                speaker = self.quoted[1]  # a sentence of nothing but quotation goes on with the speaker before
            if speaker is not None and (len(self.text[begin:stop].split()) >= 3 or opens):
                self.speakers.setdefault(q, speaker)
                said.append(replace(speaker, start=begin, end=stop, voice="quote", verb=None, hedge=None))
        for one in said:
            if one.voice == "quote":
                self.quoted = index, one
        asked = self.asked
        if asked is not None and span.start >= asked.start:
            said.append(
                Attribution(
                    span.start,
                    span.end,
                    asked.holder,
                    asked.holder_start,
                    asked.holder_end,
                    "",
                    0,
                    voice="quote",
                )
            )
        return said

    def same_speaker(self, one: Attribution, index: int) -> None:
        """«He said» soon after somebody spoke, where «he» is nobody the text has named: the same speaker."""
        pronoun = one.holder.lower()
        if pronoun not in ("he", "she", "they", "it") or one.reference is not None:
            self.heard.append((index, one))
            return
        could = [
            (number, before.cue_start, before)
            for number, before in self.heard
            if index - 2 <= number <= index and before.cue_start < one.cue_start
        ]
        could = [row for row in could if pronoun == "it" or _several(row[2].holder) == (pronoun == "they")]
        if could:
            before = max(could, key=lambda row: row[:2])[2]
            one.holder, one.code, one.members = before.holder, before.code, before.members
            one.reference = before.reference

    def forget(self, dropped: list[Attribution]) -> None:
        """Nobody says what these attributions take for said."""
        gone = {id(one) for one in dropped}
        self.speakers = {q: one for q, one in self.speakers.items() if id(one) not in gone}
        self.heard = [(number, one) for number, one in self.heard if id(one) not in gone]

    def forget_before(self, index: int) -> None:
        """No pronoun means who spoke long before sentence `index`."""
        self.heard = [(number, one) for number, one in self.heard if number >= index - 2]

    def loose(self) -> int:
        """Quotations of at least five words that nobody is given."""
        return sum(q not in self.speakers and len(self.text[a:b].split()) >= 5 for q, (a, b) in enumerate(self.quotes))


def _several(holder: str) -> bool:
    """Whether the words for a holder mean more than one: «two ministers», «the envoy and his wife», «the police»."""
    words = re.split(r"\s(?:of|in|at|from|for|with|who)\s|,", holder)[0].split()
    if not words:
        return False
    named = len(words) > 1 and words[-1][0].isupper()  # «António Guterres»
    head = words[-1].lower()
    return " and " in holder or head in word_set("irregular plurals") or (plural_form(head) and not named)
