"""Derive the table of leaders from Archigos, REIGN and Wikidata, and mark what they confirm of the hand-written rows.

Run from the repository root:  python scripts/derive_leaders.py [--check]

Sources (../shared/data/states): Archigos 4.1 (effective leaders to 2015), REIGN (to March 2021), Wikidata's heads of
state and government (October 2022; years only). Only facts are taken: who, which country, from when, to when.
`scripts/leaders_own.csv` holds rows written by hand, with full names and offices. The result has every hand-written
row, with the sources that confirm it and the last day for which they do, and one row for each leader of a source that
no hand-written row covers. Archigos and REIGN name the effective leader only and often by surname: names are completed
from `scripts/leaders_names.csv` where it has them, and the title is the one of the office that led the state then
(`leading_offices.csv`). `--check` prints where hand-written days differ from the sources and writes nothing.
"""

from __future__ import annotations

import calendar
import csv
import gzip
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "src" / "westphalia" / "ontology"
SHARED = ROOT.parent / "shared" / "data"
HEADS = ("head of state", "head of government", "party leader", "crown prince")
SLACK = timedelta(days=31)
FAR = date(9000, 1, 1)
# The last day each source speaks of.
ENDS = {"archigos": date(2015, 12, 31), "reign": date(2021, 3, 1), "wikidata": date(2022, 10, 1)}


@dataclass
class Term:
    """A stretch in office, as a source or the hand-written table has it."""

    code: str
    name: str
    first: date
    last: date | None
    source: str
    office: str = ""
    title: str = ""
    surname: str = ""
    precision: str = "day"
    known_to: date | None = None
    confirmed: dict[str, date] = field(default_factory=dict)
    used: bool = False

    @property
    def until(self) -> date:
        """The last day, or a day far off."""
        return self.last or FAR


def main() -> None:
    own = _own()
    archigos, reign, wikidata = _archigos(), _reign(), _wikidata()
    for found in (archigos, reign, wikidata):
        found[:] = [term for term in found if (term.code, term.name) not in _SKIP]
        for term in found:
            _complete(term)
    by_code: dict[str, list[Term]] = defaultdict(list)
    for term in own:
        by_code[term.code].append(term)
    differing: list[str] = []
    for found in (archigos, reign, wikidata):
        for term in found:
            _confirm(term, by_code[term.code], differing)
    derived: list[Term] = []
    for found in (archigos, reign, wikidata):
        for term in found:
            if not term.used and not _continued(term, by_code[term.code]) and not _covered(term, by_code[term.code]):
                derived.append(term)
                by_code[term.code].append(term)
    for term in derived:
        _close(term, by_code[term.code])
    for term in sorted(derived, key=lambda term: (term.until - term.first, term.first)):
        _doubt(term, by_code[term.code])
    if "--check" in sys.argv:
        print("\n".join(differing))
        return
    _write(own + derived)
    _report(own, derived, archigos)


def _confirm(term: Term, own: list[Term], differing: list[str]) -> None:
    """Mark the hand-written rows that a source's stretch confirms."""
    end = ENDS[term.source]
    mine = [o for o in own if o.source == "own knowledge" and o.office in HEADS and _same(o, term)]
    slack = timedelta(days=366) if term.source == "wikidata" else SLACK
    for row in mine:
        if row.first > end or row.until < term.first or row.first > term.until:
            continue
        if term.source == "wikidata":
            if row.first.year != term.first.year or not _alike(row.title, term.title):
                continue
        elif row.first < term.first - slack:
            if row.first >= date(1945, 1, 1) and row.office != "party leader":
                differing.append(
                    f"{term.source}: {row.code} {row.title} {row.name} from {row.first}, source {term.first}"
                )
            continue
        within = min(row.until, term.until, end)
        if term.source != "wikidata" and abs(row.first - term.first) > slack and not _continues(row, mine):
            leading = row.office in ("head of state", "head of government")
            if leading and row.first > term.first + slack and row.until <= term.until + slack:
                pass  # the source has the person leading the whole time, under another title at first
            else:
                differing.append(
                    f"{term.source}: {row.code} {row.title} {row.name} from {row.first}, source {term.first}"
                )
                continue
        if (
            row.last is not None
            and row.last < end
            and term.source != "wikidata"
            and abs(row.until - term.until) > slack
        ):
            differing.append(f"{term.source}: {row.code} {row.title} {row.name} until {row.last}, source {term.last}")
        row.confirmed[term.source] = max(within, row.confirmed.get(term.source, date.min))
        term.used = True


def _continues(row: Term, mine: list[Term]) -> bool:
    return any(other is not row and abs(row.first - other.until) <= timedelta(days=1) for other in mine)


def _continued(term: Term, rows: list[Term]) -> bool:
    """Whether a later source's stretch is one that an earlier source left open or has too; the row takes its end."""
    for row in rows:
        if row.source in ("own knowledge", term.source) or not _same(row, term) or abs(row.first - term.first) > SLACK:
            continue
        if row.last is None and term.last is not None:
            row.last, row.precision = term.last, term.precision
        row.confirmed[term.source] = min(term.until, ENDS[term.source])
        return True
    return False


def _close(term: Term, rows: list[Term]) -> None:
    """End a derived row that is open, or known to its month, on the day before somebody else began in the office."""
    later = [row.first for row in rows if row is not term and row.title == term.title and row.first > term.first]
    ends = [first for first in later if term.last is None or term.last - SLACK < first <= term.last]
    if ends and (term.last is None or term.precision == "month"):
        term.last = min(ends) - timedelta(days=1)


def _doubt(term: Term, rows: list[Term]) -> None:
    """Take the supposed title from a derived row where somebody else held that office: the source means another."""
    for row in rows:
        if row is term or row.title != term.title or term.source == "wikidata" or _same(row, term):
            continue
        shared = min(row.until, term.until) - max(row.first, term.first)
        if shared > timedelta(days=35) or (shared > timedelta(0) and row.first < term.first and term.until < row.until):
            term.office, term.title = "effective leader", "leader"
            return


def _covered(term: Term, rows: list[Term]) -> bool:
    """Whether rows in the table already say that this person led in these days, or who held the same title."""
    last = min(term.until, ENDS[term.source])
    for row in rows:
        if row.office in HEADS and _same(row, term):
            shared = (min(row.until, last) - max(row.first, term.first)).days
            if shared > 0.5 * max((last - term.first).days, 1):
                return True
    if term.source == "wikidata":
        last = term.until - timedelta(days=165) if term.last else ENDS["wikidata"]
        return any(_alike(row.title, term.title) and row.first <= last and row.until >= last for row in rows)
    # A hand-written row for the leading office over most of the stretch: the source means somebody else's office.
    title = _leading(term.code, term.first)[1]
    days = max((last - term.first).days, 1)
    for row in rows:
        if row.source == "own knowledge" and row.title == title:
            shared = (min(row.until, last) - max(row.first, term.first)).days
            if shared > 0.5 * days and shared > 31:
                return True
    return False


def _alike(one: str, other: str) -> bool:
    kinds = (
        "prime minister",
        "president",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "supreme leader",
        "premier",
    )
    first = [kind for kind in kinds if kind in one.lower()]
    return bool(first) and first == [kind for kind in kinds if kind in other.lower()]


def _same(row: Term, term: Term) -> bool:
    """Whether two names can be one person: the words of one are in the other, or two words are in both."""
    mine, theirs = _words(row.name + " " + row.surname), _words(term.name)
    shared = mine & theirs
    if term.source == "wikidata":
        return len(shared) >= min(2, len(mine), len(theirs))
    return bool(shared) and (len(shared) >= 2 or shared in (theirs, mine))


def _words(name: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    found = {w for w in re.split(r"[^a-z]+", folded) if len(w) > 1} - {
        "al",
        "el",
        "de",
        "la",
        "van",
        "von",
        "bin",
        "ben",
        "the",
        "of",
        "king",
        "ayatollah",
        "sheikh",
        "ii",
        "iii",
        "jr",
    }
    return {_SPELLING.get(word, word) for word in found}


def _own() -> list[Term]:
    found = []
    for row in _read(ROOT / "scripts" / "leaders_own.csv"):
        first, precision = _day(row["first_day"], start=True)
        last, other = _day(row["last_day"], start=False) if row["last_day"] else (None, "day")
        known = _day(row["known_to"], start=False)[0] if row["known_to"] else None
        found.append(
            Term(
                row["code"],
                row["name"],
                first,
                last,
                "own knowledge",
                row["office"],
                row["title"],
                row["surname"],
                _coarser(precision, other),
                known,
            )
        )
    return found


def _day(text: str, start: bool) -> tuple[date, str]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), "day"
    if len(parts) == 2:
        return date(*parts, 1 if start else calendar.monthrange(*parts)[1]), "month"
    return (date(parts[0], 1, 1) if start else date(parts[0], 12, 31)), "year"


def _coarser(one: str, other: str) -> str:
    order = ("day", "month", "year")
    return order[max(order.index(one), order.index(other))]


def _archigos() -> list[Term]:
    found = []
    with gzip.open(SHARED / "states" / "archigos.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            first, last = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
            if last < date(1945, 1, 1):
                continue
            until = None if last >= ENDS["archigos"] else last
            found += _split(int(float(row["gwcode"])), row["leader"], first, until, "archigos")
    return found


def _reign() -> list[Term]:
    found = []
    with (SHARED / "states" / "reign_leaders_2021-03.csv").open(
        encoding="utf-8-sig", errors="replace", newline=""
    ) as file:
        for row in csv.DictReader(file):
            try:
                first = date(int(row["syear"]), int(row["smonth"]), int(row["sdate"] or 1))
            except ValueError:
                continue
            last = None
            if row["eyear"]:
                year, month = int(row["eyear"]), int(row["emonth"] or 12)
                last = date(year, month, calendar.monthrange(year, month)[1])
            if last is not None and last < date(1945, 1, 1):
                continue
            terms = _split(int(row["ccode"]), row["leader"], first, last, "reign")
            for term in terms:
                term.precision = "month" if term.last else "day"
            found += terms
    return found


def _wikidata() -> list[Term]:
    found = []
    codes = {row["name"]: row["code"] for row in _read(ONTOLOGY / "state_names.csv")}
    codes |= {row["name"]: row["code"] for row in _read(ONTOLOGY / "states.csv")}
    codes |= {
        "Kingdom of Denmark": "DNK",
        "Kingdom of the Netherlands": "NLD",
        "Republic of Ireland": "IRL",
        "The Bahamas": "BHS",
        "The Gambia": "GMB",
    }
    with (SHARED / "states" / "wikidata_leaders_2022-10.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = codes.get(row["country"])
            title, office = _position(row["positionLabel"])
            if (
                code in (None, "AND", "ESH", "SMR", "VAT")
                or not row["start_year"]
                or not title
                or row["officeholderLabel"] in _NOT
            ):
                continue
            first = date(int(row["start_year"]), 1, 1)
            last = date(int(row["end_year"]), 12, 31) if row["end_year"] else None
            found.append(Term(code, row["officeholderLabel"], first, last, "wikidata", office, title, precision="year"))
    return found


def _position(label: str) -> tuple[str, str]:
    low = label.lower()
    own_crown = ("bahrain", "belgians", "norway", "denmark", "sweden", "thailand", "cambodia")
    if "governor-general" in low or ("monarch of" in low and not any(name in low for name in own_crown)):
        return "", ""
    table = (
        ("prime minister", "Prime Minister", "head of government"),
        ("federal chancellor", "Chancellor", "head of government"),
        ("chancellor", "Chancellor", "head of government"),
        ("taoiseach", "Taoiseach", "head of government"),
        ("premier of", "Premier", "head of government"),
        ("president of the government", "Prime Minister", "head of government"),
        ("chairman of the council of ministers", "Chairman of the Council of Ministers", "head of government"),
        ("minister of state", "Minister of State", "head of government"),
        ("vice president", "", ""),
        ("supreme leader", "Supreme Leader", "head of state"),
        ("president", "President", "head of state"),
        ("king", "King", "head of state"),
        ("monarch", "King", "head of state"),
        ("emperor", "Emperor", "head of state"),
        ("emir", "Emir", "head of state"),
        ("sultan", "Sultan", "head of state"),
        ("prince of", "Prince", "head of state"),
        ("grand duke", "Grand Duke", "head of state"),
        ("pope", "Pope", "head of state"),
    )
    return next(((title, office) for words, title, office in table if words in low), ("", ""))


def _split(number: int, name: str, first: date, last: date | None, source: str) -> list[Term]:
    """One stretch of a Correlates of War number, cut where the identity of the state breaks."""
    found = []
    for code, since, until in _states_of(number):
        start, stop = max(first, since), min(last or FAR, until)
        if start > stop:
            continue
        found.append(Term(code, name, start, None if stop == FAR else stop, source))
    return found


def _states_of(number: int) -> list[tuple[str, date, date]]:
    if number in _BROKEN:
        return [(code, date.fromisoformat(since), date.fromisoformat(until)) for code, since, until in _BROKEN[number]]
    code = _cow().get(number) if number != 331 else None  # San Marino's two captains regent change every six months
    return [(code, date(1800, 1, 1), FAR)] if code else []


_COW: dict[int, str] = {}


def _cow() -> dict[int, str]:
    if not _COW:
        for row in _read(SHARED / "tables" / "cow2iso.txt"):
            if row["cow_id"] and row["iso3"] and row["iso3"] != "NA":
                _COW[int(row["cow_id"])] = row["iso3"]
        _COW.update(
            {
                2: "USA",
                58: "ATG",
                260: "GFR",
                255: "DEU",
                265: "DDR",
                347: "XKX",
                713: "TWN",
                315: "CSK",
                316: "CZE",
                680: "YMD",
                817: "RVN",
                511: "ZAN",
                340: "SRB",
                341: "MNE",
                343: "MKD",
                626: "SSD",
                625: "SDN",
                530: "ETH",
                531: "ERI",
            }
        )
    return _COW


# Wikidata's list has the king of Saudi Arabia also as prime minister.
_NOT = ("Salman of Saudi Arabia",)

_BROKEN = {
    365: [("SUN", "1800-01-01", "1991-12-25"), ("RUS", "1991-12-26", "9000-01-01")],
    345: [
        ("YUG", "1800-01-01", "2003-02-03"),
        ("SCG", "2003-02-04", "2006-06-04"),
        ("SRB", "2006-06-05", "9000-01-01"),
    ],
    678: [("YAR", "1800-01-01", "1990-05-21"), ("YEM", "1990-05-22", "9000-01-01")],
    679: [("YEM", "1990-05-22", "9000-01-01")],
    816: [("VDR", "1800-01-01", "1976-07-01"), ("VNM", "1976-07-02", "9000-01-01")],
    651: [
        ("EGY", "1800-01-01", "1958-02-21"),
        ("UAR", "1958-02-22", "1961-09-28"),
        ("EGY", "1961-09-29", "9000-01-01"),
    ],
    260: [("GFR", "1800-01-01", "1990-10-02"), ("DEU", "1990-10-03", "9000-01-01")],
    255: [("DEU", "1990-10-03", "9000-01-01")],
}


def _complete(term: Term) -> None:
    """Give a source's row its full name, surname, office and title."""
    names = _names()
    term.name = re.sub(r"\s+", " ", term.name).strip()
    known = names.get((term.code, term.name, term.first.year)) or names.get((term.code, term.name, 0))
    shown = " ".join(part.strip() for part in reversed(term.name.split(","))) if "," in term.name else term.name
    shown = re.sub(r"\s*\((?:acting|son|interim)\)", "", shown).strip()
    words = [word for word in shown.split(" ") if not re.fullmatch(r"[IVX]+\)?", word)] or [shown]
    term.name, term.surname = known or (shown, words[-1])
    if not term.title:
        term.office, term.title = _leading(term.code, term.first)
    term.confirmed = {term.source: min(term.until, ENDS[term.source])}


# Who ruled a country for a source, but held none of its offices.
_SKIP = {
    ("KWT", "Saddam Hussein"),
    ("IRQ", "Tommy Ray Franks"),
    ("IRQ", "Jay Garner"),
    ("SUN", "Yeltsin"),
    ("LBY", "Akila Saleh Issa"),
    ("TON", "Ulukalala Lavaka Ata (Tupou VI)"),
    ("COM", "Bob Denard"),
    ("BRA", "Military Junta"),
    ("YEM", "Saleh al-Hashidi"),
    ("HTI", "Executive Council"),
    ("HTI", "Executive council"),
    ("SRB", "Marovic"),
    ("SRB", "Kostunica"),
}

_NAMES: dict[tuple[str, str, int], tuple[str, str]] = {}


def _names() -> dict[tuple[str, str, int], tuple[str, str]]:
    path = ROOT / "scripts" / "leaders_names.csv"
    if not _NAMES and path.exists():
        for row in _read(path):
            _NAMES[row["code"], row["leader"], int(row["year"] or 0)] = (row["name"], row["surname"])
    return _NAMES


def _leading(code: str, on: date) -> tuple[str, str]:
    for row in _read(ONTOLOGY / "leading_offices.csv"):
        if row["code"] == code and (not row["until"] or on < date.fromisoformat(row["until"])):
            return row["office"], row["title"]
    return "head of state", "President"


def _write(terms: list[Term]) -> None:
    columns = ["code", "office", "title", "name", "surname", "first_day", "last_day", "precision", "source"]
    columns += ["verified_to", "known_to"]
    with (ONTOLOGY / "leaders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for t in sorted(terms, key=lambda t: (t.code, t.first, t.office, t.name)):
            source = "; ".join(s for s in ENDS if s in t.confirmed) or "own knowledge"
            verified = min(max(t.confirmed.values()), t.until) if t.confirmed else None
            known = t.known_to or (verified if t.last is None else None)
            writer.writerow(
                [
                    t.code,
                    t.office,
                    t.title,
                    t.name,
                    t.surname,
                    t.first,
                    t.last or "",
                    t.precision,
                    source,
                    verified or "",
                    known or "",
                ]
            )


def _report(own: list[Term], derived: list[Term], archigos: list[Term]) -> None:
    print(f"{len(own)} hand-written rows, {sum(1 for t in own if t.confirmed)} of them confirmed by a source")
    print("derived rows:", dict(Counter(t.source for t in derived)))
    print("rows of Archigos matched by hand-written ones:", sum(t.used for t in archigos), "of", len(archigos))
    bare = [t for t in derived if " " not in t.name]
    print("derived rows with one word for a name:", len(bare))


_CACHE: dict[Path, list[dict[str, str]]] = {}


def _read(path: Path) -> list[dict[str, str]]:
    if path not in _CACHE:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            _CACHE[path] = list(csv.DictReader(file))
    return _CACHE[path]


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "æ": "ae"})
# Spellings of one name in the sources and in the hand-written table.
_SPELLING = {
    "qadhafi": "gaddafi",
    "qaddafi": "gaddafi",
    "mossadeg": "mosaddegh",
    "mossadegh": "mosaddegh",
    "tse": "ze",
}


if __name__ == "__main__":
    main()
