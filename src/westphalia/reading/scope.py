"""What a clause stands under: a condition, a «that» after a verb or noun, a question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from westphalia.ontology.types import Status
from westphalia.reading.cues import noun_cues, verb_cues
from westphalia.reading.interrupted import over_aside
from westphalia.reading.parallels import clause_before
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.tokens import Token
from westphalia.reading.verbs import forms

_NOTHING_LIKE_IT = (
    *("nothing of the kind", "nothing of the sort", "no such thing", "none of this", "none of it"),
    "not a word of",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """`kind` is forced (the clause has `status`), report (somebody says it) or demand; `by` is the verb group above."""

    kind: str
    status: Status | None = None
    by: int | None = None


def scope_of(parse: Parse, number: int) -> Scope | None:
    """What the clause of a finite verb stands under; None for a clause that the text tells in its own voice."""
    return _direct(parse, number) or _of_sentence(parse, number)


def question(parse: Parse) -> str:
    """«wh» or «yes» for a question, empty otherwise, and for one that only reminds of something (`reminder`)."""
    asked = _asked(parse)
    return "" if asked == "yes" and reminder(parse) else asked


def reminder(parse: Parse) -> bool:
    """«Was it not Kenya that banned the maize?», «Didn't Oslo recall its envoy?»: told as done, and not asked."""
    if _asked(parse) != "yes":
        return False
    first = next((k for k, token in enumerate(parse.tokens) if token.tag not in '"RC-'), 0)
    opening = range(first + 1, min(first + 5, parse.mark(first, ",")))
    negated = any(parse.low(k) in ("not", "n't", "n’t") for k in opening)
    return negated and parse.low(first) in ("did", "was", "were", "has", "have", "had")


def _asked(parse: Parse) -> str:
    tokens = parse.tokens
    last = len(tokens) - 1
    while last >= 0 and tokens[last].tag in '")':
        last -= 1
    if last < 0 or tokens[last].low != "?":
        return ""
    first = next((token for token in tokens if token.tag not in '"RC-'), tokens[0])
    return "wh" if first.tag == "W" or first.low in ("when", "where", "what", "why", "how", "who") else "yes"


def heading(parse: Parse) -> bool:
    """Is it a title («Joint communiqué of X and Y»): no stop, and no verb but -ing forms and participles?

    What follows a plural and may be a verb is taken for one: «Thai rice millers march on Cambodian embassy».
    """
    last = len(parse.tokens) - 1
    while last >= 0 and parse.tag(last) in '")':
        last -= 1
    if parse.tag(last) in (".", "?", "!", "…"):
        return False
    if any(verb.mood in ("fin", "imp") or (verb.mood == "inf" and verb.subject) for verb in parse.verbs):
        return False
    return not any(_acts(before, token) for before, token in pairwise(parse.tokens))


def _acts(before: Token, token: Token) -> bool:
    plural = before.tag == "N" and before.low.endswith("s") and not before.low.endswith("ss")
    return plural and token.tag == "N" and token.low in forms() and not token.low.endswith(("s", "ing", "ed"))


def conditional(parse: Parse) -> str:
    """«if» or «inverted» where the sentence holds a condition, empty otherwise."""
    first = next((k for k, token in enumerate(parse.tokens) if token.tag != '"'), 0)
    if parse.low(first) in ("had", "should", "were") and parse.tag(first + 1) in ("M", "D", "U", "N"):
        return "inverted"
    if parse.words(first, first + 2) in ("would that", "if only"):
        return "inverted"  # «Would that Dublin had stood by Vilnius!»
    for i, token in enumerate(parse.tokens):
        if token.low in ("if", "unless") and parse.low(i - 1) not in ("as", "even"):
            return "if"
        if token.low == "otherwise" or (token.low == "provided" and token.tag == "K"):
            return "if"
    return ""


@cache
def governors(kind: str) -> dict[str, Status]:
    """The status that a word of `governors.csv` gives to what it governs."""
    rows = (row for row in table("governors") if row["kind"] == kind)
    return {word: Status(row["status"]) for row in rows for word in alternatives(row["words"])}


def _direct(parse: Parse, number: int) -> Scope | None:
    verb = parse.verbs[number]
    if (inserted := _inserted(parse, number)) is not None:
        return _under(parse, inserted)
    o = min([verb.first, *(p.first for p in verb.subject if p.first < verb.first)]) - 1
    while parse.tag(o) in ("R", '"') and parse.low(o) != "so":
        o -= 1
    if o < 0:
        return None
    low = parse.low(o)
    if low in ("until", "till") and _came(parse, number):
        return None  # «mediated until Bamako freed the soldiers»
    on_terms = parse.words(o - 1, o + 1) == "provided that" or (low == "provided" and parse.tag(o) == "K")
    if (
        on_terms
        or low in ("if", "unless", "whether", "lest", "until", "till")
        or (low == "case" and parse.low(o - 1) == "in")
    ):
        return Scope("forced", Status.HYPOTHETICAL)
    if low == "before" and to_come(parse, verb):
        return Scope("forced", Status.HYPOTHETICAL)  # «insists on a truce before it frees them»
    if low in ("though", "if") and parse.low(o - 1) == "as":
        return Scope("forced", Status.HYPOTHETICAL)
    time = _before_that(parse, o) if low == "that" else o
    if (
        parse.low(time) == "time"
        and parse.low(time - 1) in ("high", "about", "is", "'s", "’s")
        and verb.tense == "past"
    ):
        return Scope("forced", Status.URGED)  # «it is high time Jakarta seized …»
    if low == "that" and parse.tag(o) in ("K", "W", "D"):
        return _after_that(parse, o)
    if _awaited(parse, number, o):
        return Scope("forced", Status.HYPOTHETICAL)
    if o in parse.verb_at:
        return _under(parse, parse.verb_at[o])
    if parse.tag(o) == "C" and parse.tag(o - 1) != ",":
        above = clause_before(parse, number)
        if above is not None:
            return _direct(parse, above)
        earlier = next((k for k in range(number - 1, -1, -1) if parse.verbs[k].mood == "fin"), None)
        if earlier is not None and parse.verbs[earlier].lemma not in word_set("reports"):
            return _direct(parse, earlier)
    return None


def _inserted(parse: Parse, number: int) -> int | None:
    """The report between a verb and its subject: «the boats, he added, would be given back»."""
    verb = parse.verbs[number]
    before = parse.verbs[number - 1] if number else None
    if before is None or before.mood != "fin" or before.lemma not in word_set("reporting") or not verb.subject:
        return None
    last = verb.subject[-1].last
    between = last < before.first and parse.tag(last) == "," == parse.tag(verb.first - 1)
    return number - 1 if between and before.subject != verb.subject else None


def _came(parse: Parse, number: int) -> bool:
    """Is a clause after «until» told in the past, as what came before it is?"""
    others = [verb for verb in parse.verbs[:number] if verb.mood == "fin"]
    told = [*others[-1:], parse.verbs[number]]
    return len(told) > 1 and all(verb.tense == "past" and not verb.modal and not verb.negated for verb in told)


def _after_that(parse: Parse, o: int) -> Scope:
    left = _before_that(parse, o)
    if parse.tag(left) == "N" and parse.low(left) in word_set("untrue"):
        return Scope("forced", Status.DENIED)
    if parse.tag(left) == "N" and parse.low(left) in word_set("uncertain"):
        return Scope("forced", Status.HYPOTHETICAL)
    if parse.low(left) == "true" and _not_true(parse, left):
        return Scope("forced", Status.DENIED)
    if o - 1 in parse.verb_at:
        return _under(parse, parse.verb_at[o - 1])
    if parse.tag(o - 1) == "," and parse.verbs and parse.verbs[0].lemma in word_set("denials"):
        return _under(parse, 0)  # «denied what some had written, that …»
    phrase = parse.phrase_before.get(left + 1)
    if phrase is None or parse.tag(o) != "K":
        return Scope("report")
    told = phrase
    while parse.low(phrase.first - 1) in ("of", "by", "from") and phrase.first - 1 in parse.phrase_before:
        phrase = parse.phrase_before[phrase.first - 1]  # «the allegation of the embassy that …»
    if _denies(parse, told) or _denies(parse, phrase) or disbelieved(parse, phrase):
        return Scope("forced", Status.DENIED)
    status = governors("clause").get(parse.low(phrase.head))
    if status is not None:
        return Scope("forced", status)
    above = next((parse.verb_at[k] for k in range(phrase.first, -1, -1) if k in parse.verb_at), None)
    return _under(parse, above) if above is not None else Scope("report")


def _before_that(parse: Parse, o: int) -> int:
    """The token before «that», or before an aside: «no evidence, Lima says, that …», «in the hope, he said, that …»."""
    before = over_aside(parse.tokens, o - 1)
    return before if before is not None and parse.tag(before) == "N" else o - 1


def _not_true(parse: Parse, token: int) -> bool:
    """«Nor is it true that …», «it is not true that …»."""
    above = next((verb for verb in reversed(parse.verbs) if verb.last < token), None)
    nor = any(parse.low(k) in ("nor", "neither") for k in range(max(0, token - 4), token))
    return above is not None and above.lemma == "be" and (above.negated or nor)


def refused(parse: Parse, token: int) -> bool:
    """«turned down an invitation by ECOWAS»: is the noun at `token` what somebody refuses?"""
    for verb in parse.verbs:
        turned = verb.lemma in ("turn", "vote") and verb.particle in ("down", "away")
        if not turned and verb.lemma not in word_set("refusing"):
            continue
        groups = [verb.subject] if verb.passive else list(verb.objects)
        if turned:
            groups += [group for prep, _, group in verb.prepositions if prep == verb.particle]
        if any(phrase.head == token for group in groups for phrase in group):
            return True
    return False


def disbelieved(parse: Parse, phrase: Phrase) -> bool:
    """«no truth in the story …», «dismissed reports …», «the claim … is false»: what is told is said not to be so."""
    if parse.low(phrase.head) not in word_set("contents"):
        return False
    if any(parse.low(k) == "truth" for k in range(max(0, phrase.first - 3), phrase.first)):
        return True
    above = next((parse.verb_at[k] for k in range(phrase.first, -1, -1) if k in parse.verb_at), None)
    if above is not None and not parse.verbs[above].passive:
        lemma = parse.verbs[above].lemma
        if lemma in word_set("disbelieving") or (lemma in word_set("naming") and _ends_untrue(parse, phrase.last)):
            return True
    for verb in parse.verbs:
        if verb.first >= phrase.last and verb.mood == "fin":
            if verb.passive and verb.lemma in word_set("disbelieving") | {"make", "fabricate", "invent"}:
                return not verb.negated
            proves = verb.lemma in ("be", "prove", "turn")
            if proves and any(parse.low(k) in word_set("untrue") for k in range(verb.last, verb.last + 6)):
                return not verb.negated
    return False


def _ends_untrue(parse: Parse, first: int) -> bool:
    """«called reports that it had shelled Goma a fabrication»: what the clause ends with, or what is quoted in it."""
    stops = (k for k in range(first, len(parse.tokens)) if parse.tag(k) in (",", ";", ".", "-", ":"))
    end = next(stops, len(parse.tokens))
    if any(parse.low(k) in word_set("untrue") for k in range(max(first, end - 2), end)):
        return True
    quoted = next((k for k in range(first, end) if parse.tag(k) == '"'), None)
    return quoted is not None and any(parse.low(k) in word_set("untrue") for k in range(quoted + 1, quoted + 4))


def charges_turned_down(parse: Parse, verb: Verb) -> list[Phrase]:
    """«rejected *Bangladesh's charge* that it had shot them»: nothing was asked for that could be refused."""
    if verb.lemma not in word_set("turning down a charge"):
        return []
    return [p for group in verb.objects for p in group if parse.low(p.head) in word_set("charges made")]


def unnamed(parse: Parse, verb: Verb) -> bool:
    """«An officer, who declined to be named»: nobody is turned down."""
    inner = parse.verbs[verb.complement] if verb.complement is not None else None
    wants = verb.lemma in ("ask", "decline", "refuse", "want") and not verb.objects
    return wants and inner is not None and inner.passive and inner.lemma in word_set("identifying")


def paid_for(parse: Parse, phrase: Phrase, verb: Verb | None) -> bool:
    """«sanctioned Togo over its raid», «in retaliation for its raid»: is it what a verb's object is made to pay for?"""
    k = phrase.first - 1
    before = parse.phrase_before.get(k)
    if before is not None and parse.low(before.head) in word_set("answers to a blow"):
        return parse.low(k) == "for" or parse.low(before.first - 1) == "in"
    if before is not None and parse.low(before.head) in governors("noun"):
        return False  # «dropped its demand for talks»
    because = parse.low(k) in ("for", "over", "after") or (parse.low(k - 1), parse.low(k)) == ("because", "of")
    return because and parse.low(phrase.head) in _deed_nouns() and verb is not None and _hits(parse, verb)


def _hits(parse: Parse, verb: Verb) -> bool:
    """Does somebody blame or sanction another there: «criticised», «broke off relations», «imposed tariffs on»?"""
    if verb.passive or verb.lemma in ("blame", "call"):
        return False  # «blamed NATO for its invasion»: whose it was, is open; «called for a raid»
    heads = {parse.low(phrase.head) for group in verb.objects for phrase in group}
    return any(
        cue.action in ("ACCUSE", "SANCTION")
        and cue.particle in ("", verb.particle)
        and (not cue.nouns or not heads.isdisjoint(cue.nouns))
        for cue in verb_cues().get(verb.lemma, ())
    )


@cache
def _deed_nouns() -> frozenset[str]:
    recalled = (noun for row in table("recalled_deeds") for noun in alternatives(row["nouns"]))
    return frozenset(recalled) | frozenset(noun_cues())


def _awaited(parse: Parse, number: int, o: int) -> bool:
    """«will reopen it once Minsk frees them»: a present tense after «once» or «when» beside a future has not come."""
    verb = parse.verbs[number]
    if not to_come(parse, verb) or parse.low(o) not in word_set("awaiting"):
        return False
    return any(v.mood == "fin" and v.tense == "fut" for v in parse.verbs if v is not verb)


def to_come(parse: Parse, verb: Verb) -> bool:
    """«as soon as it leaves», «once it has left»: the present, which in such a clause is not yet."""
    return verb.tense == "pres" or (verb.perfect and parse.low(verb.first) in ("has", "have") and not verb.modal)


def _denies(parse: Parse, phrase: Phrase) -> bool:
    """«no evidence that …»."""
    if parse.low(phrase.head) == "case" and any(parse.tag(k) == "X" for k in range(phrase.first - 3, phrase.first)):
        return True  # «it is not the case that …»
    if parse.low(phrase.head) not in ("evidence", "proof", "indication", "sign", "signs", "trace", "record"):
        return False
    above = next((verb for verb in reversed(parse.verbs) if verb.last < phrase.first), None)
    none = above is not None and bool(above.subject) and nobody(parse, above.subject[0].first)
    return none or "no" in [parse.low(k) for k in range(phrase.first, phrase.head)]


def _of_sentence(parse: Parse, number: int) -> Scope | None:
    """«The concern is that …»: it covers the rest of the sentence."""
    for earlier in range(number):
        if parse.low(parse.verbs[earlier].last + 1) == "that":
            status = _stance(parse, earlier)
            return Scope("forced", status) if status is not None else None
    return None


def _stance(parse: Parse, number: int) -> Status | None:
    """«The fear is (that) …»: the status that the subject of «is» gives."""
    verb = parse.verbs[number]
    if verb.lemma != "be":
        return None
    found = (governors("clause").get(parse.low(phrase.head)) for phrase in verb.subject)
    return next((status for status in found if status is not None), None)


def made_up(parse: Parse, first: int, last: int) -> bool:
    """Do tokens `first` to `last` call something untrue («a hoax», «unfounded»), and not «no joke»?"""
    words = {parse.low(k) for k in range(first, last)}
    return "no" not in words and not words.isdisjoint(word_set("fabricated") | word_set("inventions"))


def nothing_like_it(parse: Parse, first: int) -> bool:
    """Does what begins at a token say that nothing of what was told came («nothing of the kind», «none of this»)?"""
    return any(parse.words(first, first + n) in _NOTHING_LIKE_IT for n in (3, 4))


def nobody(parse: Parse, first: int) -> bool:
    """«No one in Lima», «hardly anyone», «neither Chad nor Mali»: does what begins at a token name who does not?"""
    before = before_one(parse, first)
    if parse.tag(before) == "X" or parse.low(before) in word_set("hardly"):
        return True
    return (parse.tag(first) in ("D", "U", "X", "N") and parse.low(first) in word_set("no one")) or (
        parse.low(first - 1) == "neither"
    )


def before_one(parse: Parse, first: int) -> int:
    """The token before a phrase, or before the «one» that opens it («not one Kenyan minister»)."""
    return first - 2 if parse.low(first - 1) == "one" else first - 1


def _under(parse: Parse, number: int) -> Scope:
    verb = parse.verbs[number]
    knows = verb.lemma in word_set("knowing")  # «few know that …»
    first = verb.subject[0].first if verb.subject else len(parse.tokens)
    negated = verb.negated or (not knows and (nobody(parse, first) or parse.low(first) == "few"))
    stance = _stance(parse, number)
    if stance is not None:
        return Scope("forced", stance, number)
    if verb.lemma in word_set("denials"):
        return Scope("forced", Status.HYPOTHETICAL if negated else Status.DENIED, number)
    if verb.lemma == "doubt" and negated:
        return Scope("report", None, number)  # «nobody doubts that …»
    if verb.lemma in word_set("fears"):
        return Scope("forced", Status.FEARED if negated is verb.negated else Status.HYPOTHETICAL, number)
    if verb.lemma in word_set("demands") and not negated:
        return Scope("demand", None, number)
    if verb.lemma in word_set("unsure") or (negated and verb.lemma in word_set("reports") | word_set("not shown")):
        return Scope("forced", Status.HYPOTHETICAL, number)
    return Scope("report", None, number)
