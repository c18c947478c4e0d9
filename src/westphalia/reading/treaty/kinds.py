"""What kind of obligation a clause is: the five of ATOP, and the domains of cooperation its words name.

The kinds follow the codebook of the Alliance Treaty Obligations and Provisions project (Leeds, Ritter, Mitchell, Long
2002, «Alliance Treaty Obligations and Provisions, 1815-1944», International Interactions 28: 237-260; codebook 5.1), in
our words:

- defence: to assist an ally actively when its territory or sovereignty is attacked;
- offence: to take part actively in an ally's conflict that no attack on it has begun;
- neutrality: not to aid those with whom the ally is in conflict, or to stay neutral in it;
- non-aggression: not to use force against, or take part in actions or measures against, one another;
- consultation: to consult when a crisis threatens to become a military conflict, or on security, in order to
  coordinate; a general promise to consult on matters of common interest does not count.

The wording of consultation was compared with the codebook's; the other four with the summary of that article and with
the codings themselves (tests/reading/test_treaties_atop.py).

Coding is by clause, never by the name of the treaty: «strategic partnership» says nothing. As in ATOP's codings, a
promise to join no alliance against the other, to respect its territory, or to settle disputes peacefully is not by
itself one of the five. A clause may be of two kinds (help in any war, whoever began it, is defence and offence).
"""

from __future__ import annotations

import re
from functools import cache

from westphalia.reading.tables import table

KINDS = ("defence", "offence", "neutrality", "non-aggression", "consultation")


def kinds_of(clause: str, negated: bool) -> tuple[str, ...]:
    """ATOP's kinds of one duty, by its words with its condition; `negated` where it is a duty not to do.

    >>> kinds_of("In the event of armed attack on one Party, the other shall render it military assistance.", False)
    ('defence',)
    >>> kinds_of("The Parties shall consult each other on questions of common interest.", False)
    ()
    """
    found: dict[str, None] = {}
    low = " ".join(clause.lower().split())
    for row in _rows():
        kind, when, what, needs, without = row
        if kind in found or when is not negated or not what.search(low):
            continue
        if (needs is not None and not needs.search(low)) or (without is not None and without.search(low)):
            continue
        if kind == "non-aggression" and "neutrality" in found:
            continue  # «not to assist an attacker» is not a promise not to attack
        found[kind] = None
    both = [kind for kind in KINDS if kind in found]
    return tuple(kind for kind in both if not (kind == "consultation" and "defence" in both and "consult" not in low))


@cache
def _rows() -> tuple[tuple[str, bool, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            row["kind"],
            row["negated"] == "yes",
            re.compile(row["what"]),
            re.compile(row["with"]) if row["with"] else None,
            re.compile(row["without"]) if row["without"] else None,
        )
        for row in table("treaty_kinds")
    )
