"""A pronoun is not whom it deals with."""

import pytest

from westphalia.reading import read_text
from westphalia.reading.model import look

BORDER = "Uganda and Kenya closed the bridge in May. Kenya accused Tanzania of smuggling. They urged Kenya to open it."


def asked(text: str) -> set[str | None]:
    events = read_text(text).events
    return {event.actor for event in events if (event.action, event.recipient) == ("REQUEST", "KEN")}


def test_a_pronoun_means_another_than_whom_it_deals_with(monkeypatch: pytest.MonkeyPatch) -> None:
    told = asked(BORDER)
    assert told and "KEN" not in told
    monkeypatch.setattr(look, "part", lambda *_: None)
    assert not asked(BORDER)  # «they» had been Kenya and Tanzania


def test_one_and_the_same_stays_so() -> None:
    text = "Kenya recalled its envoy from Oslo because it was angry with Norway."
    assert {m.actor_id for m in read_text(text).mentions if m.text in ("its", "it")} == {"KEN"}
