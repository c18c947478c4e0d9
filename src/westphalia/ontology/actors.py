"""From words to actors: what the command line accepts, what a text calls somebody, and back to names.

`code_of` is for users: codes, names, demonyms, capitals, in any case; it raises for what it does not know.
`resolve` is for texts: exact in case, dated, and None where it would have to guess.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from westphalia.errors import CallError, UnknownActor
from westphalia.ontology.leaders import Leader, leaders
from westphalia.ontology.lookup import code_of_person, code_of_thing, nearest
from westphalia.ontology.offices import Role, holder, leading_role, leads, office_of, roles_by_slug, trailing_role
from westphalia.ontology.organisations import Organisation, groups, institutions, organisations
from westphalia.ontology.states import State, state_on, states
from westphalia.ontology.surface import Form, names_of_people, not_actors, people, surface_forms
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED, Actor, ActorKind

__all__ = [
    "Form",
    "Leader",
    "Organisation",
    "State",
    "actor",
    "code_of",
    "groups",
    "institutions",
    "leaders",
    "name_of",
    "not_actors",
    "organisations",
    "resolve",
    "state_on",
    "states",
    "surface_forms",
]


def code_of(name: str, on: date | None = None) -> str:
    """The record code for what a user typed: a code, a name, a demonym, a capital, an institution or a leader.

    Case, accents and a leading «the» do not matter. With `on`, the code of the state that existed then (SUN for
    «Russia» in 1985). Raises UnknownActor with the nearest matches.

    >>> code_of("iranians"), code_of("TR"), code_of("eu"), code_of("the kremlin")
    ('IRN', 'TUR', 'IGO:EU', 'RUS')
    >>> code_of("Rusia")
    Traceback (most recent call last):
    westphalia.errors.UnknownActor: unknown actor 'Rusia'; did you mean Russia...
    """
    text = _clean(name)
    code = code_of_person(text) if text in people() else None
    if code is None and (on is None or text not in names_of_people()):
        code = code_of_thing(text)
    if code is None:
        found = resolve(name, on)
        code = found.code if found is not None else code_of_person(text)
    if code is None:
        raise UnknownActor(name, nearest(text))
    if on is not None and code in states():
        return _state_actor(code, on).id
    return code


def name_of(code: str) -> str:
    """The name to show for a record code or an actor's id; an unknown one is returned as it is.

    >>> name_of("RUS"), name_of("IGO:NATO"), name_of("XYZ")
    ('Russia', 'NATO', 'XYZ')
    """
    if code in states():
        return states()[code].name
    for table in (organisations(), groups(), institutions()):
        if code in table:
            return table[code].name
    if code in people():
        return people()[code][-1].name
    role = _role_of(code)
    if role is not None:
        return office_of(role, code.rpartition("/")[0], name_of(code.rpartition("/")[0])).name
    return {NO_COUNTRY: "no country", UNRESOLVED: "not placed"}.get(code, code)


def actor(actor_id: str, on: date | None = None) -> Actor:
    """The actor with that id, as `resolve` returns it; a person in the role of the day `on`. Raises UnknownActor.

    >>> actor("IRN").name
    'Iran'
    """
    if actor_id in states():
        return _state_actor(actor_id)
    for table in (organisations(), groups(), institutions()):
        if actor_id in table:
            return _body_actor(table[actor_id])
    if actor_id in people():
        return _person_actor(actor_id, on)
    role = _role_of(actor_id)
    if role is not None:
        code = actor_id.rpartition("/")[0]
        return office_of(role, code, name_of(code))
    raise UnknownActor(actor_id)


def resolve(name: str, on: date | None = None) -> Actor | None:
    """Whom a text means by `name`; None where that is unknown or would be a guess.

    Understands names, demonyms, capitals, institutions, people («Lavrov», «President Trump», «Russian President
    Vladimir Putin») and offices («the Iranian president», «President of Iran», «NATO chief», «German foreign
    ministry»). `on` is the day the text speaks of: it decides who held an office and which state stood. Without it an
    office names no person. A surname that several people bear resolves to the one in office on the day, or else to
    the only one who was within ten years before or two after; never to a guess.

    >>> resolve("the Iranian president", date(2014, 6, 1)).id
    'IRN/hassan-rouhani'
    >>> resolve("the Iranian president").id
    'IRN/president'
    >>> resolve("South America") is None
    True
    """
    text = _clean(name)
    if not text or text in not_actors():
        return None
    forms = surface_forms().get(name) or surface_forms().get(text)
    if forms is not None:
        things = [form for form in forms if form.how != "person"]
        if things:
            return _thing(things[0], on)
    return _person(text, on) or _office(text, on)


def _role_of(actor_id: str) -> Role | None:
    """The role in an id such as «RUS/foreign-minister», where its code is known."""
    code, _, rest = actor_id.rpartition("/")
    return roles_by_slug().get(rest) if code in states() or code in organisations() or code in groups() else None


def _clean(name: str) -> str:
    text = re.sub(r"\s+", " ", name).strip().strip(',;:«»“”"')
    text = re.sub(r"^(?:the|The) (?=\S)", "", text)
    return re.sub(r"(?<=\w)(['’]s|(?<=s)['’])$", "", text)


def _thing(form: Form, on: date | None) -> Actor:
    if form.actor_id in states():
        return _state_actor(form.actor_id, on)
    return actor(form.actor_id)


def _state_actor(code: str, on: date | None = None) -> Actor:
    if on is not None:
        with contextlib.suppress(CallError):  # a colony then
            code = state_on(code, on).code
    return Actor(code, states()[code].name, ActorKind.STATE, code)


def _body_actor(body: Organisation) -> Actor:
    return Actor(body.id, body.name, body.kind, body.code, body.sector)


def _person_actor(actor_id: str, on: date | None) -> Actor:
    """The person with the office held on the day, or the last one before it as «former …»."""
    terms = people()[actor_id]
    held = [term for term in terms if on is not None and term.on(on)]
    if on is None:
        held = [term for term in terms if term.last_day is None]
    past = [term for term in terms if on is None or (term.last_day is not None and term.last_day < on)]
    seen = [term.seen_from(on) for term in held] if on is not None else held
    if held:
        titles = list(dict.fromkeys(term.title for term in sorted(held, key=_rank)))
        role: str | None = " and ".join(titles)
    else:
        role = f"former {max(past, key=lambda term: term.first_day).title}" if past else None
    doubtful = all(term.unverified for term in seen or terms)
    last = terms[-1]
    return Actor(actor_id, last.name, ActorKind.PERSON, last.code, "GOV" if held or not past else "ELI", role, doubtful)


def _person(text: str, on: date | None) -> Actor | None:
    """A person by name, with or without a title, a country or «former» before it."""
    text = _HONORIFIC.sub("", text)
    whole = names_of_people().get(text)
    if whole is not None:
        return _pick(whole, on)
    code = None
    text = re.sub(rf"^(?:{PAST})[ -]", "", text)
    start = leading_role(text)
    if start is None:
        code, rest = _country_at_start(text)
        start = leading_role(rest) if code is not None else None
        if code is not None and start is None and rest in names_of_people():
            return _pick((k for k in names_of_people()[rest] if people()[k][-1].code in _kin(code)), on)
    if start is None or start[0].kind is not ActorKind.PERSON:
        return None
    role, _, rest = start
    bearers = names_of_people().get(_HONORIFIC.sub("", rest), ())
    if code is not None:
        bearers = tuple(key for key in bearers if people()[key][-1].code in _kin(code))
    fitting = tuple(key for key in bearers if any(role.names(term) for term in people()[key]))
    return _pick(fitting or bearers, on, role) if bearers else None


def _country_at_start(text: str) -> tuple[str | None, str]:
    words = text.split(" ")
    for size in range(min(4, len(words) - 1), 0, -1):
        head = re.sub(r"['’]s?$", "", " ".join(words[:size]))
        code = _named(head)
        if code is not None:
            return code[0], " ".join(words[size:])
    return None, text


def _pick(keys: Iterable[str], on: date | None, role: Role | None = None) -> Actor | None:
    """The one of several bearers of a name whom a text of that day means, or None."""
    found = list(keys)
    if on is not None and len(found) > 1:
        now = _in_office(found, on, role)
        near = now or [key for key in found if any(_near(term, on) for term in people()[key])]
        found = near or found
    if len(found) > 1:
        same = {people()[key][-1].name for key in found}
        if len(same) == 1 and len({people()[key][-1].code for key in found}) > 1:  # one person, two houses
            found = [max(found, key=lambda key: (_titled(key, role), _last_term(key, on)))]
    return _person_actor(found[0], on) if len(found) == 1 else None


def _in_office(keys: list[str], on: date, role: Role | None) -> list[str]:
    """Those in office on the day; where several are, those who lead a state, then other heads of one, among them."""
    terms = {key: [term for term in people()[key] if term.on(on)] for key in keys}
    now = [key for key in keys if terms[key]]
    if role is not None and len(now) > 1:
        now = [key for key in now if any(role.names(term) for term in terms[key])] or now
    if len(now) > 1:
        heads = [key for key in now if any(leads(term) for term in terms[key])]
        heads = heads or [key for key in now if any(term.office.startswith("head of") for term in terms[key])]
        now = heads or now
    return now


def _titled(key: str, role: Role | None) -> bool:
    """Whether somebody bore the title itself: «Foreign Minister Borrell» was Spain's, not the Union's."""
    return role is not None and any(term.title.lower() == role.phrase.lower() for term in people()[key])


def _near(term: Leader, on: date) -> bool:
    last = term.last_day or date.max
    return term.first_day - timedelta(days=730) <= on and (last >= on or on - last <= timedelta(days=3653))


def _last_term(key: str, on: date | None) -> tuple[bool, date]:
    terms = people()[key]
    if on is not None and any(term.on(on) for term in terms):
        return True, max(term.first_day for term in terms if term.on(on))
    past = [term.first_day for term in terms if on is None or term.first_day <= on]
    return False, max(past, default=date.min)


def _rank(term: Leader) -> int:
    order = ("head of state", "head of government", "party leader", "organisation head", "foreign minister")
    return order.index(term.office) if term.office in order else len(order)


def _office(text: str, on: date | None) -> Actor | None:
    """An office or institution of a state or organisation: «Iran's president», «President of Iran», «NATO chief»."""
    past = re.match(rf"(?:{PAST})[ -]", text)
    text = text[past.end() :] if past else text
    parts = trailing_role(text)
    whose = _whose(parts[2], on) if parts is not None and parts[2] else None
    if whose is None:
        start = leading_role(text)
        match = re.match(r"(?:of|for|to|in) (?:the )?(.+)$", start[2]) if start is not None else None
        if start is None or match is None:
            return None
        parts, whose = start, _whose(match[1], on)
    if parts is None or whose is None:
        return None
    role, before, _ = parts
    code, body = whose
    if on is not None and code in states():
        code = _state_actor(code, on).id
    if role.kind is ActorKind.INSTITUTION and code.partition(":")[0] in ("IGO", "NGO"):
        return None
    if past or re.search(PAST, before):
        return replace(office_of(role, code, name_of(code)), role=f"former {role.role}", sector="ELI")
    found = holder(role, code, on, body) if role.kind is ActorKind.PERSON and on is not None else None
    if found is not None:
        return replace(_person_actor(found.actor_id, on), role=found.title, unverified=found.unverified)
    return office_of(role, code, name_of(code))


def _whose(text: str, on: date | None = None) -> tuple[str, str | None] | None:
    """As `_named`; besides, a person stands for the government of the state in «the Trump administration»."""
    found = _named(text)
    if found is None:
        person = _person(text, on)
        found = (person.code, None) if person is not None and person.code is not None else None
    return found


def _named(text: str) -> tuple[str, str | None] | None:
    """The code of the state, group or organisation named by `text`, and the name of the organ if it is one."""
    for form in surface_forms().get(text) or surface_forms().get(_clean(text)) or ():
        if form.how in ("name", "demonym", "capital"):
            return form.code, (form.name if "/" in form.actor_id else None)
    return None


def _kin(code: str) -> frozenset[str]:
    """A state with those before and after it: «Russian leader Brezhnev» is one of SUN."""
    found = {code}
    if code in states():
        found |= {*states()[code].predecessors, *states()[code].successors}
    return frozenset(found)


PAST = "former|ex|late|deposed|ousted"
_HONORIFIC = re.compile(
    r"^(?:(?:Grand Ayatollah|Ayatollah|Sheikh|Imam|Maulana|Prince|Princess|Sultan|Sir|Dame|Lord|Comrade|Mr\.?|Mrs\.?|"
    r"Ms\.?|Dr\.?|General|Gen\.|Lt\. Gen\.|Lt\. General|Field Marshal|Marshal|Colonel|Col\.|Admiral) )+(?=\S)"
)
