"""What the rules say of a clause that a language model quotes: how real it is, when it was, whose words it is in.

A deed is told as happened only where the grammar of its sentence bears that out: a verb in the future, under «if», a
negation or a demand is not overruled by a model. In the other direction the model is followed: the rules see less.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from westphalia.ontology.actions import quad_of
from westphalia.ontology.types import Document, Span, Status
from westphalia.reading import clauses, dated, datelines, dates, mentions, quotation_marks
from westphalia.reading import status as statuses
from westphalia.reading.cues import noun_cues, verb_cues
from westphalia.reading.dates import When
from westphalia.reading.syntax import Parse
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize

# Acts of speech that a text may tell by their content alone, and how real the rules find that content.
_SAID_OF = {
    "AGREE": Status.PLANNED,
    "CONCEDE": Status.PLANNED,
    "THREATEN": Status.PLANNED,
    "REQUEST": Status.URGED,
}
_SPOKEN = frozenset({*_SAID_OF, "ACCUSE", "REJECT", "SUPPORT", "CONSULT"})


class Told:
    """The sentences of one text, parsed as they are asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens, _ = mentions.find(document.text, tokenize(document.text), document.published)
        self.starts = [token.start for token in self.tokens]
        self.quotes = quotation_marks.quotations(document.text)
        self.heads = datelines.heads(document.text)
        self.sentence_starts = [span.start for span in document.sentences]
        self.parses: dict[int, Parse] = {}

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self.sentence_starts, at) - 1)

    def around(self, first: int, last: int, margin: int = 0) -> Span:
        """From the start of the sentence at one offset to the end of that at another, `margin` sentences more."""
        spans = self.document.sentences
        begin, end = self.sentence(first) - margin, self.sentence(max(first, last - 1)) + margin
        return Span(spans[max(0, begin)].start, spans[min(len(spans) - 1, end)].end)

    def quoted(self, span: Span) -> bool:
        """Does most of it stand between quotation marks?"""
        inside = sum(max(0, min(b, span.end) - max(a, span.start)) for a, b in self.quotes)
        return 2 * inside > span.end - span.start

    def status(self, status: Status, cue: Span, action: str | None = None) -> Status:
        """The status a model gives, unless it says «happened» of what the grammar says is not so.

        «Minsk will send grain» as AGREE, or «Minsk must go» as REQUEST, is a promise or a demand that is made; but not
        where the verb itself tells the promise («will offer»).
        """
        if status is not Status.HAPPENED:
            return status
        parsed = self.parse(self.sentence(cue.start))
        at = [k for k, token in enumerate(parsed.tokens) if token.start < cue.end and cue.start < token.end]
        read = _read(parsed, at, action)
        return read if read is not None else status

    def contradicts(self, action: str, cue: Span) -> bool:
        """Do the rules know the words, and only as acts of the other kind: «talks» as conflict, «bombed» as help?"""
        if action in _SAID_OF:
            return False  # told by its content alone, it may have the words of anything
        parsed = self.parse(self.sentence(cue.start))
        at = [k for k, token in enumerate(parsed.tokens) if token.start < cue.end and cue.start < token.end]
        verbs = {parsed.verbs[n].lemma for k in at if (n := parsed.verb_at.get(k)) is not None}
        known = {one.action for verb in verbs for one in verb_cues().get(verb, ())}
        if not verbs:
            known = {noun.action for k in at if (noun := noun_cues().get(parsed.low(k))) is not None}
        return bool(known) and all(quad_of(one).cooperative != quad_of(action).cooperative for one in known)

    def day(self, cue: Span, status: Status) -> When | None:
        """The day that the sentence gives the deed; None where it gives none."""
        number = self.sentence(cue.start)
        parsed, span = self.parse(number), self.document.sentences[number]
        at = [k for k, token in enumerate(parsed.tokens) if token.start < cue.end and cue.start < token.end]
        if not at:
            return None
        whens = self.times(span.start, span.end)
        return dated.day_of(whens, (at[0], at[-1]), parsed, status, self.document.published)

    def times(self, start: int, end: int) -> list[When]:
        """The times named between two offsets."""
        document = self.document
        whens = dates.find(document.text, start, end, document.published, document.published_source)
        whens = [when for when in whens if not any(a <= when.start < b for a, b in self.heads)]
        return dated.said_on_the_day(whens, self.quotes)

    def parse(self, number: int) -> Parse:
        """The shallow parse of sentence `number`."""
        if number not in self.parses:
            span = self.document.sentences[number]
            first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
            tokens = join_hyphens(self.tokens[first:last])
            tag(tokens)
            self.parses[number] = clauses.parse(tokens)
        return self.parses[number]


def _read(parsed: Parse, at: list[int], action: str | None) -> Status | None:
    """How real the rules find what the words `at` tell; None where they do not know.

    Verbs and nouns among them that are cues of the action by the rules' own tables decide, and what comes before them
    in the cue: so a model cannot hide «to suspend» behind «urged», nor «invade» behind «may one day». Without such a
    cue, what an outer verb governs («denies tapping») goes before that verb, and a verb before a noun.
    """
    verbs = list(dict.fromkeys(n for k in at if (n := parsed.verb_at.get(k)) is not None))
    telling = [n for n in verbs if any(cue.action == action for cue in verb_cues().get(parsed.verbs[n].lemma, ()))]
    if telling:
        found = [_of_verb(parsed, n) for n in verbs if n <= telling[0]]
        found += [statuses.of_verb(parsed, n) for n in telling[1:]]
        return next((read for read in found if read not in (None, Status.HAPPENED)), found[0])
    for k in at:
        cue, phrase = noun_cues().get(parsed.low(k)), next((one for one in parsed.phrases if one.head == k), None)
        if cue is not None and cue.action == action and phrase is not None:
            return statuses.of_noun(parsed, phrase)
    if verbs:
        read = _of_verb(parsed, verbs[0])
        if action in _SPOKEN:
            return None if read is _SAID_OF.get(action) else read
        inner = [n for n in verbs[1:] if parsed.verbs[n].control == verbs[0] and parsed.verbs[n].mood in ("inf", "ger")]
        governed = statuses.of_verb(parsed, inner[0]) if inner else None
        return governed if governed is not None else read
    noun = next((phrase for k in at for phrase in parsed.phrases if phrase.first <= k < phrase.last), None)
    return statuses.of_noun(parsed, noun) if noun is not None else None


def _of_verb(parsed: Parse, number: int) -> Status | None:
    """As the rules have it; an infinitive that they cannot place tells nothing that happened."""
    read = statuses.of_verb(parsed, number)
    return Status.HYPOTHETICAL if read is None and parsed.verbs[number].mood == "inf" else read
