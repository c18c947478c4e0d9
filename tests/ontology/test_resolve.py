"""Whom a text means on a day."""

from datetime import date

import pytest

from westphalia.errors import UnknownActor
from westphalia.ontology.actors import actor, code_of, name_of, resolve
from westphalia.ontology.types import ActorKind


@pytest.mark.parametrize(
    ("text", "day", "actor_id", "role"),
    [
        ("President Trump", "2018-03-01", "USA/donald-trump", "President"),
        ("President Trump", "2025-03-01", "USA/donald-trump", "President"),
        ("Trump", "2022-03-01", "USA/donald-trump", "former President"),
        ("former President Trump", "2022-03-01", "USA/donald-trump", "former President"),
        ("the Iranian president", "2014-06-01", "IRN/hassan-rouhani", "President"),
        ("Iran's president", "2014-06-01", "IRN/hassan-rouhani", "President"),
        ("Iran’s president", "2025-06-01", "IRN/masoud-pezeshkian", "President"),
        ("President of Iran", "2014-06-01", "IRN/hassan-rouhani", "President"),
        ("Iran's supreme leader", "2014-06-01", "IRN/ali-khamenei", "Supreme Leader"),
        ("Ayatollah Ali Khamenei", "2014-06-01", "IRN/ali-khamenei", "Supreme Leader"),
        ("the Russian foreign minister", "2018-06-01", "RUS/sergey-lavrov", "Foreign Minister"),
        ("Foreign Minister Sergei Lavrov", "2018-06-01", "RUS/sergey-lavrov", "Foreign Minister"),
        ("Russian President Vladimir Putin", "2018-06-01", "RUS/vladimir-putin", "President"),
        ("the Russian leader", "2018-06-01", "RUS/vladimir-putin", "President"),
        ("the Chinese leader", "2018-06-01", "CHN/xi-jinping", "General Secretary"),
        ("the Soviet leader", "1988-06-01", "SUN/mikhail-gorbachev", "General Secretary"),
        ("Premier Li", "2018-06-01", "CHN/li-keqiang", "Premier"),
        ("Premier Li", "2024-06-01", "CHN/li-qiang", "Premier"),
        ("Zelensky", "2022-06-01", "UKR/volodymyr-zelenskyy", "President"),
        ("US Secretary of State Mike Pompeo", "2019-06-01", "USA/mike-pompeo", "Secretary of State"),
        ("the US secretary of state", "2019-06-01", "USA/mike-pompeo", "Secretary of State"),
        ("the German chancellor", "2018-06-01", "DEU/angela-merkel", "Chancellor"),
        ("Japanese Prime Minister Shinzo Abe", "2018-06-01", "JPN/shinzo-abe", "Prime Minister"),
        ("South Korea's President Moon Jae-in", "2018-06-01", "KOR/moon-jae-in", "President"),
        ("Kim", "2018-06-01", "PRK/kim-jong-un", "Supreme Leader"),
        ("Erdogan", "2018-06-01", "TUR/recep-tayyip-erdogan", "President and Prime Minister"),
        ("King Salman", "2018-06-01", "SAU/salman-bin-abdulaziz", "King"),
        ("Bush", "1990-06-01", "USA/george-h-w-bush", "President"),
        ("Bush", "2005-06-01", "USA/george-w-bush", "President"),
        ("Stoltenberg", "2010-06-01", "NOR/jens-stoltenberg", "Prime Minister"),
        ("Stoltenberg", "2020-06-01", "IGO:NATO/jens-stoltenberg", "Secretary General"),
        ("NATO chief", "2020-06-01", "IGO:NATO/jens-stoltenberg", "Secretary General"),
        ("UN Secretary-General Antonio Guterres", "2020-06-01", "IGO:UN/antonio-guterres", "Secretary-General"),
        ("the UN secretary-general", "2020-06-01", "IGO:UN/antonio-guterres", "Secretary-General"),
        ("European Commission President", "2020-06-01", "IGO:EU/ursula-von-der-leyen", None),
        ("the president of the European Council", "2020-06-01", "IGO:EU/charles-michel", None),
        ("EU foreign policy chief", "2020-06-01", "IGO:EU/josep-borrell", "High Representative"),
        ("head of the IAEA", "2020-06-01", "IGO:IAEA/rafael-grossi", "Director General"),
        ("Hezbollah leader", "2020-06-01", "REB:HEZBOLLAH/hassan-nasrallah", None),
        ("Boris Johnson", "2018-06-01", "GBR/boris-johnson", "Foreign Secretary"),
    ],
)
def test_people(text: str, day: str, actor_id: str, role: str | None) -> None:
    found = resolve(text, date.fromisoformat(day))
    assert found is not None and found.id == actor_id
    assert found.kind is ActorKind.PERSON
    if role is not None and " and " not in role:
        assert found.role == role


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("the Iranian president", "IRN/president"),
        ("Russian foreign minister", "RUS/foreign-minister"),
        ("the French ambassador", "FRA/ambassador"),
        ("German foreign ministry", "DEU/foreign-ministry"),
        ("Chinese government", "CHN/government"),
        ("Israeli troops", "ISR/military"),
        ("the Trump administration", "USA/government"),
        ("Iraq's parliament", "IRQ/parliament"),
        ("the government of Sudan", "SDN/government"),
        ("Putin", "RUS/vladimir-putin"),
        ("Pezeshkian", "IRN/masoud-pezeshkian"),
        ("Modi", "IND/narendra-modi"),
        ("the Kremlin", "RUS/kremlin"),
        ("Moscow", "RUS"),
        ("the United States", "USA"),
        ("Tehran's", "IRN"),
        ("Georgia", "GEO"),
        ("St. John's", "ATG"),
        ("the Houthis", "REB:HOUTHIS"),
        ("UN Security Council", "IGO:UN/security-council"),
    ],
)
def test_without_a_date(text: str, actor_id: str) -> None:
    found = resolve(text)
    assert found is not None and found.id == actor_id
    assert actor(found.id).code == found.code


@pytest.mark.parametrize(
    "text", ["Clinton", "President Bush", "Johnson", "Korea", "South America", "china", "", "Foo Bar"]
)
def test_never_a_guess(text: str) -> None:
    assert resolve(text) is None


def test_an_institution_needs_a_country() -> None:
    assert resolve("Foreign Ministry", date(2018, 1, 1)) is None
    assert resolve("the president", date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Moscow", "1985-01-01", "SUN"),
        ("Russia", "1985-01-01", "SUN"),
        ("Germany", "1970-01-01", "GFR"),
        ("Yugoslavia", "1980-01-01", "YUG"),
        ("Kenya", "1950-01-01", "KEN"),
    ],
)
def test_a_name_means_the_state_of_its_day(text: str, day: str, code: str) -> None:
    found = resolve(text, date.fromisoformat(day))
    assert found is not None and found.id == code
    assert code_of(text, date.fromisoformat(day)) == code


def test_a_role_after_what_the_sources_cover_is_unverified() -> None:
    then, later = resolve("Putin", date(2020, 1, 1)), resolve("Putin", date(2025, 1, 1))
    assert then is not None and later is not None
    assert (then.unverified, later.unverified) == (False, True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("usa", "USA"),
        ("US", "USA"),
        ("tr", "TUR"),
        ("AU", "AUS"),
        ("african union", "IGO:AU"),
        ("iranians", "IRN"),
        ("cote d'ivoire", "CIV"),
        ("turkiye", "TUR"),
        ("the kremlin", "RUS"),
        ("Putin", "RUS"),
        ("putin", "RUS"),
        ("igo:eu", "IGO:EU"),
        ("opec+", "IGO:OPEC+"),
        ("opec", "IGO:OPEC"),
        ("hamas", "REB:HAMAS"),
        ("RUS/kremlin", "RUS"),
        ("the Netherlands", "NLD"),
    ],
)
def test_what_the_command_line_accepts(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Rusia", "Russia"),
        ("Irann", "Iran"),
        ("Korea", "South Korea"),
        ("Unted States", "United States"),
        ("Chna", "China"),
    ],
)
def test_unknown_names_get_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownActor) as caught:
        code_of(name)
    assert near in caught.value.nearest
    assert len(caught.value.nearest) <= 3


@pytest.mark.parametrize(("name", "first"), [("IRAM", "Iran"), ("Nigera", "Nigeria"), ("Malli", "Mali")])
def test_of_names_as_like_that_with_more_of_the_beginning_comes_first(name: str, first: str) -> None:
    with pytest.raises(UnknownActor) as caught:
        code_of(name)
    assert caught.value.nearest[0] == first


def test_an_unknown_code_is_its_own_name() -> None:
    assert name_of("ZZZ") == "ZZZ"
    assert name_of("---") == "no country"
    assert name_of("RUS/vladimir-putin") == "Vladimir Putin"
    with pytest.raises(UnknownActor):
        actor("RUS/nobody")
