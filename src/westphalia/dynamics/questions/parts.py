"""Which part of a country a name in a question stands for: «Iran's military», «the rebels of Yemen», «IRN:MIL».

A code is a sector wherever it stands. Words are where they name the sector as `ontology.sectors` does; who is known by
a name or an office («the Pentagon», «Putin») counts under the country as a whole. What stands for a country in its
dealings with others («the Iranian government», «Russian troops», «Libyan citizens»), and words that the reader's tables
do not know as a country's («Iranian journalists»), are sectors only where the record names any.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.dynamics.questions.acts import Act, lemmas
from westphalia.dynamics.questions.tables import words
from westphalia.dynamics.questions.tokens import Token
from westphalia.errors import CallError
from westphalia.ontology.lookup import code_of_thing
from westphalia.ontology.organisations import organisations
from westphalia.ontology.sectors import sector_code, sector_named, sectors
from westphalia.ontology.states import states
from westphalia.ontology.types import Actor, ActorKind

_WORDS = 3  # in the name of a sector


def sector_of(actor: Actor, text: str, *, divided: bool) -> str | None:
    """The code of the sector that `text` names, where `actor` is what it was resolved to; None for the whole.

    `divided`: whether the record names sectors.
    """
    if actor.kind not in (ActorKind.INSTITUTION, ActorKind.PERSON) or actor.sector not in sectors():
        return None
    if actor.code not in states() and actor.code not in organisations():
        return None
    low = text.lower().split()
    spans = [" ".join(low[n : n + size]) for size in range(1, _WORDS + 1) for n in range(len(low) - size + 1)]
    named = [span for span in spans if sector_named(span) == actor.sector]
    if not divided:
        named = [span for span in named if span not in words("stands")]
    return actor.sector if named else None


def coded_after(text: str, tokens: Sequence[Token], last: int) -> tuple[int, str] | None:
    """The last token and the sector of «:MIL» or «:armed forces» right after token `last`; None where there is none.

    Raises `CallError` for a sector that is not known.
    """
    if last + 1 >= len(tokens) or text[tokens[last].end : tokens[last + 1].start] != ":":
        return None
    found = after(text, tokens, last) or (last + 1, sector_code(tokens[last + 1].text))
    if text[tokens[found[0]].end :].startswith(":") and not text[tokens[found[0]].end :].startswith(": "):
        raise CallError(f"{text[tokens[last].start :].split()[0]!r} names two sectors; name one, as IRN:MIL")
    return found


def after(text: str, tokens: Sequence[Token], last: int) -> tuple[int, str] | None:
    """The last token and the sector of the words after token `last` that name one, the longest; None: they do not."""
    for end in range(min(len(tokens), last + 1 + _WORDS) - 1, last, -1):
        sector = sector_named(text[tokens[last + 1].start : tokens[end].end])
        if sector is not None:
            return end, sector
    return None


def several_after(
    text: str, tokens: Sequence[Token], taken: Sequence[bool], last: int, code: str
) -> tuple[int, str] | None:
    """As `after`, of what a country has many of («Iranian journalists»): a noun in the plural, which no time takes."""
    if code not in states() and code not in organisations():
        return None
    found = after(text, tokens, last)
    if found is None or any(taken[last + 1 : found[0] + 1]):
        return None
    low = tokens[found[0]].low
    return found if low in words("many") else None


def coded(text: str, tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
    """The last token and the code of an actor written with a colon, such as «IGO:EU», at token `first`."""
    last = first
    while last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == ":":
        last += 1
    for end in range(last, first, -1):
        code = code_of_thing(text[tokens[first].start : tokens[end].end])
        if code is not None:
            return end, code
    return None


def of_the_act(tokens: Sequence[Token], free: Sequence[bool], last: int, act: Act) -> bool:
    """Whether what follows the name's last token makes it part of the act: «Iran's military | aid to Syria».

    A verb in its base form follows who does it («Iran's military | attack Israel»), unless a noun's preposition comes
    after it («military | attack on Israel») or another verb («military | aid reach Syria»).
    """
    following = last + 1
    if following not in act.used or tokens[last].low in words("many"):
        return False
    if act.noun or not _base(tokens[following]):
        return True
    then = tokens[following + 1].low if following + 1 < len(tokens) else ""
    rest = range(following + 1, len(tokens))
    return then in words("toward") or any(free[n] and n not in act.used and _base(tokens[n]) for n in rest)


def _base(token: Token) -> bool:
    """Whether the word may be a verb in its base form, or is «be»."""
    return token.low == "be" or "b" in "".join(lemmas(token.low).values())
