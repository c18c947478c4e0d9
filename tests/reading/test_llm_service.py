"""Services that misbehave: what passes is tried again, what does not is told in one line, and the key stays at home."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from tests.reading.llm_service import Service, Turn, completion, failure, running

from westphalia.errors import CallError, DataError, WestphaliaError
from westphalia.ontology.types import Document
from westphalia.reading import llm_http, read_text

pytestmark = pytest.mark.network

TEXT = "Kenya thanked Uganda."
EVENT = {
    "quote": "Kenya thanked Uganda",
    "cue": "thanked",
    "actor": {"words": "Kenya", "named": None},
    "action": "SUPPORT",
    "recipient": {"words": "Uganda", "named": None},
    "status": "happened",
}
GOOD: dict[str, Any] = {"events": [EVENT], "claims": [], "agreements": []}
KEY = "sk-very-secret-0123456789"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in ("URL", "MODEL", "KEY", "PRICES", "SECONDS"):
        monkeypatch.delenv(f"WESTPHALIA_LLM_{name}", raising=False)
    monkeypatch.setattr("westphalia.reading.llm_protocol.PAUSE", 0.01)
    with running() as service:
        yield service


def read(service: Service, seconds: float = 60) -> Document:
    return read_text(TEXT, reader="llm", llm={"url": service.url, "model": "some-model", "seconds": seconds})


def fails(service: Service, turn: Turn | Callable[[int, dict[str, Any]], Turn], seconds: float = 60) -> WestphaliaError:
    service.answer = turn if callable(turn) else lambda _number, _asked: turn
    with pytest.raises(WestphaliaError) as caught:
        read(service, seconds)
    line = str(caught.value)
    assert "\n" not in line and line.startswith(f"the llm service at 127.0.0.1:{service.url.split(':')[2][:-3]} ")
    assert KEY not in line
    return caught.value


def reads_after(service: Service, *first: Turn, seconds: float = 60) -> Document:
    """The document, read where the service answers well after some other answers."""
    service.answer = lambda number, _asked: first[number] if number < len(first) else completion(GOOD)
    document = read(service, seconds)
    assert [(e.actor, e.action, e.recipient) for e in document.events] == [("KEN", "SUPPORT", "UGA")]
    assert document.read_by is not None and document.read_by.requests == len(first) + 1
    return document


# --- answers that are not what was asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "```json\n" + json.dumps(GOOD) + "\n```",
        "Here is the annotation you asked for:\n\n```\n" + json.dumps(GOOD) + "\n```\nAnything else?",
        "<think>Kenya thanks Uganda { so }</think>\n" + json.dumps(GOOD),
        "Sure! " + json.dumps(GOOD) + " I hope this helps.",
        json.dumps({"events": [EVENT]}),
        json.dumps(GOOD | {"claims": None, "comment": "extra"}),
    ],
)
def test_json_with_something_around_it(service: Service, content: str) -> None:
    service.answer = lambda _number, _asked: completion(content)
    assert [e.text for e in read(service).events] == ["Kenya thanked Uganda"]
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        '{"events": [{"quote": "Kenya tha',
        "[" * 100_000,
        "[]",
        "42",
        '{"verdict": "peace"}',
        '{"events": "none"}',
        "",
    ],
)
def test_bad_json_is_asked_for_again_a_bounded_number_of_times(service: Service, content: str) -> None:
    reads_after(service, completion(content), completion(content))
    service.asked.clear()
    error = fails(service, completion(content))
    assert isinstance(error, DataError) and "JSON asked for" in str(error) and "(4 attempts)" in str(error)
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b"\xff\xfe\x00garbage" * 50,
        b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n' * 20,
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": 7}}]}',
        b'{"choices": "none"}',
        b"[" * 200_000,
    ],
)
def test_what_is_no_completion(service: Service, body: bytes) -> None:
    reads_after(service, Turn(200, body))
    assert "attempts" in str(fails(service, Turn(200, body)))


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "Kenya thanked Uganda",
        [],
        {},
        EVENT | {"quote": 7},
        EVENT | {"quote": ""},
        EVENT | {"quote": "…"},
        EVENT | {"quote": "\ud800"},
        EVENT | {"cue": None},
        EVENT | {"actor": 3},
        EVENT | {"actor": {"named": "Kenya"}},
        EVENT | {"action": ["SUPPORT"]},
        EVENT | {"status": None},
        EVENT | {"actor": None, "recipient": None},
    ],
)
def test_items_of_the_wrong_type_are_dropped_one_by_one(service: Service, row: Any) -> None:
    service.answer = lambda _number, _asked: completion({"events": [row, EVENT], "claims": [row], "agreements": [row]})
    document = read(service)
    assert [e.text for e in document.events] == ["Kenya thanked Uganda"]
    assert document.claims == () and document.agreements == () and document.read_by is not None
    assert sum(one.count for one in document.read_by.dropped if one.what == "event") == 1


def test_an_endless_list_is_cut(service: Service) -> None:
    service.answer = lambda _number, _asked: completion({"events": [EVENT] * 5000})
    document = read(service)
    assert len(document.events) == 1 and document.read_by is not None
    assert sum(one.count for one in document.read_by.dropped) == 4999


@pytest.mark.parametrize("usage", [{"prompt_tokens": "many"}, {"prompt_tokens": -5, "completion_tokens": 2}, [], None])
def test_usage_that_is_none(service: Service, usage: Any) -> None:
    body = json.loads(completion(GOOD).body) | {"usage": usage}
    service.answer = lambda _number, _asked: Turn(200, json.dumps(body).encode())
    made = read(service).read_by
    assert made is not None and (made.prompt_tokens, made.completion_tokens) == (None, None)


# --- sizes and times -------------------------------------------------------------------------------------------------


def test_a_huge_answer_is_not_taken_in(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm_http, "MAX_BYTES", 1_000_000)
    error = fails(service, Turn(200, b"x" * 65_536, endless=True), seconds=30)
    assert "more than 1 MB" in str(error)


@pytest.mark.parametrize("turn", [Turn(200, b"{}", wait=30), Turn(200, b" " * 400, drip=0.1)])
def test_the_time_limit_holds(service: Service, turn: Turn) -> None:
    started = time.monotonic()
    error = fails(service, turn, seconds=1)
    assert time.monotonic() - started < 15
    assert "did not read the text within 1 seconds" in str(error) and "--llm-seconds" in str(error)


def test_one_slow_answer_is_asked_for_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("westphalia.reading.llm_protocol.REQUEST_SECONDS", 3)
    reads_after(service, Turn(200, b"{}", wait=20), seconds=60)


def test_nobody_listens() -> None:
    with running() as gone:
        url = gone.url
    started = time.monotonic()
    with pytest.raises(DataError, match=r"does not answer: .*is it running") as caught:
        read_text(TEXT, reader="llm", llm={"url": url, "model": "m"})
    assert time.monotonic() - started < 30 and "\n" not in str(caught.value)


# --- statuses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 529])
def test_what_may_pass_is_tried_again(service: Service, status: int) -> None:
    reads_after(service, failure(status, "busy"), failure(status))
    error = fails(service, failure(status, "come back\nlater"))
    assert isinstance(error, DataError) and f"answered {status}: come back later (4 attempts)" in str(error)


def test_pauses_grow(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("westphalia.reading.llm_protocol.PAUSE", 0.1)
    fails(service, failure(503))
    waits = [b - a for a, b in zip(service.at, service.at[1:], strict=False)]
    assert len(waits) == 3 and waits[0] >= 0.1 and waits[1] >= 0.2 and waits[2] >= 0.4


def test_retry_after_is_honoured(service: Service) -> None:
    reads_after(service, failure(429, Retry_After="1"))
    assert service.at[1] - service.at[0] >= 1


def test_retry_after_as_a_date(service: Service) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=2)
    reads_after(service, failure(429, Retry_After=format_datetime(soon, usegmt=True)))
    assert service.at[1] - service.at[0] >= 0.5


@pytest.mark.parametrize("value", ["soon", "-3", "1e999", "Wed, 99 Foo"])
def test_retry_after_that_is_none(service: Service, value: str) -> None:
    reads_after(service, failure(429, Retry_After=value))


def test_a_wait_beyond_the_time_limit_is_not_waited(service: Service) -> None:
    started = time.monotonic()
    error = fails(service, failure(429, "quota", Retry_After="3600"), seconds=60)
    assert time.monotonic() - started < 30 and len(service.asked) == 1
    assert "asks to wait 3600 seconds" in str(error)


@pytest.mark.parametrize(("status", "words"), [(401, "wants a key"), (403, "wants a key"), (404, "knows no model")])
def test_what_will_not_pass_is_told_at_once(service: Service, status: int, words: str) -> None:
    error = fails(service, failure(status, "model 'some-model' not found"))
    assert isinstance(error, CallError) and words in str(error) and len(service.asked) == 1
    assert "model 'some-model' not found" in str(error)


def test_messages_of_the_service_are_shown_in_short_and_without_control_characters(service: Service) -> None:
    error = fails(service, failure(404, "\x1b[31mred\x07 alert " + "long " * 500))
    assert len(str(error)) < 400 and str(error).isprintable() and "[31mred alert long" in str(error)


# --- the key ---------------------------------------------------------------------------------------------------------


def test_the_key_is_sent_and_shown_nowhere(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WESTPHALIA_LLM_KEY", KEY)
    document = reads_after(service)
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(document.to_dict()) and service.url not in json.dumps(document.to_dict())
    error = fails(service, failure(401, f"Incorrect API key provided: {KEY}."))
    assert "refuses the key (401: Incorrect API key provided: ….); check WESTPHALIA_LLM_KEY" in str(error)
    assert KEY not in str(fails(service, failure(500, f"bad token {KEY}")))
    assert KEY not in str(fails(service, completion(f"The key is {KEY}.")))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(service: Service, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WESTPHALIA_LLM_KEY", KEY)
    with running() as elsewhere:
        elsewhere.answer = lambda _number, _asked: completion(GOOD)
        error = fails(service, Turn(status, b"", {"Location": f"{elsewhere.url}/chat/completions"}))
        assert isinstance(error, CallError) and "redirects elsewhere" in str(error)
        assert elsewhere.asked == [] and len(service.asked) == 1


# --- servers that know less ------------------------------------------------------------------------------------------


def _knows(*forms: str | None) -> Callable[[int, dict[str, Any]], Turn]:
    """A service that takes these kinds of `response_format` alone; «bare» takes no parameters at all."""

    def answer(_number: int, asked: dict[str, Any]) -> Turn:
        kind = asked.get("response_format", {}).get("type")
        if "bare" in forms and set(asked) != {"model", "messages"}:
            return failure(400, "Unsupported parameter: 'temperature'")
        if "bare" not in forms and kind not in forms:
            return failure(400, "response_format is not one of the types supported")
        return completion(GOOD)

    return answer


@pytest.mark.parametrize(
    ("forms", "requests"),
    [(("json_schema",), 1), (("json_object", None), 2), ((None,), 3), (("bare",), 4)],
)
def test_a_plainer_form_is_asked_for_where_one_is_refused(
    service: Service, forms: tuple[str | None, ...], requests: int
) -> None:
    service.answer = _knows(*forms)
    document = read(service)
    assert len(document.events) == 1 and len(service.asked) == requests


def test_a_refused_form_is_not_asked_for_again_in_the_next_part(service: Service) -> None:
    service.answer = _knows(None)
    text = "\n\n".join(f"{TEXT} {'The lake lay still under a grey sky. ' * 20}" for _ in range(16))
    document = read_text(text, reader="llm", llm={"url": service.url, "model": "m"})
    assert document.read_by is not None and document.read_by.requests == len(service.asked) > 4
    assert ["response_format" in asked for asked in service.asked] == [True, True] + [False] * (len(service.asked) - 2)


def test_a_request_that_is_refused_in_every_form(service: Service) -> None:
    error = fails(service, failure(400, "context length exceeded"))
    assert isinstance(error, CallError) and "refuses the request (400: context length exceeded)" in str(error)
    assert len(service.asked) == 4


def test_a_prompt_that_the_service_has_cut_is_told(service: Service) -> None:
    service.answer = lambda _number, _asked: completion(GOOD, usage=(200, 50))
    assert "raise its context length" in read(service).warnings[-1]


def test_an_answer_cut_off_for_one_sentence(service: Service) -> None:
    error = fails(service, completion('{"events": [', finish="length"))
    assert "cuts its answers off" in str(error)
