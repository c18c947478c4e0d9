"""A language model as reader: any service that speaks the OpenAI chat-completions protocol, checked against the text.

The rules read first: sentences, mentions and actors are theirs. The model is shown the text in parts, as data, and may
answer with quotes from it and entries of closed lists; `llm_check` locates each quote, places each side by the
project's own tables, and drops and counts what does not hold. So an instruction hidden in an article can at most make
the model quote other stretches of the same article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from westphalia.errors import DataError
from westphalia.ontology.types import Claim, Document, Dropped, ReadBy, Span, Voice
from westphalia.reading import llm_prompt, reader
from westphalia.reading.llm_check import Checked, linked
from westphalia.reading.llm_protocol import Chat, Cost, CutOff
from westphalia.reading.llm_schema import Said, read_answer, schema
from westphalia.reading.llm_settings import settings
from westphalia.reading.llm_windows import halves, windows
from westphalia.reading.readers import program_version

LEAD = 600  # characters of the opening that later parts are given for names
_HALVINGS = 3


def read_text(text: str, *, llm: Mapping[str, Any] | None = None, **about: Any) -> Document:
    """What a text says, as a language model reads it and the text bears out; `about` as in `reader.read_text`.

    `llm` gives `url`, `model`, `prices` and `seconds`; what is missing is taken from the environment.

    Raises `CallError` where the settings are no good or the service refuses them, `DataError` where it cannot be
    brought to answer.
    """
    chosen = settings(llm)
    rules = reader.read_text(text, **about)
    chat = Chat(chosen)
    checked = Checked(rules)
    unread: list[tuple[Span, DataError]] = []
    parts = windows(text, rules.sentences)
    overlap = 0
    for part in parts:
        lead = text[: _lead(rules)] if part.start > 0 else ""
        try:
            for piece, said in _ask(chat, rules, part, lead, 0):
                checked.add(said, piece, overlap)
                overlap = piece.end
        except (DataError, CutOff) as error:
            unread.append((part, _whole(error, chat)))
    if unread and len(unread) == len(parts):
        raise unread[0][1]
    events = tuple(sorted(checked.events, key=lambda event: event.cue.start))
    claims = linked(sorted(checked.claims, key=lambda claim: (claim.start, claim.end)), events, rules)
    events = tuple(replace(event, holder=_holder(claims, event.cue.start)) for event in events)
    known = {actor.id for actor in rules.actors}
    return replace(
        rules,
        actors=(*rules.actors, *(group for key, group in checked.groups.items() if key not in known)),
        events=events,
        claims=claims,
        agreements=tuple(sorted(checked.agreements, key=lambda agreement: agreement.start)),
        voices=_voices(claims),
        warnings=(*rules.warnings, *_gaps(unread), *_warnings(checked.dropped, chat)),
        read_by=_read_by(chat, checked.dropped),
    )


def cost_line(read_by: ReadBy) -> str:
    """What a reading cost, in one line.

    >>> cost_line(ReadBy("llm", "1", requests=2, prompt_tokens=3100, completion_tokens=420))
    '2 requests, 3,100 prompt and 420 completion tokens'
    """
    tokens = "tokens not told by the service"
    if read_by.prompt_tokens is not None and read_by.completion_tokens is not None:
        tokens = f"{read_by.prompt_tokens:,} prompt and {read_by.completion_tokens:,} completion tokens"
    price = f", {read_by.price:.4f} at the prices given" if read_by.price is not None else ""
    return f"{read_by.requests} request{'s' * (read_by.requests != 1)}, {tokens}{price}"


# --- asking ----------------------------------------------------------------------------------------------------------


def _ask(chat: Chat, rules: Document, part: Span, lead: str, depth: int) -> Iterable[tuple[Span, Said]]:
    """The answers about a part; one that is cut off is asked for again in halves."""
    messages = llm_prompt.messages(rules.text[part.start : part.end], lead)
    try:
        return [(part, chat.ask(messages, schema(), read_answer))]
    except CutOff:
        cut = halves(part, rules.sentences) if depth < _HALVINGS else None
        if cut is None:
            raise
        lead = lead or rules.text[: _lead(rules)]
        return [
            *_ask(chat, rules, cut[0], lead if part.start else "", depth + 1),
            *_ask(chat, rules, cut[1], lead, depth + 1),
        ]


def _lead(rules: Document) -> int:
    """Where the opening ends: whole sentences."""
    return max((span.end for span in rules.sentences if span.end <= LEAD), default=min(LEAD, len(rules.text)))


def _whole(error: Exception, chat: Chat) -> DataError:
    if isinstance(error, DataError):
        return error
    return DataError(
        f"the llm service at {chat.settings.host} cuts its answers off; give the model room for longer ones"
    )


# --- the document ----------------------------------------------------------------------------------------------------


def _holder(claims: Sequence[Claim], at: int) -> str:
    """Who holds the innermost claim at an offset."""
    covering = [claim for claim in claims if claim.start <= at < claim.end]
    return min(covering, key=lambda claim: claim.end - claim.start).holder if covering else "author"


def _voices(claims: Sequence[Claim]) -> tuple[Voice, ...]:
    """Who is heard, in order of first hearing."""
    names: dict[tuple[str | None, str], str] = {}
    heard: Counter[tuple[str | None, str, str]] = Counter()
    for claim in claims:
        if claim.holder != "author":
            key = claim.holder_code, claim.holder.lower()
            names.setdefault(key, claim.holder)
            heard[(*key, claim.voice)] += 1
    return tuple(
        Voice(name, key[0], heard[(*key, "quote")], heard[(*key, "paraphrase")]) for key, name in names.items()
    )


def _gaps(unread: Sequence[tuple[Span, DataError]]) -> list[str]:
    """A line for each stretch of the text that could not be read."""
    lines: list[tuple[int, int, str]] = []
    for part, error in unread:
        if lines and lines[-1][1] >= part.start and lines[-1][2] == str(error):
            lines[-1] = lines[-1][0], part.end, str(error)
        else:
            lines.append((part.start, part.end, str(error)))
    return [f"not read: characters {start:,} to {end:,}; {why}" for start, end, why in lines]


def _warnings(dropped: Counter[tuple[str, str]], chat: Chat) -> list[str]:
    """That a model has read, and what of its answers was not kept: told wherever the reading is shown."""
    lines = [f"read by a language model ({chat.settings.model}), which may read otherwise when it is asked again"]
    counts = {what: sum(n for key, n in dropped.items() if key[0] == what) for what in ("event", "claim", "agreement")}
    lost = ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counts.items() if n)
    if lost:
        lines.append(f"left out of its answers, since text, tables or closed lists do not bear them out: {lost}")
    milder = sum(n for (what, _), n in dropped.items() if what == "status")
    if milder:
        lines.append(f"{milder} told by it as happened have the status that their sentence gives them")
    if chat.cut_prompt:
        lines.append("the service seems to have shortened the text that it was given; raise its context length")
    return lines


def _read_by(chat: Chat, dropped: Counter[tuple[str, str]]) -> ReadBy:
    cost: Cost = chat.cost
    return ReadBy(
        name="llm",
        version=program_version(),
        model=chat.settings.model,
        dropped=tuple(Dropped(what, why, n) for (what, why), n in sorted(dropped.items()) if n),
        requests=cost.requests,
        prompt_tokens=None if cost.untold else cost.prompt_tokens,
        completion_tokens=None if cost.untold else cost.completion_tokens,
        price=cost.price,
    )
