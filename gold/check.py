"""Checks the gold set against its closed lists, and finds the offsets of quoted spans for an annotator.

    python gold/check.py                     every article under gold/blind is whole, exact and as in SHA256SUMS
    python gold/check.py open                every article under gold/open (or developed, apart) is whole and exact
    python gold/check.py kinds/seen          the same without claims and causes, and of any length
    python gold/check.py place DRAFT TEXT    DRAFT (JSON without offsets) with `start` and `end` of every `text`

In a draft a cause is {"cause": "words", "effect": "words", "polarity": 1}. Words that occur more than once are taken at
their first place, or at the nth with "nth" (causes: "cause_nth", "effect_nth").
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from westphalia.ontology.types import ClaimKind, Status

HERE = Path(__file__).parent
BLIND = HERE / "blind"
LISTS = HERE.parent / "src" / "westphalia" / "ontology"
GENRES = {"wire", "op-ed", "communique", "treaty", "analysis", "interview", "headline list"}
EVENTS_ALONE = {"id", "genre", "kind", "region", "perspective", "date", "actors", "events", "agreements"}
KEYS = (EVENTS_ALONE - {"kind"}) | {"claims", "causes"}


def column(name: str, key: str) -> set[str]:
    """The values of one column of a closed list."""
    with (LISTS / name).open(encoding="utf-8", newline="") as rows:
        return {row[key] for row in csv.DictReader(rows)}


ACTIONS = column("actions.csv", "code")
DOMAINS = column("domains.csv", "domain")
CODES = column("states.csv", "code") | column("organisations.csv", "id") | column("groups.csv", "id")
STATUSES = {str(status) for status in Status}
KINDS = {str(kind) for kind in ClaimKind}


def check(path: Path) -> list[str]:
    """What is wrong with one article."""
    wrong: list[str] = []
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def need(holds: bool, what: str) -> None:
        if not holds:
            wrong.append(f"{path.stem}: {what}")

    def span(start: int, end: int, words: str | None = None) -> None:
        inside = 0 <= start < end <= len(text)
        need(inside, f"span {start}-{end} is outside the text")
        found = text[start:end]
        need(words is None or found == words, f"{words!r} is not at {start}-{end}")
        need(found == found.strip(), f"span {start}-{end} has white space at an end")

    def code(value: str | None, what: str) -> None:
        need(value in CODES and "/" not in str(value), f"{what} {value!r} is no code")
        need(value in gold["actors"], f"{what} {value!r} is missing from actors")

    keys = EVENTS_ALONE if "kind" in gold else KEYS  # under gold/kinds claims are not annotated
    need(set(gold) == keys, f"keys {sorted(set(gold) ^ keys)}")
    need(gold["id"] == path.stem, "id is not the file's name")
    need(gold["genre"] in GENRES, f"genre {gold['genre']!r}")
    need(gold["date"] is None or bool(date.fromisoformat(gold["date"])), "date")
    need("kind" in gold or 90 <= len(text.split()) <= 260, f"{len(text.split())} words")
    need(gold["actors"] == sorted(set(gold["actors"])), "actors are not sorted and single")
    for actor in gold["actors"]:
        code(actor, "actor")
    for event in gold["events"]:
        need(set(event) == {"actor", "action", "recipient", "status", "text", "start", "end"}, f"event keys {event}")
        code(event["actor"], "actor")
        code(event["recipient"], "recipient")
        need(event["action"] in ACTIONS, f"action {event['action']!r}")
        need(event["status"] in STATUSES, f"status {event['status']!r}")
        span(event["start"], event["end"], event["text"])
    for entry in gold["agreements"]:
        for party in entry["parties"]:
            code(party, "party")
        need(len(entry["parties"]) >= 2, "agreement with fewer than two parties")
        need(all(name in text for name in entry["signatories"]), f"signatories {entry['signatories']}")
        need(set(entry["domains"]) <= DOMAINS, f"domains {entry['domains']}")
        need(entry["status"] in STATUSES, f"status {entry['status']!r}")
        span(entry["start"], entry["end"], entry["text"])
    for claim in gold.get("claims", ()):
        need(claim["kind"] in KINDS, f"kind {claim['kind']!r}")
        need(claim["holder"] == "author" or claim["holder"] in text, f"holder {claim['holder']!r}")
        need(claim["holder"] != "author" or claim["holder_code"] is None, "the author has a code")
        if claim["holder_code"] is not None:
            code(claim["holder_code"], "holder")
        span(claim["start"], claim["end"], claim["text"])
    places = [(claim["start"], claim["end"]) for claim in gold.get("claims", ())]
    need(len(places) == len(set(places)), "a claim is there twice")
    for cause in gold.get("causes", ()):
        span(*cause["cause"])
        span(*cause["effect"])
        need(cause["polarity"] in (-1, 0, 1), f"polarity {cause['polarity']}")
    return wrong


def sums() -> str:
    """The sha256 of every text and annotation under blind, as `sha256sum` writes it, by name."""
    files = sorted([*BLIND.glob("*.txt"), *BLIND.glob("*.json")], key=lambda path: path.name)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def find(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Where the words stand for the nth time."""
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    if len(places) < nth:
        raise SystemExit(f"not in the text: {words!r}")
    return places[nth - 1], places[nth - 1] + len(words)


def place(draft: Path, source: Path) -> str:
    """The draft with offsets."""
    text = source.read_text(encoding="utf-8")
    gold = json.loads(draft.read_text(encoding="utf-8"))
    for key in ("events", "agreements", "claims"):
        for item in gold.get(key, ()):
            item["start"], item["end"] = find(text, item["text"], item.pop("nth", 1))
    for item in gold.get("causes", ()):
        for end in ("cause", "effect"):
            nth = item.pop(f"{end}_nth", 1)
            if isinstance(item[end], str):
                item[end] = list(find(text, item[end], nth))
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Checks, or places a draft, or prints the sums."""
    if arguments[:1] == ["place"]:
        print(place(Path(arguments[1]), Path(arguments[2])), end="")
        return 0
    if arguments[:1] == ["sums"]:
        print(sums(), end="")
        return 0
    half = HERE / arguments[0] if arguments else BLIND
    if not half.is_dir():
        there = ", ".join(sorted(path.name for path in HERE.iterdir() if path.is_dir()))
        print(f"no folder {half.name!r} in the gold set; there are {there}")
        return 1
    articles = sorted(half.glob("*.json"))
    wrong = [line for path in articles for line in check(path)]
    frozen = BLIND / "SHA256SUMS"
    if half == BLIND and (not frozen.exists() or frozen.read_text(encoding="utf-8") != sums()):
        wrong.append("SHA256SUMS does not agree with the files")
    print(*wrong, f"{len(articles)} articles, {len(wrong)} faults", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
