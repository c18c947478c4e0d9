"""Where the text refers to actors: names, demonyms, capitals, institutions, towns, titles with and without names.

Pronouns and «the two countries» come later, sentence by sentence (`coreference`).
"""

from __future__ import annotations

from datetime import date

from westphalia.ontology.states import states
from westphalia.ontology.types import ActorKind
from westphalia.reading.instead import settle
from westphalia.reading.names import match
from westphalia.reading.references import Reference
from westphalia.reading.tables import alternatives, table
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
    return _two_states(*join_titles(text, merged, references, published))


def _two_states(tokens: list[Token], references: list[Reference]) -> tuple[list[Token], list[Reference]]:
    """«the two Koreas», «both Congos»: the two states of one name (`shared_names.csv`), each with a reference."""
    shared = {row["word"]: alternatives(row["codes"]) for row in table("shared_names")}
    if not any(token.text in shared for token in tokens):
        return tokens, references
    known: list[Reference] = []
    for token in tokens:
        found = [references[i] for i in token.actors]
        if not found and token.text in shared:
            found = [_state(token, code) for code in shared[token.text]]
            token.form = "noun"
        token.actors = tuple(range(len(known), len(known) + len(found)))
        known.extend(found)
    return tokens, known


def _state(token: Token, code: str) -> Reference:
    name = states()[code].name
    return Reference(token.start, token.end, token.text, code, code, "name", ActorKind.STATE, name)
