"""Where the language model is asked, and within what limits: from options, else from the environment.

| environment | option | |
| --- | --- | --- |
| `WESTPHALIA_LLM_URL` | `url` | base address of the service, up to «/v1»; «ollama» is Ollama's on this machine |
| `WESTPHALIA_LLM_MODEL` | `model` | the model's name as the service knows it |
| `WESTPHALIA_LLM_KEY` | | sent as bearer token; from the environment alone, so that no process list shows it |
| `WESTPHALIA_LLM_PRICES` | `prices` | of a million prompt and completion tokens, as «0.15,0.60» |
| `WESTPHALIA_LLM_SECONDS` | `seconds` | limit for one text, retries included [600] |

Nothing is asked of any service unless its address was given.
"""

from __future__ import annotations

import ipaddress
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from westphalia.errors import CallError

OLLAMA = "http://localhost:11434/v1"
SECONDS = 600.0
OPTIONS = ("url", "model", "prices", "seconds")


@dataclass(frozen=True, slots=True)
class Settings:
    """Address, model and limits; the key is in no representation of it. `prices` are for a million tokens."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    prices: tuple[float, float] | None = None
    seconds: float = SECONDS

    @property
    def endpoint(self) -> str:
        """The address that is posted to."""
        return f"{self.url}/chat/completions"

    @property
    def host(self) -> str:
        """The service as messages and documents name it: host and port, nothing else."""
        return urlsplit(self.url).netloc


def settings(options: Mapping[str, Any] | None = None) -> Settings:
    """The settings of a call: `options` (url, model, prices, seconds), each from the environment where it is None.

    Raises `CallError` where address or model is missing, or one of them is no good.

    >>> settings({"url": "ollama", "model": "some-model"}).endpoint
    'http://localhost:11434/v1/chat/completions'
    """
    given = {name: value for name, value in (options or {}).items() if value is not None}
    unknown = sorted(set(given) - set(OPTIONS))
    if unknown:
        raise CallError(f"the llm reader has no setting {unknown[0]!r}; it takes {', '.join(OPTIONS)}")
    found = {name: given.get(name, os.environ.get(f"WESTPHALIA_LLM_{name.upper()}") or None) for name in OPTIONS}
    if not found["url"]:
        raise CallError(
            "the llm reader needs the address of a service: --llm-url or WESTPHALIA_LLM_URL, for example "
            "«ollama» for Ollama on this machine"
        )
    if not found["model"]:
        raise CallError("the llm reader needs the name of a model: --llm-model or WESTPHALIA_LLM_MODEL")
    key = (os.environ.get("WESTPHALIA_LLM_KEY") or "").strip() or None
    if key is not None and not (key.isascii() and key.isprintable()):
        raise CallError("WESTPHALIA_LLM_KEY holds characters that no key has; copy it again")
    return Settings(
        url=_address(str(found["url"]).strip()),
        model=str(found["model"]).strip(),
        key=key,
        prices=_prices(found["prices"]),
        seconds=_seconds(found["seconds"]),
    )


def _address(text: str) -> str:
    if text.lower() == "ollama":
        return OLLAMA
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise CallError("the address of the llm service is no http or https address; one looks like https://HOST/v1")
    if "@" in parts.netloc:
        raise CallError("the address of the llm service holds a user name; give the key in WESTPHALIA_LLM_KEY instead")
    if parts.query or parts.fragment:
        raise CallError("the address of the llm service ends before «?» and «#»; leave them out")
    if parts.scheme == "http" and not _near(str(parts.hostname)):
        raise CallError(f"the text would go to {parts.hostname} unencrypted; use its https address")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _near(host: str) -> bool:
    """This machine or its own network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal"))


def _prices(value: Any) -> tuple[float, float] | None:
    if value is None:
        return None
    try:
        parts = value.split(",") if isinstance(value, str) else list(value)
        prompt, completion = (float(part) for part in parts)
        if not (0 <= prompt < math.inf and 0 <= completion < math.inf):
            raise ValueError
    except (TypeError, ValueError):
        raise CallError(
            f"{value!r} are no prices; give those of a million prompt and completion tokens, as 0.15,0.60"
        ) from None
    return prompt, completion


def _seconds(value: Any) -> float:
    if value is None:
        return SECONDS
    try:
        seconds = float(value)
        if not 1 <= seconds <= 86_400:
            raise ValueError
    except (TypeError, ValueError):
        raise CallError(f"{value!r} is no time limit in seconds (1 to 86400)") from None
    return seconds
