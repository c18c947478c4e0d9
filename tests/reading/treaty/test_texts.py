"""Whole treaty texts of several traditions: parties, final clauses, signatures, events, claims; and "
"news that quotes."""

from datetime import date
from pathlib import Path

import pytest

from westphalia.ontology.types import ClaimKind, Status
from westphalia.reading import read, read_text

EXAMPLES = Path(__file__).parents[3] / "examples"


def rows(document):
    return sorted((e.actor, e.action, e.recipient, e.status.value) for e in document.events)


@pytest.fixture(scope="module")
def partnership():
    return read(EXAMPLES / "southern-ocean-treaty.txt")


@pytest.fixture(scope="module")
def danube():
    return read(EXAMPLES / "middle-danube-convention.md")


def test_a_bilateral_treaty_is_one_agreement(partnership):
    (found,) = partnership.agreements
    assert found.parties == ("CHL", "NZL")
    assert found.status is Status.HAPPENED
    assert found.text.startswith("TREATY OF STRATEGIC PARTNERSHIP")
    assert [article.heading for article in found.articles][:4] == [
        *("Purpose", "Peaceful relations", "Consultation", "Mutual assistance"),
    ]
    assert {kind for duty in found.obligations for kind in duty.kinds} == {
        *("defence", "neutrality", "non-aggression", "consultation"),
    }
    assert [(d.by, d.strength.value) for d in found.obligations if d.by in (("CHL",), ("NZL",))] == [
        (("NZL",), "shall"),
        (("CHL",), "shall"),
    ]


def test_final_clauses(partnership):
    (found,) = partnership.agreements
    entry, lasts, renewal, leaves = found.entry_into_force, found.duration, found.renewal, found.withdrawal
    assert (entry.kind, entry.period) == ("exchange of ratifications", "P30D")
    assert (lasts.kind, lasts.period) == ("fixed", "P10Y")
    assert (renewal.kind, renewal.period, renewal.notice) == ("automatic", "P5Y", "P12M")
    assert (leaves.kind, leaves.notice) == ("notice", "P1Y")
    for term in (entry, lasts, renewal, leaves):
        assert partnership.text[term.start : term.end] == term.text
        assert found.articles[term.article].label == "Article 10"
    assert not any("denounce" in duty.text or "in force" in duty.text for duty in found.obligations)


def test_signatures_in_two_columns(partnership):
    (found,) = partnership.agreements
    assert [(one.code, one.name, one.title) for one in found.signers] == [
        ("CHL", "Elena Rojas Fuentealba", "Minister of Foreign Affairs"),
        ("NZL", "Margaret Aroha Tait", "Minister of Foreign Affairs"),
    ]
    assert (found.place, found.day, found.day_source) == ("Valparaíso", date(2024, 3, 14), "stated")
    assert found.languages == ("Spanish", "English")


def test_events_of_a_treaty_text(partnership):
    happened = rows(partnership)
    for a, b in (("CHL", "NZL"), ("NZL", "CHL")):
        assert happened.count((a, "AGREE", b, "happened")) == 1
    signed = [event for event in partnership.events if event.text.startswith("DONE")]
    assert {(event.actor, event.action, event.recipient) for event in signed} == {
        ("CHL", "SUPPORT", "NZL"),
        ("NZL", "SUPPORT", "CHL"),
    }
    assert {event.status for event in partnership.events} == {Status.HAPPENED}  # no clause is told as planned or done


def test_provisions_are_no_claims_and_recitals_are_the_parties(partnership):
    start = partnership.text.index("Have agreed as follows")
    assert partnership.claims
    assert all(claim.end <= start for claim in partnership.claims)
    assert {claim.holder for claim in partnership.claims} == {"The Republic of Chile and New Zealand"}
    assert "the stocks of the southern ocean are falling" in {claim.text for claim in partnership.claims}
    for claim in partnership.claims:
        assert claim.kind is not ClaimKind.RECOMMENDATION
        if claim.event is not None:
            assert partnership.events[claim.event].start >= claim.start


def test_a_convention_of_gone_states_with_chapters_and_an_annex(danube):
    (found,) = danube.agreements
    assert found.parties == ("AUT", "CSK", "HUN", "YUG")
    assert [article.label for article in found.articles][:3] == ["Art. I", "Art. II", "Art. III"]
    assert found.articles[1].chapter == "CHAPTER I – GENERAL PROVISIONS"
    assert found.articles[-1].label == "ANNEX A"
    assert (found.entry_into_force.kind, found.entry_into_force.count, found.entry_into_force.period) == (
        *("deposit", 3, "P60D"),
    )
    assert (found.duration.kind, found.withdrawal.period, found.withdrawal.notice) == ("indefinite", "P5Y", "P6M")
    assert found.depositary == "the Government of the Republic of Austria"
    assert found.languages == ("German", "Czech", "Hungarian", "Serbo-Croatian")
    assert found.day == date(1974, 6, 22)
    assert [one.code for one in found.signers] == ["AUT", "CSK", "HUN", "YUG"]
    by = {duty.text.split(" shall")[0]: duty.by for duty in found.obligations}
    assert by["Czechoslovakia and Hungary"] == ("CSK", "HUN")
    assert by["The Commission"] == ()
    ban = next(duty for duty in found.obligations if duty.text.startswith("No Riparian State"))
    assert (ban.strength.value, ban.negated) == ("shall", True)
    assert rows(danube).count(("YUG", "SUPPORT", "AUT", "happened")) == 1


def test_more_than_four_parties_make_no_rows():
    names = "Chad, Mali, Niger, Togo and Benin"
    text = (
        f"CONVENTION BETWEEN {names.upper()}\n\n{names} have agreed as follows:\n\nArticle 1\nThe Parties "
        f"shall meet.\n\n"
        "Article 2\nEach Party shall pay.\n\nDone at Bamako on 1 May 1994."
    )
    document = read_text(text)
    assert document.agreements[0].parties == ("TCD", "MLI", "NER", "TGO", "BEN")
    assert document.events == ()


FRIENDSHIP = """TREATY OF FRIENDSHIP BETWEEN THE UNION OF SOVIET SOCIALIST REPUBLICS AND THE MONGOLIAN PEOPLE'S REPUBLIC

The Presidium of the Supreme Soviet of the Union of Soviet Socialist Republics and the Presidium of the Great Khural of
the Mongolian People's Republic,

Faithful to socialist internationalism, have appointed as their plenipotentiaries:

The Presidium of the Supreme Soviet of the Union of Soviet Socialist Republics: Pyotr Lesnov, Minister for Trade;

The Presidium of the Great Khural of the Mongolian People's Republic: Bat-Erdene Dorj, Chairman of the Council;

Who, having exchanged their full powers, have agreed as follows:

ARTICLE 1

The High Contracting Parties will strengthen their unbreakable friendship.

ARTICLE 2

Should one of the High Contracting Parties be attacked, the other Party shall render it military assistance.

ARTICLE 3

This Treaty is concluded for twenty years and shall be extended automatically for further periods of ten years, unless
either Party gives notice of its desire to terminate it twelve months before the expiry of a period.

DONE at Ulan Bator on 15 January 1966, in the Russian and Mongolian languages.
"""


def test_a_friendship_treaty_with_plenipotentiaries():
    (found,) = read_text(FRIENDSHIP).agreements
    assert found.parties == ("SUN", "MNG")
    assert found.kind == "friendship treaty"
    assert [(one.code, one.name, one.title) for one in found.signers] == [
        ("SUN", "Pyotr Lesnov", "Minister for Trade"),
        ("MNG", "Bat-Erdene Dorj", "Chairman of the Council"),
    ]
    assert [duty.kinds for duty in found.obligations] == [(), ("defence",)]
    assert (found.renewal.period, found.renewal.notice, found.withdrawal) == ("P10Y", "P12M", None)


def test_a_memorandum_that_binds_nobody():
    text = (
        "Memorandum of Understanding\nbetween\nthe United Arab Emirates\nand\nthe State of Kuwait\non Hydrogen\n\n"
        "The United Arab Emirates and the State of Kuwait (the “Participants”) have reached the following "
        "understanding:\n\n"
        "Paragraph 1 - Aim\nThe Participants intend to cooperate in hydrogen.\n\n"
        "Paragraph 2 - Status\nThis Memorandum is not legally binding and creates no rights or obligations.\n\n"
        "Paragraph 3 - Effect\nThis Memorandum comes into effect on signature and continues for three years. It may be "
        "extended by mutual written consent. Either Participant may terminate it by giving 90 days' written notice.\n\n"
        "Signed in Abu Dhabi on 2 May 2023 in Arabic and English.\n\n"
        "For the Government                For the Government\n"
        "of the United Arab Emirates       of the State of Kuwait\n"
        "____________________              ____________________\n"
    )
    (found,) = read_text(text).agreements
    assert found.binding is False
    assert found.parties == ("ARE", "KWT")
    assert [duty.strength.value for duty in found.obligations] == ["intend"]
    assert (found.entry_into_force.kind, found.renewal.kind, found.withdrawal.notice) == (
        *("signature", "by agreement", "P90D"),
    )
    assert found.place == "Abu Dhabi"
    assert [(one.code, one.name) for one in found.signers] == [("ARE", None), ("KWT", None)]  # nobody's name is there


def test_an_agreement_with_a_union_and_its_directives():
    text = (
        "ASSOCIATION AGREEMENT between the European Union, of the one part, and Georgia, of the other part\n\n"
        "THE EUROPEAN UNION, hereinafter referred to as “the Union”, and GEORGIA, hereinafter jointly "
        "referred to as “the "
        "Parties”,\n\nHAVE AGREED AS FOLLOWS:\n\nTITLE I\nPRINCIPLES\n\nArticle 1\nApproximation\n\n"
        "1. Georgia shall approximate its laws to Directive 2009/28/EC within the time limits set out in "
        "Article 4 of it.\n"
        "2. The Union shall, at the request of Georgia, provide technical assistance.\n\nArticle 2\n\n"
        "The Association Council shall adopt its rules. It shall meet once a year.\n\nDone at Brussels, 7 June 2019."
    )
    (found,) = read_text(text).agreements
    assert [(duty.by, duty.bearer) for duty in found.obligations] == [
        (("GEO",), "Georgia"),
        (("IGO:EU",), "The Union"),
        ((), "The Association Council"),
        ((), "It"),
    ]
    assert found.day == date(2019, 6, 7)


def test_an_exchange_of_notes():
    text = (
        "EXCHANGE OF NOTES CONSTITUTING AN AGREEMENT BETWEEN THE GOVERNMENT OF JAPAN AND THE GOVERNMENT OF TONGA\n\n"
        "Excellency,\n\nI have the honour to propose the following:\n\n1. The Government of Japan will give "
        "the Government "
        "of Tonga rice.\n\n2. The Government of Tonga will exempt Japanese engineers from taxes and shall "
        "house them.\n\n"
        "If this is acceptable, this Note and your reply shall constitute an agreement which shall enter "
        "into force on the "
        "date of your reply.\n\nAccept, Excellency, the assurances of my highest consideration."
    )
    (found,) = read_text(text).agreements
    assert [(duty.by, duty.strength.value) for duty in found.obligations] == [
        (("JPN",), "will"),
        (("TON",), "will"),
        (("TON",), "shall"),
    ]
    assert found.entry_into_force is not None


@pytest.mark.parametrize(
    ("words", "kind", "more"),
    [
        ("This Treaty shall enter into force on signature.", "signature", {}),
        ("This Treaty shall enter into force on 1 January 2031.", "date", {"day": date(2031, 1, 1)}),
        (
            "This Treaty enters into force sixty days after the date of the last notification.",
            "notification",
            {"period": "P60D"},
        ),
        (
            "This Treaty shall come into force on the deposit of the second instrument of ratification.",
            "deposit",
            {"count": 2},
        ),
        ("This Treaty is subject to ratification and shall enter into force upon ratification.", "ratification", {}),
    ],
)
def test_entry_into_force(words, kind, more):
    text = (
        f"TREATY BETWEEN FIJI AND SAMOA\n\nFiji and Samoa have agreed as follows:\n\nArticle 1\n{words}\n\n"
        "Article 2\nEach Party shall pay.\n\nDone at Apia on 5 June 2030."
    )
    entry = read_text(text).agreements[0].entry_into_force
    assert entry.kind == kind
    assert {name: getattr(entry, name) for name in more} == more


def test_a_draft_is_planned_and_tells_no_event():
    text = (
        "DRAFT TREATY BETWEEN FIJI AND SAMOA\n\nFiji and Samoa have agreed as follows:\n\nArticle 1\nEach Party shall "
        "pay.\n\nArticle 2\nNeither Party shall fish.\n\nDone at Apia on ____ June 20__."
    )
    document = read_text(text)
    assert document.agreements[0].status is Status.PLANNED
    assert document.events == ()


def test_articles_quoted_in_the_news():
    document = read_text(
        "Mali and Niger signed a defence pact on Monday. Under Article 4 of the pact, each Party shall come to the "
        "assistance of the other in the event of an armed attack. «Article 5. Neither Party shall conclude a separate "
        "peace,» the text reads. A lawmaker said that Article 12 of the constitution was broken."
    )
    (found,) = document.agreements
    assert [(article.label) for article in found.articles] == ["Article 4", "Article 5"]
    assert [(duty.by, duty.negated, duty.kinds) for duty in found.obligations] == [
        (("MLI", "NER"), False, ("defence",)),
        (("MLI", "NER"), True, ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the treaty was discussed. The ministers shall meet again.",
        "1. Chile must pay.\n\n2. Peru shall wait.\n\nThis is what the columnist would have both parties do.",
        "The two sides have agreed as follows, said the minister.",
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert all(not found.obligations for found in read_text(text).agreements)


def test_unknown_parties_are_said_to_be_unknown():
    text = (
        "TREATY BETWEEN RURITANIA AND FREEDONIA\n\nRuritania and Freedonia have agreed as "
        "follows:\n\nArticle 1\nEach Party "
        "shall pay.\n\nArticle 2\nNeither Party shall fish.\n"
    )
    assert "a treaty text whose parties could not be placed" in read_text(text).warnings


def read_treaty(head, articles, end="Done at Apia on 5 June 2008."):
    return read_text(f"{head}\n\n{articles}\n\n{end}")


def test_parties_that_only_the_signatures_tell():
    document = read_treaty(
        "CONVENTION ON THE SHARKS OF THE GULF\n\nThe States Parties to this Convention,\n\n"
        "Concerned that the number of sharks has fallen by half,\n\nAgree as follows:",
        "Article 1 - Duties\n1.1 States Parties shall:\n    (i) adopt plans of action;\n    (ii) report each year.\n"
        "1.2 No State Party may issue such licences.\n\nArticle 2 - Leaving\nA State Party may, at any time "
        "after two years "
        "from the date of entry into force, withdraw by notice. Withdrawal shall take effect one year after "
        "its receipt.",
        "Done at Accra, on the 12th day of June 2008.\n\nFor Benin: Rosine Agbota\nFor Ghana: Kofi Asante, Minister\n",
    )
    (found,) = document.agreements
    assert found.parties == ("BEN", "GHA")
    assert [(d.bearer, d.negated, d.text) for d in found.obligations] == [
        ("States Parties", False, "adopt plans of action"),
        ("States Parties", False, "report each year"),
        ("No State Party", True, "No State Party may issue such licences"),
    ]
    assert (found.withdrawal.period, found.withdrawal.notice) == ("P2Y", "P1Y")
    assert [claim.holder for claim in document.claims] == ["Benin and Ghana"]


def test_a_mediator_is_no_party():
    document = read_treaty(
        "CEASEFIRE AGREEMENT\n\nBetween Armenia and Azerbaijan, with the mediation of the Russian Federation\n\n"
        "The Parties have agreed the following:",
        "1. The Parties will cease fire on 12 May.\n\n2. Armenia shall withdraw its artillery.",
        "Moscow, 11 May 1994",
    )
    (found,) = document.agreements
    assert (found.parties, found.place, found.day) == (("ARM", "AZE"), "Moscow", date(1994, 5, 11))


def test_clauses_numbered_in_words():
    (found,) = read_treaty(
        "Agreement between the Republic of Cuba and the Socialist Republic of Viet Nam\n\n"
        "The Republic of Cuba and the Socialist Republic of Viet Nam have agreed the following:",
        "First: The Vietnamese Party shall deliver rice to the Cuban Party.\n"
        "Second: The Cuban Party obliges itself to deliver sugar and to pay the freight.\n"
        "Third: This Agreement shall be valid for five years and is considered tacitly renewed for equal "
        "periods if neither "
        "Party denounces it six months before its expiry.",
    ).agreements
    assert [(duty.by, duty.text) for duty in found.obligations] == [
        (("VNM",), "The Vietnamese Party shall deliver rice to the Cuban Party"),
        (("CUB",), "The Cuban Party obliges itself to deliver sugar"),
        (("CUB",), "to pay the freight"),
    ]
    assert (found.duration.period, found.renewal.notice, found.withdrawal) == ("P5Y", "P6M", None)


def test_articles_with_headings_in_capitals_in_one_line():
    (found,) = read_treaty(
        "TREATY OF EXTRADITION BETWEEN THE ARGENTINE REPUBLIC AND THE REPUBLIC OF KOREA\n\nThe Argentine "
        "Republic and the "
        "Republic of Korea (the Parties) have agreed as follows:",
        "ARTICLE 1 OBLIGATION TO EXTRADITE Each Party agrees to extradite persons wanted for trial.\n\n"
        "ARTICLE 2 MANDATORY REFUSAL Extradition shall not be granted for a political offence.",
    ).agreements
    assert [article.heading for article in found.articles] == ["OBLIGATION TO EXTRADITE", "MANDATORY REFUSAL"]
    assert [(duty.bearer, duty.negated) for duty in found.obligations] == [("Each Party", False), ("Extradition", True)]


def test_a_treaty_of_another_century():
    (found,) = read_treaty(
        "Treaty of Amity between the United Kingdom of Great Britain and Ireland and the Republic of Bolivia\n\n"
        "The Queen of the United Kingdom of Great Britain and Ireland, and the Republic of Bolivia, have "
        "agreed upon and "
        "concluded the following Articles:",
        "ARTICLE I.\nThe Republic of Bolivia engages not to levy duties on British ships.\n\nARTICLE "
        "II.\nThe Parties shall "
        "exchange consuls.",
        "Done at Sucre, the twenty-ninth day of September, in the year of our Lord one thousand eight "
        "hundred and forty.",
    ).agreements
    assert (found.parties, found.day) == (("GBR", "BOL"), date(1840, 9, 29))


def test_the_text_itself_tells_that_it_was_signed(partnership):
    signed = next(event for event in partnership.events if event.text.startswith("DONE"))
    recalled = next(event for event in partnership.events if "thanked" in event.text)
    assert (signed.holder, recalled.holder) == ("author", "The Republic of Chile and New Zealand")
    assert partnership.title.startswith("TREATY OF STRATEGIC PARTNERSHIP")


def test_a_treaty_of_latin_america():
    (found,) = read_treaty(
        "GENERAL TREATY OF TRANSIT\n\nconcluded between\n\nTHE REPUBLIC OF PARAGUAY\nand\nTHE FEDERATIVE "
        "REPUBLIC OF BRAZIL"
        "\n\nThe Government of the Republic of Paraguay\nand\nThe Government of the Federative Republic of Brazil,\n\n"
        "HAVE RESOLVED to conclude this Treaty and have agreed on the following articles:",
        "ARTICLE I\n\nThe High Contracting Parties reciprocally concede to one another freedom of "
        "transit.\n\nARTICLE II\n\n"
        "Brazil obliges itself to keep the port open. This Treaty shall have a duration of five years, renewable for "
        "periods of two years by tacit agreement, save denunciation with six months' notice.",
        "IN WITNESS WHEREOF they sign this Treaty, in Portuguese and Spanish, in Rio de Janeiro, on the "
        "twentieth day of "
        "October of nineteen fifty-six.",
    ).agreements
    assert found.name.endswith("concluded between THE REPUBLIC OF PARAGUAY and THE FEDERATIVE REPUBLIC OF BRAZIL")
    assert [duty.by for duty in found.obligations] == [("PRY", "BRA"), ("BRA",)]
    assert (found.duration.period, found.renewal.period, found.withdrawal.notice) == ("P5Y", "P2Y", "P6M")
    assert (found.place, found.day) == ("Rio de Janeiro", date(1956, 10, 20))
    assert found.languages == ("Portuguese", "Spanish")


def test_parties_on_lines_of_their_own_and_numbers_in_parentheses():
    (found,) = read_treaty(
        "AGREEMENT ON JOINT DEFENCE OF THE PORTS\n\nThe Governments of:\nThe Kingdom of Bahrain\nThe State of Qatar\n"
        "The Kingdom of Saudi Arabia\n\nIn pursuance of the Charter of the League of Arab States,\n\nHave "
        "agreed as follows:",
        "Article (1)\nThe Contracting States consider an armed aggression against any one of them as an "
        "aggression against "
        "all of them, and therefore undertake to hasten to the aid of the State attacked and to take all "
        "steps, including "
        "the use of armed force, to repel the aggression.\n\nArticle (2)\nThis Agreement shall be ratified. "
        "It shall come "
        "into force fifteen days after the deposit of the instruments of two States.",
        "Done at Cairo on 17 Rajab 1399 A.H. corresponding to 12 June 1979 A.D.",
    ).agreements
    assert found.parties == ("BHR", "QAT", "SAU")
    assert [(duty.bearer, duty.kinds) for duty in found.obligations] == [("The Contracting States", ("defence",))] * 3
    assert (found.entry_into_force.period, found.day) == ("P15D", date(1979, 6, 12))


def closed(*close, withdrawal="Each Party shall open its port."):
    text = (
        "AGREEMENT BETWEEN GHANA AND FIJI\n\nGhana and Fiji, hereinafter the Parties,\n\nHave agreed as follows:\n\n"
        f"Article 1\nEach Party shall help the other.\n\nArticle 2\n{withdrawal}\n\n" + "\n\n".join(close)
    )
    return read_text(text, reader="rules")


@pytest.mark.parametrize(
    ("lines", "signers"),
    [
        (
            ["For Ghana:\nShirley Tetteh\nSpeaker of Parliament", "For Fiji:\nSitiveni Waqa\nSecretary of State"],
            [("GHA", "Shirley Tetteh", "Speaker of Parliament"), ("FJI", "Sitiveni Waqa", "Secretary of State")],
        ),
        (
            ["For Ghana:\n(Signed) S. Tetteh", "For Fiji:\n/s/ Seru Waqa"],
            [("GHA", "S. Tetteh", None), ("FJI", "Seru Waqa", None)],
        ),
        (
            ["For Ghana:\nSigned: Sena Tetteh", "For Fiji:\n[sgd.] (seal) Seru Waqa"],
            [("GHA", "Sena Tetteh", None), ("FJI", "Seru Waqa", None)],
        ),
        (
            ["(signed) Sena Tetteh, for the Government of Ghana\n(signed) S. Waqa, Prime Minister, for Fiji"],
            [("GHA", "Sena Tetteh", None), ("FJI", "S. Waqa", "Prime Minister")],
        ),
        (
            ["(signed) Sena Tetteh, Minister for Foreign Affairs"],
            [(None, "Sena Tetteh", "Minister for Foreign Affairs")],
        ),
    ],
)
def test_marks_of_signature_are_no_part_of_the_name(lines, signers):
    document = closed("Done at Suva on 3 May 2019.", *lines)
    (found,) = document.agreements
    assert [(one.code, one.name, one.title) for one in found.signers] == signers
    assert rows(document) == sorted(
        (a, action, b, "happened") for a, b in (("GHA", "FJI"), ("FJI", "GHA")) for action in ("AGREE", "SUPPORT")
    )


def test_signed_by_marks_alone_under_a_place_and_a_day():
    document = closed(
        "Suva, 3 May 2019", "(signed) Sena Tetteh, for the Government of Ghana\n(signed) S. Waqa, for Fiji"
    )
    (found,) = document.agreements
    assert (found.place, found.place_country, found.day) == ("Suva", "FJI", date(2019, 5, 3))
    assert [(e.actor, e.recipient, e.day) for e in document.events if e.action == "SUPPORT"] == [
        ("GHA", "FJI", date(2019, 5, 3)),
        ("FJI", "GHA", date(2019, 5, 3)),
    ]


@pytest.mark.parametrize(
    ("place", "country", "source"),
    [("Valparaíso", "CHL", "inferred: gazetteer"), ("Lomé", "TGO", "inferred: gazetteer"), ("Xanadu", None, "stated")],
)
def test_the_country_of_the_place_of_signature(place, country, source):
    (found,) = closed(f"Done at {place} on 3 May 2019.").agreements
    assert (found.place, found.place_country, found.place_source) == (place, country, source)


@pytest.mark.parametrize(
    ("words", "period", "notice"),
    [
        ("Either Party may denounce this Treaty after five years, upon three months' notice.", "P5Y", "P3M"),
        ("A Party may withdraw from this Treaty after ten years by giving one year's notice.", "P10Y", "P1Y"),
        ("After the expiry of ten years a Party may withdraw from this Treaty on six months' notice.", "P10Y", "P6M"),
        ("Either Party may terminate this Treaty after six months' written notice.", None, "P6M"),
        (
            "A Party may leave: it may denounce this Treaty by notice. The notice shall take effect after one year.",
            None,
            "P1Y",
        ),
    ],
)
def test_from_when_a_party_may_leave_and_with_what_notice(words, period, notice):
    (found,) = closed("Done at Suva on 3 May 2019.", withdrawal=words).agreements
    assert (found.withdrawal.period, found.withdrawal.notice) == (period, notice)


def test_a_declaration_that_ends_in_a_list_is_a_treaty_text():
    text = (
        "JOINT DECLARATION\non the Non-Aggression Pact between Chad and Niger\n\nThe Heads of State of Chad and Niger, "
        "meeting at Agadez, declare:\n\n1. The two States shall not attack each other.\n\n2. Niger shall open the road."
    )
    document = read_text(text)
    (found,) = document.agreements
    assert (found.parties, len(found.articles)) == (("TCD", "NER"), 2)
    assert [duty.kinds for duty in found.obligations] == [("non-aggression",), ()]
    assert document.claims == ()
