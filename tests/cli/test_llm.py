"""`--reader llm` as a user runs it: against a service on loopback, with the key in the environment alone."""

import json
import subprocess
import sys

import pytest
from tests.reading.llm_service import completion, failure, running

pytestmark = pytest.mark.network

KEY = "sk-very-secret-0123456789"
ANSWER = {
    "events": [
        {
            "quote": "Turkish and Iraqi officials met in Ankara",
            "cue": "met",
            "actor": {"words": "Turkish", "named": None},
            "action": "CONSULT",
            "recipient": {"words": "Iraqi officials", "named": None},
            "status": "happened",
        }
    ],
    "claims": [
        {"quote": "relations between Turkey and Iraq have improved", "kind": "trend",
         "holder": {"words": "Officials in Baghdad", "named": "Iraqi"}, "cue": "say that",
         "cause": None, "effect": None, "polarity": None},
        {"quote": "Turkey has won", "kind": "event", "holder": None, "cue": None, "cause": None, "effect": None,
         "polarity": None},
    ],
    "agreements": [],
}  # fmt: skip


@pytest.fixture
def service():
    with running() as service:
        service.answer = lambda _number, _asked: completion(ANSWER, usage=(1500, 250))
        yield service


def environment(service):
    return {"WESTPHALIA_LLM_URL": service.url, "WESTPHALIA_LLM_MODEL": "some-model", "WESTPHALIA_LLM_KEY": KEY}


def test_read(run, article, service):
    done = run("read", "--reader", "llm", "--llm-prices", "1,4", "--json", article, **environment(service))
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert [(e["actor"], e["action"], e["recipient"]) for e in found["events"]] == [("TUR", "CONSULT", "IRQ")]
    assert [(c["holder"], c["holder_code"]) for c in found["claims"]] == [("Officials in Baghdad", "IRQ")]
    made = found["document"]["read_by"]
    assert (made["name"], made["model"], made["price"]) == ("llm", "some-model", 0.0025)
    assert made["dropped"] == [{"what": "claim", "why": "words that are not in the text", "count": 1}]
    assert "1 request, 1,500 prompt and 250 completion tokens, 0.0025 at the prices given" in done.err
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in done.out + done.err and service.url not in done.out + done.err


def test_options_stand_above_the_environment(run, article, service):
    done = run("read", "--reader", "llm", "--llm-model", "another", article, **environment(service))
    assert done.code == 0 and service.asked[0]["model"] == "another"


def test_brief_and_its_bundle(run, article, service, tmp_path):
    done = run("brief", "--reader", "llm", article, "--out", "b.html", "--bundle", "b", **environment(service))
    assert done.code == 0, done.err
    pages = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(pages) > 8
    assert not any(KEY.encode() in page or service.url.encode() in page for page in pages)
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "read by a language model (some-model)" in page and "do not bear them out: 1 claim" in page
    assert "read by a language model (some-model)" in (tmp_path / "b" / "README.md").read_text(encoding="utf-8")
    asked = len(service.asked)
    again = subprocess.run([sys.executable, "b/again.py"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert again.stdout.strip() == "again.html is the same as brief.html", again.stderr
    assert len(service.asked) == asked  # made again from what is kept: nobody is asked


def test_errors_are_one_line(run, article, service):
    service.answer = lambda _number, _asked: failure(401, f"no such key: {KEY}")
    done = run("read", "--reader", "llm", article, **environment(service))
    assert done.code == 2 and "refuses the key" in done.line and KEY not in done.err
    assert "WESTPHALIA_LLM_URL" in run("read", "--reader", "llm", article).line
    assert "ask for the reader llm" in run("brief", "--llm-model", "m", article).line
    assert service.url not in run("read", article, **environment(service)).out
    assert len(service.asked) == 1  # the rules ask nobody


def test_evaluate(run, service, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.txt").write_text("Turkish and Iraqi officials met in Ankara.", encoding="utf-8")
    events = [{"actor": "TUR", "action": "CONSULT", "recipient": "IRQ", "status": "happened"}]
    (folder / "one.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    done = run("evaluate", "reader", "--gold", folder, "--reader", "llm", "--json", **environment(service))
    (scores,) = json.loads(done.out)
    assert (scores["reader"], scores["model"], scores["rows"][0]["right"]) == ("llm", "some-model", 1)
    assert (scores["cost"]["requests"], scores["cost"]["prompt_tokens"]) == (1, 1500)
