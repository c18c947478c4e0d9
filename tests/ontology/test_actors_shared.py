"""The actors' tables against the development data beside the project."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from westphalia.ontology.leaders import leaders
from westphalia.ontology.states import states
from westphalia.ontology.surface import surface_forms

pytestmark = pytest.mark.shared


def test_names_and_demonyms_of_other_lists_are_known(shared_data: Path) -> None:
    countries = json.loads((shared_data / "states" / "countries.json").read_text(encoding="utf-8"))
    forms = surface_forms()
    missing = []
    for country in countries:
        if not country["unMember"]:
            continue
        demonym = country["demonyms"]["eng"]["m"]
        for text in (country["name"]["common"], *demonym.split(", ")):
            known = {form.code for form in forms.get(text, ())}
            missing += [] if country["cca3"] in known else [(country["cca3"], text)]
    print(f"\nnames and demonyms of UN members not known as such: {missing}")
    assert len(missing) <= 20


def test_capitals_of_another_list_are_known(shared_data: Path) -> None:
    countries = json.loads((shared_data / "states" / "countries.json").read_text(encoding="utf-8"))
    forms = surface_forms()
    missing = [
        (country["cca3"], capital)
        for country in countries
        if country["unMember"]
        for capital in country["capital"]
        if country["cca3"] not in {form.code for form in forms.get(capital, ())}
    ]
    print(f"\ncapitals of UN members not known as such: {missing}")
    assert len(missing) <= 8


def test_days_of_states_against_correlates_of_war(shared_data: Path) -> None:
    iso = {}
    with (shared_data / "tables" / "cow2iso.txt").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            iso.setdefault(row["cow_id"], row["iso3"])
    same, other = 0, []
    with (shared_data / "states" / "cow_states.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = iso.get(str(int(float(row["ccode"]))))
            if code not in states() or float(row["styear"]) <= 1945:
                continue
            first = date(*(int(float(row[part])) for part in ("styear", "stmonth", "stday")))
            mine = states()[code].first_day
            if mine is not None and abs((mine - first).days) <= 366:
                same += 1
            else:
                other.append((code, str(mine), str(first)))
    print(f"\nstates that begin within a year of COW's day: {same}; others: {other}")
    assert same >= 110


def test_leaders_are_confirmed_by_archigos(shared_data: Path) -> None:
    with gzip.open(shared_data / "states" / "archigos.csv.gz", "rt", encoding="utf-8") as file:
        assert next(csv.DictReader(file))["leader"]
    heads = [
        row
        for row in leaders()
        if row.office in ("head of state", "head of government", "party leader", "effective leader")
        and row.first_day <= date(2015, 12, 31)
        and ":" not in row.code
    ]
    confirmed = [row for row in heads if "archigos" in row.source]
    print(f"\nrows of heads beginning by 2015 that Archigos confirms: {len(confirmed)} of {len(heads)}")
    print(f"rows that no table confirms: {sum(row.unverified for row in leaders())} of {len(leaders())}")
    assert len(confirmed) / len(heads) > 0.6
