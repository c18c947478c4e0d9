"""«Malaysia rather than Brunei», «everyone except Hungary»: who is named because he has no part in it."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    ("text", "actor", "left_out", "recipient"),
    [
        ("Malaysia rather than Brunei condemned the Philippines.", "MYS", "BRN", "PHL"),
        ("Malaysia instead of Brunei condemned the Philippines.", "MYS", "BRN", "PHL"),
        ("Ghana, but not Togo, condemned Niger.", "GHA", "TGO", "NER"),
        ("Ghana and not Togo condemned Niger.", "GHA", "TGO", "NER"),
        ("Norway, not Iceland, condemned Serbia.", "NOR", "ISL", "SRB"),
        ("All states except Hungary condemned Russia.", None, "HUN", "RUS"),
        ("Everyone but Belarus condemned Moldova.", None, "BLR", "MDA"),
    ],
)
def test_who_is_left_out_did_not_do_it(
    text: str, actor: str | None, left_out: str, recipient: str, reader: str
) -> None:
    events = told(text, reader)
    assert (left_out, "ACCUSE", recipient, "happened") not in events
    assert actor is None or (actor, "ACCUSE", recipient, "happened") in events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Everyone except Hungary condemned Russia.", ("HUN", "ACCUSE", "RUS", "denied")),
        ("Mali bought drones from Turkey instead of France.", ("MLI", "COOPERATE", "FRA", "denied")),
        ("Peru sent aid to Haiti, and not to Cuba.", ("PER", "AID", "HTI", "happened")),
    ],
)
def test_that_he_did_is_what_the_text_denies(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Nobody except Hungary condemned Russia.", ("HUN", "ACCUSE", "RUS", "happened")),
        ("Not a single Fijian soldier attacked Tonga, but Samoa condemned Fiji.", ("WSM", "ACCUSE", "FJI", "happened")),
        ("Chad condemned Niger but not without regret.", ("TCD", "ACCUSE", "NER", "happened")),
    ],
)
def test_others_are_not_left_out(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


def test_to_who_is_left_out_as_a_doer_nothing_is_done() -> None:
    assert not any(row[2] == "ERI" for row in told("Ethiopia, not Eritrea, attacked first."))
