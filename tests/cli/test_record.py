"""`westphalia record`: adding, listing, coverage, queries and export."""

import json


def test_adding_twice_changes_nothing(run, quadruples):
    first = json.loads(run("record", "add", "quadruples", quadruples, "--record", "mine", "--json").out)
    again = json.loads(run("record", "add", "quadruples", quadruples, "--record", "mine", "--json").out)
    assert (first["added"], again["added"]) == (3, 0)


def test_an_own_record_shows_single_events(run, quadruples):
    run("record", "add", "quadruples", quadruples, "--record", "mine")
    query = "select actor_country, action, recipient_country from events order by date"
    rows = json.loads(run("record", "query", query, "--record", "mine", "--json").out)
    assert rows[0] == {"actor_country": "USA", "action": "SANCTION", "recipient_country": "IRN"}


def test_queries_only_read(run, quadruples):
    run("record", "add", "quadruples", quadruples, "--record", "mine")
    for sql in ("drop table events", "select * from read_csv('/etc/passwd')", "copy events to 'x.csv'"):
        done = run("record", "query", sql, "--record", "mine")
        assert done.code == 2, sql
        assert done.line


def test_misspelt_column_gets_the_nearest(run):
    done = run("record", "query", "select acton from events")
    assert done.code == 2
    assert "action" in done.line


def test_coverage_of_the_embedded_record(run):
    rows = json.loads(run("record", "coverage", "--json").out)
    assert {"2018-01-01", "2021-01-01", "2022-01-01"} <= {row["first_day"] for row in rows}


def test_unknown_source_gets_the_list(run, quadruples):
    done = run("record", "add", "quadruple", quadruples, "--record", "mine")
    assert done.code == 2
    assert "quadruples" in done.line


def test_export(run, tmp_path):
    done = run("record", "export", "votes.csv", "--table", "votes")
    assert done.code == 0, done.err
    assert (tmp_path / "votes.csv").read_text(encoding="utf-8").splitlines()[0] == "year,a,b,same,half,opposite"


def test_the_embedded_record_is_read_only(run, quadruples):
    done = run("record", "add", "quadruples", quadruples)
    assert done.code == 2 and "--record" in done.line
