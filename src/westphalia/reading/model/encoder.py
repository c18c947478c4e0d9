"""The trained encoder: sentences in, one vector a token out.

MiniLM (6 layers, width 384), trained by `training/` and shipped in 8 bits a number (see data/reader.md). It runs on
ONNX Runtime on the CPU; nothing is downloaded and nothing else is asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(str(files("westphalia"))) / "data" / "reader"  # where the model lies
Vectors = NDArray[np.float32]
Offsets = tuple[int, int]  # code points into a sentence, end exclusive
_TOGETHER = 192  # tokens of several short rows that go through the encoder at once: of more, most would be padding
WINDOW, BEFORE = 256, 64  # tokens of a text that are read together, and of them those read before for what follows


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as the encoder gives it: `vectors` (tokens, 384), `offsets` (tokens, 2) of each token's characters.

    The first and the last token are the model's own marks, with offsets 0, 0. `cut` says that the sentence was longer
    than the model reads, and that its end is missing.
    """

    vectors: Vectors
    offsets: NDArray[np.int64]
    cut: bool

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, end) that overlap the characters start to end; (0, 0) where there are none."""
        a, b = self.offsets[:, 0], self.offsets[:, 1]
        inside = np.flatnonzero((a < end) & (b > start) & (b > a))
        return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)


def encode(sentences: Sequence[str], marks: Sequence[Sequence[Offsets]] = ()) -> list[Encoded]:
    """One `Encoded` for each sentence, in order; none knows of the others.

    For heads that are asked about one pair, `marks[i]` are its spans in sentence i, marked for the encoder. Sentences
    of about one length go through the encoder together.
    """
    return _encoded(sentences, marks)


def encode_text(sentences: Sequence[str]) -> list[Encoded]:
    """One `Encoded` for each sentence of a text, in order, each read with those around it (see `windows`)."""
    return _encoded(sentences, together=True)


def windows(lengths: Sequence[int], most: int = WINDOW) -> list[tuple[int, int, int]]:
    """How sentences of so many tokens are read together: (first, begin, end) for each window.

    The sentences begin to end are read in it; those from first to begin, of `BEFORE` tokens at most, have been read in
    the window before and stand here again, since what follows may speak of them.

    >>> windows([30, 40, 50, 60, 30], most=130)
    [(0, 0, 3), (2, 3, 4), (3, 4, 5)]
    """
    found: list[tuple[int, int, int]] = []
    begin = 0
    while begin < len(lengths):
        first, end = begin, begin + 1
        while first and sum(lengths[first - 1 : begin]) <= BEFORE and sum(lengths[first - 1 : end]) <= most:
            first -= 1
        while end < len(lengths) and sum(lengths[first : end + 1]) <= most:
            end += 1
        found.append((first, begin, end))
        begin = end
    return found


def _encoded(
    sentences: Sequence[str], marks: Sequence[Sequence[Offsets]] = (), *, together: bool = False
) -> list[Encoded]:
    """The sentences, each in a row of its own, or `together` in rows as `windows` has them."""
    model = _model()
    encodings = model.tokenizer.encode_batch(list(sentences))
    lengths = [len(encoding.ids) for encoding in encodings]
    offsets = [np.array(encoding.offsets, np.int64).reshape(-1, 2) for encoding in encodings]
    rows = windows(lengths) if together else [(i, i, i + 1) for i in range(len(sentences))]
    found: list[Encoded | None] = [None] * len(sentences)
    for group in _groups([sum(lengths[first:end]) for first, _, end in rows]):
        longest = max(sum(lengths[rows[k][0] : rows[k][2]]) for k in group)
        ids = np.zeros((len(group), longest), np.int64)
        types, mask = np.zeros_like(ids), np.zeros((len(group), longest), np.float32)
        for row, k in enumerate(group):
            first, _, end = rows[k]
            n = sum(lengths[first:end])
            ids[row, :n] = [number for encoding in encodings[first:end] for number in encoding.ids]
            mask[row, :n] = 1
            for a, b in marks[first] if marks else ():
                at = offsets[first]
                types[row, :n] |= (at[:, 0] < b) & (at[:, 1] > a) & (at[:, 1] > at[:, 0])
        words = model.words[ids].astype(np.float32) * model.scales[ids][..., None]
        vectors = model.session.run(None, {"words": words, "types": types, "mask": mask})[0]
        for row, k in enumerate(group):
            first, begin, end = rows[k]
            start = sum(lengths[first:begin])
            for i in range(begin, end):
                part = vectors[row, start : start + lengths[i]]
                found[i] = Encoded(part, offsets[i], bool(encodings[i].overflowing))
                start += lengths[i]
    return [one for one in found if one is not None]


def weights() -> dict[str, Vectors]:
    """The weights of the heads by name, as 32-bit numbers."""
    return _model().heads


def labels(name: str) -> tuple[str, ...]:
    """What the outputs of a head stand for: actions, statuses, modes, kinds, topics, mention, voice, cause."""
    return tuple(_model().labels[name])


@dataclass(frozen=True)
class _Model:
    tokenizer: Tokenizer
    words: NDArray[np.int8]
    scales: Vectors
    session: InferenceSession
    heads: dict[str, Vectors]
    labels: dict[str, Any]


@cache
def _model() -> _Model:
    import onnxruntime
    from tokenizers import Tokenizer

    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(labels["longest"])
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # As for numpy; who reads in several processes gives each of them one thread.
    options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 0)
    # Threads that wait busily would take the cores from numpy, which works in turn with the encoder.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(FOLDER / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(FOLDER / "heads.npz") as stored:
        heads = {name: stored[name].astype(np.float32) for name in stored.files}
    words = np.load(FOLDER / "words.npy", mmap_mode="r")
    return _Model(tokenizer, words, np.load(FOLDER / "scales.npy"), session, heads, labels)


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of about one length, few enough to go through the encoder at once."""
    group: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) + 1) * lengths[i] > _TOGETHER:
            yield group
            group = []
        group.append(i)
    if group:
        yield group
