"""PLOVER's actions against the manual: order, quads, scores, modes, and the two slips of the manual."""

import itertools
import re
from pathlib import Path

import pytest

from westphalia.errors import UnknownAction
from westphalia.ontology.actions import ACTIONS, action, actions, actions_of, quad_of, score
from westphalia.ontology.types import Quad


def test_sixteen_actions_in_the_manual_s_order() -> None:
    assert tuple(actions()) == ACTIONS
    assert len(ACTIONS) == 16
    assert ACTIONS[0] == "AGREE" and ACTIONS[-1] == "ASSAULT"


@pytest.mark.parametrize(
    ("quad", "codes"),
    [
        (Quad.VERBAL_COOPERATION, {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}),
        (Quad.MATERIAL_COOPERATION, {"COOPERATE", "AID", "RETREAT"}),
        (Quad.VERBAL_CONFLICT, {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
        (Quad.MATERIAL_CONFLICT, {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
    ],
)
def test_quads(quad: Quad, codes: set[str]) -> None:
    assert set(actions_of(quad.value)) == codes == set(actions_of(str(quad.number)))
    assert all(quad_of(code) is quad for code in codes)


def test_accuse_has_its_minus_sign_and_sanction_is_material_conflict() -> None:
    assert score("ACCUSE") == -3
    assert quad_of("sanction") is Quad.MATERIAL_CONFLICT


def test_no_conflict_scores_above_zero_and_no_cooperation_below() -> None:
    for item in actions().values():
        assert -10 <= item.score <= 10
        assert (item.score > 0) is item.quad.cooperative
        for mode in item.modes:
            assert score(item.code, mode) > 0 if item.quad.cooperative else score(item.code, mode) <= 0.5


def test_mode_scores() -> None:
    assert score("CONSULT", "Visit") == 4
    assert score("ASSAULT", "unconventional") == -10
    assert action("PROTEST").modes["vandalize"] is None
    assert score("PROTEST", "vandalize") == score("PROTEST")  # no score of its own
    with pytest.raises(UnknownAction, match="unknown action 'SANCTION arest'"):
        score("SANCTION", "arest")


def test_names_groups_and_mistakes() -> None:
    assert actions_of("assault") == ("ASSAULT",)
    assert len(actions_of("conflict")) == 9 and len(actions_of("cooperation")) == 7
    assert actions_of("Material-Conflict") == actions_of("material_conflict") == actions_of("quad 4")
    with pytest.raises(UnknownAction, match="did you mean SANCTION"):
        actions_of("sanktion")
    with pytest.raises(UnknownAction) as caught:
        action("ATTACK")
    assert caught.value.exit_code == 2


@pytest.mark.shared
def test_scores_against_the_manual(shared_data: Path) -> None:
    manual = (shared_data / "tables" / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    live = "\n".join(line for line in manual.splitlines() if not line.startswith("%"))
    table = live[live.index("CATEGORY: Mode") :]
    table = re.sub(r"\\cellcolor\{[^}]*\}", "", table[: table.index("\\end{tabular}")])
    cells = [cell.strip() for line in table.splitlines() for cell in line.replace("\\\\", "").split("&")]
    printed = {}
    for name, number in itertools.pairwise(cells):
        if re.fullmatch(r"[A-Z]+(: [A-Za-z-]+)?", name) and re.fullmatch(r"-?\d+(\.\d+)?", number):
            printed[name] = float(number)
    assert printed.pop("ACCUSE") == 3  # the slip
    ours = {item.code: item.score for item in actions().values() if item.code != "ACCUSE"}
    for item in actions().values():
        ours |= {f"{item.code}: {mode.capitalize()}": value for mode, value in item.modes.items() if value is not None}
    assert printed == ours
