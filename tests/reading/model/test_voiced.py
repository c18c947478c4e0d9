"""Who says what, by the model's spans: beside what rules find, and in doubt of it."""

from westphalia.reading import clauses, mentions
from westphalia.reading.attribution import Attribution
from westphalia.reading.model.voiced import attributions, believed
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import tokenize

TEXT = "Jakarta asked Wellington to confine its generosity to the dairy sector."


def said(start: int, end: int, voice: str = "paraphrase") -> Attribution:
    return Attribution(start, end, "Jakarta", 0, 7, "asked", 8, voice=voice)


def test_a_span_that_ends_inside_a_word_takes_in_the_word() -> None:
    tokens, references = mentions.find(TEXT, tokenize(TEXT), None)
    tag(tokens)
    begin, end = TEXT.index("fine"), TEXT.index("sect") + 4
    spans = [("source", 0, 7, 0.9), ("cue", 8, 13, 0.9), ("content", begin, end, 0.9)]
    [one] = attributions(TEXT, clauses.parse(tokens), references, spans, [])
    assert (one.holder, TEXT[one.start : one.end]) == ("Jakarta", "confine its generosity to the dairy sector")


def test_what_a_rule_hears_where_the_model_sees_nothing_said_is_not_believed() -> None:
    content = ("content", 26, 50, 0.6)
    assert believed([said(25, 70)], [content]) == [said(25, 70)]
    assert believed([said(52, 70)], [content]) == []
    assert believed([said(25, 70)], [("source", 25, 70, 0.9)]) == []


def test_quotation_marks_need_no_second_opinion() -> None:
    assert believed([said(25, 70, "quote")], []) == [said(25, 70, "quote")]
