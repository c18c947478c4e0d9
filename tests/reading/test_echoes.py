"""«As it did in 1997»: the same deed, and it has happened."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("If Russia bombs Georgia, as it did in 2008, Kenya will wait.", ("RUS", "ASSAULT", "GEO", "happened")),
        ("Chad should expel the envoy of Niger, as Mali did in May.", ("MLI", "SANCTION", "NER", "happened")),
        ("China and Japan ought to meet, as they did last spring.", ("JPN", "CONSULT", "CHN", "happened")),
        ("Mali must quit the pact with Niger, as it did with Chad.", ("MLI", "SANCTION", "TCD", "happened")),
        ("China will meet Japan, as it did in Hanoi in May.", ("JPN", "CONSULT", "CHN", "happened")),
        ("Iran may strike Israel, as it did in April with missiles.", ("IRN", "ASSAULT", "ISR", "happened")),
        ("Peru may sue Chile, as it had done in 2008.", ("PER", "ACCUSE", "CHL", "happened")),
        (
            "ECOWAS did not, however, condemn Niger, as it had done with Mali.",
            ("IGO:ECOWAS", "ACCUSE", "MLI", "happened"),
        ),
        ("ECOWAS did not condemn Niger as it had Mali in 2021.", ("IGO:ECOWAS", "ACCUSE", "MLI", "happened")),
        ("Chile has not sanctioned Peru, as it did Bolivia.", ("CHL", "SANCTION", "BOL", "happened")),
    ],
)
def test_what_was_done_before_has_happened(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "If Russia bombs Georgia, as it did not in 2007, Kenya will wait.",
        "Russia may bomb Georgia as soon as it does its sums.",
        "Chad may expel the envoy of Niger as Mali does its duty.",
    ],
)
def test_nothing_else_has(text: str) -> None:
    assert not any(row[3] == "happened" and row[1] in ("ASSAULT", "SANCTION") for row in told(text, reader="rules"))


def test_a_headline_whose_verb_no_table_has_and_a_title() -> None:
    assert ("THA", "PROTEST", "KHM", "happened") in told("Thai rice millers march on Cambodian embassy over market")
    assert not told("Joint communiqué of Thailand and Cambodia on the border market")


def test_who_did_it_too_is_told_once() -> None:
    events = read_text("France expelled Russian diplomats, as Germany and Italy did.", reader="model").events
    assert sorted(str(event.actor) for event in events if event.action == "SANCTION") == ["DEU", "FRA", "ITA"]


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Bahrain condemned Iran; so did Kuwait and Qatar.", ("QAT", "ACCUSE", "IRN", "happened")),
        ("Peru expelled a Bolivian envoy. So did Chile.", ("CHL", "SANCTION", "BOL", "happened")),
        ("Ghana has condemned Togo, as has Benin.", ("BEN", "ACCUSE", "TGO", "happened")),
        ("Laos expelled a Thai diplomat. Vietnam did the same.", ("VNM", "SANCTION", "THA", "happened")),
        ("Fiji recalled its ambassador from Tonga, and Samoa followed suit.", ("WSM", "SANCTION", "TON", "happened")),
        ("Norway did not condemn Serbia. Nor did Iceland.", ("ISL", "ACCUSE", "SRB", "denied")),
        ("Oman has expelled an Iranian envoy. Kuwait should do the same.", ("KWT", "SANCTION", "IRN", "urged")),
        ("Minsk expelled a Polish diplomat. Warsaw did the same to two Belarusians.",
         ("POL", "SANCTION", "BLR", "happened")),
        ("Samoa met Tonga in Apia. So did Fiji.", ("TON", "CONSULT", "FJI", "happened")),
        ("Spain has never recognised Kosovo, and neither have Cyprus and Greece.", ("CYP", "SUPPORT", "XKX", "denied")),
        ("Austria recognised Kosovo in 2008. Portugal did so later.", ("PRT", "SUPPORT", "XKX", "happened")),
    ],
)  # fmt: skip
def test_others_do_the_same(text: str, event: tuple[str, str, str, str], reader: str) -> None:
    assert event in told(text, reader)


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned Serbia. Nor did Iceland.",  # what the one did the other is not said to have left
        "Bahrain condemned Iran as soon as Kuwait did the sums.",
        "Bahrain condemned Iran. Kuwait did the shopping.",
    ],
)
def test_and_nobody_who_is_not_said_to(text: str) -> None:
    assert {row[0] for row in told(text) if row[1] == "ACCUSE"} <= {"NOR", "BHR"}


def test_what_happened_to_another_is_not_denied_of_him() -> None:
    assert told("Chile has not sanctioned Peru, as it did Bolivia.") == {
        ("CHL", "SANCTION", "PER", "denied"),
        ("CHL", "SANCTION", "BOL", "happened"),
    }


def test_to_have_an_army_is_no_deed() -> None:
    assert told("Kenya did not invade Somalia, as it had an army.") == {("KEN", "ASSAULT", "SOM", "denied")}
