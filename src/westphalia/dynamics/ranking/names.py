"""What a name tells: «Police (Thailand)» is of the group Thailand and of the kind Police.

Entities whose name tells no group join the group that most of their partners belong to (see `past.learn`). Where names
tell nothing at all, as where the files hold numbers, the busiest entities of the training days stand for groups
themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from westphalia.dynamics.ranking.past import Ints

KINDS = 60  # kinds that are told apart; the rest are one
_ANCHORS = 150  # groups where names tell none
_PATTERN = re.compile(r"^(.+?)[_ ]\((.+)\)$")
_LEAST = 3  # entities that make a group


def groups(names: Sequence[str], named: bool, busy: Ints) -> tuple[Ints, int, Ints]:
    """The group of each entity (0 none), how many groups with 0, and the kind of each (0 unknown, 1 the group itself,
    2 a rare one). `busy`: how often each occurs in the training days.

    >>> names = ["Police (Peru)", "Citizen (Peru)", "Army (Peru)", "Peru", "Ban Ki-Moon"]
    >>> own, many, kind = groups(names, True, np.ones(5, dtype=np.int32))
    >>> own.tolist(), many, kind.tolist()
    ([1, 1, 1, 1, 0], 2, [3, 4, 5, 1, 0])
    """
    own, kind = np.zeros(len(names), dtype=np.int32), np.zeros(len(names), dtype=np.int32)
    found = [_PATTERN.match(name) for name in names] if named else []
    size = Counter(one[2] for one in found if one)
    labels = {name: at for at, name in enumerate(sorted(name for name, n in size.items() if n >= _LEAST), start=1)}
    if len(labels) < _LEAST and not (named and labels):
        busiest = np.argsort(-busy, kind="stable")[: min(_ANCHORS, max(len(names) // 10, 1))]
        own[busiest] = np.arange(1, len(busiest) + 1)
        return own, len(busiest) + 1, kind
    sectors = Counter(one[1] for one in found if one and one[2] in labels)
    code = {name: at for at, (name, _) in enumerate(sectors.most_common(KINDS), start=3)}
    for at, (name, one) in enumerate(zip(names, found, strict=True)):
        if one and one[2] in labels:
            own[at], kind[at] = labels[one[2]], code.get(one[1], 2)
        elif name in labels:
            own[at], kind[at] = labels[name], 1
    return own, len(labels) + 1, kind


def quads(relations: Sequence[str], named: bool) -> Ints:
    """The class of each relation by its CAMEO root, 0 verbal cooperation to 3 material conflict; -1 where unknown.

    >>> quads(["Make_statement", "fight_with_artillery_and_tanks", "dance"], True).tolist()
    [0, 3, -1]
    """
    from westphalia.errors import UnknownAction
    from westphalia.ontology.actions import QUADS
    from westphalia.ontology.crosswalk import from_relation

    order = list(QUADS)
    found = np.full(len(relations), -1, dtype=np.int32)
    for at, name in enumerate(relations if named else ()):
        try:
            found[at] = order.index(from_relation(name.replace("_", " ")).origin_quad)
        except UnknownAction:
            continue
    return found
