"""The forecast log: a file to which each forecast is added as one line of JSON, and from which nothing is taken away.

The file is replaced by one with the line added, by one program at a time (a lock file beside it), so that a kill leaves
the line whole or not there, and two programs may add to the same log. The same question from the same origin and record
is the same forecast and stands there once. A line that cannot be read is reported with its number and costs no other.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.dynamics.questions.operational import Question, from_operational
from westphalia.errors import CallError, UnknownAction
from westphalia.files import write_atomically
from westphalia.reading.readers import program_version
from westphalia.record.lock import held

if TYPE_CHECKING:
    from westphalia.dynamics.forecast import Forecast
    from westphalia.dynamics.questions.ask import QuestionForecast
    from westphalia.record import Record

FORMAT = "westphalia forecast"
VERSION = 1
_PATIENCE = 20.0  # seconds to wait for another writer


@dataclass(frozen=True)
class Entry:
    """One line of a log. `probability`, `low`, `high` and `base_rate` are of yes; `line` is its number in the file."""

    id: str
    made_on: date
    question: Question
    origin: date
    probability: float
    low: float
    high: float
    base_rate: float
    model: Mapping[str, Any]
    record: Mapping[str, Any]
    line: int


@dataclass(frozen=True)
class Problem:
    """A line that cannot be read: its number in the file, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}; it is left out"


def append(path: str | Path, found: QuestionForecast, made_on: date | None = None) -> bool:
    """Add a forecast to the log at `path`, made where there is none; False where it is there already.

    `made_on` is the day written beside it, today unless given. Raises `CallError` where the file cannot be read or
    written.
    """
    return add(path, entry_of(found, made_on or date.today()))


def add(path: str | Path, row: Mapping[str, Any]) -> bool:
    """Add what `entry_of` gave as one line; False where a line with its id is there already."""
    target = Path(path)
    line = json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
    try:
        with _alone(target.parent):
            before = target.read_bytes() if target.exists() else b""
            if any(entry.id == row["id"] for entry in _parse(target, before)[0]):
                return False
            ended = b"\n" if before and not before.endswith(b"\n") else b""
            write_atomically(target, before + ended + line.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CallError(f"cannot add to the log {target}: {reason}; choose another place") from None
    return True


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, waiting for another writer for some seconds; `CallError` where it stays."""
    until = time.monotonic() + _PATIENCE
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(held(folder))
                break
            except CallError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
        yield


def read_log(path: str | Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The forecasts in a log, each once, and the lines that cannot be read. `CallError` where there is no such file."""
    target = Path(path)
    try:
        data = target.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CallError(
            f'cannot read the log {target}: {reason}; make one with `westphalia question "…" --log {target}`'
        ) from None
    return _parse(target, data)


def entry_of(found: QuestionForecast, made_on: date) -> dict[str, Any]:
    """A forecast as the JSON data of its line."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": identity(found),
        "made_on": made_on.isoformat(),
        "question": found.question.text,
        "asked_from": found.question.asked_from.isoformat(),
        "operational": found.question.operational(),
        "rule": found.question.rule,
        "origin": found.origin.isoformat(),
        "probability": found.probability,
        "low": found.low,
        "high": found.high,
        "base_rate": found.base_rate,
        "model": model_of(found.forecast),
        "record": {"name": found.record, "fingerprint": found.fingerprint},
    }


def identity(found: QuestionForecast) -> str:
    """The same for the same operational question, origin and record, whatever the words."""
    parts = [found.question.operational(), found.origin.isoformat(), found.fingerprint]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def fingerprint(record: Record) -> str:
    """What a record was made of: its sources, days and files."""
    rows = sorted(
        (row.origin, row.about, row.first_day.isoformat(), row.last_day.isoformat(), row.sha256, len(row.actors or ()))
        for row in record.coverage()
    )
    return hashlib.sha256(json.dumps([rows, record.granularity]).encode()).hexdigest()[:16]


def model_of(found: Forecast) -> dict[str, Any]:
    """Name and version of the model behind a forecast, and what it was fitted to."""
    said = found.to_dict()
    kept: dict[str, Any] = {name: said[name] for name in ("model", "fitted_to", "fitted_on") if name in said}
    return {"name": "westphalia.dynamics.forecast", "version": program_version(), **kept}


def _parse(target: Path, data: bytes) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            entry = _entry(raw, number)
        except (ValueError, KeyError, TypeError, RecursionError, UnknownAction) as error:
            problems.append(Problem(str(target), number, _reason(error)))
            continue
        found.setdefault(entry.id, entry)
    return tuple(found.values()), tuple(problems)


def _entry(raw: bytes, number: int) -> Entry:
    row = json.loads(raw.decode("utf-8"))
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        raise ValueError("it is not a forecast of Westphalia")
    if row["version"] != VERSION:
        raise ValueError(f"it is of version {row['version']!r}, this Westphalia reads version {VERSION}")
    shares = {name: _share(name, row[name]) for name in ("probability", "low", "high", "base_rate")}
    if not isinstance(row["id"], str) or not isinstance(row["question"], str):
        raise TypeError("id and question must be text")
    if not isinstance(row["model"], dict) or not isinstance(row["record"], dict):
        raise TypeError("model and record must be objects")
    asked = from_operational(row["operational"], row["question"], date.fromisoformat(row["asked_from"]))
    origin = date.fromisoformat(row["origin"])
    if asked.first_day <= origin:
        raise ValueError(f"its window begins {asked.first_day}, and not after its origin {origin}")
    return Entry(
        id=row["id"],
        made_on=date.fromisoformat(row["made_on"]),
        question=asked,
        origin=origin,
        model=row["model"],
        record=row["record"],
        line=number,
        **shares,
    )


def _share(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 1:
        raise ValueError(f"{name} is {value!r}, and not between 0 and 1")
    return float(value)


def _reason(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"it is no JSON ({error.msg.lower()} at column {error.colno})"
        case UnicodeDecodeError():
            return "it is not UTF-8"
        case KeyError():
            return f"it lacks {error.args[0]!r}"
        case RecursionError():
            return "it is no JSON (nested too deeply)"
        case _:
            return " ".join(str(error).split())
