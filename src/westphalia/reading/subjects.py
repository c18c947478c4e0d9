"""Who does it: the subject of each verb group, found on its left or lent by what governs it."""

from __future__ import annotations

from westphalia.reading import implicatives
from westphalia.reading.arguments import complement_nouns, coordination, noun_that_opens, time_phrase
from westphalia.reading.exclusions import excluded
from westphalia.reading.interrupted import first_half
from westphalia.reading.parallels import clause_before
from westphalia.reading.parties import head_kind
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.verbgroups import not_only


def attach_subject(result: Parse, number: int) -> None:
    """Set the subject phrases of a verb group; none for a command or where no rule finds one."""
    verb = result.verbs[number]
    if verb.mood == "imp":
        return
    if verb.parallel is not None:
        verb.subject = result.verbs[verb.parallel].subject
    elif verb.mood in ("inf", "ger"):
        verb.subject = _controlled(result, number)
    else:
        verb.subject = _over_report(result, number) or _on_the_left(result, number) or _over_relative(result, number)


def _over_report(result: Parse, number: int) -> list[Phrase]:
    """«“The blockade,” said Ms Osei, “has failed”»: what stands before the report."""
    verb = result.verbs[number]
    half = first_half(result.tokens, verb.first) if verb.mood == "fin" else None
    if half is None or any(other.mood == "fin" and other.first < half for other in result.verbs):
        return []
    while result.tag(half - 1) in ("A", "O", "X", "R"):
        half -= 1
    before = result.phrase_before.get(half)
    return _chain(result, before) if before is not None else []


def _over_relative(result: Parse, number: int) -> list[Phrase]:
    """«Every drone that Tehran sends to Moscow alienates Kyiv»: what the relative clause before the verb hangs on."""
    inner = next((verb for verb in reversed(result.verbs[:number]) if verb.mood == "fin"), None)
    verb = result.verbs[number]
    if inner is None or verb.mood != "fin" or any(result.tag(k) in ",;:C" for k in range(inner.last, verb.first)):
        return []
    opener = min([inner.first, *(p.first for p in inner.subject if p.first < inner.first)]) - 1
    before = result.phrase_before.get(opener)
    return [before] if before is not None and result.low(opener) in ("that", "which", "who", "whom") else []


def attach_antecedent(result: Parse, number: int) -> None:
    """«the drivers whom it had seized»: the object of a relative clause with a subject of its own."""
    verb = result.verbs[number]
    if verb.mood != "fin" or verb.passive or verb.objects or not verb.subject:
        return
    at = verb.subject[0].first - 1
    if result.tag(at) == "W" and result.low(at) in ("whom", "which", "that"):
        found = _antecedent(result, at, whole=result.low(at) != "whom")
        verb.objects = [found] if found else []


def _controlled(result: Parse, number: int) -> list[Phrase]:
    """The subject of an infinitive or -ing form: its governor's subject or object."""
    verb = result.verbs[number]
    if verb.control is None:
        if verb.mood == "ger":
            opener = noun_that_opens(result, verb)
            if opener is not None:  # «Peru's habit of seizing boats angers Lima» is Peru's, «The risk of …» nobody's
                return [opener] if any(result.tokens[k].actors for k in range(opener.first, opener.last)) else []
            # «Speaking in Tehran, Putin …»: the subject of the verb that follows
            later = next((k for k in range(number + 1, len(result.verbs)) if result.verbs[k].mood == "fin"), None)
            return _on_the_left(result, later) if later is not None else []
        yet = result.low(verb.first - 1) == "yet"
        before = result.phrase_before.get(verb.first - yet)
        return _chain(result, before) if before is not None else []  # headlines: «Russia (yet) to sanction …»
    control = result.verbs[verb.control]
    above = control.subject
    if verb.governor is None:
        return above
    if verb.of_object:
        phrase = result.phrase_before.get(verb.governor + 1)
        known = implicatives.sign(result, number)
        if known is not None and known[0] != "a":
            return above  # «took the opportunity to leave», «made good on its threat to leave»
        given = control.lemma == "give" and len(control.objects) > 1  # a receiver, and the time
        if phrase is not None and given and time_phrase(result, phrase):
            return control.objects[0]  # «gave Chad a week to free him»
        if phrase is None or result.low(verb.governor) in _adjectives() or time_phrase(result, phrase):
            return above  # «is ready to leave», «voted on Tuesday to leave»
        if any(phrase in group and prep not in ("on", "upon", "to") for prep, _, group in control.prepositions):
            return above  # «agreed in May to leave», «agreed with Iran to meet»
        groups = [*control.objects, *(group for _, _, group in control.prepositions)]
        held = next((group for group in groups if phrase in group), [phrase])
        if verb.mood == "ger":
            return held  # «attempts targeting the port»
        if result.low(phrase.head) in complement_nouns():
            # «Iran's threat to close it» is Iran's, «made a threat to close it» the subject's
            owned = any(result.tokens[k].actors for k in range(phrase.first, phrase.head))
            return held if owned else above
        return held
    takes_object = result.low(verb.governor) in ("of", "for", "from", "against", "into")
    if control.objects and takes_object and control.objects[0][0].last <= verb.governor:
        return control.objects[0]  # «accused Russia of shelling», «thanked China for sending»
    return above


def _adjectives() -> frozenset[str]:
    return frozenset(
        w for row in table("complements") if row["kind"] == "adjective" for w in alternatives(row["words"])
    )


def _on_the_left(result: Parse, number: int) -> list[Phrase]:
    verb = result.verbs[number]
    i = verb.first - 1
    while (
        i >= 0
        and (result.tag(i) == "R" or result.low(i) in ("each", "both", "all", "never") or not_only(result.tokens, i))
        and i + 1 not in result.phrase_before
    ):
        i -= 1
    if result.tag(i) == ")":
        i = next((k - 1 for k in range(i, max(-1, i - 30), -1) if result.tag(k) == "("), -1)
    if result.tag(i) == '"' and (i in result.phrase_before or result.tag(i - 1) == "C") and verb.mood == "fin":
        i -= 1  # «said that foreign troops “must leave” the waters»
    if i < 0:
        return []
    when = result.phrase_before.get(i + 1)
    if when is not None and when.first and time_phrase(result, when) and when.first in result.phrase_before:
        i = when.first - 1  # «Japan last month signed»
    tag = result.tag(i)
    if verb.mood == "part" and tag == "," and i in result.phrase_before:
        return _chain(result, result.phrase_before[i])  # «Italy, asked by Slovenia to mediate, …»
    if tag == "W":
        return _antecedent(result, i)
    if i + 1 in result.phrase_before:
        phrase = result.phrase_before[i + 1]
        opener = excluded(result, phrase)
        if opener is not None:
            included = result.phrase_before.get(opener)
            return _chain(result, included, number) if included is not None else []
        return _unless_object(result, _chain(result, phrase, number))
    if tag in (",", "-"):
        inner = _over_parenthesis(result, i)
        if inner is not None:
            return inner
    if tag in ("C", ","):
        return _shared(result, number)
    return []


def _unless_object(result: Parse, group: list[Phrase]) -> list[Phrase]:
    """The group, or what it is part of where it is the object of a verb inside that: «analysts advising Trump say»."""
    for _ in range(4):
        if not group:
            break
        i = group[0].first - 1
        while result.tag(i) == "R":
            i -= 1
        number = result.verb_at.get(i)
        if number is None:
            return group
        inner = result.verbs[number]
        while inner.parallel is not None:
            inner = result.verbs[inner.parallel]
        opener = noun_that_opens(result, inner)
        whole: Phrase | None
        if opener is not None:
            whole = opener
        elif inner.mood in ("ger", "part") or (inner.mood == "inf" and inner.of_object):
            whole = result.phrase_before.get(inner.first)
        elif (
            inner.mood == "inf"
            and inner.control is not None
            and result.tag(result.verbs[inner.control].first - 1) == "W"
        ):
            return _antecedent(result, result.verbs[inner.control].first - 1, True)
        elif result.tag(inner.first - 1) == "W":
            return _antecedent(result, inner.first - 1, True)
        else:
            return group
        if whole is None:
            return group
        group = _chain(result, whole)
    return group


def _antecedent(result: Parse, at: int, whole: bool = False) -> list[Phrase]:
    """Whom «who» or «which» stands for: the phrase before it, or the whole it belongs to where that alone is named."""
    if result.tag(at - 1) == "P":
        return []
    j = at - 1 if result.tag(at - 1) in (",", "-") else at
    phrase = result.phrase_before.get(j)
    if phrase is None:
        return []
    if result.low(phrase.first - 1) == "by" and phrase.first - 2 in result.verb_at:
        # «a draft presented by Britain that would …»: the draft, not Britain
        made = result.verbs[result.verb_at[phrase.first - 2]]
        before = result.phrase_before.get(made.first)
        if made.mood == "part" and before is not None:
            return [before]
    if not whole and any(result.tokens[k].actors for k in range(phrase.first, phrase.last)):
        return [phrase]
    return _chain(result, phrase)


def _chain(result: Parse, phrase: Phrase, number: int | None = None) -> list[Phrase]:
    """The subject that ends with `phrase`: «the president of Russia», «Iran, Syria and Iraq»."""
    group = [phrase]
    while True:
        i = group[0].first - 1
        low = result.low(i)
        if (result.tag(i) == "P" and low in word_set("chain prepositions")) or (
            result.tag(i) == "T" and i not in result.verb_at
        ):
            before = result.phrase_before.get(i)
            if before is None:
                inner = result.verb_at.get(i - 1)
                whole = result.phrase_before.get(result.verbs[inner].first) if inner is not None else None
                if inner is not None and result.verbs[inner].mood in ("part", "ger") and whole is not None:
                    group = [whole]  # «troops stationed in Syria attacked»
                    continue
                # «In Moscow, A and B»: what hangs on the preposition is no subject, what stands after it may be.
                return group[1:] if len(group) > 1 else _before_preposition(result, i, number)
            earlier = result.phrase_before.get(before.first)
            group = [earlier if time_phrase(result, before) and earlier is not None else before]
        elif low == "," and len(group) == 1 and _headline_pair(result, i, phrase):
            return [result.phrase_before[i], phrase]
        elif low in ("and", "or", "&", "nor") or (low == "," and len(group) > 1):
            j = i - 1 if result.tag(i - 1) == "," and low != "," else i
            before = result.phrase_before.get(j)
            if before is None or _object_of_earlier(result, before):
                return group
            if low == "," and result.tag(before.first - 1) == "P" and not _heads_list(result, before):
                return group
            if j < i and len(group) == 1 and result.tag(before.first - 1) != ",":
                return group  # «…, and Y left»: a new clause, not a list of two
            group = [before, *group]
        else:
            return group


def _heads_list(result: Parse, phrase: Phrase) -> bool:
    """«the ministers of Kenya, Uganda and Rwanda»: is the phrase the first of those whose people act together?"""
    whose = result.phrase_before.get(phrase.first - 1) if result.low(phrase.first - 1) in ("of", "from") else None
    if whose is None or not result.tokens[phrase.head].actors:
        return False
    beside = (
        result.tag(whose.first - 1) == "P" and result.low(whose.first - 1) != "by"
    )  # «after talks with officials …»
    return not beside and head_kind(result.tokens, whose) in ("agent", "speaker")


def _headline_pair(result: Parse, comma: int, phrase: Phrase) -> bool:
    """«Jordan, Iraq open new crossing», «No deal as Peru, Chile end talks»: two names at the head of a clause."""
    before = result.phrase_before.get(comma)
    names = before is not None and all(result.tokens[p.head].actors and p.last - p.first == 1 for p in (before, phrase))
    if before is None or not names or phrase.last not in result.verb_at:
        return False
    return before.first == 0 or (before.first > 1 and result.low(before.first - 1) in ("as", ":"))


def _before_preposition(result: Parse, i: int, number: int | None) -> list[Phrase]:
    """«…, in Tehran, said», «and at the same time offered»: the subject stands before the prepositional phrase."""
    j = i - 1
    while result.tag(j) == "R":
        j -= 1
    if result.tag(j) == ",":
        found = _over_parenthesis(result, j)
        if found:
            return found
        j = j if result.tag(j - 1) != "C" else j - 1
    if result.tag(j) == "C" and number is not None:
        return _shared(result, number)
    return []


def _object_of_earlier(result: Parse, phrase: Phrase) -> bool:
    """In «met Xi and Putin left» the phrase before «and» is the object of an earlier verb of the clause."""
    i = phrase.first - 1
    while result.tag(i) == "R":
        i -= 1
    if i in result.verb_at:
        return result.verbs[result.verb_at[i]].lemma not in word_set("reporting")
    if result.tag(i) == "P" or result.low(i) in ("before", "after", "since", "until", "as"):
        for k in range(i, -1, -1):
            if result.tag(k) in (",", ";", ":", "-", "K", "W", '"'):
                return False
            if k in result.verb_at:
                return True
    return False


def _over_parenthesis(result: Parse, close: int) -> list[Phrase] | None:
    """«Lavrov, the minister, said»: the phrase before the matching comma; the apposition where it alone names."""
    own = result.phrase_before.get(close)
    if own is not None and any("," in result.tokens[k].text for k in range(own.first, own.last)):
        return [own]  # «The Russian foreign minister, Sergey Lavrov, said»: one mention with its apposition
    mark = result.tag(close)
    for k in range(close - 1, max(-1, close - 26), -1):
        if result.tag(k) != mark:
            continue
        phrase, inner = result.phrase_before.get(k), result.phrase_at.get(k + 1)
        if phrase is not None and close - k <= 4 and _manner(result, k + 1, close):
            return _chain(result, phrase)  # «Their shopkeepers, less rightly, have begun …»
        if inner is not None and result.tag(k + 1) not in ("W", "K") and not _reaches(result, inner, close):
            continue  # a comma of a list: «who taught in Chad, Mali and elsewhere, said»
        if phrase is None or _right_after_verb(result, phrase):
            return None
        finite = [j for j in range(k + 1, close) if result.is_finite(j)]
        if finite and result.tag(k + 1) not in ("W", "K", "P") and not _says(result, finite, k + 1, close):
            return None
        chain = _chain(result, phrase)
        if (
            not finite
            and not _names(result, chain)
            and inner is not None
            and _names(result, [inner])
            and inner.last >= close - 4
        ):
            return coordination(result, inner)
        return chain
    return None


def _says(result: Parse, finite: list[int], first: int, close: int) -> bool:
    """«Rabat, our officials say, has drones», «Rabat, said Fez, has drones»: is the one finite verb one of saying?"""
    phrase = result.phrase_at.get(first)
    number = result.verb_at.get(close - 1, result.verb_at.get(phrase.last if phrase is not None else first))
    return len(finite) == 1 and number is not None and result.verbs[number].lemma in word_set("reporting")


def _manner(result: Parse, first: int, last: int) -> bool:
    """Only adverbs, such as «less rightly» or «however»?"""
    return any(result.tag(k) == "R" for k in range(first, last)) and all(
        result.tag(k) == "R" or result.low(k) in ("less", "more", "most", "even") for k in range(first, last)
    )


def _reaches(result: Parse, phrase: Phrase, close: int) -> bool:
    """Does an apposition that starts with the phrase go on to the closing comma?"""
    j = phrase.last
    while j < close:
        following = result.phrase_at.get(j + 1)
        if following is None or not (result.tag(j) in ("P", "T") or result.low(j) == "and"):
            return any(result.tag(k) in ("V", "W") for k in range(j, close))
        j = following.last
    return True


def _names(result: Parse, phrases: list[Phrase]) -> bool:
    return any(result.tokens[k].actors for phrase in phrases for k in range(phrase.first, phrase.last))


def _right_after_verb(result: Parse, phrase: Phrase) -> bool:
    number = result.verb_at.get(phrase.first - 1)
    return number is not None and result.verbs[number].lemma not in word_set("reporting")


def _shared(result: Parse, number: int) -> list[Phrase]:
    """«condemned the attack and recalled its envoy»: the subject of the finite verb before."""
    if result.verbs[number].mood not in ("fin", "part"):
        return []
    above = clause_before(result, number)
    if above is not None:
        return result.verbs[above].subject
    says = word_set("reporting") | word_set("denials")
    if result.verbs[number].lemma in says:
        # «said that Y would follow, and denied …»: whoever said it
        for other in result.verbs[:number]:
            if other.lemma in says and other.mood == "fin" and other.subject:
                return other.subject
    human = result.verbs[number].lemma in word_set("human verbs")
    for earlier in range(number - 1, -1, -1):
        other = result.verbs[earlier]
        if other.mood == "imp":
            return []
        unfit = human and other.mood == "fin" and other.subject and not _names(result, other.subject)
        if unfit and any(_names(result, verb.subject) for verb in result.verbs[:earlier]):
            continue  # «said drones had come, and blamed Kyiv»: drones blame nobody
        joined = earlier == number - 1 and result.tag(result.verbs[number].first - 2) != ","
        if other.mood == "fin" and other.subject and (joined or result.tag(other.first - 1) != "W"):
            return other.subject
    return []
