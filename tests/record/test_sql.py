"""A query is one SELECT over the record's tables; nothing else can be reached from it."""

from pathlib import Path

import pytest

from westphalia.errors import CallError
from westphalia.record import Record


def test_a_select_gives_rows(cells: Record) -> None:
    found = cells.query("SELECT actor_country, sum(weight) AS n FROM events GROUP BY 1 ORDER BY n DESC, 1")
    assert found.to_pylist()[0] == {"actor_country": "RUS", "n": 9.0}
    assert cells.query("WITH e AS (FROM events) SELECT count(*) AS n FROM e;").to_pylist() == [{"n": 6}]
    assert cells.query("SELECT * FROM events ORDER BY date", limit=2).num_rows == 2


@pytest.mark.parametrize("table", ["events", "coverage", "documents", "claims", "agreements", "votes", "quarantine"])
def test_every_table_is_there(cells: Record, table: str) -> None:
    assert cells.query(f"SELECT * FROM {table}").num_rows >= 0


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "COPY (SELECT 1) TO '{target}'",
        "COPY events TO '{target}' (FORMAT csv)",
        "ATTACH '{target}' AS other",
        "CREATE TABLE mine (a INT)",
        "DROP VIEW events",
        "INSERT INTO coverage SELECT * FROM coverage",
        "WITH a AS (SELECT 1) INSERT INTO coverage SELECT * FROM coverage",
        "DELETE FROM votes",
        "INSTALL httpfs",
        "LOAD json",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "SET enable_external_access = true",
        "EXPORT DATABASE '{target}'",
        "PREPARE p AS SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
    ],
)
def test_only_a_single_select_runs(cells: Record, tmp_path: Path, sql: str) -> None:
    target = tmp_path / "stolen"
    with pytest.raises(CallError, match="one SELECT"):
        cells.query(sql.format(target=target.as_posix()))
    assert not target.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/pass*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_parquet('{secret}')",
        "SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
        "SELECT * FROM read_csv('https://127.0.0.1:1/x.csv')",
        "SELECT * FROM 'http://127.0.0.1:1/x.parquet'",
    ],
)
def test_no_file_and_no_network_can_be_reached(cells: Record, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    with pytest.raises(CallError):
        cells.query(sql.format(secret=secret.as_posix()))


def test_variables_of_the_program_are_not_tables(cells: Record) -> None:
    frame = cells.volume().frame
    assert len(frame)
    with pytest.raises(CallError, match="no table 'frame'"):
        cells.query("SELECT * FROM frame")


def test_a_misspelt_name_gets_the_nearest(cells: Record) -> None:
    with pytest.raises(CallError, match=r"no table 'evnts' among .*; did you mean events\?"):
        cells.query("SELECT * FROM evnts")
    with pytest.raises(CallError, match="no column 'actor_contry'; nearest: actor_country"):
        cells.query("SELECT actor_contry FROM events")
    with pytest.raises(CallError, match="no column 'yaer'; nearest: year"):
        cells.query("SELECT v.yaer FROM votes AS v")


@pytest.mark.parametrize(
    "sql", ["SELEC 1", "SELECT", "SELECT 'a'::INT", "SELECT nothing(1)", "SELECT sum(origin) FROM events"]
)
def test_an_error_is_one_line(cells: Record, sql: str) -> None:
    with pytest.raises(CallError) as error:
        cells.query(sql)
    assert "\n" not in str(error.value) and "does not run" in str(error.value)


def test_a_query_that_does_not_end_is_stopped(cells: Record) -> None:
    endless = "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT sum(n) FROM t"
    with pytest.raises(CallError, match=r"longer than 0\.3 seconds"):
        cells._connected().query(endless, None, seconds=0.3)
    assert cells.query("SELECT 1 AS one").to_pylist() == [{"one": 1}]
