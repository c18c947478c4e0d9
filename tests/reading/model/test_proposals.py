"""Mentions as sides of pairs: whom they hold, how far they reach, what no words name."""

from westphalia.reading import clauses, mentions
from westphalia.reading.model.encoder import encode
from westphalia.reading.model.proposals import Side, propose, sides_of
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize

Span = tuple[int, int]


def parsed(text: str) -> tuple[Parse, list[Reference]]:
    tokens, references = mentions.find(text, tokenize(text), None)
    tokens = join_hyphens(tokens)
    tag(tokens)
    return clauses.parse(tokens), references


def sides(text: str, *words: str, meant: dict[str, float] | None = None) -> list[tuple[str, tuple[str, ...], str]]:
    """The sides of a sentence in which the model finds these words as mentions: words, codes, kind."""
    parse, references = parsed(text)
    spans = {(text.index(word), text.index(word) + len(word)): meant or {} for word in words}
    return [
        (text[side.start : side.end], codes(side, references), side.kind) for side in sides_of(parse, references, spans)
    ]


def codes(side: Side, references: list[Reference]) -> tuple[str, ...]:
    return tuple(references[i].code or "" for i in side.actors)


def test_a_name_reaches_as_far_as_the_mention_that_holds_it() -> None:
    text = "The Ugandan foreign minister met Kenya."
    assert sides(text, "Ugandan foreign minister") == [
        ("Ugandan foreign minister", ("UGA",), "named"),
        ("Kenya", ("KEN",), "named"),
    ]


def test_two_names_in_one_mention_are_two_sides() -> None:
    found = sides("Peru's envoy to Chile resigned.", "Peru's envoy to Chile")
    assert [held for _, held, _ in found] == [("PER",), ("CHL",)]


def test_who_is_not_named() -> None:
    found = sides("The army told us that it would shell Mali.", "The army", "us", "it")
    assert {(words, kind) for words, held, kind in found if not held} == {
        ("The army", "description"),
        ("us", "first"),
        ("it", "pronoun"),
    }


def test_whom_a_mention_could_mean_goes_with_it() -> None:
    text = "The army shelled Mali."
    parse, references = parsed(text)
    [army] = [side for side in sides_of(parse, references, {(0, 8): {"NER": 0.4}}) if not side.actors]
    assert army.meant == {"NER": 0.4}


def test_a_place_is_no_side_unless_somebody_is_found_there() -> None:
    text = "Ministers of Sudan met in Cairo."
    assert [held for _, held, _ in sides(text)] == [("SDN",)]
    assert ("Cairo", ("EGY",), "named") in sides(text, "Cairo")


def test_pairs_with_somebody_outside_and_among_those_whom_a_mention_means() -> None:
    text = "The two accused Mali of it."
    parse, references = parsed(text)
    mali = next(k for k, reference in enumerate(references) if reference.code == "MLI")
    references += [
        Reference(0, 7, "The two", code, code, "group", references[mali].kind, code) for code in ("TCD", "NER")
    ]
    two = Side((len(references) - 2, len(references) - 1), 0, 7)
    named = Side((mali,), text.index("Mali"), text.index("Mali") + 4)
    found = propose(encode([text])[0], parse, [two, named], references, least=0.0)
    pairs = {(one.actor.kind, one.actor.start, one.recipient.kind, one.recipient.start) for one in found}
    assert ("named", 0, "named", 0) in pairs  # the two with each other
    assert ("named", named.start, "named", named.start) not in pairs
    assert {("named", 0, "outside", 0), ("outside", 0, "named", named.start)} <= pairs
    assert all(one.same == {} for one in found)
