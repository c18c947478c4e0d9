"""The datasheets of the embedded record, written by `derive_record.py` with what it measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from record_votes import Agreement

COMMAND = "python scripts/derive_record.py"
GONE = ("SUN", "CSK", "YUG", "SCG", "GFR", "DDR", "YAR", "YMD", "UAR", "ZAN")

# What a reader found when checking the names that `derive_record.py --audit` prints; to be done again after changes.
AUDIT = """\
Of 200 names drawn by weight from those that a row of the table places, checked one by one against general knowledge:
0 wrong, 1 debatable (the Syrian Observatory for Human Rights, placed in Syria, sits in Britain): an error share of
0 %, at most 1.8 % (95 %). An earlier draw of 200 had found 1 wrong (Kosovo under Serbia), which was corrected. Of 100
names drawn evenly from those with fewer than 50 events: 0 known to be wrong, 3 doubtful (Amy Adams, Dean Smith and
Daniel Williams have namesakes): 3 % (95 %: 0.6 to 8.5 %) if all three are wrong. The check was made by those who wrote
the table. It asks whether the name belongs where it is placed, not whether ICEWS had found the right name in the news:
that error comes on top and is not measured here."""


def events_sheet(report: Iterable[tuple[str, str]], hashes: Mapping[str, str], size: int, citation: str) -> str:
    """The text of `record.md`."""
    return f"""\
# Datasheet: daily counts of events (`record/events`)

**What.** For each day, acting country or organisation, receiving country or organisation, and PLOVER action: the
number of events in ICEWS. Three windows: January to October 2018, January to August 2021, January to June 2022. A row
is a *cell*, not an event; `weight` is the count, `action` is empty for statements (CAMEO root 01).

**Source.** {citation}.
Used as the quadruples (subject, relation, object, day) of three published sets for
forecasting: ICEWS18 in the split of TLogic (train, valid and test together), and ICEWS21 and ICEWS22 of zrLLM (Ding et
al. 2024).

**Licence.** ICEWS: terms of use of Harvard Dataverse. Only counts by day, actor, recipient and action are here; no
event, no name of a person, no text of a report can be had back from them. The table of names,
`ontology/icews_names.csv`, holds facts (a name, its country), not records of ICEWS.

**How made.** `{COMMAND}`, which needs ../shared/data; no seed, nothing is drawn: the
same inputs give the same bytes (with the pinned versions of pyarrow and pandas). Names are placed by
`westphalia.ontology.native`, relations are crossed by `westphalia.ontology.crosswalk`, then rows are counted.
{size:,} bytes.

## Measured

| what | value |
| --- | --- |
{_rows(report)}

## Inputs

{_inputs(hashes, "events/")}

## How far the names can be trusted

A name is placed at a country, at an organisation of states, at an armed group, at «no country» («---»: «Unspecified
actor», continents, multinational companies), or left unresolved («???»). Unresolved names count as volume only. Rows of
the table say where they are from: ICEWS's own country in the sample of its export (MIT, andybega/icews), the PETRARCH
actor dictionary of 2014 (MIT), Wikidata, own knowledge, or «ambiguous» for names that stand for several («Social
Democratic Party») or that ICEWS's coder evidently finds in the wrong texts («Association of American Publishers» for
the Aam Aadmi Party, AAP).

{AUDIT}

## Known weaknesses

- **Windows.** 2019, 2020 and the months between the windows are not covered; nor are 19 to 24 January 2021, when the
  source holds 5 to 22 events a day (an outage). Single thin days are listed above; they count as covered, and their
  counts are too low.
- **2022 is truncated.** Its set holds the 999 most frequent names only. An actor that does not occur is not covered. Of
  one that occurs, rarer names are missing: the lines above say what the same filter would have kept of 2021. Levels
  of 2022 and of the other windows must not be compared without correcting for it. It also holds 93 types of relation
  only, where 2018 and 2021 have some 250; the types that are missing were 4 % of 2021's events, but most of PROTEST
  (2.8 % of events in 2021, 0.7 % in 2022) and nearly all of CONCEDE (1,004 events, then 8).
- **Counts.** Each (subject, relation, object, day) stands once, so counts are of days with such an event between two
  names, not of reports or of real acts. Media attention moves them: compare shares, or with the day's volume.
- **The United States at home.** ICEWS leaves out events inside the United States: the share of such events here is
  nearly nil, and means nothing.
- **Machine coding.** In hand-labelled samples of machine-coded events a good part is not the event that was coded;
  single cells prove little.
- **The Taliban** are counted as themselves (REB:TALIBAN) to the end, also after they took the government of Afghanistan
  in August 2021. Whoever holds an office of an organisation counts as that organisation, and so moves when the office
  ends (Donald Tusk: the European Union to November 2019, then Poland). Territories that most states do not recognise
  count under the state that claims them (Crimea: Ukraine; Artsakh: Azerbaijan), as in PLOVER.
- **Vintages.** The three sets come from different vintages of ICEWS.
"""


def votes_sheet(votes: Agreement, hashes: Mapping[str, str], size: int) -> str:
    """The text of `votes.md`."""
    from record_votes import CITATION, EARLY, LICENCE

    gone = [code for code in GONE if code in votes.seats]
    seats = "\n".join(f"| {code} | {' and '.join(map(str, votes.seats[code][1:]))} |" for code in gone)
    early = "\n".join(f"- {code}: {why}" for code, why in EARLY.items() if code in votes.seats)
    return f"""\
# Datasheet: agreement in the UN General Assembly (`record/votes`)

**What.** For each calendar year from 1946 to 2019 and each pair of members (a < b): over the roll calls in which both
voted yes, no or abstain, how often they voted the same (`same`), how often one abstained and the other said yes or no
(`half`), and how often one said yes and the other no (`opposite`). A pair that shared no roll call has no row.

**Source.** {CITATION} (MIT, dgrtwo/unvotes).

**Licence.** {LICENCE}.

**How made.** `{COMMAND}`, which needs ../shared/data; no seed. {size:,} bytes.

## Measured

| what | value |
| --- | --- |
{_rows(votes.measured())}

## Inputs

{_inputs(hashes, "states/")}

## Seats that are not what their name says today

The source knows seats by today's names. They are placed by `westphalia.ontology.states`, so that no series crosses a
break of identity in silence:

| code | first and last year with votes |
| --- | --- |
{seats}

Seats that were held before there was a state of that code keep it:

{early}

## Known weaknesses

- Until the middle of the 1990s the days of the source are not to be trusted: most sessions have none but 1 to 7. Years
  and, with few exceptions, months are right. Sessions run over the turn of the year: the year is that of the date.
- The one roll call of January 2020 is left out, so that every year is whole. In 1964 there was none: the Assembly
  avoided voting during the dispute over arrears for peacekeeping. That year is not covered.
- Resolutions adopted without a vote, which are most, are not there: this is agreement on what was contested.
- An absence is not a vote. Some absences are meant (South Africa's after 1974, when it was barred).
"""


def _rows(report: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"| {name.strip()} | {value} |" for name, value in report)


def _inputs(hashes: Mapping[str, str], under: str) -> str:
    rows = "\n".join(f"| {name} | `{digest}` |" for name, digest in hashes.items() if name.startswith(under))
    return f"| file in ../shared/data | SHA-256 |\n| --- | --- |\n{rows}"
