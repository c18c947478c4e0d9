"""Before and after."""

import json
import math
from datetime import date, timedelta

import numpy as np
import pytest
from tests.measures.conftest import CELLS, WINDOW, Maker, covered, many

from westphalia.errors import CallError, OutsideCoverage
from westphalia.measures.change import relations_change

FIRST = date(2020, 1, 1)


def test_a_change_is_found_and_its_sign_is_right(make: Maker) -> None:
    rng = np.random.default_rng(3)
    cells = many(rng, FIRST, 120, 0.2) + many(rng, FIRST + timedelta(days=120), 120, 0.7)
    record = make(cells, [covered(FIRST, FIRST + timedelta(days=239))])
    before, after = (FIRST, date(2020, 4, 29)), (date(2020, 4, 30), date(2020, 8, 27))
    score = relations_change(record, "Greece", "Turkey", before, after)
    # ACCUSE -3 and CONSULT 2.5: the mean falls by 5.5 times the rise of conflict.
    conflict = relations_change(record, "GRC", "TUR", before, after, "conflict")
    assert score.difference == pytest.approx(-5.5 * conflict.difference)
    assert conflict.before.value == pytest.approx(0.2, abs=0.05) and conflict.after.value == pytest.approx(
        0.7, abs=0.05
    )
    assert (score.direction, conflict.direction) == (-1, 1)
    assert score.low < score.difference < score.high < 0
    assert score.comparable and not score.notes
    assert (score.before.n, score.before.first, score.after.last) == (480, FIRST, date(2020, 8, 27))
    volume = relations_change(record, "GRC", "TUR", before, after, "volume")
    assert volume.before.value == volume.after.value == pytest.approx(5 / 105)
    assert volume.direction is None  # the same share every week: no spread, so no interval


def test_no_change_is_no_change(make: Maker) -> None:
    record = make(many(np.random.default_rng(4), FIRST, 240, 0.4), [covered(FIRST, FIRST + timedelta(days=239))])
    found = relations_change(record, "GRC", "TUR", (FIRST, date(2020, 4, 29)), (date(2020, 4, 30), date(2020, 8, 27)))
    assert found.direction == 0 and found.low < 0 < found.high


def test_too_little_to_say(make: Maker) -> None:
    found = relations_change(
        make(CELLS, [WINDOW]), "IND", "PAK", (date(2018, 1, 3), date(2018, 1, 7)), (date(2018, 1, 8), date(2018, 1, 21))
    )
    assert (found.before.value, found.after.value) == pytest.approx((-7 / 4, 10))
    assert math.isnan(found.low) and found.direction is None
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["low"] is None
    assert "+11.750" in str(found)
    assert found.to_pandas()["level"].tolist() == ["before", "after", "difference"]


def test_other_windows_are_said_not_to_be_comparable(make: Maker) -> None:
    windows = [covered(FIRST, date(2020, 2, 29), "old"), covered(date(2020, 3, 10), date(2020, 5, 31), "new")]
    record = make(many(np.random.default_rng(5), FIRST, 150, 0.4), windows)
    found = relations_change(record, "GRC", "TUR", (FIRST, date(2020, 3, 4)), (date(2020, 3, 5), date(2020, 5, 31)))
    assert not found.comparable
    assert found.notes[0].startswith("2020-01-01 to 2020-03-04: 60 of 64 days")
    assert found.notes[1].startswith("2020-03-05 to 2020-05-31: 83 of 88 days")
    assert "not within one window" in found.notes[2].lower()
    assert found.before.last == date(2020, 2, 29)
    with pytest.raises(OutsideCoverage):
        relations_change(
            record, "GRC", "TUR", (date(2019, 1, 1), date(2019, 2, 1)), (date(2020, 3, 5), date(2020, 5, 31))
        )


def test_wrong_calls(make: Maker) -> None:
    record = make(CELLS, [WINDOW])
    early, late = (date(2018, 1, 3), date(2018, 1, 7)), (date(2018, 1, 8), date(2018, 1, 21))
    with pytest.raises(CallError, match="do not come before"):
        relations_change(record, "IND", "PAK", late, early)
    with pytest.raises(CallError, match="unknown measure"):
        relations_change(record, "IND", "PAK", early, late, "warmth")
