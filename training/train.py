"""Training: `python -m training.train --help`.

Three stages. The first teaches the encoder the large corpora (attributions, syntax, causes, stories); the second the
pairs, with a share of the first so that nothing is forgotten, and what the teacher says of pairs («told», see
`teacher`); the third the head of coded pairs alone. A corpus gives a number of passes over it (fractions are drawn at
random).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import articles, base, cnc, ewt, measure, ngec, own, plv, polnear
from training.batches import make
from training.examples import OUTSIDE, Example, Offsets, Pair, held
from training.losses import loss
from training.network import Network
from training.swapped import SHARE, swapped
from westphalia.reading.model.encoder import WINDOW

DATA = Path(__file__).parents[2] / "shared" / "data"
STAGES = {
    "first": {"polnear": 1.3, "ewt": 0.4, "cnc": 2.0, "ngec": 0.7},
    "full": {"plv": 13.0, "own": 1.5, "articles": 4.0, "told": 1.0, "cnc": 3.5, "polnear": 0.6, "ngec": 0.1},
    "clean-first": {"ewt": 0.4, "cnc": 2.0},
    "clean": {"own": 1.5, "articles": 4.0, "cnc": 3.5},
    "coding": {"plv": 8.0, "told": 1.0},
    **{
        name: {name: 8.0 if name in ("plv", "own") else 2.0} for name in ("plv", "own", "ngec", "cnc", "polnear", "ewt")
    },
}
ONLY = {"coding": ("coding.", "code.")}  # stages that leave all else as it is
RATE = 1.2e-4  # of learning, for the encoder; eight times as much for the heads
WINDOWS = (WINDOW, WINDOW, WINDOW // 2)  # a batch's articles are read in windows of one of these lengths
Key = tuple[str, Offsets, Offsets]  # text, actor, recipient


def corpora(names: Iterable[str], data: Path) -> dict[str, list[Example]]:
    """The training examples of each named corpus."""
    readers = {
        "plv": plv.examples,
        "ngec": ngec.examples,
        "cnc": cnc.examples,
        "polnear": polnear.examples,
        "ewt": ewt.examples,
    }
    written = {"own": own.examples, "articles": articles.examples}
    return {name: list(written[name]() if name in written else readers[name](data)) for name in names}


def told(path: Path) -> tuple[dict[Key, tuple[float, ...]], list[Example]]:
    """What the teacher says: of pairs of the project's sentences, and of pairs of sentences without labels."""
    known: dict[Key, tuple[float, ...]] = {}
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides, shares = (tuple(row["actor"]), tuple(row["recipient"])), tuple(row["shares"])
        if row["corpus"] == "own":
            known[row["text"], *sides] = shares
        else:
            pair = Pair(0, 1, (), related=True, shares=shares)
            examples.append(Example(row["text"], "told", sides, (pair,), group=row["text"]))
    return known, examples


def taught(example: Example, known: dict[Key, tuple[float, ...]]) -> Example:
    """The example with the teacher's shares in those pairs with an action that it knows."""
    pairs = tuple(
        replace(pair, shares=known.get((example.text, example.mentions[pair.actor], example.mentions[pair.recipient])))
        if pair.actions and OUTSIDE not in (pair.actor, pair.recipient)
        else pair
        for pair in example.pairs
    )
    return replace(example, pairs=pairs)


def relations(data: Path) -> list[str]:
    """The parser's labels, in order."""
    return sorted({label for example in ewt.examples(data) for label in example.labels or ()})


def train(
    stage: str,
    *,
    seed: int,
    start: Path | None,
    out: Path,
    data: Path = DATA,
    passes: dict[str, float] | None = None,
    rate: float = RATE,
    size: int = 24,
    cut: int | None = None,
    teacher: Path | None = None,
) -> dict[str, float]:
    """Train one stage and write weights to `out`; returns the measures on the groups that it is not shown."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # sharp attention has shares near 1e-39, which the CPU multiplies very slowly
    tokenizer, names = base.tokenizer(), relations(data)
    network = Network(base.encoder(), len(names))
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    for name, part in network.named_parameters():
        part.requires_grad_(part.requires_grad and name.startswith(ONLY.get(stage, "")))
    plan = dict(passes or STAGES[stage])
    known, unlabelled = told(teacher) if teacher else ({}, [])
    sets = corpora([name for name in plan if name != "told"], data)
    for name in {"own", "articles"} & set(sets):
        sets[name] = [taught(example, known) for example in sets[name]]
    fit = {name: [e for e in examples if not held(name, e.group)] for name, examples in sets.items()}
    if "told" in plan:
        fit["told"] = unlabelled
    batches = _plan(fit, plan, size)[:cut]
    learning = [(name, part) for name, part in network.named_parameters() if part.requires_grad]
    heads = [part for name, part in learning if not name.startswith(("embeddings", "encoder"))]
    body = [part for name, part in learning if name.startswith(("embeddings", "encoder"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01, fused=True
    )
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (0.06 * steps)) * max(0.02, 1 - k / steps)
    )
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(0.995))
    began, sums = time.time(), {}
    for number, examples in enumerate(batches):
        network.train()
        batch = make([_thinned(_other(example)) for example in examples], tokenizer, random.choice(WINDOWS))
        cost = loss(network, batch, names)
        if not torch.isfinite(cost):
            raise SystemExit(f"the loss of batch {number} ({examples[0].corpus}) is {cost.item()}")
        optimizer.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.update_parameters(network)
        sums.setdefault(examples[0].corpus, []).append(cost.item())
        if (number + 1) % 200 == 0 or number + 1 == steps:
            line = " ".join(f"{name} {np.mean(values[-50:]):.3f}" for name, values in sorted(sums.items()))
            print(f"{number + 1}/{steps} {time.time() - began:.0f} s {line}", flush=True)
            torch.save(average.module.state_dict(), out)
    torch.save(average.module.state_dict(), out)
    found = measure.measure(
        average.module, tokenizer, names, {k: [e for e in v if held(k, e.group)] for k, v in sets.items()}
    )
    print(json.dumps(found, indent=1), flush=True)
    return found


def _other(example: Example) -> Example:
    """A sentence of the project's own, as often as not with other states in it (see `swapped`)."""
    if example.corpus != "own" or random.random() >= SHARE:
        return example
    return swapped(example, random.Random(random.random()))


def _thinned(example: Example) -> Example:
    """The example with a third of its unrelated pairs, which are most of them: each counts for three (see `losses`)."""
    kept = tuple(pair for pair in example.pairs if pair.actions or pair.related or pair.same or random.random() < 1 / 3)
    return replace(example, pairs=kept)


def _plan(fit: dict[str, list[Example]], plan: dict[str, float], size: int) -> list[Sequence[Example]]:
    batches: list[Sequence[Example]] = []
    plan = dict(plan)
    if "articles" in fit:
        batches = list(_whole(fit["articles"], plan.pop("articles"), size))
    for name, passes in plan.items():
        examples = fit[name]
        drawn: list[Example] = []
        while passes > 0:
            drawn += random.sample(examples, round(len(examples) * min(1.0, passes)))
            passes -= 1
        # Neighbours in length make a batch, so that little is padding; the order of batches is drawn.
        for first in range(0, len(drawn), size * 20):
            block = sorted(drawn[first : first + size * 20], key=lambda e: len(e.text))
            batches += [block[k : k + size] for k in range(0, len(block), size)]
    random.shuffle(batches)
    return batches


def _whole(examples: Sequence[Example], passes: float, size: int) -> Iterator[Sequence[Example]]:
    """Batches of whole articles, of about `size` sentences."""
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(example.group, []).append(example)
    while passes > 0:
        batch: list[Example] = []
        for group in random.sample(sorted(groups), round(len(groups) * min(1.0, passes))):
            batch += groups[group]
            if len(batch) >= size * 3 / 4:
                yield batch
                batch = []
        if batch:
            yield batch
        passes -= 1


def main() -> None:
    """The command line of training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="weights of an earlier stage")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--cut", type=int, help="stop after this many batches (to try things)")
    parser.add_argument("--passes", type=json.loads, help="passes over each corpus, as JSON, instead of the stage's")
    parser.add_argument("--teacher", type=Path, help="what the teacher says of pairs, teacher.jsonl")
    a = parser.parse_args()
    train(
        a.stage,
        seed=a.seed,
        start=a.start,
        out=a.out,
        data=a.data,
        passes=a.passes,
        rate=a.rate,
        cut=a.cut,
        teacher=a.teacher,
    )


if __name__ == "__main__":
    main()
