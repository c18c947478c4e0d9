"""The words by which texts call actors: one table from surface text to what it may stand for.

The table is exact in case and without «the». It holds everything that can be found by looking a string up; offices
(«the Iranian president»), titles before names and anything dated are for `westphalia.ontology.actors.resolve`. A reader
matches the longest keys here (and in `not_actors()`, phrases such as «South America» that only contain an actor's name)
and hands the text it found to `resolve` with the date of the text.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType

from westphalia.ontology.leaders import Leader, leaders, slug
from westphalia.ontology.organisations import groups, institutions, organisations
from westphalia.ontology.states import states
from westphalia.ontology.tables import rows
from westphalia.ontology.types import ActorKind


@dataclass(frozen=True, slots=True)
class Form:
    """What a surface text may stand for.

    `how` is name, demonym, capital, institution or person; the days bound a person's time in office or a state's or
    organisation's life; `caution` says what else the same word often means («the US state», «a given name»).
    """

    actor_id: str
    code: str
    how: str
    first_day: date | None
    last_day: date | None
    kind: ActorKind
    name: str
    caution: str = ""


@functools.cache
def surface_forms() -> Mapping[str, tuple[Form, ...]]:
    """Surface text, case-sensitive and without «the», to what it may stand for; people's terms in order of time.

    >>> [form.code for form in surface_forms()["Iranians"]]
    ['IRN']
    >>> "china" in surface_forms()
    False
    """
    found: dict[str, list[Form]] = {}
    cautions = {(row["form"], row["how"]): row["other"] for row in rows("cautions.csv")}
    for text, form in chain(_of_states(), _of_organisations()):
        caution = cautions.get((text, form.how))
        entry = form if caution is None else _with(form, caution)
        for spelling in (text, text.replace("'", "’")) if "'" in text else (text,):
            known = found.setdefault(spelling, [])
            if all(other.actor_id != form.actor_id for other in known):
                known.append(entry)
    for text, form in _of_people():
        known = found.setdefault(text, [])
        if not known or (known[0].how == "person" and form not in known):  # Colombo is the city, not a premier
            known.append(form)
    return MappingProxyType({text: tuple(forms) for text, forms in found.items()})


@functools.cache
def not_actors() -> frozenset[str]:
    """Phrases that contain an actor's name and mean no actor («South America», «Prague Spring», «Paris Agreement»)."""
    return frozenset(row["phrase"] for row in rows("not_actors.csv"))


@functools.cache
def people() -> Mapping[str, tuple[Leader, ...]]:
    """The terms of each person in office, by actor id, in order of time."""
    found: dict[str, list[Leader]] = {}
    for leader in leaders():
        found.setdefault(leader.actor_id, []).append(leader)
    return MappingProxyType({key: tuple(sorted(terms, key=lambda t: t.first_day)) for key, terms in found.items()})


@functools.cache
def names_of_people() -> Mapping[str, tuple[str, ...]]:
    """Full names, surnames and other spellings to the ids of those who bear them, in the leaders' table."""
    found: dict[str, dict[str, None]] = {}
    other: dict[tuple[str, str], list[str]] = {}
    for row in rows("persons.csv"):
        other.setdefault((row["code"], row["name"]), []).append(row["alias"])
    for key, terms in people().items():
        name, surname = terms[-1].name, terms[-1].surname
        for text in (name, surname, *other.get((terms[-1].code, name), ())):
            for spelling in {text, _folded(text), text.replace("'", "’")}:
                found.setdefault(spelling, {})[key] = None
    return MappingProxyType({text: tuple(keys) for text, keys in found.items()})


def _of_states() -> list[tuple[str, Form]]:
    known = states()

    def form(code: str, how: str, means: str | None = None) -> Form:
        meant = means or code
        if meant in known:
            state = known[meant]
            return Form(meant, meant, how, state.first_day, state.last_day, ActorKind.STATE, state.name)
        body = organisations()[meant]
        return Form(meant, body.code, how, body.founded, body.ended, body.kind, body.name)

    found = [(state.name, form(state.code, "name")) for state in known.values()]
    found += [(row["name"], form(row["code"], "name")) for row in rows("state_names.csv") if row["name"] not in _NEVER]
    found += [(row["form"], form(row["code"], "demonym", row["means"])) for row in rows("demonyms.csv")]
    found += [(row["name"], form(row["code"], "capital", row["means"])) for row in rows("capitals.csv")]
    return [(text.removeprefix("The "), meant) for text, meant in found]


def _of_organisations() -> list[tuple[str, Form]]:
    found: list[tuple[str, Form]] = []
    for table, how in ((organisations(), "name"), (groups(), "name"), (institutions(), "institution")):
        for item in table.values():
            form = Form(item.id, item.code, how, item.founded, item.ended, item.kind, item.name)
            found.extend((text, form) for text in (item.name, *item.aliases))
    return found


def _of_people() -> list[tuple[str, Form]]:
    found = []
    common = {row["word"] for row in rows("common_surnames.csv")}
    terms = people()
    for text, keys in names_of_people().items():
        alone = text not in common
        for key in keys:
            spans = _spans(terms[key])
            name, code = terms[key][-1].name, terms[key][-1].code
            for first, last, titles in spans:
                form = Form(key, code, "person", first, last, ActorKind.PERSON, name)
                if alone:
                    found.append((text, form))
                if " " not in text:
                    found.extend((f"{title} {text}", form) for title in titles)
    return found


def _spans(terms: tuple[Leader, ...]) -> list[tuple[date, date | None, tuple[str, ...]]]:
    """The stretches in which a person held any office, with the titles held in each."""
    spans: list[tuple[date, date | None, tuple[str, ...]]] = []
    for term in terms:
        title = () if " of " in term.title and not term.title.startswith("Secretary") else (term.title,)
        if spans:
            first, last, titles = spans[-1]
            if last is None or (term.first_day - last).days <= 1:
                until = None if last is None or term.last_day is None else max(last, term.last_day)
                spans[-1] = (first, until, (*titles, *(t for t in title if t not in titles)))
                continue
        spans.append((term.first_day, term.last_day, title))
    return spans


def _with(form: Form, caution: str) -> Form:
    return Form(form.actor_id, form.code, form.how, form.first_day, form.last_day, form.kind, form.name, caution)


@functools.cache
def _folded(text: str) -> str:
    """A name without its accents («Erdogan»), in the same case."""
    return text if text.isascii() else "".join(_bare(letter) for letter in text)


@functools.cache
def _bare(letter: str) -> str:
    plain = slug(letter)
    return letter if letter.isascii() or not plain else (plain.capitalize() if letter.isupper() else plain)


# Accepted by code_of, but too common as words to be looked for in a text.
_NEVER = frozenset({"States"})
