"""«Spain demanded that Argentina free the crew»: what somebody asks for himself is told by his request alone.

What several ask together may be owed to one of them («the two called upon Ankara to leave Iraq»), and is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.references import Reference


def left_out(found: Sequence[Found], references: list[Reference]) -> list[Found]:
    """The events of a sentence without what is asked of one by the only other whom it would be done to."""
    asked = [one for one in found if one.cue.action == "REQUEST" and one.status is Status.HAPPENED]
    return [one for one in found if not (one.status is Status.URGED and _by_him(one, asked, references))]


def _by_him(event: Found, asked: Sequence[Found], references: list[Reference]) -> bool:
    doer, other = event.codes(references)
    before = [one for one in asked if one.cue_first < event.cue_first and one.codes(references)[1] == doer]
    return None not in (doer, other) and {one.codes(references)[0] for one in before} == {other}
