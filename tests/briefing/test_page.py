"""The page: self-contained, without script or request, everything linked, nothing from outside as markup."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from westphalia.briefing.brief import brief
from westphalia.ontology.types import Actor, ActorKind, Agreement, Claim, ClaimKind, Mention, Span, Status, Voice

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><style>@import url(http://example.org/x.css)",
    "<a href=javascript:alert(1)>x</a>",
    "{{ 7*7 }} {% raw %}",
    "\u202egnp.exe\u2066 \x1b[31mred\x07",
    "</textarea></title><iframe src=//example.org>",
)
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, ids, links and open elements."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        self.text.append(data)

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self):
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]


@pytest.fixture(scope="module")
def html(briefing):
    return briefing.to_html()


@pytest.fixture(scope="module")
def seen(html):
    return Page(html)


def hostile(make_document):
    text = " ".join(NASTY)
    spans, at = [], 0
    for part in NASTY:
        at = text.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return make_document(
        NASTY,
        title=NASTY[0],
        source="javascript:alert(1)",
        published_source=NASTY[1],
        actors=(
            Actor("RUS", NASTY[0], ActorKind.STATE, "RUS", role=NASTY[1]),
            Actor("IRN", NASTY[2], ActorKind.STATE, "IRN"),
            Actor("XX'<b>", NASTY[4], ActorKind.GROUP, "XX'<b>"),
        ),
        mentions=(
            Mention(0, 5, "x", "RUS", "name"),
            Mention(1, 5, "x", "IRN", "name"),
            Mention(2, 5, "x", "XX'<b>", "name"),
        ),
        agreements=(
            Agreement(NASTY[2], ("RUS", "IRN"), NASTY, NASTY, Status.HAPPENED, NASTY[0], 0, 5, 0, kind=NASTY[5]),
        ),
        claims=tuple(
            Claim(ClaimKind.EVALUATION, part, part, span.start, span.end, index, hedge=part, cue=part)
            for index, (part, span) in enumerate(zip(NASTY, spans, strict=True))
        ),
        voices=tuple(Voice(part, part, 1, 0) for part in NASTY),
        warnings=NASTY,
    )


def test_no_script_and_no_request(html, seen):
    assert "<script" not in html
    assert not {tag for tag, _ in seen.elements} & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "base",
    }
    for tag, attrs in seen.elements:
        assert not [name for name in attrs if name.startswith("on")], tag
        assert "src" not in attrs and "srcset" not in attrs
        if tag == "link":
            assert attrs == {"rel": "icon", "href": "data:,"}
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    policy = next(
        a["content"] for t, a in seen.elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")


def test_links_lead_somewhere(seen):
    assert len(seen.ids) == len(set(seen.ids))
    for href in seen.links:
        if href.startswith("#"):
            assert href[1:] in seen.ids, href
        else:
            assert href.startswith("https://"), href
    assert not seen.open


def test_every_sentence_has_an_anchor_and_claims_link_there_and_back(document, html):
    for number in range(1, len(document.sentences) + 1):
        assert f'id="s{number}"' in html
    assert '<tr id="c1">' in html
    assert 'href="#s2"' in html and 'href="#c1"' in html


def test_order_of_the_sections(html):
    ids = ("answer", "actors", "events", "agreements", "relations", "claims", "voices", "forecasts", "sources", "text")
    places = [html.index(f'id="{name}"') for name in ids]
    assert places == sorted(places)


def test_what_is_shown(html, briefing):
    for part in (
        "unverified",
        "not covered Nov 2018 – Dec 2020",
        "Spoken of, not reported as having happened",
        "Spoken of but not heard",
        "Brier",
        "Calibration",
        "Natural Earth",
        "SELECT",
        "energy",
    ):
        assert part in html, part
    assert briefing.answer[:40] in html


def test_size(html):
    assert len(html.encode()) < 2_000_000


def test_same_bytes(document, record, html):
    assert brief(document, record).to_html() == html


def test_nothing_from_outside_becomes_markup(make_document, record):
    answer = brief(hostile(make_document), record)
    html = answer.to_html()
    page = Page(html)
    assert "<script" not in html and "<img" not in html and "<iframe" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
        assert not [value for value in attrs.values() if (value or "").lower().startswith("javascript:")]
    assert html.count("<style>") == 1 and html.count("</style>") == 1
    assert "{{ 7*7 }}" in "".join(page.text)  # a template is shown, not run
    assert not set(html) & set("\u202e\u2066\x1b\x07")
    assert page.ids == list(dict.fromkeys(page.ids))


def test_a_text_without_anything(make_document, record):
    html = brief(make_document(("Nothing is said here.",), published=None, title=None, actors=()), record).to_html()
    page = Page(html)
    assert not page.open
    assert "No actor of world politics was recognised" in html
    assert "No claim was recognised" in html
    assert "undated" in html


def test_more_claims_than_are_shown(make_document, record):
    document = make_document()
    claims = tuple(dataclasses.replace(claim, text=f"{claim.text} {n}") for n in range(40) for claim in document.claims)
    many = dataclasses.replace(document, claims=claims)
    page = Page(brief(many, record).to_html())
    assert "50 more claims are in the JSON." in "".join(page.text)
    assert {href[1:] for href in page.links if href.startswith("#")} <= set(page.ids)


def test_a_very_long_text_is_cut_to_what_is_linked(make_document, record):
    document = make_document()
    filler = " Words that say nothing." * 15_000
    text = document.text + filler
    long = dataclasses.replace(document, text=text)
    html = brief(long, record).to_html()
    assert len(html) < 2_000_000
    assert "shown are the sentences in which something was read" in html
    assert Page(html).links
