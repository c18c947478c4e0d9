"""What each head is to get right, summed over the labels that the examples of a batch have."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training import base
from training.batches import Batch, tags, tokens_of
from training.examples import OUTSIDE
from training.meant import whom
from training.network import CAUSE_ROLES, KINDS, MENTION_ROLES, MODES, STATUSES, TOPICS, VOICE_ROLES, Network
from training.plv import plv_quad
from westphalia.ontology.actions import ACTIONS, quad_of

SMOOTH = 0.05
PAIRS = 2.0  # weight of what passes between two actors among all that is learned
QUAD = 0.3  # weight of the quad that a right action belongs to, its actions' probabilities summed
TAUGHT = 0.7  # weight of what the teacher says of a pair
CODED = 1.0  # weight of the head of related pairs beside that of prose
MEANT = 1.0  # weight of whom a mention means that names nobody
SAME = 0.5  # weight of whether two mentions are of one actor
UNRELATED = 1.5  # weight of a pair with nothing between the two, of which training sees a third
QUADS, PLV_QUADS = (
    torch.tensor([[float(of(code) == number) for number in (1, 2, 3, 4)] for code in ACTIONS])
    for of in (lambda code: quad_of(code).number, plv_quad)
)


def loss(network: Network, batch: Batch, relations: Sequence[str]) -> Tensor:
    """The loss of a batch whose examples come from one corpus, a scalar."""
    with base.precision():
        vectors = network.encode(batch.tokens)
    vectors = vectors.float()
    total = vectors.new_zeros(())
    if batch.sides is not None:
        total = total + PAIRS * _pairs(network, vectors, batch)
    whole = network.whole(vectors, batch.tokens.mask)
    total = total + _texts(network, whole, batch)
    total = total + _meant(network, vectors, batch)
    total = total + _tagged(network.mention(vectors), batch, "acting", MENTION_ROLES)
    total = total + _tagged(network.voice(vectors), batch, "attribution", VOICE_ROLES)
    total = total + _tagged(network.cause(vectors), batch, "causes", CAUSE_ROLES)
    if batch.examples[0].words is not None:
        total = total + _parse(network, vectors, batch, relations)
    return total


def _pairs(network: Network, vectors: Tensor, batch: Batch) -> Tensor:
    assert batch.sides is not None
    related = torch.tensor([pair.related for pair in batch.pairs])
    chosen = torch.tensor([[code in pair.actions for code in ACTIONS] for pair in batch.pairs])
    total = CODED * _coded(network, vectors, batch, chosen, related)
    if bool(related.all()):
        return total
    action, status, mode, one = network.act(vectors, batch.tokens.mask, batch.sides)
    same = torch.tensor([pair.same for pair in batch.pairs])
    none = ~chosen.any(1) & ~same
    if same.any():
        two = torch.tensor(
            [pair.actor != pair.recipient and OUTSIDE not in (pair.actor, pair.recipient) for pair in batch.pairs]
        )
        weight = torch.where(none, 3.0, 1.0) * two  # training sees a third of them
        total = total + SAME * functional.binary_cross_entropy_with_logits(one, same.float(), weight)
    logs = action.log_softmax(-1)
    marked = torch.cat([chosen, none[:, None]], 1)  # several codes of a pair are several events
    right = (logs * marked).sum(1) / marked.sum(1).clamp(min=1)  # two mentions of one actor have no class
    rows = -(1 - SMOOTH) * right - SMOOTH * logs.mean(1)
    rows = rows - QUAD * _quad(action[:, : len(ACTIONS)].log_softmax(-1), chosen, QUADS)
    weight = torch.where(none, UNRELATED, 1.0).masked_fill(same, 0.0)
    total = total + (rows * weight).sum() / weight.sum().clamp(min=1.0)
    for logits, names, values, share in (
        (status, STATUSES, [pair.status for pair in batch.pairs], 0.5),
        (mode, MODES, [f"{pair.actions[0]}/{pair.mode}" if pair.mode else None for pair in batch.pairs], 0.3),
    ):
        known = [k for k, value in enumerate(values) if value is not None]
        if known:
            target = torch.tensor([names.index(values[k]) for k in known])
            total = total + share * functional.cross_entropy(logits[known], target, label_smoothing=SMOOTH)
    return total


def _coded(network: Network, vectors: Tensor, batch: Batch, chosen: Tensor, related: Tensor) -> Tensor:
    """Of the pairs with an action: one code, by those who coded marked pairs and by the teacher."""
    logs = network.coded(vectors, batch.tokens.mask, batch.sides).log_softmax(-1)  # type: ignore[arg-type]
    total = logs.new_zeros(())
    known = chosen.any(1)
    if known.any():
        picked, right, one = logs[known], chosen[known], related[known]
        # Several codes of a related pair are one code that has no finer label; of another, several events.
        told = torch.where(one, picked.masked_fill(~right, -1e4).logsumexp(-1), (picked * right).sum(1) / right.sum(1))
        total = total - ((1 - SMOOTH) * told + SMOOTH * picked.mean(1) + QUAD * _quad(picked, right, PLV_QUADS)).mean()
    taught = [k for k, pair in enumerate(batch.pairs) if pair.shares is not None]
    if taught:
        shares = torch.tensor([batch.pairs[k].shares for k in taught])
        total = total + TAUGHT * -(shares * logs[taught]).sum(1).mean()
    return total


def _quad(logs: Tensor, chosen: Tensor, quads_of: Tensor) -> Tensor:
    """The log share of the quads that the right actions belong to (rows,), 0 where there is no action."""
    quads = chosen.float() @ quads_of > 0
    share = ((logs.exp() @ quads_of) * quads).sum(1).clamp(min=1e-6).log()
    return share.masked_fill(~chosen.any(1), 0.0)


def _meant(network: Network, vectors: Tensor, batch: Batch) -> Tensor:
    """Of mentions that name nobody in whole articles: whom they mean, and whether these are several."""
    asked = list(whom(network, vectors, batch))
    if not asked:
        return vectors.new_zeros(())
    right = torch.stack([one.shares[one.right].logsumexp(0) for one in asked]).mean()
    several = torch.tensor([float(one.number > 1) for one in asked])
    logits = torch.stack([one.several for one in asked])
    return MEANT * (functional.binary_cross_entropy_with_logits(logits, several) - right)


def _texts(network: Network, whole: Tensor, batch: Batch) -> Tensor:
    total = whole.new_zeros(())
    for name, head, names, share in (
        ("about", network.about, ACTIONS, 0.5),
        ("kinds", network.kinds, KINDS, 0.5),
        ("domains", network.topics, TOPICS, 0.5),
    ):
        values = [getattr(example, name) for example in batch.examples]
        known = [k for k, value in enumerate(values) if value is not None]
        if known:
            target = torch.tensor([[float(label in values[k]) for label in names] for k in known])
            total = total + 4 * share * functional.binary_cross_entropy_with_logits(head(whole[known]), target)
    for name, head, unit, share in (
        ("reports", network.reports, 0, 0.5),
        ("quotes", network.reports, 1, 0.5),
        ("causal", network.causal, 0, 1.0),
        ("explains", network.causal, 1, 0.5),
    ):
        values = [getattr(example, name) for example in batch.examples]
        known = [k for k, value in enumerate(values) if value is not None]
        if known:
            smooth = torch.tensor([abs(float(values[k]) - SMOOTH / 2) for k in known])
            logits = head(whole[known])[:, unit]
            total = total + share * functional.binary_cross_entropy_with_logits(logits, smooth)
    return total


def _tagged(logits: Tensor, batch: Batch, name: str, roles: Sequence[str]) -> Tensor:
    known = [k for k, example in enumerate(batch.examples) if getattr(example, name) is not None]
    if not known:
        return logits.new_zeros(())
    length = logits.shape[1]
    target = torch.stack([tags(batch.encodings[k], getattr(batch.examples[k], name), roles, length) for k in known])
    return functional.cross_entropy(logits[known].reshape(-1, 3), target.reshape(-1), ignore_index=-1) * (
        2.0 if name == "attribution" else 1.0
    )


def _parse(network: Network, vectors: Tensor, batch: Batch, relations: Sequence[str]) -> Tensor:
    rows, heads, labels = [], [], []
    longest = max(len(example.words or ()) for example in batch.examples) + 1
    for number, example in enumerate(batch.examples):
        firsts = [0, *(tokens_of(batch.encodings[number], word)[0] for word in example.words or ())]
        rows.append(torch.tensor(firsts + [0] * (longest - len(firsts))))
        # A word beyond the longest text has token 0, as the root has: it is not learned from.
        known = [first > 0 for first in firsts]
        head = [-1] + [h if known[k + 1] and (h == 0 or known[h]) else -1 for k, h in enumerate(example.heads or ())]
        heads.append(torch.tensor(head + [-1] * (longest - len(head))))
        label = [-1, *(relations.index(name) if name in relations else -1 for name in example.labels or ())]
        labels.append(torch.tensor(label + [-1] * (longest - len(label))))
    at, head, label = torch.stack(rows), torch.stack(heads), torch.stack(labels)
    words = torch.gather(vectors, 1, at[..., None].expand(-1, -1, vectors.shape[-1]))
    arcs, child, parent = network.parser(words)
    allowed = (at > 0) | (torch.arange(longest)[None] == 0)
    arcs = arcs.masked_fill(~allowed[:, None, :], -1e4)
    total = functional.cross_entropy(arcs.reshape(-1, longest), head.reshape(-1), ignore_index=-1)
    text, word = ((head >= 0) & (label >= 0)).nonzero(as_tuple=True)
    scores = network.parser.labels(child[text, word], parent[text, head[text, word]])
    return total + functional.cross_entropy(scores, label[text, word])
