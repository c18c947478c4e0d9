"""Verb groups: auxiliaries, modals, negations and adverbs with the verb they belong to."""

from __future__ import annotations

from westphalia.reading.interrupted import first_half, over_aside
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set
from westphalia.reading.tagging import plural, turns_round
from westphalia.reading.tokens import Token

_MODALS = {"wo": "will", "'ll": "will", "’ll": "will", "sha": "shall", "ca": "can", "cannot": "can"}
_WITH_A_BARE_VERB = ("make", "let", "help", "see", "watch", "hear", "have")  # «made the world condemn it»
_FORMS = {"be": "b", "have": "b", "been": "n", "being": "g"}
_NOT_YET = ("yet", "still")
_MODAL_TENSE = {
    "will": "fut",
    "shall": "fut",
    "is to": "fut",
    "must": "must",
    "should": "must",
    "ought": "must",
    "need": "must",
}
_OPENERS = ("only", "never", "nor", "neither", "rarely", "seldom", "so")


def verb_groups(tokens: list[Token]) -> list[Verb]:
    """The verb groups of a tagged sentence, in order and disjoint."""
    verbs: list[Verb] = []
    i = 0
    while i < len(tokens):
        if (tokens[i].tag in "AOV" and not _in_phrase(tokens, i)) or (
            tokens[i].tag == "T" and _infinitive(tokens, i + 1)
        ):
            verbs.append(_group(tokens, i))
            i = verbs[-1].last + 1
        else:
            i += 1
    return _rejoined(_inverted(verbs, tokens), tokens)


def find_participles(result: Parse) -> None:
    """Past forms that only look finite become participles: «officials briefed on it said», «a pact signed by two»."""
    tokens, verbs = result.tokens, result.verbs
    for number, verb in enumerate(verbs):
        token = tokens[verb.main]
        if verb.mood != "fin" or verb.first != verb.last or token.tag != "V" or not {"n", "p"} <= set(token.form):
            continue
        if number and _wanted(result, number):
            verb.mood, verb.passive = "inf", True
        elif _is_participle(result, number):
            verb.mood, verb.passive = "part", True
        elif _done_to(result, number):
            verb.passive = True


def _done_to(result: Parse, number: int) -> bool:
    """«US soldier killed in Jordan by drone»: a headline's only verb, and nobody that it is done to behind it."""
    verb = result.verbs[number]
    where = result.low(verb.last + 1) in ("in", "by", "near", "at", "off", "over", "after", "during")
    title = bool(result.tokens) and result.tokens[-1].tag not in (".", "!", "?") and result.verbs[0] is verb
    return title and where and verb.lemma in word_set("done to")


def _wanted(result: Parse, number: int) -> bool:
    """«want the trawlers expelled»."""
    verb, above = result.verbs[number], result.verbs[number - 1]
    phrase = result.phrase_before.get(verb.first)
    return above.lemma in ("want", "need") and phrase is not None and phrase.first == above.last + 1


def _is_participle(result: Parse, number: int) -> bool:
    tokens, verb = result.tokens, result.verbs[number]
    left, right = result.tag(verb.first - 1), result.tag(verb.last + 1)
    if verb.first == 0:
        return right == "P"
    if left == "R" and result.tag(verb.first - 2) == ",":
        left = ","  # «Uganda, long suspected by Congo of it, says …»
    if left == "," and right == "P" and not _in_list(tokens, verb.first):
        # «Iran, sanctioned by many, …»; but «Ecuador, which hosts it, asked for …» is finite
        return any(other.mood == "fin" for other in result.verbs[number + 1 :])
    if result.low(verb.first - 1) in ("he", "she", "it", "they", "we"):
        return False  # «it stood by Lithuania»
    if result.low(verb.last + 1) == "by" and result.tag(verb.last + 2) != "V" and left in ("N", "M", "S", ",", "("):
        return True
    if _of_a_relative(result, number):
        return False
    causes = verb.lemma == "lead" and right == "T"
    if verb.lemma == "call" and result.low(verb.last + 1) in ("on", "upon", "for"):
        return False  # «The miners called on the cabinet to negotiate, arguing that …»
    if left == "N" and right in ("P", "T") and verb.lemma in word_set("usual participles") and not causes:
        return True
    if right in ("P", "T", "R") and left in ("N", "M") and verb.lemma not in word_set("reporting"):
        following = next((other for other in result.verbs[number + 1 :] if other.mood == "fin"), None)
        between = tokens[verb.last + 1 : following.first] if following is not None else []
        return following is not None and not any(token.tag in 'KWC,;:-"' or token.low == "that" for token in between)
    return False


def _of_a_relative(result: Parse, number: int) -> bool:
    """«The treaty that Fiji and Tonga signed in May has ended»: is it the verb of a clause without an object?

    Not so in «the claim that troops sent to Mali have left», nor in «the town that rebels based in Chad took is empty».
    """
    k = result.verbs[number].first - 1
    while result.tag(k) in tuple("NMDSQC") or (result.tag(k) == "," and result.tag(k - 1) in ("N", "M")):
        k -= 1
    noun = result.phrase_before.get(k - (result.tag(k - 1) == ","))
    if result.low(k) not in ("that", "which", "whom") or noun is None or k + 1 not in result.phrase_at:
        return False
    if result.low(k) == "that" and result.low(noun.head) in word_set("contents"):
        return False
    clear = result.mark(k + 1, (";", ":"))
    return sum(other.mood == "fin" and other.first < clear for other in result.verbs[number + 1 :]) == 1


def _inverted(verbs: list[Verb], tokens: list[Token]) -> list[Verb]:
    """«Not only has X joined», «never did X sign»: the auxiliary before the subject belongs to the verb after it."""
    kept: list[Verb] = []
    for verb in verbs:
        aux = kept[-1] if kept else None
        if (
            aux is not None
            and tokens[aux.main].tag in ("A", "O")
            and aux.first == aux.last
            and (opener := _opener(tokens, aux.first))
            and tokens[verb.main].tag == "V"
            and verb.first == verb.last
            and 0 < verb.first - aux.last < 12
            and not any(token.tag in ",;:KW" for token in tokens[aux.last : verb.first])
        ):
            modal = tokens[aux.main].tag == "O"  # «Nor should we ask Australia for frigates»
            verb.mood, verb.perfect, verb.modal = "fin", aux.lemma == "have", aux.modal
            verb.tense = aux.tense if modal else "past"
            verb.negated = opener not in ("only", "so")
            verb.passive = aux.lemma == "be" and "n" in tokens[verb.main].form
            kept[-1] = verb
        else:
            kept.append(verb)
    return kept


def _opener(tokens: list[Token], at: int) -> str:
    """What puts the auxiliary at `at` before its subject: the word before it, or «no» («At no point in May has»)."""
    before = tokens[at - 1].low if at else ""
    if before == ",":  # «Nor, for that matter, has Cuba …»
        before = next((tokens[k - 1].low for k in range(at - 2, 0, -1) if tokens[k].tag == ","), "")
    if before in _OPENERS:
        return before
    first = next((k + 1 for k in range(at - 1, -1, -1) if tokens[k].tag in ',;:"'), 0)
    first += tokens[first].tag == "C"
    words = [token.low for token in tokens[first : first + 2]]
    return "no" if first < at and turns_round(words) and words != ["never", "before"] else ""


def _never_before(tokens: list[Token], start: int) -> bool:
    """«Peru never, in all those years, attacked it»: a «never» that an aside parts from its verb."""
    if start < 2 or tokens[start - 1].tag != ",":
        return False
    opens = next((k for k in range(start - 2, 0, -1) if tokens[k].tag == ","), 0)
    return tokens[opens - 1].low == "never" if opens else False


def _never(tokens: list[Token], start: int) -> bool:
    """«never openly threatened», «neither then nor later met»; what is done «not surprisingly» is done."""
    k = start - 1
    while k >= 0 and (tokens[k].tag == "R" or tokens[k].low == "nor"):
        k -= 1
    return k >= 0 and tokens[k].low in word_set("never") and not not_only(tokens, k)


def _rejoined(verbs: list[Verb], tokens: list[Token]) -> list[Verb]:
    """The auxiliaries before what breaks in belong to the verb behind it.

    «“We will not,” said the premier, “sign it”», «has not, so far, signed»; in the second the auxiliary stays as well,
    for its subject.
    """
    broken: list[Verb] = []
    for verb in verbs:
        quoted = first_half(tokens, verb.first)
        half = quoted or _before_aside(tokens, verb)
        aux = next((v for v in reversed(verbs) if half is not None and v.first < half), None)
        if half is None or aux is None or tokens[aux.main].tag not in ("A", "O") or tokens[verb.main].tag != "V":
            continue
        if any(token.tag not in ("X", "R") for token in tokens[aux.last + 1 : half]):
            continue
        begins = tokens[verb.first]
        if not _takes(aux, begins.form if begins.tag == "V" else _FORMS.get(begins.low, "")):
            continue
        verb.mood, verb.tense, verb.modal = "fin", aux.tense, aux.modal
        verb.perfect = verb.perfect or aux.lemma == "have"
        verb.negated = verb.negated or aux.negated
        verb.passive = verb.passive or (aux.lemma == "be" and "n" in tokens[verb.main].form)
        if quoted:
            broken.append(aux)
    return [verb for verb in verbs if not any(verb is aux for aux in broken)]


def _before_aside(tokens: list[Token], verb: Verb) -> int | None:
    """Where the half before an aside ends (end exclusive), of a second half that begins with `verb`."""
    k = verb.first - 1
    while k > 0 and tokens[k].tag in ("R", "X"):
        k -= 1
    before = over_aside(tokens, k)
    return None if before is None else before + 1


def _takes(aux: Verb, form: str) -> bool:
    """Does an auxiliary go with this form: «has» with «signed», «is» with «signing», «did» with «sign»?"""
    return any(kind in form for kind in {"have": "n", "be": "ng"}.get("" if aux.modal else aux.lemma, "b"))


def _in_list(tokens: list[Token], at: int) -> bool:
    """Is the word after this comma part of a list of verbs («came, saw and left»)?"""
    return any(token.tag == "C" for token in tokens[at : at + 12]) and any(
        token.tag == "V" for token in tokens[max(0, at - 10) : at - 1]
    )


def _in_phrase(tokens: list[Token], i: int) -> bool:
    """«US-led», «the warring sides»: a participle that belongs to a noun phrase."""
    if tokens[i].tag != "V":
        return False
    if i >= 2 and tokens[i - 1].tag == "-" and tokens[i - 1].end == tokens[i].start and tokens[i - 2].tag == "M":
        return True
    return "g" in tokens[i].form and 0 < i < len(tokens) - 1 and tokens[i - 1].tag in "DS" and tokens[i + 1].tag == "N"


def _infinitive(tokens: list[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag in "RX":
        i += 1
    if i >= len(tokens):
        return False
    return (tokens[i].tag == "V" and "b" in tokens[i].form) or (
        tokens[i].tag == "A" and tokens[i].low in ("be", "have", "do")
    )


def _group(tokens: list[Token], start: int) -> Verb:
    auxiliaries: list[Token] = []
    infinitive = tokens[start].tag == "T"
    negated = start > 0 and (tokens[start - 1].tag == "X" or tokens[start - 1].low == "longer")  # «no longer speaks»
    negated = negated or _never(tokens, start) or _never_before(tokens, start)
    modal = ""
    j = start + 1 if infinitive else start
    main = last = start
    while j < len(tokens):
        token = tokens[j]
        if token.tag == "X":
            negated = negated or not not_only(tokens, j)
        elif token.tag == "O" and not auxiliaries and not modal:
            modal = _MODALS.get(token.low, token.low)
            negated = negated or token.low == "cannot"
            main = last = j
        elif token.tag == "A" and not (auxiliaries and auxiliaries[-1].lemma == "be" and token.lemma != "be"):
            auxiliaries.append(token)
            main = last = j
        elif token.tag == "T" and not infinitive and tokens[j - 1].low in _NOT_YET and _infinitive(tokens, j + 1):
            negated = True  # «has yet to sign», «had still to sign»
        elif token.tag == "T" and not infinitive and (modal == "ought" or _duty(tokens, j)):
            # «is to meet» is planned, «has to leave» a duty
            modal = modal or ("must" if tokens[j - 1].lemma == "have" else "is to")
        elif token.tag == "V":
            main = last = j
            break
        elif token.low == "neither" and auxiliaries:
            negated = True  # «has neither condemned X nor thanked Y»
        elif (modal or auxiliaries) and (when := _time_between(tokens, j)):
            j = when
            continue
        elif token.tag != "R" and not (token.tag == '"' and j > start and _quoted_verb(tokens, j + 1)):
            break
        j += 1
    return _finished(tokens, Verb(start, last, main, "", "fin", negated=negated, modal=modal), auxiliaries, infinitive)


def not_only(tokens: list[Token], j: int) -> bool:
    """«did not only attack»: does the «not» at `j` deny nothing?"""
    return tokens[j].tag == "X" and j + 1 < len(tokens) and tokens[j + 1].low in word_set("not only")


def _time_between(tokens: list[Token], j: int) -> int:
    """«may one day invade», «will on Monday meet»: the token after what says when, zero if nothing does."""
    k = j + 1 if tokens[j].tag == "P" else j
    end = k
    while end < len(tokens) and end - k < 3 and (tokens[end].tag in "DQN"):
        end += 1
        if tokens[end - 1].low in word_set("time nouns"):
            following = tokens[end] if end < len(tokens) else None
            return end if following is not None and following.tag in "VR" else 0
    return 0


def _quoted_verb(tokens: list[Token], j: int) -> bool:
    """«would “firmly support” it»: a quotation mark before the rest of the group."""
    while j < len(tokens) and tokens[j].tag == "R":
        j += 1
    return j < len(tokens) and tokens[j].tag == "V"


def _duty(tokens: list[Token], j: int) -> bool:
    return tokens[j - 1].tag == "A" and tokens[j - 1].lemma in ("be", "have") and _infinitive(tokens, j + 1)


def _finished(tokens: list[Token], verb: Verb, auxiliaries: list[Token], infinitive: bool) -> Verb:
    token = tokens[verb.main]
    form = token.form if token.tag == "V" else ""
    verb.lemma = token.lemma if token.tag == "V" else (auxiliaries[-1].lemma if auxiliaries else token.low)
    verb.passive = bool(auxiliaries and auxiliaries[-1].lemma == "be" and "n" in form)
    verb.perfect = any(auxiliary.lemma == "have" for auxiliary in auxiliaries)
    verb.end = verb.last + 1
    if infinitive:
        verb.mood, verb.tense = "inf", "pres"
    elif verb.modal:
        verb.tense = _MODAL_TENSE.get(verb.modal, "cond")
    elif auxiliaries:
        first = auxiliaries[0].low
        verb.mood = {"being": "ger", "having": "ger", "been": "part", "be": "imp"}.get(first, "fin")
        if first == "do" and "b" in form and _opens(tokens, verb.first):
            verb.mood = "imp"  # «Do not send …»
        past = verb.perfect or first in ("was", "were", "did", "had", "been")
        verb.tense = "past" if past else "pres"
    elif "g" in form:
        verb.mood, verb.tense = "ger", "pres"
    elif form == "n":
        verb.mood, verb.passive = "part", True
    elif "p" not in form:
        verb.tense = "pres"
        if "b" in form and _opens(tokens, verb.first):
            verb.mood = "imp"
        elif "b" in form and _bare(tokens, verb.first):
            verb.mood = "inf"
    return verb


def _bare(tokens: list[Token], start: int) -> bool:
    """«made the world condemn it», «let Iran buy it»: a base form after a singular that no «that» introduces."""
    if start > 1 and tokens[start - 1].low in ("us", "him", "her", "me", "them"):
        return tokens[start - 2].lemma in _WITH_A_BARE_VERB
    if start == 0 or tokens[start - 1].tag not in "NM":
        return False
    several = plural(tokens[start - 1]) or len(tokens[start - 1].actors) > 1
    k = start - 1
    while k >= 0 and tokens[k].tag in "NMDSQ-":
        k -= 1
    if k < 0 or tokens[k].tag != "V":
        return False
    return tokens[k].lemma in (("let",) if several else _WITH_A_BARE_VERB)


def _opens(tokens: list[Token], start: int) -> bool:
    """Does a base form open the sentence, what follows a colon, or a quotation: «chanted "Free Palestine"»?"""
    i = start - 1
    if i > 0 and tokens[i].tag == '"' and tokens[i].end == tokens[start].start and tokens[start].text[0].isupper():
        return tokens[i - 1].tag not in "SD"  # «the "Free Cuba" movement»
    while i >= 0 and (
        tokens[i].tag in ('"', "R", "X", "(", "-", ")")
        or tokens[i].low in ("do", "please")
        or (i == 0 and (tokens[i].tag in "CQ" or tokens[i].low in ("so", "then", "now")))
    ):
        i -= 1
    return i < 0 or tokens[i].tag == ":"
