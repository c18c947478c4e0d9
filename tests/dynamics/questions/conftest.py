"""Lines of a log as `entry_of` writes them, without a forecast behind them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any


def line(
    actor: str,
    recipient: str,
    first: date,
    last: date,
    *,
    probability: float = 0.5,
    base_rate: float = 0.5,
    what: str = "ASSAULT",
    either: bool = False,
    negated: bool = False,
    origin: date | None = None,
) -> dict[str, Any]:
    start = origin or date.fromordinal(first.toordinal() - 1)
    operational = {
        "actor": actor,
        "recipient": recipient,
        "either": either,
        "what": what,
        "negated": negated,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
    }
    return {
        "format": "westphalia forecast",
        "version": 1,
        "id": hashlib.sha256(json.dumps([operational, start.isoformat()]).encode()).hexdigest()[:16],
        "made_on": "2020-02-01",
        "question": "made up",
        "asked_from": start.isoformat(),
        "operational": operational,
        "origin": start.isoformat(),
        "probability": probability,
        "low": probability,
        "high": probability,
        "base_rate": base_rate,
        "model": {"name": "made up"},
        "record": {"name": "world", "fingerprint": "0"},
    }
