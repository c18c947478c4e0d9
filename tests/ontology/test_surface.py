"""Surface forms: what words stand for actors, exactly and without silent doubles."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.errors import UnknownActor
from westphalia.ontology.actors import actor, code_of, name_of, resolve
from westphalia.ontology.organisations import groups, institutions, organisations
from westphalia.ontology.states import states
from westphalia.ontology.surface import not_actors, surface_forms
from westphalia.ontology.tables import rows

THINGS = sorted({**states(), **organisations(), **groups(), **institutions()})
SHIPPED = ("states", "state_names", "demonyms", "capitals", "institutions", "organisations", "groups", "persons")


def test_no_form_means_two_things_that_are_no_people() -> None:
    doubles = {}
    for text, forms in surface_forms().items():
        things = {form.actor_id for form in forms if form.how != "person"}
        if len(things) > 1:
            doubles[text] = things
    assert doubles == {}


def test_no_form_is_a_thing_and_a_person() -> None:
    mixed = [text for text, forms in surface_forms().items() if len({form.how == "person" for form in forms}) > 1]
    assert mixed == []


def test_case_is_exact() -> None:
    forms = surface_forms()
    assert "China" in forms and "china" not in forms
    assert "US" in forms and "us" not in forms
    assert "Who" not in forms


@pytest.mark.parametrize("text", ["Korea", "Korean", "Koreans", "Kim", "May", "Nice", "Georgia Tech"])
def test_words_that_are_left_out(text: str) -> None:
    assert text not in surface_forms()


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Burma", "MMR", "name"),
        ("Ivory Coast", "CIV", "name"),
        ("Turkey", "TUR", "name"),
        ("Türkiye", "TUR", "name"),
        ("Czech Republic", "CZE", "name"),
        ("DPRK", "PRK", "name"),
        ("U.S.", "USA", "name"),
        ("America", "USA", "name"),
        ("Britain", "GBR", "name"),
        ("USSR", "SUN", "name"),
        ("Republic of China", "TWN", "name"),
        ("Niger", "NER", "name"),
        ("Nigerien", "NER", "demonym"),
        ("Nigerian", "NGA", "demonym"),
        ("Congo", "COD", "name"),
        ("Congo-Brazzaville", "COG", "name"),
        ("Dominica", "DMA", "name"),
        ("Dominican", "DOM", "demonym"),
        ("Guinea-Bissau", "GNB", "name"),
        ("Papua New Guinea", "PNG", "name"),
        ("Britons", "GBR", "demonym"),
        ("Dutch", "NLD", "demonym"),
        ("Danes", "DNK", "demonym"),
        ("Tehran", "IRN", "capital"),
        ("Washington", "USA", "capital"),
        ("Brussels", "IGO:EU", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Kremlin", "RUS", "institution"),
        ("Élysée", "FRA", "institution"),
        ("Elysee", "FRA", "institution"),
        ("Blue House", "KOR", "institution"),
        ("African Union", "IGO:AU", "name"),
        ("OPEC+", "IGO:OPEC+", "name"),
        ("Hezbollah", "REB:HEZBOLLAH", "name"),
        ("ISIS", "REB:ISIL", "name"),
        ("Abkhazia", "GEO", "name"),
        ("Red Cross", "NGO:ICRC", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
    ],
)
def test_what_words_stand_for(text: str, code: str, how: str) -> None:
    form = surface_forms()[text][0]
    assert (form.code, form.how) == (code, how)


@pytest.mark.parametrize("text", ["Georgia", "Jordan", "Chad", "Male", "Brussels", "Congo", "Washington"])
def test_words_with_another_meaning_carry_a_caution(text: str) -> None:
    assert surface_forms()[text][0].caution


def test_cautions_are_about_forms_that_exist() -> None:
    forms = surface_forms()
    assert [row["form"] for row in rows("cautions.csv") if row["form"] not in forms] == []


def test_phrases_that_are_no_actors_do_not_resolve() -> None:
    assert all(resolve(phrase) is None for phrase in not_actors())
    assert not_actors().isdisjoint(surface_forms())


@pytest.mark.parametrize("table", SHIPPED)
def test_tables_have_no_empty_names_or_stray_spaces(table: str) -> None:
    for row in rows(f"{table}.csv"):
        for value in row.values():
            assert value == value.strip() and "  " not in value


@given(st.sampled_from(THINGS))
def test_name_to_code_to_name(actor_id: str) -> None:
    name = name_of(actor_id)
    code = code_of(name)
    assert code == actor(actor_id).code
    assert code_of(name.upper()) == code_of(name.lower()) == code
    assert code_of(actor_id) == code


@given(st.text(max_size=12))
def test_code_of_answers_or_says_it_cannot(text: str) -> None:
    try:
        assert code_of(text)
    except UnknownActor as error:
        assert "\n" not in str(error)


@given(st.sampled_from(sorted(surface_forms())))
def test_every_form_resolves_to_one_of_its_meanings(text: str) -> None:
    found = resolve(text)
    ids = {form.actor_id for form in surface_forms()[text]}
    assert found is None or found.id in ids
    if any(form.how != "person" for form in surface_forms()[text]):
        assert found is not None


def test_every_alias_of_a_person_is_of_somebody_in_the_table() -> None:
    held = {(row["code"], row["name"]) for row in rows("leaders.csv")}
    assert [row for row in rows("persons.csv") if (row["code"], row["name"]) not in held] == []


def test_the_table_is_built_quickly() -> None:
    probe = (
        "import time; from westphalia.ontology.surface import surface_forms; start = time.perf_counter(); "
        "surface_forms(); print(time.perf_counter() - start)"
    )
    took = float(subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout)
    assert took < 2.0  # 0.1 s alone; the machine may be busy


def test_of_one_person_s_two_offices_the_title_says_which() -> None:
    assert [resolve(name).id for name in ("Foreign Minister Borrell", "High Representative Borrell")] == [  # type: ignore[union-attr]
        "ESP/josep-borrell",
        "IGO:EU/josep-borrell",
    ]
