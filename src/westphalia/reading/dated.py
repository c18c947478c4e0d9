"""Which day belongs to which deed: a date dates the verb or the noun that it modifies, not every event of its sentence.

A date after a verb dates the nearest verb before it in its clause («said on Monday that …» dates the saying, «agreed to
meet on Monday» the meeting, «met to discuss trade on Monday» the first). One at the head of a clause dates its verb
and those that share its subject. «Monday's talks», «the 5 May strike», «the treaty of 1 June 1992» and «after talks on
Monday» date the noun. What stays undecided has no day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from westphalia.ontology.types import Event, Status
from westphalia.reading.dates import When
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_FAR = 100  # years from the article's date beyond which a day that is stated is not taken without a word


@dataclass(frozen=True, slots=True)
class Host:
    """What a date modifies: verb groups by number, or a noun by its token."""

    verbs: frozenset[int] = frozenset()
    noun: int | None = None


def host_of(when: When, parsed: Parse) -> Host | None:
    """The verbs or the noun that a time modifies; None where that is undecided."""
    tokens = parsed.tokens
    first = bisect_left([token.end for token in tokens], when.start + 1)
    last = bisect_left([token.start for token in tokens], when.end)  # the token after it
    if first >= len(tokens) or not tokens:
        return None
    if when.noun:
        return _noun_host(parsed, first, last, when.noun)
    return locate(parsed, first, last)


def locate(parsed: Parse, first: int, last: int, *, after_noun: bool = False) -> Host | None:
    """The host of an adverbial on tokens `first` to `last`, end exclusive, whose preposition is before or in them.

    With `after_noun`, what stands between a subject and its verb belongs to the subject («the embassy in Bern closed»).
    """
    opening = first
    while opening > 0 and parsed.tag(opening - 1) in ("P", "D") and parsed.low(opening - 1) not in ("to", "of"):
        opening -= 1
    while opening > 0 and parsed.low(opening - 1) in ("late", "early", "only", "just", "again", "earlier", "later"):
        opening -= 1
    verbs = parsed.verbs
    following = next((n for n, verb in enumerate(verbs) if verb.first >= last), None)
    between = _before(parsed, opening)
    if following is not None:
        verb = verbs[following]
        subject_ends = bool(verb.subject) and verb.subject[-1].last == opening
        adverbs = all(parsed.tag(k) in ("R", ",") for k in range(last, verb.first))
        if subject_ends and adverbs and verb.mood in ("fin", "imp"):
            return None if after_noun else Host(_sharing(parsed, following))  # «Iran on Monday attacked …»
    if _opens(parsed, opening):
        main = next((n for n, v in enumerate(verbs) if v.mood in ("fin", "imp") and _main(parsed, v, last)), None)
        return Host(_sharing(parsed, main)) if main is not None else None
    if not between:
        if after_noun and (parsed.low(last) != "," or (opening > 0 and parsed.tokens[opening - 1].text.islower())):
            return None  # «the embassy in Bern closed», «according to officials in Bern, …»
        main = next((n for n, v in enumerate(verbs) if _main(parsed, v, last)), None)
        return Host(_sharing(parsed, main)) if main is not None and _only_phrases(parsed, opening) else None
    number = between[-1]
    if (noun := _anchored(parsed, verbs[number].last + 1, opening)) is not None:
        return Host(noun=noun)
    return Host(frozenset({_above(parsed, number)}))


def day_of(
    whens: Sequence[When], cue: tuple[int, int], parsed: Parse, status: Status, published: date | None
) -> When | None:
    """The day of the event whose cue stands on tokens `cue`, both included; None where the text gives it none."""
    for when in whens:
        if when.day is None:
            continue
        host = host_of(when, parsed)
        if host is not None and dates_cue(host, cue, parsed):
            return settle(when, status, published)
    return None


def day_of_agreement(whens: Sequence[When], status: Status, published: date | None) -> When | None:
    """The day in the clause that tells an agreement: that of its name («the treaty of 1 May 1992»), or the only one."""
    days = [when for when in whens if when.day is not None]
    named = [when for when in days if when.noun]
    if len(named) == 1 or (not named and len(days) == 1):
        return settle((named or days)[0], status, published)
    return None


def signing_of(events: Sequence[Event], sentence: int, parties: Sequence[str]) -> Event | None:
    """The signing that the same sentence tells between the same parties."""
    for event in events:
        if event.sentence == sentence and event.action == "SUPPORT" and {event.actor, event.recipient} <= set(parties):
            return event
    return None


def settle(when: When, status: Status, published: date | None) -> When:
    """A day made to fit what is told: what happened is not after the article, what is planned not before it.

    Only what the words leave open is moved; a stated day that does not fit, or is more than a hundred years away, keeps
    a note in its `source`.
    """
    day = when.day
    if published is None or day is None:
        return when
    past = status in (Status.HAPPENED, Status.DENIED)
    if past and day > published and when.free == "year":
        return _moved(when, _year_before(day))
    if status in (Status.PLANNED, Status.URGED) and day < published and when.free == "week":
        return _moved(when, day + timedelta(days=7))
    if when.source != "stated":
        return when
    if past and day > published + timedelta(days=1):
        return replace(when, source=f"stated, but later than the article's date {published.isoformat()}")
    years = abs(day.year - published.year)
    if years > _FAR:
        return replace(when, source=f"stated, but {years} years from the article's date {published.isoformat()}")
    return when


def said_on_the_day(whens: Sequence[When], quotes: Sequence[tuple[int, int]]) -> list[When]:
    """The times without «yesterday» and its like inside quotations, which count from the day of speaking."""
    return [
        when for when in whens if when.free != "spoken" or not any(start <= when.start < end for start, end in quotes)
    ]


def stretch_of(whens: Sequence[When], cue: tuple[int, int], parsed: Parse) -> When | None:
    """The stretch that dates the cue: «Iran, which it sanctioned in May 2018, attacked Israel in 2022»."""
    for when in whens:
        host = host_of(when, parsed)
        if host is not None and dates_cue(host, cue, parsed):
            return when
    return None


def inside(whens: Sequence[When], start: int, end: int) -> When | None:
    """The first time that a clause names."""
    return next((when for when in whens if start <= when.start < end), None)


def _moved(when: When, day: date) -> When:
    return replace(when, first=day, last=day)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _before(parsed: Parse, opening: int) -> list[int]:
    """The verb groups before a token, back to the last semicolon, colon or dash."""
    floor = max((k for k in range(opening) if parsed.tokens[k].text in (";", ":", "—", "–")), default=-1)
    return [n for n, verb in enumerate(parsed.verbs) if floor < verb.first and verb.last < opening]


def _opens(parsed: Parse, opening: int) -> bool:
    """Does the adverbial stand at the head of a clause?"""
    at = opening - 1
    while at >= 0 and (parsed.tag(at) == "R" or parsed.tokens[at].text in ('"', "“", "«", "'", "‘")):
        at -= 1
    if at < 0:
        return True
    token = parsed.tokens[at]
    if token.text in (";", ":", "—", "–"):
        return True
    if token.tag in ("C", "W") or token.low == "that":
        return True
    return token.tag == "K" and any(verb.last < at for verb in parsed.verbs)


def _main(parsed: Parse, verb: Verb, after: int) -> bool:
    """Does the verb come after a token, and not in a clause that begins in between («Iran, which …, attacked»)?"""
    start = min([verb.first, *(phrase.first for phrase in verb.subject)])
    return (
        verb.first >= after
        and parsed.tag(verb.first - 1) != "W"
        and not any(parsed.tag(k) in ("W", "K") for k in range(after, start))
    )


def _only_phrases(parsed: Parse, opening: int) -> bool:
    """No verb before it: «In Geneva, on Monday, …», «Iran, on Monday, …»."""
    return all(verb.first > opening for verb in parsed.verbs)


def _sharing(parsed: Parse, number: int) -> frozenset[int]:
    """A verb group with those after it that share its subject and its clause: «condemned … and recalled …»."""
    verb = parsed.verbs[number]
    shared = {number}
    for other in range(number + 1, len(parsed.verbs)):
        later = parsed.verbs[other]
        joined = parsed.tag(later.first - 1) == "C" or parsed.low(later.first - 1) == ","
        same = later.mood == "fin" and bool(verb.subject) and later.subject == verb.subject
        if later.parallel in shared or (same and joined):
            shared.add(other)
    return frozenset(shared)


def _anchored(parsed: Parse, first: int, opening: int) -> int | None:
    """The noun that a date follows after «after», «during» and their like: «withdrew after talks on Monday»."""
    phrase = parsed.phrase_before.get(opening)
    if phrase is None or phrase.first < first:
        return None
    at = phrase.first - 1
    while at > first and (parsed.tag(at) in ("P", "M", "K", "D") or parsed.low(at) == "of"):
        if parsed.low(at) in word_set("anchor", "date_words"):
            break
        at -= 1
    while at > first and parsed.low(at) not in word_set("anchor", "date_words") and at > opening - 8:
        at -= 1
    if parsed.low(at) not in word_set("anchor", "date_words"):
        return None
    return next((k for k in range(at + 1, opening) if parsed.tag(k) == "N"), None)


def _above(parsed: Parse, number: int) -> int:
    """The verb a date after `number` modifies: the one above an infinitive of purpose or of a noun («a deal to …»)."""
    verb = parsed.verbs[number]
    for _ in range(4):
        if verb.mood != "inf" or verb.control is None:
            break
        above = parsed.verbs[verb.control]
        if not verb.of_object and above.lemma in word_set("complement", "date_words"):
            break
        if number == verb.control:
            break
        number, verb = verb.control, above
    return number


def _noun_host(parsed: Parse, first: int, last: int, side: str) -> Host | None:
    if side == "before":
        start = last
        while start < min(last + 3, len(parsed.tokens)) and parsed.tokens[start].text in ("'s", "’s", "'", "’", "-"):
            start += 1
        phrase = next((p for p in parsed.phrases if p.first <= start < p.last), None)
        noun = phrase.head if phrase is not None else None
        return Host(noun=noun) if noun is not None and noun >= last else None
    noun = next((k for k in range(first - 1, max(-1, first - 6), -1) if parsed.tag(k) == "N"), None)
    return Host(noun=noun) if noun is not None else None


def dates_cue(host: Host, cue: tuple[int, int], parsed: Parse) -> bool:
    """Does what modifies `host` belong to the event whose cue stands on tokens `cue`?"""
    first, last = cue
    if host.noun is not None:
        return first <= host.noun <= last or _same_phrase(parsed, host.noun, cue)
    mine = [n for n, verb in enumerate(parsed.verbs) if verb.first <= last and first <= verb.last]
    if mine:
        return mine[0] in host.verbs
    return any(_lightly(parsed.verbs[n], cue) for n in host.verbs)


def _same_phrase(parsed: Parse, noun: int, cue: tuple[int, int]) -> bool:
    """A cue that is a noun in the same phrase: «the 5 May attack on Basra»."""
    if any(verb.first <= cue[1] and cue[0] <= verb.last for verb in parsed.verbs):
        return False
    return any(p.first <= noun < p.last and p.first <= cue[0] < p.last for p in parsed.phrases)


def _lightly(verb: Verb, cue: tuple[int, int]) -> bool:
    """Is a noun the subject or object of a verb that only says that it took place («held talks», «a war began»)?"""
    if verb.lemma not in word_set("light", "date_words"):
        return False
    phrases: list[Phrase] = [*verb.subject, *(phrase for group in verb.objects for phrase in group)]
    return any(phrase.first <= cue[0] < phrase.last for phrase in phrases) or cue[0] == verb.last + 1
