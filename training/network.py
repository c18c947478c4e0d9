"""The network: one MiniLM encoder, and heads that read its token vectors.

The encoder sees a sentence once. Who could act in it the head of mentions finds; which of them acts on which is left to
the head of pairs, which reads the token vectors anew for each ordered pair by a small attention that knows where each
token stands to the two. There are two such heads: one for prose, where most pairs have nothing between them and some
have several events, and one for pairs that are known to be related, each with one code, whose two sides are marked for
the encoder (by the second of BERT's segment embeddings). What the second learns costs the first if they are one.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from westphalia.ontology.actions import ACTIONS, action
from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS
from westphalia.ontology.types import ClaimKind, Status
from westphalia.reading.model.whom import TRAITS

CLASSES = (*ACTIONS, "none")
MODES = tuple(f"{code}/{mode}" for code in ACTIONS for mode in action(code).modes)
STATUSES = tuple(status.value for status in Status)
KINDS = tuple(kind.value for kind in ClaimKind)
TOPICS = (*DOMAINS, *EXTRA_DOMAINS)
VOICE_ROLES = ("source", "cue", "content")
CAUSE_ROLES = ("cause", "effect", "signal")
MENTION_ROLES = ("actor",)
PLACES = 6  # of a token to a pair: in the actor, in the recipient, before, after, between (actor first), between
WIDTH, LOOKS, LOOK = 384, 6, 64  # of the encoder; attentions of the head of pairs, and the width of each
COMMON = 64  # width of what two mentions have in common


@dataclass
class Tokens:
    """A batch of texts in rows: `ids`, `types` (1 in a mention), `seen` (1 where a token is), each (rows, tokens).

    A row is a text or several that are read together. `at` (texts, tokens) is where a text's tokens stand, counted
    through all rows, and `mask` (texts, tokens) is 1 where it has one.
    """

    ids: Tensor
    types: Tensor
    seen: Tensor
    at: Tensor
    mask: Tensor


@dataclass
class Sides:
    """The pairs of a batch: `text` (pairs,); `actor`, `recipient` 0 or 1 and `place` 0 to 5, each (pairs, tokens)."""

    text: Tensor
    actor: Tensor
    recipient: Tensor
    place: Tensor


class Pairs(nn.Module):
    """What ordered pairs of mentions have in them, read from the token vectors of their sentence."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.key = nn.Linear(WIDTH, LOOKS * LOOK)
        self.value = nn.Linear(WIDTH, LOOKS * LOOK)
        self.query = nn.Linear(2 * WIDTH, LOOKS * LOOK)
        self.place = nn.Embedding(PLACES, LOOKS * LOOK)
        self.weigh = nn.Parameter(torch.randn(LOOKS, LOOK) * LOOK**-0.5)
        self.hidden = nn.Linear(2 * WIDTH + LOOKS * LOOK, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, mask: Tensor, sides: Sides) -> Tensor:
        """One vector a pair (pairs, 384)."""
        ends = torch.cat([_mean(vectors[sides.text], side) for side in (sides.actor, sides.recipient)], -1)
        keys = self.key(vectors)[sides.text] + self.query(ends)[:, None] + self.place(sides.place)
        shape = (*keys.shape[:2], LOOKS, LOOK)
        scores = (torch.tanh(keys).view(shape) * self.weigh).sum(-1)
        scores = scores.masked_fill(mask[sides.text][:, :, None] == 0, -1e4).softmax(1)
        seen = (scores[..., None] * self.value(vectors)[sides.text].view(shape)).sum(1).flatten(1)
        hidden = nn.functional.gelu(self.hidden(self.dropout(torch.cat([ends, seen], -1))))
        return self.dropout(hidden)  # type: ignore[no-any-return]


class Whom(nn.Module):
    """Whom a mention means that names nobody: one of those whom the text names, or nobody; and whether it is several.

    Somebody counts for what his likeliest naming has in common with the mention, and for his traits (see
    `westphalia.reading.model.whom`), which weigh differently for different mentions.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, COMMON), nn.Linear(WIDTH, COMMON)
        self.prior, self.nobody, self.several = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.traits = nn.Linear(WIDTH, len(TRAITS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.traits.weight)

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of mentions (mentions, 384) what each two have in common, nobody's score, the traits' weights, several's."""
        vectors = self.dropout(vectors)
        common = self.query(vectors) @ self.key(vectors).T / COMMON**0.5 + self.prior(vectors)[:, 0]
        return common, self.nobody(vectors)[:, 0], self.traits(vectors), self.several(vectors)[:, 0]


class Parser(nn.Module):
    """A biaffine dependency parser over the first token of each word (Dozat & Manning 2017)."""

    def __init__(self, labels: int, arc: int = 128, label: int = 64) -> None:
        super().__init__()
        self.as_child, self.as_head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.child_label, self.head_label = nn.Linear(WIDTH, label), nn.Linear(WIDTH, label)
        self.label = nn.Parameter(torch.zeros(labels, label + 1, label + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.05)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (texts, words, heads) and the vectors that `labels` takes; word 0 is the root."""
        one = torch.ones_like(words[..., :1])
        child = torch.cat([torch.relu(self.as_child(words)), one], -1)
        arcs = child @ self.arc @ torch.relu(self.as_head(words)).transpose(1, 2)
        a = torch.cat([torch.relu(self.child_label(words)), one], -1)
        return arcs, a, torch.cat([torch.relu(self.head_label(words)), one], -1)

    def labels(self, child: Tensor, head: Tensor) -> Tensor:
        """Label scores (arcs, labels) for pairs of vectors (arcs, width)."""
        return torch.einsum("ni,lij,nj->nl", child, self.label, head)


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, encoder: nn.Module, relations: int) -> None:
        super().__init__()
        self.embeddings, self.encoder = encoder.embeddings, encoder.encoder
        self.embeddings.word_embeddings.weight.requires_grad_(False)
        self.pairs = Pairs()
        self.action = nn.Linear(WIDTH, len(CLASSES))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.mode = nn.Linear(WIDTH, len(MODES))
        self.same = nn.Linear(WIDTH, 1)
        self.coding = Pairs()
        self.code = nn.Linear(WIDTH, len(ACTIONS))
        self.whom = Whom()
        self.mention = nn.Linear(WIDTH, 3 * len(MENTION_ROLES))
        self.voice = nn.Linear(WIDTH, 3 * len(VOICE_ROLES))
        self.cause = nn.Linear(WIDTH, 3 * len(CAUSE_ROLES))
        self.look = nn.Linear(WIDTH, 4)
        self.text = nn.Linear(5 * WIDTH, WIDTH)
        self.about = nn.Linear(WIDTH, len(ACTIONS))
        self.reports = nn.Linear(WIDTH, 2)  # as PolNeAR has it; as the project's sentences have it
        self.causal = nn.Linear(WIDTH, 2)  # as the Causal News Corpus has it; as the project's sentences have it
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.topics = nn.Linear(WIDTH, len(TOPICS))
        self.parser = Parser(relations)
        self.dropout = nn.Dropout(0.1)

    def encode(self, tokens: Tokens) -> Tensor:
        """Token vectors (texts, tokens, 384)."""
        vectors = self.embeddings(input_ids=tokens.ids, token_type_ids=tokens.types)
        bias = (1.0 - tokens.seen.to(vectors.dtype))[:, None, None, :] * -1e4
        for layer in self.encoder.layer:
            out = layer(vectors, bias)
            vectors = out[0] if isinstance(out, tuple) else out
        return vectors.flatten(0, 1)[tokens.at]  # type: ignore[no-any-return]

    def act(self, vectors: Tensor, mask: Tensor, sides: Sides) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What prose tells of pairs.

        Logits of actions and «none» (pairs, 17), statuses (pairs, 6), modes (pairs, modes), and of the two mentions
        being of one actor (pairs,).
        """
        hidden = self.pairs(vectors, mask, sides)
        return self.action(hidden), self.status(hidden), self.mode(hidden), self.same(hidden)[:, 0]

    def coded(self, vectors: Tensor, mask: Tensor, sides: Sides) -> Tensor:
        """Logits of actions (pairs, 16) of pairs known to be related, as coders of marked pairs chose one code each."""
        return self.code(self.coding(vectors, mask, sides))  # type: ignore[no-any-return]

    def whole(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """One vector a text (texts, 384): its mean and four learned looks at its tokens."""
        scores = self.look(vectors).masked_fill(mask[:, :, None] == 0, -1e4).softmax(1)
        looks = torch.einsum("blk,blh->bkh", scores, vectors).flatten(1)
        return torch.nn.functional.gelu(self.text(self.dropout(torch.cat([_mean(vectors, mask), looks], -1))))


def _mean(vectors: Tensor, mask: Tensor) -> Tensor:
    weight = mask.to(vectors.dtype)
    return (vectors * weight[..., None]).sum(1) / weight.sum(1, keepdim=True).clamp(min=1)
