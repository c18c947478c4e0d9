"""Whose words they are: single quotation marks, who is quoted by whom, opinions told in a noun, and nobody's words."""

import pytest

from westphalia.ontology.types import Claim, Status
from westphalia.reading import read_text
from westphalia.reading.quotation_marks import quotations


def first(text: str, reader: str = "rules") -> Claim:
    return read_text(text, reader=reader).claims[0]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘We have left,’ he said.", ["We have left,"]),
        ("'We didn't leave,' he said.", ["We didn't leave,"]),
        ("He called it 'a crime against Bolivia' and left.", ["a crime against Bolivia"]),
        ("The rebels' camp near the farmers' market burned.", []),
        ("The rebels’ camp near the farmers’ market burned.", []),
        ("'Tis the rebels' camp.", []),
        ("‘We burned the rebels’ camp,’ he said.", ["We burned the rebels’ camp,"]),
        ("She said: “The ‘friends’ of Peru are gone.”", ["The ‘friends’ of Peru are gone."]),
    ],
)
def test_single_marks_are_quotation_marks_unless_they_are_apostrophes(text: str, inside: list[str]) -> None:
    assert [text[a:b] for a, b in quotations(text)] == inside


@pytest.mark.parametrize(
    ("text", "holder", "through"),
    [
        ("‘We have expelled the Eritrean envoy,’ said Kenya's minister.", "Kenya's minister", []),
        ("Kenya's minister: “We have expelled the Eritrean envoy.”", "Kenya's minister", []),
        ("'Leave our cod alone': Iceland's minister to British skippers", "Iceland's minister", []),
        ("“France betrayed us,” Australia's premier was quoted as saying.", "Australia's premier", []),
        (
            "“France betrayed us,” Australia's premier was quoted as saying by Indonesian newspapers.",
            "Australia's premier",
            ["Indonesian newspapers"],
        ),
        ("“We will not leave Mali,” Niger's minister quoted Algeria as saying.", "Algeria", ["Niger's minister"]),
        ("“Peru will respond,” Chile's minister was told by a Peruvian diplomat.", "a Peruvian diplomat", []),
    ],
)
def test_who_is_quoted(text: str, holder: str, through: list[str]) -> None:
    claim = first(text)
    assert (claim.holder, claim.voice, [one.name for one in claim.through]) == (holder, "quote", through)


@pytest.mark.parametrize(
    "holder", ["The foreign ministers of Kenya, Uganda and Rwanda", "Officials from Oman and Peru"]
)
def test_all_of_a_list_hold_it(holder: str) -> None:
    claim = first(f"{holder} said that Sudan had broken the truce.")
    assert (claim.holder, claim.holder_code) == (holder, None)


def test_what_is_told_beside_a_quotation_is_not_part_of_it() -> None:
    text = "The president told his cabinet that “the sea is not for rent”, and Nigeria's navy sold the ships."
    assert [(claim.text, claim.holder) for claim in read_text(text, reader="rules").claims] == [
        ("the sea is not for rent", "The president"),
        ("Nigeria's navy sold the ships", "author"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("There are fears in Vilnius that Belarus will close the border.", "LTU"),
        ("Peru's claim that Chile had moved the stone came late.", "PER"),
        ("In the eyes of the Kremlin, Ukraine attacked Russia.", "RUS"),
        ("In the opinion of Brazil, Guyana provoked Venezuela.", "BRA"),
        ("The envoy is less sure; in Japan's view, China started it.", "JPN"),
    ],
)
def test_an_opinion_told_in_a_noun_is_held_by_whose_it_is(text: str, code: str) -> None:
    claim = read_text(text, reader="rules").claims[-1]
    assert (claim.holder_code, claim.voice) == (code, "paraphrase")


def test_what_is_doubted_is_not_planned() -> None:
    assert first("Analysts doubt that Saudi Arabia will recognise Israel.").status is Status.HYPOTHETICAL
    assert first("Analysts believe that Saudi Arabia will recognise Israel.").status is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in Kabul believes that Pakistan attacked Afghanistan.",
        "No one in Quito said that Peru had attacked Ecuador.",
        "Neither Paris nor Berlin believes that Turkey attacked Greece.",
        "Hardly anyone thinks that Sudan attacked Chad.",
        "None of the ministers said that Japan had attacked China.",
    ],
)
def test_what_nobody_says_is_nobody_s(text: str) -> None:
    document = read_text(text, reader="rules")
    assert {event.status for event in document.events} == {Status.HYPOTHETICAL}
    assert {claim.holder for claim in document.claims} == {"author"}
    assert document.voices == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Few analysts think Russia bombed Poland.", Status.HYPOTHETICAL),
        ("A few analysts think Russia bombed Poland.", Status.HAPPENED),
        ("Few know that Britain invaded Iceland.", Status.HAPPENED),
        ("Nobody doubts that Russia invaded Georgia.", Status.HAPPENED),
        ("Nobody denies that Iraq invaded Kuwait.", Status.HAPPENED),
    ],
)
def test_how_real_it_is_by_who_says_it(text: str, status: Status) -> None:
    assert [event.status for event in read_text(text, reader="rules").events] == [status]


def test_a_thing_accuses_nobody() -> None:
    text = "Ethiopia's foreign ministry said the filling broke no law and accused Egypt of lying."
    assert {voice.code for voice in read_text(text, reader="rules").voices} == {"ETH"}


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Canada expels Indian diplomats, recalls envoy", "author"),
        ("Iran did not attack Saudi Arabia, the Houthis did.", "author"),
        ("The allegation that Rwanda armed the rebels was denied by Kigali.", "Kigali"),
    ],
)
def test_whom_the_model_takes_for_a_speaker(text: str, holder: str) -> None:
    claim = first(text, "model")
    assert claim.holder == holder
    assert (claim.status is Status.DENIED) == (holder == "Kigali" or "not" in text)
