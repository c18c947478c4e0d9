"""The database and the tables are loaded at the first question, not at import."""

import subprocess
import sys

HEAVY = ("ibis", "duckdb", "pandas", "pyarrow", "numpy")


def test_importing_and_opening_a_record_load_nothing_heavy(cells) -> None:  # type: ignore[no-untyped-def]
    code = (
        "import sys; from westphalia.record import Record; r = Record.open(sys.argv[1]); r.windows('RUS'); r.tables();"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(cells.path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
