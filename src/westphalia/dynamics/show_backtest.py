"""How a backtest prints: scores beside the baselines', calibration, and the largest misses, in 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia import sheets
from westphalia.dynamics.parameters import FEWEST

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.backtest import Backtest
    from westphalia.dynamics.verify import Verified


def view(found: Backtest) -> Group:
    """The backtest for rich."""
    from rich.console import Group
    from rich.text import Text

    return Group(*sheets.titled(tables(found)), Text("\n".join(notes(found)), style="dim"))


def tables(found: Backtest) -> list[tuple[str, list[list[str]]]]:
    """Titles, and rows of text of which the first is the header."""
    weeks = "week" if found.weeks == 1 else f"{found.weeks} weeks"
    whole = {"all kinds": found.overall, **found.kinds} if len(found.kinds) > 1 else found.kinds
    scores = [["", "n", "true", "Brier", "log", "slope [95 %]"]]
    against = [["skill against", *(part.baseline for part in found.overall.against)]]
    for name, one in whole.items():
        slope = "–"
        if one.slope is not None and one.slope_interval is not None:
            slope = f"{one.slope:.2f} [{one.slope_interval[0]:.2f}, {one.slope_interval[1]:.2f}]"
        scores.append(
            [name, f"{one.n:,}", f"{100 * one.observed:.1f} %", f"{one.brier:.4f}", f"{one.log_score:.4f}", slope]
        )
        against.append([name, *(_interval(part.skill, part.skill_interval) for part in one.against)])
    title = (
        f"Forecasts for {weeks} of {found.first_day} to {found.last_day}, from {len(found.origins)} origins in "
        f"{found.record!r}"
    )
    return [
        (title, scores),
        ("Brier skill against each baseline [95 %]: above 0 is better", against),
        ("Calibration, all kinds", _calibration(found.overall)),
        ("Largest misses", _misses(found)),
    ]


def notes(found: Backtest) -> list[str]:
    """What must be read with the numbers."""
    whose = "sectors" if found.sectors else "countries"
    return [
        f"Ordered pairs of {whose} with at least {found.min_events:g} events before the origin; "
        f"{found.overall.dyads:,} unordered pairs.",
        *(["The model is fitted to countries; a sector's chance is its share of theirs."] if found.sectors else []),
        "Brier: mean of (p - y)²; log: mean of -ln p of what happened; skill: 1 - Brier / Brier of the baseline. "
        "Intervals resample unordered pairs with all their forecasts.",
        f"Baselines: the pair's long-run rate; the same with a half-life of {found.recency_half_life:g} weeks; boosted "
        "trees on lagged counts.",
        f"Fitted {len(found.fitted)} time(s), each to nothing later than its origin: "
        + "; ".join(f"{one['origin']} {_on(one)}" for one in found.fitted)
        + ".",
        f"Reliability {found.overall.reliability:.5f}, resolution {found.overall.resolution:.5f}, uncertainty "
        f"{found.overall.uncertainty:.5f}; sharpness (standard deviation of forecasts) {found.overall.sharpness:.3f}.",
    ]


def _on(fitted: dict[str, str | None]) -> str:
    """On what a fit is, where there was enough."""
    if fitted["fitted_to"] is None:
        return f"nothing, by usual rates alone (fewer than {FEWEST} weeks to learn from)"
    return f"on {fitted['fitted_on']}"


def _calibration(one: Verified) -> list[list[str]]:
    rows = [["said", "n", "mean", "came true [95 %]"]]
    for row in one.bins:
        if row["n"]:
            said = f"{100 * row['low']:.0f}–{100 * row['high']:.0f} %"
            low, high = row["interval"]
            true = f"{100 * row['observed']:.1f} [{100 * low:.1f}, {100 * high:.1f}]"
            rows.append([said, f"{row['n']:,}", f"{100 * row['forecast']:.1f}", true])
    return rows


def _misses(found: Backtest) -> list[list[str]]:
    rows = [["after", "pair", "kind", "said", "happened"]]
    for row in found.misses:
        pair = f"{row['actor']} → {row['recipient']}"
        happened = "yes" if row["happened"] else "no"
        rows.append([row["origin"], pair, row["kind"], f"{100 * row['probability']:.1f} %", happened])
    return rows


def _interval(middle: float, bounds: tuple[float, float]) -> str:
    return f"{middle:.3f} [{bounds[0]:.3f}, {bounds[1]:.3f}]"
