"""What a language model is told: the instructions, and a part of the article as data."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from westphalia.ontology.actions import ACTIONS, action
from westphalia.ontology.domains import DOMAINS, EXTRA_DOMAINS


def messages(part: str, lead: str = "") -> list[dict[str, str]]:
    """The messages that ask for a reading of `part`; `lead` is the article's opening, where the part is a later one.

    The marks around the article hold its hash, which no text can foresee, so that nothing in it can close them.
    """
    mark = hashlib.sha256((lead + part).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    opening = ""
    if lead:
        opening = (
            "For names alone, the article's opening (annotate nothing in it):\n"
            f"<opening {mark}>\n{lead}\n</opening {mark}>\n\n"
        )
    asked = f"{opening}Annotate:\n<article {mark}>\n{part}\n</article {mark}>"
    return [{"role": "system", "content": instructions()}, {"role": "user", "content": _sendable(asked)}]


@cache
def instructions() -> str:
    """The instructions, with the closed lists filled in."""
    text = (files("westphalia.reading") / "llm_instructions.txt").read_text(encoding="utf-8")
    actions = "\n".join(f"{code}: {action(code).description}" for code in ACTIONS)
    return text.replace("{actions}", actions).replace("{domains}", ", ".join((*DOMAINS, *EXTRA_DOMAINS)))


def _sendable(text: str) -> str:
    """Without lone surrogates, which JSON services refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")
