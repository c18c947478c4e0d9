"""The briefing as Markdown: the same order and the same words as the page, without its drawings.

Text from outside is escaped, so that it stays text; sentences carry anchors that claims and events link to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from westphalia.briefing import view_claims, view_forecasts, view_record, view_text
from westphalia.briefing.tables import Table
from westphalia.briefing.terms import TERMS
from westphalia.briefing.words import UNDATED, clean, dyad_name, one_line, safe_url

if TYPE_CHECKING:
    from westphalia.briefing.brief import Briefing
    from westphalia.briefing.view_claims import ClaimRow, Tested
    from westphalia.briefing.view_text import EventRow, Piece

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~#$])")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(briefing: Briefing) -> str:
    """The Markdown of a briefing; the same briefing gives the same text."""
    document = briefing.document
    blocks = [
        f"# Briefing: {escaped(view_text.title_of(document))}",
        _meta(briefing),
        *(f"> {escaped(one_line(warning))}" for warning in document.warnings),
        f"**{escaped(briefing.freshness.title)}**",
        *map(escaped, briefing.lines),
        _tally(briefing),
        *(f"To bring the record up to date: `{command}`" for command in [briefing.freshness.command] if command),
        *_actors(briefing),
        *_events(briefing),
        *_agreements(briefing),
        *_relations(briefing),
        *_claims(briefing),
        *_voices(briefing),
        *_forecasts(briefing),
        *_sources(briefing),
        "## The text",
        *(_paragraph(pieces) for pieces in view_text.paragraphs(document)),
        "---",
        escaped(_made(briefing)),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, with everything that Markdown or HTML would read as markup escaped.

    >>> escaped("a *b* <script> | [x](y)")
    'a \\\\*b\\\\* &lt;script&gt; \\\\| \\\\[x\\\\](y)'
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    line = "".join(_MARKUP.get(char, char) for char in line)
    # What would begin a list, a heading or a rule at the head of a line.
    return re.sub(r"^(\d*)([-+=.)])(?=\s|=|-|$)", r"\1\\\2", line)


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of text that is not yet escaped."""
    return _table(names, [[escaped(cell) for cell in row] for row in rows])


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(map(escaped, names))} |", f"|{' --- |' * len(names)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def _drawn(found: Table) -> str:
    if not found:
        return ""
    return table(found.names, found.rows) + (f"\n\n{escaped(found.more)}" if found.more else "")


def _query(sql: str | None) -> str:
    """SQL as a block of code whose fence no line of it can close."""
    if not sql:
        return ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", sql)), default=0))
    return f"{fence}sql\n{clean(sql)}\n{fence}"


def _where(sentence: int) -> str:
    return f"[s. {sentence}](#s{sentence})"


def _meta(briefing: Briefing) -> str:
    document = briefing.document
    url = safe_url(document.source)
    source = f"<{url}>" if url and not set(url) & set("<>") else escaped(document.source)
    dated = escaped(UNDATED)
    if document.published:
        dated = f"dated {document.published}"
        dated += f" ({escaped(document.published_source)})" if document.published_source else ""
    return f"{source} · {dated} · {len(document.text.split()):,} words · SHA-256 `{document.sha256[:12]}…`"


def _tally(briefing: Briefing) -> str:
    return " · ".join(f"{entry.mark} {entry.label}: {entry.n}" for entry in view_claims.tally(briefing.said))


def _actors(briefing: Briefing) -> list[str]:
    rows = [
        (
            row.name + (" (unverified)" if row.unverified else ""),
            row.side,
            row.code,
            row.role,
            str(row.mentions),
        )
        for row in view_text.actor_rows(briefing.document)
    ]
    if not rows:
        return ["## Actors", "No actor of world politics was recognised in the text."]
    blocks = ["## Actors", table(("actor", "acts for", "code", "role", "mentions"), rows)]
    if briefing.standings:
        blocks += [
            f"Mean score of the events with the other actors of the text, {briefing.standings.window}:",
            escaped(briefing.unit),
            _drawn(view_record.map_table(briefing.standings)),
            _query(briefing.standings.query),
        ]
    return blocks


def _events(briefing: Briefing) -> list[str]:
    happened, others = view_text.event_rows(briefing.document)
    blocks = ["## What the text reports as having happened"]
    blocks.append(_event_table(happened) if happened else "No event between actors.")
    if others:
        blocks += ["### Spoken of, not reported as having happened", _event_table(others)]
    note = view_text.unsure_note((*happened, *others))
    return [*blocks, note] if note else blocks


def _event_table(rows: Sequence[EventRow]) -> str:
    names = ("who", "what", "to whom", "in the words of the text", "when", "where", "status", "told by", "")
    return _table(
        names,
        [
            [
                *map(escaped, (row.actor, row.what, row.recipient, f"«{row.words}»", row.day, row.place)),
                *map(escaped, (row.status, row.holder)),
                _where(row.sentence),
            ]
            for row in rows[: view_text.MOST_EVENTS]
        ],
    )


def _agreements(briefing: Briefing) -> list[str]:
    blocks = ["## Agreements"]
    for row in view_text.agreement_rows(briefing.document):
        signed = f" Signed by {escaped(row.signatories)}." if row.signatories else ""
        domains = f" Domains: {escaped(', '.join(row.domains))}." if row.domains else " No domain named."
        line = f"- **{escaped(row.name)}**: {escaped(row.parties)}; {escaped(row.facts)}."
        blocks.append(f"{line}{signed}{domains} {_where(row.sentence)}")
        said = [line for line in (row.summary, *row.terms) if line]
        blocks += ["\n".join(f"  - {escaped(line)}" for line in said)] if said else []
        blocks += _duties(row)
    return blocks if len(blocks) > 1 else [*blocks, "The text speaks of no agreement between actors."]


def _duties(row: view_text.AgreementRow) -> list[str]:
    """The obligations of a treaty text as a table."""
    if not row.duties:
        return []
    names = ["article", "who", "binds", "in the words of the text", "kind and domain", ""]
    rows = [
        [*map(escaped, (duty.article, duty.who, duty.binds, duty.words, duty.kinds)), _where(duty.sentence)]
        for duty in row.duties
    ]
    return [_table(names, rows), *([f"{row.duties_more} more in the JSON."] if row.duties_more else [])]


def _relations(briefing: Briefing) -> list[str]:
    blocks = ["## Relations in the record", escaped(view_record.relations_note(briefing.relations, briefing.unit))]
    for found in briefing.relations:
        blocks += [
            f"### {escaped(dyad_name(found.a, found.b))}",
            escaped(view_record.relations_caption(found)),
            _drawn(view_record.relations_table(found)),
            _query(found.query),
        ]
    blocks += [escaped(line) for line in briefing.left_out]
    if briefing.alignments:
        blocks += [
            "### Voting in the General Assembly of the United Nations",
            escaped(view_record.votes_caption(briefing.alignments)),
            _drawn(view_record.votes_table(briefing.alignments)),
            *(_query(found.query) for found in briefing.alignments),
        ]
    return blocks


def _claims(briefing: Briefing) -> list[str]:
    blocks = ["## Claims, and what the record says", escaped(view_claims.note(briefing.said, briefing.unit))]
    for group in view_claims.claim_groups(briefing.said[: view_text.MOST_CLAIMS]):
        blocks.append(f"### {group.title} ({len(group.claims)})")
        blocks += [f"*{escaped(note)}*" for note in group.notes]
        blocks += [_claim(claim) for claim in group.claims]
    return blocks if briefing.findings else [blocks[0], "No claim was recognised in the text."]


def _claim(claim: ClaimRow) -> str:
    verdict = " / ".join(f"{entry.mark} {entry.label}" for entry in claim.verdicts)
    said = f"{escaped(claim.speaker)}: «{escaped(claim.text)}»"
    voice = f" {escaped(claim.voice)}" if claim.voice else ""
    head = f"{claim.number}\\. **{verdict}** ({claim.kind}) {said}{voice} {_where(claim.sentence)}"
    first, *rest = [_test(claim, test) for test in claim.tests]
    return "\n\n".join([f"{head}  \n{first}" if first else head, *filter(None, rest)])


def _test(claim: ClaimRow, test: Tested) -> str:
    about = f"**{escaped(test.about)}**" if test.about else ""
    if about and len(claim.verdicts) > 1:
        about = f"{about}: {test.verdict.mark} {test.verdict.label}"
    body = "  \n".join(filter(None, [about, escaped(test.why), escaped(test.facts)]))
    assumed = "\n".join(f"- Assumed: {escaped(line)}" for line in test.assumptions)
    return "\n\n".join(filter(None, [body, assumed, _drawn(test.table), _query(test.query)]))


def _voices(briefing: Briefing) -> list[str]:
    voices = view_text.voices_of(briefing.document)
    rows = [(v.name, v.side, str(v.quoted), str(v.paraphrased), str(v.claims)) for v in voices.rows]
    names = ("voice", "speaks for", "quoted", "paraphrased", "claims")
    return ["## Who is heard", escaped(voices.summary), table(names, rows) if rows else "", escaped(voices.unheard)]


def _forecasts(briefing: Briefing) -> list[str]:
    shown = view_forecasts.view(briefing)
    blocks = ["## What is likely next"]
    if not shown["forecasts"]:
        return [*blocks, escaped(shown["forecasts_none"])]
    blocks += [f"**{escaped(shown['forecast_title'])}**", escaped(shown["forecasts_note"])]
    names = ("at least one event of", *shown["horizons"], "weeks with one", "past events")
    for found in shown["forecasts"]:
        rows = [(row.what, *(cell.said for cell in row.cells), row.rate, row.past) for row in found.rows]
        blocks += [f"### {escaped(found.title)}", table(names, rows)]
    blocks.append(escaped(shown["forecast_method"]))
    blocks += [_query(sql) for _, sql in shown["forecast_queries"]]
    track = shown["track"]
    blocks += ["### How earlier forecasts of this model turned out", escaped(track["note"]), _drawn(track["table"])]
    for name, found in track["calibration"]:
        if found:
            blocks += [f"Calibration, {name}:", _drawn(found)]
    return [*blocks, "\n".join(f"- {escaped(line)}" for line in track["model"])]


def _sources(briefing: Briefing) -> list[str]:
    codes = [row.code for row in briefing.standings.rows] if briefing.standings else []
    rows = [
        (
            f"{row.origin} ({row.about})",
            "; ".join(row.windows),
            row.actors + (f"; not covered there: {row.missing}" if row.missing else ""),
            row.filters,
            f"{row.citation} {row.licence}",
        )
        for row in view_record.source_rows(briefing.coverage, codes)
    ]
    gaps = view_record.gaps_of(briefing.windows)
    return [
        "## Sources and coverage",
        escaped(view_record.record_note(briefing.record_name, briefing.granularity)),
        table(("source", "covers", "actors", "leaves out", "citation and licence"), rows),
        f"Not covered: {escaped(gaps)}. Nothing is known about these days; it is not known that nothing happened.",
        "\n".join(f"- **{escaped(term)}**: {escaped(meaning)}" for term, meaning in TERMS),
    ]


def _paragraph(pieces: Sequence[Piece]) -> str:
    parts = [
        f'<a id="s{piece.number}"></a>\\[{piece.number}\\] {escaped(piece.text)}'
        if piece.number
        else escaped(piece.text)
        for piece in pieces
    ]
    return " ".join(filter(None, parts))


def _made(briefing: Briefing) -> str:
    made = ", ".join(f"{name} {version}" for name, version in briefing.made_with.items())
    return f"Made with {made}. Seed {briefing.seed}. The same text, record and seed give the same briefing."
