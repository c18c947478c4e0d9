"""A coup is done by soldiers to their own state; who topples the ruler of another does that to the other."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str) -> set[tuple[str | None, str, str | None, str]]:
    return {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Soldiers in Madagascar seized power on Tuesday.", "MDG", "happened"),
        ("Gabonese officers toppled President Ali Bongo.", "GAB", "happened"),
        ("Army ousts president in Burkina Faso", "BFA", "happened"),
        ("The army overthrew Myanmar's elected government.", "MMR", "happened"),
        ("Thai generals overthrew Thaksin Shinawatra in 2006.", "THA", "happened"),
        ("Alpha Condé was overthrown by soldiers in September 2021.", "GIN", "happened"),
        ("Mohamed Bazoum was ousted in a coup in July 2023.", "NER", "happened"),
        ("A coup toppled President Alpha Condé of Guinea.", "GIN", "happened"),
        ("Augusto Pinochet seized power in 1973.", "CHL", "happened"),
        ("The army has not seized power in Zimbabwe, the general said.", "ZWE", "denied"),
        ("Officers might topple the president of Chad.", "TCD", "hypothetical"),
        ("Mali's junta is still holding the ousted president.", "MLI", "happened"),
    ],
)
def test_plotters_act_against_their_own_state(text: str, code: str, status: str, reader: str) -> None:
    assert told(text, reader) == {(code, "COERCE", code, status)}


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_coup_told_twice_is_one(reader: str) -> None:
    text = "Soldiers seized power in Guinea in 2021 and ousted President Alpha Condé."
    assert told(text, reader) == {("GIN", "COERCE", "GIN", "happened")}


@pytest.mark.parametrize(
    "text",
    [
        "Labour took power in Britain in 1997.",
        "The court in Bangkok ousted Prime Minister Srettha Thavisin.",
        "French troops toppled Emperor Bokassa in 1979.",
        "Tanzanian troops overthrew Idi Amin in 1979.",
        "Israel toppled the government of Iran.",
        "Syrian rebels seized a power plant from the army.",
        "The ousted president of Niger left the country.",
        "Bolivian soldiers seized power lines from Peru.",
    ],
)
def test_what_is_no_coup(text: str) -> None:
    assert [e for e in told(text, "model") if e[0] == e[2]] == []
