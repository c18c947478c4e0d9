"""Functions compiled once to machine code and kept on disk for the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """`function` compiled by numba at its first call, kept in the cache beside its source."""
    made: Any = numba.njit(cache=True, error_model="numpy")(function)
    return cast(Function, made)
