"""Write the tables of docs/mechanisms.md from the strengths of the embedded record.

Run from the repository root, after scripts/derive_mechanisms.py:

    python scripts/write_mechanisms.py
"""

from __future__ import annotations

import re
from pathlib import Path

from westphalia.dynamics.simulation.overview import Mechanisms, mechanisms
from westphalia.record import Record

PAGE = Path(__file__).resolve().parents[1] / "docs" / "mechanisms.md"


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(text), encoding="utf-8", newline="\n")


def written(text: str) -> str:
    """The page with its tables as they are today."""
    found = mechanisms(Record.default())
    for name, table in (("strengths", strengths(found)), ("reactions", reactions(found)), ("windows", windows(found))):
        block = f"<!-- {name} -->\n{table}\n<!-- end of {name} -->"
        text = re.sub(rf"<!-- {name} -->\n.*?<!-- end of {name} -->", lambda _, b=block: b, text, flags=re.S)
    return text


def strengths(found: Mechanisms) -> str:
    quads = list(dict.fromkeys(one.quad for one in found.strengths))
    rows = [f"| mechanism | what is counted | {' | '.join(quads)} |", "| --- " * 6 + "|"]
    names = list(dict.fromkeys((one.mechanism, one.name) for one in found.strengths if one.name != "constant"))
    by = {(one.quad, one.mechanism, one.name): one for one in found.strengths}
    for mechanism, name in sorted(names, key=lambda pair: list(ORDER).index(pair[0])):
        cells = []
        for quad in quads:
            one = by.get((quad, mechanism, name))
            cells.append("" if one is None else f"{one.value:+.2f} [{one.low:+.2f}, {one.high:+.2f}]")
        rows.append(f"| {mechanism.replace('_', ' ')} | {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


ORDER = (
    "persistence", "reciprocity", "escalation", "deescalation", "common_pressure", "common_friend", "enemy_of_friend",
    "contagion", "activity", "tension", "volume", "ties", "agreements",
)  # fmt: skip


def reactions(found: Mechanisms) -> str:
    return "\n".join(
        f"- {one.words[0].upper()}{one.words[1:]}." for one in found.reactions if one.low > 1 or one.high < 1
    )


def windows(found: Mechanisms) -> str:
    rows = ["| quad | what is counted | windows | difference |", "| --- | --- | --- | --- |"]
    clear = [one for one in found.differences if one.clear and one.mechanism not in ("tension", "volume", "activity")]
    clear = [one for one in clear if not one.name.startswith(("usual", "constant"))]
    for one in sorted(clear, key=lambda one: -abs(one.value)):
        bounds = f"{one.value:+.2f} [{one.low:+.2f}, {one.high:+.2f}]"
        rows.append(f"| {one.quad} | {one.name} | {one.later} less {one.earlier} | {bounds} |")
    count = sum(one.clear for one in found.differences)
    return "\n".join([*rows, "", f"{count} of {len(found.differences)} differences are clear in all."])


if __name__ == "__main__":
    main()
