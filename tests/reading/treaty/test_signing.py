"""Who signed a treaty text, where, when and in which languages: the forms of signatures of many traditions."""

from datetime import date

import pytest

from westphalia.ontology.types import Status
from westphalia.reading import read_text
from westphalia.reading.treaty.persons import Person, person

OPENING = "Ghana and Fiji, hereinafter the Parties,\n\nHave agreed as follows:\n\n"
ARTICLES = "Article 1\nEach Party shall help the other.\n\nArticle 2\nEach Party shall open its port.\n\n"
DONE = "Done at Suva on 3 May 2019.\n\n"


def signed(end, opening=OPENING, title="AGREEMENT BETWEEN GHANA AND FIJI\n\n", articles=ARTICLES):
    document = read_text(title + opening + articles + end, reader="rules")
    found = document.agreements[0]
    for one in found.signers:
        assert document.text[one.start : one.end] == one.text
    return found


def who(found):
    return [(one.code, one.name, one.title) for one in found.signers]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Łukasz Śliwiński, Undersecretary of State", ("Łukasz Śliwiński", "Undersecretary of State")),
        ("İsmet Çağlayan", ("İsmet Çağlayan", None)),
        ("Guðrún Ólafsdóttir", ("Guðrún Ólafsdóttir", None)),
        ("Đặng Thị Minh Hà", ("Đặng Thị Minh Hà", None)),
        ("H.E. Sheikh Khalid bin Saqr Al-Noor", ("Khalid bin Saqr Al-Noor", None)),
        ("Hon. Ratu Seru Waqa, M.P.", ("Seru Waqa", None)),
        ("M. Waqa", ("M. Waqa", None)),
        ("H.E. Don Pramuan", ("Don Pramuan", None)),
        ("Dr. Ali Saleh (Minister of Oil)", ("Ali Saleh", "Minister of Oil")),
        ("Stephen King", ("Stephen King", None)),
        ("Col. (Rtd.) Jean-Bosco Ndayi", ("Jean-Bosco Ndayi", "Col. (Rtd.)")),
        ("Vice Admiral Inês d'Orey", ("Inês d'Orey", "Vice Admiral")),
        ("Foreign Minister Ali Saleh", ("Ali Saleh", "Foreign Minister")),
        ("Crown Prince", (None, "Crown Prince")),
        ("Deputy Minister", (None, "Deputy Minister")),
        ("General Director Finance Department", (None, "General Director Finance Department")),
    ],
)
def test_a_line_is_a_name_or_a_title(line, expected):
    read = person(line)
    assert (read.name, read.title) == expected


@pytest.mark.parametrize("line", ["REPUBLIC OF MALAWI", "ANNEX", "Suva", "Certified copy", "3 May 2019"])
def test_a_line_that_is_neither(line):
    assert person(line) in (None, Person(None, None))


SENA_AND_SERU = [("GHA", "Sena Tetteh", "Minister of Trade"), ("FJI", "Seru Waqa", "Minister of Ports")]


@pytest.mark.parametrize(
    "end",
    [
        "For Ghana:\nH.E. Ms. Sena Tetteh\nMinister of Trade\n\nFor Fiji:\nHon. Seru Waqa\nMinister of Ports\n",
        "FOR THE GOVERNMENT OF                FOR THE GOVERNMENT OF\nTHE REPUBLIC OF GHANA                THE "
        "REPUBLIC OF "
        "FIJI\n\n________________                     ______________\nSena Tetteh                          Seru Waqa\n"
        "Minister of Trade                    Minister of Ports\n",
        "| For Ghana | For Fiji |\n|---|---|\n| Sena Tetteh | Seru Waqa |\n| Minister of Trade | Minister of Ports |\n",
        "For Ghana:          Sena Tetteh\n                    Minister of Trade\nFor Fiji:           Seru Waqa\n"
        "                    Minister of Ports\n",
        "For Ghana: Sena Tetteh, Minister of Trade\nFor Fiji: Seru Waqa, Minister of Ports\n",
        "For Ghana – Sena Tetteh, Minister of Trade\nFor Fiji – Seru Waqa, Minister of Ports\n",
        "On behalf of the Government of Ghana:\n(Sena Tetteh)\nMinister of Trade\nOn behalf of the Government "
        "of Fiji:\n"
        "(Seru Waqa)\nMinister of Ports\n",
        "Sena Tetteh, Minister of Trade, for Ghana\nSeru Waqa, Minister of Ports, on behalf of Fiji\n",
        "GHANA\n\n....................\nSena Tetteh\nMinister of Trade\n\nFIJI\n\n....................\nSeru Waqa\n"
        "Minister of Ports\n",
        "REPUBLIC OF GHANA\n\nBy: ____________\nName: Sena Tetteh\nTitle: Minister of Trade\n\nREPUBLIC OF FIJI\n\n"
        "By: ____________\nName: Seru Waqa\nTitle: Minister of Ports\n",
        "Sena Tetteh\nMinister of Trade\nRepublic of Ghana\n\nSeru Waqa\nMinister of Ports\nRepublic of Fiji\n",
        "Ghana: (Signed) Sena Tetteh, Minister of Trade\nFiji: (Signed) Seru Waqa, Minister of Ports\n",
        "Signed for and on behalf of the Government of Ghana by:\nSena Tetteh\nMinister of Trade\n\n"
        "Signed for and on behalf of the Government of Fiji by Seru Waqa, Minister of Ports\n",
        "For the Government of Ghana,\nthe Minister of Trade,\nSena Tetteh\n\nFor the Government of Fiji,\n"
        "the Minister of Ports,\nSeru Waqa\n",
        "Sena Tetteh, Minister of Trade\nfor the Government of Ghana\n\nSeru Waqa, Minister of Ports\n"
        "for the Government of Fiji\n",
        "**For the Government of Ghana**  \nSena Tetteh  \n*Minister of Trade*\n\n**For the Government of Fiji**  \n"
        "Seru Waqa  \n*Minister of Ports*\n",
        "For Ghana\n\nMinister of Trade\nSena Tetteh\n\nFor Fiji\n\nMinister of Ports\nSeru Waqa\n",
    ],
)
def test_sides_names_and_titles(end):
    found = signed(DONE + end)
    assert who(found) == SENA_AND_SERU
    assert (found.place, found.day) == ("Suva", date(2019, 5, 3))


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (
            "For Ghana:\nMajor General Sena Tetteh\n\nFor Fiji:\nBrigadier Seru Waqa (Rtd.)\nChief of Staff\n",
            [("GHA", "Sena Tetteh", "Major General"), ("FJI", "Seru Waqa", "Chief of Staff")],
        ),
        (
            "For Ghana                    For Fiji\n[Signed]                     [Signed]\nSena Tetteh        "
            "          Seru "
            "Waqa\nMinister of Trade,           Deputy Prime Minister\nIndustry and Ports           and "
            "Minister of Finance",
            [
                ("GHA", "Sena Tetteh", "Minister of Trade, Industry and Ports"),
                ("FJI", "Seru Waqa", "Deputy Prime Minister and Minister of Finance"),
            ],
        ),
        (
            "President of Ghana                 President of Fiji\n\nSena TETTEH                        Seru WAQA\n",
            [("GHA", "Sena TETTEH", "President of Ghana"), ("FJI", "Seru WAQA", "President of Fiji")],
        ),
        (
            "Sena Tetteh                 Seru Waqa\nPresident of the             President of the\n"
            "Republic of Ghana            Republic of Fiji\n",
            [
                ("GHA", "Sena Tetteh", "President of the Republic of Ghana"),
                ("FJI", "Seru Waqa", "President of the Republic of Fiji"),
            ],
        ),
        (
            "(Signed) Sena Tetteh          (Signed) Seru Waqa\nMinister of Trade of Ghana    Minister of Ports of Fiji",
            [
                ("GHA", "Sena Tetteh", "Minister of Trade of Ghana"),
                ("FJI", "Seru Waqa", "Minister of Ports of Fiji"),
            ],
        ),
        (
            "For Ghana:\nSena Tetteh, Minister\nKofi Ansah, Ambassador\n\nFor Fiji:\nSeru Waqa\n",
            [("GHA", "Sena Tetteh", "Minister"), ("GHA", "Kofi Ansah", "Ambassador"), ("FJI", "Seru Waqa", None)],
        ),
    ],
)
def test_ranks_long_titles_and_titles_that_tell_the_side(end, expected):
    assert who(signed(DONE + end)) == expected


@pytest.mark.parametrize(
    "more",
    [
        "In the presence of:\nMoussa Diarra\nChairperson of the African Union Commission\n",
        "Witnessed by:\n\nFor Kenya:\nAnn Ekal\nPresident\n",
        "For the African Union, as witness:\nMoussa Diarra\n",
        "For the African Union:\nMoussa Diarra\nMediator\n",
        "As mediator: Moussa Diarra, Special Envoy\n",
        "CERTIFIED TRUE COPY\nJohn Smith\nLegal Adviser\n",
        "For the Community of Lake Elders:\nMoussa Diarra\n",
        "ANNEX\n\nPorts\nSuva, Tema.\n",
    ],
)
def test_who_witnesses_or_mediates_signs_nothing(more):
    found = signed(f"{DONE}For Ghana:\nSena Tetteh\n\nFor Fiji:\nSeru Waqa\n\n{more}")
    assert who(found) == [("GHA", "Sena Tetteh", None), ("FJI", "Seru Waqa", None)]


def test_a_side_whose_name_goes_on_over_lines():
    opening = OPENING.replace("Ghana", "The United Kingdom of Great Britain and Northern Ireland")
    for end in (
        "FOR THE GOVERNMENT OF THE UNITED KINGDOM OF GREAT\nBRITAIN AND NORTHERN IRELAND:\nAda Ek\n\nFOR THE "
        "GOVERNMENT OF "
        "THE REPUBLIC OF FIJI:\nSeru Waqa\n",
        "For the Government of the\nUnited Kingdom of Great Britain     For the Government of the\n"
        "and Northern Ireland:               Republic of Fiji:\nAda Ek                              Seru Waqa\n",
        "For the Ministry of Defence                        For the Ministry of Defence\n"
        "of the United Kingdom                              of the Republic of Fiji\n\n"
        "Ada Ek                                             Seru Waqa\n",
    ):
        found = signed(DONE + end, opening, "AGREEMENT BETWEEN THE UNITED KINGDOM AND FIJI\n\n")
        assert who(found) == [("GBR", "Ada Ek", None), ("FJI", "Seru Waqa", None)]


def test_bodies_whose_states_only_the_opening_tells():
    found = signed(
        f"{DONE}For the Ministry of Health             For the National\nand Population                         "
        "Medical Board\n\nSena Tetteh                            Seru Waqa\n",
        "The Ministry of Health and Population of the Republic of Ghana and the National Medical Board of Fiji,\n\n"
        "Have agreed as follows:\n\n",
        "MEMORANDUM OF UNDERSTANDING\n\n",
    )
    assert who(found) == [("GHA", "Sena Tetteh", None), ("FJI", "Seru Waqa", None)]


def test_two_rows_of_two_columns():
    found = signed(
        "Done at Suva on 3 May 2019.\n\nFor Ghana                For Fiji\nSena Tetteh              Seru Waqa\n"
        "Minister                 Minister\n\nFor Kenya                For Chad\nAnn Ekal                 "
        "Idriss Saleh\n",
        OPENING.replace("Ghana and Fiji", "Ghana, Fiji, Kenya and Chad"),
        "AGREEMENT BETWEEN GHANA, FIJI, KENYA AND CHAD\n\n",
    )
    assert [one.code for one in found.signers] == ["GHA", "FJI", "KEN", "TCD"]
    assert found.signers[3].name == "Idriss Saleh"


def test_a_draft_names_the_sides_that_would_sign():
    found = signed(
        "Done at [Suva] on [        ] 2019.\n\nFor Ghana              For Fiji\n\n.............          "
        ".............\n",
        title="DRAFT\n\nAGREEMENT BETWEEN GHANA AND FIJI\n\n",
    )
    assert found.status is Status.PLANNED
    assert who(found) == [("GHA", None, None), ("FJI", None, None)]
    assert (found.place, found.day) == ("Suva", None)


AMITY = (
    "His Majesty the King of Denmark and the President of the Republic of Chile, desiring peace, have named as their "
    "Plenipotentiaries:\n\nHis Majesty the King of Denmark:\n    M. Otto MOLTKE, Envoy Extraordinary at Santiago;\n\n"
    "The President of the Republic of Chile:\n    Don Diego Prats, Count of Arauco, His Minister of War;\n\n"
    "Who, having shown their full powers, have agreed as follows:\n\n"
)


@pytest.mark.parametrize(
    "end",
    [
        "(L.S.) Otto Moltke.\n(L.S.) DIEGO PRATS.\n",
        "(L.S.)    MOLTKE\n(L.S.)    D. PRATS\n",
        "(Signed) Otto Moltke          (Signed) Diego Prats\n",
        "",
    ],
)
def test_names_alone_under_a_treaty_of_plenipotentiaries(end):
    found = signed("Done at Santiago, this third day of May 1870.\n\n" + end, AMITY, "TREATY OF AMITY\n\n")
    assert who(found) == [
        ("DNK", "Otto MOLTKE", "Envoy Extraordinary at Santiago"),
        ("CHL", "Diego Prats", "Minister of War"),
    ]
    assert (found.place, found.day) == ("Santiago", date(1870, 5, 3))


def test_an_armistice_between_commanders():
    found = signed(
        "In faith of which they sign.\n\n(Signed) PEDRO RUIZ\n(Signed) JOSÉ LUNA\n",
        "In the town of Arica, on the 3rd day of August 1911, there met General Pedro Ruiz, Commander of the "
        "Army of the "
        "North, for the Republic of Peru, and Colonel José Luna, Chief of Staff, for the Republic of Chile, "
        "who agreed on "
        "the following points:\n\n",
        "ARMISTICE OF ARICA\n\n",
    )
    assert who(found) == [
        ("PER", "Pedro Ruiz", "Commander of the Army of the North"),
        ("CHL", "José Luna", "Chief of Staff"),
    ]
    assert (found.place, found.day) == ("Arica", date(1911, 8, 3))


@pytest.mark.parametrize(
    "end", ["(Signed) Omar Idris            (Signed) Deng Malual\n\nWitnessed by:\nAnn Ekal\n", ""]
)
def test_parties_that_are_represented_by_somebody(end):
    found = signed(
        "Signed at Goma on 3 May 2013.\n\n" + end,
        "The Government of Rwanda, represented by Lieutenant General Omar Idris, Chief of Staff, and the "
        "March 23 Movement "
        "(M23), represented by Commander Deng Malual, with the mediation of Kenya,\n\nHave agreed as follows:\n\n",
        "CEASEFIRE AGREEMENT\n\n",
    )
    assert who(found) == [("RWA", "Omar Idris", "Chief of Staff"), ("REB:M23", "Deng Malual", "Commander")]


def test_heads_of_state_whom_the_opening_names():
    found = signed(
        "Suva, the 3rd of May 2019\n\nSena TETTEH                    Seru WAQA\n",
        "The President of Ghana, H.E. Sena Tetteh, and the Prime Minister of Fiji, H.E. Mr. Seru Waqa, met "
        "and declared:\n\n",
        "JOINT DECLARATION\n\n",
    )
    assert who(found) == [
        ("GHA", "Sena Tetteh", "President of Ghana"),
        ("FJI", "Seru Waqa", "Prime Minister of Fiji"),
    ]
    assert (found.place, found.day) == ("Suva", date(2019, 5, 3))


NOTE = """Excellency,

I have the honour to propose the following:

1. Ghana shall send teachers.

2. Fiji shall house them.

{ends} renew to Your Excellency the assurances of my highest consideration.

(Signed) Sena TETTEH
{title}

His Excellency
Mr. Seru Waqa
Minister for Foreign Affairs
Suva

No. 2
{head}
Suva, 9 May 2019

Excellency,

I have the honour to acknowledge your note of 3 May 2019 and to confirm that the above is acceptable.

Accept, Excellency, the assurances of my highest consideration.

SERU WAQA
Minister for Foreign Affairs

Her Excellency
Ms. Sena Tetteh
Ambassador of Ghana
"""


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("The Ambassador of Ghana to the Minister for Foreign Affairs of Fiji", "", "Ambassador"),
        ("EMBASSY OF GHANA", "MINISTRY OF FOREIGN AFFAIRS OF FIJI", "Ambassador"),
        ("", "The Minister for Foreign Affairs of Fiji to the Ambassador of Ghana", "Ambassador of Ghana"),
    ],
)
def test_an_exchange_of_notes(first, second, title):
    found = signed(
        NOTE.format(ends="I avail myself of this opportunity to", title=title, head=second),
        f"No. 1\n{first}\nSuva, 3 May 2019\n\n",
        "EXCHANGE OF NOTES CONSTITUTING AN AGREEMENT BETWEEN GHANA AND FIJI\n\n",
        "",
    )
    assert [(one.code, one.name) for one in found.signers] == [("GHA", "Sena TETTEH"), ("FJI", "SERU WAQA")]
    assert [one.title for one in found.signers] == [title, "Minister for Foreign Affairs"]
    assert (found.place, found.day) == ("Suva", date(2019, 5, 9))


@pytest.mark.parametrize(
    "end",
    [
        "For Ghana:\nSena Tetteh\nDate: 3 May 2019\n\nFor Fiji:\nSeru Waqa\nDate: 9 May 2019\n",
        "For Ghana                    For Fiji\n\nSena Tetteh                  Seru Waqa\n\nDate: 9 May 2019  "
        "           "
        "Date: 3 May 2019\n",
        "Signed at Accra on 3 May 2019        Signed at Suva on 9 May 2019\n\nFor Ghana                            For "
        "Fiji\nSena Tetteh                          Seru Waqa\n",
        "GHANA:\n\n/s/ Sena Tetteh\nAccra, 3 May 2019\n\nFIJI:\n\n/s/ Seru Waqa\nSuva, May 9, 2019\n",
    ],
)
def test_signed_on_days_of_their_own(end):
    found = signed(end)
    assert [(one.code, one.name) for one in found.signers] == [("GHA", "Sena Tetteh"), ("FJI", "Seru Waqa")]
    assert found.day == date(2019, 5, 9)


def test_a_loan_agreement():
    found = signed(
        "AGREED at Accra, as of the day and year first above written.\n\nREPUBLIC OF GHANA\n\nBy /s/ Sena Tetteh\n"
        "    Authorized Representative\n\nINTERNATIONAL FUND FOR AGRICULTURAL DEVELOPMENT\n\nBy /s/ Maria Lopez\n"
        "    Country Director\n",
        'AGREEMENT, dated May 3, 2012, between REPUBLIC OF GHANA (the "Borrower") and INTERNATIONAL FUND FOR '
        "AGRICULTURAL "
        'DEVELOPMENT (the "Fund").\n\nThe parties hereby agree as follows:\n\n',
        "LOAN AGREEMENT\n\n",
        "ARTICLE I\nThe Fund agrees to lend the Borrower a sum.\n\nARTICLE II\nThe Borrower shall repay it.\n\n",
    )
    assert who(found) == [
        ("GHA", "Sena Tetteh", "Authorized Representative"),
        ("IGO:IFAD", "Maria Lopez", "Country Director"),
    ]
    assert (found.place, found.day) == ("Accra", date(2012, 5, 3))


@pytest.mark.parametrize(
    ("end", "place", "day"),
    [
        ("Done at the Hague on 3 May 2019.", "The Hague", date(2019, 5, 3)),
        ("DONE AT ADDIS ABABA ON THIS 3RD DAY OF MAY 2019.", "Addis Ababa", date(2019, 5, 3)),
        ("This Agreement was signed by both Parties at Suva on 3 May 2019.", "Suva", date(2019, 5, 3)),
        ("Signed on 3 May 2019 in Łódź.", "Łódź", date(2019, 5, 3)),
        (
            "In witness whereof they have signed this Pact at Évian on the third of May, 2019.",
            "Évian",
            date(2019, 5, 3),
        ),
        ("Done in duplicate in the French language at Suva, 3 May 2019.", "Suva", date(2019, 5, 3)),
    ],
)
def test_where_and_when(end, place, day):
    found = signed(end)
    assert (found.place, found.day) == (place, day)


@pytest.mark.parametrize(
    ("article", "end", "languages"),
    [
        ("This Agreement is drawn up in duplicate in the English and French languages.", DONE, ("English", "French")),
        ("The Arabic and Malay texts of this Agreement are equally authentic.", DONE, ("Arabic", "Malay")),
        (
            "The officers shall be able to speak English.",
            "Done at Suva on 3 May 2019 in Hindi and Thai.",
            ("Hindi", "Thai"),
        ),
        ("The officers shall be able to speak English.", DONE, ()),
    ],
)
def test_languages_of_the_authentic_texts(article, end, languages):
    found = signed(f"Article 3\n{article}\n\n{end}")
    assert found.languages == languages
