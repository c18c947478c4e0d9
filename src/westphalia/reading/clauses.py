"""A shallow parse of one sentence: noun phrases, verb groups, and what hangs on each verb.

There is no grammar behind it, only order: a verb's subject is the noun phrase on its left, its objects and prepositional
phrases follow on its right up to the next clause. Infinitives and -ing forms know the verb, noun or adjective that
governs them, so that «refused to sign», «plans to sign» and «urged them to sign» can be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from westphalia.reading.tables import word_set
from westphalia.reading.tokens import Token


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last`, end exclusive, and its head."""

    first: int
    last: int
    head: int


@dataclass(slots=True)
class Verb:
    """A verb group and its arguments, all as token indices of the sentence.

    `mood` is fin, inf, ger, part or imp; `tense` past, pres, fut, cond or must. `governor` is the token that governs an
    infinitive or -ing form, `control` the verb group whose subject (or object, where `of_object`) does the deed.
    """

    first: int
    last: int
    main: int
    lemma: str
    mood: str
    tense: str = "past"
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    modal: str = ""
    particle: str = ""
    subject: list[Phrase] = field(default_factory=list)
    objects: list[list[Phrase]] = field(default_factory=list)
    prepositions: list[tuple[str, int, list[Phrase]]] = field(default_factory=list)
    governor: int | None = None
    control: int | None = None
    of_object: bool = False
    parallel: int | None = None
    complement: int | None = None
    end: int = 0


@dataclass(slots=True)
class Parse:
    """The shallow parse of a sentence."""

    tokens: list[Token]
    phrases: list[Phrase]
    verbs: list[Verb]
    phrase_at: dict[int, Phrase]
    phrase_before: dict[int, Phrase]
    verb_at: dict[int, int]


def parse(tokens: list[Token]) -> Parse:
    """The shallow parse of the tagged tokens of one sentence."""
    phrases = _phrases(tokens)
    verbs = _verbs(tokens)
    result = Parse(
        tokens,
        phrases,
        verbs,
        {phrase.first: phrase for phrase in phrases},
        {phrase.last: phrase for phrase in phrases},
        {i: number for number, verb in enumerate(verbs) for i in range(verb.first, verb.last + 1)},
    )
    _demote_participles(result)
    for number in range(len(verbs)):
        _govern(result, number)
    for number in range(len(verbs)):
        _arguments(result, number)
    for number in range(len(verbs)):
        _subject(result, number)
    return result


# --- noun phrases ----------------------------------------------------------------------------------------------------


def _phrases(tokens: list[Token]) -> list[Phrase]:
    phrases: list[Phrase] = []
    i, n = 0, len(tokens)
    while i < n:
        if tokens[i].tag in "DNMQUE" or (tokens[i].tag == "R" and _adverb_in_phrase(tokens, i)):
            end = _phrase_end(tokens, i)
            head = end - 1
            while head > i and tokens[head].tag not in "NMQUDE":
                head -= 1
            phrases.append(Phrase(i, end, head))
            i = end
        else:
            i += 1
    return phrases


def _adverb_in_phrase(tokens: list[Token], i: int) -> bool:
    """«highly enriched uranium»: an adverb that opens a phrase, before a noun."""
    return (
        tokens[i].low.endswith("ly")
        and i + 1 < len(tokens)
        and tokens[i + 1].tag == "N"
        and i > 0
        and tokens[i - 1].tag in "DP"
    )


def _phrase_end(tokens: list[Token], i: int) -> int:
    n = len(tokens)
    if tokens[i].tag in "UE":
        return i + 1
    j = i
    while j < n:
        tag = tokens[j].tag
        if tag in "NMQ":
            if (
                tag == "M"
                and j > i
                and tokens[j - 1].tag == "M"
                and tokens[j - 1].form != "adjective"
                and tokens[j].form == "adjective"
            ):
                break
            j += 1
        elif (
            (tag == "D" and (j == i or tokens[j - 1].tag in "DS" or tokens[j - 1].low in ("all", "both", "half")))
            or (tag == "S" and j > i)
            or (tag == "R" and j > i and j + 1 < n and tokens[j - 1].tag in "DSR" and tokens[j + 1].tag in "NQR")
        ):
            j += 1
        elif (
            tag == "-"
            and j > i
            and j + 1 < n
            and _glued(tokens, j)
            and (tokens[j - 1].tag == "M" or tokens[j + 1].tag == "M")
        ):
            j += 2
        elif (
            tag == "V"
            and "g" in tokens[j].form
            and j > i
            and tokens[j - 1].tag in "DSM"
            and j + 1 < n
            and tokens[j + 1].tag == "N"
            and tokens[j - 1].low not in ("that",)
            and tokens[j - 1].tag != "M"
        ):
            j += 1
        else:
            break
    return max(j, i + 1)


def _glued(tokens: list[Token], j: int) -> bool:
    return tokens[j - 1].end == tokens[j].start and tokens[j].end == tokens[j + 1].start


# --- verb groups -----------------------------------------------------------------------------------------------------


def _verbs(tokens: list[Token]) -> list[Verb]:
    verbs: list[Verb] = []
    i, n = 0, len(tokens)
    while i < n:
        tag = tokens[i].tag
        if tag in "AOV" or (tag == "T" and _verb_after(tokens, i + 1)):
            if tag == "V" and _inside_phrase(tokens, i):
                i += 1
                continue
            verb = _verb(tokens, i)
            verbs.append(verb)
            i = verb.last + 1
        else:
            i += 1
    return verbs


def _inside_phrase(tokens: list[Token], i: int) -> bool:
    """«US-led», «the warring sides»: a participle that belongs to a noun phrase."""
    if i >= 2 and tokens[i - 1].tag == "-" and tokens[i - 1].end == tokens[i].start and tokens[i - 2].tag == "M":
        return True
    return (
        "g" in tokens[i].form
        and i > 0
        and tokens[i - 1].tag in "DS"
        and i + 1 < len(tokens)
        and tokens[i + 1].tag == "N"
    )


def _verb_after(tokens: list[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag in "RX":
        i += 1
    return i < len(tokens) and (
        (tokens[i].tag == "V" and "b" in tokens[i].form)
        or (tokens[i].tag == "A" and tokens[i].low in ("be", "have", "do"))
    )


def _verb(tokens: list[Token], start: int) -> Verb:
    n = len(tokens)
    j = start
    auxiliaries: list[Token] = []
    infinitive = negated = False
    modal = ""
    if tokens[j].tag == "T":
        infinitive = True
        if j > 0 and tokens[j - 1].tag == "X":
            negated = True
        j += 1
    main = last = start
    while j < n:
        token = tokens[j]
        if token.tag == "X":
            negated = True
        elif token.tag == "R":
            pass
        elif token.tag == "O":
            if auxiliaries or modal:
                break
            modal = (
                "can"
                if token.low in ("cannot", "ca")
                else {"wo": "will", "'ll": "will", "’ll": "will", "sha": "shall"}.get(token.low, token.low)
            )
            negated = negated or token.low == "cannot"
            main = last = j
        elif token.tag == "A":
            if auxiliaries and auxiliaries[-1].lemma == "be" and token.lemma != "be":
                break
            auxiliaries.append(token)
            main = last = j
        elif (
            token.tag == "T"
            and auxiliaries
            and j + 1 < n
            and not infinitive
            and _verb_after(tokens, j + 1)
            and (tokens[j - 1].lemma in ("be", "have") and tokens[j - 1].tag == "A")
        ):
            # «is to meet» is planned, «has to leave» is a duty
            modal = modal or ("must" if tokens[j - 1].lemma == "have" else "is to")
        elif token.tag == "T" and token.low == "to" and modal == "ought":
            pass
        elif token.tag == "V":
            if auxiliaries and tokens[j - 1].tag not in "AOXRT":
                break
            main = last = j
            break
        else:
            break
        j += 1
    return _finish(tokens, start, last, main, auxiliaries, infinitive, negated, modal)


def _finish(
    tokens: list[Token],
    start: int,
    last: int,
    main: int,
    auxiliaries: list[Token],
    infinitive: bool,
    negated: bool,
    modal: str,
) -> Verb:
    token = tokens[main]
    form = token.form if token.tag == "V" else ""
    be = [aux for aux in auxiliaries if aux.lemma == "be"]
    passive = bool(form and be and "n" in form and auxiliaries[-1].lemma == "be")
    perfect = any(aux.lemma == "have" for aux in auxiliaries)
    lemma = token.lemma if token.tag == "V" else (auxiliaries[-1].lemma if auxiliaries else token.low)
    if not auxiliaries and start > 0 and tokens[start - 1].tag == "X":
        negated = True
    if infinitive:
        mood, tense = "inf", "pres"
    elif modal:
        mood = "fin"
        tense = {"will": "fut", "shall": "fut", "is to": "fut", "must": "must", "should": "must", "ought": "must"}.get(
            modal, "cond"
        )
    elif auxiliaries:
        first = auxiliaries[0].low
        if first in ("being", "having"):
            mood, tense = "ger", "pres"
        elif first in ("been",):
            mood, tense = "part", "past"
        elif first in ("be",):
            mood, tense = "imp", "pres"
        else:
            mood = "fin"
            tense = (
                "past"
                if perfect or first in ("was", "were", "did", "had") or (passive and first in ("was", "were"))
                else "pres"
            )
        if form and auxiliaries[-1].lemma == "be" and "g" in form:
            tense = tense + " prog"
    elif "g" in form:
        mood, tense = "ger", "pres"
    elif "p" in form:
        mood, tense = "fin", "past"
    elif form == "n":
        mood, tense, passive = "part", "past", True
    elif "s" in form:
        mood, tense = "fin", "pres"
    else:
        mood, tense = "fin", "pres"
        if _opens(tokens, start):
            mood = "imp"
    return Verb(start, last, main, lemma, mood, tense, negated, passive, perfect, modal, end=last + 1)


def _opens(tokens: list[Token], start: int) -> bool:
    """Does the base form open the sentence (or the clause after «and», a colon or a quotation mark)?"""
    i = start - 1
    while (
        (i >= 0 and tokens[i].tag in ('"', "R", "X", "(", "-"))
        or (i == 0 and tokens[i].tag == "C")
        or (i >= 0 and tokens[i].low in ("do", "please", "*", "#"))
    ):
        i -= 1
    return i < 0 or tokens[i].tag in ":"


def _demote_participles(result: Parse) -> None:
    """A past form that is followed by another finite verb of the same clause is a participle: «officials briefed on it said»."""
    tokens, verbs = result.tokens, result.verbs
    for number, verb in enumerate(verbs):
        token = tokens[verb.main]
        if (
            verb.mood != "fin"
            or verb.first != verb.last
            or token.tag != "V"
            or "n" not in token.form
            or "p" not in token.form
        ):
            continue
        before = tokens[verb.first - 1] if verb.first else None
        after = tokens[verb.last + 1] if verb.last + 1 < len(tokens) else None
        if after is None:
            continue
        by_agent = after.low == "by" and not (verb.last + 2 < len(tokens) and tokens[verb.last + 2].tag == "V")
        if (before is not None and before.tag == "," and after.tag == "P" and not _coordinated(tokens, verb.first)) or (
            by_agent and before is not None and before.tag in "NMS,("
        ):
            _to_participle(verb)
        elif after.tag in "PTR" and number + 1 < len(verbs) and before is not None and before.tag in "NM":
            following = verbs[number + 1]
            if (
                following.mood == "fin"
                and not any(t.tag in 'KWC,;:-"' or t.low == "that" for t in tokens[verb.last + 1 : following.first])
                and token.lemma not in word_set("reporting")
            ):
                _to_participle(verb)
        elif verb.first == 0 and after.tag == "P":
            _to_participle(verb)


def _to_participle(verb: Verb) -> None:
    verb.mood, verb.passive = "part", True


def _coordinated(tokens: list[Token], at: int) -> bool:
    """Is the word after this comma part of a list of verbs («came, saw and left»)?"""
    return any(token.tag == "C" for token in tokens[at : at + 12]) and any(
        t.tag == "V" for t in tokens[max(0, at - 10) : at - 1]
    )


# --- what governs an infinitive or -ing form -------------------------------------------------------------------------


def _govern(result: Parse, number: int) -> None:
    tokens, verbs = result.tokens, result.verbs
    verb = verbs[number]
    i = verb.first - 1
    while i >= 0 and tokens[i].tag in "RX":
        i -= 1
    if i < 0:
        return
    left = tokens[i]
    if verb.mood in ("inf", "ger"):
        if left.tag in "VA" and i in result.verb_at:
            verb.governor, verb.control = i, result.verb_at[i]
            verbs[verb.control].complement = number
        elif left.tag == "C" or (left.tag == "," and verb.mood == "inf"):
            same = _last_of(verbs, number, verb.mood)
            if same is not None and verb.first - verbs[same].last <= 14:
                verb.parallel = same
            elif verb.mood == "ger":
                verb.control = _last_finite(verbs, number)
        elif left.tag in "NMUSQD" and i + 1 in result.phrase_before:
            # «a threat to leave» (noun) or «urged Iran to leave» (object)
            verb.governor = i
            verb.control = _last_of_any(verbs, number)
            verb.of_object = True
            if verb.control is not None:
                verbs[verb.control].complement = number
        elif left.tag == "P":
            verb.governor = i
            verb.control = _last_of_any(verbs, number)
            if verb.control is not None:
                verbs[verb.control].complement = number
        elif left.tag == "T" and verb.mood == "ger":
            verb.governor, verb.control = i, _last_of_any(verbs, number)
        elif verb.mood == "ger":
            verb.control = _last_finite(verbs, number)
    elif (
        verb.mood == "fin"
        and tokens[verb.main].tag == "V"
        and tokens[verb.main].form.startswith("b")
        and verb.first == verb.last
    ):
        # «will meet Xi and sign a pact», «to condemn and punish»
        if left.tag in "C,":
            for earlier in range(number - 1, -1, -1):
                other = verbs[earlier]
                if other.mood in ("inf", "imp") or other.modal:
                    verb.parallel = earlier
                    verb.mood = "inf" if other.mood == "inf" else other.mood
                    verb.tense, verb.modal, verb.negated = (
                        other.tense,
                        other.modal,
                        verb.negated or (other.negated and left.low in ("or", "nor")),
                    )
                    break
                if other.mood == "fin" and tokens[other.main].tag == "V":
                    break
    elif verb.mood in ("fin", "part") and left.tag == "C" and verb.first == verb.last and number:
        # «was arrested and deported», «will be arrested or deported»
        other = verbs[number - 1]
        if other.passive and "n" in tokens[verb.main].form and not _has_own_subject(result, verb):
            verb.parallel, verb.passive, verb.mood = number - 1, True, other.mood
            verb.tense, verb.modal, verb.negated = other.tense, other.modal, other.negated


def _has_own_subject(result: Parse, verb: Verb) -> bool:
    return verb.first in result.phrase_before


def _last_of(verbs: list[Verb], number: int, mood: str) -> int | None:
    return next((i for i in range(number - 1, -1, -1) if verbs[i].mood == mood), None)


def _last_finite(verbs: list[Verb], number: int) -> int | None:
    return next((i for i in range(number - 1, -1, -1) if verbs[i].mood in ("fin", "imp")), None)


def _last_of_any(verbs: list[Verb], number: int) -> int | None:
    return number - 1 if number else None


# --- what follows the verb -------------------------------------------------------------------------------------------


def _arguments(result: Parse, number: int) -> None:
    tokens = result.tokens
    verb = result.verbs[number]
    j = verb.last + 1
    n = len(tokens)
    if j < n and tokens[j].low in word_set("particles") and tokens[verb.main].tag == "V":
        verb.particle = tokens[j].low
        if tokens[j].tag == "R":
            j += 1
    just_after = True
    while j < n:
        token = tokens[j]
        phrase = result.phrase_at.get(j)
        if phrase is not None:
            if _opens_clause(result, phrase):
                break
            group = _coordination(result, phrase)
            if just_after or (verb.objects and len(verb.objects) < 2 and not verb.prepositions):
                verb.objects.append(group)
            elif _time_phrase(tokens, phrase):
                pass
            else:
                break
            just_after = False
            j = group[-1].last
        elif (
            token.tag in "P"
            or (token.tag == "T" and j not in result.verb_at)
            or (token.low == "as" and token.tag == "K")
        ):
            following = j + 1
            while following < n and tokens[following].tag in "PR" and following not in result.phrase_at:
                following += 1
            inner = result.phrase_at.get(following)
            if inner is None or (token.low == "as" and _opens_clause(result, inner)):
                break
            group = _coordination(result, inner)
            verb.prepositions.append((tokens[following - 1].low if following > j + 1 else token.low, j, group))
            just_after = False
            j = group[-1].last
        elif token.tag in "RX" or token.tag == '"':
            j += 1
        elif token.tag == "(":
            close = next((k for k in range(j, min(n, j + 30)) if tokens[k].tag == ")"), None)
            if close is None:
                break
            j = close + 1
        elif (
            token.tag == ","
            and j + 1 < n
            and tokens[j + 1].tag == "P"
            and not just_after
            and not _finite_later(result, j + 1)
        ):
            j += 1
        else:
            break
    verb.end = j


def _time_phrase(tokens: list[Token], phrase: Phrase) -> bool:
    return tokens[phrase.head].low in word_set("time nouns") or (
        tokens[phrase.first].low in ("last", "next", "this") and phrase.last - phrase.first <= 3
    )


def _finite_later(result: Parse, j: int) -> bool:
    """Does a comma phrase that starts here lead into a clause of its own?"""
    for k in range(j, min(len(result.tokens), j + 12)):
        if result.tokens[k].tag in ",;.":
            return False
        number = result.verb_at.get(k)
        if number is not None and result.verbs[number].mood == "fin":
            return True
    return False


def _opens_clause(result: Parse, phrase: Phrase) -> bool:
    """Is the phrase (with what hangs on it) the subject of a finite verb that follows?"""
    tokens = result.tokens
    j = phrase.last
    hops = 0
    while j < len(tokens) and hops < 4:
        tag = tokens[j].tag
        if tag in "RX":
            j += 1
        elif j in result.verb_at:
            verb = result.verbs[result.verb_at[j]]
            return verb.mood == "fin" and verb.first == j
        elif (tag == "P" and tokens[j].low in ("of", "in", "from") and j + 1 in result.phrase_at) or (
            tag == "C" and j + 1 in result.phrase_at and tokens[j].low == "and"
        ):
            j = result.phrase_at[j + 1].last
            hops += 1
        else:
            return False
    return False


def _coordination(result: Parse, phrase: Phrase) -> list[Phrase]:
    """The phrase with its equals: «Iran, Syria and the Russian banks»; stops before the subject of a new clause."""
    tokens = result.tokens
    group = [phrase]
    j = phrase.last
    while j < len(tokens):
        k = j
        if tokens[k].tag == ",":
            k += 1
        if (k < len(tokens) and tokens[k].low in ("and", "or", "&")) or (
            k < len(tokens) and tokens[k].low == "but" and k + 1 < len(tokens) and tokens[k + 1].low == "also"
        ):
            k += 1
        elif k == j or not _list_goes_on(result, k):
            break
        if k < len(tokens) and tokens[k].low in ("then", "later", "also", "not", "both"):
            k += 1
        following = result.phrase_at.get(k)
        if following is None or _opens_clause(result, following):
            break
        group.append(following)
        j = following.last
    return group


def _list_goes_on(result: Parse, at: int) -> bool:
    """After a comma: is there «X and Y» soon, with nothing but phrases between?"""
    tokens = result.tokens
    j = at
    for _ in range(12):
        phrase = result.phrase_at.get(j)
        if phrase is None:
            return False
        j = phrase.last
        if j >= len(tokens):
            return False
        if tokens[j].low in ("and", "or"):
            return True
        if tokens[j].tag == "," and j + 1 < len(tokens):
            j += 1
            if tokens[j].low in ("and", "or"):
                return True
            continue
        return False
    return False


# --- what precedes the verb ------------------------------------------------------------------------------------------


def _subject(result: Parse, number: int) -> None:
    verb = result.verbs[number]
    if verb.mood == "imp":
        return
    if verb.parallel is not None:
        verb.subject = result.verbs[verb.parallel].subject
        return
    if verb.mood in ("inf", "ger"):
        _controlled(result, number)
        return
    verb.subject = _left_subject(result, number)


def _controlled(result: Parse, number: int) -> None:
    verb = result.verbs[number]
    tokens = result.tokens
    if verb.governor is not None and verb.of_object:
        phrase = result.phrase_before.get(verb.governor + 1)
        control = result.verbs[verb.control] if verb.control is not None else None
        if phrase is not None and control is not None and tokens[control.main].tag == "V":
            held = [p for group in control.objects for p in group] + [
                p for _, _, group in control.prepositions for p in group
            ]
            if phrase in held:
                verb.subject = next(
                    (g for g in [*control.objects, *(g for _, _, g in control.prepositions)] if phrase in g), [phrase]
                )
                return
        verb.subject = [phrase] if phrase is not None else []
        return
    if verb.control is not None:
        control = result.verbs[verb.control]
        verb.subject = (
            control.subject if control.subject or control.mood == "imp" else _left_subject(result, verb.control)
        )
        return
    if verb.mood == "ger":
        # «Speaking in Tehran, Putin …»: the subject of the verb that follows
        for later in result.verbs[number + 1 :]:
            if later.mood == "fin":
                verb.subject = _left_subject(result, result.verb_at[later.first])
                return
    elif verb.mood == "inf" and verb.first in result.phrase_before:
        verb.subject = [result.phrase_before[verb.first]]  # a headline: «Russia to sanction …»


def _left_subject(result: Parse, number: int) -> list[Phrase]:
    tokens = result.tokens
    verb = result.verbs[number]
    i = verb.first - 1
    while (
        i >= 0
        and (tokens[i].tag in "R" or tokens[i].low in ("each", "both", "all"))
        and i + 1 not in result.phrase_before
    ):
        i -= 1
    if i < 0:
        return []
    tag = tokens[i].tag
    if tag == ")":
        open_at = next((k for k in range(i, max(-1, i - 30), -1) if tokens[k].tag == "("), None)
        if open_at is None:
            return []
        i = open_at - 1
        tag = tokens[i].tag if i >= 0 else ""
    if tag == "W":
        return _antecedent(result, i)
    if i + 1 in result.phrase_before:
        return _chain(result, result.phrase_before[i + 1], verb)
    if tag in ",-":
        inner = _over_parenthesis(result, i)
        if inner is not None:
            return inner
    if tag in "C,":
        return _shared_subject(result, number)
    if tag == '"' and i > 0 and tokens[i - 1].tag in ",.!?":
        return []
    return []


def _antecedent(result: Parse, at: int) -> list[Phrase]:
    tokens = result.tokens
    j = at
    if j > 0 and tokens[j - 1].tag == "P" and tokens[at].low in ("which", "whom"):
        return []
    if j > 0 and tokens[j - 1].tag in ",-":
        j -= 1
    phrase = result.phrase_before.get(j)
    if phrase is None:
        return []
    chain = _chain(result, phrase, None)
    return [phrase] if any(tokens[k].actors for k in range(phrase.first, phrase.last)) else chain


def _chain(result: Parse, phrase: Phrase, verb: Verb | None) -> list[Phrase]:
    """The subject that ends with `phrase`: «the president of Russia», «Iran, Syria and Iraq», appositions included."""
    tokens = result.tokens
    group = [phrase]
    while True:
        first = group[0].first
        i = first - 1
        if i < 0:
            break
        token = tokens[i]
        if (token.tag == "P" and token.low in word_set("chain prepositions")) or token.tag == "T":
            before = result.phrase_before.get(i)
            if before is None:
                # «In Moscow, A and B»: what hangs on the preposition is no subject, what stands after it may be.
                return group[1:] if len(group) > 1 else _drop_prepositional(result, i)
            if token.low == "between":
                return [before]
            group = [before]
            continue
        if token.low in ("and", "or", "&") or (token.tag == "," and len(group) > 1) or token.low == "nor":
            j = i
            if tokens[j - 1].tag == "," and j > 0 and token.tag == "C":
                j -= 1
            before = result.phrase_before.get(j)
            if before is None or _object_of_earlier(result, before):
                break
            group = [before, *group]
            continue
        break
    return group


def _drop_prepositional(result: Parse, i: int) -> list[Phrase]:
    """«…, in Tehran, said»: the phrase hangs on a preposition after a comma; the subject stands before that comma."""
    tokens = result.tokens
    if i > 0 and tokens[i - 1].tag in ",":
        return _over_parenthesis(result, i - 1) or []
    return []


def _object_of_earlier(result: Parse, phrase: Phrase) -> bool:
    """In «met Xi and Putin left» the phrase before «and» is the object of an earlier verb of the clause."""
    i = phrase.first - 1
    tokens = result.tokens
    while i >= 0 and tokens[i].tag in "R":
        i -= 1
    if i < 0:
        return False
    if i in result.verb_at:
        verb = result.verbs[result.verb_at[i]]
        return tokens[verb.main].lemma not in word_set("reporting") or tokens[verb.main].tag == "A"
    if tokens[i].tag == "P":
        # inside a prepositional phrase after a verb of the same clause
        for k in range(i, -1, -1):
            if tokens[k].tag in ',;:-KW"':
                return False
            if k in result.verb_at:
                return True
    return False


def _over_parenthesis(result: Parse, close: int) -> list[Phrase] | None:
    """«Lavrov, the foreign minister, said»: the phrase before the matching comma; the apposition where it alone names."""
    tokens = result.tokens
    mark = tokens[close].tag
    for k in range(close - 1, max(-1, close - 26), -1):
        if tokens[k].tag != mark:
            continue
        phrase = result.phrase_before.get(k)
        inner = result.phrase_at.get(k + 1)
        if phrase is None or _object_of_earlier_strict(result, phrase):
            return None
        inside = any(
            result.verbs[result.verb_at[j]].mood == "fin" and tokens[k + 1].tag not in "WKP"
            for j in range(k + 1, close)
            if j in result.verb_at
        )
        if inside:
            return None
        chain = _chain(result, phrase, None)
        named = any(tokens[j].actors for p in chain for j in range(p.first, p.last))
        if (
            not named
            and inner is not None
            and any(tokens[j].actors for j in range(inner.first, inner.last))
            and inner.last >= close - 4
        ):
            return [inner]
        return chain
    return None


def _object_of_earlier_strict(result: Parse, phrase: Phrase) -> bool:
    i = phrase.first - 1
    return i >= 0 and i in result.verb_at and result.tokens[i].lemma not in word_set("reporting")


def _shared_subject(result: Parse, number: int) -> list[Phrase]:
    """«condemned the attack and recalled its envoy»: the subject of the finite verb before."""
    verb = result.verbs[number]
    if verb.mood not in ("fin", "part"):
        return []
    for earlier in range(number - 1, -1, -1):
        other = result.verbs[earlier]
        if other.mood == "fin" and other.subject and not _relative(result, other):
            return other.subject
        if other.mood == "imp":
            return []
    return []


def _relative(result: Parse, verb: Verb) -> bool:
    return verb.first > 0 and result.tokens[verb.first - 1].tag == "W"
