"""Deeds told by nouns, by what is said of them: the frames of `prospects.csv`, and what looks like them and is none."""

import pytest

from westphalia.reading import read_text

TALKS, RAID, VISIT = (
    "talks between Kenya and Uganda",
    "a Kenyan attack on Uganda",
    "the Kenyan president's trip to Uganda",
)


def filled(frame: str, deed: str) -> str:
    text = frame.format(deed)
    return text[0].upper() + text[1:]


def statuses(text: str) -> set[str]:
    told = (event for event in read_text(text).events if {event.actor, event.recipient} == {"KEN", "UGA"})
    return {event.status.value for event in told}


@pytest.mark.parametrize("deed", [TALKS, RAID])
@pytest.mark.parametrize(
    "frame",
    [
        # after it
        "{} may be within reach.",
        "Officials said that {} hung in the balance.",
        "{} remained a distant prospect.",
        "{} will only be a matter of time.",
        "{} had been pencilled in for May.",
        "{} looked certain last week.",
        "The price of copper fell, and {} had been mooted.",
        "{}, originally planned for Friday, had to be called off.",
        # before it
        "Norway was in favour of {}.",
        "Ahead of {} the price of copper fell.",
        "Instead of {} there was silence.",
        "There is no evidence of {}.",
        "The budget was predicated on {}.",
        # what it is told to be
        "The next step is {}.",
        "On the agenda is {}.",
        "On Monday comes {}.",
        "Norway made {} a condition.",
        "The mediators have a new goal: {}.",
        "Programme for next week: Monday, press briefing; Tuesday, {}.",
        # headlines and dates
        "{} postponed again",
        "{} planned for autumn",
        "{} off the table, says minister",
        "Officials hinted at {} later this year.",
    ],
)
def test_what_is_to_come_has_not_happened(frame: str, deed: str) -> None:
    told = statuses(filled(frame, deed))
    assert told
    assert "happened" not in told


@pytest.mark.parametrize("deed", [TALKS, RAID, VISIT])
@pytest.mark.parametrize(
    "frame",
    [
        "{} surprised traders.",
        "The first surprise of the week was {}.",
        "What followed was {}.",
        "In May came {}.",
        "Analysts are still discussing the results of {}.",
        "The minister tried to prevent {} and failed.",
        "Nobody had expected {}, but they happened.",
        "Had it not been for {} last spring, the dam would have been built.",
    ],
)
def test_what_came_has_happened(frame: str, deed: str) -> None:
    assert "happened" in statuses(filled(frame, deed))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministry denied that Kenya's visit to Uganda had taken place.", "denied"),
        ("The price of copper fell, and a pact between Kenya and Uganda was called off.", "denied"),
        ("The answer was a Kenyan raid on Uganda.", "happened"),
        ("The answer is a Kenyan raid on Uganda.", "hypothetical"),
        ("Pressure for talks between Kenya and Uganda grew.", "planned"),
        ("Kenya and Uganda agreed at a meeting of their ministers.", "happened"),
        ("Kenya promised Uganda tents during its president's visit to Uganda.", "happened"),
    ],
)
def test_as_the_words_say(text: str, status: str) -> None:
    assert statuses(text) == {status}


def test_what_one_noun_tells_of_both_is_as_real_of_either() -> None:
    told = read_text("The idea of a handshake between the leaders of Kenya and Uganda is old.").events
    assert {(event.actor, event.recipient) for event in told} == {("KEN", "UGA"), ("UGA", "KEN")}
    assert len({event.status for event in told}) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Was it not Kenya that banned Ugandan maize in 2021?", "happened"),
        ("Didn't Kenya ban Ugandan maize?", "happened"),
        ("Kenya would do well to thank Uganda.", "urged"),
        ("Kenya would be wise to thank Uganda.", "urged"),
        ("Kenya should not expel the Ugandan ambassador.", "hypothetical"),
        ("Kenya never fails to congratulate Uganda.", "happened"),
        ("Kenya complained about Uganda to the Council. Nothing came of it.", "happened"),
        (
            'Kenya called a report that its army had fired on Ugandans "a fabrication from start to end".',
            "denied",
        ),
        ("Kenya denied an accusation by Uganda.", "happened"),
    ],
)
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_reminders_advice_and_habits(text: str, status: str, reader: str) -> None:
    assert {event.status.value for event in read_text(text, reader=reader).events} == {status}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Minsk promises Poland an answer in kind.", ("BLR", "THREATEN", "POL")),
        ("China has lodged solemn representations with the Philippines.", ("CHN", "ACCUSE", "PHL")),
        ("The bloc met. ECOWAS gave Niger a week to free its president.", ("IGO:ECOWAS", "REQUEST", "NER")),
        ("Poland gave Russia two weeks to close its consulate.", ("POL", "REQUEST", "RUS")),
        ("In January 2024 Niger, Mali and Chad walked out of ECOWAS.", ("NER", "SANCTION", "IGO:ECOWAS")),
    ],
)
def test_what_is_meant_by_the_words_of_diplomacy(text: str, event: tuple[str, str, str]) -> None:
    assert event in {(e.actor, e.action, e.recipient) for e in read_text(text).events}


def test_what_is_told_aside_is_told_as_done() -> None:
    text = "Were Norway to punish the two Russian firms that the European Union blacklisted, Moscow would protest."
    told = {(e.actor, e.action, e.status.value) for e in read_text(text).events}
    assert {("NOR", "SANCTION", "hypothetical"), ("IGO:EU", "SANCTION", "happened")} <= told
    claim = "The accusation that Norway has financed Russian rebels is unfounded."
    assert "happened" not in {e.status.value for e in read_text(claim).events if e.action == "AID"}


def test_a_treaty_that_is_not_signed_undoes_no_talks() -> None:
    text = "Armenia and Azerbaijan are negotiating a peace treaty, which has not been signed."
    assert ("ARM", "CONSULT", "happened") in {(e.actor, e.action, e.status.value) for e in read_text(text).events}


@pytest.mark.parametrize("text", ["Didn't Kenya want to attack Uganda?", "Did Kenya, not Chad, expel Uganda's envoy?"])
def test_a_question_that_reminds_of_nothing_done(text: str) -> None:
    assert "happened" not in statuses(text)


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_an_answer_is_no_threat_nor_a_week_an_ultimatum(reader: str) -> None:
    told = read_text("Iran promised Germany an answer by Friday.", reader=reader).events
    assert {event.action for event in told} == {"AGREE"}
    told = read_text("Germany gave Ukraine two weeks of training.", reader=reader).events
    assert "REQUEST" not in {event.action for event in told}
