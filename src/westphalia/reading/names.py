"""Names, demonyms, capitals, institutions and well-known towns, by longest match.

The forms come from `westphalia.ontology.surface`, towns and regions from `places.csv` (told, not from a table: where a
town lies by its internationally recognised state). A form that is also something else («Jordan», «Georgia») needs
support from its neighbours; a name that fits several people of one state stands for the state, one that fits people of
several states for none, unless the date of the text or a state named right before decides.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from westphalia.ontology.states import states
from westphalia.ontology.types import ActorKind
from westphalia.reading import namesakes
from westphalia.reading.places import large_town
from westphalia.reading.references import Reference
from westphalia.reading.tables import table, word_set, words
from westphalia.reading.tokens import Token, tokenize
from westphalia.reading.verbs import forms as verb_forms

if TYPE_CHECKING:
    from westphalia.ontology.surface import Form

    Span = tuple[int, int, tuple[Form, ...]]
    Entry = tuple[tuple[str, ...], tuple[Form, ...]]

_YEARS_BEFORE = 10  # before an office, for which a name in a text can be that of its later holder


def match(text: str, tokens: list[Token], published: date | None) -> tuple[list[Token], list[Reference]]:
    """The tokens with every name as one token that carries its reference, and the references in text order."""
    spans = _spans(tokens)
    supported = _supported(tokens, spans)
    lines = namesakes.lines(text, tokens)
    american = _of_us_states(tokens, spans)
    borne = _of_others(tokens, spans)
    references: list[Reference] = []
    merged: list[Token] = []
    at = 0
    given = -1  # the token after a first name that is also a state's («Chad Israel»)
    for number, (first, last, forms) in enumerate(spans):
        name = namesakes.Named(tokens, first, last, *lines[first])
        behind = _state_behind(tokens, spans, number)
        whole = text[tokens[first].start : tokens[last - 1].end]
        kept = [
            form
            for form in forms
            if _plausible(tokens, first, last, form, supported)
            and not _namesake(name, form)
            and not (form.how == "capital" and namesakes.of_occasion(text, tokens[first].start, tokens[last - 1].end))
            and not (form.how in ("capital", "place", "name") and namesakes.elsewhere(name, whole, form.code, behind))
            and not (given == first and last - first == 1 and name.glued(first) and form.kind is ActorKind.STATE)
            and form.code not in (american if "US state" in form.caution else ())
        ]
        if not kept and tokens[first].text in _given_names():
            given = last
        if not kept or (kept[0].how in ("place", "capital") and _club(tokens, first, last)):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        near = _code_before(tokens, spans, number)
        known = tokens[last - 1].text not in borne
        reference = _reference(start, end, text[start:end], kept, published, near, known)
        if reference is None:
            continue
        merged.extend(tokens[at:first])
        token = Token(start, end, reference.text)
        token.actors = (len(references),)
        token.form = _grammar(reference, tokens[last] if last < len(tokens) else None)
        references.append(reference)
        merged.append(token)
        at = last
    merged.extend(tokens[at:])
    return merged, references


def is_name_word(token: Token) -> bool:
    """Might the token be part of a person's name: capitalised, and no small or common word?"""
    text = token.text
    return (
        len(text) > 1
        and text[0].isupper()
        and text[1:].islower()
        and not token.actors
        and token.low not in small_words()
    )


@cache
def small_words() -> frozenset[str]:
    """Words that are never a name: function words, months, days, «president»."""
    return words("function_words", "word") | words("not_names", "word")


# --- matching --------------------------------------------------------------------------------------------------------


def _spans(tokens: list[Token]) -> list[Span]:
    spans: list[Span] = []
    i = 0
    while i < len(tokens):
        found = next((entry for entry in _candidates(tokens, i) if _fits(tokens, i, entry)), None)
        length = len(found[0]) if found is not None else 1
        if found is not None and found[1]:
            spans.append((i, i + length, found[1]))
        i += length
    return spans


def _candidates(tokens: list[Token], i: int) -> list[Entry]:
    """The surface forms whose words, case aside, stand at token `i`, the longest first."""
    node = _tree()
    found: list[Entry] = []
    for k in range(i, len(tokens)):
        following = node.branches.get(_key(tokens[k].low))
        if following is None:
            break
        node = following
        found.extend(node.entries)
    found.reverse()
    return found


class _Node:
    """A word of surface forms: those that end here, and the words that may follow."""

    __slots__ = ("branches", "entries")

    def __init__(self) -> None:
        self.branches: dict[str, _Node] = {}
        self.entries: list[Entry] = []


@cache
def _tree() -> _Node:
    """Surface forms by their words in lower case. Phrases that are no actors have no forms."""
    from westphalia.ontology.surface import Form, not_actors, surface_forms

    phrases: dict[str, tuple[Form, ...]] = {}
    for row in table("places"):
        place = Form(row["code"], row["code"], "place", None, None, ActorKind.STATE, row["name"])
        phrases[row["name"]] = (place,)
    for name, forms in surface_forms().items():
        other = all(form.how == "person" or (form.how == "capital" and form.last_day is not None) for form in forms)
        phrases[name] = (*forms, *phrases.get(name, ())) if other else tuple(forms)
    for phrase in (*not_actors(), *words("not_names", "phrase")):
        phrases[phrase] = ()
    root = _Node()
    for surface, forms in phrases.items():
        parts = tuple(token.text for token in tokenize(surface))
        node = root
        for part in parts:
            node = node.branches.setdefault(_key(part.lower()), _Node())
        if parts:
            node.entries.append((parts, tuple(forms)))
    return root


def _tree_forms(word: str) -> tuple[Form, ...]:
    """The forms of one word that stands alone."""
    node = _tree().branches.get(_key(word.lower()))
    return next((forms for parts, forms in node.entries if parts == (word,)), ()) if node is not None else ()


def _key(word: str) -> str:
    return "-" if word in "-‐‑–" else word


def _fits(tokens: list[Token], i: int, entry: Entry) -> bool:
    """Is the form written this way here, in its own case or all in capitals?"""
    for k, word in enumerate(entry[0]):
        token = tokens[i + k]
        long = len(token.text) > 3 or len(entry[0]) > 1  # «WHO» is no «who»
        shouted = token.text.isupper() and long and token.text == word.upper()
        if token.text != word and not shouted and _key(word) != "-":
            return False
        if k and "-" in (word, entry[0][k - 1]) and token.start != tokens[i + k - 1].end:
            return False
    return not _cut_short(tokens, i + len(entry[0]), entry)


def _cut_short(tokens: list[Token], after: int, entry: Entry) -> bool:
    """«President Paul» where the text goes on «… Kagame»: only a first name after a title."""
    surface, forms = entry
    if len(surface) < 2 or after >= len(tokens) or not any(form.how == "person" for form in forms):
        return False
    glued = tokens[after].start == tokens[after - 1].end + 1
    return surface[-2].lower() in title_ends() and glued and is_name_word(tokens[after])


# --- is it the actor's name here -------------------------------------------------------------------------------------


def _supported(tokens: list[Token], spans: list[Span]) -> frozenset[str]:
    """Surnames that the text uses with a first name or a title somewhere, and the codes of states that it names."""
    people = (span for span in spans if any(form.how == "person" for form in span[2]))
    surnames = (
        tokens[last - 1].text
        for first, last, _ in people
        if last - first > 1 or (first and tokens[first - 1].low in title_ends())
    )
    states = (
        form.code for _, _, forms in spans if len(forms) == 1 for form in forms if form.how in ("name", "demonym")
    )
    return frozenset(surnames) | frozenset(code for code in states if code)


def _of_others(tokens: list[Token], spans: list[Span]) -> frozenset[str]:
    """Surnames that the text gives with the first name of somebody whom no table has («Ali Saleh of Chad»)."""
    alone = (span for span in spans if span[1] - span[0] == 1 and any(form.how == "person" for form in span[2]))
    return frozenset(tokens[first].text for first, _, _ in alone if _after_first_name(tokens, first))


def _plausible(tokens: list[Token], first: int, last: int, form: Form, supported: frozenset[str]) -> bool:
    if form.actor_id == "NGO:ICRC" and first and _demonym(tokens[first - 1].text):
        return False  # «the Lebanese Red Cross» is Lebanon's
    if last - first > 1:
        return True
    word = tokens[first].text
    if word in _prefixes():
        return _before_demonym(tokens, last)
    after = tokens[last] if last < len(tokens) else None
    followed = after is not None and is_name_word(after) and after.start == tokens[first].end + 1
    if form.how == "person":
        if first and word not in supported and tokens[first - 1].low in ("in", "near", "outside"):
            return False  # «in Lagos»
        if word not in supported and large_town(word) is not None:
            return form.code in supported and form.last_day is None
        if (followed and _of_another(tokens, last)) or _in_compound(tokens, first, last):
            return False
        if word not in supported and word in words("risky_names", "word"):
            return False
        return not _after_first_name(tokens, first)
    if form.how == "place" and any(other.how == "person" for other in _tree_forms(word)):
        return word not in supported
    if form.how == "demonym" and _language(tokens, last):
        return False
    given = form.how in ("name", "capital", "institution", "place") and word in _given_names()
    addressed = first > 0 and tokens[first - 1].low in word_set("address")  # «Mr Jordan»
    if given and (followed or addressed or _after_first_name(tokens, first)):
        return False
    if word in words("risky_names", "word"):
        # «Male», «Nice», «Lima beans»: a capital that is a word needs a place before it, or its state in the text.
        known = form.how == "capital" and form.code in supported and word not in word_set("words before capitals")
        return known or (first > 0 and tokens[first - 1].low in ("in", "to", "from", "at", "of", ",", "and", "with"))
    return True


def _in_compound(tokens: list[Token], first: int, last: int) -> bool:
    """«Kok-Tash», «Ust-Luga»: part of a longer name, not of two people («Rutte-Macron talks»)."""
    behind = tokens[last - 1 : last + 2]
    before = tokens[max(0, first - 2) : first + 1][::-1]
    for three in (behind, before):
        if len(three) < 3 or _key(three[1].text) != "-":
            continue
        _, mark, other = three
        whole = {mark.start, mark.end} <= {edge for token in (three[0], other) for edge in (token.start, token.end)}
        if whole and is_name_word(other) and not _tree_forms(other.text):
            return True
    return False


def _before_demonym(tokens: list[Token], at: int) -> bool:
    """«Anglo-Irish», «Sino-Soviet»; not «Indo-Pacific», «Anglo American»."""
    if at + 1 >= len(tokens) or _key(tokens[at].text) != "-" or tokens[at - 1].end != tokens[at].start:
        return False
    forms = _tree_forms(tokens[at + 1].text)
    return tokens[at].end == tokens[at + 1].start and any(form.how in ("demonym", "name") for form in forms)


@cache
def _prefixes() -> frozenset[str]:
    """Short forms of demonyms that stand before another: «Anglo», «Sino»."""
    from westphalia.ontology.tables import rows

    return frozenset(row["form"] for row in rows("demonyms.csv") if row["part"] == "prefix")


def _namesake(name: namesakes.Named, form: Form) -> bool:
    """Is it only part of a longer name («Sydney Sweeney») or of an address («Mr Mali»)?"""
    after = name.tokens[name.last] if name.last < len(name.tokens) else None
    others = _tree_forms(after.text) if after is not None else ()
    goes_on = after is not None and is_name_word(after) and all(other.how == "person" for other in others)
    return namesakes.only_namesake(name, form.how, form.kind, goes_on)


def _state_behind(tokens: list[Token], spans: list[Span], number: int) -> str | None:
    """The state that stands after a comma behind a name, and closes there: «Tripoli, Lebanon, …»."""
    last = spans[number][1]
    if number + 1 >= len(spans) or spans[number + 1][0] != last + 1:
        return None
    _, end, forms = spans[number + 1]
    closed = end >= len(tokens) or tokens[end].text in ",.;:)" or tokens[end].low not in ("and", "or")
    named = forms[0].how == "name" and forms[0].kind is ActorKind.STATE
    return forms[0].code if named and closed else None


def _of_us_states(tokens: list[Token], spans: list[Span]) -> frozenset[str]:
    """The codes of states whose name is here that of a US state: the text speaks of «Georgia's governor»."""
    found: set[str] = set()
    for first, last, forms in spans:
        named = namesakes.Named(tokens, first, last, len(tokens), running=True)
        if any("US state" in form.caution for form in forms) and namesakes.of_us_state(named):
            found.update(form.code for form in forms)
    capitals = {form.code for _, _, forms in spans for form in forms if form.how == "capital"}
    return frozenset(found - capitals)


def _club(tokens: list[Token], first: int, last: int) -> bool:
    """«Manchester United», «Dynamo Kyiv»: a club, not its town."""
    behind = last < len(tokens) and tokens[last].text in word_set("clubs behind")
    return behind or (first > 0 and tokens[first - 1].text in word_set("clubs before"))


def _of_another(tokens: list[Token], at: int) -> bool:
    """Does a surname go on with another's names from token `at` («Jalil Abbas Jilani», «Cameron Diaz»)?"""
    rare = words("risky_names", "word") | _common_surnames()
    for k in range(at, min(at + 3, len(tokens))):
        glued = tokens[k].start == tokens[k - 1].end + 1
        if not glued or not is_name_word(tokens[k]):
            return False
        if tokens[k].low not in _tree().branches:
            return True  # «Gul Rahman»
        if any(len(entry[0]) > 1 and _fits(tokens, k, entry) for entry in _candidates(tokens, k)):
            return False  # «the Biden White House»
        if not all(form.how == "person" for form in _tree_forms(tokens[k].text)):
            return False
        if tokens[k].text in rare:
            return True
    return False


@cache
def _common_surnames() -> frozenset[str]:
    from westphalia.ontology.tables import rows

    return frozenset(row["word"] for row in rows("common_surnames.csv"))


def _language(tokens: list[Token], at: int) -> bool:
    """«the Spanish language», «in the English, French and Russian languages»: what is spoken, and nobody."""
    k = at
    while k < len(tokens) and (tokens[k].text in ",-‑–" or tokens[k].low in ("and", "or") or _demonym(tokens[k].text)):
        k += 1
    return k < len(tokens) and tokens[k].low in word_set("languages")


def _demonym(word: str) -> bool:
    return word == "English" or any(form.how == "demonym" for form in _tree_forms(word))


def _after_first_name(tokens: list[Token], i: int) -> bool:
    """«Michael Jordan»: a capitalised word before, inside the sentence, that is neither title nor actor."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if not is_name_word(before) or before.end + 1 != tokens[i].start or before.low in word_set("before names"):
        return False
    if before.low in title_ends():
        return False
    # The first word of a sentence is capitalised anyway; then a known English word is no first name.
    starts = i == 1 or tokens[i - 2].text in ".!?:\"“”»«'‘*#-–—("
    return not (starts and (before.low in verb_forms() or before.low.endswith(("ly", "ing", "ed"))))


@cache
def title_ends() -> frozenset[str]:
    """The last words of titles («minister»), and «Mr»."""
    return frozenset(row["title"].split()[-1] for row in table("titles")) | word_set("address")


@cache
def _given_names() -> frozenset[str]:
    from westphalia.ontology.tables import rows

    return frozenset(row["form"] for row in rows("cautions.csv") if "name" in row["other"] or "person" in row["other"])


# --- whose name it is ------------------------------------------------------------------------------------------------


def _reference(
    start: int, end: int, text: str, forms: list[Form], published: date | None, near: str | None, known: bool
) -> Reference | None:
    """`near` is the state named before, `known` whether nobody else in the text bears the name."""
    forms = [form for form in _dated(forms, published) if not _long_before(form, published)]
    if not forms:
        return None
    form = forms[0]
    if len({form.actor_id for form in forms}) > 1 and form.how == "person":
        if len({form.code for form in forms}) > 1:
            forms = [form for form in forms if form.code == near] or (
                _foremost(text, forms, published) if known else []
            )
            if not forms:
                return None
            form = forms[0]
        if len({form.actor_id for form in forms}) > 1:
            # Several people of one state bear the name: the text does not say which, so the state stands for them.
            kind = ActorKind.STATE if ":" not in form.code else ActorKind.ORGANISATION
            return Reference(start, end, text, form.code, form.code, "name", kind, text)
    if form.how == "place":
        kind = ActorKind.STATE
        return Reference(start, end, text, form.code, form.code, "name", kind, text, "place in the state", place=True)
    how = "name" if form.how == "person" else form.how
    since = _in_power(form, published)
    if since is not None:
        state, day = since
        why = f"{form.name} in power since {day}"
        return Reference(start, end, text, state, state, how, ActorKind.STATE, states()[state].name, why)
    return Reference(start, end, text, form.actor_id, form.code, how, ActorKind(form.kind), form.name)


def _long_before(form: Form, published: date | None) -> bool:
    """«Mr. BOLTON (Opposition)» in 1985: is it another of that name, so long before this one came to office?"""
    if form.how != "person" or published is None or form.first_day is None:
        return False
    return (form.first_day - published).days > _YEARS_BEFORE * 365


def _in_power(form: Form, published: date | None) -> tuple[str, str] | None:
    """The state that an armed group governs on the day of the text, and since when: it is coded as that state.

    The days are those of the fall of the capital (`in_power.csv`).
    """
    if published is None or not form.code.startswith("REB:"):
        return None
    day = published.isoformat()
    for row in table("in_power"):
        if row["group"] == form.actor_id and row["first_day"] <= day <= (row["last_day"] or day):
            return row["state"], row["first_day"]
    return None


def _dated(forms: list[Form], published: date | None) -> list[Form]:
    """Those in office or in being on the day of the text; without a day, states and bodies of today."""
    if len({form.actor_id for form in forms}) == 1:
        return forms
    if published is None:
        return [form for form in forms if form.last_day is None and form.how != "person"] or forms
    return [
        form
        for form in forms
        if (form.first_day is None or form.first_day <= published)
        and (form.last_day is None or published <= form.last_day)
    ] or forms


def _foremost(text: str, forms: list[Form], published: date | None) -> list[Form]:
    """Whom a name means that fits people of several states: one person's last office («Rutte»), or the best known.

    The best known (`foremost_names.csv`) only where the text has no day.
    """
    if len({form.name for form in forms}) == 1:
        begun = [form for form in forms if published is None or form.first_day is None or form.first_day <= published]
        last = max(begun, key=lambda form: (form.last_day is None, form.first_day or date.min), default=None)
        return [last] if last is not None else []
    best = _best_known().get(text) if published is None else None
    return [form for form in forms if form.actor_id == best][:1]


@cache
def _best_known() -> dict[str, str]:
    return {row["word"]: row["actor"] for row in table("foremost_names")}


def _code_before(tokens: list[Token], spans: list[Span], number: int) -> str | None:
    """The state named up to four words before («North Korean leader Kim»)."""
    if number == 0:
        return None
    _, end, forms = spans[number - 1]
    first = spans[number][0]
    between = tokens[end:first]
    stated = any(form.how in ("demonym", "name") for form in forms)
    if not stated or first - end > 4 or any(not t.text[0].isalpha() and t.text not in ("'s", "’s") for t in between):
        return None
    return forms[0].code


def _grammar(reference: Reference, after: Token | None) -> str:
    """«adjective» for a demonym before another word, «plural» for «Russians», else «noun»."""
    if reference.how != "demonym":
        return "noun"
    if reference.text.endswith("s") and not reference.text.endswith(("ss", "us")):
        return "plural"
    if after is not None and after.text[0].isalpha() and after.low not in small_words():
        return "adjective"
    return "noun"
