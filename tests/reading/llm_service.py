"""A service on loopback that speaks the chat-completions protocol, and does what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Turn:
    """One answer of the service: a status, headers, a body; `drip` sends it a byte at a time, `wait` sleeps before."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    endless: bool = False


@dataclass
class Service:
    """The address, what was asked of it, and what it answers: `answer` gets the number of the request and its body."""

    url: str = ""
    answer: Callable[[int, dict[str, Any]], Turn] = lambda _number, _asked: Turn(500)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)


def completion(content: Any, *, finish: str = "stop", usage: tuple[int, int] | None = (1000, 100)) -> Turn:
    """A completion whose message is `content`, as JSON unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Turn(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


def failure(status: int, message: str = "", **headers: str) -> Turn:
    """An error as services send it."""
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return Turn(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def running() -> Iterator[Service]:
    """A service that listens until the block ends."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.paths.append(self.path)
            service.headers.append({name.lower(): value for name, value in self.headers.items()})
            service.at.append(time.monotonic())
            service.asked.append(json.loads(body))
            turn = service.answer(len(service.asked) - 1, service.asked[-1])
            time.sleep(turn.wait)
            with suppress(OSError):  # the other side has hung up
                self._send(turn)

        def _send(self, turn: Turn) -> None:
            self.send_response(turn.status)
            for name, value in turn.headers.items():
                self.send_header(name, value)
            if not turn.endless:
                self.send_header("Content-Length", str(len(turn.body)))
            self.end_headers()
            started = time.monotonic()
            while turn.endless and time.monotonic() - started < 10:
                self.wfile.write(turn.body)
            if turn.drip:
                for k in range(len(turn.body)):
                    self.wfile.write(turn.body[k : k + 1])
                    self.wfile.flush()
                    time.sleep(turn.drip)
            else:
                self.wfile.write(turn.body)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    service.url = f"http://127.0.0.1:{httpd.server_port}/v1"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        httpd.shutdown()
        httpd.server_close()
