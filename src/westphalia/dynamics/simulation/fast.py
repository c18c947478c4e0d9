"""Fast single-precision logarithm and exponential, and random numbers that are a function of where they are used.

The two functions are polynomials on the bits of a number (relative errors below 1e-5), so that the compiler works on
sixteen numbers at a time. `draw` mixes a key, a week and a cell into 32 random bits: two worlds that ask for the same
run, week and cell get the same bits, whatever else happened in them. Source of the mixing: the finalizer of MurmurHash3
(Appleby 2008); common random numbers: Glasserman & Yao (1992, Management Science 38).
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic


@intrinsic
def _bitcast_int(_context: Any, x: Any) -> Any:  # noqa: ARG001
    """The bits of a float32 as int32."""

    def code(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(32))

    return types.int32(types.float32), code


@intrinsic
def _bitcast_float(_context: Any, x: Any) -> Any:  # noqa: ARG001
    """The float32 whose bits an int32 is."""

    def code(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.FloatType())

    return types.float32(types.int32), code


_bits: Any = _bitcast_int  # numba passes the context, of which a type checker does not know
_float: Any = _bitcast_float


@nb.njit(inline="always")
def log(x: Any) -> Any:
    """Natural logarithm of a positive float32."""
    bits = _bits(np.float32(x))
    exponent = np.float32((bits >> np.int32(23)) - np.int32(127))
    m = _float(np.int32((bits & np.int32(0x7FFFFF)) | np.int32(0x3F800000))) - np.float32(1.0)
    p = np.float32(-0.0064535442)
    p = p * m + np.float32(0.0360884937)
    p = p * m + np.float32(-0.0953293897)
    p = p * m + np.float32(0.1676540711)
    p = p * m + np.float32(-0.2407338084)
    p = p * m + np.float32(0.3317990258)
    p = p * m + np.float32(-0.4998741238)
    p = p * m + np.float32(0.9999964239)
    return p * m + exponent * np.float32(0.69314718)


@nb.njit(inline="always")
def exp(x: Any) -> Any:
    """Exponential of a float32 between -80 and 80."""
    y = np.float32(x) * np.float32(1.44269504)
    whole = np.floor(y)
    f = y - whole
    p = np.float32(0.0018775767)
    p = p * f + np.float32(0.0089893397)
    p = p * f + np.float32(0.0558263180)
    p = p * f + np.float32(0.2401536940)
    p = p * f + np.float32(0.6931530700)
    p = p * f + np.float32(0.9999999400)
    return p * _float(np.int32((np.int32(whole) + np.int32(127)) << np.int32(23)))


@nb.njit(inline="always")
def mix(x: Any) -> Any:
    """32 bits well mixed: a bijection of the numbers below 2^32."""
    x = np.uint32(x)
    x ^= x >> np.uint32(16)
    x = np.uint32(x * np.uint32(0x85EBCA6B))
    x ^= x >> np.uint32(13)
    x = np.uint32(x * np.uint32(0xC2B2AE35))
    x ^= x >> np.uint32(16)
    return x


@nb.njit(inline="always")
def draw(key: Any, number: Any) -> Any:
    """32 random bits for `number` (a cell) under `key` (mixed from seed, run and week)."""
    return mix(np.uint32(np.uint32(number) * np.uint32(0x9E3779B1)) ^ np.uint32(key))


@nb.njit(cache=True)
def check(values: Any) -> Any:
    """log and exp of an array, for tests."""
    out = np.empty((2, len(values)), dtype=np.float32)
    for i in range(len(values)):
        out[0, i] = log(values[i])
        out[1, i] = exp(values[i])
    return out
