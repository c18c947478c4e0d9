"""Agreements: who is party, who signed, which domains of cooperation they cover.

A sentence defines an agreement where it names two parties (or a treaty by its own name and one party). Later mentions
of the same agreement («this pact», «the Russia-Iran agreement») are merged into the first: it keeps its words and its
place; domains are added only from sentences that list what the agreement covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from westphalia.ontology.types import ActorKind, Status
from westphalia.reading import status as statuses
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.patterns import pattern
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import table, word_set

_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_UNSIGNED = re.compile(
    r"\b(?:draft(?:ed)?|unsigned|being (?:drafted|prepared)|yet to (?:be )?sign(?:ed)?"
    r"|(?:not|never) (?:been |yet )*signed)\b"
)
_NONE_GIVEN = ("all", "any", "no", "every", "earlier", "previous", "other")


@dataclass(slots=True)
class Draft:
    """An agreement in the making; offsets are those of the clause that defines it."""

    name: str
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    domains: tuple[str, ...]
    status: Status
    start: int
    end: int
    sentence: int
    kind: str | None
    verbs: list[int] = field(default_factory=list)
    years: frozenset[str] = frozenset()  # of its name or its signing («the treaty of 1904»)


def find(
    text: str,
    sentence: int,
    end: int,
    parsed: Parse,
    references: list[Reference],
    known: list[Draft],
    about: tuple[Reference, ...] = (),
) -> None:
    """Read the agreements of one sentence into `known`: a new one is appended, an old one is completed.

    «The treaty of 1904» in a sentence that names no party is that of the two whom the text is `about`.
    """
    parties = Parties(parsed, references)
    listed = _listed_domains(text, parsed, end)
    for phrase in parsed.phrases:
        head = parsed.tokens[phrase.head].low
        joint = head in ("statement", "document", "text") and "joint" in parsed.words(phrase.first, phrase.head).split()
        if head not in _heads() and not joint and not _treaty_name(parsed, phrase) and not _peace(parsed, phrase):
            continue
        if parsed.tokens[phrase.first].low in _NONE_GIVEN:
            continue
        draft = _read(text, sentence, parsed, references, parties, phrase, listed)
        if (draft is None or not draft.parties) and (_dated(parsed, phrase) or _named(parsed, phrase)):
            draft = _read(text, sentence, parsed, references, parties, phrase, listed, _meant(parties, about))
        if draft is not None:
            _merge(known, draft, bool(listed), _pointing(parsed, phrase))


def _meant(parties: Parties, about: tuple[Reference, ...]) -> tuple[str, ...]:
    """The two states that the sentence names, else the two whom the text is about, if it names no other."""
    named = {
        code
        for k, token in enumerate(parties.tokens)
        for i in token.actors
        if (code := parties.references[i].code) and not parties.is_place(k) and not parties.neutral(k)
    }
    if len(named) == 2:
        return tuple(sorted(named))
    codes = tuple(str(one.code) for one in about)
    return codes if len(codes) == 2 and named.issubset(codes) else ()


def of_events(
    text: str, sentence: int, parsed: Parse, found: list[Found], references: list[Reference], known: list[Draft]
) -> None:
    """Read into `known` the agreements that only a deed ties to its parties.

    «Promised us in a treaty», «flew to Georgetown and signed a memorandum»: the parties are the two sides of the event.
    A treaty that is praised, wanted or promised, or that names another party, may be anybody's.
    """
    for event in found:
        codes = tuple(code for i in (event.actor, event.recipient) if i is not None and (code := references[i].code))
        if len(set(codes)) < 2 or any(draft.sentence == sentence for draft in known):
            continue
        for phrase in _bound(event, parsed):
            if _whose(parsed, phrase, codes, references):
                continue
            first, last = min(event.first, phrase.first), max(event.last, phrase.last)
            domains = _ordered(_own_domains(parsed, phrase))
            name, kind = _name(text, parsed, phrase), _kind(parsed, phrase)
            start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
            draft = Draft(name, codes, (), domains, event.status, start, end, sentence, kind)
            _merge(known, draft, False, _pointing(parsed, phrase))
            break


def _bound(event: Found, parsed: Parse) -> Iterator[Phrase]:
    """The treaties that an event signs, or in or under which it promises."""
    bound: list[Phrase] = []
    if event.cue.action == "SUPPORT":
        verbs = [verb for verb in parsed.verbs if verb.first <= event.cue_first <= verb.last]
        bound = [p for verb in verbs if verb.lemma in word_set("making") for group in verb.objects for p in group]
    elif event.cue.action == "AGREE":
        bound = [phrase for phrase in parsed.phrases if parsed.low(phrase.first - 1) in ("in", "under")]
    for phrase in bound:
        if parsed.tokens[phrase.head].low in _heads() and parsed.tokens[phrase.first].low not in _NONE_GIVEN:
            yield phrase


def _whose(parsed: Parse, phrase: Phrase, codes: tuple[str, ...], references: list[Reference]) -> bool:
    """Does the phrase, or one that hangs on it by «with», «between» or «of», name a party that is none of `codes`?"""
    named = [i for token in parsed.tokens[phrase.first : phrase.last] for i in token.actors]
    k = phrase.last
    while k + 1 in parsed.phrase_at and parsed.low(k) in ("with", "between", "among", "of", "on", "and"):
        after = parsed.phrase_at[k + 1]
        if parsed.low(k) != "on":
            named += [i for token in parsed.tokens[after.first : after.last] for i in token.actors]
        k = after.last
    return any(references[i].code not in codes for i in named)


def _read(
    text: str,
    sentence: int,
    parsed: Parse,
    references: list[Reference],
    parties: Parties,
    phrase: Phrase,
    listed: tuple[str, ...],
    about: tuple[str, ...] = (),
) -> Draft | None:
    tokens = parsed.tokens
    sides: list[int] = list(parties.possessors(phrase))
    hyphen = [
        i
        for k in range(phrase.first, phrase.last)
        if tokens[k].actors and not parties.neutral(k)
        for i in tokens[k].actors
    ]
    if len({references[i].code for i in hyphen}) > 1:
        sides = hyphen
    signers: list[int] = []
    status: Status | None = None
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    verbs: list[int] = []
    j = phrase.last
    while j < len(tokens) and tokens[j].tag in "PT" and j + 1 in parsed.phrase_at:
        group = _group(parsed, j + 1)
        named = parties.targets(group)
        several = len({references[i].code for i in named}) > 1  # «the agreement of Chad and Libya»
        if tokens[j].low == "of" and any(references[i].kind is ActorKind.ORGANISATION for i in named):
            named = [
                i for i in named if references[i].how != "capital"
            ]  # «of the Heads of the Community, Port of Spain»
        if tokens[j].low in ("between", "among", "with", "by") or (tokens[j].low == "of" and several):
            sides.extend(i for i in named if i not in sides)
            end = tokens[group[-1].last - 1].end
        j = group[-1].last
    for number, verb in enumerate(parsed.verbs):
        holds = (
            any(phrase in group for group in verb.objects)
            or (verb.passive and phrase in verb.subject)
            or any(phrase in group and prep in ("to", "on") for prep, _, group in verb.prepositions)
            or _told_of(parsed, verb) == phrase
        )
        if not holds or verb.lemma not in word_set("making"):
            continue
        made_by = (
            [i for prep, _, group in verb.prepositions if prep == "by" for i in parties.doers(group)]
            if verb.passive
            else parties.doers(verb.subject)
        )
        withs = [
            i for prep, _, group in verb.prepositions if prep in ("with", "between") for i in parties.targets(group)
        ]
        if verb.lemma in ("broker", "mediate", "hammer") and len({references[i].code for i in sides}) > 1:
            made_by = []  # «Qatar brokered the truce between the two»
        sides = [*(i for i in made_by if i not in sides), *sides, *(i for i in withs if i not in sides)]
        if verb.lemma in ("sign", "initial", "ratify", "conclude", "seal", "ink"):
            people = [i for i in [*made_by, *withs] if references[i].kind is ActorKind.PERSON]
            signers = [i for i in people if "holder of" not in (references[i].inferred or "")]
        if status is None or verb.lemma != "ratify":  # «signed a pact which La Paz has yet to ratify»
            status = statuses.of_verb(parsed, number)
        start = min([start, *(tokens[p.first].start for p in verb.subject)], default=start)
        end = max(end, tokens[verb.end - 1].end)
        verbs.append(number)
    if len({references[i].code for i in sides}) < 2 and not _pointing_back(parsed, phrase):
        sides.extend(_more_parties(parsed, references, parties, phrase, sides))
    codes = (
        tuple(dict.fromkeys(code for i in sides if (code := references[i].code) is not None and code[:3] != "---"))
        or about
    )
    name = _name(text, parsed, phrase)
    if not codes and not _pointing(parsed, phrase):
        return None
    status = _standing(parsed, phrase, verbs, status)
    if listed and parsed.tokens:
        end = max(end, parsed.tokens[-1].end) if verbs else end
    domains = tuple(dict.fromkeys([*_own_domains(parsed, phrase), *listed]))
    signatories = tuple(dict.fromkeys(references[i].name for i in signers))
    return Draft(
        name,
        codes,
        signatories,
        _ordered(domains),
        status,
        start,
        end,
        sentence,
        _kind(parsed, phrase),
        verbs,
        frozenset(_YEAR.findall(text[tokens[phrase.first].start : end])),
    )


def _standing(parsed: Parse, phrase: Phrase, verbs: list[int], status: Status | None) -> Status:
    """How real an agreement is: by the verbs that make it (and their `status`), else by its noun.

    A draft is planned, what is not ratified yet is signed, and what has a date or an owner exists, whatever is done
    with it («suspended its treaty of 1992»).
    """
    near = parsed.words(phrase.first, min(phrase.last + 14, len(parsed.tokens)))
    lemmas = {parsed.verbs[number].lemma for number in verbs}
    if _UNSIGNED.search(near) or (lemmas and lemmas <= {"negotiate", "hammer"} and status is not Status.DENIED):
        return Status.PLANNED
    if lemmas == {"ratify"} and status is Status.DENIED:
        return Status.HAPPENED
    if status is not None:
        return status
    named = statuses.of_noun(parsed, phrase)
    owned = parsed.low(phrase.first) in ("its", "their", "our", "his", "her") or parsed.tag(phrase.first + 1) == "S"
    owned = owned and parsed.low(phrase.head) not in ("alliance", "partnership", "understanding", "deal")
    dated = _dated(parsed, phrase) or _named(parsed, phrase)
    if named in (Status.PLANNED, Status.FEARED) and not dated:
        return named
    if (
        owned
        or dated
        or (parsed.low(phrase.first) == "the" and parsed.low(phrase.last) in ("which", "that", "with", ","))
    ):
        return Status.HAPPENED
    return named or Status.HYPOTHETICAL


def _pointing_back(parsed: Parse, phrase: Phrase) -> bool:
    """«this agreement», «the pact»: one told of before; not «the treaty of 1904», «the Ankara declaration»."""
    first = parsed.low(phrase.first)
    if first in ("this", "that", "such", "these"):
        return True
    bare = (
        phrase.head == phrase.first + 1
        and not _dated(parsed, phrase)
        and parsed.low(phrase.last) not in ("which", "that")
    )
    return first == "the" and bare


def _dated(parsed: Parse, phrase: Phrase) -> bool:
    """«the treaty of 1904», «the 1904 treaty»."""
    inside = [token.text for token in parsed.tokens[phrase.first : phrase.last]]
    after = (
        parsed.tokens[phrase.last + 1].text
        if parsed.low(phrase.last) == "of" and phrase.last + 1 < len(parsed.tokens)
        else ""
    )
    return any(_YEAR.fullmatch(word) for word in (*inside, after))


def _peace(parsed: Parse, phrase: Phrase) -> bool:
    """«signed a peace with the Polisario», «the peace of 2018»; not «wants peace with Chad»."""
    if parsed.low(phrase.head) != "peace" or phrase.head == phrase.first:
        return False
    signs = any(
        verb.lemma in ("sign", "conclude") and any(phrase in group for group in verb.objects) for verb in parsed.verbs
    )
    return signs or _dated(parsed, phrase)


def _named(parsed: Parse, phrase: Phrase) -> bool:
    """«the Algiers agreement», «the October truce», «the truce of March»."""
    if parsed.low(phrase.first) != "the":
        return False
    inside = range(phrase.first + 1, phrase.head)
    of_month = parsed.low(phrase.last) == "of" and parsed.tokens[phrase.last + 1 :][:1]
    return any(parsed.tokens[k].text[0].isupper() for k in inside) or bool(
        of_month and of_month[0].text[0].isupper() and not of_month[0].actors
    )


def _more_parties(
    parsed: Parse, references: list[Reference], parties: Parties, phrase: Phrase, sides: list[int]
) -> list[int]:
    """The parties that the sentence tells elsewhere.

    Whoever does something to a treaty with one other («suspended the treaty with Spain»), else the two or more that
    one expression in its relative clause or in the main clause over it names («under a memorandum the two armies
    patrol together», «the accord by which the two countries share the river»).
    """
    verb = next((v for v in parsed.verbs if any(phrase in group for group in v.objects)), None)
    if sides:
        doers = parties.doers(verb.subject) if verb is not None else []
        return [i for i in doers if references[i].code != references[sides[0]].code] if len(doers) == 1 else []
    under = parsed.low(phrase.first - 1) in ("under", "by", "in", "per")
    groups = []
    for k, token in enumerate(parsed.tokens):
        codes = {references[i].code for i in token.actors if references[i].code}
        if len(codes) > 1 and (under or k >= phrase.last) and not parties.is_place(k):
            groups.append((k, codes, list(token.actors)))
    if len({frozenset(codes) for _, codes, _ in groups}) == 1:
        return groups[0][2]
    if groups or not under:
        return []
    subjects = [parties.doers(v.subject) for v in parsed.verbs if v.mood == "fin"]
    several = [doers for doers in subjects if len({references[i].code for i in doers}) > 1]
    return several[0] if len(several) == 1 else []


def _told_of(parsed: Parse, verb: Verb) -> Phrase | None:
    """The treaty that a relative clause or a participle is about.

    «The accord of 2012 which Nepal and China signed», «the agreement on river patrols concluded by Peru and Ecuador».
    """
    if verb.mood == "part" and verb.passive:
        k = verb.first
    elif verb.objects or verb.passive or not verb.subject:
        return None
    else:
        k = min(phrase.first for phrase in verb.subject) - 1
        if parsed.low(k) not in ("which", "that"):
            return None
    k -= parsed.tag(k - 1) == ","
    before = [phrase for phrase in parsed.phrases if phrase.last <= k]
    while before and parsed.tokens[before[-1].head].low not in _heads():
        phrase = before.pop()
        if parsed.low(phrase.first - 1) not in ("of", "on", "for", "in"):
            return None
    return before[-1] if before else None


def _merge(known: list[Draft], draft: Draft, lists: bool, pointing: bool) -> None:
    """Complete an agreement that is already known, or add the new one."""
    same: Draft | None = None
    if len(draft.parties) >= 2:
        noun = draft.name.split()[-1].lower()
        between = [old for old in reversed(known[-40:]) if set(draft.parties) == set(old.parties)]
        between = [old for old in between if not (old.years and draft.years) or old.years & draft.years]
        same = next((old for old in between if pointing and noun in old.name.lower()), None)
        same = same or next((old for old in between if _kinds_agree(old, draft)), None)
    elif pointing and known:
        last = known[-1]
        if (
            draft.sentence - last.sentence <= 8
            and (not draft.parties or set(draft.parties) <= set(last.parties))
            and _kinds_agree(last, draft)
        ):
            same = last
        else:
            return
    if same is not None:
        if lists:
            same.domains = _ordered((*same.domains, *draft.domains))
        if draft.signatories and not same.signatories:
            same.signatories = draft.signatories
        if same.status is not Status.HAPPENED and draft.status is Status.HAPPENED and draft.verbs:
            same.status = Status.HAPPENED
        return
    if len(draft.parties) >= 2 or (draft.parties and _proper(draft.name)):
        known.append(draft)


def _kinds_agree(old: Draft, new: Draft) -> bool:
    general = {None, "treaty", "pact", "partnership", "cooperation agreement", "protocol", "convention"}
    return old.kind == new.kind or new.kind in general or old.kind in general


def _pointing(parsed: Parse, phrase: Phrase) -> bool:
    """«this agreement», «the pact», «such a deal»."""
    return parsed.tokens[phrase.first].low in ("this", "the", "that", "such", "its", "these", "it")


def _proper(name: str) -> bool:
    parts = [part for part in name.split() if part[0].isalpha()]
    return len(parts) > 1 and sum(part[0].isupper() for part in parts) >= 2


def _name(text: str, parsed: Parse, phrase: Phrase) -> str:
    """The words of the phrase without its article, with «of …» («memorandum of understanding»)."""
    tokens = parsed.tokens
    first, last = phrase.first, phrase.last
    while first < phrase.head and tokens[first].tag in "DQR":
        first += 1
    if (
        parsed.low(last) == "of"
        and last + 1 in parsed.phrase_at
        and parsed.low(phrase.head) in word_set("named with of")
    ):
        last = _group(parsed, last + 1)[-1].last
    return text[tokens[first].start : tokens[last - 1].end]


def _treaty_name(parsed: Parse, phrase: Phrase) -> bool:
    return parsed.tokens[phrase.head].text in word_set("treaty acronyms")


def _kind(parsed: Parse, phrase: Phrase) -> str | None:
    words = " ".join(token.low for token in parsed.tokens[phrase.first : phrase.last])
    after = parsed.tokens[phrase.last : phrase.last + 3]
    if after and after[0].low == "of":
        words += " " + " ".join(token.low for token in after)
    return kind_of(words)


def kind_of(words: str) -> str | None:
    """The kind of agreement that lower-case words name («defence pact»); the first row of the table that fits.

    >>> kind_of("treaty of friendship and cooperation")
    'friendship treaty'
    """
    return next((kind for named, kind in _kinds() if named.search(words)), None)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b{re.escape(row['phrase'])}\b"), row["kind"]) for row in table("agreement_kinds"))


@cache
def _heads() -> frozenset[str]:
    from westphalia.reading.cues import nouns_of

    return (nouns_of("@agreement") | nouns_of("@ceasefire")) - {
        "text",
        "letter",
        "document",
        "documents",
        "statement",
        "understandings",
        "framework",
        "roadmap",
    } | {"alliance"}


# --- domains ---------------------------------------------------------------------------------------------------------


def _listed_domains(text: str, parsed: Parse, end: int) -> tuple[str, ...]:
    """The domains listed after «covering», «in the fields of» …, with or without commas, to the end of the sentence."""
    if not parsed.tokens:
        return ()
    match = pattern("covers").search(text, parsed.tokens[0].start, end)
    if match is None:
        return ()
    return domains_in(text[match.end() : end])


def domains_in(passage: str) -> tuple[str, ...]:
    """The domains of cooperation that a passage names, longest phrases first, each word used once.

    >>> domains_in("the military, energy finance and science")
    ('military', 'energy', 'finance', 'science')
    """
    by_first = _domain_phrases()
    found = re.findall(r"[^\W_]+(?:[-–][^\W_]+)*", passage.lower())
    domains: dict[str, None] = {}
    i = 0
    while i < len(found):
        for phrase, domain in by_first.get(found[i], ()):
            if found[i : i + len(phrase)] == list(phrase):
                domains[domain] = None
                i += len(phrase) - 1
                break
        i += 1
    return tuple(domains)


@cache
def _domain_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    from westphalia.ontology.domains import domain_words

    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for surface, domain in domain_words().items():
        parts = tuple(surface.lower().split())
        found.setdefault(parts[0], []).append((parts, domain))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _own_domains(parsed: Parse, phrase: Phrase) -> tuple[str, ...]:
    """Domains in the agreement's own name: «defence pact», «a treaty on water»."""
    tokens = parsed.tokens
    words = " ".join(token.text for token in tokens[phrase.first : phrase.head] if not token.actors)
    if phrase.last < len(tokens) and tokens[phrase.last].low in ("on", "for") and phrase.last + 1 in parsed.phrase_at:
        group = _group(parsed, phrase.last + 1)
        words += " " + " ".join(token.text for token in tokens[group[0].first : group[-1].last] if not token.actors)
    return domains_in(words)


def _ordered(domains: tuple[str, ...]) -> tuple[str, ...]:
    from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS

    return tuple(domain for domain in (*DOMAINS, *EXTRA_DOMAINS) if domain in domains)


def _group(parsed: Parse, at: int) -> list[Phrase]:
    """The phrase at `at` and those joined to it by commas and «and»."""
    tokens = parsed.tokens
    group = [parsed.phrase_at[at]]
    j = group[0].last
    while j + 1 < len(tokens):
        k = j
        if tokens[k].tag == ",":
            k += 1
        if k < len(tokens) and tokens[k].low in ("and", "or", "&"):
            k += 1
        following = parsed.phrase_at.get(k) if k > j else None
        if following is None:
            break
        group.append(following)
        j = following.last
    return group
