"""How real the text says a deed is: happened, planned, urged, feared, hypothetical or denied.

The verb's own form gives a first answer (tense, modal, negation, imperative); what governs it may change it: «refused to
sign» is denied, «plans to sign» planned, «urged them to sign» urged, and nothing under «if» has happened. A deed that is
only the content of a threat or an accusation is hypothetical. Rules of choice: «should not» and «do not!» say that
somebody is asked to refrain, which is neither urged nor denied: hypothetical. «will not» and «did not» are denied.
"""

from __future__ import annotations

from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set

_REAL = Status.HAPPENED


def of_verb(parse: Parse, number: int, depth: int = 0) -> Status | None:
    """The status of what verb group `number` tells; None where it tells no deed (a purpose, an open question)."""
    verb = parse.verbs[number]
    asked = question(parse)
    if asked == "wh":
        return None
    if depth > 6:
        return None
    if verb.mood in ("inf", "ger"):
        status = _governed(parse, number, depth)
    else:
        status = _finite(parse, number)
    if status is None:
        return None
    if asked and status is not Status.DENIED:
        return Status.HYPOTHETICAL
    return status


def of_noun(parse: Parse, phrase: Phrase) -> Status | None:
    """The status of a deed told by a noun («talks between …»); None where the text leaves it open."""
    tokens = parse.tokens
    if question(parse):
        return None
    for k in range(phrase.first, phrase.head):
        if tokens[k].low in ("no", "neither"):
            return Status.DENIED
        kind = _governors("modifier").get(tokens[k].low)
        if kind is not None:
            return kind
    i = phrase.first - 1
    while i >= 0 and tokens[i].tag in "RX":
        i -= 1
    if i >= 0 and tokens[i].tag in "PT":
        before = parse.phrase_before.get(i)
        if tokens[i].low in ("before", "until", "towards", "toward", "for") and not (before and tokens[i].low != "for"):
            if not _past_verb_with_for(parse, i):
                return Status.PLANNED
        if tokens[i].low == "without":
            return Status.DENIED
        if before is not None:
            status = _governors("noun").get(tokens[before.head].low)
            if status is not None:
                return status
    elif i >= 0 and tokens[i].low in ("if", "unless", "whether"):
        return Status.HYPOTHETICAL
    if i >= 0 and tokens[i].low in ("before", "until", "if"):
        return Status.PLANNED if tokens[i].low != "if" else Status.HYPOTHETICAL
    return _from_verb(parse, phrase)


def _past_verb_with_for(parse: Parse, i: int) -> bool:
    """«thanked … for», «condemned … for»: what follows is real."""
    number = next((parse.verb_at[k] for k in range(i, -1, -1) if k in parse.verb_at), None)
    return number is not None and parse.tokens[parse.verbs[number].main].lemma in word_set("factive for")


def _from_verb(parse: Parse, phrase: Phrase) -> Status | None:
    for number, verb in enumerate(parse.verbs):
        if (
            phrase in verb.subject
            or any(phrase in group for group in verb.objects)
            or any(phrase in g for _, _, g in verb.prepositions)
        ):
            lemma = verb.lemma
            as_subject = phrase in verb.subject
            status = of_verb(parse, number)
            if not as_subject or verb.passive:
                governed = _governors("verb").get(lemma)
                if governed is not None:
                    return governed if not verb.negated else Status.HYPOTHETICAL
            if status is None:
                return Status.HYPOTHETICAL if verb.mood == "inf" else None
            if as_subject and status is not _REAL and lemma not in word_set("take place"):
                return None if status in (Status.PLANNED, Status.DENIED) else Status.HYPOTHETICAL
            return status
    return (
        _REAL
        if not any(v.mood in ("fin", "imp") and (v.modal or v.negated or v.mood == "imp") for v in parse.verbs)
        else None
    )


def _finite(parse: Parse, number: int) -> Status | None:
    verb = parse.verbs[number]
    if verb.mood == "imp":
        return Status.HYPOTHETICAL if verb.negated else Status.URGED
    tense = verb.tense
    scope = scope_of(parse, number) or _sentence_scope(parse, number)
    under_if = conditional(parse)
    if scope is not None and scope[0] == "status":
        forced = scope[1]
        if forced is Status.DENIED and verb.negated:
            return Status.HYPOTHETICAL
        return forced
    if (
        scope is not None
        and scope[0] == "demand"
        and verb.first == verb.last
        and parse.tokens[verb.main].form.startswith("b")
    ):
        return Status.HYPOTHETICAL if verb.negated else Status.URGED  # «demanded that Ukraine disarm»
    if tense == "fut":
        status = Status.HYPOTHETICAL if under_if else Status.PLANNED
    elif tense == "cond":
        future_in_past = verb.modal == "would" and scope is not None and scope[0] == "report" and not under_if
        status = Status.PLANNED if future_in_past else Status.HYPOTHETICAL
    elif tense == "must":
        status = Status.URGED
    else:
        status = _REAL
    if under_if == "inverted":
        status = Status.HYPOTHETICAL
    if _negated(parse, verb):
        return Status.HYPOTHETICAL if tense == "must" or under_if else Status.DENIED
    if verb.modal in ("should", "must", "ought") and verb.perfect:
        return Status.HYPOTHETICAL  # «should have signed»
    if any(parse.tokens[k].low in word_set("doubt") for k in range(max(0, verb.first - 1), verb.main + 1)):
        return Status.HYPOTHETICAL
    return status


def _negated(parse: Parse, verb: Verb) -> bool:
    if verb.negated:
        return True
    for phrase in verb.subject:
        if parse.tokens[phrase.first].low in ("no", "neither", "nobody", "none", "nothing"):
            return True
    return bool(verb.first and parse.tokens[verb.first - 1].low in ("neither", "nor"))


def scope_of(parse: Parse, number: int) -> tuple[str, Status | None] | None:
    """What the clause of a finite verb stands under: («status», forced), («report», None) or nothing."""
    tokens = parse.tokens
    verb = parse.verbs[number]
    start = min([verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
    o = start - 1
    while o >= 0 and tokens[o].tag in 'R"' and tokens[o].low not in ("so",):
        o -= 1
    if o < 0:
        return None
    token = tokens[o]
    if token.low in ("if", "unless", "whether", "lest") or (token.low == "case" and o and tokens[o - 1].low == "in"):
        return "status", Status.HYPOTHETICAL
    if token.low in ("though", "if") and o and tokens[o - 1].low == "as":
        return "status", Status.HYPOTHETICAL
    if token.low in ("until", "till"):
        return "status", Status.HYPOTHETICAL
    if token.low == "that" and token.tag in "KWD":
        k = o - 1
        if k >= 0 and tokens[k].tag == "N" and tokens[k].low in word_set("untrue"):
            return "status", Status.DENIED
        if k >= 0 and tokens[k].tag == "N" and tokens[k].low in word_set("uncertain"):
            return "status", Status.HYPOTHETICAL
        if k >= 0 and k in parse.verb_at:
            return _under(parse, parse.verb_at[k])
        phrase = parse.phrase_before.get(o)
        if phrase is not None and token.tag == "K":
            head = tokens[phrase.head].low
            negative = any(tokens[j].low == "no" for j in range(phrase.first, phrase.head))
            if negative and head in ("evidence", "proof", "indication", "sign", "doubt"):
                return "status", Status.DENIED if head != "doubt" else None
            status = _noun_statuses().get(head)
            if status is not None:
                return "status", status
            held = next((parse.verb_at[j] for j in range(phrase.first, -1, -1) if j in parse.verb_at), None)
            if held is not None:
                return _under(parse, held)
        return "report", None
    if o in parse.verb_at and tokens[o].tag in "VA":
        noun = _concern_is(parse, parse.verb_at[o])
        return noun or _under(parse, parse.verb_at[o])
    if token.tag == "C" and not (o and tokens[o - 1].tag == ",") and number:
        for earlier in range(number - 1, -1, -1):
            if parse.verbs[earlier].mood == "fin":
                return scope_of(parse, earlier) if parse.verbs[earlier].lemma not in word_set("reports") else None
    return None


def _sentence_scope(parse: Parse, number: int) -> tuple[str, Status | None] | None:
    """«The concern is that …»: it covers the rest of the sentence."""
    for earlier in range(number):
        if parse.low(parse.verbs[earlier].last + 1) == "that":
            return _concern_is(parse, earlier)
    return None


def _concern_is(parse: Parse, number: int) -> tuple[str, Status | None] | None:
    """«The fear is (that) …»."""
    verb = parse.verbs[number]
    if verb.lemma != "be" or not verb.subject:
        return None
    for phrase in verb.subject:
        status = _noun_statuses().get(parse.tokens[phrase.head].low)
        if status is not None:
            return "status", status
    return None


def _under(parse: Parse, number: int) -> tuple[str, Status | None]:
    verb = parse.verbs[number]
    noun = _concern_is(parse, number)
    if noun is not None:
        return noun
    lemma = verb.lemma
    if lemma in word_set("denials"):
        return "status", Status.HYPOTHETICAL if verb.negated else Status.DENIED
    if lemma in word_set("fears"):
        return "status", Status.FEARED
    if lemma in word_set("demands") and not verb.negated:
        return "demand", None
    if lemma in word_set("unsure"):
        return "status", Status.HYPOTHETICAL
    if verb.negated and lemma in word_set("reports"):
        return "status", Status.HYPOTHETICAL
    return "report", None


@cache
def _noun_statuses() -> dict[str, Status]:
    found: dict[str, Status] = {}
    for word in [
        "fear",
        "fears",
        "concern",
        "concerns",
        "worry",
        "worries",
        "danger",
        "risk",
        "warning",
        "warnings",
        "anxiety",
        "suspicion",
        "suspicions",
    ]:
        found[word] = Status.FEARED
    for word in [
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "possibility",
        "chance",
        "prospect",
        "allegation",
        "allegations",
        "idea",
        "notion",
        "hypothesis",
        "hope",
        "hopes",
        "speculation",
        "suggestion",
        "impression",
        "myth",
        "lie",
        "accusation",
        "accusations",
    ]:
        found[word] = Status.HYPOTHETICAL
    for word in ["demand", "demands", "call", "calls", "request", "recommendation"]:
        found[word] = Status.URGED
    for word in ["denial", "denials"]:
        found[word] = Status.DENIED
    return found


def _governed(parse: Parse, number: int, depth: int) -> Status | None:
    verb = parse.verbs[number]
    tokens = parse.tokens
    if verb.parallel is not None:
        return of_verb(parse, verb.parallel, depth + 1)
    control = parse.verbs[verb.control] if verb.control is not None else None
    if verb.governor is None:
        if verb.mood == "ger" and control is not None and verb.control is not None:
            return of_verb(parse, verb.control, depth + 1)
        if (
            verb.mood == "inf"
            and control is None
            and verb.subject
            and not any(v.mood == "fin" for v in parse.verbs[:number])
        ):
            return Status.DENIED if verb.negated else Status.PLANNED  # a headline: «Russia to sanction …»
        return None
    left = tokens[verb.governor]
    status: Status | None
    lemma = left.lemma or left.low
    if left.tag in "VA" and control is not None and verb.control is not None:
        if left.tag == "A" and left.lemma == "be":
            return None
        status = _complements("verb").get(lemma)
        if control.passive and lemma in ("expect", "schedule", "set", "plan", "intend", "mean"):
            status = Status.PLANNED
        if control.passive and lemma in ("say", "report", "believe", "know", "understand", "think"):
            status = _REAL if lemma in ("say", "report", "know") else Status.HYPOTHETICAL
        return _combine(parse, verb, verb.control, status, depth)
    if left.tag in "P" or left.tag == "T":
        return _after_preposition(parse, number, depth)
    if verb.of_object:
        adjective = _complements("adjective").get(left.low)
        noun = _complements("noun").get(left.low)
        if noun is not None and not _object_of_urging(parse, verb):
            return _negate(noun, verb.negated or _has_no(parse, verb.governor))
        if adjective is not None and control is not None and verb.control is not None:
            return _combine(parse, verb, verb.control, adjective, depth)
        if control is not None and verb.control is not None and tokens[control.main].tag == "V":
            status = _complements("verb").get(control.lemma)
            if control.lemma in ("want", "expect"):
                status = Status.URGED if control.lemma == "want" else Status.PLANNED
            if control.lemma in (
                "force",
                "compel",
                "help",
                "oblige",
                "persuade",
                "lead",
                "drive",
                "prompt",
                "cause",
                "allow",
                "permit",
                "enable",
            ):
                status = (
                    _REAL
                    if control.lemma in ("force", "compel", "help", "lead", "drive", "prompt", "cause")
                    else Status.HYPOTHETICAL
                )
            return _combine(parse, verb, verb.control, status, depth)
    return None


def _object_of_urging(parse: Parse, verb: Verb) -> bool:
    return False


def _has_no(parse: Parse, at: int) -> bool:
    phrase = parse.phrase_before.get(at + 1)
    return phrase is not None and parse.tokens[phrase.first].low == "no"


def _combine(parse: Parse, verb: Verb, control: int, status: Status | None, depth: int) -> Status | None:
    """The complement's status, given how real its governor is."""
    outer = of_verb(parse, control, depth + 1)
    if status is None:
        return None
    if status is _REAL:
        return _negate(outer, verb.negated) if outer is not None else None
    governor = parse.verbs[control]
    if (governor.negated or outer is Status.DENIED) and governor.lemma in ("expect", "hope", "believe"):
        return Status.HYPOTHETICAL
    if governor.negated or outer is Status.DENIED:
        return Status.DENIED if status in (Status.PLANNED, Status.URGED) else Status.HYPOTHETICAL
    if outer in (Status.HYPOTHETICAL, None) and status in (Status.PLANNED, Status.DENIED):
        return Status.HYPOTHETICAL
    if outer is Status.URGED and status is Status.DENIED:
        return Status.HYPOTHETICAL  # «should stop arming»
    return _negate(status, verb.negated)


def _negate(status: Status | None, negated: bool) -> Status | None:
    if not negated or status is None:
        return status
    if status in (Status.HAPPENED, Status.PLANNED):
        return Status.DENIED
    return Status.HYPOTHETICAL


def _after_preposition(parse: Parse, number: int, depth: int) -> Status | None:
    verb = parse.verbs[number]
    tokens = parse.tokens
    governor = verb.governor
    if governor is None or verb.control is None:
        return Status.HYPOTHETICAL
    low = tokens[governor].low
    control = parse.verbs[verb.control]
    before = parse.phrase_before.get(governor)
    if before is not None:
        head = tokens[before.head].low
        noun = _complements("noun").get(head) or _noun_statuses().get(head)
        if noun is not None:
            return noun
    if low == "without":
        return Status.DENIED
    if low in ("by", "after", "while", "when", "since", "on", "in", "through", "before"):
        return of_verb(parse, verb.control, depth + 1)
    if low == "out" and control.lemma == "rule":
        return _combine(parse, verb, verb.control, Status.DENIED, depth)
    status = _complements("verb").get(control.lemma)
    if low == "of" and control.lemma in ("accuse", "suspect"):
        return Status.HYPOTHETICAL
    if low in ("from", "against") and (
        status is Status.DENIED or control.lemma in ("refrain", "keep", "desist", "abstain", "deter")
    ):
        return Status.DENIED
    if low == "for" and control.lemma in word_set("factive for"):
        return _REAL
    if low == "to" and control.lemma in ("commit", "agree", "admit", "confess", "return", "resort"):
        return _REAL if control.lemma in ("admit", "confess", "resort") else Status.PLANNED
    if low in ("of", "about", "for", "against", "from", "to", "at", "towards"):
        return Status.HYPOTHETICAL
    return None


def question(parse: Parse) -> str:
    """«wh» or «yes» for a question, empty otherwise."""
    tokens = parse.tokens
    last = len(tokens) - 1
    while last >= 0 and tokens[last].tag in '")':
        last -= 1
    if last < 0 or tokens[last].low != "?":
        return ""
    first = next((token for token in tokens if token.tag not in '"RC-'), tokens[0])
    return "wh" if first.tag == "W" or first.low in ("when", "where", "what", "why", "how", "who") else "yes"


def conditional(parse: Parse) -> str:
    """«if» or «inverted» where the sentence holds a condition, empty otherwise."""
    tokens = parse.tokens
    first = tokens[0].low if tokens else ""
    if first in ("had", "should", "were") and len(tokens) > 1 and tokens[1].tag in "MDUN":
        return "inverted"
    for i, token in enumerate(tokens):
        if token.low in ("if", "unless") and not (i and tokens[i - 1].low in ("as", "even")):
            return "if"
        if token.low in ("provided", "otherwise"):
            return "if"
    return ""


@cache
def _complements(kind: str) -> dict[str, Status]:
    return {
        word: Status(row["status"])
        for row in table("complements")
        if row["kind"] == kind
        for word in alternatives(row["words"])
    }


@cache
def _governors(kind: str) -> dict[str, Status]:
    return {
        word: Status(row["status"])
        for row in table("governors")
        if row["kind"] == kind
        for word in alternatives(row["words"])
    }
