"""Who the parties to a treaty text are, and whom its words mean by «the Parties», «each Party», «the Government».

The parties are the states, organisations and groups named between the title and the first recital; failing that those
between «between» and the subject in the title; failing that those on whose behalf it is signed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED, Document, Mention, Span
from westphalia.reading.treaty.layout import Layout
from westphalia.reading.treaty.words import cue

_NOUN = (
    r"(?:Part(?:y|ies)|States?|Participants?|Governments?|Sides?|Powers?|Signator(?:y|ies)|Members?|Republics|Kingdoms|"
    r"countries|country|nations?|parties|party|states?|participants?|governments?|sides?|signator(?:y|ies)|partners?|belligerents?|administrations?)"
)
_WHICH = (
    r"(?:(?:two|three|four|five|other|said|same|respective|requesting|requested|notifying|notified|upstream|downstream|"
    r"receiving|sending|host|affected|attacked|concerned|remaining|riparian|littoral|basin|high|contracting|signatory|"
    r"participating|member|state|cooperating|allied|founding|upper|lower|injured|defaulting|transit|exporting|importing|"
    r"third|supplying|coastal)[ -])*"
)
_ALL = r"(?:all (?:of )?(?:the )?|both (?:of )?(?:the )?|each (?:of )?(?:the |other )?|every |the )"
_ONE = (
    r"(?:either (?:of )?(?:the )?|any (?:other |one )?(?:of )?(?:the )?|a |an |one (?:of )?(?:the )?|that |such a? ?)"
)
_NONE = r"(?:neither (?:of )?(?:the )?|none of (?:the )?|no )"
_COLLECTIVE = re.compile(
    rf"(?:(?P<none>{_NONE})|(?P<all>{_ALL})|(?P<one>{_ONE}))?"
    rf"(?P<noun>{_WHICH}{_NOUN})\b(?! of (?:the )?(?:world|region))",
    re.I,
)
_PRONOUN = re.compile(
    r"(?:they|it|(?:any|each|both|none|all|one|neither|either) of (?:them|the two|the three|the four)|"
    r"(?:each|both|neither|either)(?=\s*(?:,|\Z))|the others?|that other|the latter|the former|we)\b",
    re.I,
)
_ORGANS = re.compile(
    r"(?:the |their |its |his |her |no |any |each )?(?:(?:competent|responsible|designated|national|central|"
    r"military|customs|respective|defen[cs]e|foreign|law enforcement)\s)*"
    r"(?:authorities|ministr(?:y|ies)|ministers|armed forces|agenc(?:y|ies)|services|organs|"
    r"institutions|general staffs|nationals|citizens|(?:masters|owners|crews?|operators|captains) of (?:\w+ )*?|"
    r"(?:\w+ )?vessels|ships|aircraft|airlines|carriers|pilots|"
    r"officials|officers?|troops|soldiers|subjects|members of the (?:armed )?forces|personnel|companies|investors|"
    r"heads of (?:state|government)|"
    r"representatives|experts|coordinators?|focal points?)\b",
    re.I,
)
_BEFORE_NAME = re.compile(
    r"(?:(?:the|of|for|and|his|her|former|governments?|ministr(?:y|ies)|ministers?|king|queen|president|people|peoples|"
    r"armed|forces|navy|army|authorities|nationals|citizens|vessels|ships|companies|investors|side|both|[A-Z][\w’'.-]*)"
    r"\s+){0,12}"
)
_MODIFIER = re.compile(
    r"\s*(?:,|\b(?:which|that|who|whose|to|of|on|in|at|from|with|\w+ing|affected|concerned|attacked)\b)", re.I
)
_MEDIATED = re.compile(
    r",?(?<!\s)\s++\(?(?:with|under|through|in|by) the "
    r"(?:mediation|auspices|good offices|facilitation|presence|support)\b"
    r"|,?(?<!\s)\s++(?:mediated|witnessed|facilitated) by\b",
    re.I,
)
_ACTING = re.compile(r"\b(?:Governments?|Ambassador|Embassy|Legation|Minist(?:er|ry)|Republic|Kingdom|behalf)\b")
_NAMED_SO = re.compile(
    r"\b(?P<name>[A-Z][\w’'&-]++"
    r"(?:\s(?:(?:of|for|and(?! the)|the|on|in|to|OF|FOR|AND(?! THE)|THE)\s){0,2}[A-Z][\w’'&-]++){1,9})"
    r"(?:,[^(),“”\"]{1,120})?[,\s]*"
    r"(?:\(|(?:hereinafter|hereafter)\b[^“”\"'«»,]{0,40})[\s(]*(?:(?:hereinafter|hereafter)\b[^“”\"'«»,]{0,40})?"
    r"(?:the |THE )?[“\"'«]?(?:the |THE )?(?P<alias>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?:[”\"'»]|\))"
)
_MOST_ALIASES = 60  # names that a text gives its parties and other things
_HOWS = ("name", "demonym", "title", "institution", "person", "capital")


@dataclass(slots=True)
class Parties:
    """The record codes of the parties in their order, the words and place of their naming, and names for them."""

    codes: tuple[str, ...]
    words: str
    span: Span
    aliases: dict[str, str] = field(default_factory=dict)  # lower-case alias -> code
    collective: tuple[str, ...] = ()  # lower-case collective names besides the usual ones
    mentions: tuple[Mention, ...] = ()
    starts: tuple[int, ...] = ()

    def named(self, start: int, end: int) -> tuple[str, ...]:
        """The codes of the parties that are named between two offsets, in order."""
        found = []
        for mention in self.mentions[bisect_left(self.starts, start) :]:
            if mention.start >= end:
                break
            code = mention.actor_id.split("/")[0]
            if code in self.codes and mention.how not in ("group", "pronoun"):
                found.append(code)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a subject means: codes, whether it denies («neither»), and the reason where that is not in its words."""

    codes: tuple[str, ...]
    negated: bool = False
    inferred: str | None = None


def find(document: Document, layout: Layout) -> Parties:
    """The parties of a treaty text; `codes` is empty where fewer than two of them can be placed."""
    text = document.text
    mentions = tuple(m for m in document.mentions if m.how in _HOWS and _coded(m) and not _says_no_party(text, m))
    for span in (_preamble(text, layout), _title(text, layout), _signatures(text, layout)):
        if span is None:
            continue
        inside = [m for m in mentions if span.start <= m.start and m.end <= span.end]
        codes = tuple(dict.fromkeys(m.actor_id.split("/")[0] for m in inside))
        unknown = _unknown(text, span, inside) if len(codes) == 1 else None
        if len(codes) >= 2 or unknown is not None:
            aliases, collective = _aliases(text, layout, inside)
            if unknown is not None:
                codes, aliases[unknown.lower()] = (*codes, UNRESOLVED), UNRESOLVED
            words = (
                _words(text, span) if layout.closing is None or span.start < layout.closing.start else _listed(codes)
            )
            return Parties(codes, words, span, aliases, collective, mentions, tuple(m.start for m in mentions))
    codes = (
        _in_letters(text, mentions)
        if layout.formula and "honour" in text[layout.formula.start : layout.formula.end]
        else ()
    )
    starts = tuple(m.start for m in mentions)
    return Parties(codes, _listed(codes) if codes else "", layout.preamble, mentions=mentions, starts=starts)


def _in_letters(text: str, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The two whose governments and envoys an exchange of notes speaks of most; none where there are no two."""
    acting = Counter(
        mention.actor_id.split("/")[0]
        for mention in mentions
        if _ACTING.search(text[max(0, mention.start - 60) : mention.end + 14])
    )
    two = [code for code, _ in acting.most_common(2)]
    return tuple(sorted(two, key=list(acting).index)) if len(two) == 2 else ()


def _unknown(text: str, span: Span, known: list[Mention]) -> str | None:
    """What the text calls a party that no table has: «and the Aral Fish Board (the “Board”)»."""
    for match in _NAMED_SO.finditer(text, span.start, span.end):
        if not any(m.start < match.end("name") and m.end > match.start("name") for m in known):
            return match.group("alias")
    return None


def named_last(text: str, start: int, end: int, parties: Parties) -> int | None:
    """Where the name of a party begins, or what the text calls it, that ends at `end`; None where none does."""
    at = bisect_left(parties.starts, start)
    named = [m.start for m in parties.mentions[at:] if m.end == end and m.actor_id.split("/")[0] in parties.codes]
    for alias in parties.aliases:
        called = re.compile(rf"(?:the )?{re.escape(alias)}\Z", re.I)
        named += [match.start() for match in [called.search(text, start, end)] if match]
    return min(named, default=None)


def bearer_of(text: str, start: int, end: int, parties: Parties) -> Bearer | None:
    """Whom the noun phrase that begins at `start` means; None where it is no party and nobody acting for one.

    Somebody else who is named, and «a third State», is a bearer without codes.
    """
    words = text[start:end]
    low = words.lower()
    for alias, code in parties.aliases.items():
        if re.match(
            rf"(?:(?:his|her) (?:\w+ )?(?:majesty|highness|excellency),? )?(?:the )?{re.escape(alias)}\b(?! of\b)", low
        ):
            more = parties.named(start, end) if " and " in low else ()
            return Bearer(tuple(dict.fromkeys((code, *more))))
    for name in parties.collective:
        if re.match(rf"(?:(?:both|all|each of|neither of|either of) )?(?:the )?(?:two )?{re.escape(name)}\b", low):
            return Bearer(parties.codes, low.startswith("neither"))
    named = parties.named(start, end)
    if named and _names_first(text, start, end, parties):
        return Bearer(tuple(code for code in named if code in _before_relative(text, start, end, parties)) or named)
    if not named and _third(text, start, end, parties):
        return Bearer(())
    collective = _COLLECTIVE.match(words)
    if collective is not None:
        if "third" in collective.group().lower():
            return Bearer(())
        return Bearer(parties.codes, collective.group("none") is not None)
    pronoun = _PRONOUN.match(words)
    if pronoun is not None:
        return Bearer(parties.codes, pronoun.group().lower() == "neither")
    organs = _ORGANS.match(words)
    if organs is not None:
        whose = (code for alias, code in parties.aliases.items() if re.search(rf"\b{re.escape(alias)}\b", low))
        return Bearer(named or tuple(dict.fromkeys(whose)) or parties.codes, inferred="acts for a party")
    return None


def short_name(words: str) -> str:
    """The noun phrase that a subject opens with, where a verb of another clause follows it.

    >>> short_name("The Contracting States consider an attack on one as one on all and therefore")
    'The Contracting States'
    """
    found = _COLLECTIVE.match(words)
    if found is None or len(words.split()) <= 7 or _MODIFIER.match(words, found.end()):
        return words
    return found.group()


def _names_first(text: str, start: int, end: int, parties: Parties) -> bool:
    """Does the phrase open with the name of a party (its government, its president)?"""
    at = bisect_left(parties.starts, start)
    if at >= len(parties.mentions):
        return False
    mention = parties.mentions[at]
    named = mention.start < end and mention.actor_id.split("/")[0] in parties.codes
    return named and _BEFORE_NAME.fullmatch(text, start, mention.start) is not None


def _third(text: str, start: int, end: int, parties: Parties) -> bool:
    """Does the phrase open with the name of somebody who is no party?"""
    at = bisect_left(parties.starts, start)
    if at >= len(parties.mentions) or parties.mentions[at].how not in ("name", "capital", "institution"):
        return False
    mention = parties.mentions[at]
    return mention.start < end and _BEFORE_NAME.fullmatch(text, start, mention.start) is not None


def _before_relative(text: str, start: int, end: int, parties: Parties) -> tuple[str, ...]:
    stop = re.compile(r",|\b(?:which|who|that|to|against|from|with|towards|in)\b").search(text, start, end)
    return parties.named(start, stop.start() if stop else end)


def _says_no_party(text: str, mention: Mention) -> bool:
    """«the President» of a commission, «signed in London»; «the United Kingdom of Great Britain and Ireland» is one."""
    if mention.how == "title" and (mention.inferred or "").startswith("coreference"):
        return True
    if mention.how == "capital" and (
        re.search(r"\b(?:in|at)\s+$", text[max(0, mention.start - 4) : mention.start])
        or re.match(r",?\s+(?:on )?(?:the )?(?:\d|[A-Z][a-z]+ \d)", text[mention.end : mention.end + 20])
    ):
        return True
    after = text[mention.end : mention.end + 14].lower()
    if mention.how == "title" and mention.actor_id == "IGO:UN" and re.match(r"\s+for\s+refug", after):
        return True
    if re.search(
        r"\b(?:Charter|Covenant|Member States|auspices|presence|Convention)\s+of\s+(?:the\s+)?$",
        text[max(0, mention.start - 32) : mention.start],
        re.I,
    ):
        return True
    return re.search(r"Great Britain\s+and\s+$", text[max(0, mention.start - 24) : mention.start], re.I) is not None


def _coded(mention: Mention) -> bool:
    return not mention.actor_id.startswith((NO_COUNTRY, UNRESOLVED))


def _preamble(text: str, layout: Layout) -> Span | None:
    """From the title to the first recital or «have agreed»: where the parties are named."""
    start, end = layout.preamble.start, layout.preamble.end
    if layout.formula is not None:
        end = min(end, layout.formula.start) if layout.formula.start > start else end
    while start < end and not text[start].isalnum():
        start += 1
    first = text.find("\n", start, end)
    mediated = _MEDIATED.search(text, start, end)
    end = mediated.start() if mediated and mediated.start() > start else end
    for match in cue("recital").finditer(text, start, end):
        if match.start() > start:
            end = match.start()
            break
    else:
        if first < 0 and end - start > 1500:
            end = start + 1500
    return Span(start, end) if end > start else None


def _title(text: str, layout: Layout) -> Span | None:
    """What stands between «between» and the subject in the title."""
    if layout.title is None:
        return None
    opens = re.compile(r"\b(?:between|among|of)\b", re.I).search(text, layout.title.start, layout.title.end)
    start = opens.end() if opens and opens.group().lower() != "of" else layout.title.start
    ends = re.compile(r"\s(?:on|concerning|regarding|relating|for)\s", re.I).search(text, start + 1, layout.title.end)
    return Span(start, ends.start() if ends and opens and start == opens.end() else layout.title.end)


def _signatures(text: str, layout: Layout) -> Span | None:
    if layout.closing is None:
        return None
    first = cue("signature line").search(text, layout.closing.start, layout.closing.end)
    return Span(first.start(), layout.closing.end) if first else None


def _listed(codes: tuple[str, ...]) -> str:
    """The names of parties that only the signatures tell."""
    from westphalia.ontology.actors import name_of

    names = [name_of(code) for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _words(text: str, span: Span) -> str:
    """The naming of the parties as worded, without «hereinafter …»."""
    words = re.sub(r"\((?=[^()]*\))[^()]*\)", "", text[span.start : span.end])
    words = re.sub(r"(?:,|,?(?<!\s)\s++)?\b(?:hereinafter|hereafter|henceforth)\b[^,;:]*", "", words)
    words = re.split(r"\n\s*\n(?!.*\b(?:and|of the other)\b)|:", words, maxsplit=1)[0]
    return " ".join(words.split()).strip(" ,;:(*_")


def _aliases(text: str, layout: Layout, named: list[Mention]) -> tuple[dict[str, str], tuple[str, ...]]:
    """«(“the Union”)», «hereinafter the Basin States»: what the text itself calls one party, or all of them.

    Besides, «the Government» and «the Movement» are the one party whose naming has that word.
    """
    aliases: dict[str, str] = {}
    collective: list[str] = []
    pattern = re.compile(
        r"(?:\b(?:hereinafter|hereafter|henceforth)\b(?:,)?"
        r"(?: (?:individually|collectively|jointly|together|also|both))*"
        r"(?: (?:referred to|called|termed|designated|known|styled))?(?: as)?(?:,)?[ \n]*|\()"
        r"[\"“”«'‘ ]*(?:each )?(?:the |a |an )?[\"“”«'‘]?"
        r"(?P<alias>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3}|(?<=[\"“«])[a-z]+(?: [a-z]+){0,3}(?=[\"”»])"
        r"|(?<=[\"“«]the )[a-z]+(?: [a-z]+){0,3}(?=[\"”»]))[\"“”»'’]*(?=[\s),.;:])"
    )
    end = layout.formula.start if layout.formula else layout.preamble.end
    for match in islice(pattern.finditer(text, layout.preamble.start, max(end, layout.preamble.end)), _MOST_ALIASES):
        alias = match.group("alias").lower()
        single = [m for m in named if m.end <= match.start()]
        own = [m for m in single if alias in m.text.lower()]
        inside = [m for m in named if match.start("alias") <= m.start < match.end("alias")]  # «the British Government»
        if inside or own:  # «the Republic of Seychelles, hereinafter “Seychelles”»
            aliases[alias] = (inside or own)[-1].actor_id.split("/")[0]
        elif alias in ("party", "participant", "side", "member", "signatory", "state", "partner"):
            continue  # «individually a “Party”»
        elif alias.endswith(("ies", "ts", "es", "ers", "sides", "s")) and not alias.endswith(("us", "ss")):
            collective.append(alias)
        elif single and not re.search(r"\bpart(?:y|ies)$", alias):
            aliases[alias] = single[-1].actor_id.split("/")[0]
    for noun in (
        "government",
        "movement",
        "front",
        "union",
        "community",
        "organization",
        "league",
        "kingdom",
        "emirate",
        *("king", "queen", "emperor", "sultan", "emir", "shah", "president", "fund", "bank"),
    ):
        owners = [
            m.actor_id.split("/")[0]
            for m in named
            if re.search(rf"\b{noun}\b", text[max(0, m.start - 22) : m.end], re.I)
        ]
        if len(set(owners)) == 1:
            aliases.setdefault(noun, owners[0])
    return aliases, tuple(dict.fromkeys(collective))
