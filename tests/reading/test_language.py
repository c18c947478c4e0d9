"""Only English is read; anything else is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from westphalia.errors import UnreadableText
from westphalia.reading.language import check, judge
from westphalia.reading.load import load

ENGLISH = (
    "The foreign minister of Kenya met his colleague from Tanzania on Friday and both said that the border would be "
    "opened again before the end of the month, after a year in which it had been closed to traders from either side. "
)
FOREIGN = {
    "German": "Der Außenminister von Kenia traf am Freitag seinen Kollegen aus Tansania, und beide sagten, dass die "
    "Grenze noch vor Ende des Monats wieder geöffnet werde, nachdem sie ein Jahr lang für Händler geschlossen war. "
    "Die Regierung in Nairobi begrüßte das Ergebnis der Gespräche ausdrücklich.",
    "French": "Le ministre des affaires étrangères du Kenya a rencontré vendredi son homologue tanzanien et tous deux "
    "ont déclaré que la frontière serait rouverte avant la fin du mois, après une année de fermeture aux commerçants. "
    "Le gouvernement de Nairobi a salué le résultat de ces entretiens avec satisfaction.",
    "Spanish": "El ministro de Asuntos Exteriores de Kenia se reunió el viernes con su homólogo de Tanzania y ambos "
    "dijeron que la frontera se abriría de nuevo antes de fin de mes, tras un año cerrada a los comerciantes. El "
    "gobierno de Nairobi acogió con satisfacción el resultado de las conversaciones.",
    "Russian": "Министр иностранных дел Кении встретился в пятницу со своим коллегой из Танзании, и оба заявили, что "
    "граница будет вновь открыта до конца месяца после года, в течение которого она была закрыта для торговцев.",
    "Chinese": "肯尼亚外长周五会见了坦桑尼亚外长，双方表示，在对商人关闭一年之后，边境将于本月底之前重新开放。" * 3,
    "Arabic": "التقى وزير خارجية كينيا يوم الجمعة نظيره التنزاني وقالا إن الحدود ستفتح مرة أخرى قبل نهاية الشهر. " * 3,
}


def test_english() -> None:
    assert check(ENGLISH) == "en"
    assert check(ENGLISH.upper()) == "en"
    assert judge(ENGLISH * 20).warning is None


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_named(name: str) -> None:
    with pytest.raises(UnreadableText, match=f"the text is in {name}, not in English"):
        check(FOREIGN[name])


SHORT_FOREIGN = {
    "French": "Le président français a rencontré son homologue. Ils ont signé un accord. La Russie a protesté.",
    "German": "Der Außenminister von Kenia traf am Freitag seinen Kollegen.",
    "Italian": "Il presidente del Kenya ha incontrato il collega a Roma e ha firmato un accordo.",
    "Polish": "Prezydent Kenii spotkał się w Warszawie z prezydentem Ugandy i obiecał pomoc.",
    "Turkish": "Kenya Cumhurbaşkanı Ankara’da Uganda Devlet Başkanı ile görüştü.",
}


@pytest.mark.parametrize("name", SHORT_FOREIGN)
def test_a_short_text_beyond_doubt_is_refused(name: str) -> None:
    with pytest.raises(UnreadableText, match=f"the text is in {name}, not in English"):
        check(SHORT_FOREIGN[name])


def test_a_text_in_an_old_encoding_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(SHORT_FOREIGN["French"].encode("cp1252"))
    with pytest.raises(UnreadableText, match="French"):
        check(load(path).text)


def test_a_very_short_or_ambiguous_text_is_doubted_not_refused() -> None:
    language = judge("Kenias Außenminister traf den Kollegen.")
    assert language.code == "en"
    assert language.warning == "the text is short and looks like German; it was read as English"
    names = "Ministers: Wang Yi, Sergey Lavrov, Antony Blinken, Annalena Baerbock, Catherine Colonna, Antonio Tajani"
    assert judge(names).warning == "the text is too short to tell its language; it was read as English"
    assert check("Russia attacked Ukraine.") == "en"
    assert judge("Russia attacked Ukraine.").warning is None


@pytest.mark.parametrize(
    "headline",
    [
        "Russia sanctions Moldova; Kenya thanks Uganda; Peru recalls ambassador; Chile protests; Bolivia backs Cuba",
        "Macron tells Merkel Paris backs Kyiv, slams Moscow gas deal",
        "Paraguay recalls ambassador, Caracas expels two diplomats, Montevideo offers mediation",
    ],
)
def test_headlines_without_function_words_are_english(headline: str) -> None:
    assert check(headline) == "en"


def test_a_short_text_in_another_script_is_refused() -> None:
    with pytest.raises(UnreadableText, match="Russian"):
        check("Министр иностранных дел Кении встретился с коллегой.")


def test_a_mixed_text_is_read_with_a_warning() -> None:
    mixed = judge(ENGLISH * 9 + FOREIGN["French"] * 2)
    assert mixed.code == "en"
    assert mixed.warning is not None
    assert "French" in mixed.warning
    assert judge(ENGLISH + FOREIGN["German"] * 4).code == "de"


def test_names_and_numbers_alone_do_not_make_a_text_foreign() -> None:
    assert check("Argentina 12, Brazil 15, Chile 9, Peru 11") == "en"
    assert check("1234 5678") == "en"


def test_an_english_text_never_loads_the_model() -> None:
    code = (
        "import sys; from westphalia.reading.language import check; "
        f"check({ENGLISH * 30!r}); sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
