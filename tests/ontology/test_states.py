"""States are a dated table: who stood where on a day, and what every state must have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.errors import CallError, UnknownActor
from westphalia.ontology.states import state_on, states
from westphalia.ontology.tables import rows

MEMBERS = [code for code, state in states().items() if state.status in ("UN member", "UN observer")]
REGIONS = {"Africa", "Americas", "Asia", "Europe", "Oceania"}


def test_the_united_nations_have_193_members_and_two_observers() -> None:
    status = [state.status for state in states().values()]
    assert status.count("UN member") == 193
    assert status.count("UN observer") == 2


@pytest.mark.parametrize("code", MEMBERS)
def test_every_member_has_name_codes_region_demonym_and_capital(code: str) -> None:
    state = states()[code]
    assert state.name
    assert state.iso2 is not None and len(state.iso2) == 2
    assert state.numeric is not None
    assert state.region in REGIONS
    parts = {row["part"] for row in rows("demonyms.csv") if row["code"] == code}
    assert {"adjective", "noun", "plural"} <= parts
    assert any(row["code"] == code for row in rows("capitals.csv")) or code in ("SGP", "MCO")


@pytest.mark.parametrize(
    ("code", "day", "then"),
    [
        ("RUS", date(1985, 6, 1), "SUN"),
        ("RUS", date(1991, 12, 25), "SUN"),
        ("RUS", date(1991, 12, 26), "RUS"),
        ("SUN", date(2010, 1, 1), "RUS"),
        ("UKR", date(1970, 1, 1), "SUN"),
        ("DEU", date(1970, 1, 1), "GFR"),
        ("DDR", date(1995, 1, 1), "DEU"),
        ("YEM", date(1980, 1, 1), "YAR"),
        ("YMD", date(1991, 1, 1), "YEM"),
        ("VNM", date(1965, 1, 1), "VDR"),
        ("RVN", date(1980, 1, 1), "VNM"),
        ("SRB", date(1995, 1, 1), "YUG"),
        ("SRB", date(2004, 1, 1), "SCG"),
        ("YUG", date(2004, 1, 1), "SCG"),
        ("YUG", date(2010, 1, 1), "SRB"),
        ("HRV", date(1985, 1, 1), "YUG"),
        ("CZE", date(1992, 12, 31), "CSK"),
        ("SVK", date(1993, 1, 1), "SVK"),
        ("EGY", date(1960, 1, 1), "UAR"),
        ("SYR", date(1960, 1, 1), "UAR"),
        ("SYR", date(1957, 1, 1), "SYR"),
        ("UAR", date(1970, 1, 1), "EGY"),
        ("ZAN", date(1970, 1, 1), "TZA"),
        ("SSD", date(2000, 1, 1), "SDN"),
        ("SGP", date(1964, 1, 1), "MYS"),
        ("BGD", date(1960, 1, 1), "PAK"),
        ("XKX", date(2005, 1, 1), "SCG"),
        ("MNE", date(2006, 6, 4), "MNE"),
        ("FRA", date(1945, 1, 1), "FRA"),
    ],
)
def test_state_on_a_day(code: str, day: date, then: str) -> None:
    assert state_on(code, day).code == then


@pytest.mark.parametrize("code", ["KEN", "SGP"])
def test_a_colony_is_no_state(code: str) -> None:
    with pytest.raises(CallError, match="it begins"):
        state_on(code, date(1955, 1, 1))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownActor):
        state_on("XYZ", date(2000, 1, 1))


def test_links_between_states_are_states_and_days_are_in_order() -> None:
    known = states()
    for state in known.values():
        assert set(state.predecessors) | set(state.successors) <= set(known)
        assert state.sovereign is None or state.sovereign in known
        if state.first_day and state.last_day:
            assert state.first_day < state.last_day
        for after in state.successors:
            assert known[after].last_day is None or known[after].last_day > (state.last_day or date.max)


def test_gone_states_have_successors() -> None:
    for state in states().values():
        assert (state.last_day is not None) == (state.status == "gone") == bool(state.successors)


@given(st.sampled_from(sorted(states())), st.dates(date(1945, 1, 1), date(2026, 11, 23)))
def test_what_stands_on_a_day_stands_on_it(code: str, day: date) -> None:
    try:
        found = state_on(code, day)
    except CallError:
        return
    assert found.on(day)
    assert state_on(found.code, day) == found
