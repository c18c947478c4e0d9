"""Where the text refers to actors: names, demonyms, capitals, institutions, towns, titles with and without names.

Pronouns and «the two countries» come later, sentence by sentence (`coreference`).
"""

from __future__ import annotations

from datetime import date

from westphalia.reading.instead import settle
from westphalia.reading.names import match
from westphalia.reading.references import Reference
from westphalia.reading.titles import join_titles
from westphalia.reading.tokens import Token


def find(text: str, tokens: list[Token], published: date | None = None) -> tuple[list[Token], list[Reference]]:
    """The tokens with every mention as one token tagged by its references, and the references in text order.

    >>> from westphalia.reading.tokens import tokenize
    >>> text = "Kenyan President William Ruto met the Pope."
    >>> [reference.actor_id for reference in find(text, tokenize(text))[1]][:1]
    ['KEN/william-ruto']
    """
    merged, references = match(text, tokens, published)
    settle(text, references)
    return join_titles(text, merged, references, published)
