"""Who is meant by the noun phrases of a holder: how he is described, whose spokesman he is, whom the model finds."""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.ontology.types import Span
from westphalia.reading.antecedents import apposed, is_body, is_named, is_person, several
from westphalia.reading.arguments import time_phrase
from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.parties import head_kind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_BELONGS = ("of", "for", "from", "at")


def attribute(
    sentence: Sentence, holder: list[Phrase], start: int, end: int, cue: str, number: int | None
) -> Attribution:
    """Content (character offsets) as held by whom the noun phrases `holder` mean; `number` is the verb that says so."""
    parse, tokens = sentence.parse, sentence.tokens
    holder = _whose(sentence, holder)
    verb = parse.verbs[number] if number is not None else None
    named = sentence.parties.doers(holder)
    last = _list_end(sentence, holder[-1].last, verb, named)
    if verb is not None and verb.first > last and not any(parse.is_finite(k) for k in range(last, verb.first)):
        # «Analysts advising President Trump assert»: what stands before the verb belongs to the holder
        while last < verb.first and parse.tag(last) not in (",", "-", "(", ";", '"'):
            last += 1
        while last > holder[-1].last and parse.tag(last - 1) in ("R", "X"):
            last -= 1
        when = parse.phrase_before.get(last)
        if when is not None and when.first >= holder[-1].last and time_phrase(parse, when):
            last = when.first
    alone = len({sentence.references[i].code for i in named}) == 1
    head = tokens[holder[-1].head]
    reference = named[0] if alone and head.actors else None
    code = sentence.references[named[0]].code if alone else None
    speaks = head_kind(tokens, holder[0]) in ("agent", "speaker") or head.low in word_set("implicit holders")
    speaks = speaks or (head.low in word_set("papers") and parse.low(holder[-1].last) in ("by", "from", "of"))
    if not named and speaks:
        inside = (k for k in range(holder[0].first, last) if tokens[k].actors and not sentence.parties.neutral(k))
        first = next(inside, None)
        code = sentence.references[tokens[first].actors[0]].code if first is not None else None
    holder_start, holder_end = tokens[holder[0].first].start, tokens[last - 1].end
    name = sentence.text[holder_start:holder_end]
    apart = explained(parse, holder[0].first) if parse.tag(last) == "," else None
    if apart is not None and apposed(sentence.words(apart), name):
        holder_start = tokens[apart.first].start
        name = sentence.text[holder_start:holder_end]
        if code is None:
            code = next(iter(sentence.parties.codes(sentence.parties.doers([apart]))), None)
    if code is None and not named and parse.tag(last) == "," and is_person(name):
        code = _described(sentence, last + 1)
    vague = parse.low(holder[0].first) in word_set("vague holders")
    one = Attribution(
        start, end, name, holder_start, holder_end, cue,
        tokens[verb.first].start if verb is not None else holder_start,
        reference=reference, code=code, hedge=name if vague else None, verb=number, members=tuple(named),
    )  # fmt: skip
    if reference is not None and sentence.references[reference].how == "pronoun":
        one.holder = sentence.references[reference].name
    return sentence.trimmed(one)


@dataclass(frozen=True, slots=True)
class People:
    """Whom a sentence speaks of outside quotations, as holders of nothing yet: whoever speaks next may be one of them.

    `acting` are its subjects, `pronouns` those of them that are «he» or «it», with their place, `named` the others.
    """

    acting: list[Attribution]
    pronouns: list[tuple[int, str]]
    named: list[Attribution]


def people(text: str, span: Span, parsed: Parse, references: list[Reference], quotes: list[tuple[int, int]]) -> People:
    """The people and bodies whom a sentence speaks of outside quotations."""
    sentence = Sentence(text, span.start, span.end, parsed, references, [])
    subjects = [verb.subject for verb in parsed.verbs if verb.mood == "fin" and verb.subject]
    subjects = [
        phrases
        for phrases in subjects
        if not any(a <= parsed.tokens[phrases[0].first].start < b for a, b in quotes)
        and "whose" not in (parsed.low(phrases[0].first + k) for k in (-1, 0))
    ]
    heads = {phrases[0].head for phrases in subjects}
    acting = [_person(sentence, phrases) for phrases in subjects if parsed.tag(phrases[0].head) != "U"]
    could = (is_person, several, is_body)
    acting = [one for one in acting if one.code is not None or any(test(one.holder) for test in could)]
    pronouns = [(parsed.tokens[head].start, parsed.low(head)) for head in sorted(heads) if parsed.tag(head) == "U"]
    others = [phrase for phrase in parsed.phrases if phrase.head not in heads and parsed.tag(phrase.head) != "U"]
    named = [one for one in (_person(sentence, [phrase]) for phrase in others) if is_named(one.holder)]
    outside = [one for one in named if not any(a <= one.holder_start < b for a, b in quotes)]
    return People(acting, pronouns, outside)


def name_holders(said: list[Attribution], parsed: Parse, references: list[Reference]) -> None:
    """Give attributions their holders («the ministry said») whom the model has found out since they were found."""
    sought = [token for token in parsed.tokens if any(references[i].sure < 1 for i in token.actors)]
    for one in said:
        inside = [token.actors for token in sought if one.holder_start <= token.start < one.holder_end]
        if inside and (one.code is None or set(one.members) & set(inside[0])):
            one.members = inside[0]
            one.code = references[inside[0][0]].code if len(inside[0]) == 1 else None
            if one.reference is not None:  # a rule had guessed; its pronoun stands as the name of the one guessed
                one.reference = inside[0][0] if len(inside[0]) == 1 else None
                one.holder = " and ".join(references[i].name for i in inside[0])


def explained(parse: Parse, first: int) -> Phrase | None:
    """«the captain of the boat, Saúl Menjívar»: whom the words from token `first` on say more of, between commas."""
    while parse.tag(first - 1) == "." or (
        first and len(parse.tokens[first - 1].text) == 1 and parse.low(first - 1).isalpha()
    ):
        first -= 1  # «the governor, A. Toktogulov»
    if parse.tag(first - 1) != ",":
        return None
    outer = parse.phrase_before.get(first - 1)
    while outer is not None and parse.low(outer.first - 1) in ("of", "for"):
        outer = parse.phrase_before.get(outer.first - 1)
    hangs = outer is not None and parse.tag(outer.first - 1) not in ("", ",", '"', "C", "-")
    return None if hangs else outer  # «after meeting the president, traders …»


def somebody(holder: str) -> bool:
    """Is it anybody? «it is believed», «this suggests», «according to Article 1»: nobody says it."""
    words = holder.lower().split()
    return holder.lower() not in word_set("nobody") and not (words and words[0] in word_set("parts of a treaty"))


def _person(sentence: Sentence, phrases: list[Phrase]) -> Attribution:
    """Somebody as the holder of nothing yet."""
    at = sentence.tokens[phrases[0].first].start
    one = attribute(sentence, phrases, at, at, "", None)
    one.start = one.end = at
    return one


def _list_end(sentence: Sentence, last: int, verb: Verb | None, named: list[int]) -> int:
    """The end of the names behind the holder's own: «the ministers of Kenya, Uganda and Rwanda said»."""
    if len({sentence.references[i].code for i in named}) < 2:
        return last
    for k in range(last, verb.first if verb is not None else last):
        phrase = sentence.parse.phrase_of(k)
        if phrase is not None and set(sentence.tokens[k].actors) & set(named):
            last = phrase.last
    return last


def _described(sentence: Sentence, first: int) -> str | None:
    """Whose people the words after a name and a comma say he is of: «, a hydrologist in Almaty», «, who heads the
    security department of ECOWAS».
    """
    parse = sentence.parse
    leads = parse.low(first) == "who" and parse.verb_at.get(first + 1) is not None
    if leads and parse.verbs[parse.verb_at[first + 1]].lemma not in word_set("leading"):
        return None
    phrase = parse.phrase_at.get(first)
    if not leads and (phrase is None or not is_person(sentence.words(phrase))):
        return None
    for k in range(first, len(sentence.tokens)):
        token = sentence.tokens[k]
        if token.tag in (",", ".", ";", ":", '"', "-") or (not leads and parse.is_finite(k)):
            return None
        if token.actors and not sentence.parties.neutral(k):
            return sentence.references[token.actors[0]].code
    return None


def _whose(sentence: Sentence, holder: list[Phrase]) -> list[Phrase]:
    """«a spokesman for the ministry», «Governor Niyonkuru of Kirundo»: the person, not where he belongs."""
    first = holder[0].first
    outer = sentence.parse.phrase_before.get(first - 1) if sentence.parse.low(first - 1) in _BELONGS else None
    if len(holder) > 1 or outer is None or not is_person(sentence.words(outer)):
        return holder
    return [Phrase(outer.first, holder[0].last, outer.head)]
