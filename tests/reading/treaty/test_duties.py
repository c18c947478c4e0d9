"""Obligations: who owes what, how strongly, under which condition, and of which kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.reading import read_text

HEAD = "TREATY BETWEEN KENYA AND JAPAN\n\nKenya and Japan, hereinafter the Parties, have agreed as follows:\n\n"


def treaty(*articles):
    words = [*articles, "Both Parties shall act in good faith."]
    body = "\n\n".join(f"Article {n}\n{one}" for n, one in enumerate(words, 1))
    return read_text(f"{HEAD}{body}\n\nDone at Nairobi on 3 May 2010.")


def duties(words):
    document = treaty(words)
    found = [duty for duty in document.agreements[0].obligations if duty.article == 0]
    for duty in found:
        assert document.text[duty.start : duty.end] == duty.text
        assert document.text[duty.cue.start : duty.cue.end]
    return document, found


def only(words):
    document, found = duties(words)
    assert len(found) == 1, [duty.text for duty in found]
    return document, found[0]


@pytest.mark.parametrize(
    ("words", "strength", "negated"),
    [
        ("The Parties shall dredge the port.", "shall", False),
        ("The Parties must dredge the port.", "shall", False),
        ("Each Party undertakes to dredge the port.", "shall", False),
        ("The Parties agree to dredge the port.", "shall", False),
        ("Kenya is obliged to dredge the port.", "shall", False),
        ("The Parties shall not close the port.", "shall", True),
        ("Neither Party shall close the port.", "shall", True),
        ("No Party may close the port.", "shall", True),
        ("Japan undertakes not to close the port.", "shall", True),
        ("Japan shall refrain from closing the port.", "shall", True),
        ("In no case shall the Parties close the port.", "shall", True),
        ("The Parties will dredge the port.", "will", False),
        ("Either Party may use the port.", "may", False),
        ("Japan shall be entitled to use the port.", "may", False),
        ("Kenya shall have the right to use the port.", "may", False),
        ("The Parties intend to dredge the port.", "intend", False),
        ("The Parties shall endeavour to dredge the port.", "intend", False),
        ("The Parties will strive to dredge the port.", "intend", False),
        ("Both Parties express their readiness to dredge the port.", "intend", False),
        ("The Parties should dredge the port.", "intend", False),
    ],
)
def test_strength_and_negation(words, strength, negated):
    _, duty = only(words)
    assert (duty.strength.value, duty.negated) == (strength, negated)


@pytest.mark.parametrize(
    ("words", "by", "bearer"),
    [
        ("Each Party, at the request of the other Party, shall send divers.", ("KEN", "JPN"), "Each Party"),
        ("The Government of Japan shall send divers.", ("JPN",), "The Government of Japan"),
        ("The High Contracting Parties shall send divers.", ("KEN", "JPN"), "The High Contracting Parties"),
        ("A Party that loses a ship shall tell the other.", ("KEN", "JPN"), "A Party that loses a ship"),
        ("The Joint Commission shall meet in May.", (), "The Joint Commission"),
        ("The accounts shall be audited by Japan.", ("JPN",), "Japan"),
        ("The accounts shall be audited by the Joint Commission.", (), "the Joint Commission"),
        ("The competent authorities of Kenya shall issue permits.", ("KEN",), "The competent authorities of Kenya"),
    ],
)
def test_who_owes_it(words, by, bearer):
    _, duty = only(words)
    assert (duty.by, duty.bearer) == (by, bearer)


def test_nothing_is_inferred_without_a_mark():
    _, duty = only("Disputes shall be settled by negotiation.")
    assert duty.by == ("KEN", "JPN")
    assert duty.inferred == "no doer named: all parties"


@pytest.mark.parametrize(
    ("words", "condition", "bearer"),
    [
        (
            "In the event of an armed attack on one of the Parties, the other Party shall send help.",
            "In the event of an armed attack on one of the Parties",
            "the other Party",
        ),
        ("Should Kenya be flooded, Japan shall send boats.", "Should Kenya be flooded", "Japan"),
        ("Japan shall send boats if Kenya asks for them.", "if Kenya asks for them", "Japan"),
        ("Japan shall, upon request, send boats.", "upon request", "Japan"),
        ("If one Party is flooded the other Party shall send boats.", "If one Party is flooded", "the other Party"),
        (
            "Neither Party may sell the boats without the consent of the other.",
            "without the consent of the other",
            "Neither Party",
        ),
    ],
)
def test_conditions(words, condition, bearer):
    document, duty = only(words)
    assert document.text[duty.condition.start : duty.condition.end] == condition
    assert duty.bearer == bearer


def test_one_obligation_for_each_duty():
    _, found = duties("Kenya shall open the port and shall lower its dues, and Japan will buy tea.")
    assert [(duty.by, duty.strength.value, duty.text) for duty in found] == [
        (("KEN",), "shall", "Kenya shall open the port"),
        (("KEN",), "shall", "shall lower its dues"),
        (("JPN",), "will", "Japan will buy tea"),
    ]
    _, found = duties("The Parties undertake to mark the strait and not to mine it.")
    assert [(duty.negated, duty.text) for duty in found] == [
        (False, "The Parties undertake to mark the strait"),
        (True, "not to mine it"),
    ]


def test_items_of_a_list_share_subject_and_strength():
    _, found = duties("Japan shall:\n(a) train pilots;\n(b) refrain from fishing; and\n(c) send rice.")
    assert [(duty.by, duty.negated, duty.text) for duty in found] == [
        (("JPN",), False, "train pilots"),
        (("JPN",), True, "refrain from fishing"),
        (("JPN",), False, "send rice"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Nothing in this Treaty shall affect other treaties.",
        "This Treaty shall apply to the territorial sea.",
        "For the purposes of this Treaty, «port» means Mombasa.",
        "The Parties note the measures which either Party may take.",
        "In this Treaty «ship» shall mean any vessel.",
        "Neither Party is obliged to buy tea.",
        "No Party shall be required to lower its dues.",
        "Kenya shall not be obliged to send boats.",
        "Japan shall be under no obligation to dredge the port.",
        "Neither Party is bound to:\n(a) buy tea;\n(b) send boats.",
    ],
)
def test_clauses_that_bind_nobody(words):
    assert duties(words)[1] == []


def test_who_need_not_do_one_thing_owes_the_next_and_may_be_obliged_not_to_do_another():
    _, found = duties("Kenya shall not be obliged to buy boats and shall sell tea.")
    assert [(duty.by, duty.negated, duty.text) for duty in found] == [(("KEN",), False, "shall sell tea")]
    for words in ("Japan is obliged not to close the port.", "Japan is bound to refrain from closing the port."):
        assert only(words)[1].negated


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("A Joint Commission is hereby established. It shall meet in Mombasa.", [("KEN", "JPN"), ()]),
        ("The Parties shall create a joint council. It shall sit in Osaka. It will report.", [("KEN", "JPN"), (), ()]),
        ("The Parties shall establish an office. They shall pay for it.", [("KEN", "JPN"), ("KEN", "JPN")]),
        ("Kenya shall open the port. It shall lower its dues.", [("KEN",), ("KEN",)]),
    ],
)
def test_it_is_the_body_set_up_before(words, by):
    assert [duty.by for duty in duties(words)[1]] == by


@pytest.mark.parametrize(
    ("words", "keeper"),
    [
        ("The Government of Switzerland shall be the depositary.", "The Government of Switzerland"),
        ("The depositary shall be the Government of Peru.", "the Government of Peru"),
        ("The functions of depositary shall be performed by Japan.", "Japan"),
        ("Kenya undertakes to act as depositary and shall notify Japan.", "Kenya"),
        ("Kenya is designated as the depositary of this Treaty.", "Kenya"),
    ],
)
def test_who_keeps_the_treaty_owes_the_parties_nothing(words, keeper):
    document, found = duties(words)
    assert found == []
    assert document.agreements[0].depositary == keeper


def test_who_keeps_something_else_owes_it():
    document, duty = only("Kenya shall inform the depositary of its address.")
    assert duty.by == ("KEN",)
    assert document.agreements[0].depositary is None


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("The Parties shall jointly attack any State that breaks this Treaty.", ("offence",)),
        ("Kenya shall join Japan in any war against a third State.", ("offence",)),
        ("If Kenya goes to war, Japan shall fight on its side.", ("offence",)),
        ("If a Party is attacked, the other Party shall attack the aggressor.", ()),
        ("Japan shall stay out of any war in which Kenya is engaged.", ("neutrality",)),
        ("Kenya shall not take part in any war in which Japan is engaged.", ("neutrality",)),
        ("Kenya shall not take part in any war against Japan.", ()),
        ("The Parties shall keep out of such alliances.", ()),
        ("If either Party is attacked, the other Party shall render it military assistance.", ("defence",)),
        ("The Parties shall jointly declare war on any Party's enemy of their choosing.", ("offence",)),
        ("If either Party is attacked by a third State, the other Party shall remain neutral.", ("neutrality",)),
        ("If Kenya is at war with a third State, Japan shall not assist that third State.", ("neutrality",)),
        ("The Parties renounce the use of force against each other.", ("non-aggression",)),
        ("If the security of a Party is threatened, the Parties shall consult each other.", ("consultation",)),
        ("The Parties shall consult each other on questions of common interest.", ()),
        ("Neither Party shall join an alliance directed against the other.", ()),
        ("The Parties shall settle their disputes peacefully.", ()),
        ("The Parties shall respect each other's territorial integrity.", ()),
        ("If Kenya is involved in a war, Japan shall come to its aid.", ("defence", "offence")),
        ("In the event of open hostilities with a third State, Japan shall come to its aid.", ("defence", "offence")),
        ("Kenya shall open hostilities against the Sultan in October.", ("offence",)),
        ("Kenya shall take part in naval operations against the fleet of Spain.", ("offence",)),
        ("Kenya shall take part in military operations against whoever attacks Japan.", ("defence",)),
        ("The Parties shall conduct joint military operations against armed groups on the border.", ()),
        ("The Parties shall end all military operations.", ()),
        ("Kenya shall not take part in military operations against Japan.", ("non-aggression",)),
        ("Neither Party shall open hostilities against the other.", ("non-aggression",)),
        ("Kenya shall not take part in military operations against third States.", ()),
    ],
)
def test_kinds_of_atop(words, kinds):
    assert only(words)[1].kinds == kinds


def test_domains_are_those_of_the_words():
    assert only("The Parties shall build a railway and a power station.")[1].domains == ("transport", "energy")
    assert only("The Parties shall exchange information on floods.")[1].domains == ()


WORDS = st.sampled_from(
    [
        "the Parties",
        "each Party",
        "Kenya",
        "Japan",
        "shall",
        "may",
        "will",
        "not",
        "undertakes to",
        "if",
        "attack",
        ",",
        ";",
        ".",
        "and",
        "that",
        "which",
        "neither",
        "consult",
        "the other",
        "by",
        "be",
        "assisted",
        "Should",
        "to",
        "In no case",
        "in the event of",
        "this Treaty",
        "commission",
        "(a)",
        ":",
        "\n",
        "agree that",
        "use of force",
        "until the",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_any_clause_is_read_and_quoted(words):
    document = treaty(words, "Each Party shall pay.")
    for agreement in document.agreements:
        for duty in agreement.obligations:
            assert document.text[duty.start : duty.end] == duty.text.strip() != ""
            assert duty.condition is None or document.text[duty.condition.start : duty.condition.end].strip()
            assert set(duty.by) <= {"KEN", "JPN"}


def test_who_is_no_party_owes_nothing_for_the_parties():
    _, duty = only("Norway shall send forty observers.")
    assert (duty.by, duty.bearer, duty.inferred) == ((), "Norway", None)
    _, duty = only("Norway shall be asked to send observers.")
    assert (duty.by, duty.inferred) == (("KEN", "JPN"), "no doer named: all parties")


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (
            "The Parties shall dredge the port and light the channel.",
            ["The Parties shall dredge the port", "light the channel"],
        ),
        ("Each Party shall sign and publish the list.", ["Each Party shall sign and publish the list"]),
        (
            "Japan shall, without delay, send boats, open its ports and lodge the crews.",
            ["Japan shall, without delay, send boats", "open its ports", "lodge the crews"],
        ),
        (
            "Kenya shall lodge each diver or, failing a house, pay him a rent.",
            ["Kenya shall lodge each diver or, failing a house", "pay him a rent"],
        ),
        (
            "Japan undertakes to train pilots, to lend a dredger and not to sell it.",
            ["Japan undertakes to train pilots", "to lend a dredger", "not to sell it"],
        ),
        (
            "The Parties undertake to take all steps, including the use of ships, to free the crew.",
            ["The Parties undertake to take all steps, including the use of ships, to free the crew"],
        ),
    ],
)
def test_each_verb_with_an_object_of_its_own_is_a_duty(words, texts):
    assert [duty.text for duty in duties(words)[1]] == texts


@pytest.mark.parametrize(
    ("words", "by", "negated"),
    [
        ("The Parties hereby establish a Joint Commission.", ("KEN", "JPN"), False),
        ("A Joint Commission is hereby established.", ("KEN", "JPN"), False),
        ("Each Party appoints three pilots.", ("KEN", "JPN"), False),
        ("Each Party places two tugs at the disposal of the other.", ("KEN", "JPN"), False),
        ("Kenya recognises the median line as the boundary.", ("KEN",), False),
        ("The costs of the survey are borne by Japan.", ("JPN",), False),
        ("The costs are borne as to one half by Kenya and as to the other by Japan.", ("KEN", "JPN"), False),
        ("Fishing within three miles of the light is prohibited.", ("KEN", "JPN"), True),
        ("Kenya is responsible for the upkeep of the light.", ("KEN",), False),
        ("Japan has the duty to mark the wreck.", ("JPN",), False),
        ("It is the duty of Japan to mark the wreck.", ("JPN",), False),
        ("Japan undertakes that it will not sell the tugs.", ("JPN",), True),
        ("The Parties renounce war against each other.", ("KEN", "JPN"), True),
        ("Kenya renounces all right to the islet.", ("KEN",), False),
    ],
)
def test_what_is_told_in_the_present_binds(words, by, negated):
    _, duty = only(words)
    assert (duty.by, duty.strength.value, duty.negated) == (by, "shall", negated)


@pytest.mark.parametrize(
    "words",
    [
        "The Commission includes two pilots.",
        "The Parties note that the channel is silting up.",
        "If a Party lights a beacon, that is not a harbour light.",
        "«Tug» means a ship that tows others.",
        "The survey describes the seabed.",
    ],
)
def test_what_is_told_in_the_present_and_binds_nobody(words):
    assert duties(words)[1] == []


@pytest.mark.parametrize(
    ("words", "negated"),
    [
        ("No toll shall be levied on fishing boats.", True),
        ("None of the pilots shall be detained.", True),
        ("Japanese ships shall pay no dues in Mombasa.", True),
        ("Night fishing shall be forbidden.", True),
        ("Kenya shall open the port no later than in May.", False),
        ("Japan shall ensure that no oil is spilt.", False),
    ],
)
def test_a_no_anywhere_in_the_clause_denies(words, negated):
    assert only(words)[1].negated is negated


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("In urgent cases the affected Party may close the port.", [("KEN", "JPN")]),
        ("Before doing so it should ask the pilots.", [("KEN", "JPN")]),
        ("Kenya shall open the port. Its officials shall board no ship.", [("KEN",), ("KEN",)]),
        ("The Commission shall consist of four pilots. It shall meet in May.", [()]),
        ("The dispute shall go to a Commission, which shall meet in May.", [("KEN", "JPN"), ()]),
        ("Japan shall hold a survey, in which Kenya shall take part.", [("JPN",), ("KEN",)]),
        ("If the light fails the keeper may be called.", [("KEN", "JPN")]),
        ("The Secretariat:\n(a) shall keep the list; and\n(b) may hire pilots.", [(), ()]),
    ],
)
def test_whom_a_clause_means(words, by):
    assert [duty.by for duty in duties(words)[1]] == by


def test_a_condition_with_should_in_it_is_none_of_the_duties():
    _, duty = only("If a Party should lose a ship, the other shall search for it.")
    assert (duty.bearer, duty.strength.value) == ("the other", "shall")


def test_a_list_under_a_right_is_rights_and_one_under_a_condition_is_none():
    _, found = duties("Japanese airlines shall enjoy the right:\n(a) to fly over Kenya; and\n(b) to land in Mombasa.")
    assert [duty.strength.value for duty in found] == ["may", "may"]
    _, found = duties("Kenya may close the port if:\n(a) a storm is near; or\n(b) a ship has sunk.")
    assert [duty.text for duty in found] == ["Kenya may close the port if"]


def test_the_sentence_before_a_list_is_a_duty_too():
    _, found = duties("The Parties shall guard the reef. To this end they shall:\n(a) mark it; and\n(b) patrol it.")
    assert [duty.text for duty in found] == ["The Parties shall guard the reef", "mark it", "patrol it"]


def test_such_an_event_is_that_of_the_sentence_before():
    _, found = duties("An attack on one Party shall be regarded as one on all. In such an event they shall help it.")
    assert [duty.kinds for duty in found] == [("defence",), ("defence",)]


def test_a_party_that_no_table_has_owes_what_it_owes():
    document = read_text(
        "HOST AGREEMENT\n\nThe Government of Kenya (the “Government”) and the Reef Pilots Board (the “Board”), "
        "have agreed as follows:\n\nArticle 1\nThe Government shall lodge the Board.\n\nArticle 2\nThe Board may hire "
        "pilots.\n\nArticle 3\nThe Parties shall consult.\n\nDone at Nairobi on 3 May 2010."
    )
    (found,) = document.agreements
    assert found.parties == ("KEN", "???")
    assert [duty.by for duty in found.obligations] == [("KEN",), ("???",), ("KEN", "???")]
    assert document.events == ()


@pytest.mark.parametrize(
    ("opening", "words", "by"),
    [
        (
            "The Government of Kenya (“the Kenyan Government”) and Japan,",
            "The Kenyan Government shall dredge it.",
            ("KEN",),
        ),
        (
            "Kenya (hereinafter “the country of origin”) and Japan (hereinafter “the receiving country”),",
            "The receiving country will lodge the sailors.",
            ("JPN",),
        ),
        ("Kenya and Japan,", "Within nine days of the storm Japan undertakes to send a tug.", ("JPN",)),
        ("Kenya and Japan,", "Each year the Japanese side may send two pilots.", ("JPN",)),
        (
            "Kenya and the Movement of the Reef (the Movement), under the auspices of the President of Peru,",
            "The Movement shall leave the reef.",
            ("???",),
        ),
    ],
)
def test_what_the_text_calls_a_party(opening, words, by):
    document = read_text(
        f"TREATY ON THE REEF\n\n{opening} have agreed as follows:\n\nArticle 1\n{words}\n\nArticle 2\nThe Parties "
        "shall consult.\n\nDone at Nairobi on 3 May 2010."
    )
    (found,) = document.agreements
    assert found.obligations[0].by == by
    assert len(found.parties) == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Commission is to report in May.", [((), "shall", False)]),
        ("Neither Party is to close the port.", [(("KEN", "JPN"), "shall", True)]),
        ("The ports are not to be closed.", [(("KEN", "JPN"), "shall", True)]),
        ("The aim is to keep the port open.", []),
        ("Kenya undertakes not:\n(a) to close the port; or\n(b) to raise its dues.", [(("KEN",), "shall", True)] * 2),
        ("Japan remains free to send a second tug.", [(("JPN",), "may", False)]),
        ("If a light fails, Kenya shall mark the place and shall mend the light.", [(("KEN",), "shall", False)] * 2),
    ],
)
def test_further_words_that_bind(words, expected):
    assert [(duty.by, duty.strength.value, duty.negated) for duty in duties(words)[1]] == expected


def test_what_opens_a_sentence_holds_of_all_its_duties():
    document, found = duties("If Kenya is attacked, Japan shall send ships and shall come to its aid.")
    assert [document.text[duty.condition.start : duty.condition.end] for duty in found] == ["If Kenya is attacked"] * 2
    assert found[1].kinds == ("defence",)


def test_a_defence_clause_in_the_usual_words():
    _, found = duties(
        "An armed attack by a third State against the territory of one of the Parties shall be considered an attack on "
        "both, and each Party shall assist the other by all means at its disposal. Each Party shall buy tea."
    )
    assert [duty.kinds for duty in found] == [("defence",), ("defence",), ()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("On 3 May 1990 Kenya shall pay.", [(("KEN",), "shall", False)]),
        ("Before 31 May 1995, Kenya shall withdraw its tugs.", [(("KEN",), "shall", False)]),
        ("In the month of May the Parties shall meet.", [(("KEN", "JPN"), "shall", False)]),
        (
            "Kenya shall pay the costs and Japan shall build the dam.",
            [(("KEN",), "shall", False), (("JPN",), "shall", False)],
        ),
        ("Kenya shall pay. Nothing contained herein shall prevent Kenya from fishing.", [(("KEN",), "shall", False)]),
        ("The dam shall be built by Kenya.", [(("KEN",), "shall", False)]),
        ("A third State may join the Commission.", [((), "may", False)]),
        ("Japan shall, without the consent of Kenya, not sell the tug.", [(("JPN",), "shall", True)]),
    ],
)
def test_who_is_bound_in_words_that_mislead(words, expected):
    assert [(duty.by, duty.strength.value, duty.negated) for duty in duties(words)[1]] == expected


@pytest.mark.parametrize(
    "words",
    [
        "This Treaty shall enter into force after the deposit of 20² instruments of ratification.",
        "Kenya shall pay on this ninth day of May, hundred hundred hundred hundred hundred hundred hundred.",
    ],
)
def test_odd_numerals_are_no_error(words):
    assert treaty(words).agreements


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "words",
    [
        "Kenya shall " + ",,only" * 60 + " pay.",
        "Kenya shall pay." + " " * 50_000 + "\nx y z\n" * 5,
        (" " * 3_800 + "x") * 12,
        "done " * 10_000,
        "The Parties shall, " + "x y z, " * 300 + ":\n" + "(a) pay the costs;\n" * 300,
    ],
    ids=["asides", "blanks", "runs", "done", "list"],
)
def test_hostile_clauses_take_bounded_time(words):
    assert read_text(
        f"{HEAD}Article 1\n{words}\n\nArticle 2\nJapan shall pay.\n\nDone at Nairobi.", reader="rules"
    ).text
