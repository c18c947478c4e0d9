"""Agreements in the making, and which mentions are of the same one.

Later mentions of an agreement («this pact», «the Russia-Iran agreement») are merged into the first: it keeps its words
and its place; domains are added only from sentences that list what the agreement covers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from westphalia.ontology.types import Status
from westphalia.reading import agreement_nouns as nouns

_SOON = 2  # sentences after which «the accord» is not what two agreed to do


@dataclass(slots=True)
class Draft:
    """An agreement in the making; offsets are those of the clause that defines it."""

    name: str
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    domains: tuple[str, ...]
    status: Status
    start: int
    end: int
    sentence: int
    kind: str | None
    verbs: list[int] = field(default_factory=list)
    years: frozenset[str] = frozenset()  # of its name or its signing («the treaty of 1904»)
    unnamed: bool = False  # what two agreed to do, as long as no noun names it («the accord»); not told


def merge(known: list[Draft], draft: Draft, lists: bool, pointing: bool, apart: Draft | None = None) -> Draft | None:
    """Complete an agreement that is already known (but for `apart`), or add the new one; what it became."""
    same: Draft | None = None
    named = [old for old in known[-40:] if not old.unnamed]
    if len(draft.parties) >= 2 and not draft.unnamed:
        noun = draft.name.split()[-1].lower()
        between = [old for old in reversed(named) if set(draft.parties) == set(old.parties)]
        between = [old for old in between if old is not apart]
        between = [old for old in between if not (old.years and draft.years) or old.years & draft.years]
        same = next((old for old in between if pointing and noun in old.name.lower()), None)
        between = [old for old in between if not _another(old, draft, pointing)]
        same = same or next((old for old in between if _kinds_agree(old, draft)), None)
    elif pointing and known and known[-1].unnamed and _names(draft, known[-1]):
        known[-1].unnamed, known[-1].name, known[-1].kind = False, draft.name, draft.kind
        return known[-1]
    elif pointing and named:
        last = named[-1]
        if (
            draft.sentence - last.sentence <= 8
            and (not draft.parties or set(draft.parties) <= set(last.parties))
            and _kinds_agree(last, draft)
        ):
            same = last
        else:
            return None
    if same is not None:
        if lists:
            same.domains = nouns.ordered((*same.domains, *draft.domains))
        if draft.signatories and not same.signatories:
            same.signatories = draft.signatories
        if same.status is not Status.HAPPENED and draft.status is Status.HAPPENED and draft.verbs:
            same.status = Status.HAPPENED
        return same
    if len(draft.parties) >= 2 or (draft.parties and nouns.proper(draft.name)):
        known.append(draft)
        return draft
    return None


def _names(draft: Draft, agreed: Draft) -> bool:
    """«Peru and Chile agreed to patrol the strait. The accord takes effect in May.»; not «Kenya left the pact»."""
    soon = draft.sentence - agreed.sentence <= _SOON
    return soon and set(draft.parties) <= set(agreed.parties) and not nouns.proper(draft.name)


def _another(old: Draft, new: Draft, pointing: bool) -> bool:
    """«A protocol is to be signed», in a text that tells of a signed treaty; a communiqué beside what it tells of."""
    planned = new.status is Status.PLANNED and old.status is Status.HAPPENED
    papers = [one.kind == "joint statement" for one in (old, new)]
    heads = [next((word for word in one.name.split() if word.lower() in nouns.heads()), "") for one in (old, new)]
    titles = heads[0].lower() != heads[1].lower() and all(head[:1].isupper() for head in heads)
    return titles or (not pointing and (planned or papers[0] != papers[1]))


def _kinds_agree(old: Draft, new: Draft) -> bool:
    general = {None, "treaty", "pact", "partnership", "cooperation agreement", "protocol", "convention"}
    return old.kind == new.kind or new.kind in general or old.kind in general
