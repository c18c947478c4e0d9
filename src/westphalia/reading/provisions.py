"""«The Council, 1. Condemns the raid; 2. Thanks Chad»: a resolution or communiqué says once, on top, who decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import ActorKind
from westphalia.reading.references import Reference
from westphalia.reading.tables import word_set
from westphalia.reading.tokens import Token

_WORD = r"(?:[A-Z][\w’'-]*|of|and|for|the|on)"
_OPENER = re.compile(rf"(?:\A|\n[ \t]*\n)({_WORD}(?: {_WORD}){{0,14}},)[ \t]*(?=\n)")  # «The Security Council,» alone
_BODY = re.compile(r"\b(?:Council|Assembly|Committee|Conference|Commission|Summit|Board|Union|Parliament|Heads)\b")
_LINE = re.compile(r"\n[\W\d_]*$")  # what stands between a line's beginning and its first word
_FAR = 12  # characters of a number or bullet


def opening(text: str, references: Sequence[Reference], issuer: Reference | None) -> tuple[int, Reference] | None:
    """Where the provisions of a body begin and whose they are; None in any other text.

    The body is the organisation that the line names («The Council,»), else the one that issues the text or is named
    before it.
    """
    for line in _OPENER.finditer(text):
        if _BODY.search(line.group()) is None:
            continue
        named = [r for r in references if r.kind is ActorKind.ORGANISATION and r.code is not None]
        bodies = [r for r in named if r.start < line.end(1)]
        inside = [r for r in bodies if r.start >= line.start(1)]
        own = [issuer] if issuer is not None and issuer.kind is ActorKind.ORGANISATION else []
        found = next(iter((*inside, *own, *bodies)), None)
        return (line.end(1), found) if found is not None else None
    return None


def implied(text: str, tokens: list[Token], body: Reference, references: list[Reference]) -> list[Token]:
    """The tokens of a provision, its body before the verb as «it» would be; all others as they are.

    A provision opens a line. The verb's word stands for the body in the text; `references` grows by it.
    """
    words = (k for k, token in enumerate(tokens) if token.text[0].isalpha() and len(token.text) > 1)
    first = next(words, None)
    if first is None or not tokens[first].text[0].isupper():
        return tokens
    at = tokens[first].start
    if _LINE.search(text[max(0, at - _FAR) : at]) is None:
        return tokens
    verb = next(words, first) if tokens[first].low in word_set("before provisions") else first
    if tokens[verb].low not in word_set("provisions"):
        return tokens
    word = tokens[verb]
    subject, own = Token(word.start, word.start, "It"), Token(word.start, word.end, word.low)
    why = f"of «{body.text}», whose text it is"
    mention = replace(body, start=word.start, end=word.end, text=word.text, how="implied", inferred=why, role=None)
    references.append(mention)
    subject.actors = (len(references) - 1,)
    adverb = [Token(token.start, token.end, token.low) for token in tokens[first:verb]]
    return [*tokens[:first], subject, *adverb, own, *tokens[verb + 1 :]]
