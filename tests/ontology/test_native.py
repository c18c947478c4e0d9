"""ICEWS's actor names find the country, organisation or group they belong to, or say honestly that they do not."""

import csv
import time
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.ontology.native import place
from westphalia.ontology.organisations import groups, organisations
from westphalia.ontology.states import states
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED

# PLOVER's sectors (manual, table «Sector Codes»).
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}


def table(name: str) -> list[dict[str, str]]:
    text = (files("westphalia.ontology") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("Sergey_Viktorovich_Lavrov", "RUS", "GOV"),
        ("Foreign_Affairs_(Iran)", "IRN", "GOV"),
        ("Citizen_(India)", "IND", "CVL"),
        ("Police_(Palestinian_Territory,_Occupied)", "PSE", "COP"),
        ("Bharatiya_Janata", "IND", "PTY"),
        ("Israeli_Defense_Forces", "ISR", "MIL"),
        ("UN_Security_Council", "IGO:UN", "GOV"),
        ("António_Manuel_de_Oliveira_Guterres", "IGO:UN", "GOV"),
        ("Taliban", "REB:TALIBAN", "REB"),
        ("Hamas", "REB:HAMAS", "REB"),
        ("Congress_(India)", "IND", "PTY"),
        ("Congress_(Peru)", "PER", "LEG"),
        ("Kosovo", "XKX", None),
        ("Crimea", "UKR", "PRE"),
        ("Namibia", "NAM", None),
        ("Democratic_Republic_of_Congo", "COD", None),
        ("Congo", "COG", None),
    ],
)
def test_known_names(name: str, code: str, sector: str | None) -> None:
    placed = place(name)
    assert (placed.code, placed.sector) == (code, sector)


def test_parentheses_may_hold_parentheses() -> None:
    assert place("Citizen_(Holy_See_(Vatican_City_State))").code == "VAT"
    assert place("Member_of_Legislative_(Govt)_(Nepal)").code == "NPL"


def test_parentheses_may_hold_a_group() -> None:
    assert place("Combatant_(Taliban)").code == "REB:TALIBAN"
    assert place("Militant_(Hezbollah)").code == "REB:HEZBOLLAH"


@pytest.mark.parametrize(
    "name", ["Unspecified_Actor", "Africa", "International", "Unidentified_State_Actor", "Citizen_(Africa)"]
)
def test_no_country_is_said(name: str) -> None:
    assert place(name).code == NO_COUNTRY


@pytest.mark.parametrize(
    "name", ["Social_Democratic_Party", "Nobody_Of_That_Name", "Citizen_(Atlantis)", "", "()", "x_(", ")"]
)
def test_what_is_ambiguous_or_unknown_stays_unresolved(name: str) -> None:
    placed = place(name)
    assert placed.code == UNRESOLVED
    assert placed.sector is None


def test_spaces_and_underscores_are_the_same() -> None:
    assert place("Foreign Affairs (Iran)") == place("Foreign_Affairs_(Iran)")
    assert place("Xinjiang\xa0Uyghur").code == "CHN"


def test_offices_move_people() -> None:
    assert place("Donald_Tusk", date(2018, 6, 1)).code == "IGO:EU"
    assert place("Donald_Tusk", date(2021, 6, 1)).code == "POL"
    assert place("Josep_Borrell", date(2018, 6, 1)).code == "ESP"
    assert place("Josep_Borrell", date(2019, 11, 30)).code == "ESP"
    assert place("Josep_Borrell", date(2019, 12, 1)).code == place("Josep_Borrell").code == "IGO:EU"
    assert place("Michelle_Bachelet", date(2018, 2, 1)).code == "CHL"
    assert place("Michelle_Bachelet", date(2021, 2, 1)).code == "IGO:UN"


def test_every_code_is_known() -> None:
    known = {*states(), NO_COUNTRY, UNRESOLVED}
    known |= {organisation.code for organisation in (*organisations().values(), *groups().values())}
    for name in ("icews_names.csv", "icews_places.csv"):
        strange = {row["code"] for row in table(name)} - known
        assert not strange, f"{name}: {strange}"


def test_the_tables_are_well_formed() -> None:
    rows = table("icews_names.csv")
    keys = [(row["name"], row["until"] or "9999") for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert {row["sector"] for row in rows} <= SECTORS | {""}
    assert {row["sector"] for row in table("icews_sectors.csv")} <= SECTORS
    for row in rows:
        assert row["source"] == "own knowledge" or row["source"] == "ambiguous" or row["source"].startswith("derived: ")
        assert (row["code"] == UNRESOLVED) == (row["source"] == "ambiguous"), row
        assert " " not in row["name"]
        if row["until"]:
            date.fromisoformat(row["until"])
    dated = {row["name"] for row in rows if row["until"]}
    assert {row["name"] for row in rows if not row["until"]} >= dated, "a dated name has no last place"


def test_no_row_repeats_what_the_rules_say() -> None:
    places = {row["name"]: row["code"] for row in table("icews_places.csv")}
    assert not [row["name"] for row in table("icews_names.csv") if row["name"] in places]


def test_the_table_is_lean() -> None:
    assert len((files("westphalia.ontology") / "icews_names.csv").read_bytes()) < 600_000


def test_placing_is_quick() -> None:
    names = [f"Citizen_Number_{n}_(India)" for n in range(10_000)] + [f"Stranger_{n}" for n in range(10_000)]
    place("warm")
    start = time.process_time()
    for name in names:
        place(name)
    assert len(names) / (time.process_time() - start) > 20_000, "names a second"  # 50,000 and more on a quiet machine


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_placed_somewhere(name: str) -> None:
    placed = place(name)
    assert placed.code
    assert place(name) == placed


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcXYZ _-", max_size=20), st.sampled_from(["India", "France", "Hamas", "Africa"]))
def test_the_parentheses_decide_over_unknown_words(prefix: str, inner: str) -> None:
    assert place(f"{prefix}_({inner})").code == place(inner).code
