"""How measures print themselves: in a terminal, as plain text, in a notebook, and as JSON data."""

from __future__ import annotations

import html as markup
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from westphalia.sheets import Sheet

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.measures.alignment import Alignment
    from westphalia.measures.change import Change
    from westphalia.measures.relations import Relations

MOST_ROWS = 36  # of a series in the terminal; the rest is in to_pandas() and --json


def number(value: Any, digits: int = 2, sign: bool = False) -> str:
    """A number for a table; «–» where there is none."""
    if value is None or pd.isna(value):
        return "–"
    return f"{float(value):{'+' if sign else ''}z,.{digits}f}"  # z: no «-0.00»


def interval(low: Any, high: Any, digits: int = 2, sign: bool = False) -> str:
    """«[low, high]», or nothing where there is none."""
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return ""
    return f"[{number(low, digits, sign)}, {number(high, digits, sign)}]"


def value(middle: Any, low: Any, high: Any, digits: int = 2, sign: bool = False) -> str:
    """«value [low, high]»."""
    return f"{number(middle, digits, sign)} {interval(low, high, digits, sign)}".strip()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON data: days as ISO 8601, whole numbers as integers, missing values as None."""
    return [{str(key): json_value(item) for key, item in row.items()} for row in frame.to_dict("records")]


def json_value(item: Any) -> Any:
    """A table's value as JSON data."""
    if isinstance(item, (list, tuple)):
        return [json_value(part) for part in item]
    if item is None or item is pd.NA or item is pd.NaT or (isinstance(item, float) and not math.isfinite(item)):
        return None
    if isinstance(item, (pd.Timestamp, datetime)):
        return item.date().isoformat()
    if isinstance(item, date):
        return item.isoformat()
    return item.item() if hasattr(item, "item") else item


def html(chart: Any, title: str, table: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    """A heading, the chart as SVG (no script), the table (header first) and the notes."""
    import vl_convert

    head, *rows = table
    cells = "".join(f"<th>{markup.escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{markup.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    remarks = "".join(f"<p>{markup.escape(note)}</p>" for note in notes)
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    return f"<h4>{markup.escape(title)}</h4>{svg}<table><tr>{cells}</tr>{body}</table>{remarks}"


def table(rows: Sequence[Sequence[str]]) -> Sheet:
    """A table of text; the first row is the header, the first column is set flush left.

    Made narrow: what is shown here fits 80 columns; in a narrower terminal it is printed in blocks.
    """
    from rich.table import Table
    from rich.text import Text

    built = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for index, name in enumerate(rows[0]):
        built.add_column(Text(name), justify="right" if index else "left", no_wrap=True)
    for row in rows[1:]:
        built.add_row(*(Text(cell) for cell in row))
    return Sheet(built, rows)


def view(parts: Sequence[tuple[str, Sequence[Sequence[str]]]], notes: Sequence[str]) -> Group:
    """Titled tables one below the other, then the notes."""
    from rich.console import Group
    from rich.text import Text

    shown: list[Any] = []
    for title, rows in parts:
        shown += [Text(title, style="bold"), table(rows), Text("")]
    return Group(*shown, Text("\n".join(notes), style="dim"))


def relations_total(found: Relations) -> list[list[str]]:
    """The windows as text, header first."""
    head = ["covered", "events", "score", "conflict share", "per 10k"]
    return [
        head,
        *(
            [
                f"{row['first_day']}–{row['last_day']}",
                number(row["n"], 0),
                value(row["score"], row["low"], row["high"], 2, True),
                value(row["share_conflict"], row["share_low"], row["share_high"]),
                number(None if row["volume_share"] is None else 1e4 * row["volume_share"], 1),
            ]
            for row in records(found.total)
        ),
    ]


def relations_view(found: Relations) -> Group:
    """Windows, then the last weeks or months, then what has to be known."""
    rows = records(found.series)
    shown = rows[-MOST_ROWS:]
    lines = [["from", "days", "events", "coop.", "conflict", "score", "conflict share"]]
    for row in shown:
        if row["window"] is None:
            lines.append([row["start"], "", "", "", "", "not covered", f"to {row['end']}"])
            continue
        counts = [number(row[column], 0) for column in ("n", "cooperation", "conflict")]
        score = value(row["score"], row["low"], row["high"], 1, True)
        share = value(row["share_conflict"], row["share_low"], row["share_high"])
        lines.append([row["start"], f"{row['covered_days']:.0f}", *counts, score, share])
    more = f", the last {len(shown)} of {len(rows)} rows" if len(rows) > len(shown) else ""
    parts = [(f"Relations of {found.title}", relations_total(found)), (f"By {found.freq}{more}", lines)]
    return view(parts, [found.method, *found.notes, f"Sources: {', '.join(found.sources)}."])


def alignment_periods(found: Alignment) -> list[list[str]]:
    """The periods as text, header first."""
    head = ["years", "as", "n", "agreement", "all pairs", "beyond", "change"]
    return [
        head,
        *(
            [
                f"{row['first_year']}–{row['last_year']}",
                row["segment"],
                number(row["n"], 0),
                value(row["agreement"], row["low"], row["high"]),
                number(row["baseline"]),
                number(row["beyond"], 2, True),
                value(row["change"], row["change_low"], row["change_high"], 2, True),
            ]
            for row in records(found.periods)
        ),
    ]


def alignment_view(found: Alignment) -> Group:
    """Decades with their change, then the last years, then what has to be known."""
    rows = records(found.series)
    shown = rows[-MOST_ROWS:]
    years: list[list[str]] = []
    for row in shown:
        if row["n"] is None:
            years.append([str(row["year"]), "", "0", *[""] * 3, "no votes", "", ""])
            continue
        counts = [number(row[column], 0) for column in ("n", "same", "half", "opposite")]
        agreement = value(row["agreement"], row["low"], row["high"])
        beside = [number(row["baseline"]), number(row["beyond"], 2, True)]
        years.append([str(row["year"]), row["segment"], *counts, agreement, *beside])
    head, *periods = alignment_periods(found)
    more = f", the last {len(shown)} of {len(rows)}" if len(rows) > len(shown) else ""
    year_head = ["year", "", "n", "same", "half", "opposite", "agreement", "all pairs", "beyond"]
    parts = [
        *_by_segment(f"Voting agreement of {found.title}, UN General Assembly", head, periods),
        *_by_segment(f"By year{more}", year_head, years),
    ]
    return view(parts, [found.method, *found.notes, f"Sources: {', '.join(found.sources)}."])


def _by_segment(title: str, head: list[str], rows: list[list[str]]) -> list[tuple[str, list[list[str]]]]:
    """A table for each run of the same second cell, the segment, which goes to the title where there are several."""
    tables: list[tuple[str, list[list[str]]]] = []
    last = None
    for first, segment, *rest in rows:
        if not tables or (segment and segment != last):
            last = segment or last
            tables.append((last or "", [[head[0], *head[2:]]]))
        tables[-1][1].append([first, *rest])
    if len(tables) == 1:
        return [(title, tables[0][1])]
    return [(f"{title}\nas {segment}" if i == 0 else f"as {segment}", part) for i, (segment, part) in enumerate(tables)]


def change_view(found: Change) -> Group:
    """Before, after and the difference, then what has to be known."""
    lines = [["", "n", "value"]]
    for name, level in (("before", found.before), ("after", found.after)):
        time = f"{name}, {level.first} to {level.last}"
        lines.append([time, number(level.n, 0), value(level.value, level.low, level.high, 3)])
    lines.append(["change", "", value(found.difference, found.low, found.high, 3, True)])
    return view([(found.unit[0].upper() + found.unit[1:], lines)], found.notes)
