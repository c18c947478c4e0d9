"""The shipped reader against the corpora it was not fitted to, and against the clock.

    python benchmarks/reader.py [--data ../shared/data] [--only accuracy|speed|articles]

- PolNeAR dev and Causal News Corpus dev: files that no training run sees. F1 in percent of the positive class; token F1
  counts word pieces in spans of a role. Peers as published or measured (RESEARCH: cue lists, TF-IDF, CRF, BERT).
- PLV: the test file is kept for an independent measurement; the figure of the recipe on held-out groups of the training
  file, with its standard deviation over seeds, stands in src/westphalia/data/reader.md.
- Articles: the gold set, read by the rules alone and with the model.
- Speed: sentences a second of the whole pipeline on texts with up to eight pairs a sentence, beside the encoder alone
  (the limit: nothing that reads by it can be faster), in one process and, into a record, in one for each core;
  loading time and peak memory in a fresh process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
PEERS = {
    "PolNeAR dev: sentence holds reported content": "cue list 74.0, TF-IDF 85.5",
    "PolNeAR dev: source, token F1": "CRF 67",
    "PolNeAR dev: cue, token F1": "CRF 54",
    "PolNeAR dev: content, token F1": "CRF 80",
    "CNC V2 dev: causal": "cue list 70, TF-IDF 71, BERT 86.3 (test)",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", choices=("accuracy", "speed", "articles"))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(_cold()))
        return
    sys.path.insert(0, str(ROOT))
    if asked.only in (None, "accuracy"):
        for name, (value, low, high), n in _accuracy(asked.data):
            print(f"{name:48}{value:6.1f} [{low:.1f}, {high:.1f}]   n {n:6,}   {PEERS.get(name, '')}", flush=True)
    if asked.only in (None, "speed"):
        _speed()
    if asked.only in (None, "articles"):
        for half in ("open", "blind"):
            for reader in ("rules", "model"):
                print(f"\ngold/{half}, reader {reader}", flush=True)
                command = ["-m", "westphalia", "evaluate", "reader", "--gold", str(ROOT / "gold" / half)]
                subprocess.run([sys.executable, *command, "--reader", reader], check=True, cwd=ROOT)


def _accuracy(data: Path) -> Iterator[tuple[str, tuple[float, float, float], int]]:
    """Each row of the table: F1 with a 95 % interval over documents (of CNC over sentences), and how many it counts."""
    from training import cnc, polnear
    from westphalia.reading.model import heads
    from westphalia.reading.model.encoder import encode

    news = list(polnear.examples(data, "dev"))
    read = encode([example.text for example in news])
    groups = [example.group for example in news]
    held = [([bool(e.reports)], [heads.sentence(one).reports > 0.5]) for e, one in zip(news, read, strict=True)]
    yield "PolNeAR dev: sentence holds reported content", _f1(held, groups), len(news)
    told = [heads.spans(one, "voice") for one in read]
    for role in ("source", "cue", "content"):
        pieces = []
        for example, one, spans in zip(news, read, told, strict=True):
            true = _covered(one, [(a, b) for r, a, b in example.attribution or () if r == role])
            pieces.append((true, _covered(one, [(a, b) for r, a, b, _ in spans if r == role])))
        yield f"PolNeAR dev: {role}, token F1", _f1(pieces, groups), sum(len(true) for true, _ in pieces)
    causal = list(cnc.examples(data, "dev"))
    read = encode([example.text for example in causal])
    stated = [([bool(e.causal)], [heads.sentence(one).causal > 0.5]) for e, one in zip(causal, read, strict=True)]
    yield "CNC V2 dev: causal", _f1(stated, [example.group for example in causal]), len(causal)


def _covered(sentence, spans) -> list[bool]:  # type: ignore[no-untyped-def]
    real = [(a, b) for a, b in sentence.offsets if b > a]
    return [any(a < end and b > start for start, end in spans) for a, b in real]


def _f1(pairs: list[tuple[list[bool], list[bool]]], groups: list[str]) -> tuple[float, float, float]:
    """F1 of what is true and told, in percent, with its 95 % interval from 1,000 resamples of groups (seed 0)."""
    counts: dict[str, list[int]] = {}
    for (true, told), group in zip(pairs, groups, strict=True):
        row = counts.setdefault(group, [0, 0])
        row[0] += 2 * sum(a and b for a, b in zip(true, told, strict=True))
        row[1] += sum(true) + sum(told)
    table = np.array(list(counts.values()))
    draws = table[np.random.default_rng(0).integers(0, len(table), (1000, len(table)))].sum(axis=1)
    low, high = np.quantile(100 * draws[:, 0] / draws[:, 1].clip(1), [0.025, 0.975])
    right, whole = table.sum(axis=0)
    return float(100 * right / max(whole, 1)), float(low), float(high)


def _speed() -> None:
    from westphalia.many import read_many
    from westphalia.reading import read_text
    from westphalia.reading.model.encoder import encode_text

    # first, since a process counts what its parent held at its start as its own peak
    cold = json.loads(subprocess.run([sys.executable, __file__, "--child"], check=True, capture_output=True).stdout)
    texts = _texts()
    read_text(texts[0])
    began = time.perf_counter()
    documents = [read_text(text) for text in texts]
    counts = [sum(len(getattr(one, name)) for one in documents) for name in ("sentences", "events", "claims")]
    whole = counts[0] / (time.perf_counter() - began)
    sentences = [[text[s.start : s.end] for s in one.sentences] for text, one in zip(texts, documents, strict=True)]
    began = time.perf_counter()
    for article in sentences:
        encode_text(article)
    limit = counts[0] / (time.perf_counter() - began)
    print(
        f"\nwhole pipeline {whole:.0f} sentences/s, encoder alone {limit:.0f}: {100 * whole / limit:.0f} % of the limit"
    )
    print(f"  {counts[0]} sentences, {counts[1]} events, {counts[2]} claims, article by article")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):  # a line of its own, since a text that is there is not kept twice
            (Path(folder) / f"{number}.txt").write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
        many = read_many(folder, Path(folder) / "record")
    each = (counts[0] + many.texts) / many.seconds
    print(f"  {many.jobs} processes, starting and writing the record included: {each:.0f} sentences/s")
    print(f"fresh process: imports and model {cold['load']:.2f} s, peak memory {cold['memory']:.0f} MB")


def _cold() -> dict[str, float]:
    began = time.perf_counter()
    from westphalia.reading import read_text

    read_text("Chile expelled two Bolivian diplomats.")
    load = time.perf_counter() - began
    for text in _texts():
        read_text(text)
    return {"load": load, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _texts() -> list[str]:
    """The open half of the gold set eight times over: about 3,500 sentences of every genre."""
    return 8 * [path.read_text(encoding="utf-8") for path in sorted((ROOT / "gold" / "open").glob("*.txt"))]


if __name__ == "__main__":
    main()
