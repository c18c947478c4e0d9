"""One event told twice, and how real the words let a deed be."""

from datetime import date

import pytest

from westphalia.reading import read_text

LEAD = "Honduras closes the border to Salvadoran lorries\n\nHonduras closed the border to Salvadoran lorries "


def told(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    return [(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text).events]


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_what_the_headline_tells_the_first_sentence_tells_no_second_time(reader: str) -> None:
    document = read_text(LEAD + "on 3 May 2024.", reader=reader)
    (event,) = document.events
    assert (event.actor, event.action, event.recipient) == ("HND", "SANCTION", "SLV")
    assert event.end <= LEAD.index("\n")
    assert event.day == date(2024, 5, 3)  # which only the sentence says
    claims = [claim for claim in document.claims if claim.kind.value == "event"]
    assert [claim.event for claim in claims] == [0, 0]  # both are claimed


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Chad bombs Niger\n\nChad bombed Niger in Agadez on 2 May 2024. On 7 May 2024 Chad bombed Niger in Diffa.", 2),
        ("Chad bombs Niger on 2 May 2024\n\nChad bombed Niger on 7 May 2024.", 2),
        ("Chad bombs Niger\nand the war goes on\n\nChad bombed Niger.", 2),
        ("“Chad has bombed Niger,” he said.”\n\nIn 2019 Chad bombed Niger.", 2),
    ],
)
def test_what_differs_is_another_event(text: str, events: int) -> None:
    assert len(read_text(text).events) == events


def test_a_forecast_that_tells_again_stays_a_forecast() -> None:
    document = read_text("Turkey will sanction Syria\n\nTurkey will sanction Syria next week.")
    assert [(claim.kind.value, claim.event) for claim in document.claims] == [("forecast", 0), ("forecast", 0)]
    for claim in document.claims:
        assert [one.text for one in document.each(claim)] == [claim.text]


def test_later_on_it_is_another_event() -> None:
    text = LEAD + "on Monday. Nobody knew why. Prices rose. In June Honduras closed the border to Salvadoran lorries."
    assert len([row for row in told(text) if row[:3] == ("HND", "SANCTION", "SLV")]) == 2


def test_a_text_without_headline_has_none() -> None:
    text = "Chad expelled the envoy of Niger. In May Chad expelled the consul of Niger."
    assert told(text).count(("TCD", "SANCTION", "NER", "happened")) == 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Our leaders were wise to sign the water agreement with Cambodia.", ("SUPPORT", "KHM", "happened")),
        ("Algeria was wrong to break off relations with Morocco in 2021.", ("SANCTION", "MAR", "happened")),
        ("Chad would be wise to break off relations with Niger.", ("SANCTION", "NER", "urged")),
        ("Oslo has recalled no envoy from Moscow.", ("SANCTION", "RUS", "denied")),
        ("Peru has condemned neither Chile nor Bolivia.", ("ACCUSE", "CHL", "denied")),
        ("A Chinese lender cancelled its credit to the Pakistani gas company.", ("SANCTION", "PAK", "happened")),
        ("Juba has given Fiji neither a rifle nor a sack of sorghum.", ("AID", "FJI", "denied")),
        ("Nor has Oslo recalled its envoy from Moscow.", ("SANCTION", "RUS", "denied")),
        ("Nor should Fiji ask Australia for frigates.", ("REQUEST", "AUS", "hypothetical")),
        ("Turkey's foreign minister is due in Baku on Tuesday.", ("CONSULT", "AZE", "planned")),
        ("Athens was right to expel the Libyan ambassador.", ("SANCTION", "LBY", "happened")),
        ("Benin apologised to Togo for none of the shots.", ("CONCEDE", "TGO", "denied")),
        ("Lesotho minister due in Pretoria for water talks", ("CONSULT", "ZAF", "planned")),
        ("Sierra Leone yet to sign border pact with Guinea", ("SUPPORT", "GIN", "denied")),
        ("Comoros: France must return Mayotte", ("REQUEST", "FRA", "happened")),
        ("The Egyptian president goes to Ankara.", ("CONSULT", "TUR", "happened")),
        ("Chad attacked Niger for no reason.", ("ASSAULT", "NER", "happened")),
        ("Russia fired no fewer than forty missiles at Ukraine.", ("ASSAULT", "UKR", "happened")),
        ("Cuba sent none other than its president to Mexico.", ("CONSULT", "MEX", "happened")),
        ("Russia has yet again attacked Ukraine.", ("ASSAULT", "UKR", "happened")),
        ("The crisis was due to Russia's invasion of Georgia.", ("ASSAULT", "GEO", "happened")),
        ("On the eve of the Russian attack on Ukraine, France warned Russia.", ("ASSAULT", "UKR", "happened")),
        ("Tunisia and Libya traded charges over the border.", ("ACCUSE", "LBY", "happened")),
    ],
)
def test_how_real_a_deed_is(text: str, event: tuple[str, str, str]) -> None:
    assert event in {row[1:] for row in told(text)}


def test_the_other_s_deed_at_midday() -> None:
    text = "Kosovo police seized two Serbian masts, and by midday Serbia had put two brigades on alert."
    assert not any(row[:2] == ("XKX", "MOBILIZE") for row in told(text))


def test_three_who_do_it_together_do_it_each_with_each() -> None:
    text = "American and Japanese warships are due to patrol the strait next week together with a Philippine frigate."
    assert {(row[0], row[2]) for row in told(text)} == {
        (one, other) for one in ("USA", "JPN", "PHL") for other in ("USA", "JPN", "PHL") if one != other
    }


def test_what_is_refused_is_no_event() -> None:
    rows = told("Nobody punished Malta, which turned down an offer from Rome in 2018.")
    assert ("MLT", "REJECT", "ITA", "happened") in rows
    assert not any(row[1] == "AGREE" for row in rows)


def test_who_mediates_between_nobody_named_does_so_between_the_two() -> None:
    text = "Honduras and El Salvador fought in 1969. El Salvador bombed the Honduran capital. The OAS mediated a truce."
    met = {row[:3:2] for row in told(text) if row[1] == "CONSULT"}
    assert met == {("IGO:OAS", "HND"), ("HND", "IGO:OAS"), ("IGO:OAS", "SLV"), ("SLV", "IGO:OAS")}


def test_who_only_meets_a_mediator_does_not_mediate() -> None:
    rows = told("Chad and Niger fought. Chad bombed Niger. France met the mediator.")
    assert not any(row[0] == "FRA" and row[2] in ("TCD", "NER") and row[1] == "CONSULT" for row in rows)


def test_they_after_others_are_those() -> None:
    text = "Statement by NATO on Russia\n\nRussian troops crossed into Estonia. They attacked Estonian soldiers."
    assert ("RUS", "ASSAULT", "EST", "happened") in told(text)


def test_they_of_an_organisation_s_communique_are_its_heads() -> None:
    text = (
        "Communiqué of the Caribbean Community on the situation off the Essequibo\n\n"
        "1. Heads of Government noted that Guyana and Venezuela had met.\n\n2. They thanked Canada for its advice."
    )
    assert ("IGO:CARICOM", "SUPPORT", "CAN", "happened") in told(text)


@pytest.mark.parametrize(
    ("text", "hedge", "booster", "loaded"),
    [
        ("Laos probably expelled a Thai diplomat.", "probably", None, ()),
        ("It seems that Bolivia has recalled its ambassador from Chile.", "seems", None, ()),
        ("Chad clearly attacked Niger.", None, "clearly", ()),
        ("Without question, Kenya attacked Somalia.", None, "without question", ()),
        ("The brutal regime in Asmara expelled a UN envoy.", None, None, ("brutal", "regime")),
        ("Japan expelled a Russian envoy, who was probably a spy.", None, None, ()),
    ],
)
def test_how_an_event_is_put(text: str, hedge: str | None, booster: str | None, loaded: tuple[str, ...]) -> None:
    (claim,) = (claim for claim in read_text(text, reader="rules").claims if claim.event is not None)
    assert (claim.hedge, claim.booster, claim.loaded) == (hedge, booster, loaded)


def test_what_may_have_happened_is_hedged() -> None:
    assert read_text("Peru may have expelled a Chilean envoy.", reader="rules").claims[0].hedge == "may have"


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("A firm of France bribed the president of Angola.", set()),
        ("Kenya voiced gratitude to India for its help.", {("KEN", "SUPPORT", "IND"), ("IND", "AID", "KEN")}),
        ("Eritrean soldiers crossed the border into Ethiopia armed.", {("ERI", "MOBILIZE", "ETH")}),
    ],
)
def test_bribes_thanks_and_how_somebody_came(text: str, deeds: set[tuple[str, str, str]]) -> None:
    events = read_text(text).events
    assert {(e.actor, str(e.action), e.recipient) for e in events if e.status.value == "happened"} == deeds
