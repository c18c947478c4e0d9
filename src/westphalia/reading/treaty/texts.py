"""A text that is a treaty, read as one: parties, articles, obligations, final clauses, signatures, and its events.

`complete` takes what the reader made of a text, whichever reader it was. Where the text is an agreement's own (title,
parties, «have agreed as follows», numbered provisions, signatures), the agreement gets what its articles say, and
events and claims follow gold/GUIDELINES.md, section 5: signing is SUPPORT between the parties, all undertakings
together are AGREE, one for each ordered pair (of up to four parties); finite recitals are claims of the parties;
provisions are no claims. Where a text only quotes articles, see `quotes`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from itertools import permutations

from westphalia.ontology.actions import quad_of, score
from westphalia.ontology.types import (
    UNRESOLVED,
    Agreement,
    Article,
    Document,
    Event,
    Obligation,
    Span,
    Status,
    Strength,
)
from westphalia.reading.agreement_nouns import YEAR, domains_in, kind_of
from westphalia.reading.places import country_of, on_day
from westphalia.reading.treaty import duties, quotes, recitals, signing
from westphalia.reading.treaty import parties as naming
from westphalia.reading.treaty import terms as final
from westphalia.reading.treaty.clauses import Opening
from westphalia.reading.treaty.layout import Layout, Part, Provision, lay_out, provisions
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.reflow import flowing, in_flow
from westphalia.reading.treaty.signing import Signing
from westphalia.reading.treaty.words import cue

_MOST_PAIRED = 4  # parties up to which acts are written out as pairs (guidelines, section 2.1)
_LONGEST = 2_000_000  # characters; a longer text is no treaty that anybody would read clause by clause


def complete(document: Document) -> Document:
    """The document with what its treaty text says; the same document where it holds none.

    >>> from westphalia.reading import read_text
    >>> text = (
    ...     "AGREEMENT BETWEEN CHILE AND PERU\\n\\nChile and Peru have agreed as follows:\\n\\nArticle 1\\n"
    ...     "Each Party shall inform the other of floods.\\n\\nArticle 2\\nPeru shall pay.\\n\\nDone at Arica."
    ... )
    >>> [(duty.by, duty.strength.value) for duty in read_text(text).agreements[0].obligations]
    [(('CHL', 'PER'), 'shall'), (('PER',), 'shall')]
    """
    if not _may_be_treaty(document.text):
        return document
    flowed = flowing(document)
    if flowed is None:
        return _completed(document)
    done = _completed(flowed[0])
    return document if done is flowed[0] else flowed[1].document(done)


def _completed(document: Document) -> Document:
    text = document.text
    layout = lay_out(text)
    if not is_treaty(text, layout):
        return quotes.complete(document)
    parties = naming.find(document, layout)
    if len(parties.codes) < 2:
        return replace(document, warnings=(*document.warnings, "a treaty text whose parties could not be placed"))
    signed = signing.signing(text, layout, parties)
    agreement = _agreement(document, layout, parties, signed)
    return _rewritten(document, layout, parties, signed, agreement)


def signed_on(text: str) -> date | None:
    """The day on which a treaty text says at its end that it was signed; None of any other text.

    >>> signed_on("PACT\\n\\nMali and Fiji agree as follows:\\n\\n1. Mali shall pay.\\n2. Fiji may visit.\\n\\n"
    ...           "Done at Suva, this 4th day of May 2019.")
    datetime.date(2019, 5, 4)
    """
    if not _may_be_treaty(text):
        return None
    text = in_flow(text)
    layout = lay_out(text)
    return signing.day_signed(text, layout) if is_treaty(text, layout) else None


def _may_be_treaty(text: str) -> bool:
    return len(text) <= _LONGEST and bool(cue("binds").search(text) and cue("instrument").search(text))


def is_treaty(text: str, layout: Layout) -> bool:
    """Is the text an agreement's own?

    At least two numbered provisions, one that binds, and two of: a title that names an instrument, «have agreed as
    follows» before them, a testimonium or signatures, «hereinafter …» or «the Parties».

    >>> is_treaty("The ministers met.", lay_out("The ministers met."))
    False
    """
    binding = sum(cue("binds").search(text, part.body, part.end) is not None for part in layout.articles)
    if len(layout.articles) < 2 or not binding:
        return False
    opening = text[: layout.articles[0].start]
    if len(opening) > 20_000 and layout.formula is None:
        return False
    collective = re.search(
        r"\b(?:[Hh]ereinafter|[Hh]ereafter)\b"
        r"|\((?:the )?[“\"‘'*]*(?:[A-Z]\w+ )?(?:Parties|Participants|Sides|States|Members)\b|"
        r"\b(?:Contracting|Signatory|High Contracting|States) (?:Parties|States)\b|\bCONTRACTING PARTIES\b",
        opening,
    )
    parties = re.search(r"\b(?:Parties|Party|Participants?|Contracting States?|Member States?|Sides?)\b", text)
    signs = (layout.title, layout.formula, layout.closing, collective or (parties if layout.formula else None))
    return sum(sign is not None for sign in signs) >= 2


def _agreement(document: Document, layout: Layout, parties: Parties, signed: Signing) -> Agreement:
    text = document.text
    articles = tuple(_article(text, part) for part in layout.parts)
    pieces: list[tuple[Provision, int | None]] = [
        (piece, i) for i, part in enumerate(layout.parts) for piece in provisions(text, part)
    ]
    if layout.closing is not None:
        pieces.append(
            (Provision(layout.closing.start, layout.closing.end), None)
        )  # languages and depositary may be there
    terms = final.terms(document, pieces)
    openings: dict[Span, Opening] = {}
    owed = [
        duty
        for piece, i in pieces
        if i is not None
        for duty in duties.duties(document, piece, parties, i, openings)
        if not any(span.start <= duty.start < span.end for span in terms.spans)
    ]
    span = layout.title or layout.formula or layout.preamble
    name = " ".join(text[span.start : span.end].split()) if layout.title else _instrument(text, layout)
    low = " ".join(text[span.start : span.end].lower().split())
    country, source = _place(signed, parties)
    return Agreement(
        name=name,
        parties=parties.codes,
        signatories=tuple(dict.fromkeys(one.name or one.title or one.text for one in signed.signers)),
        domains=_domains(low, articles, owed),
        status=_status(text, layout, signed),
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        sentence=_sentence_at(document, span.start),
        kind=kind_of(low),
        day=signed.day,
        day_source="stated" if signed.day else None,
        articles=articles,
        obligations=tuple(owed),
        entry_into_force=terms.entry_into_force,
        duration=terms.duration,
        renewal=terms.renewal,
        withdrawal=terms.withdrawal,
        signers=signed.signers,
        place=signed.place,
        place_source=source,
        place_country=country,
        depositary=terms.depositary,
        languages=signed.languages,
        binding=terms.binding,
    )


def _place(signed: Signing, parties: Parties) -> tuple[str | None, str | None]:
    """Country of the place of signature on that day, and how it is known; the parties are the states spoken of."""
    return on_day(*country_of(signed.place, parties.codes), signed.day) if signed.place else (None, None)


def _article(text: str, part: Part) -> Article:
    heading = " ".join(text[part.heading.start : part.heading.end].split()) if part.heading else None
    return Article(part.label, part.start, part.end, heading, part.chapter)


def _instrument(text: str, layout: Layout) -> str:
    """«this Treaty» where the text has no title."""
    named = re.search(
        r"\b(?:this|the present) (?P<name>[A-Z][a-z]+(?: of [A-Z][a-z]+)?)", text[layout.preamble.start :]
    )
    return named.group("name") if named else "Agreement"


def _domains(title: str, articles: tuple[Article, ...], duties: list[Obligation]) -> tuple[str, ...]:
    """The domains of the title, the headings, and what is to be done; what is only forbidden names none."""
    from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS

    found = set(domains_in(title))
    for article in articles:
        found.update(domains_in(article.heading or ""))
    for duty in duties:
        found.update(duty.domains if not duty.negated else ())
        found.update(("military",) if {"defence", "offence", "neutrality", "non-aggression"} & set(duty.kinds) else ())
    return tuple(domain for domain in (*DOMAINS, *EXTRA_DOMAINS) if domain in found)


def _status(text: str, layout: Layout, signed: Signing) -> Status:
    """Concluded where it says that it was signed or that the parties «have agreed»; a draft is planned."""
    head = text[: layout.articles[0].start]
    if cue("draft").search(head) or (
        layout.closing and cue("draft").search(text, layout.closing.start, layout.closing.end)
    ):
        return Status.PLANNED
    return Status.HAPPENED if signed.span is not None or layout.formula is not None else Status.PLANNED


def _sentence_at(document: Document, at: int) -> int:
    return max(0, bisect_right(document.sentences, at, key=lambda span: span.start) - 1)


# --- events, claims and other agreements of the text -----------------------------------------------------------------


def _signed_before(text: str, event: Event, layout: Layout) -> bool:
    """«This Protocol replaces the Convention which the Parties signed at Arica»: an older treaty, told as past."""
    if layout.closing is not None and event.start >= layout.closing.start:
        return False  # «(signed) Laila Nasser»
    past = event.action == "SUPPORT" and event.status is Status.HAPPENED
    return past and re.search(r"\b(?:signed|concluded)\b", text[event.start : event.end]) is not None


def _rewritten(document: Document, layout: Layout, parties: Parties, signed: Signing, agreement: Agreement) -> Document:
    """The document with the treaty's own events and claims, and those that the reader found in its recitals."""
    kept = [
        i
        for i, event in enumerate(document.events)
        if _of_recital(document.text, event.start, layout, parties) or _signed_before(document.text, event, layout)
    ]
    place = {old: new for new, old in enumerate(kept)}
    events = [replace(document.events[i], holder=parties.words) for i in kept]
    if agreement.status is Status.HAPPENED:
        events += _acts(document, parties, "AGREE", layout.formula or _first_owed(agreement), signed)
        events += _acts(document, parties, "SUPPORT", signed.span, signed)
    claims = [
        replace(
            claim,
            event=None if claim.event is None else place.get(claim.event),
            also=tuple(place[number] for number in claim.also if number in place),
        )
        for claim in document.claims
        if _of_recital(document.text, claim.start, layout, parties)
    ]
    claims = recitals.claims(document, layout, parties, claims)
    others = [
        found
        for found in document.agreements
        if _another(found) and (_of_recital(document.text, found.start, layout, parties) or _older(found, layout))
    ]
    return replace(
        document,
        title=document.title or (agreement.name if layout.title else None),
        events=tuple(events),
        claims=tuple(claims),
        agreements=(agreement, *others),
        voices=recitals.voices(document, parties, claims),
    )


def _operative(layout: Layout) -> int:
    return layout.formula.start if layout.formula else layout.articles[0].start


def _of_recital(text: str, at: int, layout: Layout, parties: Parties) -> bool:
    """Behind the naming of the parties and before «the Parties have agreed»: what the parties recall and hold."""
    operative = _operative(layout)
    clause = max(text.rfind(sign, 0, operative) for sign in ",;:.\n") + 1
    return (
        layout.preamble.start <= at < (clause if text[clause:operative].strip() else operative)
        and not parties.span.start <= at < parties.span.end
    )


def _older(found: Agreement, layout: Layout) -> bool:
    """Told in the articles as there already, and no duty («shall conclude no alliance»)."""
    return found.start >= _operative(layout) and found.status is Status.HAPPENED


def _another(found: Agreement) -> bool:
    """An older agreement that the text names: concluded, or with its year."""
    year = YEAR.search(found.text) is not None
    return len(found.parties) >= 2 and (year or found.status is not Status.HYPOTHETICAL)


def _first_owed(agreement: Agreement) -> Span | None:
    """The first duty of a treaty that nowhere says «have agreed as follows»: who signs it, agrees to it."""
    owed = (duty for duty in agreement.obligations if duty.strength is not Strength.MAY and duty.by)
    return next((Span(duty.start, duty.end) for duty in owed), None)


def _acts(document: Document, parties: Parties, action: str, span: Span | None, signed: Signing) -> list[Event]:
    """One event for each ordered pair of up to four parties; no row among more."""
    if span is None or len(parties.codes) > _MOST_PAIRED:
        return []
    verb = re.search(
        r"\b(?:agreed?|reached|decided|done|signed|concluded|made|propose|confirm)\b",
        document.text[span.start : span.end],
        re.I,
    )
    cue_span = Span(span.start + verb.start(), span.start + verb.end()) if verb else span
    own = action == "SUPPORT"
    country, source = _place(signed, parties) if own else (None, None)
    return [
        Event(
            actor=a,
            recipient=b,
            action=action,
            status=Status.HAPPENED,
            quad=quad_of(action),
            score=score(action),
            text=document.text[span.start : span.end],
            start=span.start,
            end=span.end,
            sentence=_sentence_at(document, span.start),
            cue=cue_span,
            actor_id=a,
            recipient_id=b,
            day=signed.day,
            day_source=None if signed.day is None else "stated" if own else "inferred: day of signature",
            place=signed.place if own else None,
            place_source=source,
            place_country=country,
        )
        for a, b in permutations((code for code in parties.codes if code != UNRESOLVED), 2)
    ]
