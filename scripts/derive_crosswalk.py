"""Rebuilds `src/westphalia/ontology/cameo.csv` from the public tables beside the project.

    python scripts/derive_crosswalk.py [../shared/data/tables]

Sources: PLOVER's crosswalk from CAMEO (draft 0.8, 2021), which is corrected where the PLOVER manual (draft 2.0) says
otherwise; GDELT's official Goldstein table; ICEWS's names of the CAMEO codes and those of GDELT's code book.
Every correction stands in one of the tables below, with its reason. Only codes, names and numbers are taken.
"""

import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "westphalia" / "ontology" / "cameo.csv"
COLUMNS = ("cameo", "name", "alias", "action", "mode", "contexts", "origin_quad", "goldstein")

# Where the manual contradicts the crosswalk: action, mode, contexts (None: as in the crosswalk).
CORRECTIONS: dict[str, tuple[str | None, str | None, str | None]] = {
    # Manual, SANCTION: «international (political or economic) sanctions» are SANCTION, mode discontinue. The crosswalk
    # says COERCE, and names only diplomacy as context although 085, 1054 and 1312 speak of the same thing as economic.
    "163": ("SANCTION", "discontinue", "economic;diplomatic"),
    # Manual, CONCEDE and the translation table: 081 to 083 are CONCEDE, lifting a curfew is named.
    # The crosswalk: RETREAT.
    "0813": ("CONCEDE", None, None),
    "0814": ("CONCEDE", None, None),
    # Demands to yield and refusals to yield: the manual's mode of that name; the crosswalk has «change» on some.
    "105": (None, "yield", None),
    "124": (None, "yield", None),
    "1241": (None, "yield", None),
    "1242": (None, "yield", None),
    # The crosswalk writes a context where the mode belongs.
    "175": (None, "", "pro_autocracy;military"),
    # Manual, ASSAULT modes: destroy, aerial; «unconventional mass violence, not specified» fits no single mode.
    "1712": (None, "destroy", None),
    "195": (None, "aerial", None),
    "200": (None, "", None),
}

# Modes of draft 0.8 that draft 2.0 no longer has, and where its definitions put them ("" where nowhere).
OLD_MODES = {
    "ban": "restrict",
    "political": "restrict",
    "assassinate": "targeted",
    "massacre": "targeted",
    "cleansing": "",
    "return": "",
    "ease": "",
}
OLD_CONTEXTS = {"democracy": "pro_democracy", "humanitarian": "human_security"}

# CAMEO root -> quad as GDELT assigns it (GDELT event code book, field QuadClass).
ORIGIN_QUADS = {root: 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4 for root in range(1, 21)}


def main(tables: Path) -> None:
    plover = read_plover(tables / "CAMEO2PLOVER-2021.txt")
    goldstein = read_pairs(tables / "CAMEO.goldsteinscale.txt")
    book = read_pairs(tables / "CAMEO.eventcodesfull.txt")
    with (tables / "icews_goldstein_mappings.csv").open(encoding="utf-8", newline="") as file:
        icews = {row["code"]: row["name"] for row in csv.DictReader(file)}
    codes = sorted((set(plover) | set(goldstein) | set(book) | set(icews)) - {"0"})
    names = {code: clean(icews.get(code) or book.get(code) or "Reject intelligence cooperation") for code in codes}
    taken = {key(name) for name in names.values()}
    rows = []
    for code in codes:
        action, mode, contexts = crosswalk(code, plover)
        alias = clean(book.get(code, ""))
        alias = "" if key(alias) in taken else alias  # the code book prints the name of 106 for 108 too
        quad = ORIGIN_QUADS[int(code[:2])]
        rows.append((code, names[code], alias, action, mode, contexts, quad, goldstein.get(code, "")))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} codes, {sum(not row[3] for row in rows)} without an action")


def crosswalk(code: str, plover: dict[str, tuple[str, str, str]]) -> tuple[str, str, str]:
    """Action, mode and contexts of a CAMEO code."""
    if code.startswith("01"):
        return "", "", ""  # statements: no PLOVER action, counted as volume only
    if code.startswith("02"):
        # The crosswalk leaves appeals out and the 2021 manual drops them; its REQUEST covers «all requests, demands,
        # and orders», so an appeal is the request that root 10 codes as a demand, subcode by subcode.
        return crosswalk("10" + code[2:], plover)
    if code in plover:
        action, mode, contexts = plover[code]
    else:
        action, mode, contexts = crosswalk(code[:-1] if len(code) > 3 else code[:2] + "0", plover)
    new_action, new_mode, new_contexts = CORRECTIONS.get(code, (None, None, None))
    mode = OLD_MODES.get(mode, mode) if new_mode is None else new_mode
    contexts = contexts if new_contexts is None else new_contexts
    return new_action or action, mode, ";".join(OLD_CONTEXTS.get(c, c) for c in contexts.split(";") if c)


def read_plover(path: Path) -> dict[str, tuple[str, str, str]]:
    """Three- and four-digit codes of PLOVER's crosswalk: action, mode, contexts."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"(\d{3,4}):\s*(\w+)\s*,([^,#]*),([^#]*)", line)
        if match and match[1] not in found:
            found[match[1]] = (match[2], match[3].strip(), ";".join(part.strip() for part in match[4].split(";")))
    return found


def read_pairs(path: Path) -> dict[str, str]:
    """The first two columns of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}


def clean(name: str) -> str:
    """A code's name without the «not specified» tail, spaces made single."""
    name = re.sub(r",?\s*not spec(ified)? below\s*$", "", name.strip())
    return re.sub(r"\s+", " ", name).strip()


def key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "tables")
