"""Mentions that name nobody: given whom they mean where that is sure, else left with the shares of who it could be."""

import pytest

from westphalia.reading import clauses, mentions, read_text
from westphalia.reading.model import meant
from westphalia.reading.model.encoder import encode
from westphalia.reading.model.meant import Namings, Shares, Span
from westphalia.reading.references import Reference, again
from westphalia.reading.syntax import Parse
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize

SENTENCES = ("Uganda expelled two Kenyan envoys on Monday.", "The army shelled a town.", "Sudan watched.")
TEXT = " ".join(SENTENCES)


def spans(*words: str) -> list[Span]:
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


FOUND = [spans("Uganda", "two Kenyan envoys"), spans("The army"), spans("Sudan")]
[ARMY] = FOUND[1]


class Text:
    """The sentences, parsed by the rules."""

    def __init__(self) -> None:
        tokens, self.references = mentions.find(TEXT, tokenize(TEXT), None)
        self.parses: list[Parse] = []
        for sentence in SENTENCES:
            start = TEXT.index(sentence)
            own = join_hyphens([token for token in tokens if start <= token.start < start + len(sentence)])
            tag(own)
            self.parses.append(clauses.parse(own))

    def resolve(self, namings: Namings | None = None) -> list[dict[Span, Shares]]:
        return (namings or Namings()).resolve(self.parses, encode(SENTENCES), FOUND, self.references)

    def army(self) -> list[Reference]:
        return [self.references[i] for token in self.parses[1].tokens for i in token.actors if token.start < ARMY[1]]


def test_who_is_sure_enough_is_taken_for_the_one_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant, "SURE", 0.0)
    text = Text()
    before = len(text.references)
    assert text.resolve()[1] == {ARMY: {}}
    [army] = text.army()
    assert army.code in ("UGA", "KEN", "SDN")
    assert army.text == "army"
    assert army.inferred is not None
    assert 0 < army.sure < 1
    assert len(text.references) == before + 1


def test_who_is_not_sure_enough_is_left_open_with_the_shares_of_all_whom_the_text_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meant, "SURE", 1.1)
    text = Text()
    found = text.resolve()
    assert set(found[1][ARMY]) == {"UGA", "KEN", "SDN"}
    assert 0 < sum(found[1][ARMY].values()) < 1  # the rest is nobody's
    assert found[0] == {span: {} for span in FOUND[0]}  # these are named
    assert text.army() == []


def test_a_rule_s_guess_gives_way_and_a_name_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant, "SURE", 0.0)
    text = Text()
    token = next(token for token in text.parses[1].tokens if token.text == "army")
    for code in ("FJI", "UGA"):  # nobody in the text; somebody, though he may be the one that the model chooses
        text.references.append(again(text.references[0], token, "group"))
        text.references[-1].code = code
        token.actors = (len(text.references) - 1,)
    before = len(text.references)
    assert text.resolve()[1] == {ARMY: {}}
    [army] = text.army()
    assert army.code in ("UGA", "KEN", "SDN")
    assert len(text.references) == before  # in the place of the guess
    assert {reference.code for reference in text.references if reference.inferred is None} == {"UGA", "KEN", "SDN"}


def test_what_was_named_before_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant, "SURE", 1.1)
    whole, namings, text = Text().resolve(), Namings(), Text()
    first = namings.resolve(text.parses[:1], encode(SENTENCES[:1]), FOUND[:1], text.references)
    second = namings.resolve(text.parses[1:], encode(SENTENCES[1:]), FOUND[1:], text.references)
    assert [len(row) for row in [*first, *second]] == [len(row) for row in whole]
    assert second[0][ARMY] == pytest.approx(whole[1][ARMY], abs=0.02)  # 8 bits differ by what is read together


def test_nobody_named_nobody_meant() -> None:
    text = Text()
    found = Namings().resolve(text.parses[1:2], encode(SENTENCES[1:2]), FOUND[1:2], text.references)
    assert found == [{ARMY: {}}]


def test_a_mention_in_a_dateline_below_a_heading_is_nobody_s() -> None:
    """The dateline's town is a mention without words of the sentence."""
    text = (
        "Quito ready to return the gold, aide says\nQUITO — The gold that Lima has been demanding lies in a vault, and "
        "Ecuador is ready to give it up, an aide to the president said. The two ministers spoke."
    )
    assert len(read_text(text, reader="model").sentences) >= 2
