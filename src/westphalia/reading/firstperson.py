"""«We», «us» and «our»: of whoever is quoted, asked in an interview, or issues a statement, or of an author's country.

An author's country is inferred: from his byline, or as `ours` has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from westphalia.ontology.states import states
from westphalia.ontology.types import ActorKind
from westphalia.reading import documents
from westphalia.reading.attribution import Attribution
from westphalia.reading.coreference import Pairs, other_of
from westphalia.reading.interviews import Interview
from westphalia.reading.ours import WORDS
from westphalia.reading.places import country_of
from westphalia.reading.references import Reference, again
from westphalia.reading.spans import within
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set
from westphalia.reading.tokens import Token

ALONE = ("i", "me", "my")
YOURS = ("you", "your")
_OFFICIAL = re.compile(
    r"\b(?:statement|comment|communiqué|communique|press release|remarks|briefing|answer|declaration|readout)\b.*"
    r"\b(?:ministry|government|embassy|spokes\w+|press service|presidency|office|council|president|minister|cabinet"
    r"|party)\b|\bministry of foreign affairs\s+press release\b|\bstate house\b"
    r"|\bspokes\w+['’]s (?:comments?|remarks|responses?|answers?|statement|briefing)\b",
    re.I | re.S,
)
# what a heading is about comes behind these: «Statement of the Ministry on the situation in …»
_ABOUT = re.compile(r"\s(?:on(?! behalf)|about|concerning|regarding|with|following|in response to)\s", re.I)
_BY = re.compile(r"\b(?:statement|comments?|remarks) (?:by|of|on behalf of)\b", re.I)
_GOVERNS = re.compile(r" Government\b")  # «The Brazilian Government deplores …»
_OPENS = re.compile(r"[.\n]\s*The $")
_MINISTRY = re.compile(r"\W*(?:the )?(?:ministry|government|presidency|office|embassy)\b", re.I)
_DOCUMENT = re.compile(r"\b(?:statement|communiqué|communique|declaration|readout)\b", re.I)
_BYLINE = re.compile(
    r"^[*_(]*(?:By (?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+, |The (?:writer|author) (?:is|was|served|teaches|heads)\b)"
    r"[^\n]{1,160}$",
    re.M,
)
_SIGNED = re.compile(  # «Ana Sousa, Lisbon», «Ana Sousa, dairy farmer, Oporto»
    r"^[*_(]*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3},(?: [a-z][a-z ]{2,30},)? [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
    r"[*_)]*$",
    re.M,
)
_TOWN = r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
# at the end of a byline
_TOWN_OF = re.compile(rf", (?:(?!who )(?:an? |the )?[a-z][\w ’'-]{{2,40}} (?:in|at|from|of) )?{_TOWN}$")
_JOURNALIST = re.compile(r"\b(?:correspondent|reporter|bureau|staff|editor)\b", re.I)
# «I live in Jaffna», «in Kars, where I went to school», «my home town of Osh», «our Kono district»
_LIVED = re.compile(
    rf"\bI (?:live|lived|was born|grew up|teach|taught|study|studied|work|worked|farm|went to school)\b[^.;\n]{{0,30}}?"
    rf" in {_TOWN}|\bin {_TOWN}, where I\b|\b[Mm]y (?:home |native )?(?:town|city|village|province|district) of {_TOWN}"
    rf"|\b[Oo]ur {_TOWN} (?:[Pp]rovince|[Dd]istrict|[Cc]oast|border|[Hh]ighlands)"
)
# «I have sat in the Canadian Senate», «I was a Bolivian consul»: what stands before the state, and after it
_WORKED = re.compile(r"\bI (?:have |had )?(?:sat|sit|served|serve|worked|work) (?:in|on|for) (?:the )?$")
_WAS = re.compile(
    r"\bI (?:was|am|have been|had been|served as) (?:an? |the )?(?:former |retired )?"
    r"(?:(?:member|head|leader|deputy|officer|soldier|veteran) of (?:the )?)?$"
)
_OFFICE = re.compile(
    r"[^.;:\n]{0,20}\b(?:ambassador|consul|diplomat|minister|officer|general|admiral|soldier|senator|deputy|judge|envoy"
    r"|negotiator|civil servant|senate|parliament|cabinet|army|navy|government|ministry|foreign service)\b",
    re.I,
)
_AMONG = re.compile(r"\b(?:we|us|fellow) $", re.I)
_ORGAN = re.compile(r"\b(?:leaders|heads|ministers|council|assembly|conference|summit|members) [^.]{0,60}$", re.I)
_AT_HOME = re.compile(r"(?:\n|^)(?:[A-Z][A-Z ]{2,30}, )?$|\b(?:received|welcomed|hosted) [^.\n]{1,100} in $")
_SPEAKS = re.compile(
    r"\W*(?:who )?(?:has |had )?(?:(?:speaks?|spoken) for|represent(?:s|ed) )"
    r"|\W*(?:who )?(?:leads|led|heads|headed|commands|chairs|runs) "
    r"|, (?:the |an? )?(?:[a-z]+ ){0,2}(?:spokes\w+|commander|leader|head|chief|chairman|secretary|officer) (?:of|for) "
)
_OFFICIALS = re.compile(
    r"\b(?:minister|president|general|colonel|admiral|commander|ambassador|envoy|spokes\w+|premier|chancellor|governor"
    r"|chairman|leader|deputy|secretary|emir|sultan|PM|official|consul)s?\b",
    re.I,
)
_TITLED = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,2}}{_OFFICIALS.pattern}", re.I)  # «'s deputy foreign minister»
_PRIVATE = re.compile(r"\b(?:former|ex|opposition|union|rebel|party|club|company|church|retired|student)\b", re.I)
_RECEIVED = re.compile(r"\b(?:received|receives|met|welcomed|saw) (?:us|me|this \w+|our \w+)\b[^.;\n]{0,25}? in $")
# how a byline says where its writer is from; a capital is where he writes
_OF_WRITER = ("demonym", "name", "title", "person", "institution")
_OURS = (  # «our two governments», not «our two brigades»
    *("governments", "countries", "nations", "states", "peoples", "presidents", "ministers", "leaders", "capitals"),
    *("parliaments", "republics", "kingdoms", "economies", "delegations", "premiers"),
)
_TITLE = 40  # characters before a name in which it says whose minister he is
_HEADING = 300  # characters in which a statement says whose it is


def of_byline(text: str, references: list[Reference]) -> Reference | None:
    """The state that a line on the writer names («By Ana Sousa, former Brazilian ambassador»)."""
    for match in sorted([*_BYLINE.finditer(text), *_SIGNED.finditer(text)], key=lambda match: match.start()):
        if match.start() < _HEADING or match.end() > len(text) - _HEADING:
            inside = (r for r in references if match.start() <= r.start < match.end() and r.how in _OF_WRITER)
            named = next(inside, None) or _writes_in(text, match, references)
            if named is not None and named.code is not None and ":" not in named.code:
                return named
    return None


def _writes_in(text: str, byline: re.Match[str], references: list[Reference]) -> Reference | None:
    """The state of the town that a byline ends with: «By Ana Sousa, Lisbon», «By Ana Sousa, a lawyer in Oporto».

    Not of «By Ana Sousa in Moscow», nor of a correspondent.
    """
    match = _TOWN_OF.search(byline.group().rstrip(" .)*_"))
    if match is None or _JOURNALIST.search(byline.group()):
        return None
    start = byline.start() + match.start(1)
    known = next((r for r in references if r.start == start and r.how == "capital"), None)
    return known or _of_place(text, start, start + len(match.group(1)), references)


def _of_place(text: str, start: int, end: int, references: list[Reference]) -> Reference | None:
    """The state of a town by the gazetteer."""
    code, source = country_of(text[start:end], {one.code for one in references if one.code is not None})
    if code is None or code not in states():
        return None
    return Reference(start, end, text[start:end], code, code, "name", ActorKind.STATE, states()[code].name, source)


def of_people(text: str, references: list[Reference], quotes: Sequence[tuple[int, int]] = ()) -> Reference | None:
    """The state whose people an author counts himself among («we Paraguayans»), if it is one."""
    own = [
        r
        for r in references
        if r.how == "demonym" and _AMONG.search(text[max(0, r.start - 4) : r.start]) and not within(quotes, r.start)
    ]
    return own[0] if len({r.code for r in own}) == 1 else None


def of_town(text: str, references: list[Reference], quotes: Sequence[tuple[int, int]] = ()) -> Reference | None:
    """The state of the towns in which an author says he lives or grew up, if it is one."""
    found: dict[str, Reference] = {}
    for match in _LIVED.finditer(text):
        start, end = next(span for k in range(1, 5) if (span := match.span(k)) != (-1, -1))
        place = _of_place(text, start, end, references) if not within(quotes, start) else None
        if place is not None and place.code is not None:
            found[place.code] = place
    return next(iter(found.values())) if len(found) == 1 else None


def of_career(text: str, references: list[Reference], quotes: Sequence[tuple[int, int]] = ()) -> Reference | None:
    """The state in whose service an author says he was («I have sat in the Canadian Senate»), if it is one.

    What stands between `quotes` is not the author's.
    """
    found: dict[str, Reference] = {}
    for one in references:
        before, after = text[max(0, one.start - _TITLE) : one.start], text[one.start : one.end + _TITLE]
        served = _WORKED.search(before) or _WAS.search(before)
        own = one.code is not None and ":" not in one.code and not within(quotes, one.start)
        if one.code is not None and own and served and _OFFICE.match(after):
            found.setdefault(one.code, one)
    return next(iter(found.values())) if len(found) == 1 else None


def issuer(text: str, references: list[Reference], asked: Interview | None) -> Reference | None:
    """The state or organisation that «we» is outside quotations: of the one who is asked, or whose statement it is."""
    if asked is not None:
        named = [r for r in references if r.start < asked.start and r.code is not None]
        return _of_asked(text, named, asked) or _of_title(text, named) or _only(named)
    head = documents.heading(text)
    # «on the situation in …», «call with …»
    end = len(_ABOUT.split(head)[0])
    named = [r for r in references if r.start < end and r.code is not None and not documents.where(text, r)]
    by = _BY.search(head)
    named = [r for r in named if by is not None and r.start >= by.end()] or named  # «Peru: Statement by the Union»
    united = _DOCUMENT.search(head) and any(":" in (r.code or "") for r in named)
    bare = not named and documents.document(text)
    signed = _OFFICIAL.search(head) or (_DOCUMENT.search(head) and _MINISTRY.match(head))
    if not (bare or united or signed):
        return None
    if bare:  # «COMMUNIQUÉ» \n\n «The Leaders of the Pacific Islands Forum met …»
        first = text.find(". ", len(head) + 4)
        bodies = (r for r in references if len(head) <= r.start < max(first, 0) and ":" in (r.code or ""))
        found = next(bodies, None)
        if found is not None and _ORGAN.search(text[len(head) : found.start]):
            return found
    if not named and "\n" in text:  # «Readout of the President's call with …» \n\n «Bucharest, 17 October 2011»
        near = [r for r in references if r.start < 2 * _HEADING]
        capitals = (r for r in near if r.start < _HEADING and r.how == "capital")
        at_home = next((r for r in capitals if _AT_HOME.search(text[: r.start])), None)
        governs = (
            r for r in near if _GOVERNS.match(text, r.end) and _OPENS.search(text[max(0, r.start - 12) : r.start])
        )
        return at_home or next(governs, None)
    return _only(named)


def _of_title(text: str, named: Sequence[Reference]) -> Reference | None:
    """Whose officer a heading says is asked: «Ten minutes with Bangladesh's ambassador to Thailand»."""
    return next((r for r in named if r.role is not None or _TITLED.match(text[r.end : r.end + _TITLE])), None)


def official(text: str, asked: Interview) -> bool:
    """Does who is asked hold an office, or speak for somebody, as the introduction has it?"""
    if asked.holder_start == asked.start:  # nobody is named
        return _in_office(text[: asked.start])
    end = asked.holder_end
    stop = text.find(". ", end)
    words = text[_begin(text, asked) : stop if end <= stop < asked.start else asked.start]
    return _in_office(words) or _SPEAKS.match(text[end:]) is not None


def _begin(text: str, asked: Interview) -> int:
    """Where the words on who is asked begin: in his sentence, and not far before his name."""
    before = (text.rfind(mark, 0, asked.holder_start) for mark in (". ", "\n"))
    return max(0, asked.holder_start - _TITLE, *before)


def _of_asked(text: str, named: list[Reference], asked: Interview) -> Reference | None:
    """Whom the introduction says that he who is asked belongs to; `named` are those whom it names."""
    begin = _begin(text, asked)
    titled = [r for r in named if r.end > begin and r.start < asked.holder_end]
    if titled:  # «General Mutiso of Kenya», «Kyrgyzstan's foreign minister, Aizada Toktobaeva»
        return titled[-1]
    stop = text.find(". ", asked.holder_end)
    told = [r for r in named if asked.holder_end <= r.start < (stop if stop >= 0 else len(text))]
    speaks = _SPEAKS.match(text[asked.holder_end :]) or len({r.code for r in told}) == 1
    if told and speaks and told[0].how not in ("capital", "place"):
        return told[0]  # «Rosa Quispe took over Peru's fisheries ministry in April»
    fellow = next((r for r in named if text[: r.start].endswith("fellow ")), None)
    if fellow is not None:
        return fellow  # «speaks for eleven thousand fellow Burundians»
    met = [r for r in named if r.how in ("capital", "place") and _RECEIVED.search(text[: r.start])]
    return met[-1] if met else None  # «President Erdene received us in Ulaanbaatar»


def _only(named: list[Reference]) -> Reference | None:
    """The only one named, places aside where there are several: «an Estonian who sailed from Tallinn to Helsinki»."""
    if len({r.code for r in named}) > 1:
        named = [r for r in named if r.how not in ("capital", "place")]
    return named[0] if len({r.code for r in named}) == 1 else None


def spoken(parses: Sequence[Parse], quotes: Sequence[tuple[int, int]]) -> int:
    """How often an author says «we», «us» or «our» outside the quotations, in characters of the text."""
    tokens = (token for parse in parses for token in parse.tokens if token.low in WORDS)
    return sum(not within(quotes, token.start) for token in tokens)


def resolve(
    parse: Parse,
    said: list[Attribution],
    references: list[Reference],
    outside: Sequence[Reference],
    pairs: Pairs,
    asked: bool = False,
    put: bool = False,
    spokesman: bool = False,
) -> None:
    """Give each «we», «us», «our» of a sentence its actor where somebody quoted, or the whole text, speaks for one.

    `outside` quotations it is whose text it is, several of a joint statement; in a statement of a `spokesman` also in
    those of somebody of no named state.
    «I» and «me» too of who holds an office, where he is quoted or `asked` in an interview; «you» and «your», not «we»,
    in what is `put` to him. «Our two governments» and «both of us» are also the other of the first of `pairs` that
    has the one.
    """
    for k, token in enumerate(parse.tokens):
        if put:
            if outside and token.low in YOURS and not token.actors:
                _mean(token, outside, references)
            continue
        alone = token.low in ALONE
        if token.actors or (token.low not in WORDS and not alone) or parse.low(k + 1) in ("both", "three"):
            continue
        speaking = [one for one in said if one.voice == "quote" and one.cue and one.start <= token.start < one.end]
        if alone and not (_in_office(_innermost(speaking).holder) if speaking else asked):
            continue
        phrase = parse.phrase_of(k)
        if token.low == "my" and phrase is not None and parse.low(phrase.head) not in word_set("institutions"):
            continue  # «my brother», «my cousin»
        meant = _speaker(speaking, references) if speaking else outside
        if not meant and spokesman:
            meant = outside
        if not meant:
            continue
        two = token.low == "our" and parse.low(k + 1) == "two"
        both = parse.low(k - 1) == "of" and parse.low(k - 2) in ("two", "both")
        if not two and not both:
            _mean(token, meant, references)
            continue
        partner = other_of(pairs, meant[0].code)
        if partner is not None and phrase is not None and (both or parse.low(phrase.head) in _OURS):
            head = parse.tokens[phrase.head]
            references += [again(one, head, "group") for one in (meant[0], partner)]
            head.actors = (len(references) - 2, len(references) - 1)


def _mean(token: Token, meant: Sequence[Reference], references: list[Reference]) -> None:
    """A pronoun of the first or second person is those `meant`."""
    token.actors = tuple(range(len(references), len(references) + len(meant)))
    references += [again(one, token, "pronoun") for one in meant]
    if token.low in ("our", "my", "your"):
        token.form = "adjective"


def _innermost(speaking: list[Attribution]) -> Attribution:
    return min(speaking, key=lambda speech: speech.end - speech.start)


def _in_office(words: str) -> bool:
    return _OFFICIALS.search(words) is not None and _PRIVATE.search(words) is None


def _speaker(speaking: list[Attribution], references: list[Reference]) -> list[Reference]:
    one = _innermost(speaking)
    if one.code is None:
        return []
    known = [references[i] for i in one.members if references[i].code == one.code]
    known += [r for r in references if r.code == one.code and r.kind is not ActorKind.PERSON]
    return known[:1]
