"""What belongs to a noun phrase and what does not: when it was done, and who «the two» are."""

import pytest

from westphalia.reading.clauses import parse
from westphalia.reading.mentions import find
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import tokenize


def parsed_of(text: str) -> Parse:
    tokens, _ = find(text, tokenize(text), None)
    tag(tokens)
    return parse(tokens)


def words(parsed: Parse, phrase: Phrase) -> str:
    return " ".join(token.text for token in parsed.tokens[phrase.first : phrase.last])


def phrases(text: str) -> list[str]:
    parsed = parsed_of(text)
    return [words(parsed, phrase) for phrase in parsed.phrases]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Peru attacked Chile three days ago.", "Chile"),
        ("Peru expelled the ambassador two days later.", "the ambassador"),
        ("Peru and Chile held exercises last spring.", "exercises"),
    ],
)
def test_when_it_was_done_is_no_part_of_whom_it_was_done_to(text: str, whom: str) -> None:
    assert whom in phrases(text)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The two signed a pact.", ["sign"]),
        ("The three met on Monday in Oslo.", ["meet"]),
        ("Both denied it.", ["deny"]),
        ("The two accused of spying were freed.", ["free"]),
        ("The two seized boats were released.", ["release"]),
        ("Many accused Paris of it.", ["accuse"]),
        ("Some said that Peru lied.", ["say", "lie"]),
        ("This threatens Peru.", ["threaten"]),
        ("What Peru wants is a port.", ["want", "be"]),
        ("Some wounded Chadians were flown out.", ["fly"]),
        ("Talks on the pact between the two signed in May failed.", ["fail"]),
    ],
)
def test_a_number_stands_for_those_who_did_it(text: str, verbs: list[str]) -> None:
    assert [verb.lemma for verb in parsed_of(text).verbs if verb.mood == "fin"] == verbs


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Russia condemned this sanctions package.", ["condemn"]),
        ("Israel freed all captured Iranians.", ["free"]),
        ("Iran said the government armed, trained and paid the rebels.", ["say", "arm", "train", "pay"]),
        ("Chile left Peru late on Friday.", ["leave"]),
    ],
)
def test_what_only_looks_like_the_verb_of_a_clause(text: str, verbs: list[str]) -> None:
    assert [verb.lemma for verb in parsed_of(text).verbs if verb.mood == "fin"] == verbs


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("The allegation that Rwanda armed the rebels was denied by Kigali.", "The allegation", "the rebels"),
        ("Peru's threat to bomb Ecuador never materialised.", "Peru 's threat", "Ecuador"),
        ("Mali's decision to expel the envoy angered Paris.", "Mali 's decision", "the envoy"),
        ("He said that the claim that Mali shelled Niger was false.", "the claim", "Niger"),
        ("The risk of provoking Iran worries Israel.", "The risk", "Iran"),
        ("Analysts advising Trump say so.", "Analysts", None),
    ],
)
def test_a_noun_opens_a_clause_and_what_fills_it_stands_between(text: str, subject: str, object_: str | None) -> None:
    parsed = parsed_of(text)
    within, last = parsed.verbs[-2:]
    assert [words(parsed, phrase) for phrase in last.subject] == [subject]
    assert [words(parsed, phrase) for group in within.objects for phrase in group] == [object_] * (object_ is not None)
