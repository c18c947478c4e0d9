"""Words and marks of a text with their offsets."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|"
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|m|bn|s)?\b|[^\W_]+(?:['’](?=[^\W_])(?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*|"
    r"[^\w\s]|_",
    re.IGNORECASE,
)


class Token:
    """One word or mark. `actors` indexes the mentions that a token tagged M stands for."""

    __slots__ = ("actors", "end", "form", "lemma", "low", "start", "tag", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.low = text.lower()
        self.tag = ""
        self.lemma = ""
        self.form = ""
        self.actors: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}{self.form}"

    @property
    def last_word(self) -> str:
        """In lower case, of a mention of several words the last: «ambassador» of «the Turkish ambassador»."""
        return self.low.rsplit(" ", 1)[-1]


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` between two offsets; hyphens and possessive marks stand alone.

    >>> [t.text for t in tokenize("Iran’s U.S.-led talks didn't end.")]
    ['Iran', '’s', 'U.S.', '-', 'led', 'talks', 'did', "n't", 'end', '.']
    """
    return [
        Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def glued(tokens: list[Token], i: int) -> bool:
    """Does the mark at `i` touch both its neighbours?"""
    return 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def join_hyphens(tokens: list[Token]) -> list[Token]:
    """Tokens with «long-term» as one word; a hyphen next to a mention stays apart («Russia-Iran», «US-led»)."""
    if not any(token.text in "-‐‑" for token in tokens):
        return tokens
    joined: list[Token] = []
    skip = False
    for i, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        before = joined[-1] if joined else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if (
            token.text in "-‐‑"
            and before is not None
            and after is not None
            and before.end == token.start
            and token.end == after.start
            and not before.actors
            and not after.actors
            and before.text[-1].isalnum()
            and after.text[0].isalnum()
        ):
            whole = Token(before.start, after.end, before.text + token.text + after.text)
            joined[-1] = whole
            skip = True
        else:
            joined.append(token)
    return joined
