"""Who says what: quotations, «X said that …», «…, X said», «according to X», «the concern of X is that …».

An attribution covers a stretch of the text and names its holder. Where several cover a place, the innermost speaks.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from westphalia.ontology.types import ActorKind, Span
from westphalia.reading.antecedents import apposed, is_body, is_named, is_person, several
from westphalia.reading.arguments import time_phrase
from westphalia.reading.interrupted import first_half
from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.references import Reference
from westphalia.reading.scope import nobody
from westphalia.reading.spans import bare
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set

_QUOTE = re.compile(
    r"“([^“”]{1,1500})”|\"([^\"\n]{1,1500})\"|«([^«»]{1,1500})»|„([^„“”]{1,1500})[“”]"
    # single marks, which may be apostrophes: «the rebels’ camp», «’tis»
    r"|(?<!\w)‘(?=\w)([^‘\n]{1,1500}?[,.!?…])’(?!\w)|(?<!\w)‘(?=\w)((?:[^‘’\n]|(?<=\w)’(?=\w)){1,300})’(?!\w)"
    r"|(?<![\w'])'(?!(?i:tis|twas)\b)(?=\w)([^\n]{1,1500}?[,.!?…])'(?!\w)"
    r"|(?<![\w'])'(?!(?i:tis|twas)\b)(?=\w)((?:[^'\n]|(?<=\w)'(?=\w)){1,300})'(?!\w)"
)
_BELONGS = ("of", "for", "from", "at")
_WITHIN = ("of", "in", "among", "from", "for")
_THING = re.compile(r"(?!meeting|gathering)\w+ing")  # «the filling» accuses nobody
_AND_THEN = re.compile(r",?\s*(?:and|but|while|whereas)\s")
_CONNECTOR = re.compile(
    r"[,;]\s*(?:(?:but|and|while|whereas|although|though)\s+)?(?:the\s)?$|\s(?:but|while|whereas)\s(?:the\s)?$"
)


@dataclass(slots=True)
class Attribution:
    """Content (character offsets) and who holds it; `reference` indexes the references, `code` may stand alone.

    `members` are the references of all holders, `verb` the verb group that attributes, where it is one. `asks` says
    that the content is what somebody is asked to do, `lent` that the cue stands in another sentence, with its content.
    """

    start: int
    end: int
    holder: str
    holder_start: int
    holder_end: int
    cue: str
    cue_start: int
    voice: str = "paraphrase"
    reference: int | None = None
    code: str | None = None
    hedge: str | None = None
    verb: int | None = None
    members: tuple[int, ...] = ()
    asks: bool = False
    lent: bool = False


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks, marks excluded, in order.

    >>> quotations("He said “no” twice.")
    [(9, 11)]
    """
    groups = range(1, _QUOTE.groups + 1)
    return [next(match.span(group) for group in groups if match.group(group)) for match in _QUOTE.finditer(text)]


def find(
    text: str, start: int, end: int, parsed: Parse, references: list[Reference], quotes: list[tuple[int, int]]
) -> list[Attribution]:
    """The attributions of the sentence `start` to `end`; `quotes` are those that touch it."""
    return _Sentence(text, start, end, parsed, references, quotes).run()


def quote(text: str, quotes: list[tuple[int, int]], said: list[Attribution]) -> None:
    """Make those attributions quotations of which more than half stands between quotation marks."""
    for one in said:
        quoted = sum(max(0, min(b, one.end) - max(a, one.start)) for a, b in quotes if _long(text, a, b))
        if quoted > 0.5 * (one.end - one.start):
            one.voice = "quote"


def nominal(
    text: str, span: Span, parsed: Parse, references: list[Reference], said: list[Attribution]
) -> list[Attribution]:
    """«X denied any payment», «X accuses Y of deceit»: who puts forward what is told in a noun alone.

    The content of each is the clause around it, which is not known here; it has the bounds of the sentence, `span`.
    `said` are the other attributions of the sentence: what they tell in a clause is told.
    """
    lemmas = word_set("nominal") | {pair.split("-")[0] for pair in word_set("nominal with")}
    if not any(verb.lemma in lemmas for verb in parsed.verbs):
        return []
    sentence = _Sentence(text, span.start, span.end, parsed, references, [])
    verbs = [parsed.tokens[verb.main].start for verb in parsed.verbs]
    taken = {one.verb for one in said if any(one.start <= at < one.end for at in verbs)}
    found = [one for number in range(len(parsed.verbs)) if number not in taken for one in sentence.nominal(number)]
    return [one for one in found if one.reference is not None or _somebody(one.holder)]


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
    sentence = _Sentence(text, span.start, span.end, parsed, references, [])
    subjects = [verb.subject for verb in parsed.verbs if verb.mood == "fin" and verb.subject]
    subjects = [
        phrases
        for phrases in subjects
        if not any(a <= parsed.tokens[phrases[0].first].start < b for a, b in quotes)
        and "whose" not in (parsed.low(phrases[0].first + k) for k in (-1, 0))
    ]
    heads = {phrases[0].head for phrases in subjects}
    acting = [sentence.person(phrases) for phrases in subjects if parsed.tag(phrases[0].head) != "U"]
    could = (is_person, several, is_body)
    acting = [one for one in acting if one.code is not None or any(test(one.holder) for test in could)]
    pronouns = [(parsed.tokens[head].start, parsed.low(head)) for head in sorted(heads) if parsed.tag(head) == "U"]
    others = [phrase for phrase in parsed.phrases if phrase.head not in heads and parsed.tag(phrase.head) != "U"]
    named = [one for one in (sentence.person([phrase]) for phrase in others) if is_named(one.holder)]
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


class _Sentence:
    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        parsed: Parse,
        references: list[Reference],
        quotes: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.quotes = quotes

    def run(self) -> list[Attribution]:
        numbers = range(len(self.parse.verbs))
        found = [one for number in numbers for one in self._reported(number) or self._asked(number)]
        found.extend(one for number in numbers for one in self._cited_beside(number, found))
        found.extend(self._according())
        found.extend(self._stances())
        found.extend(self._held_by_noun())
        found.extend(self._beside_colon())
        found.sort(key=lambda one: (one.start, -one.end))
        for one, following in itertools.pairwise(found):
            self._separate(one, following)
        quote(self.text, self.quotes, found)
        partial = [self._inside_quote(a, b, found) for a, b in self.quotes]
        found.extend(one for one in partial if one is not None)
        return [one for one in found if one.end > one.start and (one.reference is not None or _somebody(one.holder))]

    # --- verbs of saying ---------------------------------------------------------------------------------------------

    def _reported(self, number: int) -> list[Attribution]:
        verb = self.parse.verbs[number]
        kind = report_verbs().get(verb.lemma) if self.parse.tag(verb.main) == "V" else None
        if kind is None or verb.mood not in ("fin", "ger"):
            return []
        if verb.mood == "ger" and self.parse.low(verb.first - 1) == "as":
            return self._cited(number)
        if verb.mood == "ger" and self.parse.tag(verb.first - 1) != ",":
            return []
        if verb.subject and not verb.passive and nobody(self.parse, verb.subject[0].first):
            return []
        if kind == "say" and (verb.negated or verb.modal in ("can", "could", "may", "might", "should", "must")):
            return []  # «nobody can say that …» says who does not say it
        at = self.tokens[verb.main].start
        if kind != "say" and any(a <= at < b for a, b in self.quotes):
            return []
        content = self._judged(verb) if kind == "judge" else self._content(verb)
        if content is not None:
            holder = verb.subject
            if verb.passive:
                holder = [phrase for prep, _, group in verb.prepositions if prep == "by" for phrase in group]
                holder = holder or self._feared_in(verb)
            begin, that = content
            cue = self.text[at : self.tokens[verb.last].end] + (" that" if that else "")
            stop = self._stop(begin)
            whole = self._interrupts(begin)
            made = [self._made(holder, self.start if whole else begin, stop, cue, number)] if holder else []
            for one in made:
                one.voice = "quote" if whole else one.voice
            return made
        if kind != "say" or verb.modal or verb.negated:
            return []
        return self._after_content(number)

    def _asked(self, number: int) -> list[Attribution]:
        """«urged B to release him», «called on B to …», «wants B to …»: what B is to do."""
        verb = self.parse.verbs[number]
        inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
        turned = {prep for prep, *_ in verb.prepositions} & {"on", "upon", "to", "with"}
        asks = verb.lemma in word_set("asking") or (verb.lemma in word_set("asking somebody") and turned)
        wants = (
            verb.lemma == "want" and not verb.passive and self.parse.low(verb.last + 1) not in ("it", "this", "that")
        )
        if inner is None or inner.mood != "inf" or not (asks or wants) or verb.negated or verb.mood == "inf":
            return []
        holder = (
            [p for prep, _, group in verb.prepositions if prep == "by" for p in group] if verb.passive else verb.subject
        )
        if not holder or not inner.subject or (wants and inner.subject == verb.subject):
            return []
        if inner.passive and inner.lemma in word_set("unnamed"):
            return []  # «an official who asked not to be named»
        first = inner.subject[0].first if wants else inner.first
        last = len(self.tokens)
        for later in self.parse.verbs[number + 1 :]:
            if later.mood != "fin" or not later.subject or later.first <= inner.first:
                continue
            own = later.subject[0].first  # «…, and France backed the call» is told beside it
            beside = self.parse.tag(own - 1) == "C" and self.parse.tag(own - 2) == ","
            if later.subject == verb.subject or beside:
                last = later.first if later.subject == verb.subject else own
                while last > inner.last and self.parse.tag(last - 1) in ("C", ",", "R"):
                    last -= 1
                break
        begin, end = self.tokens[first].start, self.tokens[last - 1].end
        cue = self.text[self.tokens[verb.main].start : self.tokens[verb.last].end]
        one = self._made(holder, begin, min(end, self._stop(begin)), cue, number)
        one.asks = True
        return [one]

    def person(self, phrases: list[Phrase]) -> Attribution:
        """Somebody as the holder of nothing yet."""
        at = self.tokens[phrases[0].first].start
        one = self._made(phrases, at, at, "", None)
        one.start = one.end = at
        return one

    def nominal(self, number: int) -> list[Attribution]:
        verb = self.parse.verbs[number]
        after = verb.objects or verb.prepositions or verb.complement is not None
        told = verb.lemma in word_set("nominal") and (
            after or self.parse.low(verb.last + 1) in ("it", "this", "that", "them")
        )
        asks = any(f"{verb.lemma}-{prep}" in word_set("nominal with") for prep, *_ in verb.prepositions)
        if verb.passive and verb.lemma in word_set("denials") and self._bare_content(verb.subject):
            by = [phrase for prep, _, group in verb.prepositions if prep == "by" for phrase in group]
            cue = self.text[self.tokens[verb.main].start : self.tokens[verb.last].end]
            return [self._made(by, self.start, self.end, cue, number)] if by and not verb.negated else []
        if not (told or asks) or verb.mood != "fin" or verb.negated or verb.passive:
            return []
        if verb.lemma == "blame" and verb.modal == "is to":
            return []  # «said that the US was to blame for it»
        cue = self.text[self.tokens[verb.main].start : self.tokens[verb.last].end]
        head = self.tokens[verb.subject[0].head] if verb.subject else None
        if head is None or (not head.actors and _THING.fullmatch(head.low)):
            return []
        return [self._made(verb.subject, self.start, self.end, cue, number)]

    def _bare_content(self, subject: list[Phrase]) -> bool:
        """«The charge was denied by Kigali», «this was denied»: is what is denied told only by a noun or a pronoun?"""
        head = self.parse.low(subject[0].head) if len(subject) == 1 else ""
        return head in ("it", "this", "that") or head in word_set("contents")

    def _feared_in(self, verb: Verb) -> list[Phrase]:
        """«It is feared in Riga that …»: a capital or state where nobody else is named."""
        if not verb.subject or self.parse.low(verb.subject[0].first) != "it":
            return []
        places = [phrase for prep, _, group in verb.prepositions if prep in ("in", "at") for phrase in group]
        return [phrase for phrase in places if self.tokens[phrase.head].actors][:1]

    def _cited(self, number: int) -> list[Attribution]:
        """«newspapers quote traders as saying that …»: what the traders say, told by the newspapers."""
        verb = self.parse.verbs[number]
        above = next((v for v in reversed(self.parse.verbs[:number]) if v.lemma in ("quote", "cite", "report")), None)
        content = self._content(verb)
        if above is None:
            return []
        quoted = above.subject if above.passive else above.objects[0] if above.objects else []
        if not quoted or content is None:
            return self._cited_before(above, verb, quoted)
        cue = self.text[self.tokens[verb.main].start : self.tokens[verb.last].end]
        found = [self._made(quoted, content[0], self._stop(content[0]), cue + (" that" if content[1] else ""), None)]
        found[0].cue_start = self.tokens[verb.main].start
        by = [phrase for prep, _, group in above.prepositions if prep == "by" for phrase in group]
        teller = by if above.passive else above.subject
        if teller:
            cue = self.text[self.tokens[above.main].start : self.tokens[above.last].end]
            found.append(self._made(teller, self.tokens[quoted[0].first].start, self._stop(content[0]), cue, None))
        return found

    def _cited_beside(self, number: int, found: list[Attribution]) -> list[Attribution]:
        """«The radio, citing witnesses, said that …»: what the witnesses say, told by the radio."""
        verb = self.parse.verbs[number]
        if verb.mood != "ger" or verb.lemma not in ("cite", "quote") or not verb.objects or not verb.subject:
            return []
        source = verb.objects[0]
        words = self._words(source[0])
        known = self.parties.doers(source) or is_person(words.removesuffix("s")) or several(words) or is_body(words)
        if not known or self.parse.low(source[-1].last) == "as":
            return []  # «citing safety», «citing Ghana as an example»
        teller = next((one for one in found if one.verb is not None and self._tells(one, verb)), None)
        if teller is None:
            return []
        cue = self.text[self.tokens[verb.main].start : self.tokens[verb.last].end]
        one = self._made(source, teller.start, teller.end, cue, None)
        one.cue_start = self.tokens[verb.first].start
        teller.start, teller.end = min(teller.start, one.cue_start), max(teller.end, one.holder_end)
        return [one]

    def _tells(self, one: Attribution, verb: Verb) -> bool:
        """Does whoever cites somebody there say it?"""
        says = self.parse.verbs[one.verb] if one.verb is not None else None
        return says is not None and says.subject == verb.subject and says.lemma in word_set("reports")

    def _cited_before(self, above: Verb, verb: Verb, quoted: list[Phrase]) -> list[Attribution]:
        """«“…,” Fiji's premier was quoted as saying by a newspaper», «“…,” X quoted Y as saying»."""
        before = above.subject[0].first - 1 if above.subject else 0
        while self.parse.tag(before) == '"':
            before -= 1
        if not quoted or before < 1 or self.parse.tag(before) not in (",", "?", "!") or not self._says(before):
            return []
        start, end = self.start, self.tokens[before].start
        found = [self._made(quoted, start, end, self.tokens[verb.main].text, None)]
        found[0].cue_start = self.tokens[verb.main].start
        by = [p for prep, _, group in (*above.prepositions, *verb.prepositions) if prep == "by" for p in group]
        teller = by if above.passive else above.subject
        if teller:
            found.append(self._made(teller, start, self.tokens[verb.last].end, self.tokens[above.main].text, None))
            found[1].cue_start = self.tokens[above.main].start
        return found

    def _stop(self, begin: int) -> int:
        """Where content ends: with the quotation it stands in, at a semicolon outside one, or with the sentence."""
        around = next((b for a, b in self.quotes if a <= begin < b and _long(self.text, a, b)), None)
        if around is not None:
            return min(around, self.end)
        closed = next((b for a, b in self.quotes if begin == a - 1 and _long(self.text, a, b)), None)
        if closed is not None and _AND_THEN.match(self.text, closed + 1):
            return closed  # «told the cabinet that “…”, and the navy sold them»
        for token in self.tokens:
            if token.low == ";" and token.start > begin and not any(a <= token.start < b for a, b in self.quotes):
                return token.start
        return self.end

    def _content(self, verb: Verb) -> tuple[int, bool] | None:
        """Where the content after a verb of saying begins, and whether «that» opens it."""
        j = verb.last + 1
        for hops in range(14):
            tag, low = self.parse.tag(j), self.parse.low(j)
            if low == "that" and tag in ("K", "W", "D"):
                if tag == "W" and hops and self.parse.is_finite(j + 1):
                    return None  # «announced a plan that would …»
                told = j + 1 < len(self.tokens) and (verb.lemma != "hold" or self._clause_after(j))
                return (self.tokens[j + 1].start, True) if told else None
            if verb.lemma == "hold":
                return None  # «holds hostages»
            beyond = self._inserted(j) if tag == "," else None
            if beyond is not None:
                return self.tokens[beyond].start, True
            opens = j + 2 if tag == "," and self.parse.tag(j + 1) == '"' else j + 1 if tag in (":", '"') else None
            if opens is not None:
                return (self.tokens[opens].start, False) if opens < len(self.tokens) else None
            phrase = self.parse.phrase_at.get(j)
            if phrase is not None and tag != "E":
                if self._opens_content(phrase):
                    return self.tokens[phrase.first].start, False
                if hops and not verb.objects and not verb.passive and self.parse.tag(j - 1) != "P":
                    return None
                j = phrase.last
            elif tag in ("P", "T", "R") and j not in self.parse.verb_at:
                j += 1
            else:
                return None
        return None

    def _interrupts(self, begin: int) -> bool:
        """«“The blockade,” said X, “has failed”»: does a sentence that began before the report go on at an offset?"""
        at = next((k for k, token in enumerate(self.tokens) if token.start >= begin), 0)
        half = first_half(self.tokens, at)
        if half is None:
            return False
        opens = next(k for k in range(half) if self.parse.tag(k) != '"')
        whole = any(verb.mood in ("fin", "imp") and verb.first < half for verb in self.parse.verbs)
        return not whole or self.parse.low(opens) in word_set("hanging")

    def _clause_after(self, j: int) -> bool:
        """Does a clause follow token `j`? «holds that peace must come», but not «holds that town»."""
        return any(verb.mood == "fin" and verb.subject and verb.first > j for verb in self.parse.verbs)

    def _inserted(self, j: int) -> int | None:
        """«fears, diplomats say, that …»: where the content begins after a report that begins at the comma `j`."""
        end = next((k for k in range(j + 2, min(j + 9, len(self.tokens) - 2)) if self.parse.tag(k) == ","), None)
        if end is None or self.parse.low(end + 1) != "that":
            return None
        says = any(self.parse.verbs[n].lemma in report_verbs() for k, n in self.parse.verb_at.items() if j < k < end)
        return end + 2 if says else None

    def _opens_content(self, phrase: Phrase) -> bool:
        """Is the phrase the subject of the next finite verb («said Iran had attacked»)?"""
        following = next((v for v in self.parse.verbs if v.first >= phrase.last and v.mood == "fin"), None)
        if following is None or any(self.parse.tag(k) in ("W", ",", "-") for k in range(phrase.last, following.first)):
            return False
        return any(phrase.first <= other.first <= phrase.last for other in following.subject)

    def _judged(self, verb: Verb) -> tuple[int, bool] | None:
        """«considers X to be …», «sees X as …»: the content is object and complement."""
        phrase = self.parse.phrase_at.get(verb.last + 1)
        if phrase is None or verb.passive:
            return None
        for j in range(phrase.last, min(len(self.tokens), phrase.last + 12)):
            if self.parse.low(j) == "as" or (self.parse.low(j) == "to" and self.parse.low(j + 1) == "be"):
                return self.tokens[phrase.first].start, False
            if self.parse.tag(j) in (",", ";", ".", ":") or self.parse.is_finite(j):
                return None
        return None

    def _after_content(self, number: int) -> list[Attribution]:
        """«…, X said», «…, said X», and what goes on after it."""
        verb = self.parse.verbs[number]
        holder = self._of_itself(number) or verb.subject or self._explained(verb)
        if verb.passive and verb.lemma in word_set("hearers"):  # «“…,” the minister was told by his colleague»
            by = [phrase for prep, _, group in verb.prepositions if prep == "by" for phrase in group]
            return self._told_by(verb, by, number) if by and holder else []
        hears = verb.lemma in word_set("hearers")  # «told the radio»: who follows does not speak
        inverted = verb.mood == "fin" and not hears and (not holder or self.parse.tag(verb.first - 1) in (",", '"'))
        if not holder and not inverted:
            return []
        if inverted:
            following = self.parse.phrase_at.get(verb.last + 1)
            if following is None or not self._closes(following.last, ("P", "T", "W")):
                return []
            if self.parse.low(following.head) in ("nothing", "something", "anything", "little", "much", "so"):
                return []
            holder, at, last = [following], verb.first, following.last
        else:
            at, last = (verb.subject or holder)[0].first, max(verb.end, verb.last + 1)
            if not self._closes(verb.end, ('"',)):
                return []
        before = at - 1
        while self.parse.tag(before) == '"':
            before -= 1
        if before < 1 or self.parse.tag(before) not in (",", "?", "!", "-"):
            return []
        if not self._says(before):
            return self._parted(holder, number, before, last)
        if self.parse.low(0) in word_set("subordinators"):
            return []  # «After Israel struck the base, Iran answered.»
        cue = self.tokens[verb.main].text
        found = [self._made(holder, self.start, self.tokens[before].start, cue, number)]
        if self.parse.tag(last) == "," and self._goes_on(last + 1):
            found.append(self._made(holder, self.tokens[last].end, self.end, cue, number))
        return found

    def _parted(self, holder: list[Phrase], number: int, before: int, last: int) -> list[Attribution]:
        """«Chad, the minister said, would leave»: a report that stands between subject and verb of what is said."""
        verb = next((v for v in self.parse.verbs[number + 1 :] if v.mood == "fin"), None)
        if verb is None or verb.first != last + 1 or not verb.subject or verb.subject[-1].last != before:
            return []
        cue = self.tokens[self.parse.verbs[number].main].text
        begin = self.tokens[verb.subject[0].first].start
        return [self._made(holder, begin, self._stop(begin), cue, number)]

    def _of_itself(self, number: int) -> list[Phrase]:
        """«The company will leave Nigeria, it said»: who «it» is, where nobody knows that by name."""
        verb, told = self.parse.verbs[number], self.parse.verbs[0]
        speaks = self.parse.low(verb.subject[0].head) in ("it", "he", "she", "they") if verb.subject else False
        if not speaks or not told.subject or told.subject[0].first or told.mood != "fin" or number != 1:
            return []
        named = any(self.tokens[k].actors for k in range(told.subject[-1].last))
        return told.subject if not named and head_kind(self.tokens, told.subject[0]) in ("agent", "speaker") else []

    def _told_by(self, verb: Verb, by: list[Phrase], number: int) -> list[Attribution]:
        """«“…,” X was told by Y»: what Y says."""
        before = verb.subject[0].first - 1
        while self.parse.tag(before) == '"':
            before -= 1
        if before < 1 or self.parse.tag(before) not in (",", "?", "!") or not self._says(before):
            return []
        return [self._made(by, self.start, self.tokens[before].start, self.tokens[verb.main].text, number)]

    def _explained(self, verb: Verb) -> list[Phrase]:
        """«the captain, Saúl Menjívar, told …»: who stands before the words that explain him."""
        inner = self.parse.phrase_before.get(verb.first - 1) if self.parse.tag(verb.first - 1) == "," else None
        outer = explained(self.parse, inner.first) if inner is not None else None
        return [outer] if outer is not None else []

    def _says(self, before: int) -> bool:
        """Is there a clause or a quotation before token `before`? «Ecuador, under its president, declared …»: no."""
        if any(a < self.tokens[before].end for a, b in self.quotes if _long(self.text, a, b)):
            return True
        return any(verb.mood in ("fin", "imp") and verb.main < before for verb in self.parse.verbs)

    def _goes_on(self, j: int) -> bool:
        """Does speech go on at token `j`? «…, said X, who leads it» and «…, said X, a researcher» are over."""
        if self.parse.tag(j) == '"':
            return True
        phrase = self.parse.phrase_at.get(j + 1 if self.parse.tag(j) == "C" else j)
        return phrase is not None and self._opens_content(phrase)

    def _closes(self, j: int, also: tuple[str, ...]) -> bool:
        """Does the reporting clause end at token `j`?"""
        return self.parse.tag(j) in ("", ",", ".", ";", "-", *also) or ("P" in also and j in self.parse.phrase_at)

    # --- without a verb of saying ------------------------------------------------------------------------------------

    def _according(self) -> list[Attribution]:
        """«according to X and Y», «in X's view», «from the point of view of X», «to X, it was …»."""
        found = []
        for i in range(len(self.tokens)):
            if (self.parse.low(i), self.parse.low(i + 1)) == ("according", "to"):
                found += self._sources(i)
            elif self.parse.tag(i) == "P" and self.parse.low(i) in ("in", "on", "by", "from"):
                found += self._in_view(i)
        return [*found, *self._to_whom(), *self._as_seen()]

    def _sources(self, i: int) -> list[Attribution]:
        """«according to X and Y», from token `i` on."""
        phrase = self.parse.phrase_at.get(i + 2)
        if phrase is None:
            return []
        group = self._named_together(phrase)
        last = group[-1].last
        while last < len(self.tokens) and self.parse.tag(last) not in (",", ".", ";", ":"):
            last += 1
        one = self._beside(group, i, last, "according to")
        one.holder_end = max(one.holder_end, self.tokens[last - 1].end)
        one.holder = self.text[one.holder_start : one.holder_end]
        return [one]

    def _named_together(self, phrase: Phrase) -> list[Phrase]:
        """«A and B», «A, B and C», where a mark closes the list: all whom it names."""
        group = [phrase]
        while self.parse.low(group[-1].last) in ("and", ","):
            joined = self.parse.low(group[-1].last) == "and"
            following = self.parse.phrase_at.get(group[-1].last + 1)
            if following is None:
                break
            group.append(following)
            if joined:
                return group if self.parse.tag(following.last) in ("", ",", ".", ";", ":") else [phrase]
        return [phrase]

    def _in_view(self, i: int) -> list[Attribution]:
        """«in X's view», «on X's reading», «in the eyes of X», «from X's point of view», from token `i` on."""
        phrase = self.parse.phrase_at.get(i + 1)
        kind = "points of view" if self.parse.low(i) == "from" else "views"
        if phrase is None or self.parse.low(phrase.head) not in word_set(kind):
            return []
        whose = [k for k in self.parties.possessors(phrase) if self.references[k].how != "pronoun"]
        if whose:
            named = next((k for k in range(phrase.first, phrase.head) if self.parse.tag(k) == "S"), phrase.head)
            holder, last = Phrase(phrase.first, named, named - 1), phrase.last
            if self.parse.words(last, last + 2) == "of view":
                last += 2
        else:
            at = phrase.last + 2 * (self.parse.words(phrase.last, phrase.last + 2) == "of view")
            inner = self.parse.phrase_at.get(at + 1) if self.parse.low(at) in _WITHIN else None
            whose = self.parties.targets([inner]) if inner is not None else []
            if inner is None or not (whose or is_person(self._words(inner).removesuffix("s"))):
                return []
            if whose and self.references[whose[0]].how == "pronoun":
                return []
            holder, last = inner, inner.last
        one = self._beside([holder], i, last, "in the view of")
        one.holder_start, one.holder_end = self.tokens[holder.first].start, self.tokens[holder.last - 1].end
        one.holder = self.text[one.holder_start : one.holder_end]
        one.code = self.references[whose[0]].code if whose else one.code
        return [one]

    def _to_whom(self) -> list[Attribution]:
        """«To Beijing, the visit was a provocation»: who sees it so."""
        group = self._named_together(self.parse.phrase_at[1]) if 1 in self.parse.phrase_at else []
        if self.parse.low(0) != "to" or not group or self.parse.tag(group[-1].last) != ",":
            return []
        main = next((verb for verb in self.parse.verbs if verb.mood == "fin"), None)
        judged = main is not None and main.lemma in word_set("judging") and main.subject and not main.passive
        sees = all(self.tokens[phrase.head].actors for phrase in group)
        apart = judged and main is not None and main.subject[0].first == group[-1].last + 1
        return [self._beside(group, 0, group[-1].last, "in the view of")] if sees and apart else []

    def _as_seen(self) -> list[Attribution]:
        """«As Beijing sees it, …», «To hear Beijing tell it, …», «If Beijing is to be believed, …»."""
        opens = next((n for n in (2, 1) if self.parse.words(0, n) in ("to hear", "as", "if")), 0)
        phrase = self.parse.phrase_at.get(opens) if opens else None
        end = next((k for k, token in enumerate(self.tokens) if token.tag == ","), 0)
        if phrase is None or not self.tokens[phrase.head].actors:
            return []
        rest = self.parse.words(phrase.last, end)
        seen = rest in ("sees it", "tells it", "saw it", "told it", "puts it", "tell it", "have it")
        believed = self.parse.low(0) == "if" and rest == "is to be believed"
        return [self._beside([phrase], 0, end, "in the view of")] if seen or believed else []

    def _beside(self, holder: list[Phrase], i: int, last: int, cue: str) -> Attribution:
        """What stands beside a phrase from token `i` to before `last` («according to X») as held by whom it names."""
        first = i
        while first and self.parse.tag(first - 1) in '"RC':
            first -= 1
        opens = first == 0 or self.parse.tag(first - 1) == ";"
        begin = self.tokens[last - 1].end if opens else self.start
        stop = self.end if opens else self.tokens[i].start
        aside = not opens and self.parse.tag(i - 1) == "," and self.parse.tag(last) == ","
        return self._made(holder, begin, self.end if aside else stop, cue, None)

    def _stances(self) -> list[Attribution]:
        """«The concern of America is that …», «Moscow's position is that …»."""
        found = []
        for verb in self.parse.verbs:
            after = verb.last + 1
            if verb.lemma != "be" or self.parse.low(after) != "that" or after + 1 >= len(self.tokens):
                continue
            phrase = next((p for p in verb.subject if self.parse.low(p.head) in word_set("stances")), None)
            if phrase is None:
                continue
            owners = self._owners(phrase)
            if owners:
                found.append(self._owned(owners[0], phrase, after))
        return found

    def _held_by_noun(self) -> list[Attribution]:
        """«fears in Vilnius that …», «Peru's claim that …»: whose fear or claim it is holds what follows «that»."""
        found = []
        for phrase in self.parse.phrases:
            if self.parse.low(phrase.head) not in word_set("stances of many"):
                continue
            inner = self.parse.phrase_at.get(phrase.last + 1) if self.parse.low(phrase.last) in _WITHIN else None
            at = inner.last if inner is not None else phrase.last
            owners = self._owners(phrase) if self.parse.low(at) == "that" and self.parse.tag(at) == "K" else []
            owners = [i for i in owners if self.references[i].how != "pronoun"]
            if owners and at + 1 < len(self.tokens) and not nobody(self.parse, phrase.first):
                found.append(self._owned(owners[0], phrase, at))
        return found

    def _owners(self, phrase: Phrase) -> list[int]:
        """Whose opinion it is: «X's fear», «the fear in X»."""
        owners = self.parties.possessors(phrase)
        inner = self.parse.phrase_at.get(phrase.last + 1)
        if not owners and inner is not None and self.parse.low(phrase.last) in _WITHIN:
            owners = self.parties.targets([inner])
        opens = self.parse.phrase_at.get(1) if self.parse.low(0) == "in" else None
        if not owners and opens is not None and phrase.first - opens.last == (self.parse.tag(opens.last) == ","):
            owners = self.parties.targets([opens])  # «In Lima, the fear is that …»
        return owners

    def _owned(self, owner: int, phrase: Phrase, that: int) -> Attribution:
        """What follows the token «that» as held by the reference `owner`, whose opinion the phrase is."""
        known = self.references[owner]
        cue_start = self.tokens[phrase.first].start
        one = Attribution(
            self.tokens[that + 1].start, self.end, known.text, known.start, known.end,
            self.text[cue_start : self.tokens[that].end], cue_start, reference=owner, code=known.code,
            members=(owner,),
        )  # fmt: skip
        return self._trimmed(one)

    def _beside_colon(self) -> list[Attribution]:
        """«Kenya's minister: “…”», «“…”: Kenya's minister to the press»: a quotation and who speaks it."""
        at = next((k for k, token in enumerate(self.tokens) if token.low == ":"), 0)
        after = at + 2 < len(self.tokens) and self.parse.tag(at + 1) == '"'
        before = at > 1 and self.parse.tag(at - 1) == '"' and self.parse.tag(0) == '"'
        if not after and not before:
            return self._headline(at)
        phrase = self.parse.phrase_before.get(at) if after else self.parse.phrase_at.get(at + 1)
        if phrase is None or (after and phrase.first):
            return []
        begin, end = (self.tokens[at + 2].start, self.end) if after else (self.start, self.tokens[at].start)
        one = self._at_colon(phrase, begin, min(end, self._stop(begin)), at)
        return [one] if one.code is not None or is_person(one.holder) else []

    def _headline(self, at: int) -> list[Attribution]:
        """«Minister: Kenya will not sign», «Kenya will not sign: minister», but not «Sudan: army shells Khartoum»."""
        first, last = self.parse.phrase_before.get(at), self.parse.phrase_at.get(at + 1)
        opens = first is not None and first.first == 0
        closes = last is not None and last.last == len(self.tokens)
        speaker = first if opens else last if closes else None
        if speaker is None or not at or not self._speaks(speaker):
            return []
        content = range(at + 1, len(self.tokens)) if opens else range(at)
        told = any(v.mood == "fin" and v.subject and v.first in content for v in self.parse.verbs)
        begin, end = (self.tokens[at + 1].start, self.end) if opens else (self.start, self.tokens[at].start)
        return [self._at_colon(speaker, begin, end, at)] if told else []

    def _speaks(self, phrase: Phrase) -> bool:
        """Is it somebody who says something, rather than the country or town that a headline is about?"""
        words = self._words(phrase)
        named = {self.references[i].kind for k in range(phrase.first, phrase.last) for i in self.tokens[k].actors}
        bodies = {ActorKind.ORGANISATION, ActorKind.PERSON, ActorKind.INSTITUTION}
        return bool(named & bodies) or any(is_person(words.removesuffix(ending)) for ending in ("", "s", "es"))

    def _at_colon(self, phrase: Phrase, begin: int, end: int, at: int) -> Attribution:
        one = self._made([phrase], begin, end, ":", None)
        one.cue_start = self.tokens[at].start
        return one

    def _inside_quote(self, a: int, b: int, found: list[Attribution]) -> Attribution | None:
        """A quotation of some length inside a sentence («condemned what he called “…”»): its subject is quoted."""
        if not _long(self.text, a, b) or any(one.start < b and one.end > a for one in found):
            return None
        if not self.start <= a or not b <= self.end:
            return None
        for number in range(len(self.parse.verbs) - 1, -1, -1):
            verb = self.parse.verbs[number]
            known = verb.lemma in report_verbs() or verb.lemma in word_set("quoting")
            if verb.mood == "fin" and known and verb.subject and self.tokens[verb.main].start < a:
                one = self._made(verb.subject, a, b, self.tokens[verb.main].text, None)
                one.voice = "quote"
                return one if one.code is not None or one.reference is not None else None
        return None

    # --- parts -------------------------------------------------------------------------------------------------------

    def _made(self, holder: list[Phrase], start: int, end: int, cue: str, number: int | None) -> Attribution:
        holder = self._whose(holder)
        verb = self.parse.verbs[number] if number is not None else None
        named = self.parties.doers(holder)
        last = self._list_end(holder[-1].last, verb, named)
        if verb is not None and verb.first > last and not any(self.parse.is_finite(k) for k in range(last, verb.first)):
            # «Analysts advising President Trump assert»: what stands before the verb belongs to the holder
            while last < verb.first and self.parse.tag(last) not in (",", "-", "(", ";", '"'):
                last += 1
            while last > holder[-1].last and self.parse.tag(last - 1) in ("R", "X"):
                last -= 1
            when = self.parse.phrase_before.get(last)
            if when is not None and when.first >= holder[-1].last and time_phrase(self.parse, when):
                last = when.first
        alone = len({self.references[i].code for i in named}) == 1
        head = self.tokens[holder[-1].head]
        reference = named[0] if alone and head.actors else None
        code = self.references[named[0]].code if alone else None
        speaks = head_kind(self.tokens, holder[0]) in ("agent", "speaker") or head.low in word_set("implicit holders")
        speaks = speaks or (head.low in word_set("papers") and self.parse.low(holder[-1].last) in ("by", "from", "of"))
        if not named and speaks:
            inside = (k for k in range(holder[0].first, last) if self.tokens[k].actors and not self.parties.neutral(k))
            first = next(inside, None)
            code = self.references[self.tokens[first].actors[0]].code if first is not None else None
        holder_start, holder_end = self.tokens[holder[0].first].start, self.tokens[last - 1].end
        name = self.text[holder_start:holder_end]
        apart = explained(self.parse, holder[0].first) if self.parse.tag(last) == "," else None
        if apart is not None and apposed(self._words(apart), name):
            holder_start = self.tokens[apart.first].start
            name = self.text[holder_start:holder_end]
            if code is None:
                code = next(iter(self.parties.codes(self.parties.doers([apart]))), None)
        if code is None and not named and self.parse.tag(last) == "," and is_person(name):
            code = self._described(last + 1)
        vague = self.parse.low(holder[0].first) in word_set("vague holders")
        one = Attribution(
            start, end, name, holder_start, holder_end, cue,
            self.tokens[verb.first].start if verb is not None else holder_start,
            reference=reference, code=code, hedge=name if vague else None, verb=number, members=tuple(named),
        )  # fmt: skip
        if reference is not None and self.references[reference].how == "pronoun":
            one.holder = self.references[reference].name
        return self._trimmed(one)

    def _list_end(self, last: int, verb: Verb | None, named: list[int]) -> int:
        """The end of the names behind the holder's own: «the ministers of Kenya, Uganda and Rwanda said»."""
        if len({self.references[i].code for i in named}) < 2:
            return last
        for k in range(last, verb.first if verb is not None else last):
            phrase = self.parse.phrase_of(k)
            if phrase is not None and set(self.tokens[k].actors) & set(named):
                last = phrase.last
        return last

    def _described(self, first: int) -> str | None:
        """Whose people the words after a name and a comma say he is of: «, a hydrologist in Almaty», «, who heads the
        security department of ECOWAS».
        """
        leads = self.parse.low(first) == "who" and self.parse.verb_at.get(first + 1) is not None
        if leads and self.parse.verbs[self.parse.verb_at[first + 1]].lemma not in word_set("leading"):
            return None
        phrase = self.parse.phrase_at.get(first)
        if not leads and (phrase is None or not is_person(self._words(phrase))):
            return None
        for k in range(first, len(self.tokens)):
            token = self.tokens[k]
            if token.tag in (",", ".", ";", ":", '"', "-") or (not leads and self.parse.is_finite(k)):
                return None
            if token.actors and not self.parties.neutral(k):
                return self.references[token.actors[0]].code
        return None

    def _whose(self, holder: list[Phrase]) -> list[Phrase]:
        """«a spokesman for the ministry», «Governor Niyonkuru of Kirundo»: the person, not where he belongs."""
        first = holder[0].first
        outer = self.parse.phrase_before.get(first - 1) if self.parse.low(first - 1) in _BELONGS else None
        if len(holder) > 1 or outer is None or not is_person(self._words(outer)):
            return holder
        return [Phrase(outer.first, holder[0].last, outer.head)]

    def _words(self, phrase: Phrase) -> str:
        return self.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end]

    def _trimmed(self, one: Attribution) -> Attribution:
        one.start, one.end = bare(self.text, one.start, one.end)
        return one

    def _separate(self, one: Attribution, following: Attribution) -> None:
        """«X said A, but Y replied B»: what X said ends where Y's clause begins."""
        if not (one.start < following.cue_start < one.end and following.start > following.cue_start):
            return
        at = following.holder_start if following.holder_start > one.start else following.cue_start
        begin = max(one.start, at - 30)
        match = _CONNECTOR.search(self.text[begin:at])
        if match is not None and one.end >= following.end:
            one.end = begin + match.start()


def _long(text: str, a: int, b: int) -> bool:
    """Fewer than three words in quotation marks are only somebody's word."""
    return len(text[a:b].split()) >= 3


def _somebody(holder: str) -> bool:
    """«it is believed», «this suggests»: nobody says it."""
    return holder.lower() not in word_set("nobody")


@cache
def report_verbs() -> dict[str, str]:
    """The verbs of saying with the kind of what follows them."""
    return {verb: row["kind"] for row in table("report_cues") for verb in alternatives(row["verbs"])}
