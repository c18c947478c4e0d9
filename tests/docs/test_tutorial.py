"""Every command in the tutorial and the how-to pages runs, and prints the lines shown under it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (ROOT / "docs").glob("*.md"))


def _steps(page: Path):
    """(command, lines shown under it) of every ```console block, in order."""
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M):
        command, shown = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], []
            else:
                shown.append(line)
        if command:
            yield command, shown


def _blocks(page: Path):
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_runs(page, desk):
    """First, because the commands use the files that it writes."""
    code = "\n".join(_blocks(page))
    if code:
        result = subprocess.run(
            [sys.executable, "-W", "error", "-c", code], cwd=desk, capture_output=True, encoding="utf-8", timeout=120
        )
        assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_run(page, desk):
    environment = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    environment.pop("WESTPHALIA_RECORD", None)
    for command, shown in _steps(page):
        words = shlex.split(command)
        assert words[0] == "westphalia", f"{page.name}: {command}"
        expected = 0
        if "#" in words:
            at = words.index("#")
            expected, words = int(words[at + 3]), words[:at]  # «# exit code N»
        result = subprocess.run(
            [sys.executable, "-m", "westphalia", *words[1:]],
            cwd=desk,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert result.returncode == expected, f"{page.name}: {command}\n{result.stdout}\n{result.stderr}"
        printed = " ".join((result.stdout + result.stderr).split())
        for line in shown:
            if line.strip() not in ("", "…"):
                assert " ".join(line.split()) in printed, f"{page.name}: {command}\nmissing: {line}\n{result.stdout}"
