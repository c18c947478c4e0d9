"""What the frame of a sentence takes back or leaves open: «… was a hoax», «Under the draft, …», «By that logic …».

The verb's own form says nothing of it, so these hold for whatever the sentence tells, whoever found it.
"""

from __future__ import annotations

from westphalia.ontology.types import Status
from westphalia.reading.prospects import in_prospect, instead, said_of
from westphalia.reading.scope import disbelieved, governors, made_up, nothing_like_it
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_CORRECTED = ("earlier", "previous", "original")
_MOMENTS = ("the moment", "the minute", "the instant", "the day", "as soon")
_SOME_TIME = ("sooner or later", "sooner rather than later", "one day", "some day", "someday", "one of these days")

_PURE = ("pure", "sheer", "utter", "complete", "total", "outright", "just", "only", "mere")
_SAYING = ("that", "saying", "claiming", "alleging", "announcing", "showing", "reporting", "purporting", "of", "about")
_TO_SHOW = (("in", "which"), ("on", "which"), ("where", "the"))


def taken_back(parse: Parse, at: int) -> Status | None:
    """How real the frame leaves a deed at token `at` that reads as done; None where nothing takes it back."""
    if _corrected(parse, at):
        return Status.DENIED
    for frame in _STATUSES:
        status = frame(parse, at)
        if status is not None:
            return status
    return Status.HYPOTHETICAL if any(frame(parse, at) for frame in _FRAMES) else None


def _corrected(parse: Parse, at: int) -> bool:
    """«Correction: an earlier version said that …»: what was wrongly printed."""
    if parse.low(0) in ("correction", "corrected", "clarification") and parse.tag(1) in (":", ";", "-", "–", "—"):
        return any(verb.lemma in word_set("reports") and verb.last < at for verb in parse.verbs)
    return any(
        verb.lemma in word_set("misreporting") and verb.last < at and _version(parse, verb) for verb in parse.verbs
    )


def _version(parse: Parse, verb: Verb) -> bool:
    """«An earlier version of this article said …»."""
    versions = (phrase for phrase in verb.subject if parse.low(phrase.head) == "version")
    return any(parse.low(k) in _CORRECTED for phrase in versions for k in range(phrase.first, phrase.head))


def _said_to_be(parse: Parse, at: int) -> Status | None:
    """«The video of Chinese jets was a hoax», «that Sudan sank it is a hypothesis»: what is said of the whole."""
    named = parse.phrase_of(at)
    end = parse.end_of(named) if named is not None else at
    for verb in parse.verbs:
        if verb.first <= at or verb.mood != "fin" or verb.lemma not in ("be", "prove", "remain"):
            continue
        if any(parse.tag(k) in (";", ":", ".") or parse.low(k) in ("and", "but") for k in range(end, verb.first)):
            return None
        phrase = next((p for p in parse.phrases if verb.last < p.first <= verb.last + 3), None)
        if phrase is None or parse.low(phrase.first) in ("no", "the"):
            continue
        if parse.tag(phrase.first) != "D" and parse.low(phrase.first) not in _PURE:
            continue
        noun = parse.low(phrase.head)
        if noun in word_set("inventions"):
            return Status.HYPOTHETICAL if verb.negated else Status.DENIED
        if noun in word_set("guesses"):
            return Status.HYPOTHETICAL
    return None


def _proposed(parse: Parse, at: int) -> bool:
    """«Under the draft, Paris gives back the base», «The bill strips them of it»: the present of what is on paper."""
    verb = _present(parse, at)
    if verb is None:
        return False
    if any(parse.low(phrase.head) in word_set("bills") for phrase in verb.subject):
        return True
    return any(
        parse.low(phrase.first - 1) in ("under", "in") and parse.low(phrase.head) in word_set("proposals")
        for phrase in parse.phrases
        if phrase.last <= verb.first and not any(parse.is_finite(k) for k in range(phrase.first))
    )


def _by_a_logic(parse: Parse, at: int) -> bool:
    """«By that logic Oslo made war on Berlin», «on this reading, …», «To hear Caracas tell it, …»."""
    if parse.words(0, 2) == "to hear" and any(parse.words(k, k + 2) == "tell it" for k in range(2, 6)):
        return True
    return any(
        parse.low(phrase.first - 1) in ("by", "on", "in")
        and phrase.first <= 2
        and phrase.last <= at
        and parse.low(phrase.head) in word_set("ways to see it")
        for phrase in parse.phrases
    )


def _some_time(parse: Parse, at: int) -> bool:
    """«Sooner or later Hanoi tears up the accord»."""
    if _present(parse, at) is None:
        return False
    opening = " ".join(parse.low(k) for k in range(5))
    return any(opening.startswith(f"{words} ") for words in _SOME_TIME)


def _in_case(parse: Parse, at: int) -> bool:
    """«had tents ready so that, when Tbilisi asked, it could help»: both are the purpose."""
    opens = [k for k in range(at) if parse.words(k, k + 2) == "so that" and parse.tag(k + 2) in (",", "K")]
    verb = next((v for v in parse.verbs if v.mood == "fin" and opens and v.first > opens[-1] and v.modal), None)
    return verb is not None and at < max(verb.end, verb.last + 1)


def _put_off(parse: Parse, at: int) -> Status | None:
    """«held off expelling him», «held off on the duty»; «the handover was called off», «was struck from the draft»."""
    verb = parse.verb_of(at)
    for off in parse.verbs:
        if said_of(off, at) and off.mood == "fin" and not off.modal and _struck_out(parse, off):
            return None if off.negated else Status.DENIED
        alone = not any(at < v.first < off.first for v in parse.verbs)
        if off.passive and off.mood == "fin" and said_of(off, at) and alone and not (off.negated or off.modal):
            return governors("phrasal").get(f"{off.lemma} {parse.low(off.last + 1)}")
    if verb is not None and verb.lemma == "hold" and verb.particle == "off" and at > verb.last and not verb.negated:
        return Status.DENIED if any(prep == "on" for prep, _, _ in verb.prepositions) else None
    if verb is None or verb.mood != "ger" or verb.control is None:
        return None
    above = parse.verbs[verb.control]
    return None if above.negated else governors("phrasal").get(f"{above.lemma} {parse.low(above.last + 1)}")


def _struck_out(parse: Parse, off: Verb) -> bool:
    """«was struck from the speech», «was dropped from the draft»."""
    if not off.passive or off.lemma not in ("strike", "drop", "cut", "delete", "remove"):
        return False
    papers = (phrase for prep, _, group in off.prepositions if prep == "from" for phrase in group)
    return any(parse.low(phrase.head) in word_set("papers") for phrase in papers)


def _all_but(parse: Parse, at: int) -> bool:
    """«had all but put their names to the accord», «did everything but break off relations»."""
    if any(parse.words(k, k + 2) in ("everything but", "anything but") for k in range(max(0, at - 3), at)):
        return True
    verb = parse.verb_of(at)
    return verb is not None and any(parse.words(k, k + 2) == "all but" for k in range(verb.first - 2, verb.main))


def _labelled(parse: Parse, at: int) -> Status | None:
    """«The programme of the 14th: the Uzbek leader is received …», «Worst case: Kampala shuts the crossing»."""
    colon = next((k for k in range(min(at, 12)) if parse.tag(k) == ":"), None)
    if colon is None or _present(parse, at) is None:
        return None
    heads = [parse.low(phrase.head) for phrase in parse.phrases if phrase.last <= colon]
    if any(head in word_set("diaries") for head in heads):
        return Status.PLANNED
    return Status.HYPOTHETICAL if any(head in word_set("cases") for head in heads) else None


def _in_prospect(parse: Parse, at: int) -> Status | None:
    """«The prospect of Omani and Yemeni boats hunting smugglers together»."""
    verb = parse.verb_of(at)
    if verb is None or verb.mood != "ger":
        return None
    before = range(verb.first - 1, max(0, verb.first - 8), -1)
    of = next((k for k in before if parse.low(k) == "of" or k in parse.verb_at), None)
    what = parse.phrase_before.get(of) if of is not None else None
    if what is not None and parse.low(what.head) == "question" and parse.low(what.first) == "no":
        return Status.DENIED  # «There can be no question of Peru shelling it»
    return governors("noun").get(parse.low(what.head)) if what is not None else None


def _instead(parse: Parse, at: int) -> Status | None:
    """«Instead of expelling him, Caracas sent a letter», «rather than expel him»."""
    verb = parse.verb_of(at)
    return instead(parse, verb) if verb is not None else None


def _according_to_which(parse: Parse, at: int) -> Status | None:
    """«refutes the report, according to which Kazakh firms have sold shells»."""
    told = any(parse.words(k, k + 3) == "according to which" for k in range(at))
    denies = told and any(verb.lemma in word_set("denials") and verb.last < at for verb in parse.verbs)
    return Status.DENIED if denies else None


def _disbelieved(parse: Parse, at: int) -> Status | None:
    """«called reports that it had shelled Goma a fabrication», «rejected as slander a report that …»."""
    ends = (k for k in range(at, -1, -1) if parse.low(k) in ("that", "how") or parse.tag(k) in (";", ":", ","))
    that = next(ends, 0)
    that -= parse.words(that - 1, that + 1) == "of how"  # «dismissed as fiction accounts of how it shelled Goma»
    told = parse.phrase_before.get(that) if parse.low(that) in ("that", "of") else None
    verb = parse.verb_of(at)
    if told is None and verb is not None and verb.subject:
        told = parse.phrase_before.get(verb.subject[0].first)  # «denies reports it shelled Goma»
    return Status.DENIED if told is not None and disbelieved(parse, told) else None


def _falsely_told(parse: Parse, at: int) -> Status | None:
    """«A fake video showing that it shelled Goma», «wrongly believe that …», «…, according to a satirical website»."""
    for k in range(len(parse.tokens)):
        if parse.low(k) in word_set("wrongly") and any(
            verb.first <= k + 1 <= verb.last and verb.lemma in word_set("reports") for verb in parse.verbs
        ):
            return Status.DENIED if k < at else None
    for phrase in parse.phrases:
        if not any(parse.low(k) in word_set("made up") for k in range(phrase.first, phrase.last)):
            continue
        says = parse.low(phrase.last) in _SAYING or (parse.low(phrase.last), parse.low(phrase.last + 1)) in _TO_SHOW
        if (says and phrase.last < at) or parse.words(phrase.first - 2, phrase.first) == "according to":
            return Status.DENIED
    return None


def _once_it_comes(parse: Parse, at: int) -> bool:
    """«attacks the moment the observers leave», «Not until they leave does it talk to them»: the present to come."""
    verb = _present(parse, at)
    if verb is None or verb.modal:
        return False
    if parse.words(0, 2) == "not until":
        return not any(parse.low(k) == "did" for k in range(verb.first))
    opens = [k for k in range(verb.last + 1, len(parse.tokens) - 1) if parse.words(k, k + 2) in _MOMENTS]
    after = next((v for v in parse.verbs if opens and v.first > opens[0] and v.mood == "fin"), None)
    return bool(opens) and (after is None or after.tense == "pres")


def _had_it_so(parse: Parse, at: int) -> bool:
    """«Accounts had police storming the consulate», «the second option has the navy board tankers»."""
    verb = parse.verb_of(at)
    above = next((v for v in reversed(parse.verbs) if v.mood == "fin" and v.last < at), None)
    if verb is None or verb.mood == "fin" or above is None or above.lemma != "have" or not above.objects:
        return False
    tellers = (
        word_set("contents")
        | word_set("proposals")
        | word_set("stories")
        | word_set("cases")
        | word_set("storytellers")
    )
    return any(parse.low(k) in tellers for phrase in above.subject for k in range(phrase.first, phrase.last))


def _but_not_so(parse: Parse, at: int) -> Status | None:
    """«Word was that Peru had shelled it, but that proved to be gossip», «…; no such thing took place»."""
    for k in range(at + 1, len(parse.tokens)):
        if parse.words(k, k + 3) == "no such thing":
            return Status.DENIED
        if parse.low(k) not in ("but", "though", "although", "yet") and parse.tag(k) not in (";", "-", ":"):
            continue
        if nothing_like_it(parse, k + 1):
            return Status.DENIED
        verb = next((v for v in parse.verbs if v.mood == "fin" and v.first > k), None)
        if verb is None or verb.first not in (k + 2, k + 3) or parse.low(k + 1) not in ("it", "this", "that"):
            continue
        said = verb.lemma in ("be", "prove", "turn") and not verb.negated
        if said and made_up(parse, verb.last + 1, verb.last + 7):
            return Status.DENIED
        if verb.negated and verb.lemma in word_set("coming true"):
            return Status.DENIED
    return None


def _day_when(parse: Parse, at: int) -> bool:
    """«The day when Peru expels him is far off», «waiting for the moment when …»: the present of what has not come."""
    verb = _present(parse, at)
    when = verb.subject[0].first - 1 if verb is not None and verb.subject else -1
    return parse.low(when) == "when" and parse.low(when - 1) in ("day", "moment", "hour", "time")


def _purported(parse: Parse, at: int) -> bool:
    """«The video, which purports to show how it shelled Goma, …»."""
    return any(verb.lemma == "purport" and verb.last < at for verb in parse.verbs)


def _or_else(parse: Parse, at: int) -> bool:
    """«Either Peru expels him by Sunday or the loan is cancelled»."""
    opens = next((k for k, token in enumerate(parse.tokens) if token.tag != '"'), 0)
    verb = _present(parse, at)
    return (
        parse.low(opens) == "either"
        and verb is not None
        and any(parse.low(k) == "or" for k in range(at, len(parse.tokens)))
    )


def _present(parse: Parse, at: int) -> Verb | None:
    """The verb whose clause holds a token, where it is a plain present."""
    verb = parse.verb_of(at)
    return verb if verb is not None and verb.tense == "pres" and not verb.perfect else None


_STATUSES = (
    *(_said_to_be, _put_off, _labelled, _in_prospect, _instead),
    *(_according_to_which, _disbelieved, _falsely_told, _but_not_so, in_prospect),
)
_FRAMES = (
    _proposed,
    _by_a_logic,
    _some_time,
    _in_case,
    _all_but,
    _once_it_comes,
    _had_it_so,
    _or_else,
    _day_when,
    _purported,
)
