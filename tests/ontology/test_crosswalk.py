"""From CAMEO and ICEWS's relation names to PLOVER."""

import csv
import gzip
import importlib.util
from pathlib import Path

import pytest

from westphalia.errors import UnknownAction
from westphalia.ontology.actions import action, read_table
from westphalia.ontology.crosswalk import from_cameo, from_relation
from westphalia.ontology.domains import CONTEXTS
from westphalia.ontology.types import Quad

CODES = [row["cameo"] for row in read_table("cameo.csv")]


def test_the_whole_family_16_is_sanction() -> None:
    family = [code for code in CODES if code.startswith("16")]
    assert len(family) == 14
    assert {from_cameo(code).action for code in family} == {"SANCTION"}
    assert from_cameo("163").mode == "discontinue"


@pytest.mark.parametrize("code", ["08", "080", "081", "0811", "0812", "0813", "0814", "082", "083", "0831", "0834"])
def test_yielding_in_words_is_concede(code: str) -> None:
    assert from_cameo(code).action == "CONCEDE"


@pytest.mark.parametrize("code", ["084", "0841", "0842", "085", "086", "0861", "0862", "0863", "087", "0871", "0874"])
def test_yielding_in_deed_is_retreat(code: str) -> None:
    assert from_cameo(code).action == "RETREAT"


def test_statements_have_no_action_but_a_quad_of_the_origin() -> None:
    for code in (code for code in CODES if code.startswith("01")):
        crossed = from_cameo(code)
        assert (crossed.action, crossed.quad, crossed.score, crossed.mode) == (None, None, None, None)
        assert crossed.origin_quad is Quad.VERBAL_COOPERATION
    assert sum(from_cameo(code).action is None for code in CODES) == 11  # nothing else is left out


def test_appeals_are_requests_with_both_quads() -> None:
    for code in (code for code in CODES if code.startswith("02")):
        crossed = from_cameo(code)
        assert crossed.action == "REQUEST"
        assert (crossed.quad, crossed.origin_quad) == (Quad.VERBAL_CONFLICT, Quad.VERBAL_COOPERATION)
        assert crossed.mode == from_cameo("10" + code[2:]).mode
    assert from_cameo("026").mode == "meet"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("191", "COERCE"),
        ("192", "COERCE"),
        ("175", "ASSAULT"),
        ("201", "ASSAULT"),
        ("204", "ASSAULT"),
        ("090", "ACCUSE"),
    ],
)
def test_codes_that_change_family(code: str, expected: str) -> None:
    assert from_cameo(code).action == expected


@pytest.mark.parametrize(
    ("code", "value"),
    # Published values of the scale (Goldstein 1992, as extended to CAMEO by Schrodt and used by GDELT).
    [
        ("057", 8.0),
        ("163", -8.0),
        ("19", -10.0),
        ("190", -10.0),
        ("0874", 10.0),
        ("040", 1.0),
        ("130", -4.4),
        ("13", -6.0),
    ],
)
def test_goldstein(code: str, value: float) -> None:
    assert from_cameo(code).goldstein == value


def test_origin_quads_by_root() -> None:
    for code in CODES:
        root = int(code[:2])
        expected = 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
        assert from_cameo(code).origin_quad.number == expected


def test_every_mode_and_context_is_plover_s() -> None:
    for code in CODES:
        crossed = from_cameo(code)
        assert set(crossed.contexts) <= set(CONTEXTS), code
        if crossed.mode:
            assert crossed.action is not None and crossed.mode in action(crossed.action).modes, code


def test_relation_names_in_any_dress() -> None:
    for name in (
        "Use_conventional_military_force",
        "use conventional military force",
        " USE CONVENTIONAL-military FORCE",
    ):
        assert from_relation(name).cameo == "190"
    assert from_relation("Consult").cameo == "040"  # the code, not the heading 04
    assert from_relation("Arrest,_detain,_or_charge_with_legal_action").cameo == "173"
    with pytest.raises(UnknownAction, match="did you mean Praise or endorse"):
        from_relation("Praise_or_endorsed")
    with pytest.raises(UnknownAction, match="CAMEO"):
        from_cameo("999")
    with pytest.raises(UnknownAction):
        from_cameo("57")  # a lost leading zero could be 057 or 05x: not guessed


@pytest.mark.shared
def test_every_code_of_the_code_books(shared_data: Path) -> None:
    for name in ("LOOKUP-CAMEO.eventcodes.txt", "CAMEO.goldsteinscale.txt", "CAMEO.eventcodesfull.txt"):
        lines = (shared_data / "tables" / name).read_text(encoding="utf-8").splitlines()[1:]
        for code in (line.split("\t")[0] for line in lines if line.strip()):
            if code != "0":  # «no event code»
                assert from_cameo(code).cameo == code


@pytest.mark.shared
def test_goldstein_is_the_official_table(shared_data: Path) -> None:
    lines = (shared_data / "tables" / "CAMEO.goldsteinscale.txt").read_text(encoding="utf-8").splitlines()[1:]
    official = {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines if line.strip()}
    assert {code: from_cameo(code).goldstein for code in CODES if from_cameo(code).goldstein is not None} == official


@pytest.mark.shared
def test_every_relation_of_every_set_resolves(shared_data: Path) -> None:
    events = shared_data / "events"
    lines = (events / "icews14" / "relation2id.txt").read_text(encoding="utf-8").splitlines()
    relations = {line.split("\t")[0] for line in lines}
    for path in [*events.glob("icews0515/*.gz"), *events.glob("icews18/*.gz"), *events.glob("icews2*/*.gz")]:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            relations |= {line.split("\t")[1] for line in file}
    assert len(relations) > 250
    assert all(from_relation(name).cameo in CODES for name in relations)


@pytest.mark.shared
def test_the_export_s_codes_and_texts_agree(shared_data: Path) -> None:
    with (shared_data / "events" / "raw" / "icews_events.2018.sample.tab").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 3000
    for text, code in {(row["Event Text"], row["CAMEO Code"]) for row in rows}:
        assert from_relation(text) == from_cameo(code)


@pytest.mark.shared
def test_the_table_is_what_the_script_makes(shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parents[2]
    spec = importlib.util.spec_from_file_location("derive_crosswalk", root / "scripts" / "derive_crosswalk.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    committed = script.TARGET.read_bytes()
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "TARGET", tmp_path / "cameo.csv")
    script.main(shared_data / "tables")
    assert (tmp_path / "cameo.csv").read_bytes() == committed
