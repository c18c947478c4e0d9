"""Articles of a treaty that another text quotes or paraphrases: «Article 4 of the pact says that each Party shall …».

Only where the article is named, a verb or a quotation mark hands over its words, and the text told whose treaty it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from westphalia.ontology.types import Agreement, Article, Document, Obligation, Span
from westphalia.reading.treaty.duties import duties
from westphalia.reading.treaty.layout import Provision
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.words import cue

_QUOTED = re.compile(r"[“\"«„](?P<words>[^”\"»“]{12,900})[”\"»]")
_FAR = 8  # sentences between an agreement and the article that is quoted from it


def complete(document: Document) -> Document:
    """The document with the obligations of quoted articles in the agreement they belong to; else the same document."""
    if not document.agreements:
        return document
    text = document.text
    agreements = list(document.agreements)
    for match in cue("provision quoted").finditer(text):
        index = bisect_right(document.sentences, match.start(), key=lambda span: span.start) - 1
        if index < 0 or match.start() >= document.sentences[index].end:
            continue
        sentence = document.sentences[index]
        number = _agreement_for(agreements, index, text[sentence.start : sentence.end])
        content = _content(text, sentence, match) if number is not None else None
        if number is None or content is None:
            continue
        agreement = agreements[number]
        label = match.group()
        known = [i for i, article in enumerate(agreement.articles) if article.label.lower() == label.lower()]
        place = known[0] if known else len(agreement.articles)
        found = duties(document, content, _parties(document, agreement), place, {})
        if not found or any(found[0].start < old.end and old.start < found[-1].end for old in agreement.obligations):
            continue
        agreements[number] = _with(agreement, found, None if known else Article(label, match.start(), content.end))
    if tuple(agreements) == document.agreements:
        return document
    return replace(document, agreements=tuple(agreements))


def _with(agreement: Agreement, found: tuple[Obligation, ...], article: Article | None) -> Agreement:
    articles = (*agreement.articles, article) if article is not None else agreement.articles
    return replace(agreement, articles=articles, obligations=(*agreement.obligations, *found))


def _agreement_for(agreements: list[Agreement], sentence: int, words: str) -> int | None:
    """The agreement told last before this sentence, or in it; one whose noun the sentence uses comes first."""
    near = [i for i, one in enumerate(agreements) if len(one.parties) >= 2 and 0 <= sentence - one.sentence <= _FAR]
    named = [i for i in near if agreements[i].name.split()[-1].lower() in words.lower()]
    return (named or near)[-1] if near else None


def _content(text: str, sentence: Span, article: re.Match[str]) -> Provision | None:
    """The words of the article: in quotation marks, or behind «provides that», «under Article 4,»."""
    quoted = _QUOTED.search(text, max(sentence.start, article.start() - 2), min(len(text), sentence.end + 900))
    if quoted is not None and quoted.start() < sentence.end and cue("binds").search(quoted.group("words")):
        start = quoted.start("words")
        inner = re.compile(r"(?:Article|Art\.)\s+\w+[.:]\s*").match(text, start)
        return Provision(inner.end() if inner else start, quoted.end("words"))
    verb = cue("quoting verb").search(text, sentence.start, sentence.end)
    if verb is None or not cue("party noun").search(text, article.end(), sentence.end):
        return None
    at = max(article.end(), verb.end())
    handed = re.compile(r"(?:\s+of the [\w -]+?)?\s*(?:,|:|that\b)\s*").search(text, at, sentence.end)
    return Provision(handed.end(), sentence.end) if handed else None


def _parties(document: Document, agreement: Agreement) -> Parties:
    mentions = tuple(m for m in document.mentions if m.how in ("name", "demonym", "capital", "institution", "title"))
    span = Span(agreement.start, agreement.end)
    return Parties(agreement.parties, "", span, mentions=mentions, starts=tuple(m.start for m in mentions))
