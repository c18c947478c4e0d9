"""Whose document a communiqué or readout is, and who «they» are in it."""

import pytest

from westphalia.reading import read_text
from westphalia.reading.documents import document, heading, issuers, joint
from westphalia.reading.firstperson import issuer
from westphalia.reading.mentions import find
from westphalia.reading.tokens import tokenize


def told(text: str, reader: str = "rules") -> list[tuple[str | None, str, str | None]]:
    return [(e.actor, str(e.action), e.recipient) for e in read_text(text, reader=reader).events]


def whose(text: str) -> list[str | None]:
    _, references = find(text, tokenize(text))
    return sorted(str(one.code) for one in issuers(text, references, issuer(text, references, None)))


def test_a_heading_is_what_stands_before_the_first_full_paragraph() -> None:
    text = "COMMUNIQUÉ\n\nSpecial Meeting of the Heads\nLima, 3 May 2011\n\n1. Heads met in Lima.\n\n2. They left."
    assert heading(text) == "COMMUNIQUÉ\n\nSpecial Meeting of the Heads\nLima, 3 May 2011"
    assert (document(text), joint(text)) == (True, False)
    assert joint("Joint statement of Peru and Chile")
    assert not document("Peru and Chile issued a joint statement, which nobody read.\n\nWhy?")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Joint communiqué of Ghana and Togo\n\nAccra, 3 May 2011\n\nThe ministers met.", ["GHA", "TGO"]),
        ("JOINT COMMUNIQUÉ\non the visit of the President of Togo to Ghana\n\nHe came.", ["GHA", "TGO"]),
        ("JOINT COMMUNIQUÉ\n\nThe President of Togo paid a visit to Ghana in May. He left.", ["GHA", "TGO"]),
        ("Readout of the President's call with the President of Togo\n\nAccra, 3 May 2011\n\nHe rang.", ["GHA", "TGO"]),
        ("Statement of the Ministry of Ghana on the incident at Aflao\n\nAccra, 3 May 2011\n\nIt is false.", []),
        ("Joint statement of the ministers of Chad, Mali, Niger, Togo and Ghana\n\nThey met.", []),
        ("Ghana and Togo have quarrelled since May.\n\nWhy is that so?", []),
    ],
)
def test_the_states_whose_document_it_is(text: str, states: list[str]) -> None:
    assert whose(text) == states


def test_they_are_those_two_whoever_was_named_last() -> None:
    text = (
        "Joint communiqué of Ghana and Togo\n\n1. The two sides welcomed the truce between Chad and Sudan.\n\n"
        "2. They condemned Mali for the raid on Niger."
    )
    assert {("GHA", "ACCUSE", "MLI"), ("TGO", "ACCUSE", "MLI")} <= set(told(text))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Joint statement of Japan and Chile\n\nWe condemn Myanmar.", {"JPN", "CHL"}),
        (
            "Joint statement by the foreign ministers of Kenya, Uganda and Rwanda\n\n"
            "We, the foreign ministers of Kenya, Uganda and Rwanda, met in Kampala. We condemn Myanmar.",
            {"KEN", "UGA", "RWA"},
        ),
        ("Joint communiqué of Oman and Peru\n\nOman and Peru met. Our governments condemn Myanmar.", {"OMN", "PER"}),
    ],
)
def test_we_of_a_joint_statement_are_all_whose_it_is(text: str, codes: set[str]) -> None:
    assert {actor for actor, action, other in told(text) if (action, other) == ("ACCUSE", "MMR")} == codes


def test_what_is_said_twice_in_a_document_is_one_event_but_not_what_was_said_long_ago() -> None:
    text = (
        "Statement of the Ministry of Foreign Affairs of Peru\n\nPeru thanks Chile for the tents.\n\n"
        "It welcomes Chile's candidate.\n\nIn 2011 Peru had thanked Chile for the rice."
    )
    assert told(text).count(("PER", "SUPPORT", "CHL")) == 2
    assert told(text.partition("\n\n")[2]).count(("PER", "SUPPORT", "CHL")) == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "MINISTRY OF FOREIGN AFFAIRS OF GHANA\n\nReadout\n\nAccra, 3 May\n\nThe Minister met the envoy of Togo.",
            "GHA",
        ),
        ("MINISTRY OF FOREIGN AFFAIRS\n\nCommuniqué\n\nAccra, 3 May\n\nIt is false.", "GHA"),
        ("COMMUNIQUÉ OF THE ASSEMBLY OF IGAD\n\nDjibouti, 3 May 2011\n\nThe Assembly met.", "IGO:IGAD"),
        ("Official Spokesperson's responses to media queries\nNew Delhi, 3 May 2020\n\nOn Nepal: We agree.", "IND"),
        ("Chad: Statement by the High Representative on behalf of the European Union\n\nWe regret it.", "IGO:EU"),
        ("MINISTRY OF FOREIGN AFFAIRS\nPRESS RELEASE No. 9\n\nThe Brazilian Government regrets it.", "BRA"),
        ("STATE HOUSE, NAIROBI\nPRESIDENTIAL COMMUNICATION SERVICE\n\nThe President met envoys.", "KEN"),
        ("Statement of the Ministry of Peru in Response to a Question on the Claims of Chile\n\nIt is so.", "PER"),
    ],
)
def test_who_issues_it_is_read_from_the_whole_heading(text: str, code: str) -> None:
    _, references = find(text, tokenize(text))
    found = issuer(text, references, None)
    assert found is not None
    assert found.code == code


def test_the_president_is_whose_office_issues_it_and_the_minister_the_one_named_last() -> None:
    text = (
        "OFFICE OF THE PRESIDENT OF THE REPUBLIC OF GHANA\n\nReadout of a call with the President of Togo\n\n"
        "The President met the President of Togo. The President thanked Mali. The President received Ali Saleh, the "
        "Foreign Minister of Chad. The Minister accused Sudan of theft."
    )
    assert {("GHA", "SUPPORT", "MLI"), ("TCD", "ACCUSE", "SDN")} <= set(told(text))


def test_it_is_the_ministry_that_the_sentence_before_was_about() -> None:
    text = (
        "MINISTRY OF FOREIGN AFFAIRS OF GHANA\n\nStatement\n\nThe Ministry thanks Togo. It condemns Mali for the raid."
    )
    assert ("GHA", "ACCUSE", "MLI") in told(text)


def test_what_is_signed_and_an_invitation_are_events_of_their_own_in_a_document() -> None:
    text = (
        "Joint communiqué of Ghana and Togo\n\n1. The two sides signed a protocol on fisheries.\n\n"
        "2. Ghana thanked Togo for the boats. Ghana reaffirmed its support for the candidacy of Togo.\n\n"
        "3. They agreed to dredge the port of Aflao.\n\n4. The President of Togo invited Ghana's president to Lomé."
    )
    events = told(text, reader="model")
    assert events.count(("GHA", "SUPPORT", "TGO")) == 2  # signed; thanked and backed
    assert events.count(("TGO", "SUPPORT", "GHA")) == 1
    assert events.count(("TGO", "AGREE", "GHA")) == 2
    document = read_text(text)
    backed = next(claim for claim in document.claims if "candidacy" in claim.text)
    assert "thanked" in document.events[backed.event].text


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("The two sides expressed their concern and called for a truce.", ("GHA", "REQUEST", None)),
        ("They demanded the release of the hostages.", ("TGO", "REQUEST", None)),
        ("The two sides condemned the coup.", ("GHA", "ACCUSE", None)),
        ("They urged Mali to hold elections.", ("TGO", "REQUEST", "MLI")),
    ],
)
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_what_two_ask_for_together_they_do_not_ask_of_each_other(words: str, event: tuple, reader: str) -> None:
    events = told(f"Joint statement of Ghana and Togo\n\nAccra, 3 May 2011\n\n{words}", reader)
    assert event in events
    assert not {("GHA", event[1], "TGO"), ("TGO", event[1], "GHA")} & set(events)


def test_but_each_may_ask_the_other_and_a_treaty_is_not_signed_between_them() -> None:
    head = "Joint statement of Ghana and Togo\n\nAccra, 3 May 2011\n\n"
    assert ("GHA", "REQUEST", "TGO") in told(f"{head}Ghana asked Togo for boats.", "model")
    denied = read_text(f"{head}The two sides did not sign the protocol on fisheries.").events
    assert {(e.actor, e.recipient) for e in denied} == {("GHA", "TGO"), ("TGO", "GHA")}


def test_a_spokesman_of_no_named_state_speaks_for_the_one_whose_text_it_is() -> None:
    text = (
        "MFA Spokesperson's Comments in Response to Media Queries\n\nThe MFA Spokesperson said:\n\n"
        "“The tanker lay in Singapore's waters. Singapore has asked for its crew. Our navy and our harbour police were "
        "near. We are grateful to Indonesia for its help, and our ministry has protested to Malaysia.”"
    )
    assert ("SGP", "ACCUSE", "MYS") in told(text, "model")


def test_a_headline_about_answers_is_no_document() -> None:
    assert not document("Iran's answers to questions on its atom fall short\n\nGermany thanked Peru.")
