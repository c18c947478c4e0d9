"""One training example, whatever corpus it comes from: a text and those labels that the corpus has.

A label that a corpus does not have is None, and the heads that need it learn nothing from the example.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HELD = {"plv": 5}  # one group in so many is kept for development; else one in ten
OUTSIDE = -1
Offsets = tuple[int, int]  # code points into the text, end exclusive


@dataclass(frozen=True)
class Pair:
    """What one mention does to another: the possible actions (all equally right), and what else is known.

    `actions` is empty where nothing passes between the two. `related` says that the corpus has no unrelated pairs, so
    that the pair teaches which action it is but not whether there is one. `shares` are the teacher's probabilities of
    the sixteen actions, given that there is one (see `teacher`); a related pair without `actions` has nothing else.
    `same` says that the two mentions are of one actor, who then does nothing to himself. `OUTSIDE` in place of a
    mention is whomever the text does not mention; one of several with itself is what these do with each other.
    """

    actor: int
    recipient: int
    actions: tuple[str, ...]
    status: str | None = None
    mode: str | None = None
    related: bool = False
    shares: tuple[float, ...] | None = None
    same: bool = False


@dataclass(frozen=True)
class Example:
    """A text with labels. Role spans are (role, start, end); `words` with `heads`, `labels` are a dependency parse."""

    text: str
    corpus: str
    mentions: tuple[Offsets, ...] = ()
    pairs: tuple[Pair, ...] = ()
    about: tuple[str, ...] | None = None  # actions of the text as a whole
    attribution: tuple[tuple[str, int, int], ...] | None = None  # roles source, cue, content
    reports: bool | None = None  # holds content that is attributed to somebody, as PolNeAR has it
    quotes: bool | None = None  # the same as the project's sentences have it
    causal: bool | None = None  # states a cause, as the Causal News Corpus has it
    explains: bool | None = None  # the same as the project's sentences have it: in so many words
    causes: tuple[tuple[str, int, int], ...] | None = None  # roles cause, effect, signal
    kinds: tuple[str, ...] | None = None
    domains: tuple[str, ...] | None = None
    words: tuple[Offsets, ...] | None = None
    heads: tuple[int, ...] | None = None  # 0 the root, else the number of the word from 1
    labels: tuple[str, ...] | None = None
    marked: bool = True  # whether the encoder is told where the mentions stand, or else is to find them
    # Of each mention the record codes of whom it means: none where that is nobody, None where it is not known.
    actors: tuple[tuple[str, ...] | None, ...] | None = None
    named: tuple[bool, ...] = ()  # of each mention whether its own words name the actor
    sentence: int | None = None  # number in its article, where it is read with those around it
    group: str = ""  # what must not be divided between training and development: the document, the sentence

    @property
    def acting(self) -> tuple[tuple[str, int, int], ...] | None:
        """The mentions, with role actor, where they are to be found."""
        return None if self.marked else tuple(("actor", *span) for span in self.mentions)


def held(corpus: str, group: str) -> bool:
    """Whether the examples of a group are for development: by a hash, the same in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % HELD.get(corpus, 10) == 0
