"""Agreements: parties, signatories, kinds, domains with and without commas, and one agreement told many times."""

import pytest

from westphalia.ontology.types import Agreement, Status
from westphalia.reading import read_text
from westphalia.reading.agreement_nouns import domains_in


def agreements(text: str) -> tuple[Agreement, ...]:
    return read_text(text).agreements


def test_parties_signatories_and_domains() -> None:
    (found,) = agreements(
        "Kenyan President William Ruto and Rwandan President Paul Kagame signed a cooperation treaty covering energy, "
        "transport, science and culture."
    )
    assert found.parties == ("KEN", "RWA")
    assert found.signatories == ("William Ruto", "Paul Kagame")
    assert found.domains == ("energy", "transport", "culture", "science")
    assert (found.status, found.kind) == (Status.HAPPENED, "cooperation agreement")


def test_a_list_of_domains_without_commas() -> None:
    assert domains_in("the military counterterrorism energy finance transportation industry agriculture culture") == (
        "military", "counterterrorism", "energy", "finance", "transport", "industry", "agriculture", "culture",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parties", "kind", "status"),
    [
        ("Norway and Sweden will sign a defence pact.", {"NOR", "SWE"}, "defence pact", "planned"),
        ("The ceasefire between Israel and Hamas held.", {"ISR", "REB:HAMAS"}, "ceasefire", "happened"),
        ("Peru and Chile failed to sign a trade agreement.", {"PER", "CHL"}, "trade agreement", "denied"),
        ("The protocol was signed by Oman and Iran.", {"OMN", "IRN"}, "protocol", "happened"),
        ("Peru and Togo initialled a border treaty.", {"PER", "TGO"}, "border agreement", "happened"),
        ("Peru and Togo initialed a border treaty, not yet signed.", {"PER", "TGO"}, "border agreement", "planned"),
        ("The Iran-Iraq border treaty is old.", {"IRN", "IRQ"}, "border agreement", "happened"),
        ("Mali, Niger and Chad signed a mutual defence pact.", {"MLI", "NER", "TCD"}, "defence pact", "happened"),
    ],
)  # fmt: skip
def test_kinds_and_status(text: str, parties: set[str], kind: str, status: str) -> None:
    (found,) = agreements(text)
    assert (set(found.parties), found.kind, found.status.value) == (parties, kind, status)


def test_a_memorandum_is_named_in_full() -> None:
    (found,) = agreements("A memorandum of understanding was signed by Oman and Iran.")
    assert (found.name, found.kind) == ("memorandum of understanding", "memorandum of understanding")


def test_told_again_it_stays_one() -> None:
    found = agreements(
        "Egypt and Greece signed a maritime treaty. The treaty covers energy and transport. "
        "The Egypt-Greece treaty angered Libya."
    )
    assert len(found) == 1
    assert found[0].domains == ("energy", "transport")
    assert found[0].sentence == 0


def test_one_party_alone_makes_no_agreement() -> None:
    assert agreements("Peru wants an agreement.") == ()


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ankara insists that Iraq promised Turkey free passage in a protocol of 1983.", {"IRQ", "TUR"}),
        ("In a treaty of 1909 Canada undertook to leave the United States half the river.", {"CAN", "USA"}),
        ("The agreement of Kyrgyzstan, Kazakhstan and Uzbekistan on the river is forgotten.", {"KGZ", "KAZ", "UZB"}),
    ],
)
def test_an_agreement_that_a_deed_or_an_of_ties_to_its_parties(text: str, parties: set[str]) -> None:
    (found,) = read_text(text).agreements
    assert set(found.parties) == parties
    assert found.status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "Chile promised Peru not to join any alliance.",
        "Chile promised Peru a railway.",
    ],
)
def test_a_promise_is_not_yet_an_agreement(text: str) -> None:
    assert read_text(text).agreements == ()


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Parliament debated the railway accord which Nepal and China signed in May.", {"NPL", "CHN"}, "happened"),
        ("Chad stands by the agreement on patrols concluded by Peru and Ecuador.", {"PER", "ECU"}, "happened"),
        ("Algeria suspended its friendship treaty with Spain.", {"DZA", "ESP"}, "happened"),
        ("The armies of India and Pakistan announced in a joint statement a truce.", {"IND", "PAK"}, "happened"),
        ("Ghana and Togo have yet to ratify their border treaty.", {"GHA", "TGO"}, "happened"),
        ("The accord between Fiji and Tonga has yet to be signed.", {"FJI", "TON"}, "planned"),
        ("A draft accord between Fiji and Tonga is ready.", {"FJI", "TON"}, "planned"),
        ("Qatar brokered the October truce between Chad and Libya.", {"TCD", "LBY"}, "happened"),
        ("Mauritania signed a peace with the Polisario Front.", {"MRT", "REB:POLISARIO"}, "happened"),
        ("Under a memorandum of 2019 the armies of Mali and Mauritania patrol together.", {"MLI", "MRT"}, "happened"),
        ("Mali did not violate the truce with Niger.", {"MLI", "NER"}, "happened"),
        ("Kenya denied that it had breached the 1997 accord with Uganda.", {"KEN", "UGA"}, "happened"),
        ("Peru is not a party to the treaty between Chile and Bolivia.", {"CHL", "BOL"}, "happened"),
        ("Togo does not recognise the treaty between Ghana and Benin.", {"GHA", "BEN"}, "happened"),
        ("Chile did not sign the treaty with Peru.", {"CHL", "PER"}, "denied"),
        ("Laos and Vietnam did not reach an agreement.", {"LAO", "VNM"}, "denied"),
        ("Fiji cancelled a contract with France in favour of Japan and India.", {"FJI", "FRA"}, "happened"),
        ("Canada withdrew from the fisheries pact with Chile and Peru.", {"CAN", "CHL", "PER"}, "happened"),
        ("Chile and Peru met. The treaty of 1929 with Lima was not discussed.", {"CHL", "PER"}, "happened"),
        ("Fiji and Tonga met. The peace which the two kings signed in 1998 holds.", {"FJI", "TON"}, "happened"),
        (
            "Fiji and Tonga quarrel. An arrangement between the two governments frees the crew.",
            {"FJI", "TON"},
            "happened",
        ),
        ("Norway backed a pact that Chad signed with Niger.", {"TCD", "NER"}, "happened"),
        ("Kenya and Uganda train together under a memorandum of 2019.", {"KEN", "UGA"}, "happened"),
        ("Chadian troops fought alongside the Malian army under a pact signed in Niamey.", {"TCD", "MLI"}, "happened"),
        ("Iran has signed no water treaty with Iraq.", {"IRN", "IRQ"}, "denied"),
        ("Under the deal, which the ministers of Togo and Benin signed, ships may pass.", {"TGO", "BEN"}, "happened"),
        ("Jordan says that the peace treaty of 1994 obliges Israel to sell it water.", {"JOR", "ISR"}, "happened"),
        ("Peru and Chile quarrel. Lima says that the treaty of 1929 is in force.", {"PER", "CHL"}, "happened"),
        ("Peru and Chile quarrel. The Ancón treaty, which binds both states, is old.", {"PER", "CHL"}, "happened"),
    ],
)
def test_whose_agreement_it_is_and_how_real(text: str, parties: set[str], status: str) -> None:
    assert [(set(found.parties), found.status.value) for found in read_text(text).agreements] == [(parties, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile quarrel. Kenya scoffs at the treaty of 1929.",  # a third state's sentence
        "Peru and Chile quarrel. Peace has its price.",
        "Neither Laos nor Chad has ratified the treaty on mines.",  # of many states
        "The Minsk agreement was not mentioned by Chad or Mali.",
        "Chad and Mali met. The Malian communiqué was short.",
        "Chad has no treaty.",
        "Somalia dismissed Ethiopia's port deal as void.",
        "Chad welcomed Niger's uranium deal.",
        "Hungary blocked a joint EU statement on China.",
        "Communiqué of the Heads of Government of the Caribbean Community, Port of Spain, 12 May 2006",
    ],
)
def test_nobody_s_agreement(text: str) -> None:
    assert read_text(text).agreements == ()


def test_two_agreements_of_the_same_two_differ_by_their_years() -> None:
    text = "Peru and Chile signed a treaty in 1929. The 1999 treaty between Peru and Chile came late."
    assert len(read_text(text).agreements) == 2
    assert len(read_text(text.replace("1999", "1929")).agreements) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ghana and Togo signed an Agreement on Air Services and a Memorandum of Understanding on cooperation.",
            ["Agreement on Air Services", "Memorandum of Understanding"],
        ),
        ("Fiji and Samoa signed a treaty on trade and an agreement on fish.", ["treaty", "agreement"]),
        ("Fiji and Samoa signed the Agreement on Monday.", ["Agreement"]),
        ("Fiji and Samoa signed a treaty. The treaty was welcomed and the pact was praised.", ["treaty"]),
    ],
)
def test_two_made_together_are_two_and_a_title_is_named_in_full(text: str, names: list[str]) -> None:
    found = agreements(text)
    assert [one.name for one in found] == names
    assert len({one.parties for one in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The agreement that Mongolia and Japan signed on 14 March has been celebrated.",
        "The agreement which Mongolia and Japan concluded in Osaka has been violated.",
        "The agreement signed by Mongolia and Japan in Osaka is dead.",
        "Parliament ratified the agreement that Mongolia and Japan signed on 14 March.",
    ],
)
def test_what_two_signed_is_theirs_whatever_is_said_of_it(text: str) -> None:
    assert [one.parties for one in agreements(text)] == [("MNG", "JPN")]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Japan and Kiribati quarrel. The two signed their tuna agreement six years ago.", ("JPN", "KIR")),
        ("Jordan and Syria met. A protocol is to be signed by the Ministers in October.", ("JOR", "SYR")),
        ("Denmark and Canada agreed in 2022 to divide Hans Island.", ("CAN", "DNK")),
        ("A year later Fiji and Tonga agreed to share a fleet.", ("FJI", "TON")),
    ],
)
def test_the_parties_are_those_of_the_deed(text: str, parties: tuple[str, ...]) -> None:
    assert [tuple(sorted(one.parties)) for one in agreements(text)] == [parties]


def test_what_two_agree_to_do_today_is_news_and_no_agreement_of_the_past() -> None:
    assert agreements("Denmark and Canada agreed to convene the commission in October.") == ()


def test_a_protocol_to_come_is_not_the_communique_that_tells_of_it() -> None:
    text = "Peru and Chile signed a joint communiqué. A protocol between the two is to be signed in June."
    assert {str(one.status) for one in agreements(text)} == {"happened", "planned"}


def test_each_of_two_who_deal_with_a_third_has_a_deal_of_its_own() -> None:
    text = "Fiji and Tonga concluded similar agreements with Australia last year."
    assert all("AUS" in one.parties for one in agreements(text))


def test_who_negotiates_a_pact_has_not_signed_it() -> None:
    told = {str(e.action) for e in read_text("Hungary and Serbia negotiated a gas pact over the winter.").events}
    assert told == {"CONSULT"}


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Under a deal brokered by Qatar, Chad and Libya exchanged forty prisoners.", "LBY TCD", "happened"),
        ("Australia will pay Nauru 400 million dollars under an agreement signed in August.", "AUS NRU", "happened"),
        ("China and Argentina signed a currency swap.", "ARG CHN", "happened"),
        ("Malaysia urged ASEAN and China to conclude a code of conduct.", "CHN IGO:ASEAN", "urged"),
        ("Peru, whose pact with Chile expires in May, is calm.", "CHL PER", "happened"),
        ("Peru accused Bolivia of violating their ceasefire.", "BOL PER", "happened"),
        ("Peru accused Chile of breaking the truce between Mali and Chad.", "MLI TCD", "hypothetical"),
        ("Peru and Bolivia have no extradition treaty.", "BOL PER", "denied"),
        ("There is no extradition treaty between Peru and Bolivia.", "BOL PER", "denied"),
        ("Poland and Lithuania are weighing a joint air-defence agreement.", "LTU POL", "planned"),
    ],
)
def test_many_ways_to_tell_of_one(text: str, parties: str, status: str) -> None:
    assert [(" ".join(sorted(one.parties)), str(one.status)) for one in agreements(text)] == [(parties, status)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Peru and Chile agreed on Monday to patrol the strait. The accord takes effect in May.", ["CHL PER"]),
        ("Peru and Chile agreed to patrol the strait. Both signed a treaty.", ["CHL PER"]),
        ("Peru and Chile agreed to meet again. Brazil was glad.", []),
        ("Peru and Chile agreed to patrol the strait. Brazil left the pact.", []),
        ("France and Germany discussed a truce between Israel and Egypt.", ["EGY ISR"]),
        ("There has been no treaty between Peru and Bolivia.", ["BOL PER"]),
        ("Peru, Chile and Brazil agreed where their borders meet. The treaty ends a quarrel.", ["BRA CHL PER"]),
    ],
)
def test_what_two_agreed_to_do_is_told_where_a_noun_names_it(text: str, parties: list[str]) -> None:
    assert [" ".join(sorted(one.parties)) for one in agreements(text)] == parties
