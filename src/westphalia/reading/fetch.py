"""One article from an http(s) address that the user typed: bounded in size, time and redirects, without cookies.

The whole fetch, name look-up included, runs in a helper thread that is given 20 seconds; a server that drips bytes
cannot hold the program longer. Only http and https are followed, also after a redirect.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from westphalia.errors import CallError, UnreadableText

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 10_000_000
MAX_SECONDS = 20.0
MAX_REDIRECTS = 5
_TYPES = (
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
    "binary/octet-stream",
)
_ALIASES = {"application/xhtml+xml": "text/html", "text/x-markdown": "text/markdown"}


@dataclass(frozen=True)
class Answer:
    """What an address answered: `media` is None where the server did not say what it sent."""

    url: str
    path: str
    media: str | None
    charset: str | None
    data: bytes


def fetch(url: str, *, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> Answer:
    """The bytes at `url`, at most `max_bytes` in at most `max_seconds` and five redirects.

    Raises `CallError` where it is no http(s) address, `UnreadableText` where it does not answer, answers with an error,
    sends something that is no article, or leaves http(s).
    """
    _check_address(url, None)
    result: list[Answer | BaseException] = []
    cancelled = threading.Event()
    thread = threading.Thread(
        target=_work, args=(url, max_seconds, max_bytes, cancelled, result), name="fetch", daemon=True
    )
    thread.start()
    try:
        thread.join(max_seconds)
    finally:
        cancelled.set()
    if not result:
        raise UnreadableText(
            f"{_shown(url)} did not answer in full within {max_seconds:g} seconds; try later or save the page as a file"
        )
    if isinstance(result[0], BaseException):
        raise result[0]
    return result[0]


def _work(
    url: str, seconds: float, max_bytes: int, cancelled: threading.Event, result: list[Answer | BaseException]
) -> None:
    try:
        result.append(_follow(url, seconds, max_bytes, cancelled))
    except BaseException as error:
        result.append(error)


def _follow(url: str, seconds: float, max_bytes: int, cancelled: threading.Event) -> Answer:
    import httpx

    headers = {"User-Agent": _user_agent(), "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.1"}
    start = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            # A client per hop: nothing, cookies included, is carried from one answer to the next request.
            with (
                httpx.Client(headers=headers, timeout=seconds, follow_redirects=False) as client,
                client.stream("GET", url) as response,
            ):
                if not response.is_redirect:
                    return _read(response, url, start, max_bytes, cancelled)
                url = urljoin(url, response.headers.get("location", ""))
                _check_address(url, start)
    except httpx.TimeoutException:
        raise UnreadableText(
            f"{_shown(start)} did not answer within {seconds:g} seconds; try later or save the page as a file"
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableText(f"{_shown(start)} does not answer: {reason}; check the address") from None
    raise UnreadableText(f"{_shown(start)} redirects more than {MAX_REDIRECTS} times; save the page as a file")


def _read(response: httpx.Response, url: str, start: str, max_bytes: int, cancelled: threading.Event) -> Answer:
    if response.status_code != 200:
        raise UnreadableText(
            f"{_shown(start)} answered {response.status_code} {response.reason_phrase}; check the address, "
            "or save the page as a file"
        )
    content_type = response.headers.get("content-type", "")
    media = content_type.partition(";")[0].strip().lower()
    if media and media not in _TYPES:
        raise UnreadableText(f"{_shown(start)} sends {media}, not an article in text, Markdown, HTML, PDF or Word")
    too_large = UnreadableText(f"{_shown(start)} is larger than {max_bytes // 1_000_000} MB: too large for an article")
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > max_bytes:
        raise too_large
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():  # decoded bytes, so that a compressed answer cannot grow past the limit
        size += len(chunk)
        if size > max_bytes:
            raise too_large
        if cancelled.is_set():
            raise UnreadableText(f"{_shown(start)} was given up")
        chunks.append(chunk)
    known = None if not media or media.endswith("octet-stream") else _ALIASES.get(media, media)
    return Answer(_shown(url), urlsplit(url).path, known, response.charset_encoding, b"".join(chunks))


def _check_address(url: str, start: str | None) -> None:
    """`start` is the address typed, where `url` is one it redirects to."""
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        scheme = parts.scheme
    except ValueError:
        good, scheme = False, ""
    if good:
        return
    if start is not None:
        raise UnreadableText(
            f"{_shown(start)} redirects to a {scheme or 'broken'} address; only http and https are followed"
        )
    if scheme == "file":
        raise CallError(f"{url} is a file address: give the path itself")
    raise CallError(f"{url!r} is no http or https address: save the article and give the file")


def _shown(url: str) -> str:
    """The address without a user name and password, which must not end up in a briefing."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _user_agent() -> str:
    try:
        return f"westphalia/{version('westphalia')} (reads one article at its user's request)"
    except PackageNotFoundError:
        return "westphalia (reads one article at its user's request)"
