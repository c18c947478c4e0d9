"""What a briefing was made with: the versions of the program, of Python and of what it stands on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from platform import python_version

# What can change a number, a drawing or a word of a briefing.
PACKAGES = (
    "altair",
    "duckdb",
    "ibis-framework",
    "jinja2",
    "numpy",
    "pandas",
    "pyarrow",
    "scipy",
    "trafilatura",
    "vl-convert-python",
)


def versions() -> dict[str, str]:
    """Name -> version, Westphalia first, then Python, then its packages by name."""
    from westphalia import __version__

    found = {"westphalia": __version__, "python": python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
