"""Which party a few words name: «the Government of the Republic of Ghana», «KINGDOM OF BHUTAN», «THE BORROWER»."""

from __future__ import annotations

import re

from westphalia.reading.treaty.parties import Parties


def party_in(text: str, start: int, end: int, parties: Parties) -> tuple[str | None, bool]:
    """The party that is named between two offsets, and whether somebody is named there who is none."""
    from westphalia.ontology.actors import resolve

    words = " ".join(text[start:end].split()).strip(" :,.*_")
    third = False
    for name in _names_in(words):
        known = resolve(name)
        if known is not None and known.code in parties.codes:
            return known.code, False
        third = third or known is not None
    for mention in parties.mentions:
        placed = mention.inferred == "place in the state" and text[: mention.start].endswith(
            "of "
        )  # no envoy «at Riga»
        if start <= mention.start and mention.end <= end and (mention.inferred is None or placed):
            code = mention.actor_id.split("/")[0]
            if code in parties.codes:
                return code, False
            third = True
    low = words.lower()
    for alias, code in parties.aliases.items():
        if not third and re.search(rf"\b{re.escape(alias)}\b", low):
            return code, False
    return None, third


def resolved(words: str, parties: Parties) -> str | None:
    """The party whose name these words are, in capitals too, and nothing else."""
    from westphalia.ontology.actors import resolve

    words = " ".join(words.split()).strip(" :,.*_")
    low = re.sub(r"^the ", "", words.lower())
    if low in parties.aliases:
        return parties.aliases[low]
    for name in (
        words,
        *_names_in(re.sub(r"^(?:for |on behalf of )?(?:the )?(?:government of )?", "", words, flags=re.I))[:2],
    ):
        known = resolve(name)
        if known is not None and known.code in parties.codes and not re.search(r"\d", name):
            return known.code
    return None


_LONGEST = 160  # characters of words that may name a side


def _names_in(words: str) -> list[str]:
    """The words and what stands behind each «of» in them, the longest first; not in capitals."""
    words = re.sub(r"\s*\([^()]*\)", "", words[:_LONGEST])
    if words.isupper():
        words = re.sub(
            r"[^\W\d_]+(?:['’](?=S\b)[A-Z])?",
            lambda m: m.group().lower() if m.group() in ("OF", "THE", "AND", "D", "FOR") else m.group().capitalize(),
            words,
        )
    parts = [m.end() for m in re.finditer(r"^(?:the )?|\bof (?:the )?", words, re.I)]
    return list(dict.fromkeys(words[at:] for at in parts if words[at:]))
