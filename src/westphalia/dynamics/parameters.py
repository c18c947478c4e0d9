"""Fitted parameters at rest, and which ones a forecast from a given day may use.

The package ships what was fitted to the embedded record up to three days (data/forecast_parameters.json, made by
scripts/derive_forecast.py): a forecast of that record takes the latest that saw nothing after its origin. `fit_record`
fits a record of one's own and keeps the parameters in its folder. Where there are none, or none for so early a day,
they are fitted on the spot to the record up to the origin; where that is too short, forecasts are by usual rates alone.
Another record's parameters are never used: sources differ in how much they report.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.chances import needed
from westphalia.dynamics.fitting import Progress, fit, training_origins
from westphalia.dynamics.hazard import Curve, Fit, Parameters, unfitted
from westphalia.dynamics.mechanisms import columns
from westphalia.dynamics.panel import NAMES, Panel, panel_of
from westphalia.errors import CallError, CorruptRecord, OutsideCoverage
from westphalia.files import write_atomically

if TYPE_CHECKING:
    from westphalia.record import Record

SHIPPED = "forecast_parameters.json"  # in westphalia/data
KEPT = "forecast-parameters.json"  # in the folder of a record
VERSION = 2
FEWEST = 12  # weeks to learn from: with fewer, nothing is fitted

_FITTED: dict[tuple[object, ...], Parameters] = {}  # what was fitted on the spot in this process, the newest last
_MOST_KEPT = 8
_VECTORS = ("centre", "scale")
_CURVES = ("first", "any")


def parameters_for(
    record: Record, panel: Panel, origin: date, progress: Progress | None = None, kinds: Sequence[int] | None = None
) -> Parameters:
    """The parameters for a forecast of `record` from `origin`: its own, else fitted now (see above).

    `kinds` (positions in `panel.KINDS`): what is asked for, where they have to be fitted.
    """
    for known in shipped() if record.embedded else _kept(record):
        if known.fitted_to is not None and known.fitted_to <= origin:
            return known
    day = panel.weeks.day(-1)
    key = (record.contents, day, None if kinds is None else tuple(sorted(kinds)))
    if key not in _FITTED:
        while len(_FITTED) >= _MOST_KEPT:
            del _FITTED[next(iter(_FITTED))]
        _FITTED[key] = fitted(record, panel, len(panel.weeks.ends) - 1, progress, kinds)
    return _FITTED[key]


def fitted(
    record: Record, panel: Panel, last: int, progress: Progress | None = None, kinds: Sequence[int] | None = None
) -> Parameters:
    """Fit to a panel up to week `last`, with the kinds that hold those asked for; see above where it is too short."""
    chosen = None if kinds is None else needed(kinds)
    names = [NAMES[kind] for kind in (range(len(NAMES)) if chosen is None else chosen)]
    if len(training_origins(panel, last)) < FEWEST:
        return Parameters(
            {name: unfitted(name, len(columns(NAMES.index(name)))) for name in names}, None, "usual rates"
        )
    return Parameters(
        fit(panel, last, kinds=chosen, progress=progress), panel.weeks.day(last), f"the record {record.name!r}"
    )


def fit_record(record: Record, progress: Progress | None = None) -> Parameters:
    """Fit to everything a writable record holds and keep the parameters in its folder; `CallError` where it is not."""
    if not record.writable:
        raise CallError(
            f"the record {record.name!r} is read-only: its parameters come with Westphalia; fit one of your own with "
            "--record FOLDER"
        )
    panel = panel_of(record)
    if not len(panel.weeks.ends):
        raise OutsideCoverage(f"the record {record.name!r} covers no whole week of events; nothing to learn from")
    found = fitted(record, panel, len(panel.weeks.ends) - 1, progress)
    if found.fitted_to is None:
        raise OutsideCoverage(
            f"the record {record.name!r} has fewer than {FEWEST} weeks to learn from; add more days, or use it as it is"
        )
    write_atomically(record.path / KEPT, dumped([found]))
    return found


@cache
def shipped() -> tuple[Parameters, ...]:
    """What comes with the package, the latest first."""
    return loaded((files("westphalia") / "data" / SHIPPED).read_text(encoding="utf-8"))


def dumped(several: Sequence[Parameters]) -> str:
    """As JSON, numbers with five significant digits."""
    rows = [
        {
            "fitted_to": None if one.fitted_to is None else one.fitted_to.isoformat(),
            "source": one.source,
            "fits": {name: _plain(asdict(fit)) for name, fit in one.fits.items()},
        }
        for one in several
    ]
    return json.dumps({"version": VERSION, "parameters": rows}, separators=(",", ":")) + "\n"


def loaded(text: str) -> tuple[Parameters, ...]:
    """From what `dumped` wrote, the latest first. Raises `ValueError` or `KeyError` for anything else."""
    table = json.loads(text)
    if table["version"] != VERSION:
        raise ValueError(f"version {table['version']}, not {VERSION}")
    found = [
        Parameters(
            {name: _fit(row) for name, row in one["fits"].items()}, date.fromisoformat(one["fitted_to"]), one["source"]
        )
        for one in table["parameters"]
    ]
    return tuple(sorted(found, key=lambda one: one.fitted_to or date.min, reverse=True))


def _kept(record: Record) -> tuple[Parameters, ...]:
    path = record.path / KEPT
    if not path.is_file():
        return ()
    try:
        return loaded(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise CorruptRecord(
            f"{path} is no file of parameters ({error}); fit again with `westphalia fit --record {record.path}`"
        ) from error


def _fit(row: Mapping[str, Any]) -> Fit:
    values = dict(row)
    if values["kind"] not in NAMES:
        raise ValueError(f"no kind {values['kind']!r}")
    for name in _VECTORS:
        values[name] = np.array(values[name])
    for name in _CURVES:
        curve = values[name]
        values[name] = Curve(curve["level"], curve["slope"], np.array(curve["now"]), np.array(curve["fade"]))
    return Fit(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_plain(float(item)) for item in value]
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
