"""From words to an operational question.

The time is read first, then the names, then the act and how the names lie around it; what none of them took, and is no
word of function, is told as left out. A question that cannot be made operational raises one error that says which part
was not understood, and what would be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from westphalia.dynamics.questions.acts import Act, act_of, lemmas, nearest_acts, second_act
from westphalia.dynamics.questions.operational import Question
from westphalia.dynamics.questions.sides import Mention, mentions_of, sides_of, whole_where_of_the_act
from westphalia.dynamics.questions.tables import rows, words
from westphalia.dynamics.questions.tokens import Token, tokens_of
from westphalia.dynamics.questions.windows import Window, window_of
from westphalia.errors import CallError

LONGEST = 600  # characters of a question
EXAMPLE = "«Will the United States impose sanctions on Iran before 1 September 2022?»"


def parse(text: str, origin: date, *, divided: bool = False) -> Question:
    """The operational form of a question asked from `origin`, after which its window lies.

    `divided`: whether the record that is asked names sectors within countries, so that words for more of them are read
    as such (see `parts`). Raises `CallError` where a part of it cannot be made operational, and `UnknownActor` for a
    misspelt name.

    >>> parse("Will the United States impose sanctions on Iran before 1 September 2022?", date(2022, 6, 30)).summary
    'SANCTION from United States towards Iran, 2022-07-01 to 2022-08-31'
    """
    line = " ".join(text.split())
    _check(line)
    window = window_of(line, origin)
    tokens = tokens_of(line)
    timed = [any(token.start < end and start < token.end for start, end in window.spans) for token in tokens]
    mentions = mentions_of(line, tokens, timed, origin, divided=divided)
    named = {n for one in mentions for n in range(one.first, one.last + 1)}
    free = [not timed[n] and n not in named and not _auxiliary(tokens, n) for n in range(len(tokens))]
    act = act_of(tokens, free)
    if act is None:
        raise _no_act(tokens, free, mentions)
    _conditions(tokens, free)
    other = second_act(tokens, free, act)
    if other is not None:
        raise CallError(f"the question asks for two acts ({act.what}, and {other.text!r}); ask one at a time")
    negated, marks, note = _negated(tokens, free, act)
    _other_verbs(tokens, free, act, marks)
    sides = sides_of(tokens, whole_where_of_the_act(tokens, free, mentions, act), act)
    left_out = _left_out(line, tokens, free, act, marks, sides.aside)
    inferred = (*sides.inferred, *filter(None, (act.note, note)), *window.inferred)
    return _question(line, sides.actor, sides.recipient, sides.either, act, negated, window, origin, inferred, left_out)


def _question(
    line: str,
    actor: str,
    recipient: str,
    either: bool,
    act: Act,
    negated: bool,
    window: Window,
    origin: date,
    inferred: tuple[str, ...],
    left_out: tuple[str, ...],
) -> Question:
    return Question(
        text=line,
        actor=actor,
        recipient=recipient,
        either=either,
        what=act.what,
        negated=negated,
        first_day=window.first_day,
        last_day=window.last_day,
        asked_from=origin,
        inferred=tuple(dict.fromkeys(inferred)),
        left_out=left_out,
    )


def _check(line: str) -> None:
    """Raise for what is no question of whether something will happen."""
    if not re.search(r"\w", line):
        raise CallError(f"the question is empty; ask one such as {EXAMPLE}")
    if len(line) > LONGEST:
        raise CallError(f"the question has {len(line)} characters; ask one of at most {LONGEST}, such as {EXAMPLE}")
    low = line.lower()
    start = re.match(r"(?:who|whom|when|where|why|which|whose|how (?:many|much|often|long|far|soon))\b", low)
    if start or re.match(r"(?:what|how)\b(?!.{0,12}\b(?:probability|chances?|likelihood|odds|likely|probable)\b)", low):
        word = re.match(r"\w+", low)
        raise CallError(f"{word[0] if word else line!r}: a forecast answers yes or no; ask as {EXAMPLE}")
    judged = re.match(r"(?:should|ought|must|is it (?:right|wrong|fair|just|good|bad|legal|wise))\b", low) or re.search(
        r"\b(?:be|is|are) (?:\w+ly )?(?:" + "|".join(sorted(_judgements())) + r")\b(?! to\b)", low
    )
    if judged:
        raise CallError(
            f"{judged[0]!r} asks for a value judgement, which no event can decide; ask whether somebody will do "
            f"something, "
            f"as {EXAMPLE}"
        )
    threshold = re.search(
        r"\b(?:at least|more than|fewer than|less than|over|exactly|under|up to|at most|no more than) (?!once\b|one\b)"
        r"(?:a |an )?(?:\d[\d,.]*(?! ?(?:days?|weeks?|months?|years?|fortnights?)\b)(?:%| percent)?|two|three|four|"
        r"five|"
        r"six|seven|eight|nine|ten|a dozen|hundred|thousand|twice|half)\b(?! (?:days?|weeks?|months?|years?)\b)"
        r"|\b(?:twice|three times|\d+ times|\d+ ?%|\d+ per ?cent)",
        low,
    )
    if threshold and not re.match(
        r"(?:over|under|up to) \d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", low[threshold.start() :]
    ):
        raise CallError(
            f"the threshold {threshold[0]!r} cannot be forecast: the model gives the chance of at least one event; ask "
            "without a number, as «Will Russia attack Ukraine in July 2022?»"
        )


def _judgements() -> set[str]:
    from westphalia.reading.tables import words as reading_words

    adjectives = {
        word for word in reading_words("value_words", "word") if re.search(r"(?:ous|ust|air|ble|ful|al|ed|ive)$", word)
    }
    return {re.escape(word) for word in adjectives - {"sanctioned"}} | {"right", "wrong", "good", "bad", "justified"}


def _auxiliary(tokens: Sequence[Token], n: int) -> bool:
    """«Will» at the start, «going» in «is going to»."""
    if n == 0:
        return tokens[0].low in words("opening")
    return tokens[n].low == "going" and n + 1 < len(tokens) and tokens[n + 1].low == "to"


def _other_verbs(tokens: Sequence[Token], free: Sequence[bool], act: Act, marks: set[int]) -> None:
    """Raise for a verb that makes the act something else: «plan to attack», «talks collapse», «win the war»."""
    for n, token in enumerate(tokens):
        if not free[n] or n in act.used or n in marks or token.low in words("function"):
            continue
        row = _unasked([token.low], always=True)
        if row:
            raise CallError(f"{token.low!r} is not asked here: {row['what']}; {row['nearest']}")
        verbs = set(lemmas(token.low))
        if not verbs or verbs & words("begins") or token.low in words("body"):
            continue
        after = tokens[n + 1].low if n + 1 < len(tokens) else ""
        leads_on = n < act.first and (
            after in ("to", "on", "whether") or (n + 1 == act.first and after.endswith("ing"))
        )
        of_noun = act.noun and n > act.first and not _after_article(tokens, n)
        if leads_on or of_noun:
            raise CallError(
                f"{token.text!r} makes of {act.what} something that no event of the record shows; ask for the act "
                f"itself, as {EXAMPLE}"
            )


def _after_article(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word is a noun's part: «over the strike», «on trade»."""
    before = tokens[n - 1].low
    return (
        before in ("the", "a", "an", "its", "their")
        or before in words("place")
        or before in words("toward")
        or (before in ("of", "for", "with", "by", "from"))
    )


def _unasked(left: Sequence[str], *, always: bool = False) -> dict[str, str] | None:
    """The row of unasked.csv that one of the words belongs to."""
    for row in rows("unasked"):
        if (row["always"] == "yes" or not always) and any(word in row["words"].split("|") for word in left):
            return row
    return None


def _conditions(tokens: Sequence[Token], free: Sequence[bool]) -> None:
    for n, token in enumerate(tokens):
        if free[n] and token.low in ("if", "unless", "provided", "assuming"):
            raise CallError(
                f"the condition that begins with {token.text!r} cannot be kept; ask without it, or see what follows "
                f"from an "
                "act with `westphalia scenario`"
            )


def _no_act(tokens: Sequence[Token], free: Sequence[bool], mentions: Sequence[Mention]) -> CallError:
    left = [token.low for n, token in enumerate(tokens) if free[n] and token.low not in words("function")]
    if not mentions:
        raise CallError(
            "the question names no actor that Westphalia knows; name two states or organisations that act on each "
            "other, "
            f"as {EXAMPLE}"
        )
    row = _unasked(left)
    if row:
        hit = next(word for word in left if word in row["words"].split("|"))
        return CallError(f"{hit!r} is not asked here: {row['what']}; {row['nearest']}")
    near = nearest_acts([word for word in left if word not in words("body")])
    if near:
        word, verb, what = near[0]
        return CallError(f"what is done was not understood in {word!r}; did you mean {verb!r} ({what})?")
    shown = " ".join(left) or "the question"
    return CallError(
        f"what is done was not understood in {shown!r}; use a verb such as attack, threaten, sanction, accuse, meet, "
        f"aid or "
        "cooperate, or a PLOVER action such as SANCTION"
    )


def _negated(tokens: Sequence[Token], free: Sequence[bool], act: Act) -> tuple[bool, set[int], str]:
    """Whether the question asks that it should not happen, the tokens that say so, and what was inferred."""
    marks: set[int] = set()
    note = ""
    count = 0
    for n, token in enumerate(tokens):
        low = token.text.lower().replace("’", "'")
        ends = {"stop", "cease", "halt", "end"} & set(lemmas(token.low))
        quits = "quit" in lemmas(token.low)
        if low in ("not", "never", "no", "neither", "cannot", "refrain", "refrains", "avoid", "avoids", "abstain") or (
            low.endswith("n't")
        ):
            later = n + 1 < len(tokens) and tokens[n + 1].low in ("later", "more")
            if n > max(act.used) or (low == "no" and later):
                continue
            count += 1
        elif low in ("fail", "fails") and n < act.first and n + 1 < len(tokens) and tokens[n + 1].low == "to":
            count += 1
        elif free[n] and n not in act.used and ((ends and (n < act.first or act.noun)) or (quits and n < act.first)):
            count += 1
            note = f"{token.text!r} is taken as «none in the window»"
        else:
            continue
        marks.add(n)
    if count % 2 and not note:
        note = "the question is whether it does not happen"
    return count % 2 == 1, marks, note


def _left_out(
    line: str,
    tokens: Sequence[Token],
    free: Sequence[bool],
    act: Act,
    marks: set[int],
    aside: Sequence[Mention],
) -> tuple[str, ...]:
    """The words that neither name a side, nor the act, nor the time: the question as understood is wider by them."""
    apart = {n for one in aside for n in range(one.first, one.last + 1)}
    plain = words("function") | words("body") | words("opening") | words("place")
    found: list[str] = []
    run: list[int] = []
    for n in range(len(tokens) + 1):
        inside = n < len(tokens) and (n in apart or (free[n] and n not in act.used and n not in marks))
        if inside:
            run.append(n)
            continue
        telling = [m for m in run if m in apart or tokens[m].low not in plain]
        if telling:
            found.append(line[tokens[run[0] if _keeps(tokens[run[0]]) else telling[0]].start : tokens[telling[-1]].end])
        run = []
    return tuple(found)


def _keeps(token: Token) -> bool:
    return token.low in words("place") or token.low in ("with", "for", "by", "as")
