"""What breaks a sentence in two.

A report («“The blockade,” said Ms Osei, “has failed”») or an aside («has, so far, failed»).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from westphalia.reading.tables import alternatives, table
from westphalia.reading.tokens import Token

_FAR = 18  # tokens of a report between the two halves
_ASIDE = 12


def first_half(tokens: Sequence[Token], at: int) -> int | None:
    """Where the half before the report ends (end exclusive), of a second half that begins at token `at`; else None."""
    if at < 6 or not _opens(tokens, at):
        return None
    marks = (k for k in range(at - 3, max(0, at - _FAR), -1) if tokens[k].tag == '"')
    close = next(marks, None)
    if close is None or not any(token.tag[:1] == "V" and token.lemma in _saying() for token in tokens[close:at]):
        return None
    if tokens[close - 1].tag == ",":
        return close - 1
    return close if tokens[close + 1].tag == "," else None


def over_aside(tokens: Sequence[Token], at: int) -> int | None:
    """The last token before an aside (adverbs and «not» left out) whose closing mark is at `at`; None without one."""
    opening = {",": ",", "-": "-", ")": "("}.get(tokens[at].tag) if at > 0 else None
    marks = (k for k in range(at - 1, max(0, at - _ASIDE), -1) if tokens[k].tag == opening)
    before = next(marks, 0) - 1
    while before > 0 and tokens[before].tag in ("R", "X"):
        before -= 1
    return before if before >= 0 else None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Does a quotation go on at a token, after a comma?"""
    return tokens[at - 1].tag == '"' and tokens[at - 2].tag == ","


@cache
def _saying() -> frozenset[str]:
    rows = (row for row in table("report_cues") if row["kind"] in ("say", "clause"))
    return frozenset(verb for row in rows for verb in alternatives(row["verbs"]))
