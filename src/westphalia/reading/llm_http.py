"""One request to a service that speaks the chat-completions protocol, bounded in time and size.

The request runs in a helper thread that is given its seconds: a server that drips bytes cannot hold the program longer.
No redirect is followed, so that the key goes nowhere but to the address that the user gave.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: HTTP status, headers in lower case, body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class NoReply(Exception):
    """Nothing came back; `refused` where nobody listens there, `slow` where the time ran out."""

    def __init__(self, why: str, *, refused: bool = False, slow: bool = False) -> None:
        super().__init__(why)
        self.refused = refused
        self.slow = slow


def post(url: str, key: str | None, message: dict[str, Any], seconds: float) -> Reply:
    """The reply to `message`, posted as JSON. Raises `NoReply`."""
    result: list[Reply | NoReply] = []
    cancelled = threading.Event()
    thread = threading.Thread(
        target=_work, args=(url, key, message, seconds, cancelled, result), name="llm", daemon=True
    )
    thread.start()
    try:
        thread.join(seconds)
    finally:
        cancelled.set()
    if not result:
        raise NoReply(f"no whole answer within {max(1, round(seconds))} seconds", slow=True)
    if isinstance(result[0], NoReply):
        raise result[0]
    return result[0]


def _work(
    url: str,
    key: str | None,
    message: dict[str, Any],
    seconds: float,
    cancelled: threading.Event,
    result: list[Reply | NoReply],
) -> None:
    try:
        result.append(_post(url, key, message, seconds, cancelled))
    except NoReply as error:
        result.append(error)
    except BaseException as error:
        result.append(NoReply(type(error).__name__))


def _post(url: str, key: str | None, message: dict[str, Any], seconds: float, cancelled: threading.Event) -> Reply:
    import httpx

    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    try:
        with (
            httpx.Client(timeout=seconds, follow_redirects=False, headers=headers) as client,
            client.stream("POST", url, json=message) as response,
        ):
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise NoReply(f"an answer of more than {MAX_BYTES // 1_000_000} MB")
                if cancelled.is_set():
                    raise NoReply("given up", slow=True)
            return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(body))
    except httpx.TimeoutException:
        raise NoReply(f"no answer within {max(1, round(seconds))} seconds", slow=True) from None
    except httpx.ConnectError as error:
        raise NoReply(_first_line(error), refused=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise NoReply(_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0] or type(error).__name__
