"""What speaks for each of those whom a text names as the one that «the junta», «it», «its neighbour» means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

TRAITS = ("before", "after", "last", "last_but_one", "age", "opener", "often", "first", "foremost", "later")
BACK = 40  # sentences that count, before the mention and after it
PERHAPS = 0.05  # share from which a mention counts among those of somebody it may mean


@dataclass(frozen=True, slots=True)
class Naming:
    """A place of a text that names somebody: the number of its sentence, its first character there, the record code.

    `share` is how probably it does: less than 1 of a mention whose words name nobody.
    """

    sentence: int
    start: int
    code: str
    share: float = 1.0


def candidates(named: Sequence[Naming], sentence: int, start: int) -> dict[str, tuple[list[int], tuple[float, ...]]]:
    """Whom a mention of a sentence could mean: by record code where it is named (indices into `named`), and `TRAITS`.

    Somebody has to be named in so many words; then earlier mentions that may mean him count too. Places that name are
    in the order of the text. The traits: named in the same sentence before, or after; last in the sentence before, or
    the one before that; ln(1 + how many sentences ago, last); named first in the last sentence before it that names
    somebody; ln(1 + how many sentences name it); named in the first sentence that counts, or as the very first; named
    only later on.
    """
    places: dict[str, list[int]] = defaultdict(list)
    perhaps: dict[str, list[int]] = defaultdict(list)
    opener = foremost = None
    opening = -1
    for k, one in enumerate(named):
        if abs(one.sentence - sentence) > BACK:
            continue
        if one.share < 1:
            if (one.sentence, one.start) < (sentence, start):
                perhaps[one.code].append(k)
            continue
        places[one.code].append(k)
        foremost = foremost or one
        if opening < one.sentence < sentence:
            opening, opener = one.sentence, one.code
    found = {}
    for code, at in places.items():
        sentences = [named[k].sentence for k in at]
        past = [number for number in sentences if number <= sentence]
        age = sentence - past[-1] if past else 0
        here = [named[k].start < start for k in at if named[k].sentence == sentence]
        assert foremost is not None
        traits = (
            any(here),
            not all(here),
            age == 1,
            age == 2,
            math.log1p(age),
            code == opener,
            math.log1p(len(set(sentences))),
            foremost.sentence in sentences,
            code == foremost.code,
            not past,
        )
        found[code] = [*at, *perhaps[code]], tuple(float(value) for value in traits)
    return found
