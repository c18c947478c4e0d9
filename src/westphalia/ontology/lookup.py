"""Names as users type them: any case, without accents, with the nearest matches for what is not known."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from itertools import takewhile

from westphalia.ontology.leaders import slug
from westphalia.ontology.organisations import groups, institutions, organisations
from westphalia.ontology.states import states
from westphalia.ontology.surface import names_of_people, people, surface_forms
from westphalia.ontology.tables import rows


def code_of_thing(text: str) -> str | None:
    """The record code of a state, organisation, group or institution by code or name; None if it is none.

    >>> code_of_thing("côte d'ivoire"), code_of_thing("igo:eu")
    ('CIV', 'IGO:EU')
    """
    return _things().get(fold(text))


def code_of_person(text: str) -> str | None:
    """The one record code under which all the bearers of a name (or the bearer of an id) count; None if they differ."""
    return people()[text][-1].code if text in people() else _people().get(fold(text))


def nearest(text: str) -> tuple[str, ...]:
    """Up to three names that look like `text` or contain it, one for each actor."""
    names: dict[str, tuple[str, str]] = {}
    for form, found in surface_forms().items():
        if found[0].how == "name" and not form.isupper():
            names.setdefault(fold(form), (form, found[0].code))
    folded = fold(text)
    close = sorted(difflib.get_close_matches(folded, names, n=9, cutoff=0.7), key=lambda name: _distance(folded, name))
    close += [name for name in names if f" {folded} " in f" {name} "]
    shown: dict[str, str] = {}
    for name in close:
        shown.setdefault(names[name][1], names[name][0])
    return tuple(shown.values())[:3]


def _distance(one: str, other: str) -> tuple[float, int, str]:
    """How far a name is from what was written; of two that are as like, that with more of its beginning is nearer."""
    alike = difflib.SequenceMatcher(None, other, one).ratio()
    begun = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return -alike, -begun, other


def fold(text: str) -> str:
    """A name in lower case, ASCII, without «the» and punctuation."""
    return slug(text.removeprefix("the ").removeprefix("The ").replace("+", " plus")).replace("-", " ")


@functools.cache
def _things() -> Mapping[str, str]:
    """Everything that is no person and that `code_of` accepts, folded, to record codes."""
    found: dict[str, str] = {}
    for state in states().values():
        found[fold(state.code)] = state.code
    for state in states().values():
        if state.iso2:
            found.setdefault(fold(state.iso2), state.code)
    for table in (organisations(), groups(), institutions()):
        for actor_id, item in table.items():
            found.setdefault(fold(actor_id), item.code)
    for row in rows("state_names.csv"):
        found.setdefault(fold(row["name"]), row["code"])
    for text, forms in surface_forms().items():
        if forms[0].how != "person":
            found.setdefault(fold(text), forms[0].code)
    return found


@functools.cache
def _people() -> Mapping[str, str]:
    """Names of people, folded, to the one record code under which all their bearers count."""
    found: dict[str, set[str]] = {}
    for text, keys in names_of_people().items():
        found.setdefault(fold(text), set()).update(people()[key][-1].code for key in keys)
    return {text: codes.pop() for text, codes in found.items() if len(codes) == 1}
