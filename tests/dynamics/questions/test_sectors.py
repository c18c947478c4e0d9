"""Questions about sectors of countries: how they are read, what their chance is, and how they resolve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.dynamics.conftest import FIRST, covered
from tests.dynamics.questions.conftest import line
from tests.dynamics.test_sectors import WEEKS, events, write

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.questions.ask import QuestionForecast, question
from westphalia.dynamics.questions.log import add, read_log
from westphalia.dynamics.questions.parse import parse
from westphalia.dynamics.questions.score import score
from westphalia.errors import CallError
from westphalia.record import Record

ORIGIN = date(2022, 6, 30)
ASKED = FIRST + timedelta(days=7 * (WEEKS - 4) - 1)  # four weeks before the record ends
WORDS = "Will Argentina's military attack Brazil within 28 days?"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return write(tmp_path_factory.mktemp("sectors") / "mine", events())


@pytest.fixture(scope="module")
def found(record: Record) -> QuestionForecast:
    return question(record, WORDS, ASKED)


@pytest.mark.parametrize(
    ("words", "actor", "recipient"),
    [
        ("Will Iran's military attack the United States?", "IRN:MIL", "USA"),
        ("Will the armed forces of Iran be attacked by Israel?", "ISR", "IRN:MIL"),
        ("Will the Israeli army strike Syria?", "ISR:MIL", "SYR"),
        ("Will the Iranian parliament accuse the US Congress?", "IRN:LEG", "USA:LEG"),
        ("Will Yemen's rebels attack Saudi Arabia?", "YEM:REB", "SAU"),
        ("Will Russian police arrest Ukrainian lawmakers?", "RUS:COP", "UKR:LEG"),
        ("Will IRN:MIL attack USA:GOV?", "IRN:MIL", "USA:GOV"),
        ("iran:military attack usa", "IRN:MIL", "USA"),
        ("Will United States:armed forces attack Iran:government?", "USA:MIL", "IRN:GOV"),
        ("Will IGO:UN:MIL attack IGO:EU?", "IGO:UN:MIL", "IGO:EU"),
        ("Will Iran's military aid reach Syria?", "IRN", "SYR"),
        ("Will Iran's military aid to Syria increase?", "IRN", "SYR"),
        ("Will an Iranian military attack on Israel happen?", "IRN", "ISR"),
        ("Will the Pentagon accuse Russia?", "USA", "RUS"),
        ("Will Putin accuse the Kyiv government?", "RUS", "UKR"),
        ("Will Turkey attack Syria's army in Syria?", "TUR", "SYR"),
    ],
)
def test_words_and_codes(words: str, actor: str, recipient: str):
    asked = parse(words, ORIGIN)
    assert (asked.actor, asked.recipient) == (actor, recipient)


@pytest.mark.parametrize(
    ("words", "whole", "part"),
    [
        ("Will the Iranian government accuse Israel?", "IRN", "IRN:GOV"),
        ("Will Russian troops attack Ukraine?", "RUS", "RUS:MIL"),
        ("Will Libyan citizens attack Malta?", "LBY", "LBY:CVL"),
        ("Will Ukrainian separatists attack Poland?", "UKR", "UKR:REB"),
        ("Will NATO troops attack Russia?", "IGO:NATO", "IGO:NATO:MIL"),
    ],
)
def test_what_stands_for_a_country_is_a_sector_where_the_record_has_some(words: str, whole: str, part: str):
    assert parse(words, ORIGIN).actor == whole
    assert parse(words, ORIGIN, divided=True).actor == part


def test_what_was_taken_for_a_sector_is_said_and_the_rule_names_it():
    asked = parse("Will Iran's military attack the United States?", ORIGIN)
    assert '"Iran\'s military" is taken as Iran (military)' in asked.inferred
    assert "from Iran (military) towards United States" in asked.rule
    assert asked.rule.endswith("An event counts for a sector where its source names it.")
    aid = parse("Will Iran's military aid reach Syria?", ORIGIN)
    assert '"Iran\'s military" is counted under Iran' in aid.inferred
    both = parse("Will Turkey attack Syria's army in Syria?", ORIGIN)
    assert '"Syria\'s army" is counted under Syria, named otherwise too' in both.inferred


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Will IRN:MLI attack USA?", "did you mean MIL (military)"),
        ("Will IRN:MIL:GOV attack USA?", "names two sectors"),
        ("Will IRN:MIL attack IRN:GOV?", "inside one country (Iran)"),
        ("Will Iran's military attack Iran?", "inside one country (Iran)"),
    ],
)
def test_what_is_refused(words: str, says: str):
    with pytest.raises(CallError) as caught:
        parse(words, ORIGIN)
    assert says in str(caught.value) and "\n" not in str(caught.value)


def test_a_record_of_cells_says_that_it_cannot_tell():
    with pytest.raises(CallError) as caught:
        question(Record.default(), "Will Iran's military attack the United States before 1 September 2022?")
    message = str(caught.value)
    assert "cannot tell Iran (military) from Iran; ask for IRN" in message and "--record FOLDER" in message
    assert "\n" not in message


def test_the_chance_is_that_of_the_sector_and_below_its_country(record: Record, found: QuestionForecast):
    row = forecast(record, "ARG:MIL", "BRA", action="ASSAULT", horizon_days=[28], origin=ASKED).rows[0]
    assert (row.actor, row.recipient, row.what, row.either) == ("ARG:MIL", "BRA", "ASSAULT", False)
    assert (found.probability, found.low, found.high) == (row.probability, row.low, row.high)
    assert found.probability < question(record, "Will Argentina attack Brazil within 28 days?", ASKED).probability
    assert any("No parameters were fitted to sectors" in note for note in found.to_dict()["assumptions"])
    assert any(f"{FIRST} to {ASKED}, whole weeks" in note for note in found.to_dict()["assumptions"])
    why = " ".join(found.reasons)
    assert "Argentina (military) towards Brazil" in why and "share of the sector" in why
    coded = question(record, "Will ARG:MIL attack BRA within 28 days?", ASKED)
    assert coded.to_dict()["id"] == found.to_dict()["id"]


def test_its_history_counts_the_sectors_events_alone(found: QuestionForecast):
    days = [row[0] for row in events() if row[1:4] == ("ARG", "MIL", "BRA") and row[5] == "ASSAULT" and row[0] <= ASKED]
    assert found.history.weeks == WEEKS - 4
    assert found.history.with_event == len({(ASKED - day).days // 7 for day in days})
    assert found.history.last_day == max(days)


def test_either_direction_of_two_sectors(record: Record):
    asked = question(record, "Will ARG:GOV and BRA:GOV meet within 28 days?", ASKED)
    pairs = {("ARG", "BRA"), ("BRA", "ARG")}
    mine = [row for row in events() if (row[1], row[3]) in pairs and row[2] == row[4] == "GOV" and row[0] <= ASKED]
    days = [row[0] for row in mine if row[5] == "CONSULT"]
    assert asked.question.either
    assert asked.history.with_event == len({(ASKED - day).days // 7 for day in days})


def test_a_logged_forecast_resolves_by_sector(record: Record, found: QuestionForecast, tmp_path: Path):
    log = tmp_path / "log.jsonl"
    assert found.log(log) and not found.log(log)
    assert question(record, "Will Argentina's government not attack Brazil within 28 days?", ASKED).log(log)
    assert read_log(log)[0][0].question.actor == "ARG:MIL"
    by = {part: [row[0] for row in events() if _is(row, part)] for part in ("MIL", "GOV")}
    answer = score(log, record)
    assert [one.outcome for one in answer.resolved] == ["yes" if by["MIL"] else "no", "no" if by["GOV"] else "yes"]
    assert answer.resolved[0].day == min(by["MIL"], default=None)
    assert (answer.n, answer.pairs) == (2, 1)


def _is(row: tuple[date, str, str | None, str, str | None, str], part: str) -> bool:
    return row[0] > ASKED and row[1:4] == ("ARG", part, "BRA") and row[5] == "ASSAULT"


def test_open_and_void(record: Record, build_record: Callable[..., Record], tmp_path: Path):
    last = FIRST + timedelta(days=7 * WEEKS - 1)
    log = tmp_path / "log.jsonl"
    add(log, line("ARG:MIL", "BRA", ASKED + timedelta(days=1), last))
    add(log, line("ARG:MIL", "BRA", last + timedelta(days=1), last + timedelta(days=9)))
    assert [one.outcome for one in score(log, record).resolved][1] == "open"
    cells = build_record([(last, "ARG", "BRA", "ASSAULT", 1.0)], [covered(FIRST, last)])
    assert score(log, cells).resolved[0].outcome == "void"
    unnamed = write(tmp_path / "unnamed", [(*row[:2], None, row[3], None, row[5]) for row in events()])
    assert score(log, unnamed).resolved[0].outcome == "void"
    assert "names no sectors" in str(score(log, unnamed))
