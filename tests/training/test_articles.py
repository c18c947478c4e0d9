"""Annotated articles to fit to: of files, and of the project's own sentences put together again."""

import json
from pathlib import Path

import pytest
from training.examples import OUTSIDE, held

from training import articles, own

TEXT = """## Oil for {name}

T [1:Kenya] expelled an envoy of [2:Uganda]

T [1:It] accused [2:the neighbour] of spying on [3:the presidents of Rwanda and Burundi].
E 1>2 ACCUSE happened
E 2>3 COERCE happened
W 1 Kenya
W 2 Uganda
W 3 Rwanda, Burundi

T [1:Nobody] thanked [2:Sudan].
E 1>2 SUPPORT denied
W 1 -

T [1:Ugandan] troops left [2:Goma].
E 1>2 RETREAT happened

T Rain fell.
"""


def write(folder: Path, text: str) -> list[own.Labelled]:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return list(own.read_file(path))


def test_an_article_is_put_together_with_the_codes_of_its_events(tmp_path: Path) -> None:
    article = articles.put_together(write(tmp_path, TEXT))
    assert article.text.startswith("Kenya expelled an envoy of Uganda\n\nIt accused the neighbour of spying on")
    assert article.text.endswith("Ugandan troops left Goma. Rain fell. ")
    second = article.text.index("It accused")
    assert article.events == (
        (("KEN", "ACCUSE", "UGA"), second),
        (("UGA", "COERCE", "RWA"), second),
        (("UGA", "COERCE", "BDI"), second),
        (("UGA", "RETREAT", "COD"), article.text.index("Ugandan troops")),
    )


def test_who_is_meant_is_said_only_where_one_is_named(tmp_path: Path) -> None:
    _, second, third, *_ = write(tmp_path, TEXT)
    assert articles.codes_of(second) == {0: ("KEN",), 1: ("UGA",), 2: ("RWA", "BDI")}
    assert articles.codes_of(third) == {0: (), 1: ("SDN",)}


def test_articles_that_are_held_out(tmp_path: Path) -> None:
    names = [str(number) for number in range(40)]
    write(tmp_path, "\n".join(TEXT.replace("{name}", name) for name in names))
    chosen = [name for name in names if held("own", f"a.txt Oil for {name}")]
    assert 0 < len(chosen) < 20
    assert len(list(articles.held_out(tmp_path))) == len(chosen)


def test_articles_of_a_folder(tmp_path: Path) -> None:
    event = {"actor": "KEN", "action": "AID", "recipient": "UGA", "status": "happened", "start": 7}
    unplaced = {key: value for key, value in event.items() if key != "start"}
    (tmp_path / "b.txt").write_text("Kenya helped.", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"date": "2020-01-02", "events": [event, unplaced]}), encoding="utf-8")
    (article,) = articles.annotated(tmp_path)
    assert (article.text, str(article.day)) == ("Kenya helped.", "2020-01-02")
    assert article.events == ((("KEN", "AID", "UGA"), 7), (("KEN", "AID", "UGA"), None))


@pytest.mark.parametrize("corpus", ["own", "plv"])
def test_groups_are_held_out_by_their_name_alone(corpus: str) -> None:
    shares = [held(corpus, str(number)) for number in range(2000)]
    assert sum(shares) / 2000 == pytest.approx(0.2 if corpus == "plv" else 0.1, abs=0.03)
    assert shares == [held(corpus, str(number)) for number in range(2000)]


BEYOND = """## Regrets

T [1:Kenya] and [2:Uganda] met.
E 1=2 CONSULT happened

T [1:The two] signed a pact, and [2:the former] apologised.
E 1=1 SUPPORT happened
E 2>Uganda CONCEDE denied
W 1 Kenya, Uganda
W 2 Kenya

T Rain fell.

T [1:Sudan] slept and [2=1:it] dreamt.

T Rain fell again.
"""


def test_events_with_somebody_elsewhere_and_among_those_whom_a_mention_means(tmp_path: Path) -> None:
    article = articles.put_together(write(tmp_path, BEYOND))
    met = {("KEN", "CONSULT", "UGA"), ("UGA", "CONSULT", "KEN")}
    pact = {("KEN", "SUPPORT", "UGA"), ("UGA", "SUPPORT", "KEN")}
    assert {key for key, _ in article.events} == met | pact | {("KEN", "CONCEDE", "UGA")}


def test_the_sentences_of_an_article_say_whom_their_mentions_mean(tmp_path: Path) -> None:
    write(tmp_path, BEYOND)
    examples = list(articles.examples(tmp_path))
    assert [example.sentence for example in examples] == [0, 1, 2, 3, 4]
    assert examples[0].actors == (("KEN",), ("UGA",))
    assert examples[1].actors == (("KEN", "UGA"), ("KEN",))
    assert examples[3].actors == (("SDN",), ("SDN",))
    assert [example.named for example in examples] == [(True, True), (False, False), (), (True, False), ()]
    pairs = {(pair.actor, pair.recipient): pair.actions for pair in examples[1].pairs}
    assert pairs == {
        (0, 1): (), (1, 0): (), (0, 0): ("SUPPORT",), (1, OUTSIDE): ("CONCEDE",),
        (0, OUTSIDE): (), (OUTSIDE, 0): (), (OUTSIDE, 1): (),
    }  # fmt: skip
