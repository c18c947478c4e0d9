"""Scores of a reader against annotations: what counts as right, and by how much the figures may be off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from westphalia.errors import CallError, DataError
from westphalia.reading import goldset
from westphalia.reading.scoring import Score, Scores, score_annotation, score_reader
from westphalia.reading.sentences import split

TEXT = "Kenya thanked Uganda. Kenya will meet Uganda, said a minister. Rain helps because tea needs water."


def event(actor: str, action: str, recipient: str, status: str = "happened") -> dict[str, Any]:
    return {"actor": actor, "action": action, "recipient": recipient, "status": status}


def claim(text: str, kind: str = "event", holder: str = "author", code: str | None = None) -> dict[str, Any]:
    return {"text": text, "kind": kind, "holder": holder, "holder_code": code}


def folder(place: Path, *annotations: dict[str, Any], text: str = TEXT) -> Path:
    place.mkdir()
    for k, annotation in enumerate(annotations):
        (place / f"{k:02}.txt").write_text(text, encoding="utf-8")
        (place / f"{k:02}.json").write_text(json.dumps(annotation), encoding="utf-8")
    return place


def compare(tmp_path: Path, gold: dict[str, Any], other: dict[str, Any]) -> dict[tuple[str, str], Score]:
    found = score_annotation(folder(tmp_path / "gold", gold), folder(tmp_path / "other", other))
    return {(row.name, row.unit): row for row in found.rows}


def counts(row: Score) -> tuple[int, int, int]:
    return row.right, row.found, row.annotated


EVENTS = "events: actor, action, recipient, status"


def test_events_are_compared_as_multisets(tmp_path: Path) -> None:
    thanks, attack = event("KEN", "SUPPORT", "UGA"), event("UGA", "ASSAULT", "KEN", "denied")
    gold = {"events": [thanks, thanks, attack, event("KEN", "AID", "UGA")]}
    other = {
        "events": [
            thanks,
            attack | {"status": "happened"},
            attack | {"status": "happened"},
            event("KEN", "AGREE", "UGA"),
        ]
    }
    rows = compare(tmp_path, gold, other)
    assert counts(rows[EVENTS, "F1"]) == (1, 4, 4)
    assert rows[EVENTS, "F1"].value == pytest.approx(25.0)
    assert counts(rows["events without status", "F1"]) == (2, 4, 4)
    assert counts(rows["events without action", "F1"]) == (2, 4, 4)
    assert counts(rows["happened events", "F1"]) == (1, 4, 3)
    assert (rows["status of the same events", "kappa"].right, rows["status of the same events", "kappa"].found) == (
        1,
        2,
    )


def test_traps_are_counted_apart(tmp_path: Path) -> None:
    gold = {"events": [event("UGA", "ASSAULT", "KEN", "feared"), event("KEN", "AID", "UGA", "urged")]}
    other = {"events": [event("UGA", "ASSAULT", "KEN"), event("KEN", "AID", "UGA", "planned")]}
    found = score_annotation(folder(tmp_path / "gold", gold), folder(tmp_path / "other", other))
    assert (found.invented, found.invented_there, found.traps) == (1, 0, 2)  # nobody says where they stand


def test_a_trap_told_in_its_own_sentence_is_told_from_one_told_elsewhere(tmp_path: Path) -> None:
    def at(words: str, status: str, action: str = "ASSAULT") -> dict[str, object]:
        start = TEXT.index(words)
        return event("UGA", action, "KEN", status) | {"start": start, "end": start + len(words)}

    first, second = (TEXT[s.start : s.end] for s in split(TEXT)[:2])
    gold = {"events": [at(first, "feared"), at(first, "urged", "AID")]}
    other = {"events": [at(first.split()[0], "happened"), at(second, "happened", "AID")]}
    found = score_annotation(folder(tmp_path / "gold", gold), folder(tmp_path / "other", other))
    assert (found.invented, found.invented_there, found.traps) == (2, 1, 2)


def test_claims_match_by_half_of_the_words_of_the_longer(tmp_path: Path) -> None:
    gold = {
        "claims": [
            claim("Kenya thanked Uganda"),
            claim("Kenya will meet Uganda", "forecast", "a minister", "KEN"),
            claim("Rain helps because tea needs water", "cause"),
        ]
    }
    other = {
        "claims": [
            claim("thanked Uganda"),
            claim("Kenya will meet Uganda, said", "event", "the minister of trade"),
            claim("tea needs"),
        ]
    }
    rows = compare(tmp_path, gold, other)
    assert counts(rows["claim spans", "F1"]) == (2, 3, 3)
    assert counts(rows["claim holders", "F1"]) == (2, 3, 3)
    assert counts(rows["claim holders other than the author", "F1"]) == (1, 1, 1)
    assert rows["kind of matched claims", "share"].value == pytest.approx(50.0)
    # Of two pairs one agrees; chance agrees on (1/2 * 2/2) = 1/2: kappa is 0.
    assert rows["kind of matched claims", "kappa"].value == pytest.approx(0.0)


def test_causes_and_agreements(tmp_path: Path) -> None:
    cause = {"cause": [TEXT.index("tea"), len(TEXT) - 1], "effect": [TEXT.index("Rain"), TEXT.index(" because")]}
    treaty = {"parties": ["KEN", "UGA"], "status": "happened", "domains": ["energy", "finance"]}
    gold = {"causes": [cause | {"polarity": 1}], "agreements": [treaty]}
    other = {
        "causes": [cause | {"polarity": -1}],
        "agreements": [
            treaty | {"parties": ["UGA", "KEN"], "domains": ["energy"]},
            treaty | {"parties": ["KEN", "TZA"]},
        ],
    }
    rows = compare(tmp_path, gold, other)
    assert counts(rows["causes: cause and effect", "F1"]) == (1, 1, 1)
    assert counts(rows["causes with polarity", "F1"]) == (0, 1, 1)
    assert counts(rows["agreements by parties", "F1"]) == (1, 2, 1)
    assert rows["status of matched agreements", "share"].value == 100
    assert rows["domains of matched agreements", "F1"].value == pytest.approx(200 / 3)
    assert (EVENTS, "F1") not in rows  # lists that nobody annotated are not scored


def test_intervals_come_from_resampled_articles(tmp_path: Path) -> None:
    right, wrong = {"events": [event("KEN", "AID", "UGA")]}, {"events": [event("UGA", "AID", "KEN")]}
    gold = folder(tmp_path / "gold", *[right] * 20)
    same = score_annotation(gold, folder(tmp_path / "same", *[right] * 20)).rows[0]
    assert (same.value, same.low, same.high) == (100, 100, 100)
    half = score_annotation(gold, folder(tmp_path / "half", *[right, wrong] * 10)).rows[0]
    assert half.value == pytest.approx(50)
    assert half.low is not None and half.high is not None
    assert 20 <= half.low <= 35 and 65 <= half.high <= 80  # binomial, n 20: 30 to 70
    assert half == score_annotation(gold, tmp_path / "half").rows[0]


def test_genres_are_shown_where_there_are_enough(tmp_path: Path) -> None:
    rows = {"events": [event("KEN", "AID", "UGA")] * 4}
    gold = folder(tmp_path / "gold", *[rows | {"genre": "wire"}] * 5, *[rows | {"genre": "op-ed"}] * 4)
    found = score_annotation(gold, gold)
    assert {genre: n for genre, (n, _) in found.genres.items()} == {"wire": 5}
    assert found.genres["wire"][1][0].annotated == 20


def test_a_reader_is_read_and_timed(tmp_path: Path) -> None:
    gold = {"events": [event("KEN", "SUPPORT", "UGA")], "claims": [claim("Kenya thanked Uganda")], "causes": []}
    found: Scores = score_reader(folder(tmp_path / "gold", gold), "rules")
    assert (found.reader, found.articles, found.sentences) == ("rules", 1, 3)
    assert found.seconds is not None and found.seconds > 0 and found.version
    assert found.rows[0].right == 1
    plain = json.loads(json.dumps(found.to_dict()))
    assert plain["rows"][0]["name"] == EVENTS and plain["sentences_per_second"] > 0 and plain["cost"] is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"events": {}}, "events is no list of objects"),
        ({"events": [event("KENYA", "AID", "UGA")]}, r"events\[0\].actor 'KENYA' is no code"),
        ({"events": [event("KEN", "AID", "UGA"), event("KEN", "HELP", "UGA")]}, r"events\[1\].action 'HELP' is none"),
        ({"events": [event("KEN", "AID", "UGA", "sure")]}, r"events\[0\].status 'sure' is none of happened"),
        ({"claims": [{"text": "Kenya", "kind": "event", "holder": "author"}]}, r"claims\[0\].text 'Kenya' stands 2"),
        ({"claims": [claim("Peru")]}, "stands 0 times"),
        ({"claims": [claim("Kenya") | {"start": 1, "end": 6}]}, r"claims\[0\].text 'Kenya' does not stand at 1 to 6"),
        ({"claims": [claim("x") | {"start": 5, "end": 5000}]}, "5 to 5000 is no span"),
        ({"claims": [claim("Rain helps") | {"holder": None}]}, r"claims\[0\].holder is missing"),
        ({"claims": [claim("Rain helps", "rumour")]}, r"claims\[0\].kind 'rumour' is none of"),
        ({"causes": [{"cause": [0, 5], "effect": [0], "polarity": 1}]}, r"causes\[0\].effect is no \[start, end\]"),
        ({"causes": [{"cause": [0, 5], "effect": [6, 9], "polarity": 3}]}, r"causes\[0\].polarity 3 is none of"),
        ({"agreements": [{"parties": ["KEN"], "status": "happened"}]}, r"agreements\[0\].parties is no list"),
        ({"agreements": [{"parties": ["KEN", "UG"], "status": "happened"}]}, r"agreements.0..parties.1. 'UG'"),
        ({"date": "May", "events": []}, "date 'May' is no day"),
        ({"actors": []}, "holds none of the lists"),
    ],
)  # fmt: skip
def test_errors_name_file_and_key(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words) as caught:
        goldset.load(folder(tmp_path / "gold", change))
    assert "00.json: " in str(caught.value)


def test_folders_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no folder"):
        goldset.load(tmp_path / "nowhere")
    with pytest.raises(CallError, match="no annotations in"):
        goldset.load(tmp_path)
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(DataError, match=r"a\.json: there is no text a\.txt"):
        goldset.load(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(DataError, match=r"a\.txt: is no UTF-8 text"):
        goldset.load(tmp_path)
    (tmp_path / "a.txt").write_text("Peru.")
    (tmp_path / "a.json").write_text("{'events': []}")
    with pytest.raises(DataError, match=r"a\.json: is no JSON"):
        goldset.load(tmp_path)


def test_a_second_annotation_needs_the_same_texts(tmp_path: Path) -> None:
    rows = {"events": [event("KEN", "AID", "UGA")]}
    gold = folder(tmp_path / "gold", rows)
    other = folder(tmp_path / "other", rows, text="Another text.")
    with pytest.raises(CallError, match="not the same text"):
        score_annotation(gold, other)
    (other / "00.txt").unlink()
    assert score_annotation(gold, other).rows[0].value == 100


def test_the_gold_set_of_the_checkout_is_found() -> None:
    found = goldset.find()
    assert (found / "GUIDELINES.md").is_file()
    assert [part.name for part in goldset.parts(found)] == ["open", "blind"]
    assert goldset.parts(found / "open") == (found / "open",)
    assert len(goldset.load(found / "open")) == 30


def test_agreement_of_the_annotators_is_as_published() -> None:
    """The figures of gold/README.md."""
    gold = goldset.find()
    rows = {(row.name, row.unit): row for row in score_annotation(gold / "blind", gold / "second").rows}
    shown = {name: round(rows[name, "F1"].value or 0, 1) for name in (EVENTS, "happened events", "claim holders")}
    assert shown == {EVENTS: 97.1, "happened events": 98.0, "claim holders": 97.0}
