"""The briefing's JSON: plain data with missing numbers as null, the same text for the same briefing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any


def json_text(data: Mapping[str, Any]) -> str:
    """`data` as indented JSON with a line end; nan and infinity become null, days ISO 8601."""
    return json.dumps(plain_data(data), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def plain_data(value: Any) -> Any:
    """`value` as what JSON knows: dicts, lists, text, finite numbers, booleans and None."""
    if value is None or isinstance(value, (str, bool, int)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain_data(item) for item in value)
    if hasattr(value, "item"):  # numpy
        return plain_data(value.item())
    raise TypeError(f"{type(value).__name__} is not JSON data")
