"""What only bears a state's or a town's name: «Milan Radoičić», «China Evergrande», «Paris, Texas», «Mr Mali».

In running text a name goes on with every capitalised word behind it. It is still the state's where one of these is an
organ of states («Pakistan Air Force») or a part of the land («Kharkiv Oblast»). A heading capitalises all its words, so
there only what no heading would say is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from westphalia.ontology.types import ActorKind
from westphalia.reading.places import gazetteer, plain, province_behind
from westphalia.reading.tables import table, word_set, words
from westphalia.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a text: its tokens, `first` to `last` (end exclusive).

    `end` is where its line ends, `running` whether that has words in lower case beside the small ones (no heading).
    """

    tokens: Sequence[Token]
    first: int
    last: int
    end: int
    running: bool

    def low(self, at: int) -> str:
        """Token `at` in lower case; empty outside the text."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def text(self, at: int) -> str:
        """Token `at` as written; empty outside the text."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Does token `at` follow the one before after a blank?"""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end + 1


def lines(text: str, tokens: Sequence[Token]) -> list[tuple[int, bool]]:
    """Of each token, where its line or sentence ends, and whether that is running text.

    >>> from westphalia.reading.tokens import tokenize
    >>> lines("Kenya Air Force Lands in Chad", tokenize("Kenya Air Force Lands in Chad"))[0]
    (6, False)
    """
    found: list[tuple[int, bool]] = []
    small = words("function_words", "word")
    for k in range(1, len(tokens) + 1):
        ends = k == len(tokens) or tokens[k - 1].text in ".!?" or "\n" in text[tokens[k - 1].end : tokens[k].start]
        if ends:
            line = [token for token in tokens[len(found) : k] if token.text[0].isalpha() and token.low not in small]
            found.extend([(k, any(token.text[0].islower() for token in line))] * (k - len(found)))
    return found


_DOCUMENT = "accords?|agreements?|charter|code|communiqué|convention|declaration|pact|peace|protocols?|treaty"
_MEETING = "conference|consultations|dialogue|forum|meetings?|negotiations|process|summits?|talks"
_ABOUT = "arms|border|ceasefire|climate|nuclear|peace|security|trade"
_AFTER = re.compile(rf"\b(?:{_DOCUMENT}) of $", re.IGNORECASE)
_BEFORE = re.compile(rf" (?:(?:{_ABOUT}) )?(?:{_DOCUMENT}|{_MEETING})\b", re.IGNORECASE)
_THE = re.compile(r"\bthe (?:[a-z]+ )?$", re.IGNORECASE)


def of_occasion(text: str, start: int, end: int) -> bool:
    """Is a capital from `start` to `end` part of the name of a document or a meeting that was made or held there?

    >>> text = "Iran left the Vienna talks."
    >>> of_occasion(text, text.index("Vienna"), text.index(" talks"))
    True
    """
    before = text[max(0, start - 20) : start]
    return bool(_AFTER.search(before) or (_THE.search(before) and _BEFORE.match(text, end)))


def only_namesake(name: Named, how: str, kind: ActorKind, goes_on: bool) -> bool:
    """Is it no state's name here but part of another name? `goes_on`: the word behind it belongs to no other actor."""
    if kind is not ActorKind.STATE or how not in ("name", "capital", "place"):
        return False
    if name.low(name.first - 1) in word_set("address") or (
        name.text(name.first - 1) == "." and name.low(name.first - 2) in word_set("address")
    ):
        return True  # «Mr Mali»
    return (goes_on and _longer(name)) or _partners(name)


def elsewhere(name: Named, whole: str, code: str, behind: str | None) -> bool:
    """«Tripoli, Lebanon» is not in Libya, «Paris, Texas» not in France.

    `whole` is the name as written, `behind` the state that the next name behind the comma tells.
    """
    if name.text(name.last) != ",":
        return False
    province = province_behind(name.tokens, name.last + 1)
    if province is not None:
        after = name.last + 1 + province[1]
        listed = name.low(after) in ("and", "or", "to") or (
            name.text(after) == ","
            and (name.low(after + 1) in ("and", "or") or province_behind(name.tokens, after + 1) is not None)
        )
        return province[0] != code and not listed
    return behind is not None and behind != code and behind in gazetteer().get(plain(whole), {})


def of_us_state(name: Named) -> bool:
    """«Georgia's governor», «the Georgia legislature», «Senator … of Georgia»: the offices of a state of the union."""
    after = name.last + (name.low(name.last) in ("'s", "’s"))
    offices = word_set("offices of a US state")
    secretary = name.low(after) == "secretary" and name.low(after + 1) == "of"
    before = name.low(name.first - 1) in ("of", "from") and name.low(name.first - 2) in offices
    return secretary or before or name.low(after) in offices


def _longer(name: Named) -> bool:
    """«Kenya Moore», «Niger Delta»; no «Kenya Air Force», and no «minister of Mali Sidi Keita»."""
    run: list[str] = []
    k = name.last
    while k < name.end and name.glued(k) and name.text(k)[:1].isupper():
        run.append(name.low(k))
        k += 1
    if not name.running or not run or name.low(name.first - 1) == "of":
        return False
    return not any(low in _organs() or low in word_set("parts of the land") for low in run)


def _partners(name: Named) -> bool:
    """«Holland & Knight», «Marsh & Paris»."""
    behind = name.text(name.last) == "&" and name.text(name.last + 1)[:1].isupper()
    before = name.text(name.first - 1) == "&" and name.text(name.first - 2)[:1].isupper()
    return (behind and not _known(name.text(name.last + 1))) or (before and not _known(name.text(name.first - 2)))


def _known(word: str) -> bool:
    from westphalia.ontology.surface import surface_forms

    return word in surface_forms()


@cache
def _organs() -> frozenset[str]:
    """The last words of what acts for a state («ministry», «guard»), and of titles."""
    kinds = (row["word"].split()[-1] for row in table("groups") if row["kind"] in ("agent", "weapon"))
    titles = (row["title"].split()[-1] for row in table("titles"))
    return frozenset(kinds) | frozenset(titles) | word_set("institutions") | word_set("organs in names")
