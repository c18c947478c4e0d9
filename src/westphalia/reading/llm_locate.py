"""Where words that a language model quotes stand in the text.

White space, quotation marks and dashes may differ, and the first letter's case; nothing else may. Words of the quote
are whole words of the text. What is not in the text is not found.
"""

from __future__ import annotations

from bisect import bisect_left

_QUOTES = dict.fromkeys('"“”„‟«»‘’‚‛‹›`´′″＂＇', "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_NOTHING = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_SAME: dict[str, str] = {**_QUOTES, **_DASHES, **_NOTHING, "…": "..."}
_MARKS = " '.,;:-"


class Locator:
    """The text in the form in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain, self.at = _plain(text)

    def places(self, quote: str, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
        """Every place between two offsets where the quote stands, in order, without white space at its ends.

        >>> Locator("They “met  in\\nOslo” twice.").places('They "met in Oslo"')
        [(0, 18)]
        >>> Locator("The status of the US.").places("US")
        [(18, 20)]
        """
        wanted = _plain(quote)[0].strip(_MARKS)
        if not any(character.isalnum() for character in wanted):
            return []
        stop = len(self.text) if last is None else last
        begin, end = bisect_left(self.at, first), bisect_left(self.at, stop)
        forms = dict.fromkeys((wanted, wanted[0].lower() + wanted[1:], wanted[0].upper() + wanted[1:]))
        found = []
        for form in forms:
            k = self.plain.find(form, begin, end)
            while k >= 0:
                if self._whole(k, k + len(form)):
                    found.append(self._span(k, k + len(form)))
                k = self.plain.find(form, k + 1, end)
        return sorted(set(found))

    def _span(self, k: int, stop: int) -> tuple[int, int]:
        return self.at[k], self.at[stop - 1] + 1

    def _whole(self, k: int, stop: int) -> bool:
        """Does no word go on beyond either end?"""
        before, after = self.plain[k - 1 : k], self.plain[stop : stop + 1]
        return not (before.isalnum() and self.plain[k].isalnum()) and not (
            after.isalnum() and self.plain[stop - 1].isalnum()
        )


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with one space for white space and one form for each mark; and where each character is from."""
    out: list[str] = []
    at: list[int] = []
    for i, character in enumerate(text):
        form = " " if character.isspace() else _SAME.get(character, character)
        if form == " " and out and out[-1] == " ":
            continue
        out.extend(form)
        at.extend([i] * len(form))
    return "".join(out), at
