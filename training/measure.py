"""How well a network does on examples it was not fitted to; the measures of the tables in training/README.md."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import torch
from tokenizers import Tokenizer

from training import base
from training.batches import Batch, make, tags, tokens_of
from training.examples import OUTSIDE, Example
from training.meant import whom
from training.network import CAUSE_ROLES, CLASSES, KINDS, MENTION_ROLES, STATUSES, VOICE_ROLES, Network
from training.plv import plv_quad
from westphalia.ontology.actions import ACTIONS
from westphalia.reading.model.coding import YIELD


def measure(
    network: Network, tokenizer: Tokenizer, relations: Sequence[str], sets: dict[str, list[Example]]
) -> dict[str, float]:
    """Figures in percent for each corpus in `sets`: macro F1 is the mean of the F1 of the classes that occur."""
    network.eval()
    found: dict[str, float] = {}
    with torch.no_grad():
        for name, examples in sets.items():
            args = (relations,) if name == "ewt" else ()
            for key, value in _MEASURES[name](network, tokenizer, examples, *args):
                found[f"{name} {key}"] = round(100 * value, 1)
    return found


def vectors_of(
    network: Network, tokenizer: Tokenizer, examples: Sequence[Example]
) -> Iterator[tuple[Batch, torch.Tensor]]:
    """Batches with their token vectors, shortest texts first."""
    ordered = sorted(examples, key=lambda example: len(example.text))
    for first in range(0, len(ordered), 32):
        batch = make(ordered[first : first + 32], tokenizer)
        with base.precision():
            vectors = network.encode(batch.tokens)
        yield batch, vectors.float()


def macro(true: Sequence[str], told: Sequence[str]) -> float:
    """Macro F1 over the classes that occur in either list, as scikit-learn's `classification_report` has it."""
    scores = []
    for label in set(true) | set(told):
        right = sum(a == b == label for a, b in zip(true, told, strict=True))
        scores.append(2 * right / (true.count(label) + told.count(label)))  # type: ignore[attr-defined]
    return float(np.mean(scores))


def f1(right: int, told: int, true: int) -> float:
    """F1 of counts; 0 where nothing was right."""
    return 2 * right / (told + true) if told + true else 0.0


def _plv(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    true, told, quads, sides = [], [], [], []
    for batch, vectors in vectors_of(network, tokenizer, examples):
        if batch.sides is None:
            continue
        logits = network.coded(vectors, batch.tokens.mask, batch.sides)
        for row, pair in zip(logits.softmax(-1), batch.pairs, strict=True):
            shares: dict[str, float] = defaultdict(float)
            classes: dict[int, float] = defaultdict(float)
            for code, share in zip(ACTIONS, row.tolist(), strict=True):
                shares["YIELD" if code in YIELD else code] += share
                classes[plv_quad(code)] += share
            true.append("YIELD" if len(pair.actions) > 1 else pair.actions[0])
            told.append(max(shares, key=shares.__getitem__))
            gold = plv_quad(pair.actions[0])
            quads.append((str(gold), str(max(classes, key=classes.__getitem__))))
            sides.append((str(gold > 2), str(classes[3] + classes[4] > 0.5)))
    yield "n", len(true) / 100
    yield "root", macro(true, told)
    yield "quad", macro(*zip(*quads, strict=True))
    yield "binary", macro(*zip(*sides, strict=True))


def _own(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    yield from _tagged(network, tokenizer, examples, MENTION_ROLES, "acting")
    count: Counter[str] = Counter()
    true, told = [], []
    kinds = []
    for batch, vectors in vectors_of(network, tokenizer, examples):
        whole = network.whole(vectors, batch.tokens.mask)
        for example, row in zip(batch.examples, network.kinds(whole).sigmoid(), strict=True):
            if example.kinds and len(set(example.kinds)) == 1:
                kinds.append(KINDS[int(row.argmax())] == example.kinds[0])
        if batch.sides is None:
            continue
        action, status, _, same = network.act(vectors, batch.tokens.mask, batch.sides)
        for row, states, one, pair in zip(action.softmax(-1), status, same > 0, batch.pairs, strict=True):
            count["one told"] += bool(one)
            count["one true"] += pair.same
            count["one right"] += bool(one) and pair.same
            if pair.same:
                continue
            best = CLASSES[int(row.argmax())]
            count["told"] += best != "none"
            count["true"] += bool(pair.actions)
            count["pair"] += best != "none" and bool(pair.actions)
            count["right"] += best in pair.actions
            if pair.actions and pair.status:
                true.append(pair.status)
                told.append(STATUSES[int(states.argmax())])
    yield "events F1 (pair, action)", f1(count["right"], count["told"], count["true"])
    yield "pairs F1", f1(count["pair"], count["told"], count["true"])
    yield "one actor F1", f1(count["one right"], count["one told"], count["one true"])
    yield "status accuracy", float(np.mean([a == b for a, b in zip(true, told, strict=True)]))
    yield "status macro", macro(true, told)
    yield "kind accuracy", float(np.mean(kinds))


def _articles(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    told, sure = [], []
    count: Counter[tuple[str, str]] = Counter()
    for _, article in groupby(examples, lambda example: example.group):
        batch = make(list(article), tokenizer)
        vectors = network.encode(batch.tokens)
        if batch.sides is None:
            continue
        action = network.act(vectors, batch.tokens.mask, batch.sides)[0]
        for row, pair in zip(action, batch.pairs, strict=True):
            if pair.same:
                continue
            outside = OUTSIDE in (pair.actor, pair.recipient)
            kind = "outside" if outside else "among" if pair.actor == pair.recipient else "pair, action"
            best = CLASSES[int(row.argmax())]
            count[kind, "told"] += best != "none"
            count[kind, "true"] += bool(pair.actions)
            count[kind, "right"] += best in pair.actions
        for one in whom(network, vectors, batch):
            best = int(one.shares.argmax())
            told.append(bool(one.right[best]))
            if best < len(one.right) - 1 and float(one.shares[best]) > math.log(0.5):
                sure.append(bool(one.right[best]))
            count["several", "told"] += bool(one.several > 0)
            count["several", "true"] += one.number > 1
            count["several", "right"] += bool(one.several > 0) and one.number > 1
    for kind in ("pair, action", "outside", "among"):
        yield f"events F1, {kind}", f1(*(count[kind, what] for what in ("right", "told", "true")))
    yield "mentions of several, F1", f1(*(count["several", what] for what in ("right", "told", "true")))
    yield "whom a mention means, accuracy", float(np.mean(told))
    yield "whom, somebody with a share above a half", len(sure) / len(told)
    yield "of these right", float(np.mean(sure))


def _tagged(
    network: Network, tokenizer: Tokenizer, examples: Sequence[Example], roles: Sequence[str], name: str
) -> Iterator[tuple[str, float]]:
    count: Counter[tuple[str, str]] = Counter()
    for batch, vectors in vectors_of(network, tokenizer, examples):
        head = {"attribution": network.voice, "causes": network.cause, "acting": network.mention}[name]
        logits = head(vectors).view(*vectors.shape[:2], len(roles), 3).argmax(-1)
        for number, example in enumerate(batch.examples):
            spans = getattr(example, name)
            if spans is None:
                continue
            truth = tags(batch.encodings[number], spans, roles, vectors.shape[1])
            n = len(batch.encodings[number].ids)
            for k, role in enumerate(roles):
                a, b = truth[:n, k] > 0, logits[number, :n, k] > 0
                count[role, "right"] += int((a & b).sum())
                count[role, "told"] += int(b.sum())
                count[role, "true"] += int(a.sum())
    for role in roles:
        yield f"{role} token F1", f1(*(count[role, what] for what in ("right", "told", "true")))


def _sentence(
    network: Network, tokenizer: Tokenizer, examples: Sequence[Example], name: str
) -> Iterator[tuple[str, float]]:
    pairs = []
    for batch, vectors in vectors_of(network, tokenizer, examples):
        head = network.reports if name == "reports" else network.causal
        rows = head(network.whole(vectors, batch.tokens.mask))[:, 0] > 0
        pairs += [(bool(getattr(e, name)), bool(row)) for e, row in zip(batch.examples, rows, strict=True)]
    right = sum(a and b for a, b in pairs)
    yield f"{name} F1", f1(right, sum(b for _, b in pairs), sum(a for a, _ in pairs))
    yield f"{name} accuracy", float(np.mean([a == b for a, b in pairs]))
    yield f"{name} macro F1", macro([str(a) for a, _ in pairs], [str(b) for _, b in pairs])


def _polnear(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    yield from _sentence(network, tokenizer, examples, "reports")
    yield from _tagged(network, tokenizer, examples, VOICE_ROLES, "attribution")


def _cnc(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    yield from _sentence(network, tokenizer, examples, "causal")
    yield from _tagged(network, tokenizer, [e for e in examples if e.causes], CAUSE_ROLES, "causes")


def _ewt(
    network: Network, tokenizer: Tokenizer, examples: Sequence[Example], relations: Sequence[str]
) -> Iterator[tuple[str, float]]:
    arcs = both = words = 0
    for batch, vectors in vectors_of(network, tokenizer, examples):
        for number, example in enumerate(batch.examples):
            firsts = [0, *(tokens_of(batch.encodings[number], word)[0] for word in example.words or ())]
            scores, child, parent = network.parser(vectors[number, firsts][None])
            head = scores[0, 1:].argmax(-1)
            label = network.parser.labels(child[0, 1:], parent[0, head]).argmax(-1)
            for k, (gold, name) in enumerate(zip(example.heads or (), example.labels or (), strict=True)):
                words += 1
                arcs += int(head[k]) == gold
                both += int(head[k]) == gold and relations[int(label[k])] == name
    yield "UAS", arcs / words
    yield "LAS", both / words


def _ngec(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    right = n = 0
    for batch, vectors in vectors_of(network, tokenizer, examples):
        rows = network.about(network.whole(vectors, batch.tokens.mask)).argmax(-1)
        for example, row in zip(batch.examples, rows, strict=True):
            n += 1
            right += ACTIONS[int(row)] in (example.about or ())
    yield "story accuracy", right / n


_MEASURES = {
    "plv": _plv,
    "own": _own,
    "articles": _articles,
    "polnear": _polnear,
    "cnc": _cnc,
    "ewt": _ewt,
    "ngec": _ngec,
}
