"""PolNeAR (Newell et al. 2018): attributions in news of the 2016 campaign, as source, cue and content.

The stand-off files (brat) mark spans in whole articles; an article is cut into sentences by Westphalia's own splitter,
and a span that runs over several sentences is marked in each. No licence is stated.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from training.examples import Example
from westphalia.reading.sentences import split as sentences_of

ROLES = ("source", "cue", "content")


def examples(data: Path, split: str = "train") -> Iterator[Example]:
    """Every sentence of one split (`train` or `dev`) with the spans of roles in it; empty where it has none."""
    texts: dict[str, str] = {}
    marks: dict[str, list[tuple[str, str]]] = {}
    with tarfile.open(data / "text" / "polnear_train_dev.tar.gz") as archive:
        for member in archive:
            name = Path(member.name)
            if member.isfile() and name.parts[0] == split:
                content = archive.extractfile(member)
                assert content is not None
                if name.parts[1] == "text":
                    texts[name.stem] = content.read().decode("utf-8")
                else:  # «…_d473.ann»: who annotated; some articles have two annotators, of whom the first is read
                    marks.setdefault(name.stem.rpartition("_")[0], []).append(
                        (name.stem, content.read().decode("utf-8"))
                    )
    for stem in sorted(texts):
        if stem not in marks:
            continue
        spans = list(_spans(min(marks[stem])[1]))
        for sentence in sentences_of(texts[stem]):
            start, end = sentence.start, sentence.end
            inside = tuple(
                (role, max(a, start) - start, min(b, end) - start) for role, a, b in spans if a < end and b > start
            )
            reports = any(role == "content" for role, _, _ in inside)
            yield Example(texts[stem][start:end], "polnear", attribution=inside, reports=reports, group=stem)


def _spans(annotation: str) -> Iterator[tuple[str, int, int]]:
    for line in annotation.splitlines():
        parts = line.split("\t")
        if not line.startswith("T") or len(parts) < 2:
            continue
        role, _, offsets = parts[1].partition(" ")
        if role.lower() in ROLES:
            for piece in re.findall(r"(\d+) (\d+)", offsets.replace(";", " ; ")):
                yield role.lower(), int(piece[0]), int(piece[1])
