"""Inputs rounded to 8 bits with a scale for each word, so that a sentence's vectors are its own.

ONNX Runtime's dynamic quantisation gives all that goes through the encoder at once one scale: what is read beside a
sentence changes its vectors more than rounding itself does. Here each word has the scale of its own largest number.
What leaves a GELU is never below -0.17 (its minimum, at -0.75), so there most of the 256 steps are for what is above
zero.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnx import NodeProto

ZERO, ZERO_OF_GELU = 128, 32  # which of the steps 0 … 255 stands for zero
GELU = 0.17


def by_word(path: Path) -> None:
    """Round by word in the dynamically quantised model at `path`, in place."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(path))
    nodes = list(model.graph.node)
    made = {name: node for node in nodes for name in node.output}
    scaled = {}  # by the product of 8-bit numbers: what it is in the end
    gone: set[str] = set()
    for node in nodes:
        if node.op_type == "MatMulInteger":
            (cast,) = (other for other in nodes if node.output[0] in other.input)
            (times,) = (other for other in nodes if cast.output[0] in other.input)
            scaled[node.output[0]] = times.output[0]
            gone |= {*times.input, *times.output}
    found: list[NodeProto] = []
    for node in nodes:
        if node.op_type == "DynamicQuantizeLinear":
            found += _rounded(node, "_gelu" if made[node.input[0]].op_type == "Mul" else "")
        elif node.op_type == "MatMulInteger":
            found += _multiplied(node, scaled[node.output[0]])
        elif node.output[0] not in gone:
            found.append(node)
    numbers = {
        "one": np.float32(1),
        "steps": np.float32(1 / (ZERO - 1)),
        "least": np.float32(1e-8),
        "steps_gelu": np.float32(1 / (255 - ZERO_OF_GELU)),
        "least_gelu": np.float32(GELU / ZERO_OF_GELU),
        "zero": np.uint8(ZERO),
        "zero_gelu": np.uint8(ZERO_OF_GELU),
    }
    del model.graph.node[:]
    model.graph.node.extend(found)
    model.graph.initializer.extend(numpy_helper.from_array(np.array(value), name) for name, value in numbers.items())
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))


def _rounded(node: NodeProto, after: str) -> list[NodeProto]:
    """In place of a node that rounds with one scale: its outputs are the rounded input, a scale by word, and zero."""
    from onnx import helper

    (value,), (rounded, scale, zero) = node.input, node.output
    size = value if after else f"{value}_size"
    return [
        *([] if after else [helper.make_node("Abs", [value], [size])]),
        helper.make_node("ReduceMax", [size], [f"{value}_most"], axes=[-1]),
        helper.make_node("Mul", [f"{value}_most", f"steps{after}"], [f"{value}_step"]),
        helper.make_node("Max", [f"{value}_step", f"least{after}"], [scale]),
        helper.make_node("Div", [value, scale], [f"{value}_steps"]),
        helper.make_node("Identity", [f"zero{after}"], [zero]),
        helper.make_node("QuantizeLinear", [f"{value}_steps", "one", zero], [rounded]),
    ]


def _multiplied(node: NodeProto, out: str) -> list[NodeProto]:
    """In place of a product of 8-bit numbers and what scales it."""
    from onnx import helper

    rounded, weight, zero, zero_of_weight = node.input
    scale = zero.removesuffix("_zero_point") + "_scale"
    of_weight = weight.removesuffix("_quantized") + "_scale"
    # An operator of ONNX Runtime. The standard ones would be fused to it on loading, with one scale for all words.
    return [
        helper.make_node(
            "MatMulIntegerToFloat",
            [rounded, weight, "one", of_weight, zero, zero_of_weight],
            [f"{out}_steps"],
            domain="com.microsoft",
        ),
        helper.make_node("Mul", [f"{out}_steps", scale], [out]),
    ]
