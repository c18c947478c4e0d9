"""Text in, `Document` out: the parts of the reader in their order, one sentence at a time.

Sentences, then mentions over the whole text, then for each sentence coreference, a shallow parse, events, agreements,
attributions and claims. Every item carries offsets into the text as it was given.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from westphalia.ontology.actions import quad_of, score
from westphalia.ontology.leaders import slug
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Agreement,
    Claim,
    ClaimKind,
    Document,
    Event,
    Factor,
    Mention,
    Span,
    Status,
    Teller,
)
from westphalia.reading import (
    agreements,
    attribution,
    claims,
    clauses,
    dated,
    datelines,
    dates,
    denials,
    events,
    firstperson,
    home,
    mentions,
    neighbours,
    places,
    sides,
    voices,
)
from westphalia.reading.agreements import domains_in
from westphalia.reading.attribution import Attribution
from westphalia.reading.coreference import Discourse
from westphalia.reading.counterparts import Counterparts
from westphalia.reading.factors import factor
from westphalia.reading.fiction import fictional
from westphalia.reading.interviews import interview
from westphalia.reading.model.join import LEAST, join
from westphalia.reading.model.look import Look, look
from westphalia.reading.model.voiced import attributions
from westphalia.reading.pronouns import Pronouns
from westphalia.reading.references import Reference
from westphalia.reading.sentences import split
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import words
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize
from westphalia.reading.units import Unit, units


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
    default those below 0.4, where F1 is best.

    `published` dates the text: it decides between people of one name, names the holders of offices («the Iranian
    president») and turns «on Friday» into a day, each marked as inferred. Without it none of this is guessed.
    """
    reading = _Reading(text, published, trained, confidence)
    reading.published_source = published_source
    for index, span in enumerate(reading.sentences):
        reading.sentence(index, span)
    reading.flush()
    return Document(
        text=text,
        source=source,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        language=language,
        published=published,
        published_source=published_source if published is not None else None,
        sentences=reading.sentences,
        actors=reading.actors(),
        mentions=reading.mentions(),
        events=tuple(reading.events),
        agreements=reading.agreements(),
        claims=tuple(reading.claims),
        voices=voices.gather(reading.heard, reading.references, reading.loose_quotes()),
        warnings=tuple(warnings),
    )


@dataclass(slots=True)
class _Sentence:
    """A sentence that has been parsed and waits for the end of a quotation."""

    index: int
    span: Span
    parse: Parse
    said: list[Attribution]
    quotes: list[int]


class _Reading:
    """What has been read so far of one text."""

    def __init__(self, text: str, published: date | None, trained: bool, confidence: float | None = None) -> None:
        self.text = text
        self.published = published
        self.published_source: str | None = None
        self.heads = datelines.heads(text)
        self.trained = trained
        self.least = confidence
        self.sentences = split(text)
        tokens, self.references = mentions.find(text, tokenize(text), published)
        self.spoken = places.spoken_of(self.references)
        self.tokens = tokens
        self.starts = [token.start for token in tokens]
        self.quotes = attribution.quotations(text)
        self.quote_starts = [a for a, _ in self.quotes]
        self.speakers: dict[int, Attribution] = {}  # by quotation
        self.discourse = Discourse()
        self.pronouns = Pronouns()
        self.drafts: list[agreements.Draft] = []
        self.events: list[Event] = []
        self.told: set[tuple[str | None, str | None, str | None, Status]] = set()  # what they tell
        self.claims: list[Claim] = []
        self.heard: list[Attribution] = []
        self.groups: dict[str, Actor] = {}
        self.quoted: tuple[int, Attribution] | None = None  # the last sentence with a quotation, and its speaker
        self.speaker: tuple[int, Attribution] | None = None  # the last sentence with a speaker, and who it was
        self.waiting: list[_Sentence] = []
        self.named: list[sides.Named] = []  # whom the last two sentences named
        self.counterparts = Counterparts()
        self.lately: list[list[events.Found]] = []  # the events of the last two sentences
        self.asked = interview(text)
        self.issuer = firstperson.issuer(text, self.references, self.asked)
        self.home = home.of_dateline(text, self.heads, self.references) or self.issuer

    def sentence(self, index: int, span: Span) -> None:
        """Read one sentence; what it says is kept back while a quotation that it opened has no speaker yet."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        quotes = self._quotes_in(span)
        marked = [self.quotes[q] for q in quotes]
        tokens = join_hyphens(self.tokens[first:last])
        if not any(token.text[0].isalpha() for token in tokens):
            return  # «3.» before a paragraph
        tokens = self.discourse.resolve(self.text, tokens, self.references, marked)
        tag(tokens)
        parsed = clauses.parse(tokens)
        self.pronouns.resolve(parsed, self.references)
        home.resolve(parsed, self.references, self.home)
        neighbours.resolve(parsed, self.references, self.discourse)
        said = attribution.find(self.text, span.start, span.end, parsed, self.references, marked)
        for one in said:
            self._same_speaker(one, index)
        agreements.find(self.text, index, span.end, parsed, self.references, self.drafts)
        self.waiting.append(_Sentence(index, span, parsed, said, quotes))
        self._speak(quotes, said)
        if len(self.waiting) > 100 or (
            len(self.waiting) > 40 and not any(self.quotes[q][1] > span.end for q in quotes)
        ):
            self.flush()

    def _spoken(self, q: int) -> Attribution:
        """A quotation as said by its speaker."""
        return replace(self.speakers[q], start=self.quotes[q][0], end=self.quotes[q][1], voice="quote")

    def _speak(self, quotes: list[int], said: list[Attribution]) -> None:
        for q in quotes:
            a, b = self.quotes[q]
            speaker = next((one for one in said if one.start < b and one.end > a), None)
            if speaker is not None:
                self.speakers.setdefault(q, speaker)

    def flush(self) -> None:
        """Turn the sentences that wait into events, claims and voices."""
        heard = [
            [*sentence.said, *(self._spoken(q) for q in sentence.quotes if q in self.speakers)]
            for sentence in self.waiting
        ]
        parses = [sentence.parse for sentence in self.waiting]
        if self.issuer is None:
            self.issuer = firstperson.own_country(parses, heard, self.references)
            if self.home is None and self.issuer is not None:
                for parse in parses:  # «the president should reopen the border», in a comment by his countryman
                    home.resolve(parse, self.references, self.issuer)
        for parse, said in zip(parses, heard, strict=True):
            firstperson.resolve(parse, said, self.references, self.issuer)
        looks = self._look()
        for sentence, seen in zip(self.waiting, looks, strict=True):
            said = self._quoted(sentence)
            self.heard.extend(said)
            found = events.find(sentence.parse, self.references)
            here = sides.complete(found, sentence.parse, self.named, self.references)
            self.named = [here, *self.named[:1]]
            found = self.counterparts.complete(found, sentence.parse, here, self.references)
            if seen is not None:
                least = LEAST if self.least is None else self.least
                found = join(found, seen.proposals, sentence.parse, self.references, least)
            elif self.least is not None:
                found = [event for event in found if event.confidence >= self.least]
            denied = denials.of_before(sentence.parse, self.lately, self.references)
            self.lately = [denials.ending(found, sentence.parse), *self.lately[:1]]
            found = [*found, *denied]
            whens = self._times(sentence.span.start, sentence.span.end)
            begin = len(self.events)
            asserted = units(sentence.parse, frozenset(one.verb for one in said if one.verb is not None))
            self._events(sentence.index, found, sentence.parse, said, whens, asserted)
            self.counterparts.remember(self.events[begin:], here)
            first = len(self.claims)
            self._claims(sentence.index, sentence.parse, said, whens, begin, asserted)
            if seen is not None:
                caused = any(claim.cause is not None for claim in self.claims[first:])
                self.claims[first:] = [_sorted_by(seen, claim, caused) for claim in self.claims[first:]]
        self.waiting = []

    def _look(self) -> Sequence[Look | None]:
        """What the model sees in the sentences that wait; whom it hears is added to who was heard."""
        if not self.trained:
            return [None] * len(self.waiting)
        looks = look(self.text, [sentence.parse for sentence in self.waiting], self.references)
        for sentence, seen in zip(self.waiting, looks, strict=True):
            sentence.said += attributions(self.text, sentence.parse, self.references, seen.voices, sentence.said)
            self._speak(sentence.quotes, sentence.said)
        return looks

    def _times(self, start: int, end: int) -> list[dates.When]:
        """The times named between two offsets, but for those of a dateline and «yesterday» in a quotation."""
        whens = dates.find(self.text, start, end, self.published, self.published_source)
        whens = [when for when in whens if not any(a <= when.start < b for a, b in self.heads)]
        return dated.said_on_the_day(whens, self.quotes)

    # --- events ------------------------------------------------------------------------------------------------------

    def _events(
        self,
        index: int,
        found: list[events.Found],
        parsed: Parse,
        said: list[Attribution],
        whens: list[dates.When],
        asserted: list[Unit],
    ) -> None:
        told: set[tuple[int, frozenset[str | None]]] = set()
        named = places.find(parsed, self.references, self.text, self.spoken)
        nouns = {k for one in found for k in range(one.cue_first, one.cue_last) if parsed.tag(k) == "N"}
        for one in found:
            tokens = parsed.tokens
            start, end = tokens[one.first].start, tokens[one.last - 1].end
            cue = Span(tokens[one.cue_first].start, tokens[max(one.cue_first, one.cue_last - 1)].end)
            start, end = min(start, cue.start), max(end, cue.end)
            actor = self.references[one.actor] if one.actor is not None else None
            recipient = self.references[one.recipient] if one.recipient is not None else None
            holder = _holder(said, cue.start)
            status = _as_told(one, parsed, holder, actor.code if actor else None)
            words_of_cue = one.cue_first, max(one.cue_first, one.cue_last - 1)
            when = dated.day_of(whens, words_of_cue, parsed, status, self.published)
            sides = one.actor, one.recipient
            place = places.place_of(named, words_of_cue, one.cue.action, sides, nouns, parsed)
            told_on = when.day if when else self.published
            country, whence = places.on_day(place.country, place.source, told_on) if place else (None, None)
            number = len(self.events)
            hit = _hit_there(one, actor, country)
            if one.alone and self._told_before(actor, one.cue.action, recipient, status):
                continue  # the model sees an event wherever it is only spoken of again
            event = Event(
                actor=actor.code if actor else None,
                recipient=recipient.code if recipient else hit,
                action=one.cue.action,
                status=status,
                quad=quad_of(one.cue.action),
                score=score(one.cue.action, one.cue.mode),
                text=self.text[start:end],
                start=start,
                end=end,
                sentence=index,
                cue=cue,
                actor_id=actor.actor_id if actor else None,
                recipient_id=recipient.actor_id if recipient else hit,
                mode=one.cue.mode,
                domains=domains_in(self.text[start:end]),
                contexts=one.cue.contexts,
                day=when.day if when else None,
                day_source=when.source if when else None,
                place=self.text[place.start : place.end] if place else None,
                place_source=whence,
                place_country=country,
                holder=holder.holder if holder else "author",
                confidence=one.confidence,
                inferred=one.inferred or ("recipient: the state where it was done" if hit else None),
            )
            self.events.append(event)
            self.told.add((event.actor, event.action, event.recipient, event.status))
            pair = (cue.start, frozenset((event.actor, event.recipient)))
            if status in (Status.HAPPENED, Status.DENIED) and pair not in told:
                told.add(pair)
                self._event_claim(
                    event, number, holder, said, when, whens, _around(asserted, parsed, cue.start, holder)
                )

    def _told_before(self, actor: Reference | None, action: str, recipient: Reference | None, status: Status) -> bool:
        return (actor.code if actor else None, action, recipient.code if recipient else None, status) in self.told

    def _event_claim(
        self,
        event: Event,
        number: int,
        holder: Attribution | None,
        said: list[Attribution],
        when: dates.When | None,
        whens: list[dates.When],
        around: tuple[int, int] | None,
    ) -> None:
        start, end = around or (event.start, event.end)
        bound = when or dated.inside(whens, start, end)
        self.claims.append(
            self._held(
                Claim(
                    kind=ClaimKind.EVENT,
                    holder="author",
                    text=self.text[start:end],
                    start=start,
                    end=end,
                    sentence=event.sentence,
                    actors=tuple(code for code in (event.actor, event.recipient) if code is not None),
                    action=event.action,
                    quad=event.quad,
                    status=event.status,
                    measure="event",
                    first_day=bound.first if bound else None,
                    last_day=bound.last if bound else None,
                    event=number,
                ),
                holder,
                said,
            )
        )

    # --- claims ------------------------------------------------------------------------------------------------------

    def _claims(
        self,
        index: int,
        parsed: Parse,
        said: list[Attribution],
        whens: list[dates.When],
        begin: int,
        asserted: list[Unit],
    ) -> None:
        for draft in claims.find(parsed, self.references, asserted):
            anchor = parsed.tokens[parsed.verbs[draft.verb].main].start
            holder = _holder(said, anchor)
            start, end = _held_part(draft.start, draft.end, holder)
            bound = dated.inside(whens, start, end)
            inside = [i for i in range(begin, len(self.events)) if start <= self.events[i].cue.start < end]
            if draft.kind is ClaimKind.EVALUATION and any(self.events[i].status is Status.HAPPENED for i in inside):
                continue  # the event claim says it already
            linked = inside[0] if inside and draft.kind in (ClaimKind.RECOMMENDATION, ClaimKind.FORECAST) else None
            deed = self.events[linked] if linked is not None else None
            if draft.kind is None:
                framed = any(start <= one.cue_start < end and one.start >= end for one in said)
                if framed or any(self.events[i].status in (Status.HAPPENED, Status.DENIED) for i in inside):
                    continue  # «The fear is that …» asserts nothing of its own; an event claim says it already
                draft.kind = _unsorted(self.text[start:end])
            codes = (code for i in inside for code in (self.events[i].actor, self.events[i].recipient) if code)
            actors = draft.actors or (tuple(dict.fromkeys(codes)) if deed else ())
            self.claims.append(
                self._held(
                    Claim(
                        kind=draft.kind,
                        holder="author",
                        text=self.text[start:end],
                        start=start,
                        end=end,
                        sentence=index,
                        hedge=draft.hedge,
                        actors=actors,
                        action=deed.action if deed else None,
                        quad=deed.quad if deed else None,
                        status=draft.status,
                        measure=draft.measure,
                        direction=draft.direction,
                        first_day=bound.first if bound else None,
                        last_day=bound.last if bound else None,
                        event=linked,
                        cause=Span(*draft.cause) if draft.cause else None,
                        effect=Span(*draft.effect) if draft.effect else None,
                        polarity=draft.polarity,
                        causing=self._factor(parsed, draft.cause, begin),
                        caused=_related(self._factor(parsed, draft.effect, begin), draft.relation),
                        booster=draft.booster,
                        loaded=_loaded(self.text[start:end]),
                    ),
                    holder,
                    said,
                )
            )
        for one in said:
            if (
                not any(c.sentence == index and one.start <= c.start < one.end for c in self.claims[-12:])
                and one.end - one.start > 12
                and one.cue
                and not self.text[one.start : one.end + 1].rstrip('”"» ').endswith("?")
            ):
                self.claims.append(
                    self._held(
                        Claim(
                            kind=_unsorted(self.text[one.start : one.end]),
                            holder="author",
                            text=self.text[one.start : one.end],
                            start=one.start,
                            end=one.end,
                            sentence=index,
                            actors=self._codes_in(parsed, one.start, one.end),
                        ),
                        one,
                        said,
                    )
                )

    def _factor(self, parsed: Parse, span: tuple[int, int] | None, begin: int) -> Factor | None:
        return factor(parsed, self.references, span, self.events[begin:]) if span is not None else None

    def _codes_in(self, parsed: Parse, start: int, end: int) -> tuple[str, ...]:
        codes = (self.references[i].code for token in parsed.tokens if start <= token.start < end for i in token.actors)
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def _held(self, claim: Claim, holder: Attribution | None, said: list[Attribution]) -> Claim:
        if holder is None:
            return claim
        actor_id = self._holder_id(holder)
        denied = re.match(r"(?:has |have |had )?den(?:y|ies|ied)", holder.cue.lower()) is not None
        return replace(
            claim,
            status=Status.DENIED if denied else claim.status,
            holder=holder.holder,
            holder_id=actor_id,
            holder_code=holder.code,
            holder_span=Span(holder.holder_start, holder.holder_end),
            voice=holder.voice,
            cue=holder.cue,
            hedge=claim.hedge or holder.hedge,
            through=_through(holder, claim.start, said),
        )

    def _holder_id(self, holder: Attribution) -> str | None:
        if holder.reference is not None:
            return self.references[holder.reference].actor_id
        if holder.code is None:
            return None
        actor_id = f"{holder.code}/{slug(holder.holder)[:60]}"
        self.groups.setdefault(actor_id, Actor(actor_id, holder.holder, ActorKind.GROUP, holder.code))
        return actor_id

    # --- quotations --------------------------------------------------------------------------------------------------

    def _quotes_in(self, span: Span) -> list[int]:
        first = max(0, bisect_right(self.quote_starts, span.start) - 1)
        found = []
        for q in range(first, len(self.quotes)):
            a, b = self.quotes[q]
            if a >= span.end:
                break
            if b > span.start:
                found.append(q)
        return found

    def _quoted(self, sentence: _Sentence) -> list[Attribution]:
        """The attributions of a sentence, with its quotations given to whoever speaks them in another sentence."""
        said = list(sentence.said)
        for q in sentence.quotes:
            a, b = self.quotes[q]
            begin, stop = max(a, sentence.span.start), min(b, sentence.span.end)
            if stop <= begin or any(one.start < stop and one.end > begin for one in said):
                continue
            speaker = self.speakers.get(q) or next((one for one in said if one.voice == "quote"), None)
            opens = a <= sentence.span.start + 1
            if speaker is None and opens and self.quoted is not None and self.quoted[0] >= sentence.index - 1:
                speaker = self.quoted[1]  # a sentence of nothing but quotation goes on with the speaker before
            if speaker is not None and (len(self.text[begin:stop].split()) >= 3 or opens):
                self.speakers.setdefault(q, speaker)
                said.append(replace(speaker, start=begin, end=stop, voice="quote", verb=None, hedge=None))
        for one in said:
            if one.voice == "quote":
                self.quoted = sentence.index, one
        asked = self.asked
        if asked is not None and sentence.span.start >= asked.start:
            said.append(
                Attribution(
                    sentence.span.start,
                    sentence.span.end,
                    asked.holder,
                    asked.holder_start,
                    asked.holder_end,
                    "",
                    0,
                    voice="quote",
                )
            )
        return said

    def _same_speaker(self, one: Attribution, index: int) -> None:
        """«He said» right after somebody spoke, where «he» is nobody the text has named: the same speaker."""
        unknown = one.holder.lower() in ("he", "she", "they", "it") and one.reference is None
        before = self.speaker
        if unknown and before is not None and before[0] >= index - 2:
            one.holder, one.code, one.members = before[1].holder, before[1].code, before[1].members
            one.reference = before[1].reference
        elif not unknown:
            self.speaker = index, one

    def loose_quotes(self) -> int:
        """Quotations of at least five words that nobody is given."""
        return sum(q not in self.speakers and len(self.text[a:b].split()) >= 5 for q, (a, b) in enumerate(self.quotes))

    # --- results -----------------------------------------------------------------------------------------------------

    def mentions(self) -> tuple[Mention, ...]:
        """Every mention in text order."""
        made = [Mention(r.start, r.end, r.text, r.actor_id, r.how, r.inferred) for r in self.references]
        return tuple(sorted(made, key=lambda m: (m.start, m.end)))

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that is mentioned or holds a claim, in order of first mention."""
        from westphalia.errors import UnknownActor
        from westphalia.ontology.actors import actor as known_actor

        found: dict[str, Actor] = {}
        for reference in self.references:
            if reference.actor_id in found:
                continue
            try:
                known = known_actor(reference.actor_id, self.published)
            except UnknownActor:
                known = Actor(
                    reference.actor_id, reference.name, reference.kind, reference.code, reference.sector, reference.role
                )
            found[reference.actor_id] = known
        return (*found.values(), *(group for key, group in self.groups.items() if key not in found))

    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements in order of their definition."""
        made = []
        for draft in self.drafts:
            when = dated.day_of_agreement(self._times(draft.start, draft.end), draft.status, self.published)
            told = dated.signing_of(self.events, draft.sentence, draft.parties)
            day, day_source = (told.day, told.day_source) if told and not when else (None, None)
            if when is not None:
                day, day_source = when.day, when.source
            made.append(
                Agreement(
                    name=draft.name,
                    parties=draft.parties,
                    signatories=draft.signatories,
                    domains=draft.domains,
                    status=draft.status,
                    text=self.text[draft.start : draft.end],
                    start=draft.start,
                    end=draft.end,
                    sentence=draft.sentence,
                    kind=draft.kind,
                    day=day,
                    day_source=day_source,
                    place=told.place if told else None,
                    place_source=told.place_source if told else None,
                    place_country=told.place_country if told else None,
                )
            )
        return tuple(made)


def _hit_there(one: events.Found, actor: Reference | None, country: str | None) -> str | None:
    """«struck a depot near Saratov»: an attack that names no victim is one on the state whose place it names."""
    if one.recipient is not None or actor is None or one.cue.action != "ASSAULT" or country == actor.code:
        return None
    return country


def _sorted_by(seen: Look, claim: Claim, caused: bool) -> Claim:
    """The claim with the kind that the model sees in it, where no cue has given it what a test could look at.

    Where the sentence's cause is found (`caused`), the rest of what it says is no cause of its own. A judgement by a
    value word stays one: it can never be tested.
    """
    if claim.event is not None or claim.measure is not None or claim.cause is not None:
        return claim
    if claim.kind is ClaimKind.EVALUATION and _unsorted(claim.text) is ClaimKind.EVALUATION:
        return claim
    kind = seen.kind(claim.start, claim.end)
    if kind is None or kind is claim.kind or (caused and kind is ClaimKind.CAUSE):
        return claim
    status = (
        Status.URGED if kind is ClaimKind.RECOMMENDATION else None if claim.status is Status.URGED else claim.status
    )
    return replace(claim, kind=kind, status=status, direction=None)


def _related(caused: Factor | None, relation: int | None) -> Factor | None:
    """«unites B and C» is about the relations of B and C, as «brings B and C closer» is."""
    if caused is None or relation is None or caused.measure is not None:
        return caused
    return replace(caused, measure="relations", direction=relation or None)


def _loaded(content: str) -> tuple[str, ...]:
    """The words of a claim that take sides rather than tell («regime», «so-called»), in order."""
    low = (word.strip("«»\"'“”‘’.,;:!?()").lower() for word in content.split())
    return tuple(dict.fromkeys(word for word in low if word in words("loaded_words", "word")))


def _unsorted(content: str) -> ClaimKind:
    """The kind of reported content that no cue sorts: a value judgement where it has such a word, else a state."""
    low = {word.strip("«»\"'.,;:!?").lower() for word in content.split()}
    return ClaimKind.EVALUATION if low & words("value_words", "word") else ClaimKind.STATE


_EXPECTS = re.compile(r"(?:expect|predict|forecast|believe|think|reckon|speculate|suspect|suggest)", re.I)


def _as_told(one: events.Found, parsed: Parse, holder: Attribution | None, actor: str | None) -> Status:
    """What fiction tells has not happened; what others expect of an actor, it has not planned."""
    status = one.status
    if status is Status.HAPPENED and fictional(parsed, one.cue_first, one.cue.action):
        return Status.HYPOTHETICAL
    if status is Status.PLANNED and holder is not None and holder.code != actor and _EXPECTS.match(holder.cue):
        return Status.HYPOTHETICAL
    return status


def _around(asserted: list[Unit], parsed: Parse, at: int, holder: Attribution | None) -> tuple[int, int] | None:
    """The characters of the claim around an offset: its unit, as far as it is its holder's."""
    for unit in asserted:
        start, end = parsed.tokens[unit.first].start, parsed.tokens[unit.last - 1].end
        if start <= at < end:
            return _held_part(start, end, holder)
    return None


def _held_part(start: int, end: int, holder: Attribution | None) -> tuple[int, int]:
    if holder is not None and start < holder.start < end:
        start = holder.start
    if holder is not None and start < holder.end < end:
        end = holder.end
    return start, end


def _through(holder: Attribution, at: int, said: list[Attribution]) -> tuple[Teller, ...]:
    """Those who tell that the holder says it, outermost first: whose content holds the holder's own frame."""
    outer = [
        one
        for one in said
        if one.holder_start != holder.holder_start
        and one.start <= at < one.end
        and one.start <= holder.cue_start < one.end
        and one.end - one.start > holder.end - holder.start
    ]
    outer.sort(key=lambda one: one.start - one.end)
    return tuple({one.holder: Teller(one.holder, one.code, one.cue) for one in outer if one.cue}.values())


def _holder(said: list[Attribution], at: int) -> Attribution | None:
    """Who speaks at an offset: the innermost attribution that covers it."""
    covering = [one for one in said if one.start <= at < one.end]
    return min(covering, key=lambda one: one.end - one.start, default=None)
