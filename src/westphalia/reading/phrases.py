"""Noun phrases: the longest runs of words that can stand together before a head noun."""

from __future__ import annotations

from westphalia.reading.syntax import Phrase
from westphalia.reading.tables import word_set, words
from westphalia.reading.tokens import Token, glued


def noun_phrases(tokens: list[Token]) -> list[Phrase]:
    """The noun phrases of a tagged sentence, in order and disjoint."""
    phrases: list[Phrase] = []
    i, n = 0, len(tokens)
    while i < n:
        if tokens[i].tag in "DNMQUE" or _adverb_opens(tokens, i):
            end = _end(tokens, i)
            head = end - 1
            while head > i and (tokens[head].tag not in "NMQUDE" or tokens[head].low in word_set("after nouns")):
                head -= 1  # «analysts close to the Kremlin»
            phrases.append(Phrase(i, end, head))
            i = end
        else:
            i += 1
    return phrases


def _adverb_opens(tokens: list[Token], i: int) -> bool:
    """«with highly enriched uranium»: an adverb between a preposition and a noun."""
    return (
        tokens[i].tag == "R"
        and tokens[i].low.endswith("ly")
        and 0 < i < len(tokens) - 1
        and (tokens[i + 1].tag == "N" and tokens[i - 1].tag in "DP")
    )


def _end(tokens: list[Token], i: int) -> int:
    if tokens[i].tag in "UE":
        return i + 1
    j = i
    while j < len(tokens) and _goes_on(tokens, i, j):
        j += 2 if tokens[j].tag == "-" else 1
    return max(j, i + 1)


def _noun_ends(tokens: list[Token], j: int) -> bool:
    """«in world affairs Iran turned», «at its disposal Iran's program»: a thing before a name ends its phrase.

    People and states may stand in apposition («its allies China and Russia»), adjectives before names («rich Chad»).
    """
    noun = tokens[j - 1]
    if tokens[j].form == "adjective" or noun.low in words("groups", "word"):
        return False
    if noun.low in word_set("appositions"):
        return False
    if noun.low in word_set("time nouns"):
        return True  # «On Tuesday Iran …»
    if noun.text[0].isupper():
        return False
    verb = j + 1 < len(tokens) and tokens[j + 1].tag in ("V", "A", "O")
    if noun.low in word_set("contents") and verb:
        return True  # «a charge Israel calls absurd»
    possessive = j + 1 < len(tokens) and tokens[j + 1].tag == "S"
    if j + 1 < len(tokens) and tokens[j + 1].tag == "-" and not possessive:
        return False
    thing = noun.low.endswith(("tion", "ment", "ity", "ship", "ness", "ance", "ence"))
    plural = noun.low.endswith("s") and not noun.low.endswith(("ss", "us", "ous"))
    return thing or plural or possessive


def _opening_ends(tokens: list[Token], i: int, j: int) -> bool:
    """«By that logic Bolivia attacked Chile»: a name before the verb is no part of what opens the sentence."""
    if i != 1 or tokens[0].tag != "P" or tokens[j].form == "adjective" or tokens[j - 1].text[0].isupper():
        return False
    after = [token.tag for token in tokens[j + 1 : j + 4]]
    return after[:1] in (["V"], ["A"], ["O"]) or (after[:2] == ["C", "M"] and after[2:] in (["V"], ["A"], ["O"]))


def _time_begins(tokens: list[Token], j: int) -> bool:
    """«the Indian prime minister next month», «attacked Chile three days ago»: when it happened is not who."""
    after = [token.low for token in tokens[j + 1 : j + 3]]
    if tokens[j - 1].tag not in "MN" or not after or after[0].removesuffix("s") not in word_set("time nouns"):
        return False
    ago = after[1:] and after[1] in ("ago", "later", "earlier", "before", "after")
    counted = tokens[j].tag == "Q" and (ago or tokens[j - 1].tag == "M")  # «gave Russia two weeks»
    return tokens[j].low in ("last", "next", "this") or bool(counted)


def _goes_on(tokens: list[Token], i: int, j: int) -> bool:
    """May token `j` continue the phrase that starts at `i`?"""
    tag = tokens[j].tag
    before = tokens[j - 1] if j > i else None
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if tag == "M":
        # «Putin Russian officials» are two phrases
        if before and before.tag == "M" and before.form != "adjective" and tokens[j].form == "adjective":
            return False
        year = before is not None and before.tag == "Q" and len(before.text) == 4 and before.text.isdigit()
        if year and i and tokens[i - 1].tag == "P":
            return not (j - 1 == i or tokens[j - 2].low in word_set("time nouns"))  # «In May 2020 Pakistan …»
        return not (before and before.tag == "N" and (_noun_ends(tokens, j) or _opening_ends(tokens, i, j)))
    if tag == "Q" and tokens[j].low.isalpha() and before is not None and before.low in word_set("time nouns"):
        return False  # «in the past month nine merchants»
    if tag in "NQ":
        return not (before and (before.tag == "U" or _time_begins(tokens, j)))
    if before is None:
        return tag in "DR"
    if before.tag in "MN" and _time_begins(tokens, j):
        return False
    if tag == "D":
        more = before.tag == "Q" and tokens[j].low in ("other", "more", "such")
        return before.tag in "DS" or more or before.low in ("all", "both", "half")
    if tag == "S":
        return True
    if tag == "R":
        return before.tag in "DSR" and after is not None and after.tag in "NQR"
    if tag == "-":
        return after is not None and glued(tokens, j) and (before.tag == "M" or after.tag == "M")
    if tag == "V":
        # «the warring sides»: but «that» may open a clause
        return (
            "g" in tokens[j].form
            and before.tag in "DS"
            and before.low != "that"
            and after is not None
            and after.tag == "N"
        )
    return False
