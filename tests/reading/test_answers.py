"""Questions that the next sentence answers, and the present with a day to come."""

import pytest

from westphalia.reading import read_text


def statuses(text: str, event: tuple[str, str, str]) -> set[str]:
    events = read_text(text).events
    return {e.status.value for e in events if (e.actor, str(e.action), e.recipient) == event}


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("No.", "denied"),
        ("Not once.", "denied"),
        ("Never, said the envoy.", "denied"),
        ("Of course not.", "denied"),
        ("Yes, twice.", "happened"),
        ("Of course.", "happened"),
        ("It has not, and it never will.", "denied"),
        ("It has.", "happened"),
        ("It has sent a note.", "hypothetical"),
        ("Wrong.", "denied"),
        ("Havana says so; Washington is silent.", "happened"),
        ("Washington denies it.", "denied"),
        ("Some say so.", "hypothetical"),
        ("Yes and no.", "hypothetical"),
        ("No ship has left the harbour since May.", "hypothetical"),
        ("No? Then why the letter?", "hypothetical"),
        ("The island is small.", "hypothetical"),
        ("", "hypothetical"),
    ],
)
def test_an_answer_says_how_real_it_is(answer: str, status: str) -> None:
    assert statuses(f"Has Washington threatened Cuba? {answer}", ("USA", "THREATEN", "CUB")) == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Gabon shut its border with Cameroon? It did not.", "denied"),
        ("Gabon shut its border with Cameroon? No: the gate was only painted.", "denied"),
        ("Gabon shut its border with Cameroon? Yes, on Monday.", "happened"),
        ("Gabon shut its border with Cameroon? Nobody in Libreville knows.", "hypothetical"),
        ("Gabon might shut its border with Cameroon? No.", "hypothetical"),
    ],
)
def test_what_is_told_with_a_question_mark_is_answered_too(text: str, status: str) -> None:
    assert statuses(text, ("GAB", "SANCTION", "CMR")) == {status}


def test_an_interview_answers_in_the_next_paragraph() -> None:
    text = (
        "General Ruto led the mission.\n\nQ: Did Kenyan aircraft bomb a camp of Ethiopian soldiers?\n\nA: No. They "
        "stayed at home.\n\nQ: And now?\n\nA: We wait."
    )
    assert statuses(text, ("KEN", "ASSAULT", "ETH")) == {"denied"}


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("Should Chad recall its envoy from Libya? Yes.", ("TCD", "SANCTION", "LBY"), "urged"),
        ("Will Chad sanction Libya? No.", ("TCD", "SANCTION", "LBY"), "hypothetical"),
        ("Did Chad, after Libya bombed Niger, recall its envoy? No.", ("LBY", "ASSAULT", "NER"), "denied"),
    ],
)
def test_what_a_question_asks_for(text: str, event: tuple[str, str, str], status: str) -> None:
    told = statuses(text, event)
    assert status not in told if status == "denied" else told == {status}


def test_is_that_true() -> None:
    text = "Ethiopia says that Kenya attacked Ethiopian soldiers. Is that true? No."
    assert "denied" in statuses(text, ("KEN", "ASSAULT", "ETH"))
    assert "denied" not in statuses(text.replace("No.", "Yes."), ("KEN", "ASSAULT", "ETH"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The king of Tonga receives an American admiral on Friday.", "planned"),
        ("Tongan and American ministers meet next week.", "planned"),
        ("Also today: Tongan and American ministers hold talks in Suva.", "planned"),
        ("Tongan and American ministers met on Friday.", "happened"),
        ("Tongan and American ministers meet in Apia", "happened"),
        ("If Tongan and American ministers meet on Friday, Fiji will protest.", "hypothetical"),
    ],
)
def test_the_present_with_a_day_to_come_is_a_plan(text: str, status: str) -> None:
    assert statuses(text, ("TON", "CONSULT", "USA")) == {status}


def test_what_somebody_is_to_be_let_do_is_urged() -> None:
    text = "Mali and Niger quarrel. Let ECOWAS, which offered both capitals its help last week, meet Mali."
    assert statuses(text, ("IGO:ECOWAS", "CONSULT", "MLI")) == {"urged"}


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("Oslo promised Lebanon a loan last year. Nothing came of it.", ("NOR", "AGREE", "LBN"), "happened"),
        ("Oslo promised to recognise Palestine. It did not.", ("NOR", "AGREE", "PSE"), "happened"),
        ("Peru and Chile agreed to reopen the pass. Nothing came of it.", ("PER", "AGREE", "CHL"), "happened"),
        ("Iran threatened to attack Bahrain last week. It did not.", ("IRN", "THREATEN", "BHR"), "happened"),
        ("Talks between Peru and Chile were planned. Nothing came of them.", ("PER", "CONSULT", "CHL"), "denied"),
    ],
)
def test_a_word_given_stands_though_it_is_not_kept(text: str, event: tuple[str, str, str], status: str) -> None:
    assert statuses(text, event) == {status}
