"""What is named as likely next: likely, informative, and worded as its probability is."""

from datetime import date
from types import SimpleNamespace

import pytest

from westphalia.briefing.dyads import Dyad
from westphalia.briefing.outlook import outlook, usual
from westphalia.dynamics.forecast import ForecastRow

DAY = date(2022, 6, 30)


def row(what, probability, weekly, long_run, days=28, a="RUS", b="IRN"):
    expected = weekly * days / 7
    spread = (max(0.0, probability - 0.1), min(1.0, probability + 0.1))
    return ForecastRow(a, b, what, days, probability, *spread, expected, 1.0, 0.5, 2.0, long_run, 9, DAY, either=True)


def forecast(a, b, *rows):
    return SimpleNamespace(a=a, b=b, origin=DAY, horizon_days=(28, 84), rows=rows, track_of=lambda _row: None)


def dyad(a, b, events=1):
    return Dyad(a, b, events, 0, 0, 3)


def told(*given):
    return " ".join(outlook(*given))


def test_the_largest_lift_among_what_is_likely():
    found = (
        forecast("RUS", "IRN", row("verbal cooperation", 0.9, 0.5, 0.6), row("material conflict", 0.2, 0.05, 0.01)),
        forecast("RUS", "CHN", row("verbal conflict", 0.7, 0.3, 0.2)),
    )
    text = told((dyad("RUS", "IRN"), dyad("RUS", "CHN")), found)
    assert "Likely next, from 2022-06-30: verbal conflict between Russia and China within 4 weeks, 70 %" in text
    assert "more likely than usual (expected in 30 % of weeks; 20 % of all covered weeks had one)" in text
    assert "no track record for verbal conflict within 4 weeks" in text


def test_nothing_below_even_odds_is_called_likely():
    text = told((dyad("MLI", "SEN"),), (forecast("MLI", "SEN", row("verbal cooperation", 0.076, 0.02, 0.05)),))
    assert "Nothing is likely (50 % or more); the nearest to it, from 2022-06-30: verbal cooperation" in text
    assert "7.6 %" in text and "less likely than usual" in text
    assert "Likely next" not in text and "Most likely" not in text


def test_a_matter_of_course_is_one_clause():
    rows = (row("verbal cooperation", 0.999, 0.9, 0.9), row("verbal conflict", 0.995, 0.8, 0.8))
    text = told((dyad("USA", "RUS"),), (forecast("USA", "RUS", *rows, row("material cooperation", 0.6, 0.2, 0.2)),))
    assert text.startswith("Verbal acts are all but certain (over 99 %) between pairs this busy. Likely next")
    assert "material cooperation between the United States and Russia" in text
    assert "about as likely as usual" in text
    # A class that is named for one pair is not called a matter of course because of another.
    other = forecast("USA", "CHN", row("verbal conflict", 0.7, 0.2, 0.1))
    text = told((dyad("USA", "RUS"), dyad("USA", "CHN")), (forecast("USA", "RUS", rows[1]), other))
    assert text.startswith("Likely next, from 2022-06-30: verbal conflict between the United States and China")
    text = told((dyad("USA", "RUS"),), (forecast("USA", "RUS", *rows),))
    assert "The least certain of what is all but certain, from 2022-06-30: verbal conflict" in text


def test_only_main_pairs_and_in_their_order():
    codes = ("USA", "CHN", "IND", "PAK", "TUR")
    found = [forecast("RUS", code, row("verbal conflict", 0.6, 0.3, 0.3)) for code in codes[:4]]
    last = forecast("RUS", "TUR", row("verbal conflict", 0.9, 0.9, 0.1))
    text = told([dyad("RUS", code) for code in codes], [last, *found])
    assert "Türkiye" not in text


def test_material_conflict_of_the_main_pairs():
    found = (
        forecast("RUS", "IRN", row("verbal conflict", 0.6, 0.3, 0.3), row("material conflict", 0.2, 0.02, 0.03, 84)),
        forecast("USA", "IRN", row("material conflict", 0.8, 0.2, 0.1, 84)),
    )
    text = told((dyad("RUS", "IRN"), dyad("USA", "IRN")), found)
    assert "Of the main pairs, material conflict is likeliest between the United States and Iran: 80 %" in text
    text = told((dyad("RUS", "IRN"), dyad("USA", "IRN", 0)), found)
    assert "Material conflict between Russia and Iran: 20 %" in text and "United States" not in text


@pytest.mark.parametrize(("rate", "said"), [(None, "no long-run rate"), (0.0, "no covered week had one so far")])
def test_no_rate_to_compare_with(rate, said):
    assert said in usual(row("verbal conflict", 0.5, 0.2, rate))


def test_nothing_forecast():
    assert outlook((), ()) == ()
