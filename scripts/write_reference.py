"""Write docs/reference/: the help of every command, and every public name with its signature and docstring.

Run from the repository root: `python scripts/write_reference.py`. A test compares the pages with it.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterator
from pathlib import Path

import click

import westphalia as wp
from westphalia.cli.app import program

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


def commands(command: click.Command = program, path: str = "westphalia") -> Iterator[tuple[str, str]]:
    """Every command with its help, in order."""
    shown = {**program.context_settings, "terminal_width": 96, "max_content_width": 96}
    context = click.Context(command, info_name=path, **shown)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from commands(child, f"{path} {name}")


def command_page() -> str:
    parts = ["# Commands\n\nWritten by `scripts/write_reference.py` from the program's own help.\n"]
    for path, text in commands():
        body = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"## {path}\n\n```text\n{body}\n```\n")
    return "\n".join(parts)


def python_page() -> str:
    parts = [
        "# Python names\n\nWritten by `scripts/write_reference.py` from the docstrings. `import westphalia as wp` "
        "gives these names and no others.\n"
    ]
    for name in wp.__all__:
        value = getattr(wp, name)
        kind = "class" if inspect.isclass(value) else "function"
        parts.append(f"## wp.{name}\n\n{kind} `{name}{_signature(value)}`\n\n{_doc(value)}\n")
        if inspect.isclass(value) and not issubclass(value, (enum.Enum, Exception)):
            for member, method in inspect.getmembers(value, _documented):
                if not member.startswith("_") and member in vars(value):
                    parts.append(f"### wp.{name}.{member}\n\n`{member}{_signature(method)}`\n\n{_doc(method)}\n")
        if inspect.isclass(value) and issubclass(value, enum.Enum):
            parts.append("Members: " + ", ".join(f"`{member.value}`" for member in value) + ".\n")
    return "\n".join(parts)


def _documented(value: object) -> bool:
    return inspect.isfunction(value) or inspect.ismethod(value)


def _signature(value: object) -> str:
    if inspect.isclass(value) and issubclass(value, (enum.Enum, Exception)):
        return ""
    return str(inspect.signature(value)).replace("westphalia.ontology.types.", "")  # type: ignore[arg-type]


def _doc(value: object) -> str:
    text = inspect.getdoc(value)
    assert text, f"{value} has no docstring"
    return text


PAGES = {"commands.md": command_page, "python.md": python_page}

if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for page, write in PAGES.items():
        (REFERENCE / page).write_text(write(), encoding="utf-8", newline="\n")
        print(f"Wrote docs/reference/{page}")
