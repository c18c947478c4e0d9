"""The page: one HTML file that holds everything, asks for nothing and runs nothing.

No script, no request to a network: a Content-Security-Policy in the page forbids both. Whatever came from outside is
escaped by Jinja2 where it is printed and cleaned of characters that reorder text. Charts are inline SVG that the style
sheet colours, so that one page serves light, dark, a phone and print.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from westphalia.briefing import view_claims, view_forecasts, view_record, view_text
from westphalia.briefing.dyadchart import dyad_chart
from westphalia.briefing.terms import TERMS
from westphalia.briefing.timeaxis import TimeAxis
from westphalia.briefing.votechart import vote_chart
from westphalia.briefing.words import UNDATED, clean, dyad_name, listed, name_of, one_line, safe_url
from westphalia.briefing.worldmap import LEGEND, NOTE, world_map

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from westphalia.briefing.brief import Briefing

_CONTENTS = (
    ("actors", "Actors"),
    ("events", "Events"),
    ("agreements", "Agreements"),
    ("relations", "Relations"),
    ("claims", "Claims"),
    ("voices", "Who is heard"),
    ("forecasts", "What is likely next"),
    ("sources", "Sources"),
    ("text", "The text"),
)


_WHOLE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b[\d.]+ %")  # what does not break at a line's end


def page(briefing: Briefing) -> str:
    """The HTML of a briefing; the same briefing gives the same text."""
    html: str = _template().render(v=view(briefing))
    return html


def framed(briefing: Briefing, height: int = 900) -> str:
    """The page inside a frame, for notebooks."""
    from markupsafe import escape

    return f'<iframe srcdoc="{escape(page(briefing))}" style="width:100%;height:{height}px;border:0"></iframe>'


def view(briefing: Briefing) -> dict[str, Any]:
    """Everything that the templates print, as text, rows and drawings."""
    document = briefing.document
    happened, others = view_text.event_rows(document)
    most = view_text.MOST_EVENTS
    cut = len(happened) + len(others) - len(happened[:most]) - len(others[:most])
    return {
        "style": _style(),
        "generator": f"Westphalia {briefing.made_with['westphalia']}",
        "title": view_text.title_of(document),
        "meta": _meta(briefing),
        "fresh": briefing.freshness,
        "lines": briefing.lines,
        "tally": view_claims.tally(briefing.said),
        "warnings": [one_line(line) for line in document.warnings],
        "contents": _CONTENTS,
        "actors": view_text.actor_rows(document),
        "actors_note": _actors_note(briefing),
        "map": _map(briefing),
        "happened": happened[:most],
        "others": others[:most],
        "unsure": view_text.unsure_note((*happened[:most], *others[:most])),
        "events_more": f"{cut} more are in the JSON." if cut else "",
        "agreements": view_text.agreement_rows(document),
        "voices": view_text.voices_of(document),
        "paragraphs": view_text.paragraphs(document),
        "text_note": _text_note(briefing),
        "sources": view_record.source_rows(briefing.coverage, _codes(briefing)),
        "gaps": view_record.gaps_of(briefing.windows),
        "record_note": view_record.record_note(briefing.record_name, briefing.granularity),
        "rows_are": "events" if briefing.granularity == "event" else "cells",
        "terms": TERMS,
        "left_out": briefing.left_out,
        "made": _made(briefing),
        **_relations(briefing),
        **_votes(briefing),
        **_claims(briefing),
        **view_forecasts.view(briefing),
    }


def _meta(briefing: Briefing) -> list[dict[str, str | None]]:
    document = briefing.document
    if document.published:
        source = f" ({document.published_source})" if document.published_source else ""
        dated = f"dated {document.published}{source}"
    else:
        dated = UNDATED
    return [
        {"text": one_line(document.source, 90), "url": safe_url(document.source)},
        {"text": dated, "url": None},
        {"text": f"{len(document.text.split()):,} words", "url": None},
        {"text": f"SHA-256 {document.sha256[:12]}…", "url": None},
    ]


def _actors_note(briefing: Briefing) -> str:
    if not any(actor.unverified for actor in briefing.document.actors):
        return ""
    return (
        "«Unverified»: who held this office on that day comes from a row that none of the tables of leaders confirms."
    )


def _map(briefing: Briefing) -> dict[str, Any] | None:
    placed = briefing.standings
    if placed is None or not placed.rows:
        return None
    labels = {}
    for row in placed.rows:
        if row.score is None:
            labels[row.code] = f"{name_of(row.code)}: {'no event' if row.covered else 'not covered'}"
        else:
            labels[row.code] = f"{name_of(row.code)}: {view_record.valued(row.score, row.low, row.high)}"
    drawn = world_map({row.code: row.score for row in placed.rows}, labels)
    states = [code for code in drawn.missing if ":" not in code]
    others = [code for code in drawn.missing if ":" in code]
    parts = [
        "Each state of the text by the mean score of its events with the other actors of the text (−10 conflict to "
        f"+10 cooperation), {placed.window}, the record's last window. The borders are Natural Earth's; no position is "
        "taken on them.",
        *filter(None, [briefing.unit]),
    ]
    if states:
        parts.append(f"Too small for this map or gone, so not drawn: {listed(list(map(name_of, states)))}.")
    if others:
        parts.append(f"Organisations and groups have no outline: {listed(list(map(name_of, others)))}.")
    return {
        "svg": drawn.svg,
        "legend": LEGEND,
        "caption": " ".join(parts),
        "table": view_record.map_table(placed),
        "query": placed.query,
        "note": NOTE,
    }


def _relations(briefing: Briefing) -> dict[str, Any]:
    figures = []
    day = briefing.document.published
    for index, found in enumerate(briefing.relations, start=1):
        title = dyad_name(found.a, found.b)
        periods = view_record.periods_of(found)
        axis = TimeAxis(tuple((window.first_day, window.last_day) for window in found.windows))
        label = f"{title}: mean score and events over time"
        figures.append(
            {
                "anchor": f"r{index}",
                "title": title,
                "chart": dyad_chart(periods, axis, name=f"r{index}", label=label, text_day=day) if periods else None,
                "caption": view_record.relations_caption(found),
                "table": view_record.relations_table(found),
                "query": found.query,
            }
        )
    return {
        "relations": figures,
        "relations_note": view_record.relations_note(briefing.relations, briefing.unit),
        "relations_none": "The record covers no pair of actors that the text joins.",
    }


def _votes(briefing: Briefing) -> dict[str, Any]:
    found = briefing.alignments
    lines = {name: years for name, years in view_record.votes_of(found).items() if years}
    if not lines:
        none = "No roll call of the General Assembly is in the record for the main pairs (only states vote)."
        return {"votes": None, "votes_none": none if briefing.relations else ""}
    chart = vote_chart(
        lines,
        name="votes",
        label=f"Voting agreement of {listed(list(lines))}",
        breaks=view_record.breaks_of(found),
        baseline=view_record.baseline_of(found),
    )
    return {
        "votes": {
            "note": clean(found[0].method),
            "lines": list(lines),
            "chart": chart,
            "caption": view_record.votes_caption(found),
            "table": view_record.votes_table(found),
            "queries": [{"name": dyad_name(entry.a, entry.b), "query": entry.query} for entry in found],
        }
    }


def _claims(briefing: Briefing) -> dict[str, Any]:
    said = briefing.said
    more = len(said) - len(said[: view_text.MOST_CLAIMS])
    return {
        "claims": view_claims.claim_groups(said[: view_text.MOST_CLAIMS]),
        "claims_note": view_claims.note(briefing.said, briefing.unit),
        "claims_more": f"{more:,} more claims are in the JSON." if more else "",
    }


def _text_note(briefing: Briefing) -> str:
    if len(briefing.document.text) <= view_text.WHOLE_TEXT:
        return ""
    return (
        f"The text has {len(briefing.document.text):,} characters; shown are the sentences in which something was read."
    )


def _made(briefing: Briefing) -> str:
    made = ", ".join(f"{name} {version}" for name, version in briefing.made_with.items())
    return f"Made with {made}. Seed {briefing.seed}. The same text, record and seed give the same page."


def _codes(briefing: Briefing) -> list[str]:
    return [row.code for row in briefing.standings.rows] if briefing.standings else []


@cache
def _style() -> str:
    return files("westphalia.briefing").joinpath("style.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return _environment().get_template("page.html.j2")


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    def tidy(value: Any) -> Any:
        return clean(value) if type(value) is str else value

    environment = Environment(
        loader=PackageLoader("westphalia.briefing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=tidy,
    )

    def whole(text: str) -> Markup:
        """`text` escaped, with days and percentages that do not break."""
        return Markup(_WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(clean(text)))))

    environment.filters["whole"] = whole
    # Only what svg.inline has made passes as markup; the style sheet is a file of this package.
    environment.filters["svg"] = Markup
    return environment
