"""Small phrases that the reasons share."""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.actors import name_of
from westphalia.record import Window


def named(codes: Sequence[str]) -> str:
    """The names of record codes as a list in words: «Russia and Iran»."""
    return listed([name_of(code) for code in codes])


def listed(words: Sequence[str]) -> str:
    """«a», «a and b», «a, b and c».

    >>> listed(["military", "energy", "finance"])
    'military, energy and finance'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def many(number: float, thing: str) -> str:
    """«1 event», «2 events», «1,204 events».

    >>> many(1, "event"), many(1204.0, "day")
    ('1 event', '1,204 days')
    """
    return f"{number:,.0f} {thing}{'' if round(number) == 1 else 's'}"


def percent(share: float) -> str:
    """A probability in percent, honest at both ends.

    >>> percent(0.004), percent(0.256), percent(0.999)
    ('less than 1 %', '26 %', 'more than 99 %')
    """
    if share < 0.01:
        return "less than 1 %"
    return "more than 99 %" if share > 0.99 else f"{100 * share:.0f} %"


def spans_text(windows: Sequence[Window]) -> str:
    """«2018-01-01 to 2018-10-31, 2021-01-01 to 2021-08-31»."""
    return ", ".join(str(window) for window in windows)
