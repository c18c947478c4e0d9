"""Who speaks the quotations of a text, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from westphalia.ontology.types import ActorKind, Span
from westphalia.reading import quotation_marks
from westphalia.reading.antecedents import agrees, several
from westphalia.reading.attribution import Attribution
from westphalia.reading.interviews import Interview
from westphalia.reading.references import Reference
from westphalia.reading.spans import within
from westphalia.reading.speakers import People

_PRONOUNS = ("he", "she", "they", "it")
_SPOKEN, _ACTED = 4, 2  # sentences after which «he» is no longer who spoke, or who did something


class Quotations:
    """The quotations of a text, their speakers as far as they are known, and whoever spoke last."""

    def __init__(
        self, text: str, references: Sequence[Reference], asked: Interview | None, asked_code: str | None = None
    ) -> None:
        self.text, self.references = text, references
        self.quotes = quotation_marks.quotations(text)
        self.quote_starts = [a for a, _ in self.quotes]
        self.speakers: dict[int, Attribution] = {}  # by quotation
        self.quoted: tuple[int, Attribution] | None = None  # the last sentence with a quotation, and its speaker
        self.told: tuple[int, Attribution] | None = None  # the last sentence that tells what somebody says or asks
        self.heard: list[tuple[int, bool, Attribution]] = []  # in which sentence, does he speak or act there, and who
        self.asked, self.asked_code = asked, asked_code  # who is interviewed, and for whom

    def spoken(self, q: int) -> Attribution:
        """A quotation as said by its speaker."""
        return replace(self.speakers[q], start=self.quotes[q][0], end=self.quotes[q][1], voice="quote")

    def speak(self, quotes: list[int], said: list[Attribution]) -> None:
        """Give quotations the first speaker that an attribution names for them."""
        for q in quotes:
            a, b = self.quotes[q]
            over = (one for one in said if one.start < b and one.end > a and not a <= one.cue_start < b)
            speaker = next(over, None)  # who says something within a quotation does not speak it
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
            over = [one for one in said if one.start < stop and one.end > begin]
            if stop <= begin or any(not a <= one.cue_start < b for one in over):
                continue
            speaker = self.speakers.get(q) or next((one for one in said if self._speaks(one)), None)
            opens = a <= span.start + 1
            if speaker is None and self.text[max(0, a - 9) : a - 1].rstrip().endswith(":"):
                speaker = next((one for one in reversed(said) if one.cue), None)  # «according to a note: “…”»
            if speaker is None and opens and self.quoted is not None and self.quoted[0] >= index - 1:
                speaker = self.quoted[1]  # a sentence of nothing but quotation goes on with the speaker before
            if speaker is None and opens and self.told is not None and self.told[0] == index - 1:
                speaker = self.told[1]  # or words what he has just been said to say
            if speaker is None and opens and "\n\n" not in self.text[span.start - 2 : a]:
                acted = (one for number, acts, one in reversed(self.heard) if acts and number == index - 1)
                speaker = next((one for one in acted if self._agrees("he", one)), None)
            if speaker is not None and (len(self.text[begin:stop].split()) >= 3 or opens):
                self.speakers.setdefault(q, speaker)
                said.append(
                    replace(speaker, start=begin, end=stop, voice="quote", verb=None, hedge=None, asks=False, lent=True)
                )
        asked = self.asked
        if asked is not None and asked.answers(span.start):
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
                    code=self.asked_code,
                )
            )
        for one in said:
            self.first_person(one, said)
        self.tell(index, said)
        return said

    def first_person(self, one: Attribution, said: Sequence[Attribution]) -> None:
        """«I think», «we ask»: of whoever speaks there, the author where nobody does."""
        if one.holder.lower() not in ("i", "we") or one.reference is not None:
            return
        around = [other for other in said if other is not one and other.start <= one.cue_start < other.end]
        speaker = min(around, key=lambda other: other.end - other.start, default=None)
        if speaker is None:
            one.holder = "author"
        else:
            _be(one, speaker)

    def same_speaker(self, one: Attribution, index: int) -> None:
        """«He said» soon after somebody spoke or did something: the same, unless «he» is known to be another person."""
        pronoun = self.text[one.holder_start : one.holder_end].lower()
        if pronoun not in _PRONOUNS or (pronoun in ("it", "they") and one.reference is not None):
            self.heard.append((index, True, one))
            return
        meant = self._meant(pronoun, one.cue_start, index)
        known = one.reference is not None and self.references[one.reference].kind is ActorKind.PERSON
        if meant is not None and not known:
            _be(one, meant)

    def _meant(self, pronoun: str, at: int, index: int) -> Attribution | None:
        """Whom a pronoun before an offset in sentence `index` means: who spoke or acted last, else who was named."""
        could = [
            row
            for row in self.heard
            if index - (_SPOKEN if row[2].cue else _ACTED) <= row[0] <= index
            and row[2].cue_start < at
            and self._agrees(pronoun, row[2])
        ]
        return max(could, key=lambda row: (row[0], row[1], row[2].cue_start), default=(0, True, None))[2]

    def _agrees(self, pronoun: str, one: Attribution) -> bool:
        """As `agrees`, but whoever is known to be a state or a body is none of «he»."""
        known = self.references[one.reference] if one.reference is not None else None
        if known is not None and known.kind is not ActorKind.PERSON and known.text == one.holder:
            return pronoun == "it" or (pronoun == "they" and several(one.holder))
        return agrees(pronoun, one.holder)

    def meet(self, index: int, met: People) -> None:
        """Remember who acts in a sentence and who else is named there: «he said» may mean him."""
        for at, pronoun in met.pronouns:
            if pronoun not in _PRONOUNS:
                continue
            meant = self._meant(pronoun, at, index)
            if meant is not None:
                self.heard.append((index, True, replace(meant, cue="", cue_start=at)))
        self.heard += [(index, True, one) for one in met.acting] + [(index, False, one) for one in met.named]

    def persons(
        self, sentences: Iterable[tuple[int, People, Sequence[Attribution]]]
    ) -> Iterator[tuple[int, int, Attribution]]:
        """Whom «he» and «she» mean as subjects: the sentence, the place in the text, and who spoke or acted there.

        `sentences` are such as are not yet remembered, each with its number; they are not remembered by this either.
        """
        heard, self.heard = self.heard, list(self.heard)
        for index, met, said in sentences:
            for at, pronoun in met.pronouns:
                meant = self._meant(pronoun, at, index) if pronoun in ("he", "she") else None
                if meant is not None and meant.code is not None:
                    yield index, at, meant
            self.meet(index, met)
            for one in sorted(said, key=lambda one: one.cue_start):
                self.same_speaker(replace(one), index)
        self.heard = heard

    def tell(self, index: int, said: Iterable[Attribution]) -> None:
        """Remember who says something in a sentence: a quotation in the next may be his."""
        for one in said:
            if self._speaks(one):
                self.quoted = index, one
            elif one.voice != "quote" and one.holder != "author":
                self.told = index, one

    def _speaks(self, one: Attribution) -> bool:
        """Is he quoted, rather than told of in somebody's quotation?"""
        return one.voice == "quote" and not within(self.quotes, one.cue_start)

    def forget(self, dropped: list[Attribution]) -> None:
        """Nobody says what these attributions take for said."""
        gone = {id(one) for one in dropped}
        self.speakers = {q: one for q, one in self.speakers.items() if id(one) not in gone}

    def forget_before(self, index: int) -> None:
        """No pronoun means who spoke long before sentence `index`."""
        self.heard = [row for row in self.heard if row[0] >= index - _SPOKEN]

    def loose(self) -> int:
        """Quotations of at least five words that nobody is given."""
        return sum(q not in self.speakers and len(self.text[a:b].split()) >= 5 for q, (a, b) in enumerate(self.quotes))


def _be(one: Attribution, meant: Attribution) -> None:
    """Whoever a pronoun held something for becomes the one whom it means."""
    one.holder, one.code, one.members = meant.holder, meant.code, meant.members
    one.reference = meant.reference
