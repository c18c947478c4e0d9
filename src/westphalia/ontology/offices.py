"""Offices in words: «the Iranian president», «President Trump», «Russia's foreign ministry», «head of the IAEA».

A phrase is taken apart into whose office it is (a state or organisation), which role (roles.csv) and, where given, the
person's name. Who held the office is looked up only with a date: without one the phrase resolves to the role of the
country and to no person.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from westphalia.ontology.leaders import Leader, leaders, slug
from westphalia.ontology.tables import many, rows
from westphalia.ontology.types import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Role:
    """A row of roles.csv: a role of a person or an institution of a state, and which offices it names."""

    phrase: str
    role: str
    kind: ActorKind
    sector: str
    offices: tuple[str, ...]
    titles: tuple[str, ...]

    def names(self, leader: Leader) -> bool:
        """Whether the row of the leaders' table is an office that this role names."""
        if "leader" in self.offices:
            return leader.office in _LEADING
        if leader.office in self.offices or leader.title in self.titles:
            return True
        return leader.code.startswith("IGO:") and leader.title.partition(" of the ")[0] in self.titles


@functools.cache
def roles() -> Mapping[str, Role]:
    """The roles by the phrase that names them, in lower case."""
    return {
        row["phrase"].lower(): Role(
            row["phrase"],
            row["role"],
            ActorKind(row["kind"]),
            row["sector"],
            many(row["offices"]),
            many(row["titles"]),
        )
        for row in rows("roles.csv")
    }


@functools.cache
def roles_by_slug() -> Mapping[str, Role]:
    """The roles by the last part of an id («foreign-minister»)."""
    return {slug(role.role): role for role in roles().values()}


def leading_role(text: str) -> tuple[Role, str, str] | None:
    """A role at the start of `text`: the role, what precedes it there («former»), and the rest; None if there is none.

    >>> role, before, rest = leading_role("former President Barack Obama")
    >>> role.role, before, rest
    ('President', 'former', 'Barack Obama')
    """
    match = _role_at_start().match(text)
    if match is None:
        return None
    return roles()[_key(match["role"])], (match["before"] or "").strip().lower(), text[match.end() :].strip(" ,")


def trailing_role(text: str) -> tuple[Role, str, str] | None:
    """A role at the end of `text` («Iran's former president»): the role, «former», and whose it is."""
    match = _role_at_end().search(text)
    if match is None:
        return None
    whose = re.sub(r"(['’]s?|,)$", "", text[: match.start()].strip())
    return roles()[_key(match["role"])], (match["before"] or "").strip().lower(), whose


def holder(role: Role, code: str, on: date, body: str | None = None) -> Leader | None:
    """The one person who held the role on that day; None if nobody is known or several were.

    `body` is the name of the organ of an organisation («European Commission») that the office belongs to.
    """
    found = [leader for leader in leaders(code, on) if role.names(leader)]
    if body is not None:
        found = [leader for leader in found if body.removeprefix("EU ").removeprefix("UN ") in leader.title]
    elif code.startswith(("IGO:", "NGO:")):
        found = [leader for leader in found if " of the " not in leader.title] or found
    if "leader" in role.offices:
        found = [leader for leader in found if leader.name in {lead.name for lead in _leading(code, on)}]
    people = {leader.actor_id for leader in found}
    if len(people) > 1:  # a day of handing over: the one who came in
        latest = max(leader.first_day for leader in found)
        new = [leader for leader in found if leader.first_day == latest]
        found = new if all(leader.last_day == latest or leader in new for leader in found) else []
        people = {leader.actor_id for leader in found}
    return found[0] if len(people) == 1 else None


def office_of(role: Role, code: str, name: str) -> Actor:
    """The role of a state or organisation as an actor without a person («RUS/foreign-minister»)."""
    label = f"{role.role} of {name}"
    return Actor(f"{code}/{slug(role.role)}", label, role.kind, code, role.sector, role.role)


@functools.cache
def _role_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?P<before>(?:(?:{_BEFORE})[ -])*)(?P<role>{_phrases()})(?:-elect)?(?=[ ,]|$)", re.IGNORECASE)


@functools.cache
def _role_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[ ]))(?P<before>(?:(?:{_BEFORE})[ -])*)(?P<role>{_phrases()})$", re.IGNORECASE)


@functools.cache
def _phrases() -> str:
    found = sorted(roles(), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("\\ ", "[ -]") for phrase in found)


def _key(text: str) -> str:
    low = text.lower()
    return low if low in roles() else low.replace("-", " ")


def leads(leader: Leader) -> bool:
    """Whether the office is the one that leads its state at that time (leading_offices.csv)."""
    for row in rows("leading_offices.csv"):
        if row["code"] == leader.code and (not row["until"] or leader.first_day.isoformat() < row["until"]):
            return row["office"] == leader.office
    return False


def _leading(code: str, on: date) -> list[Leader]:
    """The heads whom «the leader of …» means: the only one, or the one in the office that leads the state."""
    heads = [leader for leader in leaders(code, on) if leader.office in _LEADING]
    if len({leader.name for leader in heads}) == 1:
        return heads
    return [leader for leader in heads if leads(leader)]


_LEADING = ("head of state", "head of government", "party leader", "effective leader", "organisation head")
_BEFORE = (
    "former|ex|then|acting|interim|caretaker|outgoing|incoming|incumbent|current|late|deposed|ousted|self-declared|"
    "transitional|newly elected|new"
)
