"""Resolutions and communiqués: who decides stands once on top, and every provision opens with its verb."""

import pytest

from westphalia.reading import read_text

RESOLUTION = (
    "RESOLUTION 384\n\nThe Security Council,\n\nHaving heard the representatives of Portugal and Indonesia,\n\n"
    "1. Calls upon the Government of Indonesia to withdraw its forces from East Timor;\n\n"
    "2. Strongly condemns Israel for the raid on Tunisia;\n\n"
    "3. Regrets that Sudan expelled the Egyptian consul;\n\n4. Talks between Peru and Chile shall be reported to it.\n"
)


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_the_body_on_top_does_what_the_provisions_say(reader: str) -> None:
    told = {(e.actor, e.action, e.recipient) for e in read_text(RESOLUTION, reader=reader).events}
    assert {("IGO:UN", "REQUEST", "IDN"), ("IGO:UN", "ACCUSE", "ISR"), ("SDN", "SANCTION", "EGY")} <= told
    assert not any(recipient == "IGO:UN" for _, _, recipient in told)


def test_the_verb_stands_for_the_body_and_is_marked() -> None:
    (mention,) = [m for m in read_text(RESOLUTION).mentions if m.text == "condemns"]
    assert (mention.actor_id, mention.how) == ("IGO:UN/security-council", "implied")
    assert RESOLUTION[mention.start : mention.end] == "condemns"
    assert mention.inferred is not None


def test_a_body_named_only_in_the_title() -> None:
    text = "COMMUNIQUÉ of the Council of the African Union\n\nCouncil,\n\n1. Thanks Ethiopia, and also China;\n"
    told = {(e.actor, e.action, e.recipient) for e in read_text(text).events}
    assert {("IGO:AU", "SUPPORT", "ETH"), ("IGO:AU", "SUPPORT", "CHN")} <= told


def test_no_provisions_without_such_a_line() -> None:
    text = "The Security Council met.\n\nThanks to Oman, Peru and Chile talk. Condemns nobody.\n"
    assert not any(m.how == "implied" for m in read_text(text).mentions)


def test_a_line_that_happens_to_end_in_a_comma_is_no_such_line() -> None:
    text = (
        "The chairman spoke of the European Union,\nwhich met. Calls between Peru and Chile failed.\n\nOffers came.\n"
    )
    assert not any(m.how == "implied" for m in read_text(text).mentions)
