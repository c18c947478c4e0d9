"""The cue tables: words that carry one of PLOVER's actions, and where the two sides stand around them.

`verb_cues.csv`: verbs; a particle or preposition that must follow; nouns one of which must be the object («@class»
stands for a row of `noun_classes.csv`); action and mode; where the recipient stands, first place first: obj (direct
object), poss (whoever the object noun belongs to), comp (the recipient of what is promised or refused), that (the
subject of the that-clause), maker («of Chinese-made missiles»), else a preposition; flags; contexts. Flags: mutual (a
plural subject acts on each other, and «with» goes both ways), recipient (no event without one), actor (none without an
actor), swapped (the subject receives, «from» acts), keeps-out («barred from X»: X acts), takes-in («readmitted to X»: X
acts), and conditions on the clause: with-sanctions, warning, organisation, journey, infinitive, that-clause, threat,
named-object, person, complement, gift (two objects), foreign (the object is not the subject's own), state-side (with an
actor itself, not with its doings), crowd (the subject is one), to-court, insult (a bad word behind the object), joint
(«together»), in-numbers («12,000 Afghans»), by-arms (from an army or an armed group). With «sure» («ended its visit to
X») the words alone say what passes between the two.
`noun_cues.csv`: nouns that tell a deed of their own («the invasion of X by Y»); flags: alone (may stand without a verb
of its own), mutual, subject (what is said of the sentence's subject: «Despite criticism from X, Y …»).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from westphalia.reading.tables import alternatives, table


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a cue table."""

    action: str
    mode: str | None
    ways: tuple[str, ...]
    flags: frozenset[str]
    contexts: tuple[str, ...]
    particle: str = ""
    nouns: frozenset[str] = frozenset()

    @property
    def mutual(self) -> bool:
        """Do several subjects act on each other?"""
        return "mutual" in self.flags


_HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")


@cache
def verb_cues() -> dict[str, tuple[Cue, ...]]:
    """The cues of each verb, those with a required object noun or particle first."""
    found: dict[str, list[Cue]] = {}
    for row in table("verb_cues"):
        cue = _cue(row)
        for verb in alternatives(row["verbs"]):
            found.setdefault(verb, []).append(cue)
    return {verb: tuple(sorted(cues, key=lambda c: (not c.nouns, not c.particle))) for verb, cues in found.items()}


@cache
def noun_cues() -> dict[str, Cue]:
    """The cue of each noun or pair of words («phone call») that tells a deed."""
    return {noun: _cue(row) for row in table("noun_cues") for noun in alternatives(row["nouns"])}


@cache
def nouns_of(cell: str) -> frozenset[str]:
    """The nouns of a cell; «@class» stands for a row of `noun_classes.csv`.

    >>> "armistice" in nouns_of("@ceasefire|peace")
    True
    """
    found: set[str] = set()
    for part in alternatives(cell):
        if part.startswith("@"):
            found.update(next(alternatives(row["nouns"]) for row in table("noun_classes") if row["class"] == part[1:]))
        else:
            found.add(part)
    return frozenset(found)


@cache
def hostile_nouns() -> frozenset[str]:
    """Nouns of hostile deeds: «condemned the bombing of X» is not directed at X."""
    return frozenset(noun for noun, cue in noun_cues().items() if cue.action in _HOSTILE) | nouns_of("@atrocity")


def _cue(row: dict[str, str]) -> Cue:
    return Cue(
        action=row["action"],
        mode=row["mode"] or None,
        ways=alternatives(row["recipient"]),
        flags=frozenset(alternatives(row["flags"])),
        contexts=alternatives(row["contexts"]),
        particle=row.get("particle", ""),
        nouns=nouns_of(row["nouns"]) if "verbs" in row else frozenset(),
    )
