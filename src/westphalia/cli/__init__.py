"""The command line: one thin module per command; nothing heavy is imported before a command runs."""

from westphalia.cli.entry import main

__all__ = ["main"]
