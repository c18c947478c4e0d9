"""How real the text says a deed is: happened, planned, urged, feared, hypothetical or denied.

The verb's own form gives a first answer (tense, modal, negation, imperative); what governs it may change it: «refused
to sign» is denied, «plans to sign» planned, «urged them to sign» urged, and nothing under «if» has happened. Rules of
choice: «should not» and «do not!» say that somebody is asked to refrain, which is neither urged nor denied:
hypothetical. «will not» and «did not» are denied. «would» is planned after «said that», hypothetical elsewhere. A
question that asks why or when tells nothing; one that asks whether is hypothetical.
"""

from __future__ import annotations

import calendar
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading import implicatives
from westphalia.reading.borne_out import borne_out
from westphalia.reading.cues import nouns_of
from westphalia.reading.granted import granted
from westphalia.reading.scope import (
    before_one,
    charges_turned_down,
    conditional,
    disbelieved,
    governors,
    nobody,
    paid_for,
    question,
    reminder,
    scope_of,
    to_come,
)
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.verbgroups import not_only

_REAL = Status.HAPPENED
_RATHER = ("fewer", "less", "more", "other", "longer", "but", "man's")
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
_NONE = ("no", "neither", "nobody", "none", "nothing")
_SEEMS = (
    *("seem", "seems", "seemed", "appear", "appears", "appeared"),
    *("remain", "remains", "remained", "look", "looks", "looked"),
)
_LABEL_ENDS = (":", "—", "–", "-")


def of_verb(parse: Parse, number: int, depth: int = 0) -> Status | None:
    """The status of what verb group `number` tells; None where it tells no deed (a purpose, an open question)."""
    asked = question(parse)
    if asked == "wh" or depth > 6:
        return None
    if not asked and (borne_out(parse, number) or undoubted(parse, number)):
        return _REAL
    verb = parse.verbs[number]
    if advised(parse, verb):
        return Status.URGED
    if not asked and told_aside(parse, number):
        return _REAL
    status = _governed(parse, number, depth) if verb.mood in ("inf", "ger") else _finite(parse, number, depth)
    if status is not None and asked and status is not Status.DENIED:
        return Status.HYPOTHETICAL
    return status


# --- clauses ---------------------------------------------------------------------------------------------------------


def _finite(parse: Parse, number: int, depth: int = 0) -> Status | None:
    verb = parse.verbs[number]
    if verb.mood == "imp" or (verb.lemma == "let" and not verb.subject):
        return Status.HYPOTHETICAL if verb.negated else Status.URGED  # «Impose …», «Let Hanoi first release …»
    scope = scope_of(parse, number)
    under_if = conditional(parse)
    bare = verb.first == verb.last and parse.tokens[verb.main].form.startswith("b")
    if bare and (_is_let(parse, number) or parse.words(verb.first - 2, verb.first) == "had better"):
        return Status.URGED
    introduced = _that_it_be_done(parse, verb) if bare else ""
    if introduced:
        conditional_on = introduced in ("condition", "proviso")
        return Status.HYPOTHETICAL if verb.negated or conditional_on else Status.URGED
    if scope is not None and scope.kind == "forced":
        return Status.HYPOTHETICAL if scope.status is Status.DENIED and verb.negated else scope.status
    if scope is not None and scope.kind == "demand" and bare:
        return Status.HYPOTHETICAL if verb.negated else Status.URGED  # «demanded that Ukraine disarm»
    if _negated(parse, verb):
        return Status.HYPOTHETICAL if verb.tense == "must" or under_if else Status.DENIED
    doubted = any(parse.low(k) in word_set("doubt") for k in range(verb.first - 1, verb.main + 1))
    doubted = doubted or any(parse.words(k, k + 2) == "all but" for k in range(verb.first - 2, verb.main))
    if (parse.low(verb.last + 1), parse.low(verb.last + 2)) == ("short", "of"):
        return Status.DENIED  # «stopped short of recalling its envoy»
    if doubted or under_if == "inverted" or _had_it(parse, verb) or (verb.tense == "must" and verb.perfect):
        return Status.HYPOTHETICAL  # «nearly signed», «had it signed», «should have signed»
    if _goes_on(parse, number):
        return of_verb(parse, number - 1, depth + 1)
    if verb.tense == "fut" or parse.is_due(verb):
        return Status.HYPOTHETICAL if under_if else Status.PLANNED
    if to_come(parse, verb) and any(parse.words(p.first - 3, p.first) == "as soon as" for p in verb.subject):
        return Status.HYPOTHETICAL
    if verb.tense == "cond":
        said = verb.modal == "would" and scope is not None and scope.kind == "report" and not under_if
        return Status.PLANNED if said else Status.HYPOTHETICAL
    if scheduled(parse, verb):
        return Status.HYPOTHETICAL if under_if else Status.PLANNED
    return Status.URGED if verb.tense == "must" else _REAL


def _goes_on(parse: Parse, number: int) -> bool:
    """«would have listed it and demanded that …», «will have built a port, …»: more participles after the first."""
    verb = parse.verbs[number]
    if number == 0 or verb.first != verb.last or verb.tense != "past" or verb.mood != "fin":
        return False
    if parse.low(verb.first - 1) not in ("and", "or", ","):
        return False
    above = parse.verbs[number - 1]
    if _goes_on(parse, number - 1):
        return True
    joined = parse.low(verb.first - 1) != "," or any(parse.tag(v.first - 1) == "C" for v in parse.verbs[number + 1 :])
    return joined and above.mood == "fin" and above.tense in ("cond", "fut") and above.perfect


def _is_let(parse: Parse, number: int) -> bool:
    """«Let the bloc, which offered its help, mediate»: the verb that follows an aside."""
    first = parse.verbs[0]
    if number == 0 or first.lemma != "let" or first.subject:
        return False
    if number == 1 and not any(parse.tag(k) in (",", ";", ":") for k in range(parse.verbs[1].first)):
        return True  # «Let Oslo and Bergen mediate»
    return (
        first.complement is None
        and bool(first.objects)
        and any(phrase in first.objects[0] for phrase in parse.verbs[number].subject)
    )


def _that_it_be_done(parse: Parse, verb: Verb) -> str:
    """«It is *vital* that Peru expel him», «on *condition* that …»: the word before the «that» of a base form."""
    if len(verb.subject) != 1 or verb.subject[0].last != verb.first:
        return ""
    that = verb.subject[0].first - 1
    word = parse.low(that - 1)
    return word if parse.low(that) == "that" and word in word_set("that it be done") else ""


def scheduled(parse: Parse, verb: Verb) -> bool:
    """«The king receives an American admiral on Friday», «the two meet next week»: the present for what is to come."""
    if verb.tense != "pres" or verb.perfect or verb.modal or verb.lemma not in word_set("scheduled"):
        return False
    if any(parse.low(k) == "today" and parse.low(k + 1) in _LABEL_ENDS for k in range(2)):
        return True  # «Also today: Cairo and Addis Ababa hold talks»: the day's diary
    first = next((v for v in parse.verbs if v.mood == "fin"), verb)
    told = [v for v in parse.verbs if v.mood == "fin" and v.last < verb.last and (v.tense != "pres" or v.modal)]
    for k in (*(range(first.first) if not told else ()), *range(verb.last + 1, max(verb.end, verb.last + 1))):
        low, before = parse.low(k), parse.low(k - 1)
        if low == "tomorrow" or (before == "next" and low in ("week", "month", "year", *_WEEKDAYS)):
            return True
        if before == "on" and low in _WEEKDAYS:
            return True
    return False


def _had_it(parse: Parse, verb: Verb) -> bool:
    """«…; had Brussels backed them, …»: a condition inside the sentence."""
    o = min([verb.first, *(phrase.first for phrase in verb.subject)]) - 1
    return parse.tag(o) == "A" and parse.low(o) in ("had", "should", "were") and parse.tag(o - 1) in (";", ":")


def _negated(parse: Parse, verb: Verb) -> bool:
    if _not_who(parse, verb) or _to_nothing(parse, verb):
        return True
    if verb.negated or parse.low(verb.first - 1) in ("neither", "nor"):
        return True
    if parse.low(verb.first - 2) == "no" and parse.low(verb.first - 3) in ("at", "by", "in", "on", "under"):
        return True  # «At no time did Estonia block …», «under no circumstances will …»
    if any(parse.low(before_one(parse, phrase.first)) == "not" for phrase in verb.subject):
        return True  # «Not a single Cuban soldier fought in Grenada», «Not one minister fled to Chad»
    if any(_is_none(parse, phrase) for phrase in verb.subject):
        return True
    objects = [phrase for group in verb.objects for phrase in group]
    if verb.lemma in word_set("amends"):  # «apologised for none of it»
        objects += [phrase for prep, _, group in verb.prepositions if prep == "for" for phrase in group]
    return any(_is_none(parse, phrase) for phrase in objects)


def _to_nothing(parse: Parse, verb: Verb) -> bool:
    """«had consented to nothing», «spoke to nobody»."""
    if not verb.prepositions or verb.prepositions[0][0] not in ("to", "with", "for", "from"):
        return False
    first = verb.prepositions[0][2][0]
    return parse.low(first.head) in ("nothing", "nobody", "none") and first.first == verb.last + 2


def _not_who(parse: Parse, verb: Verb) -> bool:
    """«It was not London that saved the crew»."""
    if parse.tag(verb.first - 1) != "W":
        return False
    above = next((v for v in reversed(parse.verbs) if v.last < verb.first and v.mood == "fin"), None)
    if above is None or above.lemma != "be" or not above.negated or not above.subject:
        return False
    if any(parse.low(k) == "but" for k in range(above.last, verb.first)):
        return False  # «It was not Armenia but Azerbaijan that bombed it»
    return parse.low(above.subject[0].head) == "it"


def _is_none(parse: Parse, phrase: Phrase) -> bool:
    """«neither side», «no envoy», «neither a rifle nor a sack», but not «no fewer than ten», «no secret», «no time»."""
    first, second = parse.low(phrase.first), parse.low(phrase.first + 1)
    if first not in _NONE:
        return parse.low(phrase.first - 1) == "neither"
    if second in _RATHER or parse.low(phrase.last) in _RATHER:
        return False
    return not (first == "no" and parse.low(phrase.head) in word_set("empty"))


# --- infinitives and -ing forms --------------------------------------------------------------------------------------


def _governed(parse: Parse, number: int, depth: int) -> Status | None:
    verb = parse.verbs[number]
    follows = implicatives.follows(parse, number)
    if follows is not None:
        return follows
    if verb.parallel is not None:
        return of_verb(parse, verb.parallel, depth + 1)
    if decided(parse, number):
        return _combined(parse, verb, _REAL, depth)
    if verb.governor is None or verb.control is None:
        if verb.mood == "ger" and verb.control is not None:
            return of_verb(parse, verb.control, depth + 1)
        what = parse.phrase_before.get(verb.first - 1) if verb.mood == "ger" else None
        if what is not None and parse.low(verb.first - 1) in ("of", "for"):
            low = parse.low(what.head)  # «Peru's declared intention of barring …» before the sentence's verb
            return _complements("noun").get(low) or governors("noun").get(low)
        headline = verb.mood == "inf" and verb.subject and not any(v.mood == "fin" for v in parse.verbs[:number])
        yet = parse.low(verb.first - 1) == "yet"  # «Sierra Leone yet to sign …», «Russia to sanction …»
        return _negate(Status.PLANNED, verb.negated or yet) if headline else None
    control = parse.verbs[verb.control]
    left = parse.tokens[verb.governor]
    if control.lemma == "let" and not control.subject:
        return _finite(parse, verb.control)  # «Let Kenya send troops»
    if verb.of_object:
        return _of_object(parse, verb, depth)
    if left.tag in ("P", "T", "K", "R"):
        return _after_preposition(parse, verb, depth)
    if left.tag == "A" and left.lemma == "be":
        return None
    status = _complements("verb").get(left.lemma or left.low)
    if left.low == "going" or (control.passive and control.lemma in word_set("expected")):
        status = Status.PLANNED  # «was going to sign»
    elif control.passive and control.lemma in word_set("reports"):
        status = Status.HYPOTHETICAL if control.lemma in ("think", "believe", "claim") else _REAL
    return _combined(parse, verb, status, depth)


def _of_object(parse: Parse, verb: Verb, depth: int) -> Status | None:
    """«a threat to leave», «ready to leave», «urged Iran to leave»."""
    if verb.governor is None or verb.control is None:
        return None
    low = parse.low(verb.governor)
    noun, adjective = _complements("noun").get(low), _complements("adjective").get(low)
    above = parse.verbs[verb.control]
    if adjective is not None and above.lemma == "be" and verb.governor == above.last + 1:
        noun = None  # «was right to expel», not «has the right to»
    told = above.lemma == "be" and above.tense == "past" and parse.low(above.first - 1) != "it"
    if adjective is _REAL and low in word_set("advice") and not told and not verb.perfect:
        adjective = Status.HYPOTHETICAL  # «it was wrong to attack», «is right to help»
    if noun is not None:
        phrase = parse.phrase_before.get(verb.governor + 1)
        none = phrase is not None and parse.low(phrase.first) == "no"
        return _negate(noun, verb.negated or none)
    if adjective is not None:
        if adjective is Status.PLANNED and conditional(parse) == "if":
            return Status.HYPOTHETICAL  # «is ready to mediate if both ask»
        return _combined(parse, verb, adjective, depth)
    control = parse.verbs[verb.control]
    if control.lemma == "have" and control.modal == "would":
        return Status.URGED  # «some would have us invade»
    if parse.tag(control.main) != "V":
        return None
    status = _complements("object").get(control.lemma) or _complements("verb").get(control.lemma)
    return _combined(parse, verb, status, depth)


def _combined(parse: Parse, verb: Verb, status: Status | None, depth: int) -> Status | None:
    """The complement's status, given how real its governor is."""
    if status is None or verb.control is None:
        return None
    if _not_left_undone(parse, verb):
        return _REAL
    outer = of_verb(parse, verb.control, depth + 1)
    if status is _REAL:
        return _negate(outer, verb.negated)
    governor = parse.verbs[verb.control]
    if governor.negated or outer is Status.DENIED:
        intends = status in (Status.PLANNED, Status.URGED) and governor.lemma not in ("expect", "hope", "believe")
        return Status.DENIED if intends else Status.HYPOTHETICAL
    if outer in (Status.HYPOTHETICAL, None) and status in (Status.PLANNED, Status.DENIED):
        return Status.HYPOTHETICAL
    if outer is Status.URGED and status is Status.DENIED:
        return Status.HYPOTHETICAL  # «should stop arming»
    return _negate(status, verb.negated)


def decided(parse: Parse, number: int) -> bool:
    """«The assembly voted to break off relations», «voted in favour of sanctioning it»: is the vote of a body the deed?

    Not so the vote of a part of it: «Opposition deputies voted to …», «six members voted to …».
    """
    verb = parse.verbs[number]
    above = parse.verbs[verb.control] if verb.control is not None and verb.governor is not None else None
    if above is None or above.lemma != "vote" or above.mood == "ger":
        return False
    opener = parse.words(above.last + 1, verb.first).split()
    if verb.mood == "ger" and opener not in (["for"], ["in", "favour", "of"], ["in", "favor", "of"]):
        return False
    return len(above.subject) == 1 and decides(parse, above.subject[0], above)


def decides(parse: Parse, phrase: Phrase, verb: Verb) -> bool:
    """«Chile's Senate», «the General Assembly», «EU ministers», «lawmakers in Kigali», but not «six opposition MPs»."""
    if any(parse.tag(k) == "Q" for k in range(phrase.first, phrase.head)):
        return False
    head = parse.low(phrase.head)
    if parse.tag(phrase.head) == "M" or head == "it" or head in word_set("bodies that vote"):
        return True
    within = (parse.low(k) for k in range(phrase.last, verb.first))
    if head not in word_set("members of bodies that vote") or not word_set("parts of bodies").isdisjoint(within):
        return False
    before = range(phrase.first, phrase.head)
    return all(parse.tag(k) in ("D", "M", "S") or parse.low(k) in ("member", "foreign") for k in before)


def implied(parse: Parse, number: int) -> bool:
    """«did not fail to sign», «seems to have signed», «voted to sign»: done, whatever stands before it?"""
    verb = parse.verbs[number]
    if borne_out(parse, number):
        return True
    clause = max((k for k in range(verb.first) if parse.tag(k) in (",", ";", ":")), default=0)
    if verb.mood == "fin" and any(not_only(parse.tokens, k) for k in range(clause, verb.main)):
        return not verb.negated and not verb.modal
    control = verb.control
    if implicatives.follows(parse, number) is _REAL:
        return True
    if control is None:
        return False
    above = parse.verbs[control]
    if decided(parse, number):
        return of_verb(parse, number) is _REAL
    seems = above.lemma in ("seem", "appear") and above.mood == "fin" and not above.negated and not above.modal
    return seems or _not_left_undone(parse, verb)


def supposed(parse: Parse, number: int) -> bool:
    """«is thought to have bombed it», «allegedly bombed it»: neither told as done nor as not done."""
    verb = parse.verbs[number]
    if verb.negated or verb.modal:
        return False
    if verb.mood == "fin":
        past = verb.tense == "past" or verb.perfect
        return past and any(parse.low(k) in word_set("alleged") for k in range(verb.first - 1, verb.main + 1))
    above = parse.verbs[verb.control] if verb.control is not None else None
    if verb.mood != "inf" or above is None or above.negated or above.mood != "fin":
        return False
    done = verb.perfect or "g" in parse.tokens[verb.main].form
    return done and (above.lemma in word_set("supposing") if above.passive else above.lemma == "claim")


def undoubted(parse: Parse, number: int) -> bool:
    """«No one in Ankara doubts that Greece has armed the islands», «nobody disputes that …»: told as done."""
    verb = parse.verbs[number]
    if verb.mood == "fin" and not verb.modal and reminder(parse):
        return True
    if verb.negated or verb.modal or not (verb.tense == "past" or verb.perfect):
        return False
    if "no doubt" in parse.words(0, verb.first):
        return True
    return any(
        above.lemma in word_set("doubting")
        and (above.negated or (bool(above.subject) and nobody(parse, above.subject[0].first)))
        for above in parse.verbs[:number]
    )


def advised(parse: Parse, verb: Verb) -> bool:
    """«Delhi would do well to thank Sri Lanka», «would be wise to decline»."""
    above = parse.verbs[verb.control] if verb.control is not None else None
    if verb.mood != "inf" or verb.negated or above is None or not above.modal or above.negated:
        return False
    words = {"do": ("better", "well"), "be": ("prudent", "wise", "wiser")}
    return parse.low(verb.first - 1) in words.get(above.lemma, ())


def advised_against(parse: Parse, number: int) -> bool:
    """«should not expel the ambassador»: nobody urges it."""
    verb = parse.verbs[number]
    return verb.mood == "fin" and verb.negated and not verb.perfect and verb.modal in ("should", "must", "ought")


def told_aside(parse: Parse, number: int) -> bool:
    """«were Oslo to punish the firms *that the Union blacklisted*»: who is named did it, whatever the rest says."""
    verb = parse.verbs[number]
    if verb.mood != "fin" or verb.negated or verb.modal or not (verb.tense == "past" or verb.perfect) or verb.objects:
        return False
    if not verb.subject or not parse.tokens[verb.subject[0].head].actors:
        return False
    that = verb.subject[0].first - 1
    of = parse.phrase_before.get(that)
    if parse.low(that) not in ("that", "which") or of is None or parse.tokens[of.head].actors:
        return False
    return not any(parse.low(k) in word_set("contents") for k in range(that))


def presupposed(parse: Parse, number: int, token: int) -> bool:
    """«did not condemn the invasion of Ukraine»: a deed that somebody has no word for has happened all the same."""
    verb = parse.verbs[number]
    attitudes = word_set("blaming deeds") | word_set("praising deeds") | word_set("mentioning")
    told = [phrase for group in verb.objects for phrase in group]
    return _negated(parse, verb) and verb.lemma in attitudes and any(p.first <= token < p.last for p in told)


def stopped(parse: Parse, number: int, token: int) -> bool:
    """«should stop vetoing it», «must halt its offensive»: is the deed at a token what somebody is to stop?"""
    verb = parse.verbs[number]
    stopping = word_set("stopping") | {"refrain"}
    if verb.lemma in stopping and any(p.first <= token < p.last for group in verb.objects for p in group):
        return True
    return verb.control is not None and parse.verbs[verb.control].lemma in stopping


def _not_left_undone(parse: Parse, verb: Verb) -> bool:
    """«did not hesitate to sign», «could not help signing», «did not stop arming»: is a complement done?"""
    above = None if verb.control is None else parse.verbs[verb.control]
    if above is None or above.mood != "fin" or not above.negated:
        return False
    if above.lemma == "cease" or (verb.mood == "ger" and above.lemma in ("stop", "quit")):
        return above.tense == "past" and not above.modal
    never = any(parse.low(k) == "never" for k in range(above.first - 1, above.last))
    done = (above.tense == "past" or never) and not above.modal and above.lemma in word_set("not left undone")
    return done or (above.lemma == "help" and above.modal in ("can", "could"))


def _negate(status: Status | None, negated: bool) -> Status | None:
    if not negated or status is None:
        return status
    return Status.DENIED if status in (Status.HAPPENED, Status.PLANNED) else Status.HYPOTHETICAL


def _after_preposition(parse: Parse, verb: Verb, depth: int) -> Status | None:
    if verb.governor is None or verb.control is None:
        return None
    low = parse.low(verb.governor)
    control = parse.verbs[verb.control]
    before = parse.phrase_before.get(verb.governor)
    if before is not None:
        head = parse.low(before.head)
        noun = _complements("noun").get(head) or governors("clause").get(head)
        if noun is not None:
            return noun
    if low == "without":
        return Status.DENIED
    if low in word_set("as real as the verb"):
        return of_verb(parse, verb.control, depth + 1)
    off = governors("phrasal").get(f"{control.lemma} {low}")
    if off is not None:
        return _combined(parse, verb, off, depth)  # «ruled out sending», «held off closing»
    if low in ("from", "against"):
        kept = _complements("verb").get(control.lemma) is Status.DENIED or control.lemma in word_set("keeping from")
        return Status.DENIED if kept else Status.HYPOTHETICAL
    if low == "for" and control.lemma in word_set("factive for"):
        return _REAL
    if low == "to" and control.lemma in ("admit", "confess", "resort"):
        return _REAL
    if low == "to" and control.lemma in ("commit", "agree", "return"):
        return Status.PLANNED
    return Status.HYPOTHETICAL if low in ("of", "about", "for", "to", "at", "towards") else None


@cache
def _complements(kind: str) -> dict[str, Status]:
    rows = (row for row in table("complements") if row["kind"] == kind)
    return {word: Status(row["status"]) for row in rows for word in alternatives(row["words"])}


# --- nouns -----------------------------------------------------------------------------------------------------------


def of_noun(parse: Parse, phrase: Phrase) -> Status | None:
    """The status of a deed told by a noun («talks between …»); None where the text leaves it open."""
    if question(parse):
        return None
    inside = [parse.low(k) for k in range(phrase.first, phrase.head)]
    if "no" in inside or "neither" in inside:
        return Status.DENIED
    modified = next((governors("modifier")[low] for low in inside if low in governors("modifier")), None)
    if modified is not None:
        return modified
    if granted(parse, phrase.head) or _charge_denied(parse, phrase):
        return _REAL
    if _said_to_be(parse, phrase, "uncertain"):
        return Status.HYPOTHETICAL
    if _off(parse, phrase):
        return Status.DENIED
    i = phrase.first - 1
    while parse.tag(i) in ("R", "X"):
        i -= 1
    low = parse.low(i)
    if low in ("if", "unless", "whether"):
        return Status.HYPOTHETICAL
    if low in ("before", "until"):
        return Status.PLANNED
    if parse.tag(i) in ("P", "T"):
        status = _after(parse, i)
        if status is not None:
            return status
    return _from_verb(parse, phrase)


def _charge_denied(parse: Parse, phrase: Phrase) -> bool:
    """«denied an accusation by the RSF»: it was made."""
    return any(phrase in charges_turned_down(parse, verb) for verb in parse.verbs)


def _fruitless(parse: Parse, verb: Verb) -> bool:
    """«yielded no breakthrough»: only what came of it is denied."""
    whole = verb.negated or any(_is_none(parse, phrase) for phrase in verb.subject)
    return not whole and any(_is_none(parse, phrase) for group in verb.objects for phrase in group)


def _off(parse: Parse, phrase: Phrase) -> bool:
    """«India-Pakistan talks off after …», «the talks between the two are off», but not «a raid off Aden»."""
    if parse.low(phrase.head) not in nouns_of("@talks|@talksdone"):
        return False
    verb = next((v for v in parse.verbs if phrase in v.subject and v.lemma == "be" and v.mood == "fin"), None)
    at = verb.last + 1 if verb is not None and not verb.negated else phrase.last
    return parse.low(at) == "off" and at + 1 not in parse.phrase_at


def _said_to_be(parse: Parse, phrase: Phrase, what: str) -> bool:
    """«strike on Iran “unlikely this year”», «an attack on Assab is possible»: what the words behind the noun say."""
    k = parse.end_of(phrase)
    while parse.tag(k) in ("A", "R", '"') or parse.low(k) == "be" or parse.low(k) in _SEEMS:
        k += 1
    return parse.low(k) in word_set(what) or (k in parse.phrase_before and parse.low(k - 1) in word_set(what))


def _after(parse: Parse, i: int) -> Status | None:
    """A deed after a preposition: «for talks», «towards an attack», «without aid», «calls for sanctions»."""
    low = parse.low(i)
    before = parse.phrase_before.get(i)
    if _paid(parse, i):
        return _REAL  # «in retaliation for its bombing of Damascus»
    if low == "without" or parse.words(i - 1, i + 1) == "short of":
        return Status.DENIED
    if before is not None:
        status = governors("noun").get(parse.low(before.head))
        if status is not None:
            return status
        if disbelieved(parse, before):
            return Status.DENIED
    if low in ("towards", "toward") and before is None:
        return Status.PLANNED
    if low == "for":
        above = next((parse.verb_at[k] for k in range(i, -1, -1) if k in parse.verb_at), None)
        if above is None or parse.verbs[above].lemma not in word_set("factive for") | set(governors("verb")):
            return Status.PLANNED
    return None


def _paid(parse: Parse, i: int) -> bool:
    """Is the phrase after the preposition `i` what somebody is made to pay for?"""
    phrase = parse.phrase_at.get(i + 1)
    verbs = (v for v in parse.verbs if any(at == i for _, at, _ in v.prepositions))
    return phrase is not None and paid_for(parse, phrase, next(verbs, None))


def _occasion(parse: Parse, verb: Verb, phrase: Phrase) -> bool:
    """«agreed *at a meeting* to open the gate», «promised tents *during a visit*»: what comes after it is still due."""
    if verb.lemma not in word_set("promising") | {"agree", "propose", "threaten"}:
        return False
    met = parse.low(phrase.head) in nouns_of("@talks|@talksdone")
    return met and any(phrase in group and prep in ("at", "during", "in") for prep, _, group in verb.prepositions)


def _from_verb(parse: Parse, phrase: Phrase) -> Status | None:
    for number, verb in enumerate(parse.verbs):
        below = [*verb.objects, *(group for _, _, group in verb.prepositions)]
        subject = phrase in verb.subject
        if not subject and not any(phrase in group for group in below):
            continue
        status = of_verb(parse, number)
        governed = None
        if _occasion(parse, verb, phrase):
            return status
        if not subject or verb.passive:
            two = governors("phrasal").get(f"{verb.lemma} {parse.low(verb.last + 1)}")  # «has been put off»
            governed = two or governors("verb").get(verb.lemma)
        if not subject and status in (Status.URGED, Status.PLANNED) and stopped(parse, number, phrase.head):
            return Status.HYPOTHETICAL  # «must halt its offensive»
        if governed is not None:
            return Status.HYPOTHETICAL if verb.negated else governed
        if status is Status.DENIED and (
            presupposed(parse, number, phrase.head) or (subject and _fruitless(parse, verb))
        ):
            return _REAL  # «Neither government mentioned the killing», «The talks brought no result»
        if status is None:
            return Status.HYPOTHETICAL if verb.mood == "inf" else None
        if subject and status is not _REAL and verb.lemma not in word_set("take place"):
            return None if status in (Status.PLANNED, Status.DENIED) else Status.HYPOTHETICAL
        return status
    unreal = (v for v in parse.verbs if v.mood == "imp" or (v.mood == "fin" and (v.modal or v.negated)))
    return None if any(unreal) else _REAL
