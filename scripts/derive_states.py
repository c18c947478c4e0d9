"""Fill the derived columns of the state tables: codes from pycountry (ISO 3166), English names from Babel's CLDR.

Run from the repository root:  python scripts/derive_states.py

Rewrites src/westphalia/ontology/states.csv (iso2, numeric, name) and the rows of state_names.csv whose source is
pycountry or cldr. Everything else in the two tables is written by hand and kept: regions (UN M49), first and last
days, predecessors and successors, names with source «own».
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pycountry
from babel import Locale

ONTOLOGY = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "ontology"

# Numeric codes that ISO 3166 has withdrawn with their states.
GONE_NUMERIC = {"SUN": 810, "YUG": 891, "SCG": 891, "CSK": 200, "DDR": 278, "GFR": 280, "YMD": 720, "YAR": 886}


def main() -> None:
    states = _read("states.csv")
    names = [row for row in _read("state_names.csv") if row["source"] == "own"]
    display = {row["code"]: row["name"] for row in names if row["kind"] == "display"}
    cldr = Locale("en").territories
    own = {row["name"] for row in names}  # a name written by hand is never given to a second state
    for row in states:
        code = row["code"]
        country = pycountry.countries.get(alpha_3=code)
        row["iso2"] = country.alpha_2 if country else ("XK" if code == "XKX" else "")
        row["numeric"] = str(int(country.numeric)) if country else str(GONE_NUMERIC.get(code, ""))
        row["name"] = display.get(code) or _plain(cldr[country.alpha_2])
        if country is None:
            continue
        found = [(_plain(cldr[country.alpha_2]), "cldr")] if " - " not in cldr[country.alpha_2] else []
        found += [(getattr(country, part, ""), "pycountry") for part in ("name", "common_name", "official_name")]
        for name, source in found:
            spellings = {name, name.replace("&", "and"), _ascii(name)}
            for spelling in sorted(spellings - {"", row["name"]}):
                if spelling not in own and "," not in spelling:
                    own.add(spelling)
                    names.append({"code": code, "name": spelling, "kind": "alternate", "source": source})
    _write("states.csv", sorted(states, key=lambda row: row["code"]))
    _write("state_names.csv", sorted(names, key=lambda row: (row["code"], row["kind"] != "display", row["name"])))
    print(f"{len(states)} states and territories, {len(names)} further names")


def _plain(name: str) -> str:
    """A CLDR name without what only a menu needs («Hong Kong SAR China», «Myanmar (Burma)»)."""
    name = name.replace("’", "'").replace(" & ", " and ").replace(" SAR China", "")
    return name.split(" (")[0]


def _ascii(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _read(name: str) -> list[dict[str, str]]:
    with (ONTOLOGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, rows: list[dict[str, str]]) -> None:
    with (ONTOLOGY / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
