"""The shipped reader against the corpora it was not fitted to, and against the clock.

    python benchmarks/reader.py [--data ../shared/data] [--only accuracy|speed|articles]

- PolNeAR dev and Causal News Corpus dev: files that no training run sees. F1 in percent of the positive class; token F1
  counts word pieces in spans of a role. Peers as published or measured (RESEARCH: cue lists, TF-IDF, CRF, BERT).
- PLV: the test file is kept for an independent measurement; the figure of the recipe on held-out groups of the training
  file, with its standard deviation over seeds, stands in src/westphalia/data/reader.md.
- Articles: the gold set, read by the rules alone and with the model.
- Speed: sentences a second of the whole pipeline on texts with up to eight pairs a sentence, beside the encoder alone
  (the limit: nothing that reads by it can be faster); loading time and peak memory in a fresh process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

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
        for name, value, n in _accuracy(asked.data):
            print(f"{name:48}{value:8.1f}   n {n:6,}   {PEERS.get(name, '')}", flush=True)
    if asked.only in (None, "speed"):
        _speed()
    if asked.only in (None, "articles"):
        for half in ("open", "blind"):
            for reader in ("rules", "model"):
                print(f"\ngold/{half}, reader {reader}", flush=True)
                command = ["-m", "westphalia", "evaluate", "reader", "--gold", str(ROOT / "gold" / half)]
                subprocess.run([sys.executable, *command, "--reader", reader], check=True, cwd=ROOT)


def _accuracy(data: Path) -> list[tuple[str, float, int]]:
    from training import cnc, polnear
    from westphalia.reading.model import heads
    from westphalia.reading.model.encoder import encode

    rows: list[tuple[str, float, int]] = []
    news = list(polnear.examples(data, "dev"))
    read = encode([example.text for example in news])
    held = [heads.sentence(one).reports > 0.5 for one in read]
    gold = [bool(example.reports) for example in news]
    rows.append(("PolNeAR dev: sentence holds reported content", _f1(gold, held), len(news)))
    told = [heads.spans(one, "voice") for one in read]
    for role in ("source", "cue", "content"):
        true, found = [], []
        for example, one, spans in zip(news, read, told, strict=True):
            true += _covered(one, [(a, b) for r, a, b in example.attribution or () if r == role])
            found += _covered(one, [(a, b) for r, a, b, _ in spans if r == role])
        rows.append((f"PolNeAR dev: {role}, token F1", _f1(true, found), len(true)))
    causal = list(cnc.examples(data, "dev"))
    read = encode([example.text for example in causal])
    told_causal = [heads.sentence(one).causal > 0.5 for one in read]
    rows.append(("CNC V2 dev: causal", _f1([bool(e.causal) for e in causal], told_causal), len(causal)))
    return rows


def _covered(sentence, spans) -> list[bool]:  # type: ignore[no-untyped-def]
    real = [(a, b) for a, b in sentence.offsets if b > a]
    return [any(a < end and b > start for start, end in spans) for a, b in real]


def _f1(true: list[bool], told: list[bool]) -> float:
    right = sum(a and b for a, b in zip(true, told, strict=True))
    return 200 * right / max(1, sum(true) + sum(told))


def _speed() -> None:
    from westphalia.reading import read_text
    from westphalia.reading.model.encoder import encode_text

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
    cold = json.loads(subprocess.run([sys.executable, __file__, "--child"], check=True, capture_output=True).stdout)
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
