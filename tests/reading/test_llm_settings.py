"""Settings of the language model: where they come from, what is refused, what is never shown."""

from __future__ import annotations

import pytest

from westphalia.errors import CallError
from westphalia.reading import read_text
from westphalia.reading.llm_settings import OLLAMA, settings

HERE = "http://localhost:8000/v1"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY", "PRICES", "SECONDS"):
        monkeypatch.delenv(f"WESTPHALIA_LLM_{name}", raising=False)


def test_options_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WESTPHALIA_LLM_URL", "https://models.example/v1/")
    monkeypatch.setenv("WESTPHALIA_LLM_MODEL", "from-the-environment")
    monkeypatch.setenv("WESTPHALIA_LLM_PRICES", "0.15, 0.60")
    monkeypatch.setenv("WESTPHALIA_LLM_SECONDS", "90")
    found = settings({"model": "from-the-option", "url": None})
    assert (found.url, found.model) == ("https://models.example/v1", "from-the-option")
    assert (found.prices, found.seconds) == ((0.15, 0.60), 90)
    assert found.endpoint == "https://models.example/v1/chat/completions"


def test_nothing_is_asked_unless_an_address_is_given() -> None:
    with pytest.raises(CallError, match="WESTPHALIA_LLM_URL"):
        settings({"model": "m"})
    with pytest.raises(CallError, match="WESTPHALIA_LLM_MODEL"):
        settings({"url": "ollama"})
    assert settings({"url": "ollama", "model": "m"}).url == OLLAMA
    assert settings({"url": HERE + "/chat/completions", "model": "m"}).url == HERE


@pytest.mark.parametrize(
    "url",
    ["localhost:8000", "ftp://host/v1", "http://", "http://[::1", "http://host:99999/v1", "http://me:pw@host/v1",
     "https://host/v1?key=abc", "https://host/v1#x", "file:///etc/passwd"],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(CallError, match="llm service") as caught:
        settings({"url": url, "model": "m"})
    assert "pw" not in str(caught.value) and "abc" not in str(caught.value)


def test_the_key_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WESTPHALIA_LLM_KEY", "sk-secret")
    for near in ("http://127.0.0.1:1/v1", "http://192.168.1.5/v1", "http://gpu-box:8000/v1", "http://gpu.local/v1"):
        assert settings({"url": near, "model": "m"}).key == "sk-secret"
    assert settings({"url": "https://models.example/v1", "model": "m"}).key == "sk-secret"
    with pytest.raises(CallError, match="unencrypted"):
        settings({"url": "http://models.example/v1", "model": "m"})


def test_a_text_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WESTPHALIA_LLM_KEY", raising=False)
    for near in ("http://[::1]:1/v1", "http://10.1.2.3/v1", "http://gpu.internal/v1", "https://models.example/v1"):
        assert settings({"url": near, "model": "m"}).key is None
    for far in ("http://models.example/v1", "http://8.8.8.8/v1", "http://[2606:4700::1111]:8000/v1"):
        with pytest.raises(CallError, match=r"the text would go to .* unencrypted; use its https address"):
            settings({"url": far, "model": "m"})


def test_the_key_is_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WESTPHALIA_LLM_KEY", "sk-secret")
    assert "secret" not in repr(settings({"url": HERE, "model": "m"}))
    monkeypatch.setenv("WESTPHALIA_LLM_KEY", "sk-\nsecret")
    with pytest.raises(CallError) as caught:
        settings({"url": HERE, "model": "m"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("prices", ["1", "1,2,3", "a,b", "-1,2", "nan,1", "inf,1"])
def test_prices_that_are_none(prices: str) -> None:
    with pytest.raises(CallError, match=r"0\.15,0\.60"):
        settings({"url": HERE, "model": "m", "prices": prices})


@pytest.mark.parametrize("seconds", ["soon", 0, -3, 1e9, "nan"])
def test_limits_that_are_none(seconds: object) -> None:
    with pytest.raises(CallError, match="time limit"):
        settings({"url": HERE, "model": "m", "seconds": seconds})


def test_readers_by_name() -> None:
    text = "Kenya thanked Uganda."
    made = read_text(text).read_by
    assert made is not None and made == read_text(text, reader="model").read_by
    assert (made.name, made.model, made.requests) == ("model", None, 0) and made.version
    with pytest.raises(CallError, match="no reader 'oracle'; there are model, rules, llm"):
        read_text(text, reader="oracle")
    with pytest.raises(CallError, match="ask for the reader llm"):
        read_text(text, llm={"model": "m"})
    with pytest.raises(CallError, match="no setting 'key'"):
        read_text(text, reader="llm", llm={"key": "sk-secret"})
