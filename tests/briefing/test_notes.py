"""What has to be said beside the numbers: warnings first, how events are counted, how forecasts are computed again."""

import dataclasses

import pytest

from westphalia.briefing.brief import brief
from westphalia.briefing.view_forecasts import method, reproduced
from westphalia.briefing.view_record import unit_note

UNIT = "Events are counted as days with such an event, not as reports."
WARNING = "The text may not be in English (it looks like Dutch)."


@pytest.fixture(scope="module")
def warned(make_document, record):
    return brief(make_document(published=None, warnings=(WARNING,)), record)


def test_warnings_stand_before_the_answer(warned):
    for shown in (warned.to_html(), warned.to_markdown(), str(warned)):
        text = " ".join(shown.replace("\\", "").split())
        assert text.index("looks like Dutch") < text.index("2 events and 1 agreement")
    assert warned.to_html().index('class="warning"') < warned.to_html().index('id="answer"')


def test_an_undated_text_says_how_to_date_it(warned):
    for shown in (warned.to_html(), warned.to_markdown(), str(warned)):
        assert "undated (--date DAY dates it)" in " ".join(shown.replace("\\", "").split())


def test_each_section_says_how_events_are_counted(briefing):
    for shown in (briefing.to_html(), briefing.to_markdown()):
        assert shown.count(UNIT) == 4  # actors, relations, claims, forecasts
    assert " ".join(str(briefing).split()).count(UNIT) == 2


def test_a_record_of_single_events_needs_no_such_note(briefing):
    assert unit_note(briefing.coverage, "event") == ""
    bare = [dataclasses.replace(row, filters="") for row in briefing.coverage]
    assert "see «leaves out»" in unit_note(bare, "cell")


def test_forecasts_can_be_computed_again(briefing):
    for shown in (briefing.to_html(), briefing.to_markdown().replace("\\", "")):
        for part in ("discrete-time hazard", "docs/forecasts.md", "python scripts/derive_track.py ("):
            assert part in shown
    assert "python scripts/derive_track.py (" in " ".join(str(briefing).split())
    assert "westphalia.dynamics.hazard" in method()
    assert "--record FOLDER" in reproduced("mine")
