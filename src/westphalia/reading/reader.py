"""Text in, `Document` out: the parts of the reader in their order, one sentence at a time.

Sentences, then mentions over the whole text, then for each sentence coreference, a shallow parse, events, agreements,
attributions and claims. Every item carries offsets into the text as it was given.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from westphalia.ontology.types import Document, Span
from westphalia.reading import (
    abstentions,
    agreements,
    attributed,
    carried_years,
    chronicles,
    clauses,
    counted_dates,
    dated,
    datelines,
    dates,
    documents,
    firstperson,
    home,
    juntas,
    mentions,
    neighbours,
    ours,
    places,
    provisions,
    quotation_marks,
    results,
    retold,
    scope,
    speakers,
    speech_acts,
    sport,
    told_claims,
    told_events,
    voices,
)
from westphalia.reading.attribution import Attribution
from westphalia.reading.coreference import Discourse, Pairs
from westphalia.reading.deeds import Deeds
from westphalia.reading.drafts import Draft
from westphalia.reading.interviews import interview
from westphalia.reading.model.look import Look, look, see
from westphalia.reading.model.meant import Namings
from westphalia.reading.model.voiced import attributions, believed
from westphalia.reading.pronouns import Pronouns
from westphalia.reading.quotations import Quotations
from westphalia.reading.references import Reference, again, as_body
from westphalia.reading.sentences import LONGEST, cut, split
from westphalia.reading.spans import within
from westphalia.reading.syntax import Parse
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize
from westphalia.reading.told import Told
from westphalia.reading.units import units


def read_text(
    text: str,
    *,
    source: str = "text",
    title: str | None = None,
    published: date | None = None,
    published_source: str | None = None,
    language: str | None = "en",
    warnings: Sequence[str] = (),
    trained: bool = False,
    confidence: float | None = None,
) -> Document:
    """What a text says: sentences, actors, mentions, events, agreements, claims, voices.

    With `trained` the model reads too; without it the rules read alone. Events below `confidence` are not told; by
    default those below 0.5.

    `published` dates the text: it decides between people of one name, names the holders of offices («the Iranian
    president») and turns «on Friday» into a day, each marked as inferred. Without it none of this is guessed.
    """
    reading = _Reading(text, published, trained, confidence)
    reading.published_source = published_source
    for index, span in enumerate(reading.sentences):
        reading.sentence(index, span)
    reading.flush()
    reading.drafts = sorted((one for one in reading.drafts if not one.unnamed), key=lambda draft: draft.start)
    events, claims = retold.merge(text, reading.told.events, reading.told.claims)
    return Document(
        text=text,
        source=source,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        language=language,
        published=published,
        published_source=published_source if published is not None else None,
        sentences=reading.sentences,
        actors=results.actors(reading.references, reading.told.groups, published),
        mentions=results.mentions(reading.references),
        events=tuple(events),
        agreements=results.agreements(
            text,
            reading.drafts,
            events,
            [reading.times(draft.start, draft.end) for draft in reading.drafts],
            published,
        ),
        claims=tuple(claims),
        voices=voices.gather(
            [one for one in reading.heard if one.holder != "author"], reading.references, reading.quotations.loose()
        ),
        warnings=(*warnings, *_too_long(text, reading.sentences)),
    )


def _too_long(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """A warning where sentences were cut: what stands on the two sides of a cut is not read together."""
    number = cut(text, spans)
    what = "1 sentence is" if number == 1 else f"{number} sentences are"
    return (f"{what} longer than {LONGEST:,} characters and read in pieces: sides may be missing",) if number else ()


@dataclass(slots=True)
class _Sentence:
    """A sentence that has been parsed and waits for the end of a quotation."""

    index: int
    span: Span
    parse: Parse
    said: list[Attribution]
    quotes: list[int]
    met: speakers.People
    pairs: Pairs  # the two states that the text is about so far


class _Reading:
    """What has been read so far of one text."""

    def __init__(self, text: str, published: date | None, trained: bool, confidence: float | None = None) -> None:
        self.text = text
        self.published = published
        self.published_source: str | None = None
        self.heads = datelines.heads(text)
        self.entries = chronicles.entries(text, published)
        self.anchor: dates.When | None = None  # from which «the next day» counts
        self.trained = trained
        self.sentences = split(text)
        tokens, self.references = mentions.find(text, tokenize(text), published)
        self.told = Told(
            text, self.references, published, places.spoken_of(self.references), datelines.town(text, self.heads)
        )
        self.discourse = Discourse()
        self.pronouns = Pronouns()
        sporting = sport.of_text([text[span.start : span.end] for span in self.sentences])
        self.deeds = Deeds(self.references, confidence, sporting)
        self.drafts: list[Draft] = []
        self.heard: list[Attribution] = []
        self.waiting: list[_Sentence] = []
        self.namings: Namings | None = None  # which loads the model
        self.before: list[Parse] = []  # the last two sentences that the model has read
        self.asked = asked = interview(text)
        apart = sorted((*self.heads, *(asked.labels if asked is not None else ())))
        self.tokens = [token for token in tokens if not within(apart, token.start)]
        self.starts = [token.start for token in self.tokens]
        self.issuer = firstperson.issuer(text, self.references, asked)
        self.discourse.issued = documents.issuers(text, self.references, self.issuer)
        self.quotations = Quotations(
            text, self.references, asked, self.issuer.code if self.issuer is not None else None
        )
        told = (firstperson.of_people, firstperson.of_career, firstperson.of_town) if asked is None else ()
        found = (one for of in told if (one := of(text, self.references, self.quotations.quotes)) is not None)
        self.byline = firstperson.of_byline(text, self.references) or next(found, None)
        self.official = asked is not None and firstperson.official(text, asked)
        place = None if documents.joint(text) else home.of_dateline(text, self.heads, self.references)
        united = self.issuer is not None and ":" in (self.issuer.code or "")
        self.home = self.issuer if united else place or self.issuer
        office = documents.office(text)
        self.official_text = bool(office) and self.issuer is not None
        if self.issuer is not None and office:
            self.discourse.offices = {office: self.issuer}
        self.officers = home.officers_of(text, self.references)
        self.junta = juntas.of_text(text, self.references, published)
        self.provisions = provisions.opening(text, self.references, self.issuer)
        self.opening: Reference | None = None  # the state of the place that the paragraph speaks of («In Sofia …»)

    def sentence(self, index: int, span: Span) -> None:
        """Read one sentence; what it says is kept back while a quotation that it opened has no speaker yet."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        quotes = self.quotations.inside(span)
        marked = [self.quotations.quotes[q] for q in quotes]
        tokens = join_hyphens(self.tokens[first:last])
        if not any(token.text[0].isalpha() for token in tokens):
            return  # «3.» before a paragraph
        pairs = self.discourse.pairs_in_view()
        tokens = self.discourse.resolve(self.text, tokens, self.references, marked)
        if self.provisions is not None and span.start >= self.provisions[0]:
            tokens = provisions.implied(self.text, tokens, self.provisions[1], self.references)
        tag(tokens)
        parsed = clauses.parse(tokens)
        self.pronouns.resolve(parsed, self.references)
        if self.text.find("\n\n", self.waiting[-1].span.start if self.waiting else 0, span.start) >= 0:
            self.opening = None
        dated = [(a, b) for a, b in self.heads if span.start <= a < span.end]
        at = home.of_dateline(self.text, dated, self.references) if dated else None
        self.opening = at or home.of_opening(parsed, self.references) or self.opening
        united = self.home is not None and ":" in (self.home.code or "")
        at = self.home if united else self.opening or self.home
        before = self.waiting[-1].parse if self.waiting else None
        juntas.resolve(parsed, self.references, self.junta)
        here = self.opening is not None and at is self.opening
        home.resolve(parsed, self.references, at, before, not united, self.official_text, self.officers, here)
        in_view = self.discourse.pairs_in_view()
        neighbours.resolve(parsed, self.references, in_view)
        said = attributed.find(self.text, span.start, span.end, parsed, self.references, marked)
        said = abstentions.heard(self.text, said, parsed, self.references)
        met = speakers.people(self.text, span, parsed, self.references, marked)
        self.waiting.append(_Sentence(index, span, parsed, said, quotes, met, [*pairs, *in_view]))
        self.quotations.speak(quotes, said)
        if len(self.waiting) > 100 or (
            len(self.waiting) > 40 and not any(self.quotations.quotes[q][1] > span.end for q in quotes)
        ):
            self.flush()

    def flush(self) -> None:
        """Turn the sentences that wait into events, claims and voices."""
        if not self.waiting:
            return
        heard = [
            [*sentence.said, *(self.quotations.spoken(q) for q in sentence.quotes if q in self.quotations.speakers)]
            for sentence in self.waiting
        ]
        parses = [sentence.parse for sentence in self.waiting]
        together = self.discourse.issued if documents.joint(self.text) else ()
        spokesman = documents.document(self.text) and not together  # whose words may stand between quotation marks
        if self.issuer is None and not together:
            speaks = firstperson.spoken(parses, self.quotations.quotes) >= ours.FEWEST and self.asked is None
            at_home = self.home if speaks else None  # «BEIRUT — …», and then «our president»; not of who is asked there
            theirs: Sequence[Sequence[Attribution]] = [[] for _ in heard] if spokesman else heard
            self.issuer = self.byline or at_home or ours.country(parses, theirs, self.references)
            if self.home is None and self.issuer is not None:
                for parse in parses:  # «the president should reopen the border», in a comment by his countryman
                    home.resolve(parse, self.references, self.issuer)
        for sentence, said in zip(self.waiting, heard, strict=True):
            answers = self.asked is not None and self.asked.answers(sentence.span.start)
            own = together or ((self.issuer,) if self.issuer is not None else ())
            put = self.official and self.asked is not None and within(self.asked.questions, sentence.span.start)
            put = put and not scope.question(sentence.parse)  # what is only asked need not be so
            we = own if answers or put or self.asked is None else ()  # in the introduction «us» is the paper
            alone = answers and self.official
            firstperson.resolve(sentence.parse, said, self.references, we, sentence.pairs, alone, put, spokesman)
        looks = self._look()
        for sentence in self.waiting:
            self.quotations.meet(sentence.index, sentence.met)
            for one in sorted(sentence.said, key=lambda one: one.cue_start):
                self.quotations.same_speaker(one, sentence.index)
        for sentence, seen, following in zip(self.waiting, looks, [*parses[1:], None], strict=True):
            said = self.quotations.said_in(sentence.index, sentence.span, sentence.said, sentence.quotes)
            self.heard.extend(said)
            at_home = self.home or self.issuer
            proposals = seen.proposals if seen is not None else None
            found, more = self.deeds.of(sentence.parse, proposals, at_home.code if at_home else None, following)
            found = documents.outward(found, sentence.parse, self.references, self.discourse.issued)
            about = tuple(sentence.pairs[0]) if sentence.pairs else ()
            place, end = sentence.index, sentence.span.end
            agreements.find(self.text, place, end, sentence.parse, self.references, self.drafts, found, about)
            agreements.of_events(self.text, sentence.index, sentence.parse, found, self.references, self.drafts)
            whens = self.all_times(sentence)
            begin, opening = len(self.told.events), len(self.told.claims)
            asserted = units(sentence.parse, frozenset(one.verb for one in said if one.verb is not None))
            told_events.tell(self.told, sentence.index, [*found, *more], sentence.parse, said, whens, asserted)
            self.deeds.remember(self.told.events[begin:])
            first = len(self.told.claims)
            told_claims.tell(self.told, sentence.index, sentence.parse, said, whens, begin, asserted)
            if seen is not None:
                caused = any(claim.cause is not None for claim in self.told.claims[first:])
                self.told.claims[first:] = [
                    told_claims.sorted_by(seen, claim, caused) for claim in self.told.claims[first:]
                ]
            nominal = speech_acts.nominal(self.text, sentence.span, sentence.parse, self.references, said)
            for one in nominal:
                self.quotations.same_speaker(one, sentence.index)
                self.quotations.first_person(one, said)
            self.heard.extend(nominal)
            self.quotations.tell(sentence.index, nominal)
            told = told_claims.held_by_doer(self.told, self.told.claims[opening:], nominal, said, sentence.parse)
            self.told.claims[opening:] = told_claims.unframed(self.told, told_claims.merged(told), [*said, *nominal])
        self.quotations.forget_before(self.waiting[-1].index)
        self.waiting = []

    def _give_persons(self) -> None:
        """Give «he» and «she» that are a subject and still nobody the state or body of whoever spoke or acted last."""
        sentences = {sentence.index: sentence for sentence in self.waiting}
        told = [(sentence.index, sentence.met, sentence.said) for sentence in self.waiting]
        for index, at, meant in self.quotations.persons(told):
            token = next(token for token in sentences[index].parse.tokens if token.start == at)
            known = next((one for one in self.references if one.code == meant.code and one.role is None), None)
            if not token.actors and known is not None:
                self.references.append(as_body(again(known, token, "pronoun"), str(meant.code)))
                token.actors = (len(self.references) - 1,)
        for sentence in self.waiting:
            neighbours.resolve(sentence.parse, self.references, sentence.pairs)

    def _look(self) -> Sequence[Look | None]:
        """What the model sees in the sentences that wait; whom it hears is added to who was heard."""
        if not self.trained:
            self._give_persons()
            return [None] * len(self.waiting)
        parses = [sentence.parse for sentence in self.waiting]
        self.namings = self.namings or Namings()
        before = see(self.text, parses, self.references, self.namings, self.before)
        self.before = [*self.before, *parses][-2:]
        for sentence in self.waiting:
            speakers.name_holders(sentence.said, sentence.parse, self.references)
            people = [*sentence.met.acting, *sentence.met.named]
            speakers.name_holders(people, sentence.parse, self.references)
        self._give_persons()
        looks = look(parses, before, self.references)
        for sentence, seen in zip(self.waiting, looks, strict=True):
            if not seen.encoded.cut:
                kept = believed(sentence.said, seen.voices)
                self.quotations.forget([one for one in sentence.said if one not in kept])
                sentence.said = kept
            new = attributions(self.text, sentence.parse, self.references, seen.voices, sentence.said)
            new = abstentions.heard(self.text, new, sentence.parse, self.references)
            quotation_marks.quote(self.text, [self.quotations.quotes[q] for q in sentence.quotes], new)
            sentence.said += new
            self.quotations.speak(sentence.quotes, sentence.said)
        return looks

    def times(self, start: int, end: int) -> list[dates.When]:
        """The times named between two offsets, but for those of a dateline and «yesterday» in a quotation."""
        whens = dates.find(self.text, start, end, self.published, self.published_source)
        whens = [when for when in whens if not any(a <= when.start < b for a, b in self.heads)]
        return dated.said_on_the_day(whens, self.quotations.quotes)

    def all_times(self, sentence: _Sentence) -> list[dates.When]:
        """The times of a sentence with that of its entry in a chronicle, and those that count from others."""
        start, end = sentence.span.start, sentence.span.end
        named = chronicles.of_sentence(self.entries, sentence.span, self.times(start, end))
        named = carried_years.carried(self.text, start, end, named, self.anchor, self.published)
        whens = counted_dates.counted(self.text, start, end, named, self.anchor)
        if len(whens) > len(named):
            whens = dated.said_on_the_day(whens, self.quotations.quotes)
        if whens:
            self.anchor = counted_dates.anchor_of(whens, dated.of_reports(whens, sentence.parse))
        return whens
