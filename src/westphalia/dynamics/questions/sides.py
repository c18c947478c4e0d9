"""Who a question is about: the names in it, and which of them does what to which."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from westphalia.dynamics.questions.acts import Act, lemmas
from westphalia.dynamics.questions.parts import coded, coded_after, of_the_act, sector_of, several_after
from westphalia.dynamics.questions.tables import words
from westphalia.dynamics.questions.tokens import Token
from westphalia.errors import CallError, UnknownActor
from westphalia.ontology.actors import code_of, name_of, not_actors, resolve, states, surface_forms
from westphalia.ontology.lookup import code_of_person, code_of_thing
from westphalia.ontology.sectors import parted, side_name
from westphalia.ontology.types import ActorKind

LONGEST = 7  # words in a name
# Words that belong to the act («expel diplomats», «recall the ambassador to …»), though they name an office too.
_POSTS = ("ambassador", "envoy", "embassy", "consul")
_SENT = ("diplomat", "diplomats", "ambassador", "ambassadors", "envoy", "envoys", "embassy", "consulate")
_SHORT = words("short")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at tokens `first` to `last`, the record code it counts under (or «IRN:MIL»), and what was inferred."""

    first: int
    last: int
    code: str
    text: str
    inferred: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts on whom; with `either` both on each other. `used` are tokens that named neither but a place or topic."""

    actor: str
    recipient: str
    either: bool
    inferred: tuple[str, ...]
    aside: tuple[Mention, ...]


def mentions_of(
    text: str, tokens: Sequence[Token], taken: Sequence[bool], on: date, *, divided: bool = False
) -> list[Mention]:
    """The actors named, longest names first; codes as of the day `on`. `divided`: whether the record names sectors.

    Raises `CallError` for «IRN:…» with a sector that is not known.
    """
    cased = sum(token.text[0].isupper() for token in tokens[1:]) > 0 and not text.isupper()
    found: list[Mention] = []
    n = 0
    while n < len(tokens):
        whole = coded(text, tokens, n)
        if whole is not None:
            words_ = text[tokens[n].start : tokens[whole[0]].end]
            found.append(_parted(text, tokens, taken, Mention(n, *whole, words_, ""), divided=divided))
            n = found[-1].last + 1
            continue
        for size in range(min(LONGEST, len(tokens) - n), 0, -1):
            span = range(n, n + size)
            if any(taken[m] for m in span):
                continue
            words_ = text[tokens[n].start : tokens[n + size - 1].end]
            if any(mark in words_ for mark in ",;:?!"):
                continue
            mention = _mention(words_, n, n + size - 1, on, cased, divided)
            if mention is not None:
                found.append(_parted(text, tokens, taken, mention, divided=divided))
                n = found[-1].last
                break
        n += 1
    return found


def _parted(text: str, tokens: Sequence[Token], taken: Sequence[bool], one: Mention, *, divided: bool) -> Mention:
    """The name with the sector that follows it: «IRN | :MIL», «Iranian | journalists»."""
    if parted(one.code)[1]:
        return one
    found = coded_after(text, tokens, one.last)
    said = ""
    if found is None and divided:
        found = several_after(text, tokens, taken, one.last, one.code)
        said = "" if found is None else text[tokens[one.first].start : tokens[found[0]].end]
    if found is None:
        return one
    code = f"{one.code}:{found[1]}"
    words_ = text[tokens[one.first].start : tokens[found[0]].end]
    return Mention(one.first, found[0], code, words_, f"{said!r} is taken as {side_name(code)}" if said else "")


def whole_where_of_the_act(
    tokens: Sequence[Token], free: Sequence[bool], mentions: Sequence[Mention], act: Act
) -> list[Mention]:
    """The names, without the sector of one that is a part of the act's: «Iran's military aid to Syria»."""
    return [
        replace(one, code=parted(one.code)[0], inferred=f"{one.text!r} is counted under {name_of(parted(one.code)[0])}")
        if parted(one.code)[1] and ":" not in one.text and of_the_act(tokens, free, one.last, act)
        else one
        for one in mentions
    ]


def sides_of(tokens: Sequence[Token], mentions: Sequence[Mention], act: Act) -> Sides:
    """The two sides of `act`. `CallError` where there are not two, `UnknownActor` where a name looks misspelt."""
    mentions = _merged(mentions)
    codes = list(dict.fromkeys(mention.code for mention in mentions))
    aside: list[Mention] = []
    if len(codes) > 2:
        aside = [one for one in mentions if _is_aside(one, _before(tokens, mentions, one))]
        rest = [one for one in mentions if one not in aside]
        left = list(dict.fromkeys(one.code for one in rest))
        if len(left) == 2:
            mentions, codes = rest, left
    if len(codes) > 2:
        names = ", ".join(side_name(code) for code in codes)
        raise CallError(
            f"the question names three or more parties ({names}), and a forecast is about two; ask about each pair, "
            f"such as {side_name(codes[0])} and {side_name(codes[1])}"
        )
    if len({parted(code)[0] for code in codes}) < 2:
        _too_few(tokens, mentions, [parted(code)[0] for code in codes[:1]], act)
    ordered = [next(one for one in mentions if one.code == code) for code in codes]
    inferred = [one.inferred for one in ordered if one.inferred]
    first, second = ordered
    if _either(tokens, first, second, act):
        if act.direction != "both":
            _require_no_object(tokens, second, act)
            inferred.append(f"{first.text!r} and {second.text!r} are taken as each acting on the other")
        return Sides(codes[0], codes[1], True, tuple(inferred), tuple(aside))
    turned = _turned(tokens, mentions, first, second, act)
    if turned:
        inferred.append(f"{second.text!r} is taken as the one who acts")
    if _before(tokens, mentions, second) == "in" and not turned:
        inferred.append(f"{second.text!r} is taken as the one acted upon")
    pair = (codes[1], codes[0]) if turned else (codes[0], codes[1])
    return Sides(*pair, False, tuple(inferred), tuple(aside))


def _merged(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The names, with the country's code alone where more than one code is of it and another country is named too."""
    codes = {one.code for one in mentions}
    countries = [parted(code)[0] for code in codes]
    if len(set(countries)) < 2:
        return mentions
    several = {code for code in countries if countries.count(code) > 1}
    return [
        replace(one, code=whole, inferred=f"{one.text!r} is counted under {name_of(whole)}, named otherwise too")
        if (whole := parted(one.code)[0]) in several and whole != one.code
        else one
        for one in mentions
    ]


def _either(tokens: Sequence[Token], first: Mention, second: Mention, act: Act) -> bool:
    between = [tokens[m].low for m in range(first.last + 1, second.first)]
    together = bool(between) and between[-1] in ("and", "or") and (len(between) == 1 or set(between[:-1]) <= {"the"})
    together = together or (between[:1] in (["and"], ["or"]) and set(between[1:]) <= {"the", "a", "an"})
    others = " ".join(token.low for token in tokens)
    return act.direction == "both" or together or "each other" in others or "one another" in others


def _require_no_object(tokens: Sequence[Token], second: Mention, act: Act) -> None:
    """Raise for «Will Russia and China veto a resolution»: what is done to something else is not done to each other."""
    for m in range(max(act.used) + 1, len(tokens)):
        low = tokens[m].low
        if m <= second.last or low in words("place") | words("toward") or low in ("from", "with", "for", "by", "of"):
            return
        if low in ("each", "one", "another", "other"):
            return
        if low not in words("function"):
            raise CallError(
                f"it is not said to whom {act.what} is done: {tokens[m].text!r} is no actor; name the state or "
                f"organisation"
            )


def _turned(tokens: Sequence[Token], mentions: Sequence[Mention], first: Mention, second: Mention, act: Act) -> bool:
    """Whether the second name is the one who acts: «be attacked by B», «face sanctions from B»."""
    by = _before(tokens, mentions, second)
    if act.direction == "from":
        return first.first < act.first
    if (act.passive or act.noun) and by == "by":
        return True
    toward = words("toward")
    if act.passive and act.what != "MOBILIZE" and first.first < act.first and by in ("in", "at", "inside", ""):
        return True  # «Will Russian assets be seized in Germany», «will French troops be asked to leave Mali»
    if act.noun or act.passive:
        return (by == "from" and act.what != "RETREAT") or (
            _before(tokens, mentions, first) in toward and by not in toward
        )
    return False


def _is_aside(one: Mention, before: str) -> bool:
    """«in Libya», «about Syria»; «talks on the Falklands», which are no state, but not «sanctions on Syria»."""
    known = states().get(one.code)
    return before in words("place") or (before == "on" and known is not None and known.status == "territory")


def _before(tokens: Sequence[Token], mentions: Sequence[Mention], one: Mention) -> str:
    """The preposition before a name, past articles and adjectives; empty where another name or verb comes first."""
    names = {m for other in mentions for m in range(other.first, other.last + 1)}
    for m in range(one.first - 1, max(-1, one.first - 4), -1):
        word = tokens[m].low
        if m in names or (m and tokens[m - 1].low == "to" and "b" in "".join(lemmas(word).values())):
            return ""  # another name, or «to leave …»
        if word in words("place") or word in words("toward") or word in ("by", "from", "with", "for"):
            return word
    return ""


def _mention(text: str, first: int, last: int, on: date, cased: bool, divided: bool) -> Mention | None:
    low = text.lower()
    if low.removeprefix("the ") in words("not_names") and not (low == "us" and text.isupper() and cased):
        return None
    if low.startswith("the ") and first == last:
        return None
    bare = text.removeprefix("the ").removeprefix("The ")
    if bare != text or text in not_actors() or low.startswith(_POSTS) or (" " in low and low.endswith(_SENT)):
        return None
    if cased and text.islower():
        state = [form for form in surface_forms().get(text.title(), ()) if form.how == "name" and form.code in states()]
        return Mention(first, last, state[0].code, text, "") if state and len(text) > 3 and not lemmas(low) else None
    if text in states() and len(text) == 3:
        return Mention(first, last, text, text, "")
    actor = resolve(text, on)
    if actor is not None and actor.code is not None:
        sector = sector_of(actor, text, divided=divided)
        if sector is not None:
            part = f"{actor.code}:{sector}"
            return Mention(first, last, part, text, f"{text!r} is taken as {side_name(part)}")
        said = ""
        if actor.kind in (ActorKind.PERSON, ActorKind.INSTITUTION):
            said = f"{text!r} is counted under {name_of(actor.code)}"
        return Mention(first, last, actor.code, text, said)
    if not cased and (len(text) > 3 or low in _SHORT) and not lemmas(low):
        code = code_of_thing(text) or (code_of_person(text) if len(text) > 4 else None)
        return Mention(first, last, code, text, "") if code else None
    return None


def _too_few(tokens: Sequence[Token], mentions: Sequence[Mention], codes: Sequence[str], act: Act) -> None:
    """Raise the error that says why there are not two actors."""
    named = {m for one in mentions for m in range(one.first, one.last + 1)}
    for n, token in enumerate(tokens[1:], 1):
        if n in named or len(token.text) < 4 or token.low in words("function") or n in act.used:
            continue
        if not token.text[0].isupper() and mentions and mentions[0].text[0].isupper():
            continue
        if lemmas(token.low) and token.text.islower():
            continue
        name = token.text.removesuffix("'s").removesuffix("’s")
        try:
            code_of(name)
        except UnknownActor as error:
            near = [one for one in error.nearest if _alike(one, name)]
            if near:
                raise UnknownActor(name, near) from None
    if not codes:
        raise CallError(
            "the question names no actor that Westphalia knows; name two states or organisations, as «Will Russia "
            "attack "
            "Ukraine before 1 September 2022?»"
        )
    if len(mentions) > 1:
        raise CallError(
            f"what the question asks is inside one country ({name_of(codes[0])}), and a forecast is between two; name "
            "another state or organisation on one side"
        )
    strange = [token.text for n, token in enumerate(tokens) if n and n not in named and n not in act.used
               and token.text[0].isupper() and token.low not in words("function") and mentions[0].text[0].isupper()
               and not token.text.isdigit() and not _calendar(token.low)]  # fmt: skip
    unknown = f"; {' '.join(strange[:3])!r} is none that Westphalia knows" if strange else ""
    raise CallError(
        f"the question names one actor alone ({name_of(codes[0])}), and a forecast is between two; name the state or "
        f"organisation that {act.what} is done to or by{unknown}"
    )


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio() > 0.75


def _calendar(word: str) -> bool:
    import calendar

    return word in {name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name) if name}
