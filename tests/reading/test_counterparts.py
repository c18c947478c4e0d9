"""Whom a deed is done to that names nobody."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str | None, str | None]]:
    return {(event.actor, event.action, event.recipient) for event in read_text(text, reader="rules").events}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Chad accused Sudan of a raid. Both sides sent reinforcements.", ("SDN", "MOBILIZE", "TCD")),
        ("Chad and Sudan met. Sudan accused Chad. Kenya offered to mediate.", ("KEN", "AGREE", "TCD")),
        (
            "Relations between Chad and Sudan are bad. Chad left, and its neighbour expelled two Chadian officers.",
            ("SDN", "SANCTION", "TCD"),
        ),
        ("Ukrainian drones struck an oil depot near Saratov.", ("UKR", "ASSAULT", "RUS")),
        ("Cuba thanked Mexico for 90,000 barrels of oil.", ("MEX", "AID", "CUB")),
        ("Britain deplored the aggression of Russia against Ukraine.", ("GBR", "ACCUSE", "RUS")),
        ("The UAE warned that it would bomb Yemen.", ("ARE", "THREATEN", "YEM")),
    ],
)  # fmt: skip
def test_the_other_side_is_found(text: str, row: tuple[str, str, str]) -> None:
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad quarrels with Sudan. Nobody helped Chad.",
        "Chad accused Sudan. Kenya accused Uganda. Togo apologised to nobody.",
    ],
)
def test_nobody_is_guessed_where_the_words_name_somebody_else(text: str) -> None:
    assert all(action not in ("AID", "CONCEDE") or None in row for row in told(text) for action in row[1:2])


def test_a_mediator_who_has_dealt_with_one_of_them_offers_it_to_both() -> None:
    text = "Kenya seized a Tanzanian boat. Tanzania condemned Kenya. "
    text += "Rwanda, which freed two Kenyan boats in May, has offered to mediate."
    told = {(e.actor, e.action, e.recipient) for e in read_text(text).events}
    assert {("RWA", "AGREE", "KEN"), ("RWA", "AGREE", "TZA")} <= told


@pytest.mark.parametrize(
    ("text", "pair", "action"),
    [
        ("Kenya, Tanzania end trade row", {"KEN", "TZA"}, "CONCEDE"),
        ("Modi, Xi end standoff", {"IND", "CHN"}, "CONCEDE"),
        ("Ethiopia's Abiy and Eritrea's Isaias embraced on the tarmac in Asmara.", {"ETH", "ERI"}, "SUPPORT"),
    ],
)
def test_what_two_subjects_do_together_is_told_of_each(text: str, pair: set[str], action: str) -> None:
    events = read_text(text).events
    assert {(e.actor, e.recipient) for e in events if e.action == action} == {
        (a, b) for a in pair for b in pair if a != b
    }


def test_what_two_subjects_do_to_a_third_is_not_told_of_the_two() -> None:
    pairs = {(e.actor, e.recipient) for e in read_text("Peru and Chile thanked Brazil.").events}
    assert pairs == {("PER", "BRA"), ("CHL", "BRA")}


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (
            "Two Taiwanese boats were detained by Japanese patrol vessels and later released.",
            {("JPN", "COERCE", "TWN"), ("JPN", "RETREAT", "TWN")},
        ),
        (
            "Four Indian fishermen were arrested by Sri Lanka's navy and freed on Friday.",
            {("LKA", "COERCE", "IND"), ("LKA", "RETREAT", "IND")},
        ),
        ("Malian troops were ambushed by JNIM fighters and killed.", {("REB:JNIM", "ASSAULT", "MLI")}),
    ],
)
def test_one_hand_does_what_two_passives_tell(text: str, deeds: set[tuple[str, str, str]], reader: str) -> None:
    events = read_text(text, reader=reader).events
    assert {(e.actor, str(e.action), e.recipient) for e in events} == deeds
    assert len(events) == len(deeds)


def test_whose_troops_are_named_together_withdraw_from_each_other() -> None:
    events = read_text("The withdrawal of Kyrgyz and Tajik troops from the border began on Monday.").events
    assert {(e.actor, str(e.action), e.recipient) for e in events} == {
        ("KGZ", "RETREAT", "TJK"),
        ("TJK", "RETREAT", "KGZ"),
    }
