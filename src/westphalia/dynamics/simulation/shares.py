"""How what a pair does in a quad is parted among PLOVER's actions."""

from __future__ import annotations

import numpy as np

from westphalia.dynamics.simulation.state import AGREE
from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import QUAD
from westphalia.dynamics.weeks import QUADS, Floats, Ints
from westphalia.ontology.actions import ACTIONS, action

ACT_OF_QUAD = tuple(tuple(n for n, code in enumerate(ACTIONS) if QUADS.index(action(code).quad.value) == quad)
                    for quad in range(QUAD))  # fmt: skip


def action_shares(table: Table, chosen: Ints, worth: float = 10.0) -> Floats:
    """Of what each direction of `chosen` pairs did in a quad, the share of each action: (2, actions, pairs).

    Shrunken to the world's shares with the weight of `worth` events; old events count half after 78 weeks.
    """
    acts = table.acts
    last = int(table.ends[-1]) if len(table.ends) else 0
    weight = acts.n * 2.0 ** (-(last - table.ends[acts.week]) / (7 * 78.0))
    keys = (acts.side * len(ACTIONS) + acts.act) * table.pairs + acts.pair
    counts = np.bincount(keys, weight, minlength=2 * len(ACTIONS) * table.pairs)
    counts = counts.reshape(2, len(ACTIONS), table.pairs)
    shares = np.zeros((2, len(ACTIONS), len(chosen)))
    for members in ACT_OF_QUAD:
        part = counts[:, members]
        world = (part.sum(axis=(0, 2)) + 0.5) / (part.sum() + 0.5 * len(members))
        own = part[:, :, chosen]
        shares[:, members] = (own + worth * world[None, :, None]) / (own.sum(axis=1, keepdims=True) + worth)
    return shares


def agree_shares(table: Table) -> Floats:
    """Share of AGREE in a pair's verbal cooperation, both directions together."""
    return np.asarray(action_shares(table, np.arange(table.pairs))[:, AGREE].mean(axis=0))
