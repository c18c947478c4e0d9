"""What a time or a place modifies: the verbs or the noun that it hangs on, by its position alone.

An adverbial after a verb belongs to the nearest verb before it in its clause («said on Monday that …»: the saying,
«agreed to meet in Doha»: the meeting, «met to discuss trade on Monday»: the first). One at the head of a clause belongs
to its verb and those that share its subject; one inside «X, meeting in Doha on Monday, agreed …» to the verb that
follows. After «after» and its like it belongs to the noun («withdrew after talks on Monday»), after «during» to both.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from westphalia.reading.dates import When
from westphalia.reading.deed_nouns import deed_noun, lightly, same_phrase, subject_noun
from westphalia.reading.occasions import occasion
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set


@dataclass(frozen=True, slots=True)
class Host:
    """What a date modifies: verb groups by number, a noun by its token, or a `whole` sentence without a verb."""

    verbs: frozenset[int] = frozenset()
    noun: int | None = None
    whole: bool = False


def host_of(when: When, parsed: Parse) -> Host | None:
    """The verbs or the noun that a time modifies; None where that is undecided."""
    tokens = parsed.tokens
    if when.free == "entry":
        return _told_by(parsed)
    first, last = span_of(when, parsed)
    if first >= len(tokens) or not tokens:
        return None
    if when.free == "clause":
        return _behind(parsed, last)
    if when.noun:
        return _noun_host(parsed, first, last, when.noun)
    return locate(parsed, first, last)


def span_of(when: When, parsed: Parse) -> tuple[int, int]:
    """The tokens of a time, end exclusive."""
    tokens = parsed.tokens
    first = bisect_left(tokens, when.start + 1, key=lambda token: token.end)
    return first, bisect_left(tokens, when.end, key=lambda token: token.start)


def _told_by(parsed: Parse) -> Host:
    """The verbs of a sentence that tell what happened at its time: no relative clause, no condition, nothing ahead.

    Without a verb it is all that the sentence names («2 May 1998: talks between Chad and Mali»).
    """
    found: set[int] = set()
    for number, verb in enumerate(parsed.verbs):
        begins = min([verb.first, *(phrase.first for phrase in verb.subject)])
        inner = {parsed.tag(begins - 1), parsed.tag(verb.first - 1)} & {"W", "K"}
        if verb.mood == "fin" and not verb.modal and not inner and not (verb.perfect and verb.tense == "past"):
            found.add(number)
        phase = verb.control is not None and parsed.verbs[verb.control].lemma in word_set("phase", "date_words")
        if verb.mood == "inf" and verb.control in found and phase:
            found.add(number)  # «begins to withdraw»
    return Host(frozenset(found), whole=not any(verb.mood == "fin" for verb in parsed.verbs))


def _behind(parsed: Parse, first: int) -> Host | None:
    """The clause or the noun that begins at a token: «two days after *Iran struck Erbil*», «after *the strike*»."""
    stop = parsed.mark(first, {",", ";", ":"})
    verb = next((n for n, one in enumerate(parsed.verbs) if first <= one.first < stop), None)
    if verb is not None:
        return Host(frozenset({verb}))
    phrase = parsed.phrase_at.get(first)
    return Host(noun=phrase.head) if phrase is not None else None


def _aside(parsed: Parse, opening: int, last: int) -> Host | None:
    """What is told of those who, «meeting in Doha on Monday, …», stand before it or behind: where and when it was."""
    start = next((k for k in range(opening - 1, max(-2, opening - 14), -1) if k < 0 or parsed.tag(k) in ",;:"), None)
    if start is None or (start >= 0 and parsed.low(start) != ","):
        return None
    word = start + 1
    if parsed.low(word) == "while":
        word += 1
    if parsed.low(word) not in word_set("meeting", "date_words") or parsed.tag(word) == "M":
        return None
    stop = next((k for k in range(last, min(len(parsed.tokens), last + 14)) if parsed.low(k) == ","), None)
    if stop is None or any(parsed.is_finite(k) for k in range(word, stop)):
        return None
    verb = next((n for n, one in enumerate(parsed.verbs) if one.first > stop and one.mood == "fin"), None)
    inserted = start >= 0
    if verb is None or not _main(parsed, parsed.verbs[verb], stop + 1):
        return None
    if inserted and any(parsed.tag(k) not in ("R", "A", "O") for k in range(stop + 1, parsed.verbs[verb].first)):
        return None  # «Iran attacked Iraq, speaking in Cairo, Egypt said»
    own = {parsed.verb_at[word]} if word in parsed.verb_at else set()
    return Host(_sharing(parsed, verb) | own, word if parsed.tag(word) == "N" else None)


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
    if (meeting := _aside(parsed, opening, last)) is not None:
        return meeting
    between = _before(parsed, opening)
    noun = None if between else subject_noun(parsed, opening)
    if noun is not None:
        return Host(noun=noun)  # «the talks between Iran and Oman in Muscat on Monday failed»
    passive = following is not None and verbs[following].passive and verbs[following].first == last
    if after_noun and following is not None and passive and _facility(parsed, opening):
        return Host(_sharing(parsed, following))  # «the base at Faya was handed over»
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
        before = parsed.low(opening - 1)
        inside = opening > 0 and parsed.tokens[opening - 1].text.islower() and occasion(parsed, opening) is None
        inside = inside and before not in word_set("time nouns")  # «On Monday evening in Jakarta, …»
        if after_noun and (parsed.low(last) != "," or inside):
            return None  # «the embassy in Bern closed», «according to officials in Bern, …»
        main = next((n for n, v in enumerate(verbs) if _main(parsed, v, last)), None)
        return Host(_sharing(parsed, main)) if main is not None else None
    number = _carrier(parsed, between[-1])
    held = verbs[number].first
    if parsed.low(held) in word_set("was held", "place_words") and (start := occasion(parsed, held + 1)) is not None:
        return locate(parsed, start, last, after_noun=after_noun) if start < opening else None
    anchored = _anchored(parsed, verbs[number].last + 1, opening)
    if anchored is not None and parsed.low(anchored[0]) not in word_set("during", "date_words"):
        return Host(noun=anchored[1])
    fallen = verbs[number].lemma in word_set("casualty", "date_words")
    noun = deed_noun(parsed, opening) if fallen else anchored[1] if anchored is not None else None
    return Host(frozenset({_above(parsed, number, place=after_noun)}), noun)


def _facility(parsed: Parse, k: int) -> bool:
    """Is it a building or a crossing whose place follows at token `k`?"""
    phrase = parsed.phrase_before.get(k)
    return phrase is not None and parsed.low(phrase.head) in word_set("buildings", "place_words")


def _carrier(parsed: Parse, number: int) -> int:
    """The verb above one that only tells what a thing did: «shot down a drone *flying* to Kyiv on Monday»."""
    verb = parsed.verbs[number]
    aside = verb.mood == "ger" and verb.control is not None and parsed.tag(verb.first - 1) in ("N", "M")
    if aside and verb.control is not None and verb.lemma in word_set("motion", "date_words"):
        return verb.control
    return number


def _before(parsed: Parse, opening: int) -> list[int]:
    """The verb groups before a token, back to the last semicolon, colon or dash."""
    floor = max((k for k in range(opening) if parsed.tokens[k].text in (";", ":", "—", "–")), default=-1)
    return [
        n
        for n, verb in enumerate(parsed.verbs)
        if floor < verb.first and verb.last < opening and not _names_place(parsed, verb)
    ]


def _names_place(parsed: Parse, verb: Verb) -> bool:
    """«At the Torkham border *crossing*»: what only looks like a verb."""
    if verb.mood != "ger" or verb.first != verb.last or parsed.low(verb.first) not in ("crossing", "landing"):
        return False
    return parsed.tag(verb.first - 1) in ("N", "M", "D")


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


def _sharing(parsed: Parse, number: int) -> frozenset[int]:
    """A verb group with those after it that share its subject and its clause: «condemned … and recalled …»."""
    verb = parsed.verbs[number]
    shared = {number, _inverted(parsed, number)}
    for other in range(number + 1, len(parsed.verbs)):
        later = parsed.verbs[other]
        joined = parsed.tag(later.first - 1) == "C" or parsed.low(later.first - 1) == ","
        same = later.mood == "fin" and bool(verb.subject) and later.subject == verb.subject
        if later.parallel in shared or (same and joined):
            shared.add(other)
    return frozenset(shared)


def _inverted(parsed: Parse, number: int) -> int:
    """The verb of an auxiliary that stands before its subject: «only on 5 May *did* the two states *meet*»."""
    verb = parsed.verbs[number]
    if verb.lemma != "do" or verb.first != verb.last or number + 1 >= len(parsed.verbs):
        return number
    between = range(verb.first + 1, parsed.verbs[number + 1].first)
    subject = bool(between) and all(parsed.tag(k) in ("D", "N", "M", "Q", "P", "C", "S") for k in between)
    return number + 1 if subject else number


def _anchored(parsed: Parse, first: int, opening: int) -> tuple[int, int] | None:
    """«After» and the noun that a date follows behind it: «withdrew *after talks* on Monday»; not «after midnight»."""
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
    noun = next((k for k in range(at + 1, opening) if parsed.tag(k) == "N"), None)
    return (at, noun) if noun is not None and parsed.low(noun) not in word_set("clock", "date_words") else None


def _above(parsed: Parse, number: int, *, place: bool) -> int:
    """The verb a date after `number` modifies: the one above an infinitive of purpose or of a noun («a deal to …»).

    A place is that of the infinitive of a noun («an invitation to take part in a drill off Guam»).
    """
    verb = parsed.verbs[number]
    for _ in range(4):
        if verb.mood != "inf" or verb.control is None:
            break
        above = parsed.verbs[verb.control]
        if place and verb.of_object:
            break
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
    if host.whole:
        return True
    if host.noun is not None and (first <= host.noun <= last or same_phrase(parsed, host.noun, cue)):
        return True
    mine = [n for n, verb in enumerate(parsed.verbs) if verb.first <= last and first <= verb.last]
    if mine:
        return mine[0] in host.verbs
    return any(lightly(parsed, parsed.verbs[n], cue) for n in host.verbs)
