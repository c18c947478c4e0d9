"""Marks of the corpora off, spans kept: sentences in the shape of the corpora, written here."""

from training import cnc, plv


def test_source_and_target() -> None:
    text, spans = plv.unmark("GENEVA - <s>The envoy</s> met <t> two rebels </t>, then left.")
    assert text == "GENEVA - The envoy met two rebels, then left."
    assert {role: text[a:b] for role, (a, b) in spans.items()} == {"s": "The envoy", "t": "two rebels"}


def test_nested_marks() -> None:
    text, spans = plv.unmark("<s>The mayor of <t>Lagos</t></s> resigned.")
    assert text == "The mayor of Lagos resigned."
    assert {role: text[a:b] for role, (a, b) in spans.items()} == {"s": "The mayor of Lagos", "t": "Lagos"}


def test_cause_effect_signal() -> None:
    text, roles = cnc.untag("<ARG1>They left</ARG1> <ARG0><SIG0>because</SIG0> it rained</ARG0> .")
    assert text == "They left because it rained ."
    assert {role: text[a:b] for role, a, b in roles} == {
        "effect": "They left",
        "signal": "because",
        "cause": "because it rained",
    }
