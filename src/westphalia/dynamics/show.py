"""How a forecast prints: in a terminal of 80 columns or, in blocks, of fewer, as plain text, and in a notebook."""

from __future__ import annotations

import html as markup
from typing import TYPE_CHECKING

from westphalia import sheets
from westphalia.dynamics.track import Track

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.forecast import Forecast, ForecastRow

ABREAST = 2  # horizons in one table
LEAST, MOST_CARRIERS = 0.001, 6  # of the past days that are named: smallest change of a probability, and how many
ARROW, BOTH = "→", "↔"
NO_TRACK = "No track record: the record's last window is too short to try such forecasts on it."

_CERTAIN = 0.9999  # above this a forecast prints as «>99.9 %»

Table = tuple[str, list[list[str]]]  # a title, and rows of text of which the first is the header


def view(found: Forecast) -> Group:
    """The forecast, its track, its calibration and its assumptions, for rich."""
    from rich.console import Group
    from rich.text import Text

    return Group(*sheets.titled(tables(found)), Text("\n".join(notes(found)), style="dim"))


def plain(found: Forecast) -> str:
    """What the forecast shows in a terminal of 80 columns, without colour."""
    return sheets.plain(view(found))


def html(found: Forecast) -> str:
    """Tables and notes as HTML, without script."""
    parts = []
    for title, rows in tables(found):
        head = "".join(f"<th>{markup.escape(cell)}</th>" for cell in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{markup.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
        )
        parts.append(f"<h4>{markup.escape(title)}</h4><table><tr>{head}</tr>{body}</table>")
    return "".join(parts) + "".join(f"<p>{markup.escape(note)}</p>" for note in notes(found))


def tables(found: Forecast) -> list[Table]:
    """Every table that a forecast prints: itself, what moves it, and for each horizon how its like fared."""
    built = [
        _forecast(found, found.horizon_days[start : start + ABREAST])
        for start in range(0, len(found.horizon_days), ABREAST)
    ]
    built += _why(found)
    for days in dict.fromkeys(one.horizon_days for one in found.track):
        chosen = [one for one in found.track if one.horizon_days == days and not one.either]
        built += [_scores(days, chosen, "pairs of countries" if found.sectors else "pairs"), _calibration(days, chosen)]
    return built


def notes(found: Forecast) -> list[str]:
    """What must be read with the numbers."""
    last = f"Sources: {', '.join(found.sources)}; {found.weeks} covered weeks."
    return [*([] if found.track else [NO_TRACK]), *found.assumptions, last]


def percent(share: float | None) -> str:
    """A probability in percent; never 0 or 100 unless it is.

    >>> percent(0.123), percent(0.004), percent(0.9999), percent(0.0)
    ('12 %', '0.4 %', '>99.9 %', '0 %')
    """
    return "–" if share is None else f"{_hundredth(share)} %"


def value(share: float, low: float, high: float) -> str:
    """A forecast probability with its interval, in percent; none is ever quite certain.

    >>> value(0.5, 0.25, 0.7502), value(0.9999, 0.9993, 1.0)
    ('50 % [25, 75]', '>99.9 %')
    """
    share, low, high = (min(part, _CERTAIN) for part in (share, low, high))
    if _hundredth(low) == _hundredth(share) == _hundredth(high):
        return percent(share)
    return f"{percent(share)} [{_hundredth(low)}, {_hundredth(high)}]"


def horizon(days: int) -> str:
    """«4 weeks», «90 days»."""
    if days % 7 or days < 14:
        return f"{days} days" if days > 1 else "1 day"
    return f"{days // 7} weeks"


def direction(row: ForecastRow) -> str:
    """«RUS → IRN», or «RUS ↔ IRN» for either direction."""
    return f"{row.actor} {BOTH if row.either else ARROW} {row.recipient}"


def _hundredth(share: float) -> str:
    if 0 < share < 0.001:
        return "<0.1"
    if 0.999 < share < 1 - 1e-12:
        return ">99.9"
    if 0 < share < 0.01 or 0.99 < share < 0.999:
        return f"{100 * share:.1f}"
    return f"{100 * share:.0f}"


def _forecast(found: Forecast, horizons: tuple[int, ...]) -> Table:
    rows = [["percent", *(f"in {horizon(days)}" for days in horizons), "weeks", "n"]]
    groups: dict[str, dict[str, list[ForecastRow]]] = {}
    for row in found.rows:
        if row.horizon_days in horizons:
            groups.setdefault(direction(row), {}).setdefault(row.what, []).append(row)
    for who, kinds in groups.items():
        rows.append([who, *[""] * (len(rows[0]) - 1)])
        for what, group in kinds.items():
            chances = [value(row.probability, row.low, row.high) for row in group]
            cells = [cell.replace(" %", "") for cell in (*chances, percent(group[0].rate_long_run))]
            rows.append([what, *cells, f"{group[0].n_past:,.0f}"])
    day = "the last covered day" if found.origin == found.windows[-1].last_day else "a day asked for"
    title = (
        f"{found.title}\nWhat is likely after {found.origin.isoformat()}, {day}\n"
        "(at least one, in percent [95 %]; so far: percent of weeks with one, events n)"
    )
    return title, rows


def _why(found: Forecast) -> list[Table]:
    """For each direction: what each mechanism adds, by kind, at the shortest horizon; and the days that carry it."""
    built: list[Table] = []
    for actor in (found.a, found.b):
        own = [
            (row, row.reasons)
            for row in found.rows
            if row.reasons is not None and row.actor == actor and row.horizon_days == found.horizon_days[0]
        ]
        if not own:
            continue
        titles = list(dict.fromkeys(part.title for _, why in own for part in why.parts))
        added = [{part.title: part.log_odds for part in why.parts} for _, why in own]
        titles.sort(key=lambda title: -max(abs(one.get(title, 0.0)) for one in added))
        rows = [["", *(row.what.replace(" ", "\n") for row, _ in own)]]
        start = "countries' usual rate" if found.sectors else "usual rate, rest average"
        rows.append([start, *(percent(min(why.usual, _CERTAIN)) for _, why in own)])
        rows += [[title, *(f"{one[title]:+.2f}" if title in one else "–" for one in added)] for title in titles]
        rows.append(["forecast", *(percent(min(row.probability, _CERTAIN)) for row, _ in own)])
        span = horizon(found.horizon_days[0])
        built.append((f"Why: {direction(own[0][0])} in {span}\n(what each mechanism adds to the log-odds)", rows))
    return built + _carriers(found)


def _carriers(found: Forecast) -> list[Table]:
    """The past days without which a forecast would be most different."""
    rows = [["day", "who did what", "forecast", "without it"]]
    told = [
        (carrier, row)
        for row in found.rows
        if row.reasons is not None
        for carrier in row.reasons.carriers
        if abs(carrier.change) >= LEAST
    ]
    for carrier, row in sorted(told, key=lambda one: (-abs(one[0].change), one[0].day))[:MOST_CARRIERS]:
        who = f"{carrier.actor} {carrier.action} {carrier.recipient}"
        rows.append(
            [carrier.day.isoformat(), who, f"{direction(row)} {row.what}", f"{-100 * carrier.change:+.1f} points"]
        )
    return [("The past days that carry it most", rows)] if len(rows) > 1 else []


def _scores(days: int, tracks: list[Track], whom: str) -> Table:
    rows = [["", "said", "true", "Brier", "long run", "skill [95 %]"]]
    for one in tracks:
        skill = "–" if one.skill is None else f"{one.skill:.3f}"
        if one.skill_low is not None and one.skill_high is not None:
            skill += f" [{one.skill_low:.3f}, {one.skill_high:.3f}]"
        said, true = f"{100 * one.mean_forecast:.1f} %", f"{100 * one.observed:.1f} %"
        rows.append([one.what, said, true, f"{one.brier:.4f}", f"{one.brier_reference:.4f}", skill])
    first = tracks[0]
    title = (
        f"How forecasts for {horizon(days)} fared on held-out weeks: all {whom} that had met,\n{first.n:,} forecasts "
        f"from {first.origins} weekly origins, {first.first_origin} to {first.last_origin}\n"
        "(skill: 1 - Brier / Brier of the pair's long-run rate)"
    )
    return title, rows


def _calibration(days: int, tracks: list[Track]) -> Table:
    """What came true of the forecasts in each range, by kind, for one direction."""
    rows = [["said", *(one.what.replace(" ", "\n") for one in tracks)]]
    for index, row in enumerate(tracks[0].calibration):
        rows.append([f"{100 * row.low:.0f}–{100 * row.high:.0f} %", *(_came_true(one, index) for one in tracks)])
    return f"Of the forecasts for {horizon(days)}, percent that came true [95 %]", rows


def _came_true(one: Track, index: int) -> str:
    row = one.calibration[index]
    if row.observed is None or row.obs_low is None or row.obs_high is None:
        return "–"
    return f"{100 * row.observed:.0f} [{100 * row.obs_low:.0f}, {100 * row.obs_high:.0f}]"
