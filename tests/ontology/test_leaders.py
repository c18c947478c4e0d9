"""The leaders' table: one row per fact, honest about what no source confirms."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from westphalia.ontology.leaders import Leader, leaders
from westphalia.ontology.organisations import groups, organisations
from westphalia.ontology.states import states

TODAY = date(2026, 11, 23)
G20 = ("ARG", "AUS", "BRA", "CAN", "CHN", "DEU", "FRA", "GBR", "IDN", "IND", "ITA", "JPN", "KOR", "MEX", "RUS", "SAU")
G20 += ("TUR", "USA", "ZAF")
OFFICES = {
    "head of state",
    "head of government",
    "party leader",
    "crown prince",
    "vice head",
    "foreign minister",
    "defence minister",
    "finance minister",
    "national security adviser",
    "envoy",
    "spokesperson",
    "organisation head",
    "organisation officer",
    "effective leader",
}
# Two people in one office for a while, as the sources have it: disputed or handed over within days.
SHARED_OFFICE = timedelta(days=31)


def test_rows_are_complete_and_in_order() -> None:
    known = set(states()) | set(organisations()) | set(groups())
    for row in leaders():
        assert row.code in known, row
        assert row.office in OFFICES, row
        assert row.name and row.surname and row.title, row
        assert row.last_day is None or row.first_day <= row.last_day, row
        assert row.first_day <= TODAY, row
        assert row.precision in ("day", "month", "year"), row


def test_what_no_source_confirms_is_unverified() -> None:
    for row in leaders():
        assert row.unverified == (row.source == "own knowledge") == (row.verified_to is None), row
        if row.verified_to is not None:
            assert row.verified_to <= (row.last_day or date(2022, 10, 1)), row


def test_an_open_row_says_up_to_when_it_is_known() -> None:
    assert [row for row in leaders() if row.last_day is None and row.known_to is None] == []


def test_nobody_shares_an_office_for_long() -> None:
    held: dict[tuple[str, str], list[Leader]] = defaultdict(list)
    for row in leaders():
        if row.office in ("head of state", "head of government", "foreign minister", "defence minister"):
            held[row.code, row.title].append(row)
    overlapping = []
    for rows in held.values():
        rows.sort(key=lambda row: row.first_day)
        for i, one in enumerate(rows):
            for other in rows[i + 1 :]:
                shared = min(one.last_day or TODAY, other.last_day or TODAY) - other.first_day
                if shared > SHARED_OFFICE and one.name != other.name:
                    overlapping.append((one.code, one.title, one.name, other.name, shared.days))
    assert overlapping == []


@pytest.mark.parametrize("code", G20)
def test_the_g20_have_a_head_on_every_day_from_1960(code: str) -> None:
    day = date(1960, 1, 1)
    missing = []
    while day < date(2025, 12, 1):
        state = {"DEU": "GFR", "RUS": "SUN"}.get(code, code)
        at = (
            state
            if (state, day) < (state, {"GFR": date(1990, 10, 3), "SUN": date(1991, 12, 26)}.get(state, day))
            else code
        )
        if not any(
            row.office.startswith("head of") or row.office in ("party leader", "effective leader")
            for row in leaders(at, day)
        ):
            missing.append(day)
        day += timedelta(days=29)
    assert missing == []


@pytest.mark.parametrize(
    ("code", "title", "day", "name"),
    [
        ("USA", "President", date(2018, 1, 1), "Donald Trump"),
        ("USA", "President", date(2025, 6, 1), "Donald Trump"),
        ("USA", "President", date(2022, 1, 1), "Joe Biden"),
        ("IRN", "Supreme Leader", date(2000, 1, 1), "Ali Khamenei"),
        ("IRN", "President", date(2025, 6, 1), "Masoud Pezeshkian"),
        ("CHN", "Premier", date(2018, 1, 1), "Li Keqiang"),
        ("CHN", "General Secretary", date(2018, 1, 1), "Xi Jinping"),
        ("RUS", "Prime Minister", date(2010, 1, 1), "Vladimir Putin"),
        ("RUS", "President", date(2010, 1, 1), "Dmitry Medvedev"),
        ("IGO:NATO", "Secretary General", date(2022, 2, 24), "Jens Stoltenberg"),
        ("SYR", "President", date(2025, 6, 1), "Ahmed al-Sharaa"),
    ],
)
def test_who_held_what(code: str, title: str, day: date, name: str) -> None:
    assert [row.name for row in leaders(code, day) if row.title == title] == [name]


def test_a_row_is_unverified_on_days_that_no_source_covers() -> None:
    by_day = [
        row.unverified
        for day in (date(2020, 1, 1), date(2025, 1, 1))
        for row in leaders("RUS", day)
        if row.title == "President"
    ]
    assert by_day == [False, True]
