"""Asking a language model for JSON over the OpenAI chat-completions protocol: Ollama, vLLM, llama.cpp, hosted services.

What may pass is tried again (429, 5xx, time-outs, answers that are not the JSON asked for), a bounded number of times,
with growing pauses or as long as `Retry-After` says. What will not pass is told in one line. A server that refuses a
JSON schema is asked for a JSON object, then for plain text, then without any parameter.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from westphalia.errors import CallError, DataError, WestphaliaError
from westphalia.reading.llm_http import NoReply, Reply, post
from westphalia.reading.llm_settings import Settings

ATTEMPTS = 4
PAUSE = 0.5  # seconds before the second attempt; doubled before each one after it
REQUEST_SECONDS = 300.0
FORMS = ("json_schema", "json_object", "text", "bare")

T = TypeVar("T")


class CutOff(Exception):
    """The model stopped at its limit of tokens: the answer is not whole."""


@dataclass(slots=True)
class Cost:
    """What was asked of the service. `untold` counts answers without `usage`."""

    requests: int = 0
    answers: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    untold: int = 0
    prices: tuple[float, float] | None = None

    @property
    def price(self) -> float | None:
        """In the currency of the prices; None where the user gave none, or the service did not count."""
        if self.prices is None or self.untold:
            return None
        return (self.prompt_tokens * self.prices[0] + self.completion_tokens * self.prices[1]) / 1_000_000


class Chat:
    """One user's talk with one service about one text: its time, its cost, and what the service has refused."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.cost = Cost(prices=settings.prices)
        self.deadline = time.monotonic() + settings.seconds
        self.form = 0
        self.cut_prompt = False  # the service has counted far fewer tokens than the prompt must have

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any], read: Callable[[str], T]) -> T:
        """What `read` makes of the model's answer; `read` raises ValueError where it is not what was asked for.

        Raises `CutOff`; `CallError` where the service refuses the key, the model or the address; `DataError` where it
        does not answer, or not with the JSON asked for, in the attempts and the time there are.
        """
        trouble = ""
        for attempt in range(ATTEMPTS):
            reply = None
            try:
                reply = self._post(messages, schema)
                if reply.status == 200:
                    return read(self._content(reply, messages))
                trouble = self._refused(reply)
            except NoReply as error:
                if error.refused:
                    raise self._error(f"does not answer: {error}; is it running, and is the address right?") from None
                trouble = f"gave {error}"
            except ValueError as error:
                trouble = f"sent something else than the JSON asked for: {error}"
            if attempt + 1 < ATTEMPTS:
                self._pause(attempt, reply, trouble)
        raise self._error(f"{trouble} ({ATTEMPTS} attempts)")

    # --- asking ------------------------------------------------------------------------------------------------------

    def _post(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> Reply:
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise self._late("")
            self.cost.requests += 1
            message = self._message(messages, schema)
            try:
                reply = post(self.settings.endpoint, self.settings.key, message, min(left, REQUEST_SECONDS))
            except NoReply as error:
                if error.slow and self.deadline - time.monotonic() <= 0:
                    raise self._late("") from None
                raise
            if not self._steps_down(reply):
                return reply

    def _message(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        message: dict[str, Any] = {"model": self.settings.model, "messages": messages}
        form = FORMS[self.form]
        if form != "bare":
            message |= {"temperature": 0, "seed": 0, "stream": False}
        if form == "json_schema":
            form_of = {"name": "reading", "strict": True, "schema": schema}
            message["response_format"] = {"type": "json_schema", "json_schema": form_of}
        elif form == "json_object":
            message["response_format"] = {"type": "json_object"}
        return message

    def _steps_down(self, reply: Reply) -> bool:
        """Does the service refuse the parameters of the request, and is there a plainer form to try?"""
        said = reply.body[:4000].decode("utf-8", "replace").lower()
        about = any(
            word in said for word in ("response_format", "json_schema", "json schema", "grammar", "unsupported")
        )
        refused = reply.status in (400, 422) or (reply.status in (404, 500, 501) and about)
        if not refused or self.form + 1 >= len(FORMS):
            return False
        self.form += 1
        return True

    # --- answers -----------------------------------------------------------------------------------------------------

    def _content(self, reply: Reply, messages: list[dict[str, str]]) -> str:
        """The text the model wrote. Raises ValueError where the reply is no completion, `CutOff` where it is cut."""
        try:
            answer = json.loads(reply.body)
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise ValueError(f"no chat completion ({_glimpse(reply.body)})") from None
        self._count(answer.get("usage"), messages)
        if not isinstance(content, str) or not content.strip():
            raise ValueError("an empty message")
        if choice.get("finish_reason") == "length":
            raise CutOff
        return content

    def _count(self, usage: Any, messages: list[dict[str, str]]) -> None:
        self.cost.answers += 1
        names = ("prompt_tokens", "completion_tokens")
        counts = [usage.get(name) if isinstance(usage, dict) else None for name in names]
        told = [number for number in counts if isinstance(number, int) and 0 <= number < 10**9]
        if len(told) < len(names):
            self.cost.untold += 1
            return
        self.cost.prompt_tokens += told[0]
        self.cost.completion_tokens += told[1]
        asked = sum(len(message["content"]) for message in messages)
        self.cut_prompt = self.cut_prompt or asked > 10 * told[0]  # English has 4 to 5 characters a token

    def _refused(self, reply: Reply) -> str:
        """What to say of a status that may pass; raises for one that will not."""
        said = self._said(reply)
        status = reply.status
        if 300 <= status < 400:
            raise self._error(
                f"redirects elsewhere ({status}), which is not followed; give the address itself", call=True
            )
        if status in (401, 403):
            have = "check WESTPHALIA_LLM_KEY" if self.settings.key else "it wants a key: set WESTPHALIA_LLM_KEY"
            raise self._error(f"refuses the key ({status}{said}); {have}", call=True)
        if status == 404:
            raise self._error(
                f"knows no model {self.settings.model!r}, or nothing at this address ({status}{said}); "
                "check --llm-model and --llm-url",
                call=True,
            )
        if status not in (408, 409, 425, 429) and status < 500:
            raise self._error(f"refuses the request ({status}{said})", call=True)
        return f"answered {status}{said}"

    def _said(self, reply: Reply) -> str:
        """The service's own words about an error, in short; never the key."""
        try:
            error = json.loads(reply.body)
            for name in ("error", "message"):
                error = error.get(name, error) if isinstance(error, dict) else error
            words = error if isinstance(error, str) else ""
        except (ValueError, RecursionError):
            words = ""
        if self.settings.key:
            words = words.replace(self.settings.key, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
        return f": {line[:157]}…" if len(line) > 158 else f": {line}" if line else ""

    # --- waiting and giving up ---------------------------------------------------------------------------------------

    def _pause(self, attempt: int, reply: Reply | None, trouble: str) -> None:
        told = _retry_after(reply.headers.get("retry-after")) if reply is not None and reply.status != 200 else None
        wait = told if told is not None else PAUSE * 2**attempt
        if wait > self.deadline - time.monotonic():
            asks = f"; it asks to wait {wait:.0f} seconds" if told is not None else ""
            raise self._late(f" (it {trouble}{asks})")
        time.sleep(wait)

    def _late(self, why: str) -> WestphaliaError:
        return self._error(
            f"did not read the text within {self.settings.seconds:g} seconds{why}; give it more with --llm-seconds"
        )

    def _error(self, what: str, *, call: bool = False) -> WestphaliaError:
        return (CallError if call else DataError)(f"the llm service at {self.settings.host} {what}")


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait: `Retry-After` as seconds or as an HTTP date (RFC 9110, section 10.2.3)."""
    if not value:
        return None
    try:
        return max(0.0, float(value)) if value.strip().isdigit() else _until(parsedate_to_datetime(value))
    except (TypeError, ValueError):
        return None


def _until(when: datetime) -> float:
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())


def _glimpse(body: bytes) -> str:
    words = " ".join(body[:200].decode("utf-8", "replace").split())
    shown = "".join(c if c.isprintable() else "·" for c in words)
    return f"it starts «{shown[:40]}»" if shown else "it is empty"
