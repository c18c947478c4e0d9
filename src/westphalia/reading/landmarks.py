"""Places that the gazetteer lacks: what is named by its kind, and bare names behind a preposition.

«The Arava border crossing», «the island of Malaita», «Henderson airport», «Cape Fiolent», «the border with Chad», «a
Chinese port»: the kind tells that it is a place, a word before it or a state behind it tells the country, else the
gazetteer by the name inside («Baghdad airport»). A border has none. A bare name is one only right behind «in», «at»,
«near», «off» and «outside», and where a state follows («Naku La in north Sikkim, India») that is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from westphalia.ontology.types import ActorKind
from westphalia.reading import places
from westphalia.reading.places import (
    Place,
    country_of,
    known,
    large_town,
    past_suffix,
    plain,
    runs_on,
    suffix,
)
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_INSIDE = ("in", "outside", "inside")


def at(parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]) -> Place | None:
    """The landmark or bare name after the preposition at token `k`."""
    begin = k + 1
    j, demonym = _before_name(parsed, references, begin)
    if j >= len(parsed.tokens):
        return None  # «near Chile’s»
    kinds = "on landmark" if parsed.low(k) in ("on", "along", "alongside", "beside", "beyond") else "landmark"
    found = _of_kind(parsed, references, j, kinds) or _named_kind(parsed, references, j, kinds)
    if found is None and (demonym is not None or parsed.low(j) in word_set("line", "place_words")):
        found = _bare_kind(parsed, j, demonym, kinds)
    kind = "landmark"
    near = parsed.low(k) in word_set("where", "place_words") or parsed.low(k - 1) in word_set("compass", "place_words")
    if found is None and j == begin and near:
        found, kind = _bare_name(parsed, text, j), "bare"
    if found is None:
        return _seat(parsed, references, k)
    first, last, end = found  # of its name, and its end
    if runs_on(parsed, end):
        return None
    past, country, source = end, None, "stated"
    line = parsed.low(end - 1) in word_set("line", "place_words") or parsed.low(j) in word_set("line", "place_words")
    if not line:
        code = suffix(parsed, references, end)
        if demonym is not None:
            country = demonym
        elif code is not None:
            country, past = code, past_suffix(parsed, end)
        else:
            country, source = _country(parsed, references, text, first, last, spoken)
            around = places.at(parsed, references, text, end, spoken) if parsed.low(end) in _INSIDE else None
            if around is None and parsed.low(end) == "," and (behind := known(parsed, text, end + 1)) is not None:
                closed = parsed.low(behind) in (",", ".", ";", "on", "")  # «State House, Nairobi»
                around = places.at(parsed, references, text, end, spoken) if closed else None
            if country is None and around is not None:  # «Naku La in north Sikkim»
                country, source, past = around.country, around.source, around.last
    tokens = parsed.tokens
    while parsed.tag(begin) == "D":
        begin += 1
    return Place(tokens[begin].start, tokens[end - 1].end, country, source, k, past, None, kind)


def beside(parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]) -> Place | None:
    """What lies some way from a place: «east *of* Quneitra», the «of» at token `k`; its country only on land."""
    if parsed.tag(k - 2) == "D":
        return None  # «in the east of Chad»
    place = places.at(parsed, references, text, k, spoken) or at(parsed, references, text, k, spoken)
    if place is None:
        return None
    first = k - 2 if parsed.tag(k - 2) == "P" else k - 1
    afloat = any(token.low in word_set("afloat", "place_words") for token in parsed.tokens)
    people = places.gazetteer().get(plain(text[place.start : place.end]), {}).values()
    town = any(people) and not afloat
    country, source = (place.country, place.source) if town else (None, "stated")
    start = parsed.tokens[k - 1].start
    return replace(place, start=start, first=first, country=country, source=source, kind="landmark", reference=None)


def trespassed(
    parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]
) -> Place | None:
    """The border or airspace that the verb at token `k` crosses: «violated Estonian airspace»."""
    place = places.at(parsed, references, text, k, spoken) or at(parsed, references, text, k, spoken)
    crossed = word_set("crossed", "place_words")
    if place is None or not any(parsed.low(i) in crossed for i in range(k + 1, place.last)):
        return None
    return replace(place, first=k + 1, kind="landmark")


def visited(parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]) -> Place | None:
    """The town or landmark that is visited or travelled to at token `k`; a state that is visited is only a side."""
    if parsed.tokens[k].lemma == "travel":
        k += 1
        if parsed.low(k) != "to" or parsed.tag(k - 1) != "V":
            return None
    place = places.at(parsed, references, text, k, spoken)
    if place is None or (place.reference is not None and references[place.reference].how != "capital"):
        place = at(parsed, references, text, k, spoken)
    return replace(place, first=k + 1, kind="landmark") if place is not None else None


def hosting(parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]) -> Place | None:
    """The town by which a meeting whose noun is token `k` is called: «the Doha talks», «the Muscat-hosted meeting»."""
    end = k
    while end > 0 and (parsed.tag(end - 1) in ("-", "Q") or parsed.low(end - 1) in word_set("hosts", "place_words")):
        end -= 1
    first = next((j for j in range(max(0, end - 3), end) if known(parsed, text, j) == end), None)
    if first is None and end and parsed.tokens[end - 1].actors:
        capital = references[parsed.tokens[end - 1].actors[0]].how == "capital"
        first = end - 1 if capital else None
    if first is None:
        return None
    country, source = _country(parsed, references, text, first, end, spoken)
    tokens = parsed.tokens
    reference = tokens[first].actors[0] if tokens[first].actors else None
    return Place(tokens[first].start, tokens[end - 1].end, country, source, first, k, reference, "host")


def _seat(parsed: Parse, references: Sequence[Reference], k: int) -> Place | None:
    """«At the Kremlin», «at the White House»: where an institution sits."""
    j = k + 1 + (parsed.low(k + 1) == "the")
    if parsed.low(k) != "at" or j >= len(parsed.tokens) or not parsed.tokens[j].actors or runs_on(parsed, j + 1):
        return None
    token, index = parsed.tokens[j], parsed.tokens[j].actors[0]
    reference = references[index]
    if reference.how != "institution" or reference.inferred is not None or not token.text[0].isupper():
        return None
    source = "inferred: the state whose institution it is"
    return Place(token.start, token.end, reference.code, source, k, j + 1, index, "landmark")


def _before_name(parsed: Parse, references: Sequence[Reference], j: int) -> tuple[int, str | None]:
    """The token after articles, sides and demonyms, and the state that these tell: «*the northern Syrian* border»."""
    demonym = None
    for _ in range(5):
        if j + 1 >= len(parsed.tokens):
            break
        token = parsed.tokens[j]
        owner = bool(token.actors) and parsed.low(j + 1) in ("'s", "’s")
        reference = references[token.actors[0]] if token.actors else None
        if reference is not None and reference.kind is ActorKind.STATE and (owner or reference.how == "demonym"):
            demonym = reference.code
            j += 2 if owner else 1
        elif parsed.tag(j) == "D" or (token.low in word_set("side", "place_words") and token.text.islower()):
            j += 1
        else:
            break
    return j, demonym


Found = tuple[int, int, int]  # the first token of the name, the token after it, the token after all


def _of_kind(parsed: Parse, references: Sequence[Reference], j: int, kinds: str) -> Found | None:
    """«Village of Khurvaleti», «border crossing at Torkham», «border between Chad and Sudan», «frontier with Iran»."""
    k = j
    while parsed.tag(k) == "N" and k < j + 3 and parsed.tokens[k].text.islower():
        k += 1
    if k == j and parsed.low(j) in word_set(kinds, "place_words"):
        k += 1  # «the Gulf of Fonseca»
    if k == j or parsed.low(k - 1) not in word_set(kinds, "place_words"):
        return None
    if parsed.low(k) in ("of", "at") and (last := _run(parsed, references, k + 1)) is not None:
        return k + 1, last, last
    if parsed.low(k) == "of" and parsed.tokens[j].text[0].isupper() and parsed.tag(k + 1) == "M":
        return k + 2, k + 2, k + 2  # a statesman may bear the name of the gulf
    if parsed.low(k - 1) in word_set("line", "place_words") and parsed.low(k) in ("with", "between"):
        phrase = parsed.phrase_at.get(k + 1)
        if phrase is None or not any(parsed.tag(i) == "M" for i in range(phrase.first, phrase.last)):
            return None
        other = parsed.phrase_at.get(phrase.last + 1)
        if parsed.low(k) == "between":
            if parsed.low(phrase.last) != "and" or other is None:
                return None
            return j, j, other.last
        return j, j, phrase.last
    return None


def _named_kind(parsed: Parse, references: Sequence[Reference], j: int, kinds: str) -> Found | None:
    """«Galwan valley», «Ain al-Asad air base», «Minerva Reef», «Cape Fiolent», «Hotel Nacional»."""
    last = _run(parsed, references, j)
    if last is None:
        return None
    end = last
    while parsed.tag(end) in ("N", "V") and end < last + 3 and parsed.tokens[end].text.islower():
        end += 1
        follows = parsed.tag(end) == "N" or parsed.low(end) in word_set(kinds, "place_words")
        if parsed.low(end - 1) in word_set(kinds, "place_words") and not follows:
            return j, last, end
    ends = parsed.tokens[last - 1].last_word in word_set(kinds, "place_words") and last > j + 1
    leads = parsed.tokens[j].text in word_set("lead", "place_words") and last > j + 1 and kinds == "landmark"
    return (j, last - 1 if ends else last, last) if ends or leads else None


def _bare_kind(parsed: Parse, j: int, demonym: str | None, kinds: str) -> Found | None:
    """«The Syrian border», «a Chinese port», «Turkish airspace»; «the border» alone is none."""
    if demonym is None or parsed.low(j) not in word_set("bare landmark", "place_words"):
        return None
    if kinds != "landmark" and parsed.low(j) not in word_set(kinds, "place_words"):
        return None
    return j, j, j + 1


def _bare_name(parsed: Parse, text: str, j: int) -> Found | None:
    """«Kayanza», «Novo-Ogaryovo»: capitalised words in running text that are no actor, month or organ."""
    last = j
    while last < len(parsed.tokens) and last < j + 3 and _capital(parsed, last) and not parsed.tokens[last].actors:
        last += 1
    if last == j or _heading(parsed) or known(parsed, text, j) is not None:
        return None
    if last < len(parsed.tokens) and parsed.tokens[last].actors and parsed.tag(last) == "M":
        return None  # «in Field Marshal Haftar's camp»
    for i in range(j, last):
        token = parsed.tokens[i]
        strange = token.text in word_set("no place", "place_words") or token.low in word_set("time nouns")
        if strange or token.text.isupper() or len(token.text) < 2 or token.tag not in ("N", "Q", "V"):
            return None
    return j, last, last


def _run(parsed: Parse, references: Sequence[Reference], j: int) -> int | None:
    """The token after the capitalised words of a name that begins at token `j`; people and bodies are none."""
    k = j
    if parsed.low(k) == "the" and k + 1 < len(parsed.tokens):
        return None
    while k < len(parsed.tokens) and k < j + 6:
        token = parsed.tokens[k]
        if token.actors:
            reference = references[token.actors[0]]
            placed = reference.kind is ActorKind.STATE and reference.how in ("capital", "name")
            if k > j or not (placed or reference.how == "institution"):
                break
        elif not _capital(parsed, k):
            small = token.low in word_set("joins", "place_words") and k > j and token.low not in ("of", "and")
            if not (small and k + 1 < len(parsed.tokens) and _capital(parsed, k + 1)):
                break
        elif token.low in word_set("time nouns"):
            break
        k += 1
    return k if k > j else None


def _capital(parsed: Parse, k: int) -> bool:
    if k >= len(parsed.tokens):
        return False
    token = parsed.tokens[k]
    return token.text[0].isupper() or (token.text[:3] in ("al-", "el-", "ad-") and len(token.text) > 3)


def _heading(parsed: Parse) -> bool:
    """Does the sentence write its verbs with a capital, as headings do?"""
    return any(verb.first > 0 and parsed.tokens[verb.main].text[0].isupper() for verb in parsed.verbs)


def _country(
    parsed: Parse, references: Sequence[Reference], text: str, first: int, last: int, spoken: Collection[str]
) -> tuple[str | None, str]:
    if last <= first:
        return None, "stated"
    tokens = parsed.tokens
    name = text[tokens[first].start : tokens[last - 1].end]
    if tokens[first].actors and last == first + 1:
        return references[tokens[first].actors[0]].code, "inferred: gazetteer"
    code, source = country_of(name, spoken)
    if code in spoken or large_town(plain(name)) == code:
        return code, source
    return None, "stated"  # Henderson airport need not be that of Henderson, Nevada
