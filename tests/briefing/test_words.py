"""Numbers, names and links as a briefing writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.briefing.words import clean, dyad_name, many, name_of, number, one_line, percent, safe_url, span


def test_bidi_and_control_characters_go():
    assert clean("a\u202eb\u2066c\u200fd\x00e\x1b[31mf\x9bg\u0085") == "abcde[31mfg"
    assert clean("line\n\tnext") == "line\n\tnext"
    assert clean("مصر Türkiye – «né»") == "مصر Türkiye – «né»"


@given(st.text())
def test_clean_twice_is_clean_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.floats(allow_nan=False, min_value=0, max_value=1))
def test_percent_never_says_certain(share):
    shown = percent(share)
    assert (shown in {"0 %", "100 %"}) == (share in {0.0, 1.0})
    assert not shown.startswith("100.0") and not shown.startswith("0.0 ")


def test_numbers():
    assert number(float("nan")) == "–"
    assert number(-0.04) == "0.0"
    assert span(-1.0, 2.0) == "−1.0 to 2.0"
    assert span(None, 2.0) == ""
    assert many(1, "claim") == "1 claim"


def test_one_line_cuts_at_a_word():
    assert one_line("a b c d", 100) == "a b c d"
    assert len(one_line("word " * 100, 60)) <= 60


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        " https://example.org",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "https://example.org/\u202egpj",
        "vbscript:x",
        "//example.org",
        None,
        "",
    ],
)
def test_links_that_are_none(url):
    assert safe_url(url) is None


def test_links():
    assert safe_url("https://doi.org/10.7910/DVN/28075") == "https://doi.org/10.7910/DVN/28075"
    assert safe_url("http://127.0.0.1:8000/a?b=c") == "http://127.0.0.1:8000/a?b=c"


def test_names_of_codes():
    assert name_of("RUS") == "Russia"
    assert name_of(None) == "somebody"
    assert name_of("---") == "somebody of no country"
    assert dyad_name("RUS", "IRN") == "Russia – Iran"
