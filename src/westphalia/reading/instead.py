"""Names that mean another state where the text speaks of that one: «Moscow» of the Soviet Union, «Guinean» of Bissau.

A capital or an institution is that of a state that is gone, and a people's name that of the namesake, where the text
names the one (in so many words) and never the other. The pairs are in meant_instead.csv.
"""

from __future__ import annotations

from dataclasses import replace

from westphalia.reading.references import Reference
from westphalia.reading.tables import alternatives, table


def settle(references: list[Reference]) -> None:
    """Give those references their state, marked as inferred.

    >>> from westphalia.reading.mentions import find
    >>> from westphalia.reading.tokens import tokenize
    >>> text = "The Soviet Union was ill. Moscow cut off all credit to Tirana."
    >>> [one.code for one in find(text, tokenize(text))[1]]
    ['SUN', 'SUN', 'ALB']
    """
    for row in table("meant_instead"):
        hows = alternatives(row["how"])
        named = next((r for r in references if r.code == row["instead"] and r.how == "name"), None)
        other = any(r.code == row["code"] and r.how not in hows for r in references)
        if named is None or other:
            continue
        for k, one in enumerate(references):
            if one.code == row["code"] and one.how in hows:
                why = f"the text speaks of {named.name}"
                references[k] = replace(one, code=named.code, actor_id=named.actor_id, name=named.name, inferred=why)
