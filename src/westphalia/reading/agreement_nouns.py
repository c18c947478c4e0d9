"""What the words of an agreement say of it: that it is one, its name, kind, year, domains, and how real it is."""

from __future__ import annotations

import calendar
import re
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.patterns import pattern
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import table, word_set
from westphalia.reading.tokens import Token

YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_UNSIGNED = re.compile(
    r"\b(?:draft(?:ed)?|unsigned|being (?:drafted|prepared)|yet to (?:be )?sign(?:ed)?"
    r"|(?:not|never) (?:been |yet )*signed)\b"
)
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
WEIGHING = frozenset(("weigh", "consider", "discuss", "mull", "draft"))
BEFORE = WEIGHING | {"negotiate", "hammer"}  # what is done before one is made
_NONE_GIVEN = ("all", "any", "no", "every", "earlier", "previous", "other")


def told(parsed: Parse, phrase: Phrase) -> bool:
    """Does a phrase name an agreement: a treaty, a truce, a joint statement, a peace that was signed?

    «Any agreement» and «no treaty» name none, but «they signed no treaty» tells of one.
    """
    head = parsed.low(phrase.head)
    joint = head in ("statement", "document", "text") and "joint" in parsed.words(phrase.first, phrase.head).split()
    acronym = parsed.tokens[phrase.head].text in word_set("treaty acronyms")
    first = parsed.low(phrase.first)
    swap = head == "swap" and parsed.low(phrase.head - 1) == "currency"
    named = swap or (head == "code" and parsed.low(phrase.last + 1) == "conduct")
    return (first not in _NONE_GIVEN or (first == "no" and (_unmade(parsed, phrase) or lacks(parsed, phrase)))) and (
        head in heads() or joint or acronym or named or _peace(parsed, phrase)
    )


def lacks(parsed: Parse, phrase: Phrase) -> bool:
    """«Peru and Chile have no extradition treaty», «there has been no treaty between Peru and Chile»."""
    if parsed.low(phrase.first) != "no":
        return False
    have = any(verb.lemma == "have" and any(phrase in group for group in verb.objects) for verb in parsed.verbs)
    there = any(parsed.tag(k) == "E" for k in range(max(0, phrase.first - 4), phrase.first))
    return have or (parsed.low(phrase.last) == "between" and there)


def standing(parsed: Parse, phrase: Phrase, verbs: list[int], status: Status | None) -> Status:
    """How real an agreement is: by the verbs that make it (and their `status`), else by its noun.

    A draft is planned, what is not ratified yet is signed, and what has a date or an owner exists, whatever is done
    with it («suspended its treaty of 1992»).
    """
    if lacks(parsed, phrase):
        return Status.DENIED
    near = parsed.words(phrase.first, min(phrase.last + 14, len(parsed.tokens)))
    lemmas = {parsed.verbs[number].lemma for number in verbs}
    if _UNSIGNED.search(near) or (lemmas and lemmas <= BEFORE and status is not Status.DENIED):
        return Status.PLANNED
    if (
        lemmas
        and lemmas <= word_set("keeping treaties")
        and (status is Status.DENIED or lemmas.isdisjoint(("join", "ratify")))
    ):
        return Status.HAPPENED  # «did not violate the pact», «has not ratified it», «to extend it»: there is one
    if status is not None:
        return status
    if parsed.low(phrase.head) in ("statement", "communiqué", "communique") and parsed.low(phrase.first - 1) == "in":
        return Status.HAPPENED  # «said in a joint statement that they would»
    named = statuses.of_noun(parsed, phrase)
    owned = parsed.low(phrase.first) in ("its", "their", "our", "his", "her") or parsed.tag(phrase.first + 1) == "S"
    owned = owned and parsed.low(phrase.head) not in ("alliance", "partnership", "understanding", "deal")
    dated = has_year(parsed, phrase) or has_name(parsed, phrase)
    if named in (Status.PLANNED, Status.FEARED) and not dated:
        return named
    if _stands(parsed, phrase, named):
        return Status.HAPPENED
    known = parsed.low(phrase.first) == "the" and parsed.low(phrase.last) in ("which", "that", "with", ",")
    return Status.HAPPENED if owned or dated or known else named or Status.HYPOTHETICAL


def _stands(parsed: Parse, phrase: Phrase, named: Status | None) -> bool:
    """«does not recognise the treaty», «cancelled a contract»: there is one, whatever is done with it."""
    verb = next((v for v in parsed.verbs if phrase in (*v.subject, *below(v))), None)
    if verb is None or any(parsed.low(k) in ("planned", "proposed") for k in range(phrase.first, phrase.head)):
        return False
    if verb.lemma in word_set("ending treaties") and (verb.passive or phrase not in verb.subject):
        return True
    exists = verb.lemma in word_set("attaining") or (
        verb.lemma == "be" and not verb.passive and phrase not in below(verb, False)
    )
    known = parsed.low(phrase.first) in ("the", "its", "their", "our", "his", "her")
    return named is Status.DENIED and verb.negated and known and not exists


def below(verb: Verb, direct: bool = True) -> list[Phrase]:
    """The phrases of a verb's prepositions, and its objects where they are wanted too."""
    groups = [group for _, _, group in verb.prepositions]
    return [phrase for group in (*(verb.objects if direct else ()), *groups) for phrase in group]


def done_to(verb: Verb) -> list[Phrase]:
    """What something is done to: the objects, and what is left («withdrew from the pact»)."""
    left = [group for preposition, _, group in verb.prepositions if preposition in ("from", "out")]
    return [phrase for group in (*verb.objects, *left) for phrase in group]


def beside(parsed: Parse, phrase: Phrase) -> int | None:
    """The first token of the treaty that stands before this one with «and»: «a treaty on fish and a memorandum»."""
    if parsed.low(phrase.first - 1) != "and" or any(phrase in verb.subject for verb in parsed.verbs):
        return None
    for k in range(phrase.first - 1, -1, -1):
        before = parsed.phrase_at.get(k)
        if k in parsed.verb_at or parsed.tag(k) in (";", ":"):
            return None
        if before is not None and before.first == k and told(parsed, before):
            return k
    return None


def points_back(parsed: Parse, phrase: Phrase) -> bool:
    """«this agreement», «the pact»: one told of before; not «the treaty of 1904», «the Ankara declaration»."""
    first = parsed.low(phrase.first)
    if first in ("this", "that", "such", "these"):
        return True
    bare = (
        phrase.head == phrase.first + 1
        and not has_year(parsed, phrase)
        and parsed.low(phrase.last) not in ("which", "that")
    )
    return first == "the" and bare


def has_year(parsed: Parse, phrase: Phrase) -> bool:
    """«the treaty of 1904», «the 1904 treaty»."""
    inside = [token.text for token in parsed.tokens[phrase.first : phrase.last]]
    after = _after_of(parsed, phrase)
    return any(YEAR.fullmatch(word) for word in (*inside, after.text if after is not None else ""))


def _after_of(parsed: Parse, phrase: Phrase) -> Token | None:
    last = phrase.last + 1
    return parsed.tokens[last] if parsed.low(phrase.last) == "of" and last < len(parsed.tokens) else None


def _unmade(parsed: Parse, phrase: Phrase) -> bool:
    """«Fiji and Tonga signed no treaty», «no treaty was signed by Fiji and Tonga»."""
    made = (verb for verb in parsed.verbs if verb.lemma in word_set("making"))
    return any(phrase in (verb.subject if verb.passive else below(verb)) for verb in made)


def between_two(parsed: Parse, phrase: Phrase) -> bool:
    """«an arrangement between the two governments», «the accord between them», where nobody is named."""
    after = parsed.phrase_at.get(phrase.last + 1) if parsed.low(phrase.last) == "between" else None
    if after is None or any(token.actors for token in parsed.tokens[after.first : after.last]):
        return False
    words = [token.low for token in parsed.tokens[after.first : after.last]]
    return "two" in words or words in (["them"], ["us"])


def _peace(parsed: Parse, phrase: Phrase) -> bool:
    """«signed a peace with the Polisario», «the peace of 2018»; not «wants peace with Chad»."""
    if parsed.low(phrase.head) != "peace" or phrase.head == phrase.first:
        return False
    signed = (verb for verb in parsed.verbs if verb.lemma in ("sign", "conclude"))
    which = parsed.low(phrase.last) in ("which", "that")
    signs = any(
        phrase in below(verb) or (which and any(group.first == phrase.last + 1 for group in verb.subject))
        for verb in signed
    )
    return signs or has_year(parsed, phrase)


def has_name(parsed: Parse, phrase: Phrase) -> bool:
    """«the Algiers agreement», «the October truce», «the truce of March»."""
    if parsed.low(phrase.first) != "the":
        return False
    month = _after_of(parsed, phrase)
    if month is not None and month.text[0].isupper() and not month.actors:
        return True
    return any(parsed.tokens[k].text[0].isupper() for k in range(phrase.first + 1, phrase.head))


def told_of(parsed: Parse, verb: Verb) -> Phrase | None:
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
    while before and parsed.tokens[before[-1].head].low not in heads() | {"peace"}:
        phrase = before.pop()
        if parsed.low(phrase.first - 1) not in ("of", "on", "for", "in"):
            return None
    return before[-1] if before else None


def pointing(parsed: Parse, phrase: Phrase) -> bool:
    """«this agreement», «the pact», «such a deal»."""
    return parsed.tokens[phrase.first].low in ("this", "the", "that", "such", "its", "these", "it")


def proper(name: str) -> bool:
    """Is it a name of its own: two words with a capital («Treaty of Tartu» has two)?"""
    parts = [part for part in name.split() if part[0].isalpha()]
    return len(parts) > 1 and sum(part[0].isupper() for part in parts) >= 2


def name_of(text: str, parsed: Parse, phrase: Phrase) -> str:
    """The words of the phrase without its article, with «of …» and a title («Agreement on Air Services»)."""
    tokens = parsed.tokens
    first, last = phrase.first, phrase.last
    while first < phrase.head and tokens[first].tag in "DQR":
        first += 1
    if (
        parsed.low(last) == "of"
        and last + 1 in parsed.phrase_at
        and parsed.low(phrase.head) in word_set("named with of")
    ):
        dated = YEAR.fullmatch(tokens[last + 1].text) is not None
        last = last + 2 if dated else group_at(parsed, last + 1)[-1].last
    if tokens[phrase.head].text[0].isupper():
        last = _title_end(parsed, last)
    return text[tokens[first].start : tokens[last - 1].end]


def _title_end(parsed: Parse, last: int) -> int:
    """The end of a title that goes on in capitals: «Agreement on the Promotion and Protection of Investments»."""
    if parsed.low(last) not in ("on", "for", "concerning", "regarding", "relating"):
        return last
    end = k = last
    while k < len(parsed.tokens) and not parsed.tokens[k].actors and parsed.tokens[k].text not in _CALENDAR:
        if parsed.low(k) in heads():
            break
        if parsed.tokens[k].text[0].isupper():
            end = k + 1
        elif parsed.low(k) not in word_set("within titles"):
            break
        k += 1
    return end


def kind_in(parsed: Parse, phrase: Phrase) -> str | None:
    """The kind that the words of a phrase name, with an «of …» behind it."""
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
def heads() -> frozenset[str]:
    """The nouns that name an agreement."""
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
    } | {"alliance", "arrangement"}


def listed_domains(text: str, parsed: Parse, end: int) -> tuple[str, ...]:
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


def own_domains(parsed: Parse, phrase: Phrase) -> tuple[str, ...]:
    """Domains in the agreement's own name: «defence pact», «a treaty on water»."""
    tokens = parsed.tokens
    words = " ".join(token.text for token in tokens[phrase.first : phrase.head] if not token.actors)
    if phrase.last < len(tokens) and tokens[phrase.last].low in ("on", "for") and phrase.last + 1 in parsed.phrase_at:
        group = group_at(parsed, phrase.last + 1)
        words += " " + " ".join(token.text for token in tokens[group[0].first : group[-1].last] if not token.actors)
    return domains_in(words)


def ordered(domains: tuple[str, ...]) -> tuple[str, ...]:
    """Domains in the order of the table."""
    from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS

    return tuple(domain for domain in (*DOMAINS, *EXTRA_DOMAINS) if domain in domains)


def group_at(parsed: Parse, at: int) -> list[Phrase]:
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
