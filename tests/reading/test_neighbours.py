"""«Its neighbour», «his colleague»: the other of two."""

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(e.actor, str(e.action), e.recipient) for e in read_text(text, reader="rules").events}


def test_a_colleague_is_the_one_whom_he_has_met() -> None:
    text = (
        "The president of Ghana met the president of Togo. The president of Ghana thanked his colleague for the rice."
    )
    assert ("GHA", "SUPPORT", "TGO") in told(text)


def test_his_colleague_of_another_state_is_that_one_s() -> None:
    text = "The president of Ghana met the president of Togo. The president of Ghana thanked his Malian colleague."
    assert ("GHA", "SUPPORT", "MLI") in told(text)
    assert ("GHA", "SUPPORT", "TGO") not in told(text)
