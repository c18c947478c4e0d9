"""A coarse part of speech for each word of a sentence, one letter each.

M a mention of an actor, S a possessive mark, D determiner, U pronoun, E «there», P preposition, T «to», C coordinator,
K subordinator, W relative or question word, A auxiliary (be, have, do), O modal, X negation, R adverb, V verb, N noun
or adjective, Q number; marks are tagged with themselves, all dashes with «-», all quotation marks with «"». The rules
are made for news prose: they need no model, and where a word may be noun or verb its neighbours decide.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from westphalia.reading.tables import table, word_set
from westphalia.reading.tokens import Token
from westphalia.reading.verbs import forms, noun_like

_DASHES = frozenset("–—―-‐‑‒−")
_QUOTES = frozenset('"“”„«»‟')
_SINGLES = frozenset("'’‘")

_EVEN = (["so", "much", "as"], ["as", "much", "as"], ["once"])
_VERB_AND_MORE = (("calls", "on"), ("calls", "upon"), ("looks", "like"), ("looks", "as"))
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def tag(tokens: list[Token]) -> None:
    """Give every token of one sentence its tag; verbs get `lemma` and `form` as well."""
    _first_pass(tokens)
    _not_even(tokens)
    _second_pass(tokens)
    _due(tokens)
    _votes(tokens)


def _first_pass(tokens: list[Token]) -> None:
    known, verb_forms, shouted = _function_words(), forms(), _shouted(tokens)
    for i, token in enumerate(tokens):
        low = token.low
        if token.actors:
            token.tag = "M"
        elif low in known and not _verb_here(tokens, i):
            token.tag, token.lemma = known[low]
        elif not low[0].isalpha():
            token.tag = _mark(tokens, i)
        elif (
            low == "ties"
            and i + 1 < len(tokens)
            and tokens[i + 1].low in ("with", "to", "between", "and", "have", "are")
        ):
            token.tag = "N"
        elif low in verb_forms and (not token.text[0].isupper() or shouted or i == 0 or tokens[i - 1].tag == '"'):
            readings = verb_forms[low]
            token.tag, token.lemma, token.form = "V?", readings[0][0], "".join(form for _, form in readings)
        elif low.endswith("ly") and len(low) > 4 and low not in word_set("not adverbs"):
            token.tag = "R"
        else:
            token.tag = "N"


def _verb_here(tokens: list[Token], i: int) -> bool:
    """«Germany provided aid», but «provided that», «, provided Iran agrees»."""
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return tokens[i].low == "provided" and i > 0 and after != "that" and tokens[i - 1].text != ","


def _mark(tokens: list[Token], i: int) -> str:
    low = tokens[i].low
    if low in ("'s", "’s"):
        return "S"
    if low[0].isdigit() or low in "$€£¥":
        return "Q"
    if low in _DASHES:
        return "-"
    if low in _QUOTES:
        return '"'
    if low in _SINGLES:
        # «the states’ leaders», or a single quotation mark
        before = tokens[i - 1] if i else None
        return "S" if before and before.end == tokens[i].start and before.low.endswith("s") else '"'
    return low if low in ",;:.!?()[]" else "R"


def _not_even(tokens: list[Token]) -> None:
    """«did not so much as expel», «never once met»: what stands for «even»."""
    for i in range(1, len(tokens) - 1):
        if tokens[i - 1].tag != "X":
            continue
        phrase = next((words for words in _EVEN if [t.low for t in tokens[i : i + len(words)]] == words), [])
        for token in tokens[i : i + len(phrase)]:
            token.tag, token.lemma, token.form = "R", "", ""


def _due(tokens: list[Token]) -> None:
    """«Lesotho minister due in Pretoria»: in a headline without a verb «due» stands for «is due»."""
    if any(token.tag in ("V", "A", "O") for token in tokens):
        return
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.low == "due" and before.tag in ("M", "N") and after.low in ("in", "at"):
            token.tag, token.lemma, token.form = "A", "be", "z"


def _votes(tokens: list[Token]) -> None:
    """«voted 120 to 9 to …», «voted, by 60 votes to 4, to …»: how many, between the vote and what it is for."""
    for i, token in enumerate(tokens):
        if token.tag != "V" or token.lemma != "vote":
            continue
        end = next((k for k in range(i + 1, len(tokens)) if not _counts(tokens, k)), len(tokens))
        if end > i + 1 and tokens[end - 1].low == "to":
            end -= 1
        if any(t.tag == "Q" for t in tokens[i + 1 : end]) and end < len(tokens) and tokens[end].low in ("to", "in"):
            for count in tokens[i + 1 : end]:
                count.tag = "R"


def _counts(tokens: list[Token], k: int) -> bool:
    low, tag = tokens[k].low, tokens[k].tag
    return tag in ("Q", "R", "-", ",") or low in ("by", "to", "votes", "vote")


def _second_pass(tokens: list[Token]) -> None:
    for i, token in enumerate(tokens):
        low = token.low
        if low == "that":
            _that(tokens, i)
        elif _between_auxiliary_and_verb(tokens, i):
            token.tag, token.lemma, token.form = "R", "", ""
        elif low == "need" and i and tokens[i - 1].low in ("nor", "neither") and i + 1 < len(tokens):
            token.tag, token.form = "O", ""  # «Nor need we apologise»
        elif token.tag == "V?" and _in_what_state(tokens, i):
            token.tag, token.lemma, token.form = "R", "", ""
        elif token.tag == "V?":
            token.tag = "V" if _is_verb(tokens, i) and not _fate(tokens, i) else "N"
            token.form = token.form if token.tag == "V" else ""
        elif token.tag == "S" and low in ("'s", "’s"):
            _clitic(tokens, i)
        elif token.text == "May" and _month(tokens, i):
            token.tag = "N"
        elif low == "yet" and i + 1 < len(tokens) and tokens[i + 1].low == "to":
            token.tag = "R"  # «Sierra Leone yet to sign …»
        elif low in ("late", "early") and _hour(tokens, i):
            token.tag = "R"
        elif low == "longer" and i and tokens[i - 1].low == "no":
            tokens[i - 1].tag, token.tag = "X", "R"
        elif _only_qualifies(tokens, i) or _brought_closer(tokens, i) or _each_of(tokens, i):
            token.tag = "R"
        elif (low == "will" and _will_is_noun(tokens, i)) or (low == "one" and i and tokens[i - 1].tag in "DN"):
            token.tag = "N"


def _hour(tokens: list[Token], i: int) -> bool:
    """«initialled an accord late on Friday», «left Chad early this week»: when it was done, no part of a name."""
    before, after = tokens[i - 1].tag if i else "", [token.low for token in tokens[i + 1 : i + 3]]
    day = after[1:] if after[:1] in (["on"], ["in"], ["last"], ["this"], ["next"]) else after[:1]
    return before in ("N", "M") and bool(day) and day[0] in word_set("time nouns")


def _between_auxiliary_and_verb(tokens: list[Token], i: int) -> bool:
    """«has since shipped», «has at least apologised», «may one day send», «Russia at once offered»."""
    low, n = tokens[i].low, len(tokens)
    pair = f"{low} {tokens[i + 1].low}" if i + 1 < n else ""
    if i and pair in _pairs() and i + 2 < n:
        return tokens[i + 2].tag in ("V?", "V", "A") and tokens[i - 1].tag in ("A", "O", "M", "N", "U", "C", ",")
    if i > 1 and f"{tokens[i - 1].low} {low}" in _pairs():
        return tokens[i - 1].tag == "R"
    return low == "since" and i > 0 and tokens[i - 1].lemma == "have" and i + 1 < n and tokens[i + 1].tag == "V?"


def _fate(tokens: list[Token], i: int) -> bool:
    """«holding ousted President Bazoum»: right behind a verb, what has become of somebody."""
    after = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    return i > 0 and tokens[i - 1].tag == "V" and tokens[i].low in word_set("fates") and after in ("N", "M", "V?")


def _in_what_state(tokens: list[Token], i: int) -> bool:
    """«crossed the border armed», «came home wounded»: how somebody was when he did it, and no deed of his."""
    if tokens[i].low not in ("armed", "disguised", "injured", "wounded") or i < 2 or tokens[i - 1].tag != "N":
        return False
    after = tokens[i + 1].low if i + 1 < len(tokens) else "."
    return after in (".", ";", "with", "as") and any(token.tag == "V" for token in tokens[: i - 1])


def _month(tokens: list[Token], i: int) -> bool:
    """«in May», «3 May 2024», «May 3»: no «may», and no Theresa May («In 2020 May visited France»)."""
    before, after = (tokens[k].low if 0 <= k < len(tokens) else "" for k in (i - 1, i + 1))
    dated = _DAY.fullmatch(before) or _DAY.fullmatch(after) or _YEAR.fullmatch(after)
    return before in word_set("before May") or dated is not None


def _that(tokens: list[Token], i: int) -> None:
    """«that» before a noun without a verb before it is a determiner, else it opens a clause (K) or a relative (W)."""
    before = _before(tokens, i)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and (after.low == "same" or after.low in word_set("time nouns")):
        tokens[i].tag = "D"
        return
    if before is not None and before.tag in "VR" and before.tag != "R":
        tokens[i].tag = "K"
    elif before is not None and before.tag in ("N", "M", "Q"):
        tokens[i].tag = "W" if after is not None and _relative(tokens, i, before, after) else "K"
    elif before is not None and before.tag in ("A", ",", "C", '"', "R", "U"):
        tokens[i].tag = "K"
    else:
        tokens[i].tag = "D"


def _relative(tokens: list[Token], i: int, before: Token, after: Token) -> bool:
    """«A plan that threatens Peru», «a move that angers China»; not «the claim that attacks on Chad go on»."""
    if not _plural_noun(after):
        return after.tag in ("V?", "A", "O", "R", "X")
    content = plural(before) or before.low in ("fact", "statement") or before.low in word_set("contents")
    return not content and i + 2 < len(tokens) and tokens[i + 2].tag in ("D", "U", "M")


def _only_qualifies(tokens: list[Token], i: int) -> bool:
    """«once again», and what stands before a number («around 400»)."""
    token = tokens[i]
    if token.low == "once":
        return i + 1 < len(tokens) and tokens[i + 1].low == "again"
    if token.low == "yet":
        return i > 0 and tokens[i - 1].tag in ("X", "A", "O")  # «have not yet signed»
    return token.low in word_set("before numbers") and token.tag in ("P", "T") and _before_number(tokens, i)


def _brought_closer(tokens: list[Token], i: int) -> bool:
    """«brings Chad and Sudan closer»: how far apart they are, no part of whom it names."""
    after = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    return tokens[i].low in ("closer", "nearer") and i > 0 and tokens[i - 1].tag in "MNU" and after not in ("N", "V?")


def _each_of(tokens: list[Token], i: int) -> bool:
    """«Spain and Italy each sent aid», «the envoys all left»: said of the subject before it, no part of an object."""
    if tokens[i].low not in ("each", "all", "both") or not i or tokens[i - 1].tag not in "MNU" or i + 1 == len(tokens):
        return False
    after = tokens[i + 1]
    return after.tag in ("A", "O") or (after.tag == "V?" and ("p" in after.form or after.lemma not in noun_like()))


def _before_number(tokens: list[Token], i: int) -> bool:
    """«up to $1 billion», «around 400», «at least five»: what stands before the number only qualifies it."""
    following = tokens[i + 1 : i + 4]
    if tokens[i].low == "at":
        return len(following) > 1 and following[0].low in ("least", "most")
    if tokens[i].low == "up":
        return len(following) > 1 and following[0].low == "to" and following[1].tag == "Q"
    if tokens[i].low == "to":
        return i > 0 and tokens[i - 1].low == "up" and bool(following) and following[0].tag == "Q"
    return len(following) > 1 and following[0].tag == "Q" and following[0].text in "$€£¥"


def _will_is_noun(tokens: list[Token], i: int) -> bool:
    """«the national will of both peoples»."""
    left = tokens[i - 1].tag if i else ""
    right = tokens[i + 1] if i + 1 < len(tokens) else None
    return left in ("N", "D", "S") and (right is None or right.tag in "PT.,;")


def _plural_noun(token: Token) -> bool:
    return token.tag == "V?" and token.form == "s" and token.lemma in noun_like()


def _clitic(tokens: list[Token], i: int) -> None:
    """«’s» after a pronoun or before a participle is «is» or «has»; after a noun it is possessive."""
    before = tokens[i - 1] if i else None
    if before is None or before.tag in ("U", "E", "W") or before.low in ("that", "let"):
        tokens[i].tag, tokens[i].lemma = "A", "be"


def _ends_phrase(tokens: list[Token], i: int) -> bool:
    """«for the Ryanair hijack.»: the last word of a phrase behind a preposition, where one thing cannot be followed."""
    right = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    k = i - 1
    while k > 0 and tokens[k].tag in ("N", "M") and not tokens[k].low.endswith("s"):
        k -= 1
    several = tokens[i - 1].low in ("people", "police", "men", "women", "children")
    return (
        right in ("", ".", ",", ";")
        and 0 < k < i - 1
        and not several
        and tokens[k].low in ("the", "a", "an")
        and (tokens[k - 1].tag == "P")
    )


def _is_verb(tokens: list[Token], i: int) -> bool:
    """Is a word that may be a verb form one here?"""
    token = tokens[i]
    before = _before(tokens, i)
    left = before.tag if before is not None else "^"
    right = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.low == "last" and right is not None and right.low in word_set("time nouns"):
        return False  # «twice last year»
    if left == "T":
        if "b" not in token.form:
            return "g" in token.form  # «committed to withdrawing»; else «to talks»
        return not (token.lemma in noun_like() and _noun_after_to(tokens, i))
    if left in ("O", "X"):
        return True
    if left == "A" and before is not None:
        return "n" in token.form or "g" in token.form or (before.lemma == "do" and "b" in token.form)
    if (
        right is not None
        and right.tag in ("O", "A")
        and token.form in ("b", "s")
        and left != "A"
        and right.lemma != "have"
    ):
        return _in_its_own_clause(tokens, i)  # but «security structures should»
    if _stands_alone(tokens, i):
        return True
    year = before is not None and left == "Q" and len(before.text) == 4 and before.text.isdigit()
    whose = before is not None and (before.low == "whose" or (left == "M" and before.form == "adjective"))
    if (left in ("D", "S", "Q") and not year) or whose:
        return _after_determiner(token, before, right)
    if token.low in word_set("ing nouns") and left != "A":
        return right is not None and right.tag in ("D", "M", "U")
    if token.low == "close" and right is not None and right.low == "to":
        return False  # «analysts close to the Kremlin»
    if "g" in token.form:
        if left == "N" and right is not None and right.low in word_set("gerund heads"):
            return False  # «a data sharing agreement»
        return not (left == "N" and right is not None and right.low == "of")
    if ("p" in token.form or "n" in token.form) and right is not None and right.tag in ("N", "V?"):
        k = i - 1
        while k >= 0 and tokens[k].tag == "N" and tokens[k].low not in word_set("time nouns"):
            k -= 1  # but «on Tuesday imposed new sanctions»
        if 0 <= k < i - 1 and tokens[k].tag in ("V", "P") and right.low not in word_set("reporting"):
            return False  # «imposed new targeted sanctions»
    if "p" in token.form or "n" in token.form:
        if "n" in token.form and right is not None and right.low == "by" and left == "N":
            return True  # «the simulation run by students»
        return left != "P" and not ("b" in token.form and token.lemma in noun_like() and left == "N")
    if before is not None and before.low == "own":
        return False  # «its own needs»
    if token.form == "b":
        return not _ends_phrase(tokens, i) and _base(tokens, i, left, before, right)
    return _third_person(tokens, i, left, before, right)


def _in_its_own_clause(tokens: list[Token], i: int) -> bool:
    """«What Russia wants is a port», «the threat Israel faces is», «all they know is»."""
    k = i - 1
    if k < 0:
        return False
    if tokens[k].tag == "U":
        return tokens[k - 1].tag in ("N", "W", "U", "D") if k else False
    while k > 0 and tokens[k].tag == "M":
        k -= 1
    return k < i - 1 and tokens[i].form == "s" and tokens[k].tag in ("N", "W")


def _stands_alone(tokens: list[Token], i: int) -> bool:
    """«The two signed a pact», «many fear that …», «this threatens Peru»: a word that counts or points is who does it.

    Not so in «the two accused of it were freed», «some wounded Chadians were flown out», «of the two signed in May».
    """
    if not i or i + 1 == len(tokens):
        return False
    token, low, right = tokens[i], tokens[i - 1].low, tokens[i + 1]
    first = i - 1 - (i > 1 and tokens[i - 1].tag == "Q" and tokens[i - 2].low in ("the", "these", "those"))
    counts = low in word_set("counts alone") or (tokens[i - 1].tag == "Q" and low in word_set("plural determiners"))
    if first > 0 and tokens[first - 1].tag in "PSDQ":
        return False
    if low in ("this", "neither", "either") or (low == "that" and tokens[i - 1].tag == "D"):
        acts = right.tag in ("D", "M", "U", "K", "T") or token.lemma not in noun_like()  # «this sanctions package»
        return token.form == "s" and acts and right.tag not in ("A", "O", "V", "V?")
    base = "b" in token.form and (token.lemma not in noun_like() or right.low == "that")
    freed = first > 0 and tokens[first - 1].tag == "V" and right.tag == "M"  # «freed all captured Iranians»
    if not counts or freed or not ("p" in token.form or base):
        return False
    k = i + 1
    while k < len(tokens) and tokens[k].tag in "MN":
        k += 1
    told = k < len(tokens) and (
        tokens[k].tag in ("A", "O", "V") or (tokens[k].tag == "V?" and "g" not in tokens[k].form)
    )
    if right.tag in ("D", "M", "U", "K", "T") or right.low == "that":
        return right.tag != "M" or not told or base or token.lemma in word_set("reporting")
    clause = takewhile(lambda one: one.tag not in (",", ";", ":", "C", "W", "K"), tokens[i + 1 :])
    return right.tag in ("P", "R", ".", "K") and all(one.tag not in ("V?", "V", "A", "O") for one in clause)


def _after_determiner(token: Token, before: Token | None, right: Token | None) -> bool:
    """No verbs in «the proposed deal», «Iranian backed militia»; one in «the Chinese backed it»."""
    plain = "b" in token.form and token.lemma not in noun_like()  # «the Faroese deny that …»
    if before is not None and before.tag == "M" and ("p" in token.form or plain):
        return right is not None and right.tag in ("D", "M", "U", "P", "T", "K")
    return (
        before is not None
        and before.tag == "S"
        and "g" in token.form
        and right is not None
        and right.tag in ("D", "M", "U")
    )


def _base(tokens: list[Token], i: int, left: str, before: Token | None, right: Token | None) -> bool:
    """A base form: a command, a plural's present tense, or what is asked («Will Russia attack»)."""
    both = tokens[i].lemma in noun_like()
    if left == "^":
        if not both:
            return True
        if right is None or _opens_a_name(tokens, i):
            return False  # «State» at the head of a column
        if right.tag in ("P", "T") and (right.low == "by" or _awaits_verb(tokens, i + 1)):
            return False
        return right.tag in ("D", "M", "U", "N", "P", "T", "R", "S") and right.low not in ("of", "on", "between")
    if left == "P":
        return False
    if _asks(tokens, i) or (tokens[i - 1].low == "better" and i > 1 and tokens[i - 2].low == "had"):
        return True
    if not both:
        return left in ("U", "C", ",", "W", "R", "K", "M", "N", ":", '"', "-", "V", ";", "E", ")")
    if left in ("U", "W", "E") or (left in ("M", "N") and _demanded(tokens, i)):
        return True
    led = tokens[i].lemma in word_set("led by a preposition") and right is not None and right.tag == "P"
    led = led or _comes_from(tokens, i)
    if left == "M" and i >= 2 and tokens[i - 2].low in ("a", "an"):
        return False  # «a United Nations convoy»
    if left == "M" and i >= 2 and tokens[i - 2].lemma in ("have", "make", "let"):
        return right is not None and right.tag in "DMSUQ"  # «The playwright has Peru attack it»
    if left == "M":
        return (_plural_subject(tokens, i) or _plural_opens(tokens, i)) and (led or _object_follows(tokens, i))
    if left == "N":
        comes = _comes_from(tokens, i)
        return (plural(before) or _plural_opens(tokens, i)) and (comes or _object_follows(tokens, i))
    if left in ("C", ","):
        return _parallel_verb(tokens, i) and _object_follows(tokens, i)
    return left in ("R", '"', ":") and _object_follows(tokens, i)


def _opens_a_name(tokens: list[Token], i: int) -> bool:
    """«Air France suspended», «Aid Israel received was»: a name follows and then its verb, so no command."""
    k = i + 1
    while k < len(tokens) and tokens[k].tag in "MN" and tokens[k].text[0].isupper() and tokens[k].form != "adjective":
        k += 1
    if k == i + 1 or k == len(tokens):
        return False
    verb = tokens[k]
    told = verb.tag == "V?" and bool(set(verb.form) & set("ps")) and "b" not in verb.form
    return told or verb.tag in ("A", "O")


def _demanded(tokens: list[Token], i: int) -> bool:
    """«demanded that Syria curb …», «it is vital that it curb …»: the base form is a verb whatever its number."""
    for k in range(i - 1, max(0, i - 7), -1):
        if tokens[k].low == "that":
            asked = tokens[k - 1].lemma in word_set("demands") or tokens[k - 1].low in word_set("that it be done")
            return asked and _object_follows(tokens, i)
        if tokens[k].tag not in "MNDSR-":
            return False
    return False


def _third_person(tokens: list[Token], i: int, left: str, before: Token | None, right: Token | None) -> bool:
    both = tokens[i].lemma in noun_like()
    if left == "P" or _awaits_plural(tokens, i) or _run_is_object(tokens, i):
        return False
    if i >= 3 and tokens[i - 2].low == "as" and tokens[i - 3].tag == "V":
        return False  # «dismissed as propaganda reports that …»
    if tokens[i].low == "states":
        return i + 1 < len(tokens) and tokens[i + 1].low in ("that", ",", ":")
    if not both:
        return left in ("N", "M", "U", "W", "R", "C", ",", ")", '"', "-", "K", "^", "E")
    if left in ("U", "W"):
        return True
    if left in ("M", "N", "R", ")"):
        if left == "N" and plural(before):
            return False
        if right is not None and (tokens[i].low, right.low) in _VERB_AND_MORE:
            return True
        if _comes_from(tokens, i):
            return True
        return _object_follows(tokens, i) or (
            right is not None and right.low in ("for", "to", "with", "out", "up", "against")
        )
    return left in ("C", ",") and _parallel_verb(tokens, i) and _object_follows(tokens, i)


def _comes_from(tokens: list[Token], i: int) -> bool:
    """«The shortage results from the embargo», «the fears stem from it», but not «the results from Lima are in»."""
    known = tokens[i].lemma in word_set("coming from") and tokens[i + 1 : i + 2] != []
    return known and tokens[i + 1].low == "from" and not _awaits_verb(tokens, i + 1)


def _awaits_plural(tokens: list[Token], i: int) -> bool:
    """«many African states», «two border clashes»: the phrase still lacks its plural noun."""
    k = i - 1
    while k >= 0 and tokens[k].tag == "N" and not plural(tokens[k]):
        k -= 1
    return k >= 0 and k < i - 1 and (tokens[k].tag == "Q" or tokens[k].low in word_set("plural determiners"))


def _run_is_object(tokens: list[Token], i: int) -> bool:
    """«refused official talks with», «established diplomatic ties»: the nouns before are the verb's object already."""
    k = i - 1
    while k >= 0 and tokens[k].tag == "N":
        k -= 1
    if k >= 0 and k < i - 1 and tokens[k].tag == "M" and tokens[k].form == "adjective":
        k -= 1  # «fired at Yemeni government positions»
    return k < i - 1 and k >= 0 and tokens[k].tag in ("V", "P") and tokens[i].lemma in noun_like()


def _asks(tokens: list[Token], i: int) -> bool:
    """«Will Russia attack», «At no time did Israel bomb»: an auxiliary opens the clause and has no verb yet."""
    for k in range(i - 1, max(-1, i - 9), -1):
        if tokens[k].tag == "V" or tokens[k].tag in ",;:":
            return False
        if tokens[k].tag == "O" or (tokens[k].tag == "A" and tokens[k].lemma == "do"):
            return all(token.tag in '"RWC-(' for token in tokens[:k]) or turns_round(
                [token.low for token in tokens[:k] if token.tag not in '"C'][:2]
            )
    return False


def turns_round(words: list[str]) -> bool:
    """Are they what puts an auxiliary before its subject («Never in its history», «At no time», «Not once»)?

    >>> turns_round(["at", "no"]), turns_round(["in", "may"])
    (True, False)
    """
    none = words[:1] in (["at"], ["in"], ["on"], ["under"], ["by"]) and words[1:] == ["no"]
    return none or words[:1] in (["never"], ["nowhere"]) or words == ["not", "once"]


def _before(tokens: list[Token], i: int) -> Token | None:
    """The token before, adverbs skipped."""
    i -= 1
    while i >= 0 and tokens[i].tag == "R":
        i -= 1
    return tokens[i] if i >= 0 else None


def _noun_after_to(tokens: list[Token], i: int) -> bool:
    """«to war», «to talks with», «close to defeat»: «to» is a preposition where its noun ends the phrase."""
    before = tokens[i - 2] if i >= 2 else None
    right = tokens[i + 1] if i + 1 < len(tokens) else None
    closed = right is None or right.tag in (".", ",", ";", "-", "?", "!", ")", '"')
    return (
        closed and before is not None and before.lemma in ("go", "return", "lead", "respond", "come", "close", "resort")
    )


def _plural_subject(tokens: list[Token], i: int) -> bool:
    token = tokens[i - 1]
    if token.low.endswith("s") or len(token.actors) > 1:
        return True
    if i >= 2 and tokens[i - 2].low == "the" and token.low.endswith(("sh", "ch", "ese", "ss")):
        return True  # «the French drill it»
    if i >= 3 and tokens[i - 2].low in ("of", "in", "from", "at") and plural(tokens[i - 3]):
        return True  # «Analysts in New Delhi claim»
    return i >= 2 and tokens[i - 2].tag in ("C", ",")


def _plural_opens(tokens: list[Token], i: int) -> bool:
    """«Threats from Turkey to Greece drive …»: does all before it in the clause hang on a plural noun?"""
    start = i
    while start and tokens[start - 1].tag in "MNDSQPTC":
        start -= 1
    if start and tokens[start - 1].tag not in (",", ";", ":", "K", "W", '"'):
        return False
    hangs = next((k for k in range(start, i) if tokens[k].tag in "PT"), None)
    return hangs is not None and hangs > start and tokens[hangs - 1].tag == "N" and plural(tokens[hangs - 1])


def _awaits_verb(tokens: list[Token], i: int) -> bool:
    """«Support for Chad angers Libya»: does a verb follow that has no other subject than the word before token `i`?"""
    for k in range(i, len(tokens)):
        token, after = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
        if token.tag in (",", ";", ":", "K", "W", "-", '"', "U", "V"):
            return False
        if token.tag in ("A", "O"):
            return True
        if token.tag == "V?" and tokens[k - 1].tag in "MN":
            if token.form == "s":
                return tokens[k - 1].tag == "M" or token.lemma not in noun_like()
            return "p" in token.form and (after is None or after.tag not in ("P", "T"))
    return False


def plural(token: Token | None) -> bool:
    """Does the word look like a plural noun?"""
    return token is not None and plural_form(token.low)


def plural_form(low: str) -> bool:
    """Does a word in lower case look like the plural of a noun?"""
    return (low.endswith("s") and not low.endswith(("ss", "us", "is"))) or low in word_set("irregular plurals")


def _object_follows(tokens: list[Token], i: int) -> bool:
    """Does what follows look like an object or a complement clause? A participle does only before a noun."""
    if i + 1 >= len(tokens):
        return False
    right = tokens[i + 1]
    if right.tag == "V?" and not set(right.form) & set("bsg"):
        after = tokens[i + 2].tag if i + 2 < len(tokens) else ""
        return after in ("N", "V?", "M")
    return right.tag in ("D", "M", "U", "N", "Q", "R", '"', "V?", "X") or right.low in ("that", "to")


def _parallel_verb(tokens: list[Token], i: int) -> bool:
    """Does a verb of the same form stand before the comma or «and»? Then this may be its equal."""
    before = [token for token in tokens[max(0, i - 14) : i] if token.tag == "V"]
    return bool(before) and ("b" in before[-1].form or "s" in before[-1].form)


@cache
def _pairs() -> frozenset[str]:
    return frozenset(pair.replace("_", " ") for pair in word_set("adverb pairs"))


@cache
def _function_words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["tag"], row["lemma"]) for row in table("function_words")}


def _shouted(tokens: list[Token]) -> bool:
    """A headline in capitals: then a capital says nothing."""
    words = [token for token in tokens if token.text[0].isalpha()]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) >= 0.75 * len(words)
