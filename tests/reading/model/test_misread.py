"""The end of a meeting, a threat that is felt, a post abroad, and what things may do are no deeds."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None, str]]:
    return {(event.actor, event.action, event.recipient, event.status.value) for event in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Lula concludes state visit to Japan", ("BRA", "JPN")),
        ("Malaysia's king finished a tour of Brunei.", ("MYS", "BRN")),
        ("Biden ends visit to Angola", ("USA", "AGO")),
        ("No deal as Trump, Putin end Alaska summit", ("USA", "RUS")),
        ("Turkey and Egypt ended their summit in Cairo with a trade accord.", ("TUR", "EGY")),
    ],
)
def test_who_ends_a_visit_or_summit_has_met(text: str, pair: tuple[str, str]) -> None:
    assert told(text) == {(*pair[:1], "CONSULT", pair[1], "happened"), (pair[1], "CONSULT", pair[0], "happened")}


def test_talks_that_two_end_are_not_broken_off_and_what_one_ends_is() -> None:
    assert not told("Ghana and Togo end fisheries talks in Lome")
    assert ("IRN", "SANCTION", "USA", "happened") in told("Iran ended talks with the United States over the strikes.")
    assert ("PER", "SANCTION", "ECU", "happened") in told("Peru ended its fishing agreement with Ecuador.")


def test_who_joins_does_not_leave() -> None:
    found = told("Finland joined NATO on April 4, doubling the alliance's border with Russia.")
    assert {frozenset((actor, recipient)) for actor, _, recipient, _ in found} == {frozenset(("FIN", "IGO:NATO"))}
    assert not any(action == "SANCTION" for _, action, _, _ in found)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Lithuania quits landmine ban, citing Russian threat", False),
        ("Seoul buys missile shield, citing North Korean threat", False),
        ("Japan raises defence budget in face of Chinese threat", False),
        ("Taiwan extends conscription amid China threat", False),
        ("Iran repeated its threat to close the strait to Saudi tankers.", True),
        ("Niger and Mali met amid a French threat to cut the aid to Niger.", True),
        ("Beijing's threats against Manila grow louder", True),
    ],
)
def test_a_threat_that_is_felt_is_none_that_was_made(text: str, made: bool) -> None:
    assert any(action == "THREATEN" for _, action, _, _ in told(text)) is made


@pytest.mark.parametrize(
    ("text", "travels"),
    [
        ("Manila's patience is running out, warned its envoy to Beijing.", False),
        ("Moscow has a new envoy to Baku.", False),
        ("Kenya sent an envoy to Sudan.", True),
        ("Sweden's ambassador to Turkey met the Turkish foreign minister.", True),
    ],
)
def test_a_post_abroad_is_no_journey(text: str, travels: bool) -> None:
    assert any(action == "CONSULT" for _, action, _, _ in told(text)) is travels


@pytest.mark.parametrize(
    ("text", "threatens"),
    [
        ("Rising sea levels, the Dutch minister warned, could flood Bangladesh.", False),
        ("The Thai central bank warned that dearer oil could slow growth in Laos.", False),
        ("France warned that famine might spread to Chad.", False),
        ("Iran warned that it could close the strait to Saudi ships.", True),
        ("Turkey warned that its army might strike Cyprus.", True),
    ],
)
def test_what_things_may_do_is_no_threat(text: str, threatens: bool) -> None:
    assert any(action == "THREATEN" for _, action, _, _ in told(text)) is threatens


def test_whom_a_prisoner_served_does_not_hold_him() -> None:
    held = told("Two Swedes were detained for smuggling arms on behalf of Iran.")
    assert not any(actor == "IRN" and action == "COERCE" for actor, action, _, _ in held)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Fiji closed its summit with a sharp rebuke of Nauru.", set()),
        ("Angola's minister has spoken with the Congolese and Rwandan presidents.", {"COD", "RWA"}),
    ],
)
def test_words_with_which_a_meeting_ends_are_nobody_who_was_met(text: str, met: set[str]) -> None:
    assert {b for a, action, b, _ in told(text) if action == "CONSULT" and a in ("AGO", "FJI")} == met


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("A tribunal ordered Peru to pay damages to a Canadian miner.", False),
        ("A London court ordered Spain to pay 120 million euros to investors from the Netherlands.", False),
        ("Norway paid 20 million dollars to Malawi for schools.", True),
    ],
)
def test_what_a_court_orders_to_be_paid_is_no_gift(text: str, given: bool) -> None:
    assert any(action == "AID" for _, action, _, _ in told(text)) is given


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Burundian soldiers fought alongside the Congolese army.", ("BDI", "ASSAULT", "COD")),
        ("Eritrean troops fought at Ethiopia's side.", ("ETH", "ASSAULT", "ERI")),
        ("Mali warned the bloc that it would fight at Niger's side.", ("MLI", "ASSAULT", "NER")),
        ("The union condemned the raids of M23 and noted Rwanda's statement.", (None, "ACCUSE", "RWA")),
        ("Greece complains to NATO about a Turkish drone.", ("GRC", "ACCUSE", "IGO:NATO")),
        ("The summit praised Angola for its mediation between Congo and Rwanda.", ("COD", "CONSULT", "RWA")),
        (
            "A Thai officer, who declined to be named because he may not speak to the media, said Malaysia had left.",
            ("THA", "REJECT", "MYS"),
        ),
        ("Peru rejected Chile's charge that it had fired on a trawler.", ("PER", "REJECT", "CHL")),
        ("The opposition in Yerevan warned that Azerbaijan would attack Armenia.", ("ARM", "THREATEN", "AZE")),
        (
            "Peru and Chile met. Both sides urged Bolivia to join the talks, and invited Brazil to send experts.",
            ("BOL", "AGREE", "BRA"),
        ),
    ],
)
def test_what_words_beside_a_name_do_not_tell(text: str, false: tuple[str | None, str, str]) -> None:
    assert false not in {row[:3] for row in told(text)}


def test_what_one_does_is_not_told_of_whom_the_next_clause_is_about() -> None:
    text = "An opinion from Trinidad: Suriname has already closed its market to us, and Barbados is thinking of it."
    assert not any(actor == "BRB" and status == "happened" for actor, _, _, status in told(text))
