"""Whose view it is, without a verb of saying: «according to X», «in X's view», «X's fear is that …»."""

from __future__ import annotations

from westphalia.reading.antecedents import is_person
from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.scope import nobody
from westphalia.reading.speakers import attribute
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_WITHIN = ("of", "in", "among", "from", "for")


def according(sentence: Sentence) -> list[Attribution]:
    """«according to X and Y», «in X's view», «from the point of view of X», «to X, it was …»: what is so for X."""
    parse = sentence.parse
    found = []
    for i in range(len(sentence.tokens)):
        if (parse.low(i), parse.low(i + 1)) == ("according", "to"):
            found += _sources(sentence, i)
        elif parse.tag(i) == "P" and parse.low(i) in ("in", "on", "by", "from"):
            found += _in_view(sentence, i)
    return [*found, *_to_whom(sentence), *_as_seen(sentence)]


def stances(sentence: Sentence) -> list[Attribution]:
    """«The concern of America is that …», «Moscow's position is that …»: what follows «that», as held by Moscow."""
    parse = sentence.parse
    found = []
    for verb in parse.verbs:
        after = verb.last + 1
        if verb.lemma != "be" or parse.low(after) != "that" or after + 1 >= len(sentence.tokens):
            continue
        phrase = next((p for p in verb.subject if parse.low(p.head) in word_set("stances")), None)
        if phrase is None:
            continue
        owners = _owners(sentence, phrase)
        if owners:
            found.append(_owned(sentence, owners[0], phrase, after))
    return found


def held_by_noun(sentence: Sentence) -> list[Attribution]:
    """«fears in Vilnius that …», «Peru's claim that …»: whose fear or claim it is holds what follows «that»."""
    parse = sentence.parse
    found = []
    for phrase in parse.phrases:
        if parse.low(phrase.head) not in word_set("stances of many"):
            continue
        inner = parse.phrase_at.get(phrase.last + 1) if parse.low(phrase.last) in _WITHIN else None
        at = inner.last if inner is not None else phrase.last
        owners = _owners(sentence, phrase) if parse.low(at) == "that" and parse.tag(at) == "K" else []
        owners = [i for i in owners if sentence.references[i].how != "pronoun"]
        if owners and at + 1 < len(sentence.tokens) and not nobody(parse, phrase.first):
            found.append(_owned(sentence, owners[0], phrase, at))
    return found


def _sources(sentence: Sentence, i: int) -> list[Attribution]:
    """«according to X and Y», from token `i` on."""
    parse = sentence.parse
    phrase = parse.phrase_at.get(i + 2)
    if phrase is None:
        return []
    group = _named_together(parse, phrase)
    last = group[-1].last
    while last < len(sentence.tokens) and parse.tag(last) not in (",", ".", ";", ":"):
        last += 1
    one = _beside(sentence, group, i, last, "according to")
    one.holder_end = max(one.holder_end, sentence.tokens[last - 1].end)
    one.holder = sentence.text[one.holder_start : one.holder_end]
    return [one]


def _named_together(parse: Parse, phrase: Phrase) -> list[Phrase]:
    """«A and B», «A, B and C», where a mark closes the list: all whom it names."""
    group = [phrase]
    while parse.low(group[-1].last) in ("and", ","):
        joined = parse.low(group[-1].last) == "and"
        following = parse.phrase_at.get(group[-1].last + 1)
        if following is None:
            break
        group.append(following)
        if joined:
            return group if parse.tag(following.last) in ("", ",", ".", ";", ":") else [phrase]
    return [phrase]


def _in_view(sentence: Sentence, i: int) -> list[Attribution]:
    """«in X's view», «on X's reading», «in the eyes of X», «from X's point of view», from token `i` on."""
    parse = sentence.parse
    phrase = parse.phrase_at.get(i + 1)
    kind = "points of view" if parse.low(i) == "from" else "views"
    if phrase is None or parse.low(phrase.head) not in word_set(kind):
        return []
    whose = [k for k in sentence.parties.possessors(phrase) if sentence.references[k].how != "pronoun"]
    if whose:
        named = next((k for k in range(phrase.first, phrase.head) if parse.tag(k) == "S"), phrase.head)
        holder, last = Phrase(phrase.first, named, named - 1), phrase.last
        if parse.words(last, last + 2) == "of view":
            last += 2
    else:
        at = phrase.last + 2 * (parse.words(phrase.last, phrase.last + 2) == "of view")
        inner = parse.phrase_at.get(at + 1) if parse.low(at) in _WITHIN else None
        whose = sentence.parties.targets([inner]) if inner is not None else []
        if inner is None or not (whose or is_person(sentence.words(inner).removesuffix("s"))):
            return []
        if whose and sentence.references[whose[0]].how == "pronoun":
            return []
        holder, last = inner, inner.last
    one = _beside(sentence, [holder], i, last, "in the view of")
    one.holder_start, one.holder_end = sentence.tokens[holder.first].start, sentence.tokens[holder.last - 1].end
    one.holder = sentence.text[one.holder_start : one.holder_end]
    one.code = sentence.references[whose[0]].code if whose else one.code
    return [one]


def _to_whom(sentence: Sentence) -> list[Attribution]:
    """«To Beijing, the visit was a provocation»: who sees it so."""
    parse = sentence.parse
    group = _named_together(parse, parse.phrase_at[1]) if 1 in parse.phrase_at else []
    if parse.low(0) != "to" or not group or parse.tag(group[-1].last) != ",":
        return []
    main = next((verb for verb in parse.verbs if verb.mood == "fin"), None)
    judged = main is not None and main.lemma in word_set("judging") and main.subject and not main.passive
    sees = all(sentence.tokens[phrase.head].actors for phrase in group)
    apart = judged and main is not None and main.subject[0].first == group[-1].last + 1
    return [_beside(sentence, group, 0, group[-1].last, "in the view of")] if sees and apart else []


def _as_seen(sentence: Sentence) -> list[Attribution]:
    """«As Beijing sees it, …», «To hear Beijing tell it, …», «If Beijing is to be believed, …»."""
    parse = sentence.parse
    opens = next((n for n in (2, 1) if parse.words(0, n) in ("to hear", "as", "if")), 0)
    phrase = parse.phrase_at.get(opens) if opens else None
    end = next((k for k, token in enumerate(sentence.tokens) if token.tag == ","), 0)
    if phrase is None or not sentence.tokens[phrase.head].actors:
        return []
    rest = parse.words(phrase.last, end)
    seen = rest in ("sees it", "tells it", "saw it", "told it", "puts it", "tell it", "have it")
    believed = parse.low(0) == "if" and rest == "is to be believed"
    return [_beside(sentence, [phrase], 0, end, "in the view of")] if seen or believed else []


def _beside(sentence: Sentence, holder: list[Phrase], i: int, last: int, cue: str) -> Attribution:
    """What stands beside a phrase from token `i` to before `last` («according to X») as held by whom it names."""
    parse = sentence.parse
    first = i
    while first and parse.tag(first - 1) in '"RC':
        first -= 1
    opens = first == 0 or parse.tag(first - 1) == ";"
    begin = sentence.tokens[last - 1].end if opens else sentence.start
    stop = sentence.end if opens else sentence.tokens[i].start
    aside = not opens and parse.tag(i - 1) == "," and parse.tag(last) == ","
    return attribute(sentence, holder, begin, sentence.end if aside else stop, cue, None)


def _owners(sentence: Sentence, phrase: Phrase) -> list[int]:
    """Whose opinion it is: «X's fear», «the fear in X»."""
    parse = sentence.parse
    owners = sentence.parties.possessors(phrase)
    inner = parse.phrase_at.get(phrase.last + 1)
    if not owners and inner is not None and parse.low(phrase.last) in _WITHIN:
        owners = sentence.parties.targets([inner])
    opens = parse.phrase_at.get(1) if parse.low(0) == "in" else None
    if not owners and opens is not None and phrase.first - opens.last == (parse.tag(opens.last) == ","):
        owners = sentence.parties.targets([opens])  # «In Lima, the fear is that …»
    return owners


def _owned(sentence: Sentence, owner: int, phrase: Phrase, that: int) -> Attribution:
    """What follows the token «that» as held by the reference `owner`, whose opinion the phrase is."""
    tokens = sentence.tokens
    known = sentence.references[owner]
    cue_start = tokens[phrase.first].start
    one = Attribution(
        tokens[that + 1].start, sentence.end, known.text, known.start, known.end,
        sentence.text[cue_start : tokens[that].end], cue_start, reference=owner, code=known.code,
        members=(owner,),
    )  # fmt: skip
    return sentence.trimmed(one)
