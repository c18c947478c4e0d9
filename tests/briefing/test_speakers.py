"""Who says it, and that a denial is never shown as the assertion of what is denied."""

import dataclasses

import pytest

from westphalia.briefing.brief import brief
from westphalia.briefing.speakers import denied, manner, speaker
from westphalia.ontology.types import Claim, ClaimKind, Status


def claim(text="it had any such plan", **more):
    about = {"kind": ClaimKind.EVENT, "holder": "Beijing", "start": 0, "end": len(text), "sentence": 0}
    return Claim(**(about | {"text": text, "voice": "paraphrase"} | more))


@pytest.mark.parametrize("cue", ["denied that", "denies", "has rejected", "dismissed as", "disputes that", "refuted"])
def test_a_denial(cue):
    assert speaker(claim(cue=cue)) == "Beijing denies that"


@pytest.mark.parametrize("cue", ["said that", "according to", "warned", "could not deny that", "never disputed", None])
def test_no_denial(cue):
    assert speaker(claim(cue=cue)) == "Beijing"


def test_the_verb_agrees():
    def said(holder):
        return speaker(claim(cue="denied", holder=holder))

    assert said("Turkish officials") == "Turkish officials deny that"
    assert said("officials in Washington") == "officials in Washington deny that"
    assert said("Poland and Lithuania") == "Poland and Lithuania deny that"
    assert said("the United States") == "the United States denies that"
    assert said("a spokeswoman for the allies") == "a spokeswoman for the allies denies that"


def test_a_negation_outside_the_text_of_the_claim():
    assert speaker(claim("withdrew from Kherson", holder="Kyiv", status=Status.DENIED)) == "Kyiv denies that"
    assert speaker(claim("it sold drones", holder="author", status=Status.DENIED)) == "the author tells as denied that"


@pytest.mark.parametrize("text", ["Russia did not attack", "we didn’t attack", "Iran denies an attack", "it never did"])
def test_a_negation_inside_is_not_said_twice(text):
    assert not denied(claim(text, status=Status.DENIED, cue="said"))


def test_the_words_of_the_attribution():
    assert manner(claim(cue="warned that")) == "(in paraphrase: «warned that»)"
    assert manner(claim(voice="quote")) == "(quoted)"
    assert manner(claim(voice="author")) == ""


@pytest.fixture(scope="module")
def denial(make_document, record):
    document = make_document()
    first = dataclasses.replace(document.claims[0], holder="Beijing", cue="denied that", voice="paraphrase")
    return brief(dataclasses.replace(document, claims=(first, *document.claims[1:])), record)


def test_page_markdown_and_terminal_show_it(denial):
    assert "<bdi>Beijing denies that</bdi>" in denial.to_html()
    assert "Beijing denies that: «The United States sanctioned Iran" in denial.to_markdown()
    assert "Beijing denies that: «" in " ".join(str(denial).split())
