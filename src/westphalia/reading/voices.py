"""Who is heard in a text, in direct quotation or in paraphrase, and who is spoken of but not heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from westphalia.ontology.types import ActorKind, Document, Voice
from westphalia.reading.attribution import Attribution
from westphalia.reading.references import Reference


def gather(attributions: Iterable[Attribution], references: list[Reference], loose_quotes: int) -> tuple[Voice, ...]:
    """The voices of a text in order of first hearing; quotations that nobody is given stand under «unattributed»."""
    names: dict[tuple[str | None, str], str] = {}
    quoted: Counter[tuple[str | None, str]] = Counter()
    paraphrased: Counter[tuple[str | None, str]] = Counter()
    for one in attributions:
        joint = [references[i] for i in one.members] if one.code is None else []
        single = references[one.reference] if one.reference is not None else None
        speakers: list[Reference | None] = [*joint] or [single]
        for reference in speakers:
            code = reference.code if joint and reference is not None else one.code
            named = reference is not None and reference.how not in ("title", "group")
            key = (code, reference.actor_id if reference is not None and named else one.holder.lower())
            person = reference is not None and reference.kind is ActorKind.PERSON and reference.how != "title"
            names.setdefault(key, reference.name if reference is not None and (person or joint) else one.holder)
            (quoted if one.voice == "quote" else paraphrased)[key] += 1
    voices = [Voice(name, key[0], quoted[key], paraphrased[key]) for key, name in names.items()]
    if loose_quotes:
        voices.append(Voice("unattributed", None, loose_quotes, 0))
    return tuple(voices)


def describe_voices(document: Document) -> str:
    """In words who is quoted, who is only paraphrased, and which states the text speaks of without hearing them.

    «One side» is one record code; voices without a code («some people») are named but are no side.
    """
    from westphalia.ontology.actors import name_of

    quoted = [voice for voice in document.voices if voice.quoted]
    only = [voice for voice in document.voices if voice.paraphrased and not voice.quoted]
    sides_quoted = list(dict.fromkeys(voice.code for voice in quoted if voice.code))
    sides_only = [
        code for code in dict.fromkeys(voice.code for voice in only if voice.code) if code not in sides_quoted
    ]
    parts = []
    if quoted:
        parts.append(f"The text quotes {_listed([_named(voice) for voice in quoted])} directly.")
    else:
        parts.append("The text quotes nobody directly.")
    if sides_only:
        heard = [
            f"{name_of(code)} ({', '.join(voice.name for voice in only if voice.code == code)})" for code in sides_only
        ]
        count = "one side" if len(sides_only) == 1 else f"{len(sides_only)} sides"
        parts.append(f"It gives {count} in paraphrase only: {_listed(heard)}.")
    unnamed = [voice.name for voice in only if voice.code is None]
    if unnamed:
        parts.append(f"Paraphrased without a side: {_listed(unnamed)}.")
    silent = [name_of(code) for code in _spoken_of(document) if code not in sides_quoted and code not in sides_only]
    if silent:
        parts.append(f"Not heard: {_listed(silent)}.")
    return " ".join(parts)


def _named(voice: Voice) -> str:
    return voice.name if voice.quoted == 1 else f"{voice.name} ({voice.quoted} times)"


def _spoken_of(document: Document) -> list[str]:
    """The record codes that claims are about, the most frequent first, at most six."""
    counts = Counter(code for claim in document.claims for one in document.each(claim) for code in one.actors)
    return [code for code, _ in counts.most_common(6)]


def _listed(items: list[str]) -> str:
    items = list(dict.fromkeys(items))
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]
