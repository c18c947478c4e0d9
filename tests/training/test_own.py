"""The project's own sentences: the format, its errors, and that every file keeps it."""

from pathlib import Path

import pytest

from training import own

BLOCK = """T [1:Paris] said that [2:Mali] had freed [3:four French soldiers], whom [4=2:Bamako] had held since May.
E 2>3 RETREAT/release happened
E 4>3 COERCE/arrest happened
A Paris | said | Mali had freed four French soldiers, whom Bamako had held since May
K event
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_block(tmp_path: Path) -> None:
    (block,) = own.read_file(write(tmp_path, "# a comment\n" + BLOCK))
    assert block.text.startswith("Paris said that Mali had freed four French soldiers")
    assert [block.text[a:b] for a, b in block.mentions] == ["Paris", "Mali", "four French soldiers", "Bamako"]
    assert block.same == (0, 1, 2, 1)
    assert block.events == ((1, 2, "RETREAT", "release", "happened"), (3, 2, "COERCE", "arrest", "happened"))
    ((source, cue, content),) = block.attributions
    assert [block.text[a:b] for a, b in (*source, *cue)] == ["Paris", "said"]
    assert block.text[content[0][0] :].startswith("Mali had freed")


def test_pairs_without_an_event_are_unrelated_but_not_those_told_by_another_name(tmp_path: Path) -> None:
    write(tmp_path, BLOCK)
    (example,) = own.examples(tmp_path)
    pairs = {(pair.actor, pair.recipient): pair.actions for pair in example.pairs}
    assert pairs[1, 2] == ("RETREAT",)
    assert pairs[3, 2] == ("COERCE",)
    assert pairs[0, 1] == pairs[2, 1] == ()
    assert [(p.actor, p.recipient) for p in example.pairs if p.same] == [(1, 3), (3, 1)]  # Mali and Bamako are one


def test_both_directions(tmp_path: Path) -> None:
    (block,) = own.read_file(write(tmp_path, "T [1:Cuba] met [2:Haiti].\nE 1=2 CONSULT happened\nK event\n"))
    assert {event[:2] for event in block.events} == {(0, 1), (1, 0)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("T [1:Cuba] met [1:Haiti].", "a.txt:1: mention 1 stands twice"),
        ("T [1:Cuba] met [3=2:it].", "no mention 2"),
        ("T [1:Cuba] slept.\nE 1>2 AID happened", "no mention 2"),
        ("T [1:Cuba] met [2:Haiti].\nE 1>2 MEET happened", "no action MEET"),
        ("T [1:Cuba] met [2:Haiti].\nE 1>2 CONSULT/picnic happened", "no mode 'picnic'"),
        ("T [1:Cuba] met [2:Haiti].\nE 1>2 CONSULT done", "no status 'done'"),
        ("T [1:Cuba] slept.\nA Cuba | said | it slept", "'said' is not in the text"),
        ("T [1:Cuba] slept.\nD sleep", "no domain"),
        ("T [1:Cuba] slept.\nX y", "cannot read the line"),
        ("T [1:It] slept.\nW 2 Cuba", "expected «W mention names»"),
        ("T [1:It] slept.\nW 1", "expected «W mention names»"),
        ("T [1:It] slept.\nW 1 Cubba", "unknown actor 'Cubba'; did you mean Cuba"),
        ("E 1>2 AID happened", "starts with a line"),
    ],
)
def test_errors_say_where_and_why(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        list(own.read_file(write(tmp_path, text)))


def test_every_file_keeps_the_format() -> None:
    blocks = own.read()
    assert len(blocks) >= 1500
    assert len({block.text for block in blocks}) == len(blocks)
    actions = {event[2] for block in blocks for event in block.events}
    assert len(actions) == 16


def test_causes_count_as_the_corpus_counts_them_only_in_files_that_are_labelled_so(tmp_path: Path) -> None:
    text = "T [1:Students] marched on [2:the court] to demand a trial.\nC + | demand a trial | marched on the court\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "reasons.txt").write_text(text + "\nT It rained.\nK event\n", encoding="utf-8")
    here, told, rain = own.examples(tmp_path)
    assert (here.causal, here.explains) == (None, True)
    assert (told.causal, told.explains) == (True, True)
    assert (rain.causal, rain.explains) == (False, False)
    assert here.reports is None
    assert here.quotes is False


def test_the_sentences_of_an_article_are_one_group(tmp_path: Path) -> None:
    write(tmp_path, f"{BLOCK}\n## Freed\n\n{BLOCK}\nT Rain fell.\n\n## Another\n\nT Snow fell.\n")
    alone, first, second, other = (example.group for example in own.examples(tmp_path))
    assert first == second
    assert len({alone, first, other}) == 3


def test_whom_the_article_means(tmp_path: Path) -> None:
    text = "T [1:The two] met [2:the lender]; [3=2:it] thanked [4:them] and [5:a dog].\n"
    text += "W 1 Kenya, Uganda\nW 3 World Bank\nW 5 -\n"
    (block,) = own.read_file(write(tmp_path, text))
    assert block.who == {0: ("KEN", "UGA"), 1: ("IGO:WB",), 4: ()}


def test_a_side_that_the_sentence_leaves_out_has_a_name(tmp_path: Path) -> None:
    text = "T [1:Peru] apologised to all.\nE 1>Ecuador, Chile CONCEDE happened\nE African Union=1 CONSULT planned\n"
    (block,) = own.read_file(write(tmp_path, text))
    assert block.events == ()
    assert block.beyond == (
        (0, ("ECU", "CHL"), True, "CONCEDE", None, "happened"),
        (0, ("IGO:AU",), False, "CONSULT", None, "planned"),
        (0, ("IGO:AU",), True, "CONSULT", None, "planned"),
    )
    (example,) = own.examples(tmp_path)
    assert example.pairs == ()


@pytest.mark.parametrize(
    ("event", "why"),
    [("Cuba>Haiti AID happened", "no mention of the sentence"), ("1>Ruritania AID happened", "unknown")],
)
def test_a_name_needs_a_mention_and_must_be_known(tmp_path: Path, event: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        list(own.read_file(write(tmp_path, f"T [1:Peru] apologised.\nE {event}\n")))


def test_only_several_do_something_with_each_other(tmp_path: Path) -> None:
    text = "T [1:The two] met.\nE 1=1 CONSULT happened\n"
    with pytest.raises(ValueError, match="needs a line W"):
        list(own.read_file(write(tmp_path, text + "W 1 Peru\n")))
    (block,) = own.read_file(write(tmp_path, text + "W 1 Peru, Chile\n"))
    assert {event[:2] for event in block.events} == {(0, 0)}
