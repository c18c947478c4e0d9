"""An operational question: who, what, towards whom, on which days, and the rule by which it resolves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from westphalia.ontology.actions import actions, actions_of
from westphalia.ontology.sectors import parted, side_name

FIELDS = ("actor", "recipient", "either", "what", "negated", "first_day", "last_day")


@dataclass(frozen=True)
class Question:
    """«At least one event of `what` by `actor` towards `recipient` from `first_day` to `last_day`» (both inclusive).

    `actor` and `recipient` are record codes, or sectors («IRN:MIL»); with `either`, events in both directions count.
    `what` is an action, a quad, «conflict» or «cooperation». `negated` turns the question round: yes is then that there
    was none. `asked_from` is the day from which the words were understood. `inferred` says what the words did not
    state, `left_out` which of them the record cannot test, so that the question as understood is wider than the one
    asked.
    """

    text: str
    actor: str
    recipient: str
    either: bool
    what: str
    negated: bool
    first_day: date
    last_day: date
    asked_from: date
    inferred: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The PLOVER actions of which any counts."""
        return actions_of(self.what)

    @property
    def countries(self) -> tuple[str, str]:
        """Record codes of the two sides as wholes."""
        return parted(self.actor)[0], parted(self.recipient)[0]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The ordered pairs of actor and recipient whose events count."""
        there = self.actor, self.recipient
        return (there, there[::-1]) if self.either else (there,)

    @property
    def sectors(self) -> bool:
        """Whether a side is a sector of its country."""
        return self.countries != (self.actor, self.recipient)

    @property
    def days(self) -> int:
        """Length of the window."""
        return (self.last_day - self.first_day).days + 1

    @property
    def who(self) -> str:
        """«from United States towards Iran», «between Russia and Ukraine, in either direction»."""
        a, b = side_name(self.actor), side_name(self.recipient)
        return f"between {a} and {b}, in either direction" if self.either else f"from {a} towards {b}"

    @property
    def event(self) -> str:
        """«SANCTION (cuts back relations: …)»; a group is shown with its actions."""
        codes = self.actions
        if len(codes) == 1:
            said = actions()[codes[0]].description
            return f"{codes[0]} ({said[0].lower()}{said[1:]})"
        return f"{self.what} ({', '.join(codes)})"

    @property
    def rule(self) -> str:
        """How it resolves, in words."""
        found, none = ("no", "yes") if self.negated else ("yes", "no")
        by_source = " An event counts for a sector where its source names it." if self.sectors else ""
        return (
            f"Resolves {found} if the record holds at least one event of {self.event} {self.who} with a day in "
            f"{self.first_day.isoformat()} to {self.last_day.isoformat()}; {none} if the record covers the whole "
            f"window and holds none; void if it does not cover it.{by_source}"
        )

    @property
    def summary(self) -> str:
        """«SANCTION from United States towards Iran, 2022-07-01 to 2022-08-31»."""
        start = "no " if self.negated else ""
        return f"{start}{self.what} {self.who}, {self.first_day.isoformat()} to {self.last_day.isoformat()}"

    def operational(self) -> dict[str, Any]:
        """What decides how it resolves, as JSON data, without the words in which it was asked."""
        plain = {name: getattr(self, name) for name in FIELDS}
        return plain | {"first_day": self.first_day.isoformat(), "last_day": self.last_day.isoformat()}

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return {
            "text": self.text,
            **self.operational(),
            "actor_name": side_name(self.actor),
            "recipient_name": side_name(self.recipient),
            "actions": list(self.actions),
            "asked_from": self.asked_from.isoformat(),
            "inferred": list(self.inferred),
            "left_out": list(self.left_out),
            "rule": self.rule,
        }


def from_operational(row: Mapping[str, Any], text: str, asked_from: date) -> Question:
    """The question that `Question.operational` wrote; raises KeyError, TypeError, ValueError or `UnknownAction`."""
    for name in ("actor", "recipient", "what"):
        if not isinstance(row[name], str):
            raise TypeError(f"{name} is {row[name]!r}, not text")
    for name in ("either", "negated"):
        if not isinstance(row[name], bool):
            raise TypeError(f"{name} is {row[name]!r}, neither true nor false")
    days = {name: date.fromisoformat(row[name]) for name in ("first_day", "last_day")}
    if days["last_day"] < days["first_day"]:
        raise ValueError("the window ends before it begins")
    actions_of(row["what"])
    return Question(text=text, asked_from=asked_from, **{**{name: row[name] for name in FIELDS}, **days})
