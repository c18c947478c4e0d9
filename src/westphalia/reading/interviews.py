"""Interviews: short questions that stand alone as paragraphs or lines, and who answers them.

What an interview says after its first question is held by whoever is asked, unless it is marked as somebody else's; the
introduction is its author's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from westphalia.reading.spans import within

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_LINE = re.compile(r"[^\n]+")
_WRAPPED = 120  # characters of a line beyond which the lines of a text are not broken to a width
_ASKS = re.compile(r"(?:Q|Question)\s?[:.–-]\s")
_LABEL = re.compile(r"(?:[AQ]|Question|Answer)\s?[:.–-]\s|[A-Z][\w .'’-]{1,40}?\s?:\s", re.UNICODE)
# a name but for how many further words it may have, which follows
_NAME = r"[^\W\d_a-z][\w’'-]*(?:\s+(?:(?:al|bin|de|da|van|von|der|el)\s+)?[^\W\d_a-z][\w’'-]*)"
_ASKED = re.compile(
    rf"(?:{_NAME}{{1,3}}\s+of\s+(?:the\s+)?{_NAME}{{0,2}}|(?:The|Our|My)\s+\w+(?:\s\w+)?|{_NAME}{{0,3}})"
    r"(?=,|\s+(?:[a-z]{2,}(?:ed|s)|had|sat|sold|led|taught|ran|spent|wrote|grew|spoke|fought|drove|flew|came"
    r"|went|met|won|lost|held|gave|took|left|made|told)\b)"
)
# a line of the heading that says who is asked: «Peru's consul, Ana Reyes, talks to The Herald»
_TALKS = re.compile(
    r"^[^\n]*\b(?:[Ii]nterview(?:ed)?|[Cc]onversation|[Qq]uestions|talks|talked|speaks|spoke|tells|answers)\b[^\n]*$",
    re.M,
)
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
_LONGEST = 240  # characters of a question; what is longer is a paragraph that ends in one


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is asked (as worded, with its place in the text) and where the answers begin; offsets in characters.

    `questions` are the paragraphs of whoever asks, `labels` the letters or names that stand before what is said.
    """

    holder: str
    holder_start: int
    holder_end: int
    start: int
    questions: tuple[tuple[int, int], ...]
    labels: tuple[tuple[int, int], ...]

    def answers(self, at: int) -> bool:
        """Is what stands at an offset an answer?"""
        return at >= self.start and not within(self.questions, at)


def interview(text: str) -> Interview | None:
    """The interview that a text is; None where it is none.

    >>> told = "Ana Reyes led the talks.\\n\\nDid they fail?\\n\\nNo. They slept.\\n\\nAnd now?\\n\\nWe wait."
    >>> interview(told).holder
    'Ana Reyes'
    """
    paragraphs = _paragraphs(text)
    put = {k for k, paragraph in enumerate(paragraphs) if _question(paragraph.group())}
    if any(_ASKS.match(paragraphs[k].group()) for k in put):  # «Q: Your deputies say that you were too soft.»
        put |= {k for k, paragraph in enumerate(paragraphs) if _ASKS.match(paragraph.group())}
    if any(_slanted(paragraphs[k].group()) for k in put):  # «*Your navy fired first.*» is put to somebody too
        put |= {k for k, paragraph in enumerate(paragraphs) if _slanted(paragraph.group())}
    if len(put) > 1:
        put |= {k for k, paragraph in enumerate(paragraphs) if _put(paragraph.group())}
    asked = sorted(put)
    answered = [k for k in asked if k + 1 < len(paragraphs) and k + 1 not in put]
    if len(answered) < 2 or len(answered) < 0.25 * len(paragraphs):
        return None
    first = paragraphs[asked[0]]
    told = [p.span() for p in paragraphs[: asked[0]] if p.group().rstrip(" *_\n")[-1:] in (".", ":", "…")]
    told += [line.span() for line in _TALKS.finditer(text, 0, first.start())]  # of headings only those that say so
    named = next((found for span in told if (found := _ASKED.search(text, *span))), None)
    start = first.start()
    if named is None and not _OWN.search(text, start):
        return None  # questions that the author answers himself
    holder, begin, end = ("the interviewee", start, start) if named is None else (named.group(), *named.span())
    spoken = [label for p in paragraphs[asked[0] :] if (label := _LABEL.match(text, p.start(), p.end()))]
    counted = Counter(label.group() for label in spoken)
    labels = tuple(label.span() for label in spoken if counted[label.group()] > 1)
    return Interview(holder, begin, end, start, tuple(paragraphs[k].span() for k in asked), labels)


def _paragraphs(text: str) -> list[re.Match[str]]:
    """The paragraphs; the lines where each line is one, or where question and answer stand below each other."""
    paragraphs = list(_PARAGRAPH.finditer(text))
    first = [p.group().strip().partition("\n")[0] for p in paragraphs if "\n" in p.group().strip()]
    asked = [line for line in first if _question(line) or _ASKS.match(line)]
    flowing = any(len(line.group()) > _WRAPPED for line in _LINE.finditer(text))
    spoken = [line for p in paragraphs if _ASKS.match(p.group()) for line in p.group().strip().split("\n")]
    labelled = bool(spoken) and all(_LABEL.match(line) for line in spoken)
    return list(_LINE.finditer(text)) if len(asked) > 1 and (flowing or labelled) else paragraphs


def _slanted(paragraph: str) -> bool:
    """Is the whole short paragraph in italics?"""
    whole = paragraph.strip()
    return len(whole) <= _LONGEST and whole[:1] in ("*", "_") and whole[-1:] == whole[:1]


def _put(paragraph: str) -> bool:
    """Is the paragraph one sentence that is put to somebody («Khartoum says that your men shelled Kadugli.»)?"""
    words = paragraph.strip()
    one = len(words) <= _LONGEST and words[-1:] == "." and ". " not in words
    return one and re.search(r"\byour?\b", words) is not None and _OWN.search(words) is None


def _question(paragraph: str) -> bool:
    words = _LABEL.sub("", paragraph, count=1).strip(' *_\n"”’»')
    return words.endswith("?") and len(words) <= _LONGEST and "\n" not in words
