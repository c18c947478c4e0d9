"""A folder of annotated texts: `NAME.txt` and `NAME.json` beside it, as gold/README.md describes them.

The project's own lies in its repository under `gold/` and is not shipped with the package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from westphalia.errors import CallError, DataError
from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.actors import groups, organisations, states
from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS
from westphalia.ontology.types import UNRESOLVED, ClaimKind, Status, Strength
from westphalia.reading.treaty.kinds import KINDS

HALVES = ("open", "blind")
LISTS = ("events", "claims", "causes", "agreements", "parties", "obligations", "clauses", "signers")
_STATUSES = tuple(status.value for status in Status)
_CLAIM_KINDS = tuple(kind.value for kind in ClaimKind)

Annotation = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with its annotation: those of the lists (`LISTS`) that were annotated."""

    name: str
    text: str
    day: date | None
    genre: str | None
    annotation: Annotation


def find() -> Path:
    """The project's gold set: `gold` in this folder or one above it, else in the checkout the program runs from.

    Raises `CallError` where there is none.
    """
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[3]
    for folder in (*(above / "gold" for above in (here, *here.parents)), checkout / "gold"):
        if any(_annotated(half) for half in parts(folder)):
            return folder
    raise CallError(
        "no gold set here, and none is shipped with the package: take the folder gold/ of the project's repository, or "
        "give a folder of your own with --gold (NAME.txt and NAME.json for each text, as gold/README.md says)"
    )


def parts(folder: Path) -> tuple[Path, ...]:
    """The folders to score: `folder` itself, or its halves «open» and «blind» where it holds no annotations."""
    if _annotated(folder):
        return (folder,)
    return tuple(half for name in HALVES if _annotated(half := folder / name)) or (folder,)


def load(folder: Path, texts: Path | None = None) -> tuple[Entry, ...]:
    """The annotated texts of `folder`, by name; a text that is not there is taken from the folder `texts`.

    Raises `CallError` where there are none, `DataError` with file and key where an annotation is not as it must be.
    """
    if not folder.is_dir():
        raise CallError(f"no folder {str(folder)!r}; a gold set is a folder of NAME.txt and NAME.json")
    names = _annotated(folder)
    if not names:
        raise CallError(f"no annotations in {folder}: a gold set holds NAME.json beside each NAME.txt")
    return tuple(_entry(path, texts) for path in names)


def _annotated(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _entry(path: Path, texts: Path | None) -> Entry:
    source = path.with_suffix(".txt")
    if texts is not None and not source.exists():
        source = texts / source.name
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{path}: there is no text {source.name} for it") from None
    except (OSError, ValueError) as error:
        raise DataError(f"{source}: {getattr(error, 'strerror', None) or 'is no UTF-8 text'}") from None
    try:
        row = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: is no JSON ({error})") from None
    checks = _Checks(path, text)
    if not isinstance(row, dict):
        raise checks.wrong("", "is no object")
    annotation = {name: checks.rows(row, name) for name in LISTS if name in row}
    if not annotation:
        raise checks.wrong("", f"holds none of the lists {', '.join(LISTS)}")
    day, genre = row.get("date"), row.get("genre")
    try:
        published = date.fromisoformat(day) if day is not None else None
    except (TypeError, ValueError):
        raise checks.wrong("date", f"{day!r} is no day such as 2018-05-08") from None
    return Entry(path.stem, text, published, str(genre) if genre else None, annotation)


class _Checks:
    """Checks one annotation against its text and the closed lists; every error names file and key."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def wrong(self, key: str, what: str) -> DataError:
        """An error about one key."""
        return DataError(f"{self.path}: {key + ' ' if key else ''}{what}")

    def rows(self, row: Annotation, name: str) -> list[Annotation]:
        """The checked rows of one list."""
        values = row[name]
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(name, "is no list of objects")
        check = {
            "events": self._event,
            "claims": self._claim,
            "causes": self._cause,
            "agreements": self._agreement,
            "parties": self._party,
            "obligations": self._obligation,
            "clauses": self._clause,
            "signers": self._signer,
        }
        return [check[name](f"{name}[{k}].", value) for k, value in enumerate(values)]

    def _event(self, at: str, row: Annotation) -> Annotation:
        return {
            "actor": self._code(at, row, "actor"),
            "action": self._one_of(at, row, "action", ACTIONS),
            "recipient": self._code(at, row, "recipient"),
            "status": self._one_of(at, row, "status", _STATUSES),
            **self._place(at, row),
        }

    def _place(self, at: str, row: Annotation) -> Annotation:
        """Where an event stands, if the annotation says so."""
        words = row.get("text")
        if row.get("start") is None and not (isinstance(words, str) and self.text.count(words) == 1):
            return {}
        start, end = self._span(at, row)
        return {"start": start, "end": end}

    def _claim(self, at: str, row: Annotation) -> Annotation:
        start, end = self._span(at, row)
        holder = row.get("holder")
        if not isinstance(holder, str) or not holder:
            raise self.wrong(f"{at}holder", "is missing: «author», or the words for the holder")
        code = row.get("holder_code")
        return {
            "kind": self._one_of(at, row, "kind", _CLAIM_KINDS),
            "holder": holder,
            "holder_code": self._code(at, row, "holder_code") if code is not None else None,
            "start": start,
            "end": end,
        }

    def _cause(self, at: str, row: Annotation) -> Annotation:
        spans = {name: self._pair(at, row, name) for name in ("cause", "effect")}
        if row.get("polarity") not in (-1, 0, 1):
            raise self.wrong(f"{at}polarity", f"{row.get('polarity')!r} is none of -1, 0 and 1")
        return {**spans, "polarity": row["polarity"]}

    def _agreement(self, at: str, row: Annotation) -> Annotation:
        parties = row.get("parties")
        if not isinstance(parties, list) or len(parties) < 2:
            raise self.wrong(f"{at}parties", "is no list of at least two codes")
        domains = row.get("domains", [])
        known = (*DOMAINS, *EXTRA_DOMAINS)
        if not isinstance(domains, list) or not set(domains) <= set(known):
            raise self.wrong(f"{at}domains", f"{domains!r} are not of {', '.join(known)}")
        codes = [self._code(f"{at}parties[{k}]", {"": party}, "") for k, party in enumerate(parties)]
        return {"parties": codes, "domains": domains, "status": self._one_of(at, row, "status", _STATUSES)}

    def _party(self, at: str, row: Annotation) -> Annotation:
        return {"code": self._side(at, row, "code")}

    def _side(self, at: str, row: Annotation, key: str) -> str:
        """A code, or «???» for a party that no list has."""
        return UNRESOLVED if row.get(key) == UNRESOLVED else self._code(at, row, key)

    def _obligation(self, at: str, row: Annotation) -> Annotation:
        start, end = self._span(at, row)
        by, kinds = row.get("by"), row.get("kinds", [])
        if not isinstance(by, list):
            raise self.wrong(f"{at}by", "is no list of codes (empty for a body that is no party)")
        if not isinstance(kinds, list) or any(kind not in KINDS for kind in kinds):
            raise self.wrong(f"{at}kinds", f"{kinds!r} are not of {', '.join(KINDS)}")
        if not isinstance(row.get("negated"), bool):
            raise self.wrong(f"{at}negated", "is neither true nor false")
        codes = [self._side(f"{at}by[{k}]", {"": code}, "") for k, code in enumerate(by)]
        strength = self._one_of(at, row, "strength", tuple(Strength))
        return {
            "by": codes,
            "strength": strength,
            "negated": row["negated"],
            "kinds": kinds,
            "start": start,
            "end": end,
        }

    def _clause(self, at: str, row: Annotation) -> Annotation:
        self._one_of(at, row, "clause", ("entry_into_force", "duration", "renewal", "withdrawal"))
        if not isinstance(row.get("kind"), str):
            raise self.wrong(f"{at}kind", "is missing")
        for key in ("period", "notice", "day"):
            self._words(at, row, key)
        if row.get("count") is not None and not isinstance(row["count"], int):
            raise self.wrong(f"{at}count", f"{row['count']!r} is no number")
        return {key: row.get(key) for key in ("clause", "kind", "period", "notice", "count", "day")}

    def _signer(self, at: str, row: Annotation) -> Annotation:
        return {"code": self._side(at, row, "code"), "name": self._words(at, row, "name")}

    def _words(self, at: str, row: Annotation, key: str) -> str | None:
        """Words, or nothing."""
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{at}{key}", f"{value!r} are no words")
        return value

    def _one_of(self, at: str, row: Annotation, key: str, codes: tuple[str, ...]) -> str:
        value = row.get(key)
        if value not in codes:
            raise self.wrong(f"{at}{key}", f"{value!r} is none of {', '.join(codes)}")
        return str(value)

    def _code(self, at: str, row: Annotation, key: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or value not in _codes():
            raise self.wrong(f"{at}{key}", f"{value!r} is no code of a state, organisation or group (as FRA, IGO:UN)")
        return value

    def _span(self, at: str, row: Annotation) -> tuple[int, int]:
        """`start` and `end`, or where the `text` stands if it does so once."""
        words, start, end = row.get("text"), row.get("start"), row.get("end")
        if start is None and end is None and isinstance(words, str) and words:
            if self.text.count(words) != 1:
                raise self.wrong(
                    f"{at}text", f"{words!r} stands {self.text.count(words)} times in the text: give start"
                )
            start = self.text.index(words)
            end = start + len(words)
        inside = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(self.text)
        if not inside:
            raise self.wrong(f"{at}start", f"{start!r} to {end!r} is no span of the text (code points, end exclusive)")
        if words is not None and self.text[start:end] != words:
            raise self.wrong(f"{at}text", f"{words!r} does not stand at {start} to {end}")
        return int(start), int(end)  # type: ignore[arg-type]

    def _pair(self, at: str, row: Annotation, key: str) -> list[int]:
        value = row.get(key)
        if not isinstance(value, list) or len(value) != 2:
            raise self.wrong(f"{at}{key}", "is no [start, end]")
        return list(self._span(f"{at}{key}.", {"start": value[0], "end": value[1]}))


@cache
def _codes() -> frozenset[str]:
    bodies = {body.code for table in (organisations(), groups()) for body in table.values()}
    return frozenset(states()) | frozenset(organisations()) | frozenset(groups()) | frozenset(c for c in bodies if c)
