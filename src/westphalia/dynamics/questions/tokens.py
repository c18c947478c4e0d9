"""The words of a question with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `low` is it in lower case, without a trailing «'s»."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case, without the ending of a possessive."""
        return re.sub(r"['’]s?$", "", self.text.lower())


def tokens_of(text: str) -> list[Token]:
    """The words of `text`.

    >>> [token.low for token in tokens_of("Will Iran's U.S. talks (re-)start?")]
    ['will', 'iran', 'u.s.', 'talks', 're', 'start']
    """
    return [Token(m[0], m.start(), m.end()) for m in re.finditer(r"(?:[A-Z]\.){2,}|\w+(?:['’&-]\w+)*['’]?", text)]
