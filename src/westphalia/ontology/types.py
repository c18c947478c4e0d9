"""The things Westphalia speaks of, and their closed lists.

Every room exchanges these values and nothing looser. They are frozen: a reader builds them, everyone after it reads
them. Offsets are code points into `Document.text`, end exclusive. `to_dict()` of any of them is plain JSON data.
Field names follow PLOVER's data format (PLOVER manual, chapter «Data format») where it has one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

# A record names an actor by ISO 3166-1 alpha-3 (or the code of a state that is gone, see states.csv), by
# «IGO:…» for organisations, or by one of these two.
NO_COUNTRY = "---"  # the source names an actor that belongs to no country («Unspecified actor», «Africa»)
UNRESOLVED = "???"  # the source names an actor that Westphalia could not place


class Status(StrEnum):
    """How real the text says an event is; only `HAPPENED` is ever counted as having happened."""

    HAPPENED = "happened"
    PLANNED = "planned"
    URGED = "urged"
    FEARED = "feared"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class ClaimKind(StrEnum):
    """What sort of thing is asserted; each kind has its own test against the record."""

    EVENT = "event"
    STATE = "state"
    COMPARISON = "comparison"
    TREND = "trend"
    CAUSE = "cause"
    FORECAST = "forecast"
    RECOMMENDATION = "recommendation"
    EVALUATION = "evaluation"


class Verdict(StrEnum):
    """What a test of a claim may answer; see the rules of evidence in docs/evidence.md."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    NOT_ENOUGH_RECORD = "not enough record"
    NOT_TESTABLE = "not testable"


class Quad(StrEnum):
    """PLOVER's four classes of action (manual, «Quad categories in PLOVER»)."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"

    @property
    def cooperative(self) -> bool:
        """True for the two cooperative classes."""
        return self in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)

    @property
    def number(self) -> int:
        """PLOVER's number of the class, 1 to 4."""
        return list(Quad).index(self) + 1


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    ORGANISATION = "organisation"  # of states: UN, EU, NATO
    PERSON = "person"
    INSTITUTION = "institution"  # of one state: the Kremlin, the Pentagon
    GROUP = "group"  # armed groups, parties, movements, «analysts advising …»


class Strength(StrEnum):
    """How strongly a clause of an agreement binds, by its words; see docs/reading.md, «Treaty texts»."""

    SHALL = "shall"  # shall, must, undertake to, agree to, are bound to; with a negation, also «may not»
    WILL = "will"
    MAY = "may"  # a right or a permission
    INTEND = "intend"  # intend, endeavour, strive, «shall seek to», should


class _Plain:
    """Gives a dataclass `to_dict()`: nested plain data, dates as ISO 8601, enums as their text."""

    def to_dict(self) -> dict[str, Any]:
        """This value as JSON data (dicts, lists, strings, numbers, booleans and None)."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, _Plain):
        return value.to_dict()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Span(_Plain):
    """A stretch of `Document.text`: code points `start` to `end`, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Actor(_Plain):
    """Somebody who acts in world politics.

    `id` is the record code for states («RUS») and organisations («IGO:NATO»), and code + slug for whoever acts for
    one («RUS/vladimir-putin», «USA/pentagon»). `code` is always the record code: what the record counts it under.
    `sector` is PLOVER's («GOV», «MIL», «LEG», …). `unverified` marks a fact that no table confirms (see leaders.csv).
    """

    id: str
    name: str
    kind: ActorKind
    code: str | None
    sector: str | None = None
    role: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class Mention(_Plain):
    """A place in the text that refers to an actor.

    `how` is name, demonym, capital, institution, title, pronoun, group or implied (the verb of a provision, whose
    subject stands only on top of the text).
    `inferred` is None where the text names the actor, else the reason («coreference with …», «holder of the office
    on …»).
    """

    start: int
    end: int
    text: str
    actor_id: str
    how: str
    inferred: str | None = None


@dataclass(frozen=True)
class Event(_Plain):
    """Who did what to whom, as the text tells it.

    `actor` and `recipient` are record codes (None where the text leaves the side open), `actor_id` and `recipient_id`
    the finer ids. `action` is PLOVER's, None for a statement. `start`/`end` bound the clause it was read from,
    `cue` the words that carry the action. `day` and `place` (as worded) are None unless the text gives them; where the
    day, or the country of the place (`place_country`, a record code, None for seas and what is disputed), was inferred,
    `day_source`/`place_source` says from what («inferred: article date»), else «stated».
    `inferred` says which side the clause leaves out and from what it is taken.
    """

    actor: str | None
    recipient: str | None
    action: str | None
    status: Status
    quad: Quad | None
    score: float | None
    text: str
    start: int
    end: int
    sentence: int
    cue: Span
    actor_id: str | None = None
    recipient_id: str | None = None
    mode: str | None = None
    domains: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    day: date | None = None
    day_source: str | None = None
    place: str | None = None
    place_source: str | None = None
    place_country: str | None = None
    holder: str = "author"
    confidence: float | None = None
    inferred: str | None = None


@dataclass(frozen=True)
class Article(_Plain):
    """A numbered part of an agreement's text, as worded: `label` («Article 5», «§ 3», «II.», «Annex A»), its heading
    and its `chapter` where it has them. `start`/`end` bound all of it, label included."""

    label: str
    start: int
    end: int
    heading: str | None = None
    chapter: str | None = None


@dataclass(frozen=True)
class Obligation(_Plain):
    """One duty (or right) in an agreement's text.

    `by` are the record codes of the parties that owe it (empty where a body does that is no party), `bearer` the words
    for them («Neither Party»); `inferred` says why, where the text names no doer. `negated` is a duty not to do.
    `kinds` are those of ATOP (defence, offence, neutrality, non-aggression, consultation), `domains` those its words
    name. `condition` bounds when it holds («if either Party is attacked»), `cue` the words that bind, `start`/`end` the
    clause; `article` is the index into `Agreement.articles`.
    """

    by: tuple[str, ...]
    bearer: str
    strength: Strength
    negated: bool
    text: str
    start: int
    end: int
    sentence: int
    cue: Span
    kinds: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    condition: Span | None = None
    article: int | None = None
    inferred: str | None = None


@dataclass(frozen=True)
class Term(_Plain):
    """A final clause: when an agreement enters into force, how long it lasts, how it is renewed or left.

    `kind` is, for the entry into force: signature, ratification, exchange of ratifications, deposit, notification,
    date; for the duration: fixed, until, indefinite; for the renewal: automatic, by agreement; for the withdrawal:
    notice, at any time, under a condition. `period` and `notice` are ISO 8601 durations («P5Y», «P6M»; the period of a
    withdrawal is how long must have passed before it), `count` the number of instruments that a deposit needs, `day` a
    day that is stated.
    """

    kind: str
    text: str
    start: int
    end: int
    sentence: int
    period: str | None = None
    notice: str | None = None
    count: int | None = None
    day: date | None = None
    article: int | None = None


@dataclass(frozen=True)
class Signer(_Plain):
    """Who put a name to an agreement: the side (a record code), the name and the title, as far as the text has them."""

    code: str | None
    name: str | None
    title: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Agreement(_Plain):
    """An agreement between parties (record codes), who signed it (names), and the domains of cooperation it covers.

    From `articles` on, the fields are filled where the text is the agreement's own or quotes its articles. `binding` is
    False where the text says that it makes no legal obligations, True where it says that it does, else None.
    """

    name: str
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    domains: tuple[str, ...]
    status: Status
    text: str
    start: int
    end: int
    sentence: int
    kind: str | None = None  # «strategic partnership», «defence pact», «ceasefire», …
    day: date | None = None
    day_source: str | None = None
    articles: tuple[Article, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    entry_into_force: Term | None = None
    duration: Term | None = None
    renewal: Term | None = None
    withdrawal: Term | None = None
    signers: tuple[Signer, ...] = ()
    place: str | None = None  # where it was signed, as worded
    place_source: str | None = None
    place_country: str | None = None
    depositary: str | None = None  # as worded
    languages: tuple[str, ...] = ()  # of its authentic texts
    binding: bool | None = None


@dataclass(frozen=True)
class Factor(_Plain):
    """What a cause or an effect is about: who acts on whom (record codes), with which PLOVER action where one is told,
    and the measure that it bears on (relations, cooperation, conflict, alignment) with the way it goes (+1 closer).

    Of «pressure by A on B and C» A acts and B and C are acted upon; of «brings B and C closer» B and C are the actors
    and relations go up.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    action: str | None = None
    measure: str | None = None
    direction: int | None = None


@dataclass(frozen=True)
class Teller(_Plain):
    """One through whom a claim reaches the text: as worded, with record code and words («said that») where known."""

    name: str
    code: str | None
    cue: str


@dataclass(frozen=True)
class Claim(_Plain):
    """What somebody asserts.

    `holder` is «author» or the holder as the text words it («Analysts advising President Trump»); `holder_id` and
    `holder_code` are set where it resolves to an actor or at least to a country. `start`/`end` bound the content.
    `cue` is the attribution («assert that»), `hedge` the softening («looks like»), `voice` says how it reaches the
    text: «author», «paraphrase» or «quote».

    What a test needs: `actors` (record codes, doer first), `action` or `quad`, `status`, `measure` (relations,
    cooperation, conflict, alignment, event), `direction` (+1 more, -1 less, 0 the same), `first_day`/`last_day`
    where the text bounds the time, `event` (index into `Document.events`), and for causes `cause`, `effect` and
    `polarity` (+1 raises the effect, -1 lowers it, 0 leaves it), with `causing` and `caused`: who and what the two are
    about. `also` are the other events that its words tell («A, B and C met D»), and that of asking or charging where it
    is what somebody asks or charges; each is tested too.

    `through` are those who tell what the holder asserts, outermost first («X said that Y believes …»: Y holds it,
    through X). `booster` is what makes the claim stronger («clearly», «beyond doubt»), `loaded` its words that judge
    («regime», «so-called»).
    """

    kind: ClaimKind
    holder: str
    text: str
    start: int
    end: int
    sentence: int
    voice: str = "author"
    holder_id: str | None = None
    holder_code: str | None = None
    holder_span: Span | None = None
    cue: str | None = None
    hedge: str | None = None
    actors: tuple[str, ...] = ()
    action: str | None = None
    quad: Quad | None = None
    status: Status | None = None
    measure: str | None = None
    direction: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    event: int | None = None
    cause: Span | None = None
    effect: Span | None = None
    polarity: int | None = None
    causing: Factor | None = None
    caused: Factor | None = None
    through: tuple[Teller, ...] = ()
    booster: str | None = None
    loaded: tuple[str, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def said(self) -> tuple[object, ...]:
        """What is the same in claims that say one thing and differ in what is tested of it: a pair, a deed, a cause."""
        return self.sentence, self.text, self.holder, self.voice, self.cue, self.status is Status.DENIED


@dataclass(frozen=True)
class Voice(_Plain):
    """One who is heard in the text: how often in direct quotation, how often in paraphrase."""

    name: str
    code: str | None
    quoted: int
    paraphrased: int


@dataclass(frozen=True)
class Dropped(_Plain):
    """What a reader was given and did not keep: `what` (event, claim, …), why, and how often."""

    what: str
    why: str
    count: int


@dataclass(frozen=True)
class ReadBy(_Plain):
    """Which reader made a document («model», «rules», «llm»), in which version of the program, with which model.

    A reader that asks a service says what it dropped of the answers (see docs/llm.md), how many requests it made
    and how many tokens they took, None where the service did not count; `price` is in the currency of the prices that
    the user gave, else None.
    """

    name: str
    version: str
    model: str | None = None
    dropped: tuple[Dropped, ...] = ()
    requests: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    price: float | None = None


@dataclass(frozen=True)
class Document(_Plain):
    """A text and what was read in it. `sha256` is of the UTF-8 text, and is the document's identity in a record."""

    text: str
    source: str
    sha256: str
    title: str | None = None
    language: str | None = None
    published: date | None = None
    published_source: str | None = None  # «metadata», «dateline»; None with `published`
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    claims: tuple[Claim, ...] = ()
    voices: tuple[Voice, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    read_by: ReadBy | None = None

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Document:
        """The document whose `to_dict` gave `plain` (in a bundle's brief.json). Raises `DataError` for other data."""
        from westphalia.ontology.restore import restore

        return restore(cls, plain)

    def each(self, claim: Claim) -> Iterator[Claim]:
        """A claim of this document, and then it as one of each further event that its words tell.

        The event that somebody asks or charges, which the words before the claim tell («Canada urged …»), is claimed
        by whoever tells it, in those words.
        """
        yield claim
        for number in claim.also:
            event = self.events[number]
            told, status = claim, claim.status if claim.status is Status.DENIED else event.status
            inside = claim.start <= event.cue.start < claim.end
            again = event.sentence != claim.sentence and claim.kind is ClaimKind.EVENT  # the headline's event
            if not inside and not again:
                told, status = self._frame(event), event.status
            yield dataclasses.replace(
                told,
                kind=ClaimKind.EVENT,
                actors=tuple(code for code in (event.actor, event.recipient) if code is not None),
                action=event.action,
                quad=event.quad,
                status=status,
                measure="event",
                direction=None,
                event=number,
                also=(),
            )

    def _frame(self, event: Event) -> Claim:
        """That somebody asks or charges something, as whoever tells it claims it."""
        code = next((claim.holder_code for claim in self.claims if claim.holder == event.holder), None)
        return Claim(
            ClaimKind.EVENT,
            event.holder,
            event.text,
            event.start,
            event.end,
            event.sentence,
            voice="author" if event.holder == "author" else "paraphrase",
            holder_code=code,
            first_day=event.day,
            last_day=event.day,
        )

    def sentence(self, index: int) -> str:
        """The text of sentence `index`."""
        span = self.sentences[index]
        return self.text[span.start : span.end]
