"""Who holds what a text claims: whoever asks for it, denies it or charges somebody with it; pronouns of holders."""

import csv
from pathlib import Path

import pytest

from westphalia.ontology.types import Claim, ClaimKind, Status
from westphalia.reading import read_text


def claims(text: str) -> list[Claim]:
    return list(read_text(text, reader="rules").claims)


def held(text: str) -> list[tuple[str, str]]:
    return [(claim.holder, claim.text) for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        (
            "IGAD, a bloc of eight nations, urged Juba to try its prisoner or release him.",
            "IGAD",
            "to try its prisoner or release him",
        ),
        ("Iraq called on the Security Council to condemn the raid.", "Iraq", "to condemn the raid"),
        ("Ghana was urged by Togo to open the border.", "Togo", "to open the border"),
        (
            "Lawmakers in Suva want the government to expel the Australian envoy.",
            "Lawmakers in Suva",
            "the government to expel the Australian envoy",
        ),
        (
            "Kuwait thanked the envoys, urged Iraq to mark the border before spring, and went home.",
            "Kuwait",
            "to mark the border before spring",
        ),
    ],
)
def test_what_somebody_is_asked_to_do_is_held_by_who_asks(text: str, holder: str, content: str) -> None:
    asked = [claim for claim in claims(text) if claim.kind is ClaimKind.RECOMMENDATION]
    assert [(claim.holder, claim.text) for claim in asked] == [(holder, content)]


@pytest.mark.parametrize(
    "text",
    ["Chad wants to leave the force.", "Chad did not urge Niger to leave the force.", "Chad may want Niger gone."],
)
def test_who_wants_to_do_something_himself_asks_for_nothing(text: str) -> None:
    assert all(claim.holder != "Chad" for claim in claims(text) if claim.kind is ClaimKind.RECOMMENDATION)


def test_what_is_denied_in_a_noun_is_held_by_who_denies_it() -> None:
    [claim] = claims("Tehran denied any payment.")
    assert (claim.holder, claim.text, claim.status) == ("Tehran", "Tehran denied any payment", Status.DENIED)
    assert held("Peru accuses Chile of deceit.") == [("Peru", "Peru accuses Chile of deceit")]


def test_what_is_denied_in_a_clause_is_one_claim_without_the_denial() -> None:
    assert held("Togo denied that it had closed the border.") == [("Togo", "it had closed the border")]


def test_a_pronoun_gives_way_to_whoever_was_heard_last() -> None:
    text = "The energy minister said that the dam was full. He said that nobody would drown."
    assert [holder for holder, _ in held(text)] == ["The energy minister"] * 2
    text = "Two ministers said that the dam was full. They said that nobody would drown."
    assert [holder for holder, _ in held(text)] == ["Two ministers"] * 2


def test_a_pronoun_that_fits_nobody_heard_stays() -> None:
    text = "Two ministers said that the dam was full. He said that nobody would drown."
    assert [holder for holder, _ in held(text)] == ["Two ministers", "He"]


def test_what_somebody_does_after_asking_is_told_with_the_asking() -> None:
    text = "They called on the European Union to pay the crew and thanked Georgia, which has lent ships."
    assert held(text) == [("author", text.rstrip(".")), ("They", "to pay the crew")]


def test_a_noun_after_whose_is_no_verb() -> None:
    text = "Iran, whose guards had crossed into Iraq in spring, offered Baghdad joint patrols."
    assert held(text) == [("author", text.rstrip("."))]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Russia, which attacked Ukraine, denied any payment to Iran.", ("RUS", "ASSAULT")),
        ("Russia accuses Poland of deceit and attacked Ukraine.", ("RUS", "ASSAULT")),
        ("Serena contested the final in Iran after Iran attacked Iraq.", ("IRN", "ASSAULT")),
    ],
)
def test_what_else_a_clause_of_denial_tells_stays_the_author_s(text: str, deed: tuple[str, str]) -> None:
    document = read_text(text, reader="rules")
    told = [one for claim in document.claims for one in document.each(claim) if one.action == deed[1]]
    assert [(one.actors[0], one.holder, one.status) for one in told] == [(deed[0], "author", Status.HAPPENED)]


def test_who_tells_of_a_denial_stands_between() -> None:
    [claim] = claims("Poland said Russia denied any attack on Ukraine.")
    assert (claim.holder, [teller.name for teller in claim.through]) == ("Russia", ["Poland"])


def test_he_may_be_somebody_whose_name_ends_like_a_plural() -> None:
    text = "Mr Williams, a pilot, said that the plane was fine. He said that Iran attacked Iraq."
    assert [holder for holder, _ in held(text)] == ["Mr Williams"] * 2


def test_who_is_to_blame_says_nothing() -> None:
    assert held("China said the US was to blame for the collapse of talks.")[0][0] == "China"


@pytest.mark.parametrize(
    ("text", "holder", "code", "content"),
    [
        ("According to Kenya and Uganda, Rwanda armed M23.", "Kenya and Uganda", None, "Rwanda armed M23"),
        ("Rwanda armed M23, according to Uganda.", "Uganda", "UGA", "Rwanda armed M23"),
        ("According to Iran, Iraq and Syria fought Turkey.", "Iran", "IRN", "Iraq and Syria fought Turkey"),
        ("To Beijing, the visit was a provocation.", "Beijing", "CHN", "the visit was a provocation"),
        ("To Kenya and Chad, the pact is a threat.", "Kenya and Chad", None, "the pact is a threat"),
        ("From Cairo's point of view, the dam is a threat.", "Cairo", "EGY", "the dam is a threat"),
        ("From the perspective of Lima, the island is Peruvian.", "Lima", "PER", "the island is Peruvian"),
        ("In Cairo's eyes, the dam is a threat.", "Cairo", "EGY", "the dam is a threat"),
        ("In the view of most analysts, the dam is a threat.", "most analysts", None, "the dam is a threat"),
    ],
)
def test_who_sees_it_so(text: str, holder: str, code: str | None, content: str) -> None:
    (claim,) = read_text(text).claims
    assert (claim.holder, claim.holder_code, claim.text) == (holder, code, content)


@pytest.mark.parametrize("text", ["To Kenya, Somalia sent two envoys.", "From a military point of view, it is lost."])
def test_nobody_sees_it_so(text: str) -> None:
    assert all(holder == "author" for holder, _ in held(text))


@pytest.mark.parametrize(
    ("text", "holder", "through"),
    [
        ("Iranian television, citing the army, said that Israel bombed Isfahan.", "the army", "Iranian television"),
        ("Reuters, citing Saudi officials, reported that Yemen shelled Riyadh.", "Saudi officials", "Reuters"),
        ("Mali bombed the camp, Algeria said, citing witnesses.", "witnesses", "Algeria"),
    ],
)
def test_who_is_cited_holds_what_another_tells(text: str, holder: str, through: str) -> None:
    (claim,) = read_text(text).claims
    assert (claim.holder, [teller.name for teller in claim.through]) == (holder, [through])


def test_a_reason_that_is_cited_holds_nothing() -> None:
    assert held("Kenya, citing the drought, said that it would close the border.")[0][0] == "Kenya"


def test_who_denies_in_a_passive_holds_the_denial() -> None:
    text = "Rwanda armed M23, Uganda said. This was denied by Kigali."
    assert held(text) == [("Uganda", "Rwanda armed M23"), ("Kigali", "This was denied by Kigali")]


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("Minister: Kenya will attack Somalia", "Minister", "Kenya will attack Somalia"),
        ("Erdogan: Greece attacked Libya", "Erdogan", "Greece attacked Libya"),
        ("UN: Sudan bombed a hospital in Chad", "UN", "Sudan bombed a hospital in Chad"),
        ("Witnesses: Thai soldiers shelled Cambodia", "Witnesses", "Thai soldiers shelled Cambodia"),
        ("Peru attacked Chile: Bolivian minister", "Bolivian minister", "Peru attacked Chile"),
        ("Ukraine: Russia attacked Kharkiv", "author", "Ukraine: Russia attacked Kharkiv"),
        ("Sudan: army bombs Khartoum", "author", "Sudan: army bombs Khartoum"),
        ("Analysis: Kenya left Somalia", "author", "Analysis: Kenya left Somalia"),
    ],
)
def test_who_says_what_a_headline_tells_beside_a_colon(text: str, holder: str, content: str, reader: str) -> None:
    assert {(claim.holder, claim.text) for claim in read_text(text, reader=reader).claims} == {(holder, content)}


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("In Lima, the fear is that Chile will keep the water.", "Lima", "Chile will keep the water"),
        ("In Hanoi the hope is that Beijing will relent.", "Hanoi", "Beijing will relent"),
        ("The feeling in Suva is that Canberra has lost interest.", "Suva", "Canberra has lost interest"),
        ("The raid in Chad was a mistake, grumbled Yaoundé.", "Yaoundé", "The raid in Chad was a mistake"),
        ("The company will leave Nigeria, it said.", "The company", "The company will leave Nigeria"),
        (
            "Benin would run out of rice by June, said a Togolese official who asked not to be named.",
            "a Togolese official",
            "Benin would run out of rice by June",
        ),
        (
            "Chad, a Kenyan minister said, would run out of grain by June.",
            "a Kenyan minister",
            "Chad, a Kenyan minister said, would run out of grain by June",
        ),
        (
            "Chad, the Kenyan minister told reporters in Accra, had lost the war.",
            "the Kenyan minister",
            "Chad, the Kenyan minister told reporters in Accra, had lost the war",
        ),
        (
            "Peru wants Chile to hand over Mr Cano, whom a court in Lima has sentenced to death.",
            "Peru",
            "Chile to hand over Mr Cano, whom a court in Lima has sentenced to death",
        ),
        ("Nepal, which borders India, said the rains had failed.", "Nepal", "the rains had failed"),
    ],
)
def test_who_holds_the_only_claim(text: str, holder: str, content: str) -> None:
    assert held(text) == [(holder, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo announced a plan that would cut off Russian crab.",
        "Kenya and Oman have agreed a trade pact that is to be signed in Muscat.",
        "South Africa has accused Israel of genocide, a charge Israel calls absurd.",
        "No one in Lima believes that Chile will pay.",
        "Nobody in Tashkent expects Kabul to stop digging the canal.",
    ],
)
def test_whose_claim_it_is_not(text: str) -> None:
    first = text.split()[0]
    claims = read_text(text).claims
    assert {claim.holder for claim in claims} <= {"author", "South Africa" if first == "South" else first}
    assert not any(claim.holder in ("Israel", "Lima", "Tashkent") for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "No one in Lima believes that Chile will pay.",
        "Nobody thinks Chad will sign.",
        "Had Peru paid, Chile would have freed the ship.",
        "Should Hanoi refuse, Beijing would cut the water off.",
        "ECOWAS eased the sanctions it had imposed on Niger.",
    ],
)
def test_what_hangs_together_is_one_claim(text: str) -> None:
    assert held(text) == [("author", text.rstrip("."))]


def test_who_denies_a_deed_holds_the_denied_event() -> None:
    events = read_text("Armenia says Azerbaijan shelled the village of Tegh; Baku denied it.").events
    assert [(event.status, event.holder) for event in events] == [(Status.HAPPENED, "Armenia"), (Status.DENIED, "Baku")]


def test_what_somebody_says_would_happen_is_planned() -> None:
    (claim,) = claims("Togo, the Togolese minister said, would grow richer by June.")
    assert (claim.kind, claim.status, claim.holder) == (ClaimKind.FORECAST, Status.PLANNED, "the Togolese minister")


def test_who_says_so_is_found_in_common_wordings() -> None:
    """`held.csv`: the common ways of saying whose a claim is, one sentence each, with the holder's record code."""
    with (Path(__file__).parent / "held.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [{claim.holder_code for claim in read_text(row["text"]).claims} for row in rows]
    assert [row["text"] for row, codes in zip(rows, found, strict=True) if row["holder"] not in codes] == []
