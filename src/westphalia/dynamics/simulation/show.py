"""How a scenario and a table of strengths print: in a terminal, as plain text, and in a notebook."""

from __future__ import annotations

import html as markup
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia import sheets
from westphalia.dynamics.show import percent
from westphalia.dynamics.simulation.reactions import USUAL
from westphalia.dynamics.simulation.terms import CROSS, NAMES
from westphalia.dynamics.weeks import QUADS

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.simulation.answer import Change, Scenario
    from westphalia.dynamics.simulation.overview import Mechanisms, Strength

Table = tuple[str, list[list[str]]]  # a title, and rows of text of which the first is the header

_MOST_DIFFERENCES = 12
_SHOWN = 3  # channels named for one row
_LEAST = 0.005  # events: what changes less is not listed by action


def scenario(found: Scenario) -> Group:
    """A scenario, for rich."""
    return view(scenario_tables(found), scenario_notes(found))


def mechanisms(found: Mechanisms) -> Group:
    """A table of strengths, for rich."""
    return view(mechanism_tables(found), mechanism_notes(found))


def view(tables: Sequence[Table], notes: Sequence[str]) -> Group:
    """Tables and notes, for rich."""
    from rich.console import Group
    from rich.text import Text

    return Group(*sheets.titled(tables), Text("\n".join(notes), style="dim"))


def html(tables: Sequence[Table], notes: Sequence[str]) -> str:
    """Tables and notes as HTML, without script."""
    parts = []
    for title, rows in tables:
        head = "".join(f"<th>{markup.escape(cell)}</th>" for cell in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{markup.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
        )
        parts.append(f"<h4>{markup.escape(title)}</h4><table><tr>{head}</tr>{body}</table>")
    return "".join(parts) + "".join(f"<p>{markup.escape(note)}</p>" for note in notes)


def scenario_tables(found: Scenario) -> list[Table]:
    """What changes for those named by quad, how it arrives, by action, elsewhere and in the world."""
    span = f"within {found.weeks} weeks after {found.start.isoformat()}" if found.weeks > 1 else "in the week after"
    built = [
        (
            f"{found.title}\n{found.label}\nEvents expected {span}: without, with, difference [95 %]\n"
            f"({found.runs:,} runs; chance of at least one, in percent)",
            _changes(found.changes),
        ),
        (
            "Chance: events in 5 %, 50 % and 95 % of runs",
            [
                ["", "without", "with"],
                *_grouped(found.changes, lambda row: [_quantiles(row.q_without), _quantiles(row.q_given)]),
            ],
        ),
    ]
    ways = _ways(found)
    if len(ways) > 1:
        built.append(("How it arrives: events that each mechanism adds", ways))
    acts = [row for row in found.actions if abs(row.difference) >= _LEAST]
    if acts:
        built.append(("By action, where it changes", _changes(acts)))
    if found.elsewhere:
        built.append(("The largest changes for others", _changes(found.elsewhere)))
    rows = [["", "without", "with"], *([what, f"{a:,.0f}", f"{b:,.0f}"] for what, a, b in found.world)]
    built.append((f"The whole world: events between {found.pairs:,} pairs of countries", rows))
    return built


def scenario_notes(found: Scenario) -> list[str]:
    """What must be read with the numbers."""
    return [*found.assumptions, f"Sources: {', '.join(found.sources)}. Seed {found.seed}."]


def _changes(rows: Sequence[Change]) -> list[list[str]]:
    return [["", "without", "with", "difference", "chance"], *_grouped(rows, _cells)]


def _grouped(rows: Sequence[Change], cells: Any) -> list[list[str]]:
    built: list[list[str]] = []
    before = ""
    for row in rows:
        who = f"{row.actor} → {row.recipient}"
        line = cells(row)
        if who != before:
            built.append([who, *[""] * len(line)])
            before = who
        built.append([row.what, *line])
    return built


def _cells(row: Change) -> list[str]:
    difference = signed(row.difference)
    if row.low is not None and row.high is not None:
        difference += f" [{signed(row.low)}, {signed(row.high)}]"
    chances = f"{percent(row.p_without)} → {percent(row.p_given)}".replace(" %", "")
    return [number(row.without), number(row.given), difference, chances]


def _quantiles(values: tuple[float, float, float] | None) -> str:
    return "–" if values is None else " / ".join(f"{value:,.0f}" for value in values)


def _ways(found: Scenario) -> list[list[str]]:
    rows = [["", "difference", "carried by"]]
    for row in found.changes:
        parts = [
            one
            for one in found.channels
            if (one.actor, one.recipient, one.what) == (row.actor, row.recipient, row.what)
        ]
        if abs(row.difference) < _LEAST or not parts:
            continue
        named = ", ".join(f"{one.mechanism.replace('_', ' ')} {signed(one.events)}" for one in parts[:_SHOWN])
        rows.append([f"{row.actor} → {row.recipient} {row.what}", signed(row.difference), named])
    return rows


def number(value: float) -> str:
    """A count, with as many digits as say something.

    >>> number(123.4), number(3.456), number(0.0123)
    ('123', '3.46', '0.012')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 else f"{value:.2g}"


def signed(value: float) -> str:
    """A difference with its sign.

    >>> signed(0.1234), signed(-12.3), signed(0.0)
    ('+0.123', '-12.3', '0')
    """
    return "0" if abs(value) < 5e-4 else f"{value:+.3g}" if abs(value) < 100 else f"{value:+,.0f}"


def mechanism_tables(found: Mechanisms) -> list[Table]:
    """Strengths by quad, what they mean in words, and how windows differ."""
    built: list[Table] = []
    quads = list(dict.fromkeys(one.quad for one in found.strengths))
    rows = [["", *(quad.replace(" ", "\n") for quad in quads)]]
    columns = {quad: {one.name: one for one in found.of(quad)} for quad in quads}
    for name in sorted({one.name for one in found.strengths}, key=_place):
        cells = [strength(columns[quad][name]) if name in columns[quad] else "–" for quad in quads]
        if name != "constant":
            rows.append([name.replace("cooperation", "coop."), *cells])
    built.append(("What moves each quad in the coming week: strengths ± half their 95 % intervals", rows))
    for returned in (True, False):
        chosen = [one for one in found.reactions if one.returned == returned]
        effects = list(dict.fromkeys(one.effect for one in chosen))
        rows = [["one event of", *(effect.replace(" ", "\n") for effect in effects)]]
        for cause in dict.fromkeys(one.cause for one in chosen):
            line = [one for one in chosen if one.cause == cause]
            rows.append([cause, *(f"{one.factor:.2f}\n[{one.low:.2f}, {one.high:.2f}]" for one in line)])
        whom = "B to A" if returned else "A to B again"
        built.append((f"One event from A to B multiplies what is expected, next week, from {whom} by [95 %]", rows))
    clear = sorted((one for one in found.differences if one.clear), key=lambda one: -abs(one.value))
    if found.windows:
        rows = [["quad: what", "mechanism", "windows", "difference [95 %]"]]
        for one in clear[:_MOST_DIFFERENCES]:
            value = f"{one.value:+.2f} [{one.low:+.2f}, {one.high:+.2f}]"
            what = f"{one.quad}: {one.name}"
            rows.append([what, one.mechanism.replace("_", " "), f"{one.later} - {one.earlier}", value])
        title = f"Where windows differ: the largest of {len(clear)} clear differences of {len(found.differences)}"
        built.append((title, rows))
    return built


def mechanism_notes(found: Mechanisms) -> list[str]:
    """What must be read with the strengths."""
    standard = ", ".join(f"{rate:g} of {quad}" for rate, quad in zip(USUAL, QUADS, strict=True))
    return [
        *found.assumptions,
        f"The standard pair of the reactions does, each way and week, {standard}.",
        f"Largest eigenvalue of the pair's own reactions: {found.growth:.2f}; below 1 every excess dies out.",
        f"Sources: {', '.join(found.sources)}.",
    ]


def _place(name: str) -> tuple[int, str]:
    """Where a term stands in the table: as in `terms`, terms of other quads after those of the own one."""
    return (NAMES.index(name), "") if name in NAMES else (CROSS, name)


def strength(one: Strength) -> str:
    """A strength with half its interval."""
    return f"{one.value:+.2f}±{(one.high - one.low) / 2:.2f}"
