"""Who is heard: quotations over several sentences, «he said», and the text's voices in words."""

from westphalia.reading import describe_voices, read_text

TEXT = (
    "“We will not accept it. The sanctions are unjust,” Russian Foreign Minister Sergey Lavrov said. “They must end.” "
    "He added that Moscow was patient. In Kyiv, officials said that the talks were useless."
)


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    document = read_text(TEXT)
    assert [c.holder_code for c in document.claims[:3]] == ["RUS", "RUS", "RUS"]
    assert [c.voice for c in document.claims[:3]] == ["quote"] * 3


def test_voices_are_counted() -> None:
    voice = read_text(TEXT).voices[0]
    assert (voice.name, voice.code, voice.quoted, voice.paraphrased) == ("Sergey Lavrov", "RUS", 3, 1)


def test_in_words() -> None:
    assert describe_voices(read_text(TEXT)).startswith("The text quotes Sergey Lavrov (3 times) directly.")
    silent = describe_voices(read_text("Iran attacked Iraq."))
    assert silent == "The text quotes nobody directly. Not heard: Iran and Iraq."
    one = describe_voices(read_text("French officials said that Iran is a threat to Oman."))
    assert "one side in paraphrase only: France (French officials)" in one


def test_a_quotation_that_nobody_is_given() -> None:
    document = read_text("“Nobody asked any of us about this war.” The town was empty.")
    assert [(v.name, v.quoted) for v in document.voices] == [("unattributed", 1)]
