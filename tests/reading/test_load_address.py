"""Addresses, against a real server on loopback: what answers, what does not, and what is not followed."""

import gzip
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from westphalia.errors import UnreadableText
from westphalia.reading.fetch import fetch
from westphalia.reading.load import HTML, MARKDOWN, TEXT, load

pytestmark = pytest.mark.network
STORY = "Brazil and Argentina signed a trade agreement in Montevideo. Uruguay welcomed it."


class _Server(BaseHTTPRequestHandler):
    seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        path = self.path.partition("?")[0]
        if path == "/text":
            self._send(STORY.encode(), "text/plain; charset=utf-8", ("Set-Cookie", "id=1"))
        elif path == "/latin":
            self._send("Türkiye met Côte d'Ivoire.".encode("latin-1"), "text/plain; charset=iso-8859-1")
        elif path == "/page":
            day = '<meta property="article:published_time" content="2024-11-05">'
            self._send(f"<html><head>{day}</head><body><p>{STORY * 3}</p></body></html>".encode(), "text/html")
        elif path == "/notes.md":
            self._send(f"# Two rivers\n\n*{STORY}*".encode(), "application/octet-stream")
        elif path == "/untyped":
            self._send(STORY.encode(), None)
        elif path == "/image":
            self._send(b"\x89PNG", "image/png")
        elif path == "/zipped":
            self._send(gzip.compress(b" " * 30_000_000), "text/plain", ("Content-Encoding", "gzip"))
        elif path == "/huge":
            self._endless(b"x" * 65_536, 0)
        elif path == "/long":
            self._send(b"", "text/plain", ("Content-Length", "99000000"))
        elif path == "/drip":
            self._endless(b"x", 0.05)
        elif path == "/silent":
            time.sleep(3)
        elif path == "/once":
            self._redirect("/text")
        elif path == "/loop":
            self._redirect("/loop")
        elif path == "/to-file":
            self._redirect("file:///etc/hostname")
        elif path == "/nowhere":
            self._redirect("")
        else:
            self.send_error(404)

    def _send(self, body: bytes, media: str | None, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        if media:
            self.send_header("Content-Type", media)
        for name, value in headers:
            self.send_header(name, value)
        if "Content-Length" not in dict(headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Set-Cookie", "id=2")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _endless(self, chunk: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        started = time.monotonic()
        try:
            while time.monotonic() - started < 10:
                self.wfile.write(chunk)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass  # the other side has hung up, as it should

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def test_text(server: str) -> None:
    loaded = load(f"{server}/text")
    assert (loaded.text, loaded.source, loaded.media) == (STORY, f"{server}/text", TEXT)
    assert load(f"{server}/latin").text == "Türkiye met Côte d'Ivoire."


def test_the_server_says_what_it_sends(server: str) -> None:
    page = load(f"{server}/page")
    assert page.media == HTML
    assert STORY in page.text
    assert (page.published, page.published_source) == (date(2024, 11, 5), "metadata")
    assert load(f"{server}/untyped").media == TEXT


def test_the_name_decides_where_the_server_does_not_say(server: str) -> None:
    loaded = load(f"{server}/notes.md?download=1")
    assert (loaded.media, loaded.title) == (MARKDOWN, "Two rivers")


def test_redirects_are_followed_and_the_last_address_is_the_source(server: str) -> None:
    _Server.seen.clear()
    assert load(f"{server}/once").source == f"{server}/text"
    assert len(_Server.seen) == 2
    assert all("cookie" not in headers for headers in _Server.seen)
    assert all(headers["user-agent"].startswith("westphalia") for headers in _Server.seen)


def test_a_password_in_the_address_is_not_shown(server: str) -> None:
    assert load(server.replace("//", "//user:secret@") + "/text").source == f"{server}/text"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "answered 404 Not Found"),
        ("/image", "sends image/png, not an article"),
        ("/huge", "larger than 10 MB"),
        ("/long", "larger than 10 MB"),
        ("/zipped", "larger than 10 MB"),
        ("/loop", "redirects more than 5 times"),
        ("/to-file", "redirects to a file address"),
        ("/nowhere", "redirects more than 5 times"),
    ],
)
def test_refused(server: str, path: str, words: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        load(server + path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nobody_listens() -> None:
    with pytest.raises(UnreadableText, match="does not answer"):
        load("http://127.0.0.1:9/article")


def test_no_such_host() -> None:
    with pytest.raises(UnreadableText, match="does not answer"):
        load("http://no-such-host.invalid/article")


@pytest.mark.parametrize("path", ["/drip", "/silent"])
def test_a_slow_server_is_left_in_time(server: str, path: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableText, match=r"did not answer.* within 1 seconds"):
        fetch(server + path, max_seconds=1)
    assert time.perf_counter() - started < 3
