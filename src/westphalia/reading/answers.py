"""«Has Washington threatened us? Not once.», «It was to attack on Monday. It did so on Tuesday.»: two sentences in one.

A question and its answer tell together whether a deed was done, and so does what is announced and the short sentence
that says that it came, or that nothing of the kind did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading import scope
from westphalia.reading.denials import ending
from westphalia.reading.events import Found
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_ASKS_FACT = ("did", "has", "have", "had", "was", "were", "does", "do", "is", "are")
_NO = (("no",), ("never",), ("hardly",), ("nonsense",), ("not", "once"), ("not", "yet"), ("not", "at", "all"),
       ("of", "course", "not"), ("certainly", "not"), ("by", "no", "means"), ("on", "the", "contrary"),
       ("wrong",), ("false",), ("untrue",), ("not", "so"), ("not", "true"))  # fmt: skip
_YES = (("yes",), ("of", "course"), ("certainly",), ("indeed",))
_EXACTLY_THAT = ("exactly that", "just that", "precisely that")
_KEPT = ("keep", "execute", "fulfil", "fulfill", "implement", "honour", "honor", "redeem")
_PRONOUNS = ("he", "she", "it", "they", "we")
_ENDS = (".", ",", ";", ":", "!", "-", "C", '"', "")  # tags of what may stand after the words of an answer


def answered(found: Sequence[Found], parse: Parse, following: Parse | None) -> list[Found]:
    """The events of a sentence, those that a question asks for as real as the first words of the next sentence say.

    What «did», «has» or «is» asks for is denied by a «no» and has happened by a «yes», as is what is only told with a
    question mark («Chad shut its border? It did not.»); what «should» asks for is urged by a «yes». All else stays as
    it was.
    """
    asked = _asking(parse)
    said = _answer(following) if asked is not None and following is not None else None
    if asked is None and following is not None and not scope.question(parse):
        return _as_it_turned_out(found, parse, following)
    if asked is None or said is None:
        return list(found)
    opener = parse.low(asked)
    if opener == "should" and not said:
        return list(found)
    status = Status.URGED if opener == "should" else Status.HAPPENED if said else Status.DENIED
    return [
        replace(one, status=status) if one.status is Status.HYPOTHETICAL and _main(one, asked, parse) else one
        for one in found
    ]


def _as_it_turned_out(found: Sequence[Found], parse: Parse, following: Parse) -> list[Found]:
    done = _came_of_it(following)
    if done is None:
        return list(found)
    before, after = (set(Status) - {Status.HAPPENED}, Status.HAPPENED) if done else ({Status.HAPPENED}, Status.DENIED)
    last = [one for one in ending(list(found), parse) if done or not _word_given(one, parse)]
    return [replace(one, status=after) if one in last and one.status in before else one for one in found]


def _word_given(one: Found, parse: Parse) -> bool:
    """«Oslo promised a loan», «agreed *to recognise it*»: that it did not does not undo the promise."""
    verb = parse.verb_on(one.cue_first)
    if one.cue.action == "ACCUSE":
        return True  # «complained to the Council. Nothing came of it.»
    if verb is None or one.cue.action not in ("AGREE", "REQUEST", "THREATEN"):
        return False
    return verb.lemma in word_set("promising") or any(
        other.first > verb.last and other.mood == "inf" for other in parse.verbs
    )


def _came_of_it(parse: Parse) -> bool | None:
    """Does a sentence say that what was just told came («It did so»), or that it did not («No such thing happened»)?"""
    if scope.question(parse) or scope.conditional(parse):
        return None
    k = next((k for k, token in enumerate(parse.tokens) if token.text[0].isalpha() and token.tag not in "CR"), 0)
    if scope.nothing_like_it(parse, k) or parse.words(k, k + 3) == "nothing came of":
        return False
    verb = next((verb for verb in parse.verbs if verb.mood == "fin"), None)
    if verb is None or verb.modal or (verb.negated and parse.low(k) not in _PRONOUNS):
        return None
    if parse.low(k) in (*_PRONOUNS, "this", "that"):
        if (short := _in_short(parse, k)) is not None and parse.low(k + 1) in ("did", "has", "have", "had"):
            return short
        if verb.lemma == "be" and not verb.negated and verb.first == k + 1:
            return False if scope.made_up(parse, verb.last + 1, verb.last + 8) else None
        told = parse.words(verb.last + 1, verb.last + 3)
        so = verb.lemma == "do" and (parse.low(verb.last + 1) == "so" or told in _EXACTLY_THAT)
        return not verb.negated if so else None
    kept = verb.passive and (verb.lemma in _KEPT or (verb.lemma, parse.low(verb.last + 1)) == ("carry", "out"))
    return True if kept and parse.low(k + 1) in word_set("what may come") | {"order", "orders", "vow"} else None


def untrue(parse: Parse, following: Parse | None) -> bool:
    """Is it a question such as «Is that true?», and is its answer «no»?"""
    asked = _asking(parse)
    if asked is None or following is None or parse.low(asked + 1) not in ("it", "that", "this"):
        return False
    return parse.low(asked + 2) in ("true", "so") and parse.tag(asked + 3) == "?" and _answer(following) is False


def _asking(parse: Parse) -> int | None:
    """The token that opens a question which can be answered by «yes» or «no»: «did», «has», «should».

    It is the one before the first where something is told and called in question.
    """
    if scope.question(parse) != "yes":
        return None
    opening = (k for k, token in enumerate(parse.tokens) if token.low in (*_ASKS_FACT, "should"))
    k = next(opening, None)
    before = parse.tag(k - 1) if k else ""
    if k is not None and before in ("", ",", ":", "-", ".", '"', "C"):
        return k
    told = next((verb for verb in parse.verbs if verb.mood == "fin"), None)
    done = told is not None and told.tense == "past" and not told.modal and bool(told.subject)
    return -1 if done and not scope.conditional(parse) else None


def _answer(parse: Parse) -> bool | None:
    """What a sentence opens with: True for «yes», False for «no», None for neither or for another question."""
    if scope.question(parse):
        return None
    k = next((k for k, token in enumerate(parse.tokens) if token.text[0].isalpha()), 0)
    for words, said in (*((words, False) for words in _NO), *((words, True) for words in _YES)):
        if [parse.low(k + n) for n in range(len(words))] == list(words):
            after = k + len(words)
            if parse.tag(after) in _ENDS and parse.low(after) not in ("and", "or"):
                return said
    return _in_short(parse, k) if parse.low(k) in _PRONOUNS else _by_another(parse)


def _in_short(parse: Parse, k: int) -> bool | None:
    """«He did.», «It has not, …»."""
    negated = parse.tag(k + 2) == "X"
    short = parse.low(k + 1) in _ASKS_FACT and parse.tag(k + 2 + negated) in _ENDS
    return not negated if short else None


def _by_another(parse: Parse) -> bool | None:
    """«Tehran says so», «Nairobi denies it»: what somebody with a name answers."""
    verb = next((verb for verb in parse.verbs if verb.mood == "fin"), None)
    if verb is None or verb.negated or verb.modal or not verb.subject or not parse.tokens[verb.subject[0].head].actors:
        return None
    after = parse.low(verb.last + 1)
    if parse.tag(verb.last + 2) not in _ENDS:
        return None
    if verb.lemma in word_set("denials") and after in ("it", "this", "that"):
        return False
    return True if verb.lemma in word_set("reports") and after in ("so", "yes") else None


def _main(event: Found, asked: int, parse: Parse) -> bool:
    """Is it what the question asks for: not told in a clause below, and no noun that a verb says more of?"""
    between = range(asked + 1, event.cue_first)
    noun = parse.tag(event.cue_first) == "N" and any(
        parse.tag(k) == "V" for k in range(event.cue_last, len(parse.tokens))
    )
    return (
        event.cue_first > asked
        and not noun
        and not any(parse.tag(k) == "W" or parse.low(k) in word_set("subordinators") | {"that"} for k in between)
    )
