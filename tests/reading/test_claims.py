"""Claims by kind, with what a test needs; and who holds them."""

import pytest

from westphalia.ontology.types import Claim, ClaimKind, Status
from westphalia.reading import read_text


def claims(text: str, kind: str) -> list[Claim]:
    return [claim for claim in read_text(text).claims if claim.kind.value == kind]


@pytest.mark.parametrize(
    ("text", "measure", "direction", "actors"),
    [
        ("Relations between Russia and Turkey have deteriorated.", "relations", -1, ("RUS", "TUR")),
        ("Cooperation between India and Japan has increased.", "cooperation", 1, ("IND", "JPN")),
        ("Tensions between China and India are rising.", "conflict", 1, ("CHN", "IND")),
        ("The increasingly close ties of Serbia with China have surprised nobody.", "relations", 1, ("SRB", "CHN")),
        ("Iran and Russia have turned towards each other.", "relations", 1, ("IRN", "RUS")),
        ("The conflict between Mali and Niger has eased.", "conflict", -1, ("MLI", "NER")),
        ("Brazil strengthened its ties with Angola.", "relations", 1, ("BRA", "AGO")),
    ],
)
def test_trends(text: str, measure: str, direction: int, actors: tuple[str, ...]) -> None:
    (claim,) = claims(text, "trend")
    assert (claim.measure, claim.direction, claim.actors) == (measure, direction, actors)


@pytest.mark.parametrize(
    ("text", "measure", "direction", "actors"),
    [
        ("France and Germany are allies.", "alignment", 1, ("FRA", "DEU")),
        ("India and Pakistan are not friends.", "relations", -1, ("IND", "PAK")),
        ("North Korea remains hostile to South Korea.", "relations", -1, ("PRK", "KOR")),
        ("Relations between Peru and Chile are good.", "relations", 1, ("PER", "CHL")),
        ("Armenia and Azerbaijan are at war.", "conflict", 1, ("ARM", "AZE")),
    ],
)
def test_states(text: str, measure: str, direction: int, actors: tuple[str, ...]) -> None:
    (claim,) = claims(text, "state")
    assert (claim.measure, claim.direction, claim.actors) == (measure, direction, actors)


def test_united_against_somebody_tells_two_things() -> None:
    found = claims("Cuba and Bolivia are united in their opposition to the United States.", "state")
    assert [(c.measure, c.direction, c.actors) for c in found] == [
        ("alignment", 1, ("CUB", "BOL")),
        ("relations", -1, ("CUB", "USA")),
        ("relations", -1, ("BOL", "USA")),
    ]


@pytest.mark.parametrize(
    ("text", "cause", "effect", "polarity"),
    [
        ("The sanctions only serve to harden the government.", "The sanctions", "the government", 1),
        ("These threats give extra impetus to the alliance.", "These threats", "the alliance", 1),
        ("The war led to a famine.", "The war", "a famine", 1),
        ("The pact undermines Japanese interests.", "The pact", "Japanese interests", -1),
        ("Threats cannot scare off these allies.", "Threats", "these allies", 0),
        ("The talks failed because of the tariffs.", "the tariffs", "The talks failed", 1),
        ("The talks failed because Peru left.", "Peru left", "The talks failed", 1),
    ],
)
def test_causes(text: str, cause: str, effect: str, polarity: int) -> None:
    (claim,) = claims(text, "cause")
    assert claim.cause is not None and claim.effect is not None
    assert (text[claim.cause.start : claim.cause.end], text[claim.effect.start : claim.effect.end]) == (cause, effect)
    assert claim.polarity == polarity


def test_somebody_who_acts_is_no_cause() -> None:
    assert claims("Russia strengthened its army.", "cause") == []


@pytest.mark.parametrize(
    "text",
    ["Impose sanctions on Cuba.", "Washington should leave Iraq.", "It is time to talk to Tehran.", "Europe must act."],
)
def test_recommendations(text: str) -> None:
    (claim,) = claims(text, "recommendation")
    assert (claim.holder, claim.status) == ("author", Status.URGED)


@pytest.mark.parametrize(
    "text",
    [
        "The war will end in May.",
        "Turkey is likely to leave.",
        "Prices should be expected to rise.",
        "Trade may soon fall.",
    ],
)
def test_forecasts(text: str) -> None:
    assert len(claims(text, "forecast")) == 1


def test_an_event_claim_points_to_its_event() -> None:
    document = read_text("France condemned Iran.")
    (claim,) = document.claims
    assert (claim.kind, claim.actors, claim.action, claim.measure) == (
        ClaimKind.EVENT,
        ("FRA", "IRN"),
        "ACCUSE",
        "event",
    )
    assert claim.event is not None and document.events[claim.event].recipient == "IRN"


def test_what_did_not_happen_is_claimed_as_denied() -> None:
    (claim,) = claims("France never condemned Oman.", "event")
    assert claim.status is Status.DENIED


def test_comparison_and_evaluation() -> None:
    assert len(claims("China trades more with Japan than with India.", "comparison")) == 1
    assert claims("The army grew for more than forty years.", "comparison") == []
    assert len(claims("The decision was a shameful mistake.", "evaluation")) == 1


def test_a_question_claims_nothing() -> None:
    assert read_text("Is China a threat to Japan?").claims == ()


def test_when_the_text_bounds_the_time() -> None:
    (claim,) = claims("Since 2014 relations between Russia and Poland have worsened.", "trend")
    assert claim.first_day is not None and claim.first_day.isoformat() == "2014-01-01"
    assert claim.last_day is None


@pytest.mark.parametrize(
    ("text", "holder", "code", "voice", "content"),
    [
        ("Iran said that the pact is unjust.", "Iran", "IRN", "paraphrase", "the pact is unjust"),
        ("The pact is unjust, Iran said.", "Iran", "IRN", "paraphrase", "The pact is unjust"),
        ("The pact is unjust, said the Iranian king.", "the Iranian king", "IRN", "paraphrase", "The pact is unjust"),
        ("According to French officials, it is a mistake.", "French officials", "FRA", "paraphrase", "it is a mistake"),
        ("“The pact is a grave mistake,” Macron said.", "Macron", "FRA", "quote", "The pact is a grave mistake"),
        ("The fear in Washington is that it is a threat.", "Washington", "USA", "paraphrase", "it is a threat"),
        ("Some experts believe that it is dangerous.", "Some experts", None, "paraphrase", "it is dangerous"),
        ("In Tehran's view, the treaty is unjust.", "Tehran", "IRN", "paraphrase", "the treaty is unjust"),
        ("Analysts close to Moscow say that it is natural.", "Analysts close to Moscow", "RUS", "paraphrase",
         "it is natural"),
        ("Some people consider the pact to be a natural outcome.", "Some people", None, "paraphrase",
         "the pact to be a natural outcome"),
    ],
)  # fmt: skip
def test_holders(text: str, holder: str, code: str | None, voice: str, content: str) -> None:
    (claim,) = read_text(text).claims
    assert (claim.holder, claim.holder_code, claim.voice, claim.text) == (holder, code, voice, content)
    assert claim.holder_span is not None and text[claim.holder_span.start : claim.holder_span.end] == holder


def test_two_speakers_in_one_sentence() -> None:
    found = read_text("Iran said the pact is natural, but Israel replied that it is a threat.").claims
    assert [(c.holder, c.text) for c in found] == [("Iran", "the pact is natural"), ("Israel", "it is a threat")]


def test_a_denial_is_kept_as_one() -> None:
    (claim,) = read_text("Beijing denied that relations with India had deteriorated.").claims
    assert (claim.holder_code, claim.status) == ("CHN", Status.DENIED)


@pytest.mark.parametrize(
    "words", ["State", "Date", "Air Algeria resumed flights to Chad", "Aid Nepal received was lost."]
)
def test_a_noun_that_opens_a_line_is_no_command(words: str) -> None:
    assert not [claim for claim in read_text(words).claims if claim.kind is ClaimKind.RECOMMENDATION]


@pytest.mark.parametrize("words", ["Support Nepal.", "Help Somalia defend itself.", "Air the dispute with Peru."])
def test_a_command_to_nobody_recommends(words: str) -> None:
    assert [claim.kind for claim in read_text(words).claims] == [ClaimKind.RECOMMENDATION]


def test_a_claim_of_a_list_begins_after_its_mark() -> None:
    text = "A week in brief\n\n- Peru denies spying on Chile\n• Kenya thanked Uganda\n* Oman is to blame"
    found = [claim for claim in read_text(text).claims if claim.sentence]
    assert [claim.text for claim in found][:2] == ["Peru denies spying on Chile", "Kenya thanked Uganda"]
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Ethiopia is widely reported to have bombed Sudan.", "is widely reported to"),
        ("Chad has been alleged to have bombed Libya.", "been alleged to"),
        ("Peru purportedly closed the port of Arica.", "purportedly"),
    ],
)
def test_what_is_only_reported_is_hedged(text: str, hedge: str) -> None:
    assert {claim.hedge for claim in read_text(text).claims} == {hedge}


@pytest.mark.parametrize(
    ("text", "measure", "direction", "actors"),
    [
        ("Russia and the United States fell out between 2021 and 2022.", "relations", -1, ("RUS", "USA")),
        ("Ties between Turkey and Israel are strained.", "relations", -1, ("TUR", "ISR")),
        ("Russia and Ukraine have bad relations.", "relations", -1, ("RUS", "UKR")),
        ("Kenya has close ties with Uganda.", "relations", 1, ("KEN", "UGA")),
        ("Kenya does not have good relations with Uganda.", "relations", -1, ("KEN", "UGA")),
        ("The United States and Russia vote alike in the United Nations.", "alignment", 1, ("USA", "RUS")),
        ("Russia is closely aligned with China.", "alignment", 1, ("RUS", "CHN")),
        ("Neither Russia nor China is an ally of Ukraine.", "alignment", -1, ("RUS", "UKR")),
    ],
)
def test_how_two_stand_is_no_deed(text: str, measure: str, direction: int, actors: tuple[str, ...]) -> None:
    document = read_text(text)
    assert document.events == ()
    first = next(claim for claim in document.claims if claim.measure)
    assert (first.measure, first.direction, first.actors) == (measure, direction, actors)


@pytest.mark.parametrize(
    "words",
    [
        "The bloc sanctioned Belarus in June 2021 for the Ryanair hijack",
        "The note cites Mali's needs directly",
    ],
)
def test_a_word_that_only_looks_like_a_verb_parts_no_claim(words):
    assert [claim.text for claim in read_text(f"{words}.").claims] == [words]


def test_a_quoted_condition_keeps_its_if():
    (claim,) = read_text("“If Caracas closes the river, Bogotá will sue,” said the Colombian minister.").claims
    assert claim.text.startswith("If Caracas")


@pytest.mark.parametrize(
    "text",
    [
        "11 February: Turkey seizes a Greek trawler.",
        "Chad may, according to Article 1, ask Niger for help.",
    ],
)
def test_days_and_articles_hold_no_claims(text):
    assert {claim.holder for claim in read_text(text).claims} == {"author"}


def test_it_is_because():
    text = "It is because Australia cut its aid that ordinary islanders no longer trust Canberra."
    claim = next(claim for claim in read_text(text).claims if claim.cause)
    assert text[claim.cause.start : claim.cause.end] == "Australia cut its aid"
    assert text[claim.effect.start : claim.effect.end] == "ordinary islanders no longer trust Canberra"
