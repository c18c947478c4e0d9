"""The project's own labelled sentences: their format (see sentences/README.md), read and checked.

`python -m training.own` checks every file and prints what is there; `python -m training.own FILE` one file.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example, Pair
from westphalia.errors import CallError
from westphalia.ontology import actions, actors, domains
from westphalia.ontology.types import ClaimKind, Status

FOLDER = Path(__file__).parent / "sentences"
CAUSAL = ("reasons",)  # files whose causes are labelled as the Causal News Corpus labels them: purposes are causes too
_TAG = re.compile(r"\[(\d+)(?:=(\d+))?:([^\[\]]+)\]")
_EVENT = re.compile(r"([^>=]+)([>=])([^>=]+) ([A-Z]+)(?:/([a-z-]+))? ([a-z]+)$")
_POLARITY = {"+": 1, "-": -1, "0": 0}
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Labelled:
    """A text with its labels; offsets are code points into `text`, mentions are numbered from 0 in order.

    `group` names its article, or is the text of a sentence that stands for itself.
    `same[i]` is the number of the actor that mention i refers to; `events` are (actor mention, recipient mention,
    action, mode, status); `attributions` (source, cue, content) as spans in pieces; `causes` (polarity, cause, effect).
    `who` says of actors that the sentence does not name whom the article means: record codes, none for nobody's.
    `beyond` are events of which the sentence marks one side only, its mention first: (mention, record codes of the
    other side, whether the mention is the actor, action, mode, status).
    """

    text: str
    mentions: tuple[tuple[int, int], ...]
    same: tuple[int, ...]
    events: tuple[tuple[int, int, str, str | None, str], ...]
    attributions: tuple[tuple[Spans, Spans, Spans], ...]
    causes: tuple[tuple[int, tuple[int, int], tuple[int, int]], ...]
    kinds: tuple[str, ...] | None
    domains: tuple[str, ...]
    where: str
    theme: str
    group: str
    who: dict[int, tuple[str, ...]]
    beyond: tuple[tuple[int, tuple[str, ...], bool, str, str | None, str], ...] = ()


def read(folder: Path = FOLDER) -> list[Labelled]:
    """Every block of every file of `folder`, in order of file name and line.

    Raises:
        ValueError: a block that breaks the format, with file, line and what is wrong.
    """
    return [block for path in sorted(folder.glob("*.txt")) for block in read_file(path)]


def read_file(path: Path) -> Iterator[Labelled]:
    """The blocks of one file; raises as `read` does."""
    for lines, where, article in _blocks(path):
        yield _block(lines, where, path.stem, article)


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    """The sentences as training examples; an ordered pair of two actors' mentions that no event names is unrelated.

    A pair whose actors have an event through other mentions of theirs is neither, and left out.
    """
    return (example(block) for block in read(folder))


def example(block: Labelled) -> Example:
    """A sentence as a training example."""
    return Example(
        block.text,
        "own",
        block.mentions,
        tuple(_pairs(block)),
        attribution=tuple(_roles(block)),
        quotes=any(content for _, _, content in block.attributions),
        causal=bool(block.causes) if block.theme in CAUSAL else None,
        explains=bool(block.causes),
        causes=tuple(
            (role, *span) for _, *pair in block.causes for role, span in zip(("cause", "effect"), pair, strict=True)
        ),
        kinds=block.kinds,
        domains=block.domains,
        marked=False,
        group=block.group,
    )


def _pairs(block: Labelled) -> Iterator[Pair]:
    told = {(block.same[a], block.same[b]) for a, b, *_ in block.events}
    for a in range(len(block.mentions)):
        for b in set(range(len(block.mentions))) - {a}:
            events = [event[2:] for event in block.events if event[:2] == (a, b)]
            if events:
                yield pair_of(a, b, events)
            elif block.same[a] == block.same[b]:
                yield Pair(a, b, (), same=True)
            elif (block.same[a], block.same[b]) not in told:
                yield Pair(a, b, ())


def pair_of(actor: int, recipient: int, events: Sequence[tuple[str, str | None, str]]) -> Pair:
    """The pair that has these events: action, mode, status."""
    actions = tuple(dict.fromkeys(action for action, _, _ in events))
    statuses = {status for _, _, status in events}
    modes = {mode for _, mode, _ in events}
    status = statuses.pop() if len(statuses) == 1 else None
    mode = modes.pop() if len(actions) == len(modes) == 1 else None
    return Pair(actor, recipient, actions, status, mode)


def _roles(block: Labelled) -> Iterator[tuple[str, int, int]]:
    for attribution in block.attributions:
        for role, pieces in zip(("source", "cue", "content"), attribution, strict=True):
            yield from ((role, *piece) for piece in pieces)


def _blocks(path: Path) -> Iterator[tuple[list[str], str, str]]:
    """The lines of each block, where it stands, and the file and headline of its article («» outside articles)."""
    block: list[str] = []
    start = 0
    article = ""
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            article = f"{path.name} {line[3:].strip()}" if line.startswith("## ") else article
            continue
        if line.strip():
            start = start if block else number
            block.append(line.rstrip())
        elif block:
            yield block, f"{path.name}:{start}", article
            block = []


def _block(lines: list[str], where: str, theme: str, article: str) -> Labelled:
    def fail(why: str) -> ValueError:
        return ValueError(f"{where}: {why}")

    if not lines[0].startswith("T "):
        raise fail("a block starts with a line «T text»")
    text, spans, numbers, same = _untag(lines[0][2:].strip(), fail)
    at = {number: index for index, number in enumerate(numbers)}
    events: list[tuple[int, int, str, str | None, str]] = []
    attributions: list[tuple[Spans, Spans, Spans]] = []
    causes: list[tuple[int, tuple[int, int], tuple[int, int]]] = []
    kinds: tuple[str, ...] | None = None
    about: tuple[str, ...] = ()
    who: dict[int, tuple[str, ...]] = {}
    beyond: list[tuple[int, tuple[str, ...], bool, str, str | None, str]] = []
    for line in lines[1:]:
        letter, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if letter == "E":
            for row in _events(rest.strip(), at, fail):
                if isinstance(row[0], int) and isinstance(row[1], int):
                    events.append(row)
                else:
                    acts = isinstance(row[0], int)
                    beyond.append((*(row[:2] if acts else row[1::-1]), acts, *row[2:]))
        elif letter == "A" and len(parts) == 3:
            source, cue, content = (_find(text, part, fail) for part in parts)
            attributions.append((source, cue, content))
        elif letter == "C" and len(parts) == 3 and parts[0] in _POLARITY:
            cause, effect = _find(text, parts[1], fail), _find(text, parts[2], fail)
            causes.append((_POLARITY[parts[0]], (cause[0][0], cause[-1][1]), (effect[0][0], effect[-1][1])))
        elif letter == "K":
            kinds = tuple(ClaimKind(kind).value for kind in rest.split() if kind != "-")
        elif letter == "W":
            number, _, names = rest.strip().partition(" ")
            if not number.isdigit() or int(number) not in at or not names:
                raise fail(f"cannot read {line!r}; expected «W mention names», with a mention of the text")
            who[same[at[int(number)]]] = _codes(names, fail)
        elif letter == "D":
            about = tuple(rest.split())
            unknown = set(about) - {*domains.DOMAINS, *domains.EXTRA_DOMAINS}
            if unknown:
                raise fail(f"no domain {sorted(unknown)}")
        else:
            raise fail(f"cannot read the line {line!r}")
    for one, other, *_ in events:
        if same[one] == same[other] and len(who.get(same[one], ())) < 2:
            raise fail("an event of an actor with itself needs a line W that says which several it means")
    return Labelled(
        text,
        tuple(spans),
        tuple(same),
        tuple(events),
        tuple(attributions),
        tuple(causes),
        kinds,
        about,
        where,
        theme,
        article or text,
        who,
        tuple(beyond),
    )


def _untag(tagged: str, fail):  # type: ignore[no-untyped-def]
    text, spans, numbers, actors = "", [], [], {}
    end = 0
    for match in _TAG.finditer(tagged):
        text += tagged[end : match.start()]
        spans.append((len(text), len(text) + len(match[3])))
        text += match[3]
        end = match.end()
        number = int(match[1])
        if number in actors:
            raise fail(f"mention {number} stands twice; number every mention, and write [n=m:…] for the same actor")
        if match[2] and int(match[2]) == number:
            raise fail(f"mention {number} refers to itself")
        numbers.append(number)
        actors[number] = int(match[2]) if match[2] else number
    text += tagged[end:]
    if "[" in text or "]" in text:
        raise fail("a bracket that is no mention")
    unknown = sorted(set(actors.values()) - set(numbers))
    if unknown:
        raise fail(f"no mention {unknown[0]}")
    roots = [_root(number, actors) for number in numbers]
    return text, spans, numbers, [numbers.index(root) for root in roots]


def _root(number: int, actors: dict[int, int]) -> int:
    seen = set()
    while actors[number] != number and number not in seen:
        seen.add(number)
        number = actors[number]
    return number


def _events(line: str, at: dict[int, int], fail):  # type: ignore[no-untyped-def]
    match = _EVENT.match(line)
    if not match:
        raise fail(f"cannot read the event {line!r}; expected «1>2 ACTION[/mode] status», or a name for one number")
    code, mode, status = match[4], match[5], match[6]
    a, b = (_side(match[group].strip(), at, fail) for group in (1, 3))
    if not isinstance(a, int) and not isinstance(b, int):
        raise fail(f"the event {line!r} has no mention of the sentence")
    if code not in actions.ACTIONS:
        raise fail(f"no action {code}")
    if mode and mode not in actions.action(code).modes:
        raise fail(f"{code} has no mode {mode!r}; its modes: {', '.join(actions.action(code).modes) or 'none'}")
    if status not in {s.value for s in Status}:
        raise fail(f"no status {status!r}")
    rows = [(a, b, code, mode, status)]
    return [*rows, (b, a, code, mode, status)] if match[2] == "=" else rows


def _side(words: str, at: dict[int, int], fail) -> int | tuple[str, ...]:  # type: ignore[no-untyped-def]
    """The mention of a number, or the record codes of names."""
    if not words.isdigit():
        return _codes(words, fail)
    if int(words) not in at:
        raise fail(f"no mention {words}")
    return at[int(words)]


def _codes(names: str, fail) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    try:
        return tuple(actors.code_of(name.strip()) for name in names.split(",") if name.strip() != "-")
    except CallError as error:
        raise fail(str(error)) from error


def _find(text: str, part: str, fail) -> Spans:  # type: ignore[no-untyped-def]
    if part == "-":
        return ()
    found = []
    for piece in part.split(" … "):
        word, _, nth = piece.partition("#") if re.search(r"#\d$", piece) else (piece, "", "")
        start = -1
        for _ in range(int(nth or 1)):
            start = text.find(word, start + 1)
            if start < 0:
                raise fail(f"{piece!r} is not in the text")
        found.append((start, start + len(word)))
    return tuple(found)


def main() -> None:
    """Check the files named on the command line, or all, and count."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.txt"))
    wrong = 0
    for path in paths:
        blocks = []
        for lines, where, article in _blocks(path):
            try:
                blocks.append(_block(lines, where, path.stem, article))
            except ValueError as error:
                print(error)
                wrong = 1
        events = Counter(event[2] for block in blocks for event in block.events)
        events.update(event[3] for block in blocks for event in block.beyond)
        status = Counter(event[4] for block in blocks for event in block.events)
        status.update(event[5] for block in blocks for event in block.beyond)
        kinds = Counter(kind for block in blocks for kind in block.kinds or ())
        print(f"{path.name}: {len(blocks)} texts, {sum(events.values())} events")
        for counts in (events, status, kinds):
            print("  " + ", ".join(f"{name} {n}" for name, n in counts.most_common()))
        print(
            f"  attributions {sum(len(b.attributions) for b in blocks)}, causes {sum(len(b.causes) for b in blocks)}, "
            f"twice: {len(blocks) - len({b.text for b in blocks})}"
        )
    sys.exit(wrong)


if __name__ == "__main__":
    main()
