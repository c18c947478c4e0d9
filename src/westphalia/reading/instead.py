"""Names that mean another state where the text speaks of that one: «Moscow» of the Soviet Union, «Guinean» of Bissau.

A capital or an institution is that of a state that is gone where the text names that state (in so many words) and never
its successor, and tells of years of which none is after its end. A people's name is that of the one namesake that the
text names, where it never names the state that usually goes by it. The pairs are in meant_instead.csv.
"""

from __future__ import annotations

import re
from dataclasses import replace

from westphalia.ontology.states import states
from westphalia.reading.references import Reference
from westphalia.reading.tables import alternatives, table

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def settle(text: str, references: list[Reference]) -> None:
    """Give those references their state, marked as inferred.

    >>> from westphalia.reading.mentions import find
    >>> from westphalia.reading.tokens import tokenize
    >>> text = "The Soviet Union was angry. Moscow cut off all credit to Tirana in 1961."
    >>> [one.code for one in find(text, tokenize(text))[1]]
    ['SUN', 'SUN', 'ALB']
    """
    years = [int(year) for year in _YEAR.findall(text)]
    names = {r.code: r for r in reversed(references) if r.how == "name"}
    rows = [row for row in table("meant_instead") if row["instead"] in names]
    for row in rows:
        hows, named = alternatives(row["how"]), names[row["instead"]]
        other = any(r.code == row["code"] and r.how not in hows for r in references)
        gone = states()[row["instead"]].last_day
        late = gone is not None and (not years or max(years) > gone.year)
        if other or late or sum(one["code"] == row["code"] for one in rows) > 1:
            continue
        for k, one in enumerate(references):
            if one.code == row["code"] and one.how in hows:
                why = f"the text speaks of {named.name}"
                references[k] = replace(one, code=named.code, actor_id=named.actor_id, name=named.name, inferred=why)
