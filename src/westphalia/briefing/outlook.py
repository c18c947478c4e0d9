"""What is likely next, in two or three sentences, and what such forecasts were worth.

Of the main pairs, what is likely and not a matter of course.

Likely is a probability of 50 % or more. Of what is likely, that is named which has grown most against its own long-run
rate; classes above 99 % are a matter of course between busy pairs and tell nothing. «Usual» is the share of all covered
weeks that had such an event; it is compared with the share of coming weeks that the forecast expects to have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from westphalia.briefing.view_forecasts import spoken, within
from westphalia.briefing.words import in_prose, listed, number, percent, span
from westphalia.ontology.types import Quad

if TYPE_CHECKING:
    from westphalia.briefing.dyads import Dyad
    from westphalia.dynamics.forecast import Forecast, ForecastRow

    Told = tuple[Forecast, ForecastRow]

MAIN = 4  # pairs
LIKELY = 0.5
COURSE = 0.99  # from here it is a matter of course
_ALIKE = (0.9, 1.1)  # times the usual


def outlook(dyads: Sequence[Dyad], forecasts: Sequence[Forecast]) -> tuple[str, ...]:
    """Both, a line each; empty where nothing was forecast. `dyads` are in the order of their weight."""
    order = {frozenset((dyad.a, dyad.b)): place for place, dyad in enumerate(dyads)}
    acting = {frozenset((dyad.a, dyad.b)) for dyad in dyads if dyad.events}
    ranked = sorted(forecasts, key=lambda found: order.get(frozenset((found.a, found.b)), len(order)))
    main = ranked[:MAIN]
    if not main:
        return ()
    near, far = min(main[0].horizon_days), max(main[0].horizon_days)
    soon = [(found, row) for found in main for row in found.rows if row.either and row.horizon_days == near]
    if not soon:
        return ()
    course = [told for told in soon if told[1].probability > COURSE]
    lead, text = _lead([told for told in soon if told[1].probability <= COURSE], course, near)
    named = [lead]
    clashes = [
        (found, row)
        for found in main
        if found is main[0] or frozenset((found.a, found.b)) in acting
        for row in found.rows
        if row.either and row.horizon_days == far and row.what == Quad.MATERIAL_CONFLICT.value
    ]
    if clashes:
        # Of those that are a matter of course, the heaviest pair: the order of the main pairs.
        clash = max(clashes, key=lambda told: min(told[1].probability, COURSE + 1e-6))
        if clash[1].probability > COURSE:
            text += f" Material conflict {within(far)} is all but certain between {_pair(clash[0])}."
        else:
            of_all = "Of the main pairs, material conflict is likeliest" if len(clashes) > 1 else "Material conflict"
            text += f" {of_all} between {_pair(clash[0])}: {spoken(clash[1])} {within(far)}, {usual(clash[1])}."
        named.append(clash)
    return text, _worth(named)


def usual(row: ForecastRow) -> str:
    """«more likely than usual (expected in 27 % of weeks; 19 % of all covered weeks had one)»."""
    if row.rate_long_run is None:
        return "with no long-run rate to compare"
    if row.rate_long_run == 0:
        return "though no covered week had one so far"
    lift = _lift(row)
    word = "less" if lift < _ALIKE[0] else "more" if lift > _ALIKE[1] else ""
    how = f"{word} likely than usual" if word else "about as likely as usual"
    expected, so_far = percent(_weekly(row)), percent(row.rate_long_run)
    return f"{how} (expected in {expected} of weeks; {so_far} of all covered weeks had one)"


def _lead(rare: Sequence[Told], course: Sequence[Told], near: int) -> tuple[Told, str]:
    """What is named first, and the sentence that names it."""
    likely = [told for told in rare if told[1].probability >= LIKELY]
    if likely:
        lead = max(likely, key=lambda told: _lift(told[1]))
        line = "Likely next"
    elif rare:
        lead = max(rare, key=lambda told: told[1].probability)
        line = "Nothing else is likely" if course else "Nothing is likely (50 % or more)"
        line += "; the nearest to it"
    else:
        lead = min(course, key=lambda told: told[1].probability)
        line = "The least certain of what is all but certain"
    found, row = lead
    clause = ""
    certain = list(dict.fromkeys(told[1].what for told in course if told[1].what != row.what))
    if certain:
        names = listed(certain)
        verbal = all(what.startswith("verbal") for what in certain)
        what = "Verbal acts are" if verbal else f"{names[:1].upper()}{names[1:]} are"
        clause = f"{what} all but certain (over 99 %) between pairs this busy. "
    text = (
        f"{clause}{line}, from {found.origin}: {row.what} between {_pair(found)} {within(near)}, {spoken(row)}, "
        f"{usual(row)}."
    )
    return lead, text


def _worth(named: Iterable[Told]) -> str:
    """What forecasts of these classes were worth on weeks the model had not seen."""
    lines = []
    for found, row in named:
        what = f"{row.what} {within(row.horizon_days)}"
        track = found.track_of(row)
        if track is None or track.skill is None:
            lines.append(f"no track record for {what}")
            continue
        interval = span(track.skill_low, track.skill_high, 2)
        line = f"{number(track.brier, 3)} for {what}, skill {number(track.skill, 2)}"
        line += f" ({interval})" if interval else ""
        like = track.bin_of(row.probability)
        if like.n:
            line += f", came true in {percent(like.observed)} when it said {percent(like.low)} to {percent(like.high)}"
        lines.append(line)
    tried = "; ".join(dict.fromkeys(lines))
    return f"Brier scores of such forecasts on held-out weeks, with skill against long-run rates: {tried}."


def _lift(row: ForecastRow) -> float:
    return _weekly(row) / row.rate_long_run if row.rate_long_run else 0.0


def _weekly(row: ForecastRow) -> float:
    """The share of coming weeks that is expected to have one."""
    return row.expected / (row.horizon_days / 7)


def _pair(found: Forecast) -> str:
    return listed([in_prose(found.a), in_prose(found.b)])
