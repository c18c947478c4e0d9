"""The public face: the list of names is locked, and importing it costs next to nothing."""

import subprocess
import sys

import westphalia as wp


def test_the_list_is_locked():
    assert sorted(wp.__all__) == [
        "Actor", "ActorKind", "Agreement", "Alignment", "Backtest", "Briefing", "CallError", "Claim", "ClaimKind",
        "Coded", "CorruptRecord", "DataError", "Document", "Event", "Finding", "Forecast", "ForecastScore",
        "ManyRead", "Mechanisms", "Mention", "OutsideCoverage", "Quad", "QuestionForecast", "Record", "Relations",
        "Scenario", "Span", "Status", "UnknownAction", "UnknownActor", "UnreadableText", "Verdict", "Voice",
        "WestphaliaError", "alignment", "assess", "backtest", "batch_schema", "brief", "code_pairs", "forecast",
        "mechanisms", "question", "read", "read_batches", "read_many", "read_text", "relations", "scenario",
        "score", "test",
    ]  # fmt: skip


def test_every_name_is_there():
    for name in wp.__all__:
        assert getattr(wp, name).__doc__, name


def test_help_imports_nothing_heavy():
    code = (
        "import sys; import westphalia.cli.app; "
        "heavy = {'pandas', 'numpy', 'ibis', 'duckdb', 'pyarrow', 'altair', 'scipy', 'trafilatura', 'rich.console'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
