"""Trained weights to what the package ships: `python -m training.export WEIGHTS --out src/westphalia/data/reader`.

- `words.npy`, `scales.npy`: the word vectors, a byte a number, each row with its own scale;
- `encoder.onnx`: the rest of the encoder, its matrices in 8 bits a number (ONNX Runtime's dynamic quantisation) that
  overflow on no processor (see `overflow`), what goes into them rounded by word (see `by_word`);
- `heads.npz`: the heads' weights in 16 bits, by the names of `training.network`;
- `tokenizer.json`: the base model's vocabulary; `labels.json`: the lists that the heads' outputs stand for.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import base, network
from training.batches import LONGEST
from training.by_word import by_word
from training.overflow import without_overflow
from training.train import DATA, relations


class _Encoder(nn.Module):
    def __init__(self, whole: network.Network) -> None:
        super().__init__()
        self.embeddings, self.encoder = whole.embeddings, whole.encoder

    def forward(self, words: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        e = self.embeddings
        places = torch.arange(words.shape[1])[None]
        vectors = e.LayerNorm(words + e.token_type_embeddings(types) + e.position_embeddings(places))
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.encoder.layer:
            out = layer(vectors, bias)
            vectors = out[0] if isinstance(out, tuple) else out
        return vectors


def export(weights: Path, out: Path, names: list[str], temperature: float = 1.0) -> None:
    """Write the files of a trained network to the folder `out`."""
    whole = network.Network(base.encoder(), len(names))
    load(whole, weights)
    whole.eval()
    out.mkdir(parents=True, exist_ok=True)
    table = whole.embeddings.word_embeddings.weight.detach().numpy()
    scales = np.abs(table).max(1, keepdims=True) / 127
    np.save(out / "words.npy", np.round(table / np.maximum(scales, 1e-9)).astype(np.int8))
    np.save(out / "scales.npy", scales[:, 0].astype(np.float32))
    example = (torch.zeros(2, 7, network.WIDTH), torch.zeros(2, 7, dtype=torch.long), torch.ones(2, 7))
    free = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = str(Path(folder) / "exact.onnx")
        torch.onnx.export(
            _Encoder(whole),
            example,
            exact,
            input_names=["words", "types", "mask"],
            output_names=["vectors"],
            dynamic_axes={"words": free, "types": free, "mask": free, "vectors": free},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            str(out / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
        without_overflow(out / "encoder.onnx")
        by_word(out / "encoder.onnx")
    heads = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in whole.state_dict().items()
        if not name.startswith(("embeddings.", "encoder.", "parser.", "about."))
    }
    heads["temperature"] = np.array(temperature, np.float32)
    np.savez(out / "heads.npz", **heads)  # type: ignore[arg-type]
    shutil.copy(base.folder() / "tokenizer.json", out / "tokenizer.json")
    labels = {
        "actions": network.CLASSES,
        "statuses": network.STATUSES,
        "modes": network.MODES,
        "kinds": network.KINDS,
        "topics": network.TOPICS,
        "mention": network.MENTION_ROLES,
        "voice": network.VOICE_ROLES,
        "cause": network.CAUSE_ROLES,
        "longest": LONGEST,
    }
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def load(whole: network.Network, weights: Path) -> None:
    """Put trained weights into a network."""
    whole.load_state_dict(torch.load(weights, weights_only=True))


def main() -> None:
    """The command line of the export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--temperature", type=float, default=1.0)
    a = parser.parse_args()
    export(a.weights, a.out, relations(DATA), a.temperature)
    size = sum(path.stat().st_size for path in a.out.iterdir())
    print(f"{a.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
