"""Everything somebody needs to check a briefing or to make it again, in one folder.

The folder appears whole or not at all: it is written beside its place and renamed at the end.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.briefing.export import json_text
from westphalia.briefing.freshness import STALE
from westphalia.briefing.view_text import title_of
from westphalia.briefing.words import clean, dyad_name, one_line, safe_url
from westphalia.errors import CallError

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.briefing.brief import Briefing

_FORMULA = ("=", "+", "-", "@", "\t")


def bundle(briefing: Briefing, target: Path) -> Path:
    """Write the bundle of `briefing` to the folder `target`, which must be new or empty.

    Raises:
        CallError: `target` holds something, is a file, or cannot be written.
    """
    _require_room(target)
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        for name, content in contents(briefing).items():
            path = temporary / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode("utf-8", errors="surrogatepass"))
        temporary.chmod(0o755)
        if target.is_dir():
            target.rmdir()
        temporary.rename(target)
        temporary = None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CallError(f"cannot write the bundle {target}: {reason}; choose another place") from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return target


def contents(briefing: Briefing) -> dict[str, str]:
    """The files of the bundle: name within the folder -> text."""
    data = {f"data/{name}.csv": _csv(frame) for name, frame in _frames(briefing).items()}
    return {
        "README.md": _readme(briefing, sorted(data)),
        "brief.html": briefing.to_html(),
        "brief.md": briefing.to_markdown(),
        "brief.json": json_text(briefing.to_dict()),
        "text.txt": briefing.document.text,
        "about.json": json_text(_about(briefing)),
        "again.py": files("westphalia.briefing").joinpath("templates", "again.py.txt").read_text(encoding="utf-8"),
        "queries.sql": _queries(briefing),
        "seed.txt": f"{briefing.seed}\n",
        "versions.txt": "".join(f"{name}=={version}\n" for name, version in briefing.made_with.items()),
        "citations.bib": citations(briefing),
        **data,
    }


def citations(briefing: Briefing) -> str:
    """The sources of the record and the program, as BibTeX."""
    entries: dict[str, str] = {}
    for row in briefing.coverage:
        lines = [f"  note = {{{_tex(row.citation)}}}", f"  title = {{{{{_tex(row.origin)}}}}}"]
        url = safe_url(row.url)
        if url:
            lines.append(f"  url = {{{url}}}")
        entries.setdefault(_slug(row.origin), ",\n".join(lines))
    version = briefing.made_with["westphalia"]
    entries["westphalia"] = (
        f"  title = {{{{Westphalia}}: the international system as a program}},\n  version = {{{version}}},\n"
        "  author = {{The Westphalia authors}}"
    )
    return "\n".join(f"@misc{{{key},\n{fields}\n}}\n" for key, fields in entries.items())


def _require_room(target: Path) -> None:
    if target.is_dir():
        if any(target.iterdir()):
            raise CallError(f"{target} is not empty; name a new folder for the bundle, or empty this one")
    elif target.exists():
        raise CallError(f"{target} is a file; name a new folder for the bundle")
    elif not target.parent.is_dir():
        raise CallError(f"cannot write {target}: there is no folder {target.parent}; make it or choose another place")


def _frames(briefing: Briefing) -> dict[str, pd.DataFrame]:
    import pandas as pd

    frames = {
        "claims": pd.DataFrame([_flat(finding) for finding in briefing.to_dict()["findings"]]),
        "coverage": pd.DataFrame([_flat(row.to_dict(), keep=("actors",)) for row in briefing.coverage]),
        "dyads": pd.DataFrame([dyad.to_dict() for dyad in briefing.dyads]),
        "forecasts": pd.DataFrame([row.to_dict() for found in briefing.forecasts for row in found.rows]),
    }
    if briefing.forecasts:
        tracks = briefing.forecasts[0].track
        frames["track"] = pd.DataFrame([_flat(track.to_dict()) for track in tracks])
        frames["calibration"] = pd.DataFrame(
            [
                {"what": track.what, "horizon_days": track.horizon_days, "either": track.either, **row.to_dict()}
                for track in tracks
                for row in track.calibration
            ]
        )
    for found in briefing.relations:
        pair = f"{_slug(found.a)}-{_slug(found.b)}"
        frames[f"relations-{pair}"] = found.series
        frames[f"windows-{pair}"] = found.total
        frames[f"{briefing.granularity}s-{pair}"] = _behind(briefing, found.a, found.b)
    for alignment in briefing.alignments:
        frames[f"votes-{_slug(alignment.a)}-{_slug(alignment.b)}"] = alignment.series
    if briefing.standings:
        frames["map"] = pd.DataFrame([row.to_dict() for row in briefing.standings.rows])
    return frames


def _behind(briefing: Briefing, a: str, b: str) -> pd.DataFrame:
    """The cells, or the single events where the record has them, between two actors."""
    import pandas as pd

    if briefing.granularity == "cell":
        return briefing.record.daily(a, b).frame
    ways = [briefing.record.events(x, y, limit=None).frame for x, y in ((a, b), (b, a))]
    return pd.concat(ways, ignore_index=True)


def _flat(row: Mapping[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """One row of a table: nested values that are no plain text or number are left to the JSON, claims are joined in."""
    claim = row.get("claim") or {}
    flat = {key: claim[key] for key in ("kind", "holder", "cue", "status", "text", "start", "end") if key in claim}
    for key, value in row.items():
        if key in keep:
            flat[key] = "all" if value is None else " ".join(value)
        elif key == "window":
            flat["first_day"], flat["last_day"] = value or (None, None)
        elif key in {"sources", "assumptions"}:
            flat[key] = "; ".join(value)
        elif not isinstance(value, (list, dict)):
            flat[key] = value
    return flat


def _csv(frame: pd.DataFrame) -> str:
    """CSV with text that no spreadsheet takes for a formula."""
    safe = frame.copy()
    for name in safe.columns:
        if safe[name].dtype == object or str(safe[name].dtype) in {"str", "string"}:
            safe[name] = [_cell(value) for value in safe[name]]
    return safe.to_csv(index=False, lineterminator="\n")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        text = one_line(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return " ".join(map(str, value))
    return value


def _about(briefing: Briefing) -> dict[str, Any]:
    """All that the page depends on besides the text, the record and the program."""
    document, fresh = briefing.document, briefing.freshness
    today = None
    if document.published is None and fresh.record_end:
        # The day of an undated briefing counts only by whether the record was current then.
        today = fresh.record_end + timedelta(days=0 if fresh.current else STALE.days + 1)
    return {
        "source": document.source,
        "title": document.title,
        "published": document.published,
        "published_source": document.published_source,
        "language": document.language,
        "warnings": list(document.warnings),
        "reader": document.read_by.name if document.read_by else None,
        "seed": briefing.seed,
        "today": today,
    }


def _queries(briefing: Briefing) -> str:
    parts = [f"-- {one_line(what)}\n{sql.rstrip().rstrip(';')};\n" for what, sql in briefing.queries()]
    return "\n".join(['-- Each statement runs with: westphalia record query "…" [--record R]\n', *parts])


def _readme(briefing: Briefing, data: list[str]) -> str:
    document, made = briefing.document, briefing.made_with
    date = f" --date {document.published}" if document.published else ""
    record = "" if briefing.record_name == "default" else " RECORD"
    where = ", RECORD being the folder of the record" if record else ""
    sources = "\n".join(
        f"- {clean(row.origin)} ({row.about}), {row.first_day} to {row.last_day}, sha256 `{row.sha256}`"
        for row in briefing.coverage
    )
    pairs = "\n".join(f"- {dyad_name(found.a, found.b)}" for found in briefing.relations)
    return f"""# Bundle of a briefing

Text: {one_line(title_of(document))}
Source: {one_line(document.source)}
SHA-256 of the text: `{document.sha256}`
Record: {clean(briefing.record_name)}; {briefing.freshness.title}

## What is here

- `brief.html`, `brief.md`, `brief.json`: the briefing; the JSON holds everything
- `text.txt`: the text as it was read; `about.json`: its source, title and date, and the seed
- `again.py`: makes the briefing again
- `queries.sql`: the query behind each number; run one with `westphalia record query`
- `citations.bib`: what to cite; `seed.txt`, `versions.txt`: what to run it with
{chr(10).join(f"- `{name}`" for name in data)}

Pairs that are drawn:
{pairs or "- none"}

## How to make it again

Python {made["python"]} and Westphalia {made["westphalia"]}, with the versions of `versions.txt`; then, in this folder:

    python again.py{record}

writes `again.html` and says whether it is `brief.html`, byte for byte{where}.
{_repeated(briefing, date, bool(record))}

The record must hold these parts, recognised by their hashes (`westphalia record coverage --json`):

{sources}
"""


def _repeated(briefing: Briefing, date: str, own: bool) -> str:
    """How the command line gives the same page, where it does."""
    made = briefing.document.read_by
    if made is not None and made.model is not None:
        return (
            f"The text was read by a language model ({one_line(made.model)}), which may read otherwise when it is "
            "asked again:\n`again.py` takes what it read from `brief.json`."
        )
    reader = f" --reader {made.name}" if made is not None else ""
    return (
        "The same from the command line, with another source line and title where the text came from elsewhere:\n\n"
        f"    westphalia brief text.txt{reader} --seed {briefing.seed}{date}{' --record RECORD' if own else ''} "
        "--out again.html"
    )


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "source"


def _tex(text: str) -> str:
    line = one_line(text).replace("\\", "/")
    return re.sub(r"([%&#_$])", r"\\\1", line).replace("{", "(").replace("}", ")")
