"""Is this text English? The reader's cue tables are, so anything else would be coded as nonsense.

A text is cut into blocks of about forty words. A block whose words are English function words often enough is English;
only for other blocks is py3langid (Barbaresi's fork of langid.py, Lui & Baldwin 2012) loaded, which takes half a second
an English article never pays. At most forty blocks, spread evenly, are looked at, so that a long text costs no more.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from westphalia.errors import UnreadableText

SHORT = 40  # words; below this a foreign-looking text is refused only where the language is beyond doubt
_NOTE = 8  # words; below this in plain ASCII nothing can be told, and «Russia attacked Ukraine» needs no warning
_BLOCK = 40
_BLOCKS = 40
_ENGLISH_SHARE = 0.12  # of a block's words; English news prose has 0.25 to 0.40, other languages under 0.04
_SURE = 0.5  # py3langid's confidence that names the language of a block
# Confidence that refuses a short text: it refused none of 947 English sentences of 8 to 39 words (headlines, news, web)
# that have few function words, and names one-sentence texts in other languages with 0.94 and more.
_BEYOND_DOUBT = 0.9


@dataclass(frozen=True)
class Language:
    """What a text is written in.

    `code` is ISO 639-1, «und» where no language could be told. `english` is the share of the blocks in a language that
    are English, 0 to 1. `warning` is a line for the reader where part of the text, or a short text, is in doubt.
    """

    code: str
    english: float
    warning: str | None = None


def check(text: str) -> str:
    """The language of `text` as ISO 639-1, which is always «en»: `UnreadableText` names any other.

    A text of fewer than eight words is let through in doubt, one of fewer than forty where its language is not beyond
    doubt, and a text of which at least half is English too; `judge` gives the warning that belongs to each.

    >>> check("The two ministers met in Muscat and agreed to resume the talks.")
    'en'
    """
    language = judge(text)
    if language.code != "en":
        name = _named(language)
        raise UnreadableText(f"the text is in {name}, not in English; nothing was coded: give an English translation")
    return language.code


def warnings(language: Language) -> tuple[str, ...]:
    """What a reader of a text that is read all the same should know of its language."""
    if language.code != "en":
        return (f"the text is in {_named(language)}, not in English: little of it is understood",)
    return (language.warning,) if language.warning else ()


def _named(language: Language) -> str:
    return _names().get(language.code, "a language that could not be told")


def judge(text: str) -> Language:
    """What language `text` is in, without raising; see `check` for the rule."""
    words = _WORD.findall(text)
    if not words:
        return Language("en", 0.0, "the text holds no words") if len(text) < 200 else Language("und", 0.0)
    if len(words) < _NOTE and text.isascii():
        return Language("en", 1.0)
    blocks = _sample(text)
    codes = Counter("en" if _is_english(block) else _told(block) for block in blocks)
    # A block of names or numbers belongs to no language: it neither speaks for English nor against it.
    named = [code for code, _ in codes.most_common() if code not in ("en", "und")]
    share = codes["en"] / (len(blocks) - codes["und"]) if codes["und"] < len(blocks) else 0.0
    if share == 1:
        return Language("en", 1.0)
    if len(words) < SHORT and not _other_script(text) and not _beyond_doubt(text, len(words)):
        doubt = f"is short and looks like {_names()[named[0]]}" if named else "is too short to tell its language"
        return Language("en", share, f"the text {doubt}; it was read as English")
    if share >= 0.5:
        other = _names()[named[0]]
        return Language("en", share, f"about {1 - share:.0%} of the text looks like {other} and was not understood")
    return Language(named[0] if named else "und", share)


_WORD = re.compile(r"[^\W\d_]+")


def _sample(text: str) -> list[str]:
    """Up to forty stretches of about forty words, evenly spread, in order; a short last one joins its neighbour."""
    size = _BLOCK * 6  # characters
    if len(text) <= size * 3 // 2:
        return [text]
    count = min(_BLOCKS, max(2, len(text) // size))
    step = len(text) // count
    return [text[start : start + max(size, 1)] for start in range(0, step * count, step)]


def _is_english(block: str) -> bool:
    words = [word.lower() for word in _WORD.findall(block)]
    return bool(words) and sum(word in _function_words() for word in words) >= _ENGLISH_SHARE * len(words)


def _told(block: str, sure: float = _SURE) -> str:
    """The block's language by py3langid among the languages of languages.csv; «und» where it is not sure."""
    if not _WORD.search(block):
        return "und"
    code, confidence = _identifier().classify(block)
    # A block of names only is typically scattered over many languages at low confidence.
    return str(code) if confidence >= sure else "und"


def _beyond_doubt(text: str, words: int) -> bool:
    """Whether a short text is surely not in English."""
    return words >= _NOTE and not _is_english(text) and _told(text, _BEYOND_DOUBT) not in ("en", "und")


def _other_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(ord(character) > 0x24F for character in letters) > len(letters) / 2


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_names()))
    return identifier


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("english_words.csv"))


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows("languages.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(resources.files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()))
