"""Sectors within countries: what their forecasts rest on, and that they fit together with those of the countries."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from tests.dynamics.conftest import FIRST, QUAD, covered, world

from westphalia.dynamics.backtest import backtest
from westphalia.dynamics.chances import Chances
from westphalia.dynamics.forecast import Forecast, forecast, forecast_all
from westphalia.dynamics.hazard import unfitted
from westphalia.dynamics.mechanisms import State, columns, states
from westphalia.dynamics.panel import KINDS, NAMES, Panel, narrower, panel_of
from westphalia.dynamics.rates import Beta
from westphalia.dynamics.sectors import SectorPanel, matched, sector_pairs, sector_panel
from westphalia.dynamics.shares import SectorChances, Shares, thinned
from westphalia.dynamics.weeks import Ints
from westphalia.errors import CallError, OutsideCoverage, UnknownActor
from westphalia.record import Record
from westphalia.record.store import write_tables

Event = tuple[date, str, str | None, str, str | None, str]  # day, actor, its sector, recipient, its sector, action
WEEKS = 30
SECTORS = ("GOV", "MIL", None)


def events(seed: int = 5) -> list[Event]:
    """A world whose events are by government, military or nobody in particular: assaults mostly by the military."""
    random = np.random.default_rng(seed)
    found = []
    for day, actor, recipient, action, _ in world(seed, WEEKS, actors=6, busy=1.2):
        odds = (0.1, 0.7, 0.2) if action == "ASSAULT" else (0.6, 0.1, 0.3)
        by, to = random.choice(3, p=odds), random.choice(3, p=(0.5, 0.2, 0.3))
        found.append((day, actor, SECTORS[by], recipient, SECTORS[to], action))
    return found


def write(folder: Path, rows: list[Event], actors: list[str] | None = None) -> Record:
    """A record of single events on disk."""
    table = pa.table(
        {
            "event_id": [str(number) for number in range(len(rows))],
            "date": [row[0] for row in rows],
            "actor_country": [row[1] for row in rows],
            "actor_sector": pa.array([row[2] for row in rows], pa.string()),
            "recipient_country": [row[3] for row in rows],
            "recipient_sector": pa.array([row[4] for row in rows], pa.string()),
            "action": [row[5] for row in rows],
            "quad": [QUAD[row[5]] for row in rows],
            "score": [0.0] * len(rows),
            "origin": ["made up"] * len(rows),
        }
    )
    coverage = [covered(FIRST, FIRST + timedelta(days=7 * WEEKS - 1), actors)]
    write_tables(folder, name="mine", granularity="event", events=table, coverage=coverage)
    return Record.open(folder)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return write(tmp_path_factory.mktemp("sectors") / "mine", events())


@pytest.fixture(scope="module")
def panel(record: Record) -> Panel:
    return panel_of(record)


@pytest.fixture(scope="module")
def divided(record: Record) -> SectorPanel:
    return sector_panel(record)


@pytest.fixture(scope="module")
def chances(panel: Panel, divided: SectorPanel) -> SectorChances:
    """Of every pair in which at least one side is a sector; strengths of mechanisms are none."""
    last = len(panel.weeks.ends) - 1
    state: State = next(states(panel, [last]))
    fits = {name: unfitted(name, len(columns(kind))) for kind, name in enumerate(NAMES)}
    pairs: Ints = np.flatnonzero(divided.divided[0] | divided.divided[1])
    whole = Chances(panel, state, fits, matched(panel, divided, pairs, whole=True))
    return SectorChances(Shares(divided, last), whole, pairs)


def named(panel: Panel) -> list[tuple[str, str]]:
    codes = panel.weeks.codes
    return [(codes[one], codes[other]) for one, other in zip(panel.weeks.first, panel.weeks.second, strict=True)]


def test_an_event_counts_for_its_sector_and_for_its_country(record: Record, panel: Panel, divided: SectorPanel):
    assert len(panel.weeks.codes) == 6 and len(divided.weeks.codes) == 18
    for actor, recipient in (("ARG", "BRA"), ("BRA", "ARG")):
        mine = [row for row in events() if (row[1], row[3]) == (actor, recipient)]
        assert divided.events_of(actor, recipient) == len(mine)
        for by in ("GOV", "MIL"):
            assert divided.events_of(f"{actor}:{by}", recipient) == sum(row[2] == by for row in mine)
            assert divided.events_of(actor, f"{recipient}:{by}") == sum(row[4] == by for row in mine)
            both = divided.events_of(f"{actor}:{by}", f"{recipient}:GOV")
            assert both == sum((row[2], row[4]) == (by, "GOV") for row in mine)


def test_positions_of_the_wholes(divided: SectorPanel):
    pairs = named(divided)
    for place, (actor, recipient) in enumerate(pairs):
        one, other = actor.partition(":")[0], recipient.partition(":")[0]
        assert pairs[divided.whole[place]] == (one, other)
        assert pairs[divided.by[place]] == (actor, other)
        assert pairs[divided.to[place]] == (one, recipient)


def test_only_the_sectors_asked_for_are_in_the_panel(record: Record):
    found = sector_panel(record, pairs=[("ARG:MIL", "BRA")])
    assert {code.partition(":")[2] for code in found.weeks.codes} == {"", "MIL"}
    both = sector_pairs(record)
    assert all(":" in one and ":" in other for one, other in named(both))
    assert len(both.countries) == both.weeks.pairs


def test_a_sector_is_never_likelier_than_its_country(chances: SectorChances):
    for kind in (0, 2, 3, NAMES.index("ASSAULT"), NAMES.index("conflict"), NAMES.index("any")):
        for weeks in (2 / 7, 1, 30 / 7, 12, 30):
            assert np.all(chances.probability(kind, weeks) <= chances.whole.probability(kind, weeks))
            assert np.all(chances.returned(kind, weeks) <= chances.whole.returned(kind, weeks))
            assert np.all(chances.either(kind, weeks) <= chances.whole.either(kind, weeks))
            assert np.all(chances.events(kind, weeks) <= chances.whole.events(kind, weeks) + 1e-12)
            assert np.all(chances.weeks_with_one(kind, weeks) >= chances.probability(kind, weeks))


def test_two_sectors_are_never_likelier_than_one_towards_the_whole(chances: SectorChances, divided: SectorPanel):
    place = {int(pair): index for index, pair in enumerate(chances.pairs)}
    both = [pair for pair in chances.pairs if divided.divided[0][pair] and divided.divided[1][pair]]
    for kind in (0, 3, NAMES.index("ACCUSE")):
        found = chances.probability(kind, 4)
        for pair in both:
            for wider in (divided.by[pair], divided.to[pair]):
                assert found[place[int(pair)]] <= found[place[int(wider)]] + 1e-12


def test_kinds_horizons_and_directions_fit_together(chances: SectorChances):
    for kind in (0, 3, NAMES.index("conflict"), NAMES.index("any")):
        found = [chances.probability(kind, weeks) for weeks in (1, 2.5, 4, 12, 13, 30)]
        for shorter, longer in pairwise(found):
            assert np.all(shorter <= longer + 1e-12)
        for part in narrower(kind):
            assert np.all(chances.probability(part, 4) <= found[2] + 1e-12), NAMES[part]
        one, back, both = found[2], chances.returned(kind, 4), chances.either(kind, 4)
        assert np.all(both >= np.maximum(one, back) - 1e-12) and np.all(both <= one + back + 1e-12)
        low, high = chances.spread(kind, 4).interval(4)
        assert np.all(low <= one + 1e-9) and np.all(one <= high + 1e-9)


def test_shares_are_learned_from_the_past(divided: SectorPanel):
    """Most assaults are the military's, most consultations the government's; with many seen, shares are those seen."""
    shares = Shares(divided, len(divided.weeks.ends) - 1)
    pairs = [place for place, (one, other) in enumerate(named(divided)) if one[3:] and not other[3:]]
    mean = shares.of(np.array(pairs)).mean
    by = np.array([named(divided)[place][0][4:] for place in pairs])
    assault, consult = NAMES.index("ASSAULT"), NAMES.index("CONSULT")
    assert mean[by == "MIL", assault].mean() > 1.5 * mean[by == "GOV", assault].mean()
    assert mean[by == "GOV", consult].mean() > 1.5 * mean[by == "MIL", consult].mean()
    assert np.all((mean > 0) & (mean < 1)) and mean.shape == (len(pairs), len(KINDS))


def test_thinning_is_the_expectation_over_the_share():
    """Against a sum over many draws of the share."""
    share = Beta(np.array([2.0]), np.array([6.0]))
    drawn = np.random.default_rng(0).beta(2, 6, size=200_000)
    weekly = 1 - (1 - 0.7) ** (1 / 4)
    assert thinned(np.array([0.7]), share, 4)[0] == pytest.approx(1 - np.mean((1 - drawn * weekly) ** 4), abs=2e-3)
    assert thinned(np.array([0.7]), Beta(np.array([1e6]), np.array([1e-6])), 4)[0] == pytest.approx(0.7)


def test_shares_look_back_only(record: Record, tmp_path: Path):
    """Events of the future change no share at an earlier week."""
    origin = FIRST + timedelta(days=7 * 20 - 1)
    planted: list[Event] = [(origin + timedelta(days=1 + d), "ARG", "MIL", "BRA", "GOV", "ASSAULT") for d in range(40)]
    war = sector_panel(write(tmp_path / "war", events() + planted))
    for at, same in ((19, True), (29, False)):
        found = []
        for one in (sector_panel(record), war):
            pair = one.weeks.pair("ARG:MIL", "BRA:GOV")
            found.append(Shares(one, at).of(np.array([pair])).mean)
        assert np.allclose(found[0], found[1], atol=1e-12) == same


@pytest.fixture(scope="module")
def found(record: Record) -> tuple[Forecast, ...]:
    pairs = [("Argentina:army", "BRA"), ("ARG", "BRA:gov"), ("ARG:MIL", "BRA:GOV"), ("ARG", "BRA")]
    return forecast_all(record, pairs, action="conflict", horizon_days=[7, 28])


def test_a_forecast_of_sectors_is_below_that_of_the_countries(found: tuple[Forecast, ...]):
    by, to, both, whole = found
    assert (by.a, by.b, by.title) == ("ARG:MIL", "BRA", "Argentina (military) and Brazil")
    assert by.sectors and to.sectors and both.sectors and not whole.sectors
    for place, row in enumerate(whole.rows):
        for one in (by, to, both):
            assert 0 < one.rows[place].probability < row.probability
            assert one.rows[place].low <= one.rows[place].probability <= one.rows[place].high
            assert one.rows[place].n_past < row.n_past and one.rows[place].events <= row.events
        assert both.rows[place].probability <= min(by.rows[place].probability, to.rows[place].probability)
    mine = [row for row in events() if (row[1], row[3]) == ("ARG", "BRA") and row[5] in ("ACCUSE", "ASSAULT")]
    assert by.rows[0].n_past == sum(row[2] == "MIL" for row in mine)
    weeks = {(row[0] - FIRST).days // 7 for row in mine if row[2] == "MIL"}
    assert by.rows[0].rate_long_run == pytest.approx(len(weeks) / WEEKS)


def test_the_whole_is_forecast_as_without_the_sectors(record: Record, found: tuple[Forecast, ...]):
    alone = forecast(record, "ARG", "BRA", action="conflict", horizon_days=[7, 28])
    assert [row.probability for row in alone.rows] == pytest.approx([row.probability for row in found[3].rows])
    assert found[3].assumptions == alone.assumptions


def test_reasons_of_a_sector_add_up_and_end_with_its_share(found: tuple[Forecast, ...]):
    for one, whole in zip(found[2].rows, found[3].rows, strict=True):
        if one.reasons is None or whole.reasons is None:
            continue
        total = one.reasons.start + sum(part.log_odds for part in one.reasons.parts)
        assert 1 / (1 + np.exp(-total)) == pytest.approx(one.probability, abs=1e-9)
        assert one.reasons.parts[-1].family == "sector" and one.reasons.parts[-1].log_odds < 0
        assert one.reasons.parts[:-1] == whole.reasons.parts


def test_it_says_what_it_rests_on(found: tuple[Forecast, ...]):
    text = " ".join(str(found[0]).split())
    mine = sum((row[1], row[2], row[3]) == ("ARG", "MIL", "BRA") for row in events())
    assert f"ARG:MIL to BRA {mine} of the" in text and "2018-01-01 to 2018-07-29" in text
    assert "No parameters were fitted to sectors" in text and "Share of the sector" in text
    plain = json.loads(json.dumps(found[0].to_dict(), allow_nan=False))
    assert plain["a"] == "ARG:MIL" and plain["a_name"] == "Argentina (military)" and "sector" in plain["query"]
    assert "No parameters were fitted to sectors" not in str(found[3])


def test_a_sector_that_never_met_the_other_gets_a_small_chance(record: Record):
    for row in forecast(record, "ARG:GOV", "Tuvalu:MIL", action="conflict", horizon_days=[7]).rows:
        assert 0 < row.probability < 0.02 and row.n_past == 0


def test_a_backtest_of_sectors(record: Record):
    done = backtest(record, weeks=1, action=["verbal conflict"], refit=8, sectors=True)
    frame = done.to_pandas()
    assert done.sectors and len(frame) > 100 and frame["actor"].str.contains(":").all()
    assert done.to_dict()["sectors"] is True and "pairs of sectors" in str(done)
    row = frame.iloc[0]
    day = date.fromisoformat(row["origin"])
    happened = any(
        (f"{one[1]}:{one[2]}", f"{one[3]}:{one[4]}", one[5]) == (row["actor"], row["recipient"], "ACCUSE")
        and day < one[0] <= day + timedelta(days=7)
        for one in events()
    )
    assert bool(row["happened"]) == happened
    countries = backtest(record, weeks=1, action=["verbal conflict"], refit=8).to_pandas()
    wholes = countries.set_index(["origin", "actor", "recipient"])["probability"]
    keys = pd.MultiIndex.from_arrays([frame["origin"], frame["actor"].str[:3], frame["recipient"].str[:3]])
    assert (frame["probability"].to_numpy() <= wholes.loc[keys].to_numpy() + 1e-12).all()


def test_bad_calls(record: Record):
    with pytest.raises(CallError, match=r"unknown sector 'MILL'; did you mean MIL \(military\)"):
        forecast(record, "ARG:MILL", "BRA")
    with pytest.raises(UnknownActor, match="did you mean Argentina"):
        forecast(record, "Argentinia:MIL", "BRA")
    with pytest.raises(UnknownActor, match="IGO:XYZ"):
        forecast(record, "IGO:XYZ", "BRA")
    with pytest.raises(CallError, match="lacks a sector"):
        forecast(record, "ARG:", "BRA")
    with pytest.raises(CallError, match="of one country"):
        forecast(record, "ARG:MIL", "ARG:GOV")


def test_a_record_without_sectors_says_why_and_what_to_do(tmp_path: Path, build_record: Callable[..., Record]):
    for call in (
        lambda: forecast(Record.default(), "IRN:MIL", "USA"),
        lambda: backtest(Record.default(), sectors=True),
    ):
        with pytest.raises(CallError, match=r"holds counts by day, pair and action.*record add.*--record FOLDER"):
            call()
    bare = [(day, actor, None, recipient, None, action) for day, actor, _, recipient, _, action in events()[:200]]
    none = write(tmp_path / "bare", bare)
    with pytest.raises(CallError, match=r"names none in its events.*Argentina \(military\).*ask for ARG"):
        forecast(none, "ARG:MIL", "BRA")


def test_a_source_that_does_not_cover_the_country_does_not_cover_its_sector(tmp_path: Path):
    names = ["ARG", "BRA", "CHL", "COL", "CUB"]
    some = [row for row in events() if row[1] in names and row[3] in names]
    record = write(tmp_path / "some", some, names)
    found = sector_panel(record)
    assert found.weeks.covered.all()
    with pytest.raises(OutsideCoverage):
        forecast(record, "ARG:MIL", "ECU")
