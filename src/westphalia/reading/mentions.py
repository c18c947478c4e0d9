"""Where the text refers to actors: names, demonyms, capitals, institutions, titles with names.

Longest match over the surface forms of `westphalia.ontology`, then titles are joined to names («Russian President
Vladimir Putin» is one mention). A form that is also something else («Jordan», «Georgia», «May») needs support from its
neighbours or from the rest of the text. A name that fits several people of one state stands for the state unless the
date of the text or the title decides; without a date nobody's office is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from westphalia.ontology.leaders import slug
from westphalia.ontology.types import ActorKind
from westphalia.reading.tables import table, word_set, words
from westphalia.reading.tokens import Token, tokenize

if TYPE_CHECKING:
    from westphalia.ontology.surface import Form


@dataclass(slots=True)
class Reference:
    """A mention on its way to `ontology.types.Mention`, with what the other parts of the reader need to know."""

    start: int
    end: int
    text: str
    actor_id: str
    code: str | None
    how: str
    kind: ActorKind
    name: str
    inferred: str | None = None
    role: str | None = None
    sector: str | None = None


def find(text: str, tokens: list[Token], published: date | None = None) -> tuple[list[Token], list[Reference]]:
    """The tokens with every mention as one token tagged by its references, and the references in text order."""
    matched, references = _match(text, tokens, published)
    return _join_titles(text, matched, references, published)


# --- names -----------------------------------------------------------------------------------------------------------


def _match(text: str, tokens: list[Token], published: date | None) -> tuple[list[Token], list[Reference]]:
    index = _index()
    spans: list[tuple[int, int, tuple[Form, ...]]] = []
    i, n = 0, len(tokens)
    while i < n:
        length = 1
        for surface, forms in index.get(tokens[i].low, ()):
            if _same(tokens, i, surface):
                length = len(surface)
                if forms:
                    spans.append((i, i + length, forms))
                break
        i += length
    supported = _supported_names(tokens, spans)
    references: list[Reference] = []
    merged: list[Token] = []
    at = 0
    for first, last, forms in spans:
        kept = [form for form in forms if _plausible(text, tokens, first, last, form, supported)]
        reference = _choose(text, tokens, first, last, kept, published, spans) if kept else None
        if reference is None:
            continue
        merged.extend(tokens[at:first])
        token = Token(reference.start, reference.end, reference.text)
        token.actors = (len(references),)
        token.form = _grammar(reference, tokens, last)
        references.append(reference)
        merged.append(token)
        at = last
    merged.extend(tokens[at:])
    return merged, references


@cache
def _index() -> Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Form, ...]]]]:
    """Surface forms by their first word in lower case, longest first; phrases that are no actors have no forms."""
    from westphalia.ontology.surface import not_actors, surface_forms

    index: dict[str, list[tuple[tuple[str, ...], tuple[Form, ...]]]] = {}
    phrases: list[tuple[str, tuple[Form, ...]]] = [(phrase, ()) for phrase in not_actors()]
    phrases.extend((phrase, ()) for phrase in words("not_names", "phrase"))
    phrases.extend(surface_forms().items())
    for surface, forms in phrases:
        parts = tuple(token.text for token in tokenize(surface))
        if parts:
            index.setdefault(parts[0].lower(), []).append((parts, tuple(forms)))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), bool(entry[1])))
    return index


def _same(tokens: list[Token], i: int, surface: tuple[str, ...]) -> bool:
    if i + len(surface) > len(tokens):
        return False
    for k, word in enumerate(surface):
        text = tokens[i + k].text
        if text != word:
            if text.isupper() and len(text) > 3 and text == word.upper():
                continue  # a headline in capitals
            if text in "-‐‑–" and word in "-‐‑–":
                continue
            return False
        if k and "-" in (word, surface[k - 1]) and tokens[i + k].start != tokens[i + k - 1].end:
            return False
    return not (surface[-1].islower() is False and _glued_word(tokens, i + len(surface)))


def _glued_word(tokens: list[Token], i: int) -> bool:
    """Is the next token a letter glued on («Iranx»)? Tokens are words, so only an underscore can be."""
    return i < len(tokens) and tokens[i].text == "_" and tokens[i].start == tokens[i - 1].end


def _supported_names(tokens: list[Token], spans: list[tuple[int, int, tuple[Form, ...]]]) -> frozenset[str]:
    """Surnames that the text uses with a first name or a title somewhere."""
    supported: set[str] = set()
    titles = _title_ends()
    for first, last, forms in spans:
        if any(form.how == "person" for form in forms) and (
            last - first > 1 or (first > 0 and tokens[first - 1].low in titles)
        ):
            supported.add(tokens[last - 1].text)
    return frozenset(supported)


def _plausible(text: str, tokens: list[Token], first: int, last: int, form: Form, supported: frozenset[str]) -> bool:
    """Is the form used as the actor's name here?"""
    single = last - first == 1
    word = tokens[first].text
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if not single:
        return True
    if form.how == "person":
        if (
            after is not None
            and _name_word(after)
            and after.start == tokens[first].end + 1
            and after.low not in _index()
        ):
            return False  # «Gul Rahman»: here it is a first name
        if word in supported:
            return not _unknown_first_name(text, tokens, first)
        return word not in words("risky_names", "word") and not _unknown_first_name(text, tokens, first)
    if word in _given_names() and form.how in ("name", "capital"):
        if after is not None and _name_word(after) and after.start == tokens[last - 1].end + 1:
            return False
        if before is not None and _unknown_first_name(text, tokens, first):
            return False
    if word in words("risky_names", "word"):
        # «Male», «Nice», «Lima beans»: a capital that is a word needs a place before it.
        return before is not None and before.low in ("in", "to", "from", "at", "of", ",", "and")
    return True


def _unknown_first_name(text: str, tokens: list[Token], i: int) -> bool:
    """«Michael Jordan»: a capitalised word before, inside the sentence, that is neither title nor actor."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if not _name_word(before) or before.end + 1 != tokens[i].start:
        return False
    if before.low in _title_ends() or before.text in _not_first_names() or before.text.isupper():
        return False
    # The first word of a sentence is capitalised anyway; then a known English word is no first name.
    from westphalia.reading.verbs import forms

    starts = i == 1 or tokens[i - 2].text in ".!?:\"“”»«'‘*#-–—("
    return not (starts and (before.low in forms() or before.low.endswith(("ly", "ing", "ed"))))


def _name_word(token: Token) -> bool:
    return (
        len(token.text) > 1
        and token.text[0].isupper()
        and token.text[1:].islower()
        and token.low not in _small_words()
        and not token.actors
    )


@cache
def _small_words() -> frozenset[str]:
    return words("function_words", "word") | words("not_names", "word")


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(row["title"].split()[-1] for row in table("titles")) | {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lady",
        "lord",
    }


@cache
def _given_names() -> frozenset[str]:
    from westphalia.ontology.tables import rows

    return frozenset(row["form"] for row in rows("cautions.csv") if "name" in row["other"] or "person" in row["other"])


@cache
def _not_first_names() -> frozenset[str]:
    return frozenset(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "North",
            "South",
            "East",
            "West",
            "Northern",
            "Southern",
            "Eastern",
            "Western",
            "Central",
            "Greater",
            "Former",
            "New",
            "Old",
            "Soviet",
            "Communist",
            "Islamic",
        ]
    )


def _choose(
    text: str,
    tokens: list[Token],
    first: int,
    last: int,
    forms: list[Form],
    published: date | None,
    spans: list[tuple[int, int, tuple[Form, ...]]],
) -> Reference | None:
    start, end = tokens[first].start, tokens[last - 1].end
    if published is not None and len({form.actor_id for form in forms}) > 1:
        on_day = [
            f
            for f in forms
            if (f.first_day is None or f.first_day <= published) and (f.last_day is None or published <= f.last_day)
        ]
        forms = on_day or forms
    elif len({form.actor_id for form in forms}) > 1 and all(form.how != "person" for form in forms):
        today = [form for form in forms if form.last_day is None]
        forms = today or forms
    ids = {form.actor_id for form in forms}
    form = forms[0]
    if len(ids) > 1 and form.how == "person":
        codes = {f.code for f in forms}
        if len(codes) > 1:
            near = _code_before(tokens, first, spans)
            forms = [f for f in forms if f.code == near]
            if not forms:
                return None
            form = forms[0]
        if len({f.actor_id for f in forms}) > 1:
            # Several people of one state bear the name: the text does not say which, so the state stands for them.
            kind = ActorKind.STATE if form.code and ":" not in form.code else ActorKind.ORGANISATION
            return Reference(
                start, end, text[start:end], form.code or form.actor_id, form.code, "name", kind, text[start:end]
            )
    how = "name" if form.how == "person" else form.how
    return Reference(start, end, text[start:end], form.actor_id, form.code, how, ActorKind(form.kind), form.name)


def _code_before(tokens: list[Token], first: int, spans: list[tuple[int, int, tuple[Form, ...]]]) -> str | None:
    """The state named up to four words before («North Korean leader Kim»)."""
    for start, end, forms in spans:
        if end <= first and first - end <= 4 and any(form.how in ("demonym", "name") for form in forms):
            between = tokens[end:first]
            if all(token.text[0].isalpha() or token.text in ("'s", "’s") for token in between):
                return forms[0].code
    return None


def _grammar(reference: Reference, tokens: list[Token], last: int) -> str:
    """«adjective» for a demonym before another word, «plural» for «Russians», else «noun»."""
    if reference.how != "demonym":
        return "noun"
    if reference.text.endswith("s") and not reference.text.endswith(("ss", "us")):
        return "plural"
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.text[0].isalpha() and after.low not in _small_words():
        return "adjective"
    return "noun"


# --- titles ----------------------------------------------------------------------------------------------------------


def _join_titles(
    text: str, tokens: list[Token], references: list[Reference], published: date | None
) -> tuple[list[Token], list[Reference]]:
    """Join «Russian President Vladimir Putin», «President of Iran», «the Iranian president» into one mention each."""
    joined: list[Token] = []
    kept: list[Reference] = []
    aliases: dict[str, Reference] = {}
    i, n = 0, len(tokens)
    while i < n:
        made = _titled(text, tokens, references, i, aliases, published)
        if made is not None:
            reference, last = made
        elif tokens[i].actors:
            reference, last = references[tokens[i].actors[0]], i + 1
        else:
            alias = aliases.get(tokens[i].text)
            if alias is None or not _name_word(tokens[i]):
                joined.append(tokens[i])
                i += 1
                continue
            token = tokens[i]
            reference, last = (
                Reference(
                    token.start, token.end, token.text, alias.actor_id, alias.code, "name", alias.kind, alias.name,
                    f"coreference with «{alias.text}»", alias.role, alias.sector,
                ),
                i + 1,
            )  # fmt: skip
        if reference.kind is ActorKind.PERSON:
            surname = reference.name.split()[-1]
            if made is not None or surname not in aliases:
                aliases[surname] = reference
        token = Token(reference.start, reference.end, text[reference.start : reference.end])
        token.actors = (len(kept),)
        token.form = "noun" if made is not None else tokens[i].form or "noun"
        kept.append(reference)
        joined.append(token)
        i = last
    return joined, kept


def _titled(
    text: str,
    tokens: list[Token],
    references: list[Reference],
    i: int,
    aliases: dict[str, Reference],
    published: date | None,
) -> tuple[Reference, int] | None:
    """The titled mention that starts at token `i`, with the token after it."""
    token = tokens[i]
    state: Reference | None = None
    at = i
    if token.actors:
        state = references[token.actors[0]]
        if state.kind is ActorKind.PERSON or state.code is None:
            return None
        at = i + 1
        if (at < len(tokens) and tokens[at].low in ("'s", "’s")) or (
            at < len(tokens) and tokens[at].text in ("’", "'") and token.end == tokens[at].start
        ):
            at += 1
    title, after = _title_at(tokens, at, 4 if state is not None else 0)
    if title is None:
        return None
    if state is None and not (
        token.text[0].isupper() or token.low in word_set("title prefixes") or _of_state(tokens, references, after)
    ):
        return None
    if state is None:
        found = _of_state(tokens, references, after)
        if found is not None:
            state, after = found
    named = _name_after(text, tokens, references, after)
    sector = title["sector"] or None
    start = token.start
    if named is not None:
        person, after = named
        if isinstance(person, Reference):
            if (
                state is not None
                and state.code != person.code
                and person.code is not None
                and state.kind is ActorKind.STATE
            ):
                return None  # «the Iranian president Trump met» is no apposition
            return _with(person, text, start, tokens[after - 1].end, title["title"], sector), after
        known = aliases.get(person.split()[-1])
        if state is None:
            if known is None:
                return None
            return _with(known, text, start, tokens[after - 1].end, title["title"], sector), after
        code = state.code or ""
        reference = Reference(
            start, tokens[after - 1].end, text[start : tokens[after - 1].end], f"{code}/{slug(person)}", code, "name",
            ActorKind.PERSON, person, None, title["title"], sector,
        )  # fmt: skip
        return reference, after
    if state is None:
        return None
    end = tokens[after - 1].end
    holder = _office_holder(state, title, published)
    how = "title"
    if holder is not None:
        actor_id, name, why = holder
        return Reference(
            start, end, text[start:end], actor_id, state.code, how, ActorKind.PERSON, name, why, title["title"], sector
        ), after
    kind = ActorKind.STATE if state.kind is not ActorKind.ORGANISATION else ActorKind.ORGANISATION
    return (
        Reference(
            start,
            end,
            text[start:end],
            state.code or state.actor_id,
            state.code,
            how,
            kind,
            state.name,
            None,
            title["title"],
            sector,
        ),
        after,
    )


def _title_at(tokens: list[Token], at: int, modifiers: int) -> tuple[dict[str, str] | None, int]:
    """The longest title that starts here, after a prefix («former») or up to `modifiers` other words."""
    n = len(tokens)
    for skipped in range(modifiers + 1):
        j = at + skipped
        if j >= n or not tokens[j].text[0].isalpha() or tokens[j].actors:
            return None, at
        for length in range(min(5, n - j), 0, -1):
            phrase = " ".join(token.low for token in tokens[j : j + length]).replace(" - ", "-")
            title = _titles().get(phrase)
            if title is not None and not any(token.actors for token in tokens[j : j + length]):
                return title, j + length
        if tokens[j].low in word_set("title prefixes"):
            modifiers = max(modifiers, skipped + 1)
        elif tokens[j].low in _small_words() and tokens[j].low not in ("first", "last", "next"):
            return None, at
        if skipped >= modifiers:
            return None, at
    return None, at


@cache
def _titles() -> Mapping[str, dict[str, str]]:
    return {row["title"]: row for row in table("titles")}


def _of_state(tokens: list[Token], references: list[Reference], at: int) -> tuple[Reference, int] | None:
    """«of Russia», «of the Islamic Republic of Iran» after a title."""
    if at + 1 >= len(tokens) or tokens[at].low not in ("of", "for"):
        return None
    at += 1
    if tokens[at].low == "the":
        at += 1
    if at < len(tokens) and tokens[at].actors and tokens[at].form == "noun":
        state = references[tokens[at].actors[0]]
        if state.kind in (ActorKind.STATE, ActorKind.ORGANISATION) and state.how == "name":
            return state, at + 1
    return None


def _name_after(
    text: str, tokens: list[Token], references: list[Reference], at: int
) -> tuple[Reference | str, int] | None:
    """A person or an unknown name right after a title, a comma between them allowed before a known person."""
    n = len(tokens)
    if at < n and tokens[at].text == "," and at + 1 < n and tokens[at + 1].actors:
        person = references[tokens[at + 1].actors[0]]
        if person.kind is ActorKind.PERSON and (at + 2 >= n or tokens[at + 2].text in ",.;)"):
            return person, at + 2
        return None
    if at < n and tokens[at].actors:
        person = references[tokens[at].actors[0]]
        return (person, at + 1) if person.kind is ActorKind.PERSON else None
    j = at
    parts: list[str] = []
    while j < n and len(parts) < 5:
        token = tokens[j]
        if token.actors and parts and references[token.actors[0]].kind is ActorKind.PERSON:
            return references[token.actors[0]], j + 1
        if (_name_word(token) and (not parts or token.start - tokens[j - 1].end <= 1)) or (
            token.low in word_set("mentions particles")
            and j + 1 < n
            and (_name_word(tokens[j + 1]) or tokens[j + 1].text in "-‐")
        ):
            parts.append(token.text)
        elif token.text in "-‐" and parts and j + 1 < n and token.start == tokens[j - 1].end:
            parts[-1] += "-" + tokens[j + 1].text
            j += 1
        else:
            break
        j += 1
    if not parts or not parts[-1][0].isupper():
        return None
    return " ".join(parts), j


def _with(person: Reference, text: str, start: int, end: int, role: str, sector: str | None) -> Reference:
    return Reference(
        start, end, text[start:end], person.actor_id, person.code, "name", person.kind, person.name, None, role, sector
    )


def _office_holder(state: Reference, title: dict[str, str], published: date | None) -> tuple[str, str, str] | None:
    """Who held the office on the text's day: only with a day, and marked as inferred."""
    if published is None or not title["office"] or state.code is None:
        return None
    from westphalia.ontology.leaders import leaders

    holders = [leader for leader in leaders(state.code, published) if leader.office == title["office"]]
    exact = [leader for leader in holders if leader.title.lower() == title["title"]]
    holders = exact or holders
    if len(holders) != 1:
        return None
    leader = holders[0]
    note = ", unverified" if leader.unverified else ""
    return leader.actor_id, leader.name, f"holder of the office on {published.isoformat()} ({leader.source}{note})"
