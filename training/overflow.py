"""Weights of 8 bits that give the same vectors on every processor.

Processors without VNNI (before 2019, and AMD's before 2022) add the products of two neighbouring inputs, 0 to 255 times
a weight each, in 16 bits, and cut off what does not fit. So in no column of a matrix may two neighbours of one sign
have a sum above 128 (255 * 128 < 2^15): columns that do get a larger scale and smaller weights.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

FIT = 128  # the largest sum of two neighbouring weights


def without_overflow(path: Path) -> None:
    """Make the weights of the quantised model at `path` fit, in place; one that fits stays as it is."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    stored = {one.name: one for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weight, scale = stored[node.input[1]], stored[node.input[1].replace("_quantized", "_scale")]
        numbers, factor = fitting(numpy_helper.to_array(weight))
        weight.CopyFrom(numpy_helper.from_array(numbers, weight.name))
        scale.CopyFrom(numpy_helper.from_array((numpy_helper.to_array(scale) / factor).astype(np.float32), scale.name))
    onnx.save(model, str(path))


def fitting(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (inputs, columns) of 8 bits that fit, and by what each column was multiplied (columns,).

    >>> [column.tolist() for column in fitting(np.array([[100, 100], [60, -60]], np.int8))]
    [[[80, 100], [48, -60]], [0.796875, 1.0]]
    """
    factor = np.ones(weights.shape[1])
    while True:
        smaller = np.round(weights * factor).astype(np.int8)
        most = largest(smaller)
        if (most <= FIT).all():
            return smaller, factor
        factor *= (FIT - 0.5) / np.where(most > FIT, most, FIT - 0.5)


def largest(weights: np.ndarray) -> np.ndarray:
    """Of each column, the largest sum of two neighbours of one sign, without the sign: (columns,)."""
    pairs = weights.astype(int).reshape(-1, 2, weights.shape[1])
    return np.maximum(pairs.clip(0).sum(1), -pairs.clip(None, 0).sum(1)).max(0)  # type: ignore[no-any-return]
