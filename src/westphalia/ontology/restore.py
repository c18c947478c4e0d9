"""Back from JSON data to the types it was made of: the other half of `to_dict`."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from westphalia.errors import DataError

T = TypeVar("T")


def restore(kind: type[T], plain: Mapping[str, Any]) -> T:
    """The dataclass `kind` whose `to_dict` gave `plain`; keys that it does not have are left out.

    Raises `DataError` where the data is of another shape.

    >>> from westphalia.ontology.types import Span
    >>> restore(Span, {"start": 2, "end": 5})
    Span(start=2, end=5)
    """
    try:
        return cast(T, _made(kind, plain))
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(f"this is no {kind.__name__} as JSON data: {error}") from None


def _made(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        return _made(next(one for one in get_args(hint) if one is not types.NoneType), value)
    if get_origin(hint) is tuple:
        return tuple(_made(get_args(hint)[0], item) for item in value)
    if dataclasses.is_dataclass(hint):
        hints = _hints(cast(type, hint))
        return cast(type, hint)(**{name: _made(hints[name], value[name]) for name in hints if name in value})
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint):
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
