"""The reference pages are what the program says of itself today."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _script():
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "scripts" / "write_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "python.md"])
def test_page_is_current(page):
    written = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert written == _script().PAGES[page](), "run: python scripts/write_reference.py"


def test_every_command_and_option_has_help():
    import click

    from westphalia.cli.app import program

    def walk(command, path):
        assert command.help, f"{path} has no help"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{path} {parameter.name} has no help"
        for name, child in getattr(command, "commands", {}).items():
            yield f"{path} {name}"
            yield from walk(child, f"{path} {name}")

    paths = list(walk(program, "westphalia"))
    assert "westphalia brief" in paths and "westphalia record query" in paths


def test_every_command_speaks_json():
    from westphalia.cli.app import program

    def leaves(command):
        children = getattr(command, "commands", None)
        if children is None:
            yield command
        else:
            for child in children.values():
                yield from leaves(child)

    for command in leaves(program):
        assert any("--json" in parameter.opts for parameter in command.params), command.name
