"""The program run as a user runs it: a process of its own, in an empty folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Turkish and Iraqi officials met in Ankara on 5 March 2018. The Iraqi government criticized Turkey over
the water of the Tigris. Officials in Baghdad say that relations between Turkey and Iraq have improved. Turkey should
open the dam. The dispute will last for years.
"""


@dataclass
class Done:
    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line an error prints; the test fails where there is more, or a traceback."""
        assert "Traceback" not in self.err, self.err
        lines = [line for line in self.err.splitlines() if line.strip()]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("westphalia: ")
        return lines[0]


@pytest.fixture
def run(tmp_path):
    def run(*words, stdin=None, seconds=120, **extra):
        environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"} | extra
        environment.pop("WESTPHALIA_RECORD", None)
        done = subprocess.run(
            [sys.executable, "-m", "westphalia", *map(str, words)],
            cwd=tmp_path,
            env=environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def quadruples(tmp_path):
    rows = [
        ("United_States", "Impose_embargo,_boycott,_or_sanctions", "Iran", "2018-05-08"),
        ("Iran", "Criticize_or_denounce", "United_States", "2018-05-09"),
        ("Russia", "Consult", "Iran", "2018-05-10"),
    ]
    path = tmp_path / "events.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path
