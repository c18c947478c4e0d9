"""The terms of the model: which recent past multiplies the expected count of a quad, and the mechanism each belongs to.

For every direction of a pair and every quad q, the count of the coming week is negative binomial with mean

    l_q = m_q^b1 exp(b0 + sum of b x)

where m_q is what is *usual* for the direction (`usual`), and each x says how the recent past differs from that:

    recent   x = log((r + f) / (m + f)), r the decayed rate of the last weeks, shrunken towards the usual one (`state`)
    bounded  x = 2 (r - u) / (r + u + c): near the logarithm of r / u where the two are near, never beyond -2 … 2

So b of a recent term is an elasticity: where events are frequent, twice the usual rate multiplies the expected count by
2^b. What third actors, the two elsewhere and the world add is bounded; what the pair adds grows at most with the power
that `stable` bounds.

Sources. Log-linear autoregression of counts: Fokianos & Tjøstheim (2011, J. Multivariate Analysis 102). Reciprocity of
states: Goldstein & Freeman (1991, APSR 85). Balance by third parties: Heider (1946), Cartwright & Harary (1956).
"""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.dynamics.weeks import QUADS

QUAD = len(QUADS)


@dataclass(frozen=True)
class Term:
    """One strength of a quad: its `name` in code, its mechanism (`family`), and what is counted, in `words`."""

    name: str
    family: str
    words: str


def terms(quad: int) -> tuple[Term, ...]:
    """The terms of quad number `quad`, in the order of the columns of `design` and of the strengths.

    >>> [term.name for term in terms(3)][:6]
    ['constant', 'usual', 'own lately', 'own last week', 'return lately', 'return last week']
    >>> len(terms(0)) == len(terms(3)) == TERMS
    True
    """
    own = QUADS[quad]
    ladder = "escalation" if quad >= 2 else "deescalation"
    found = [
        Term("constant", "activity", "a constant"),
        Term("usual", "persistence", f"usual rate of {own}"),
        Term("own lately", "persistence", f"{own} of the last weeks"),
        Term("own last week", "persistence", f"{own} of the last week"),
        Term("return lately", "reciprocity", f"{own} in return, of the last weeks"),
        Term("return last week", "reciprocity", f"{own} in return, of the last week"),
    ]
    for way, tail in (("own", ""), ("return", " in return")):
        for other in others(quad):
            same = (other >= 2) == (quad >= 2)
            family = ("persistence" if way == "own" else "reciprocity") if same and quad < 2 else ladder
            found.append(Term(f"{way} {QUADS[other]}", family, f"{QUADS[other]}{tail}"))
    return (
        *found,
        Term("common pressure", "common_pressure", "third actors hostile to both"),
        Term("common friend", "common_friend", "third actors that cooperate with both"),
        Term("enemy of friend", "enemy_of_friend", "friends of the actor hostile to the recipient"),
        Term("actor elsewhere", "contagion", f"{own} of the actor elsewhere"),
        Term("others likewise", "contagion", f"{own} of others to the recipient"),
        Term("activity", "activity", "how busy the two are"),
        Term("tension", "tension", "share of material conflict in the world"),
        Term("volume", "volume", "events in the world"),
        Term("votes", "ties", "UN votes cast alike"),
        Term("agreements", "agreements", "recent agreements of the two"),
        Term("contact", "persistence", "anything between the two, of the last weeks"),
        Term("usual, busy", "persistence", f"usual rate of {own}, where it is often"),
    )


def others(quad: int) -> tuple[int, ...]:
    """The other quads, in order."""
    return tuple(other for other in range(QUAD) if other != quad)


OWN, OWN_WEEK, BACK, BACK_WEEK, CROSS, CROSS_BACK = 2, 3, 4, 5, 6, 9  # positions of the pair's own terms
CONTACT, BUSY = 22, 23
TERMS = 24
NAMES = tuple(term.name for term in terms(0))
