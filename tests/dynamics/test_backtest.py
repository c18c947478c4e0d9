"""The backtest of an invented world: which weeks are forecast, that scores are the forecasts' own, errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, covered, world

from westphalia.dynamics.backtest import Backtest, backtest
from westphalia.errors import CallError, OutsideCoverage, UnknownAction
from westphalia.record import Record


@pytest.fixture(scope="module")
def record(build_record: Callable[..., Record]) -> Record:
    return build_record(world(3, 36, actors=12), [covered(FIRST, FIRST + timedelta(days=36 * 7 - 1))])


@pytest.fixture(scope="module")
def found(record: Record) -> Backtest:
    return backtest(record, FIRST + timedelta(days=28 * 7), weeks=2, action=["verbal cooperation", "conflict"])


def test_every_week_in_the_span_is_forecast_from_the_week_before(found: Backtest):
    assert found.first_day == FIRST + timedelta(days=28 * 7)
    assert found.last_day == FIRST + timedelta(days=36 * 7 - 1)
    assert list(found.origins) == [FIRST + timedelta(days=7 * week - 1) for week in range(28, 35)]
    assert [one["origin"] for one in found.fitted] == [
        found.origins[0].isoformat(), found.origins[4].isoformat()
    ]  # fmt: skip


def test_scores_are_those_of_the_rows(found: Backtest, record: Record):
    frame = found.to_pandas()
    assert found.overall.n == len(frame)
    assert found.overall.brier == pytest.approx(((frame["probability"] - frame["happened"]) ** 2).mean())
    for kind, one in found.kinds.items():
        part = frame[frame["kind"] == kind]
        assert one.brier == pytest.approx(((part["probability"] - part["happened"]) ** 2).mean())
        for base in one.against:
            assert base.brier == pytest.approx(((part[base.baseline] - part["happened"]) ** 2).mean())
    rows = record.daily().frame
    some = frame[frame["kind"] == "conflict"].iloc[::97]
    for origin, actor, recipient, happened in some[["origin", "actor", "recipient", "happened"]].itertuples(
        index=False
    ):
        days = (rows["day"].dt.strftime("%Y-%m-%d") > origin) & (
            rows["day"].dt.date <= FIRST.fromisoformat(origin) + timedelta(days=14)
        )
        done = rows[days & (rows["actor"] == actor) & (rows["recipient"] == recipient)]
        assert bool(happened) == done["action"].isin(["ACCUSE", "ASSAULT"]).any()


def test_only_pairs_with_enough_events_before(found: Backtest, record: Record):
    rows = record.daily().frame
    for origin, actor, recipient in (
        found.to_pandas()[["origin", "actor", "recipient"]].iloc[::211].itertuples(index=False)
    ):
        before = rows[(rows["day"] <= origin) & (rows["actor"] == actor) & (rows["recipient"] == recipient)]
        assert before["n"].sum() >= 5


def test_in_a_world_of_constant_rates_forecasts_are_calibrated(found: Backtest):
    one = found.overall
    assert one.mean_forecast == pytest.approx(one.observed, abs=0.05)
    assert one.slope is not None and one.slope_interval is not None
    assert one.slope_interval[0] - 0.15 < 1 < one.slope_interval[1] + 0.15


def test_plain_data_print_and_picture(found: Backtest):
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["horizon_weeks"] == 2 and len(plain["largest_misses"]) == 10
    assert {row["baseline"] for row in plain["overall"]["against"]} == {"long run", "recency", "boosting"}
    worst = [abs(row["probability"] - row["happened"]) for row in plain["largest_misses"]]
    assert worst == sorted(worst, reverse=True)
    dyads = found.dyads()
    assert np.all(np.diff(dyads["brier"] * dyads["n"]) <= 1e-12)
    text = str(found)
    assert "Largest misses" in text and "long run" in text and max(map(len, text.splitlines())) <= 80
    assert sum(point["forecasts"] for point in next(iter(found.plot().to_dict()["datasets"].values()))) == len(
        found.to_pandas()
    )


def test_the_same_twice(found: Backtest, record: Record):
    again = backtest(record, FIRST + timedelta(days=28 * 7), weeks=2, action=["verbal cooperation", "conflict"])
    assert again.to_dict() == found.to_dict()


def test_a_week_that_is_too_early_is_forecast_by_usual_rates(record: Record):
    early = backtest(record, FIRST + timedelta(days=35), FIRST + timedelta(days=48), action="conflict", min_events=1)
    assert {(one["fitted_on"], one["fitted_to"]) for one in early.fitted} == {("usual rates", None)}
    assert "by usual rates alone (fewer than 12 weeks" in " ".join(str(early).split())


def test_of_many_stretches_the_longest_are_named(build_record: Callable[..., Record]):
    """A small file has days without any event, which are holes in its coverage."""
    starts = [FIRST + timedelta(days=20 * number) for number in range(6)]
    holed = build_record(world(3, 20), [covered(day, day + timedelta(days=9 + (day > FIRST))) for day in starts])
    with pytest.raises(OutsideCoverage, match=r"no 2 whole weeks .* and 3 shorter .* hole") as error:
        backtest(holed, FIRST, FIRST + timedelta(days=139), weeks=2)
    assert f"{starts[1]} to {starts[1] + timedelta(days=10)}" in str(error.value)


def test_errors(record: Record):
    with pytest.raises(CallError, match="1 to 13 weeks"):
        backtest(record, weeks=14)
    with pytest.raises(CallError, match="is after"):
        backtest(record, FIRST + timedelta(days=100), FIRST)
    with pytest.raises(OutsideCoverage, match="2018-01-01"):
        backtest(record, FIRST + timedelta(days=4000), FIRST + timedelta(days=4100))
    with pytest.raises(OutsideCoverage, match="events before"):
        backtest(record, min_events=1e9)
    with pytest.raises(UnknownAction):
        backtest(record, action="SANCTON")
