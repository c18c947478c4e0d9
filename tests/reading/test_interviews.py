"""Interviews: who is asked, and that the answers are held by whoever answers."""

import pytest

from westphalia.reading import read_text
from westphalia.reading.interviews import interview

TALK = """Captain Ruiz sailed the strait for thirty years and now trains pilots.

Who closed the channel?

Morocco closed it. The Spanish navy did nothing.

And the fishermen?

They say that Rabat will open it in May. I doubt it.
"""


def test_who_is_asked_and_from_where() -> None:
    found = interview(TALK)
    assert found is not None
    assert (found.holder, TALK[found.holder_start : found.holder_end]) == ("Captain Ruiz", "Captain Ruiz")
    assert TALK[found.start :].startswith("Who closed the channel?")


def test_answers_are_held_by_the_one_asked_but_not_what_others_say() -> None:
    holders = {claim.text: claim.holder for claim in read_text(TALK).claims}
    assert holders["Morocco closed it"] == "Captain Ruiz"
    assert holders["Captain Ruiz sailed the strait for thirty years and now trains pilots"] == "author"
    assert next(holder for text, holder in holders.items() if "Rabat will open" in text) == "They"


@pytest.mark.parametrize(
    "text",
    [
        "Russia criticised France. Why? Nobody knows.",
        "What comes next?\n\nThe ministers meet on Monday. The text is ready.",
        "A long comment.\n\nAnother paragraph.\n\nIs that wise?\n\nIt is not.\n\nMore.\n\nMore still.\n\nAnd so on.",
    ],
)
def test_a_text_with_a_question_is_no_interview(text: str) -> None:
    assert interview(text) is None


TITLED = """Nine hours in Accra

Togo's trade minister, Afi Mensah, came back on Monday. She received us in Lome.

Q: Did Ghana agree to open the bridge?

A: No. Ghana closed it because our country was burning.

Q: Your own deputies say that you were too soft.

A: A child could do better.

Q: And Benin?

A: Benin has offered to mediate.
"""


def test_the_heading_names_nobody_and_the_office_gives_the_state() -> None:
    document = read_text(TITLED)
    answers = [claim for claim in document.claims if claim.holder != "author" and "soft" not in claim.text]
    assert {(claim.holder, claim.holder_code) for claim in answers} == {("Afi Mensah", "TGO")}
    assert any(claim.text == "Benin has offered to mediate" for claim in answers), "the label is no part of the claim"


def test_what_the_questions_say_is_not_the_answerers() -> None:
    found = interview(TITLED)
    assert found is not None
    assert not found.answers(TITLED.index("Your own deputies")) and found.answers(TITLED.index("A child could"))


def test_an_author_who_answers_his_own_questions_is_not_interviewed() -> None:
    told = "Who claims the river?\n\nPeru claims half of it.\n\nAnd since when?\n\nAn award of 1899 gave it the land."
    assert interview(told) is None


def test_a_question_is_not_the_answerers_from_its_first_letter_on() -> None:
    text = (
        "Captain Ruiz sailed for thirty years.\n\nWho closed the port?\n\nMorocco did. We waited for a month.\n\n"
        "Spain has since sent a frigate. Was that wise?\n\nIt was not. Our crews lost the season.\n"
    )
    found = interview(text)
    assert found is not None
    assert not found.answers(text.index("Spain has since"))
    assert {claim.holder for claim in read_text(text).claims if "frigate" in claim.text} == {"author"}


HEADED = (
    "“We did not start this”\nPeru's foreign minister, Ana Salas Rey, talks to the Harbour Post about Chile\n\n"
    "TALLINN, 3 February 2023\n\nQ: Did you ask for it?\n\nA: No. Chile has occupied our islands.\n\n"
    "Q: And the ambassador?\n\nA: We recalled him from Chile. We shall not send him back."
)


def test_who_is_asked_stands_in_the_heading_and_is_not_of_the_place_of_the_dateline() -> None:
    told = {(e.actor, e.action, e.recipient) for e in read_text(HEADED).events}
    assert ("PER", "SANCTION", "CHL") in told
    assert not any("EST" in (actor, recipient) for actor, _, recipient in told)
    assert any(claim.holder_code == "PER" for claim in read_text(HEADED).claims)


LINES = (
    "“Nobody asked us”: Ghana's deputy foreign minister on the Sahel\n\n"
    "Minister, your president was in Mali last week. What did he bring home?\n"
    "A promise. We have told Mali that it must free our soldiers. We shall train its customs officers. Our ministry "
    "has sent it the lists.\n\n"
    "Togo has accused you of smuggling.\nI do not blame the Togolese.\n\n"
    "Did France ask you to stay away?\nNot at all.\n"
)


def test_question_and_answer_in_lines_and_an_officer_without_a_name() -> None:
    found = interview(LINES)
    assert found is not None
    assert len(found.questions) == 3
    told = {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(LINES).events}
    assert ("GHA", "REQUEST", "MLI", "happened") in told, "«we» is the officer's state"
    assert ("TGO", "ACCUSE", "GHA", "happened") in told, "«you» in what is put to him too"
    assert ("GHA", "ACCUSE", "TGO", "denied") in told
    assert not any(actor == "FRA" and status == "happened" for actor, _, _, status in told)


def test_every_line_behind_q_is_a_question() -> None:
    text = (
        "Ten minutes with Peru's ambassador to Chile\n\nQ: Are the crews home?\nA: They are.\n\n"
        "Q: Bolivia has objected to your new radar.\nA: We asked Bolivia to look at it.\n"
    )
    found = interview(text)
    assert found is not None and len(found.questions) == 2
    told = {(e.actor, e.action, e.recipient) for e in read_text(text).events}
    assert {("BOL", "ACCUSE", "PER"), ("PER", "REQUEST", "BOL")} <= told
