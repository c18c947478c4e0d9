"""What `rank` gives back: ranks of every query, scores of them, and what it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.ranking import protocol
from westphalia.dynamics.ranking.past import Ints
from westphalia.dynamics.ranking.protocol import STRATA, Doubles

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.ranking.explain import Explained, Rule
    from westphalia.dynamics.ranking.quadruples import Quadruples
    from westphalia.dynamics.ranking.run import Settings

PROTOCOL = (
    "Single step: each day is ranked from the facts of the days before it, and revealed afterwards; no number depends "
    "on what else is asked that day. Both directions; all entities of the files are candidates; other true answers of "
    "the same day are taken out; ties stand at the mean of their best and worst rank. Nothing is fitted after the "
    "last training day."
)


@dataclass(frozen=True, eq=False)
class Rows:
    """One row per query and answer: step, subject, relation (with R added where inverted), answer, its rank, its score
    (nan beyond the candidates), its rank by recency and frequency alone, and its stratum (position in
    `protocol.STRATA`)."""

    t: Ints
    s: Ints
    r: Ints
    o: Ints
    rank: Doubles
    score: Doubles
    floor: Doubles
    stratum: Ints


@dataclass(frozen=True, eq=False)
class Ranking:
    """How well the objects and subjects of `part` were ranked. `fit_cpu_seconds` is part of `cpu_seconds`; `peak_mib`
    is of the whole process."""

    part: str
    rows: Rows
    days: Quadruples
    settings: Settings
    seed: int
    seeds: tuple[int, ...]
    training_rows: int
    rules: tuple[Rule, ...]
    explained: tuple[Explained, ...]
    fit_cpu_seconds: float
    cpu_seconds: float
    seconds: float
    peak_mib: int

    @property
    def mrr(self) -> float:
        """Mean reciprocal rank over both directions, from 0 to 1."""
        return float(np.mean(1 / self.rows.rank))

    def to_dict(self, rules: int = 0) -> dict[str, Any]:
        """Everything but the single ranks, as JSON data; with the `rules` strongest rules."""
        rows, half = self.rows, len(self.days.relations)
        back = rows.r >= half
        low_high = protocol.interval(rows.rank, rows.t, self.seed)
        more = protocol.interval(rows.rank, rows.t, self.seed, rows.floor)
        return {
            "part": self.part,
            "protocol": PROTOCOL,
            "facts": {name: len(getattr(self.days, name)) for name in ("train", "valid", "test")},
            "entities": len(self.days.entities),
            "relations": half,
            "days": {
                "first": self.days.day(int(rows.t.min())),
                "last": self.days.day(int(rows.t.max())),
                "n": len(np.unique(rows.t)),
                "step": self.days.step,
            },
            **protocol.scores(rows.rank),
            "mrr_interval": low_high,
            "interval": f"95 %, bootstrap of whole days, {protocol.DRAWS} draws",
            "by_direction": {
                "object": protocol.scores(rows.rank[~back]),
                "subject": protocol.scores(rows.rank[back]),
            },
            "by_stratum": {name: protocol.scores(rows.rank[rows.stratum == at]) for at, name in enumerate(STRATA)},
            "floor": {
                "what": "recency and frequency alone (Gastinger et al. 2024), its published constants",
                **protocol.scores(rows.floor),
                "by_stratum": {name: protocol.scores(rows.floor[rows.stratum == at]) for at, name in enumerate(STRATA)},
            },
            "mrr_above_floor_interval": more,
            "names_used": dict(zip(("entities", "relations"), self.days.named, strict=True)),
            "settings": self.settings.to_dict(),
            "training_rows": self.training_rows,
            "seed": self.seed,
            "tree_seeds": list(self.seeds),
            "fit_cpu_seconds": self.fit_cpu_seconds,
            "cpu_seconds": self.cpu_seconds,
            "seconds": self.seconds,
            "peak_mib": self.peak_mib,
            **({"rules": [one.to_dict() for one in self.rules[:rules]]} if rules else {}),
            **({"explained": [one.to_dict() for one in self.explained]} if self.explained else {}),
        }

    def __rich__(self) -> Group:
        from westphalia.dynamics.ranking.show import view

        return view(self)
