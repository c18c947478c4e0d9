"""Whom «he said», «they urged» and a quotation without a speaker mean."""

import pytest

from westphalia.reading import read_text
from westphalia.reading.antecedents import agrees, is_body, is_person


def holders(text: str) -> dict[str, str]:
    return {claim.text: claim.holder for claim in read_text(text).claims}


@pytest.mark.parametrize(
    ("pronoun", "holder", "expected"),
    [
        ("he", "the skipper of the trawler", True),
        ("he", "a shipowners' association", False),
        ("she", "Amina Warsame, a lawyer", True),
        ("they", "The two Presidents", True),
        ("they", "Amina Warsame", False),
        ("it", "the Council", True),
        ("it", "the envoy", False),
        ("he", "The offer", False),
    ],
)
def test_a_pronoun_agrees_with_whom_it_means(pronoun: str, holder: str, expected: bool) -> None:
    assert agrees(pronoun, holder) is expected


def test_bodies_and_people_are_told_apart() -> None:
    assert is_body("the harbour commission") and is_body("The Senate") and not is_body("the skipper")
    assert is_person("Colonel Okoth") and not is_person("") and not is_person("the river")


def test_he_is_who_acted_and_not_the_association_that_spoke() -> None:
    found = holders(
        "A growers' association warned that wages would rise. Labour Minister Tomas Rey is to fly to Lima on Friday. "
        "“I shall not beg,” he said."
    )
    assert found["I shall not beg"] == "Labour Minister Tomas Rey"


def test_they_are_the_last_who_are_several() -> None:
    found = holders("The two ministers met in Riga. They declared that the treaty was dead.")
    assert found["the treaty was dead"] == "The two ministers"


def test_a_bare_quotation_is_of_who_accused_in_the_sentence_before() -> None:
    found = holders("Marta Ruiz of the Green Party accused the cabinet of sleeping. “Nobody has read the report.”")
    assert found["Nobody has read the report"].startswith("Marta Ruiz")


def test_who_speaks_within_a_quotation_does_not_speak_it() -> None:
    found = holders("“The captain told us that he was fishing,” said Mr Lewis. “No fish lives there.”")
    assert found["No fish lives there."] == "Mr Lewis"


def test_who_is_told_does_not_speak() -> None:
    found = holders("“We fired no shot,” the captain of the boat, Saul Mena, told local radio.")
    assert found["We fired no shot"].startswith("the captain")


def test_i_think_is_the_author_and_in_a_quotation_its_speaker() -> None:
    assert holders("I believe that the strait will stay open.")["the strait will stay open"] == "author"
    found = holders("“I believe that the strait will stay open,” said Admiral Tan.")
    assert found["the strait will stay open"] == "Admiral Tan"


def test_what_one_believes_as_others_say_is_his_belief() -> None:
    claims = read_text("Doha believes, diplomats there say, that the coastguard will stop more boats.").claims
    assert [claim.holder_code for claim in claims if "will stop" in claim.text] == ["QAT"]


def test_who_denies_does_not_deny_what_he_says_next() -> None:
    claims = read_text("Iran denied any role in the blast. “Israel attacked our consulate in Damascus.”").claims
    assert [(c.holder_code, c.status.value if c.status else None) for c in claims if "consulate" in c.text] == [
        ("IRN", "happened")
    ]


def test_the_words_of_victims_are_not_put_in_the_mouth_of_those_who_shelled_them() -> None:
    found = holders("Russian troops shelled the town. “We have lost everything and no help came.”")
    assert {holder for text, holder in found.items() if "lost" in text or "help" in text} == {"author"}


def test_he_is_no_state() -> None:
    assert (
        holders("Niger expelled the envoy on Monday. He said the decision was final.")["the decision was final"] == "He"
    )


def test_what_follows_a_subordinate_clause_is_no_speech() -> None:
    found = holders("After Israel struck the base, Iran recalled its ambassador.")
    assert set(found.values()) == {"author"}
