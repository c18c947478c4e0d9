"""What the model reads off its token vectors: pairs of actors, whom mentions mean, sentences, spans.

The formulas are those of `training/network.py`, where they are explained; here they run without its library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from westphalia.reading.model.encoder import Encoded, Offsets, Vectors, labels, weights

NONE = "none"  # the class of a pair with nothing between the two
LEAST_KIND = 0.35  # probability below which a kind of claim is none
_LOOKS, _LOOK = 6, 64
WIDTH = 384  # of the encoder's vectors


@dataclass(frozen=True, slots=True)
class PairScores:
    """For ordered pairs: probabilities of actions and `none` (pairs, 17), statuses (pairs, 6), modes (pairs, modes).

    `same` (pairs,) is the probability that the two mentions are of one actor; `weight` (pairs, tokens) how much each
    token counted: the words that carry the action stand out.
    """

    actions: Vectors
    statuses: Vectors
    modes: Vectors
    same: Vectors
    weight: Vectors


@dataclass(frozen=True, slots=True)
class _Read:
    """What a head of pairs makes of them: `hidden` (pairs, 384), `weight` (pairs, tokens), `absent` (pairs,)."""

    hidden: Vectors
    weight: Vectors
    absent: NDArray[np.bool_]


def pairs(sentence: Encoded, sides: Sequence[tuple[Offsets | None, Offsets | None]]) -> PairScores:
    """The scores of ordered pairs (actor's span, recipient's span) in one sentence.

    None is for whomever the sentence does not mention; the same span twice, for what those do with each other whom the
    mention means. A side that lies beyond what the model reads gives a pair that is `none` for sure.
    """
    read = _read(sentence, sides, "pairs")
    actions = softmax(_linear(read.hidden, "action") / weights()["temperature"])
    actions[read.absent] = np.eye(actions.shape[1], dtype=np.float32)[-1]
    status, mode = (softmax(_linear(read.hidden, name)) for name in ("status", "mode"))
    same = np.where(read.absent, 0, _sigmoid(_linear(read.hidden, "same"))[:, 0])
    return PairScores(actions, status, mode, same, read.weight)


def codes(sentence: Encoded, sides: Sequence[tuple[Offsets, Offsets]]) -> Vectors:
    """Probabilities of the sixteen actions (pairs, 16), given that each pair is related and has one code."""
    return softmax(_linear(_read(sentence, sides, "coding").hidden, "code"))


def _read(sentence: Encoded, sides: Sequence[tuple[Offsets | None, Offsets | None]], head: str) -> _Read:
    w = weights()
    vectors = sentence.vectors
    n = len(vectors)
    ends_of = [[(0, 1) if span is None else sentence.tokens(*span) for span in pair] for pair in sides]
    actor, recipient = np.array(ends_of).transpose(1, 0, 2)
    at = np.arange(n)[None]
    in_actor = (at >= actor[:, :1]) & (at < actor[:, 1:])
    in_recipient = (at >= recipient[:, :1]) & (at < recipient[:, 1:])
    place = np.full((len(sides), n), 3)
    place[at < np.minimum(actor[:, :1], recipient[:, :1])] = 2
    place[(at >= actor[:, 1:]) & (at < recipient[:, :1])] = 4
    place[(at >= recipient[:, 1:]) & (at < actor[:, :1])] = 5
    place[in_recipient] = 1
    place[in_actor] = 0
    ends = np.concatenate([_mean(vectors, in_actor), _mean(vectors, in_recipient)], -1)
    query = _linear(ends, f"{head}.query")
    keys = _linear(vectors, f"{head}.key")[None] + query[:, None] + w[f"{head}.place.weight"][place]
    scores = (np.tanh(keys).reshape(len(sides), n, _LOOKS, _LOOK) * w[f"{head}.weigh"]).sum(-1)
    shares = softmax(scores, 1)  # (pairs, tokens, looks)
    values = _linear(vectors, f"{head}.value").reshape(n, _LOOKS, _LOOK)
    seen = np.einsum("pnk,nkd->pkd", shares, values, optimize=True).reshape(len(sides), -1)
    hidden = gelu(_linear(np.concatenate([ends, seen], -1), f"{head}.hidden"))
    absent = (actor[:, 0] == actor[:, 1]) | (recipient[:, 0] == recipient[:, 1])
    return _Read(hidden, shares.mean(-1), absent)


def keys(mentions: Vectors) -> tuple[Vectors, Vectors]:
    """What mentions (mentions, 384) have to say to those who look for whom they mean: (mentions, 64), (mentions,)."""
    return _linear(mentions, "whom.key"), _linear(mentions, "whom.prior")[:, 0]


def common(mention: Vectors, others: tuple[Vectors, Vectors]) -> Vectors:
    """What a mention (384,) has in common with each of others (see `keys`): (others,)."""
    query = _linear(mention, "whom.query")
    return np.asarray(others[0] @ query / np.float32(np.sqrt(len(query))) + others[1], np.float32)


def several(mention: Vectors) -> float:
    """The probability that a mention (384,) means several."""
    return float(_sigmoid(_linear(mention, "whom.several"))[0])


def meant(mention: Vectors, alike: Sequence[float], traits: Vectors) -> Vectors:
    """Whom a mention (384,) means: the probability of each who could be meant, and of nobody (candidates + 1,).

    `alike` is what it has in common with what names each of them, `traits` (candidates, traits) what else is known.
    """
    scores = np.array(alike, np.float32) + traits @ _linear(mention, "whom.traits")
    return softmax(np.append(scores, _linear(mention, "whom.nobody")))


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Probabilities that a sentence reports what somebody says, that it states a cause, of its kinds and domains.

    That of a cause is the mean, in log-odds, of three: the sentence's as a whole, and the largest of any of its tokens
    to be in a cause and to be in an effect. On held-out sentences of the Causal News Corpus that is right more often
    than the sentence alone (F1 86.7 and 85.6).
    """

    reports: float
    causal: float
    kinds: dict[str, float]
    topics: dict[str, float]


def kind(vectors: Vectors) -> str | None:
    """The likeliest kind of claim of a stretch of tokens (tokens, 384); None where none is at least `LEAST_KIND`."""
    shares = _sigmoid(_linear(_whole(vectors), "kinds"))
    best = int(shares.argmax())
    return labels("kinds")[best] if shares[best] >= LEAST_KIND else None


def _whole(vectors: Vectors) -> Vectors:
    """One vector for a stretch of tokens."""
    shares = softmax(_linear(vectors, "look"), 0)
    looks = (shares.T @ vectors).reshape(-1)
    return gelu(_linear(np.concatenate([vectors.mean(0), looks]), "text"))


def sentence(encoded: Encoded) -> SentenceScores:
    """The scores of one sentence as a whole."""
    hidden = _whole(encoded.vectors)
    kinds, topics = (_sigmoid(_linear(hidden, name)) for name in ("kinds", "topics"))
    roles = labels("cause")
    inside = (1 - softmax(_linear(encoded.vectors, "cause").reshape(-1, len(roles), 3))[:, :, 0]).max(0)
    ends = [inside[roles.index(role)] for role in ("cause", "effect")]
    causal = np.clip([_sigmoid(_linear(hidden, "causal"))[0], *ends], 0.001, 0.999)
    return SentenceScores(
        float(_sigmoid(_linear(hidden, "reports"))[0]),
        float(_sigmoid(np.log(causal / (1 - causal)).mean())),
        dict(zip(labels("kinds"), map(float, kinds), strict=True)),
        dict(zip(labels("topics"), map(float, topics), strict=True)),
    )


def spans(encoded: Encoded, head: str) -> list[tuple[str, int, int, float]]:
    """Spans of roles as (role, start, end, mean probability), by `head`.

    Of `mention` the one role is actor: who could act; of `voice` source, cue, content; of `cause` cause and effect.
    """
    roles = labels(head)
    shares = softmax(_linear(encoded.vectors, head).reshape(len(encoded.vectors), len(roles), 3))
    found = []
    for k, role in enumerate(roles):
        found += [(role, a, b, p) for a, b, p in _runs(shares[:, k], encoded.offsets)]
    return sorted(found, key=lambda span: (span[1], span[2]))


def _runs(shares: Vectors, offsets: NDArray[np.int64]) -> list[tuple[int, int, float]]:
    """Stretches of tokens that are rather in a span than outside, cut where a new span surely begins."""
    inside = shares[:, 0] < 0.5
    found: list[tuple[int, int, float]] = []
    k, n = 0, len(shares)
    while k < n:
        if not inside[k] or offsets[k, 1] == 0:
            k += 1
            continue
        end = k + 1
        while end < n and inside[end] and offsets[end, 1] > 0 and shares[end, 1] < 0.5:
            end += 1
        found.append((int(offsets[k, 0]), int(offsets[end - 1, 1]), float(1 - shares[k:end, 0].mean())))
        k = end
    return found


def softmax(x: Vectors, axis: int = -1) -> Vectors:
    """Shares that sum to 1 along `axis`."""
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)  # type: ignore[no-any-return]


def gelu(x: Vectors) -> Vectors:
    """x times the normal distribution function of x, by a polynomial (Abramowitz & Stegun 7.1.26, error < 1.5e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (
        np.float32(0.254829592)
        + t
        * (
            np.float32(-0.284496736)
            + t * (np.float32(1.421413741) + t * (np.float32(-1.453152027) + t * np.float32(1.061405429)))
        )
    )
    return np.asarray(0.5 * x * (1 + np.sign(x) * (1 - series * np.exp(-z * z))), np.float32)


def _sigmoid(x: Vectors) -> Vectors:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -40, 40))), np.float32)


def _linear(x: Vectors, name: str) -> Vectors:
    matrix, bias = _matrix(name)
    return x @ matrix + bias


@cache
def _matrix(name: str) -> tuple[Vectors, Vectors]:
    w = weights()
    return np.ascontiguousarray(w[f"{name}.weight"].T), w[f"{name}.bias"]


def _mean(vectors: Vectors, inside: NDArray[np.bool_]) -> Vectors:
    share = inside.astype(np.float32)
    return (share @ vectors) / np.maximum(share.sum(1, keepdims=True), 1)  # type: ignore[no-any-return]
