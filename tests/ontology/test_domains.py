"""Domains, contexts and the words that name a domain."""

import pytest

from westphalia.errors import CallError
from westphalia.ontology.actions import read_table
from westphalia.ontology.domains import CONTEXTS, DOMAINS, EXTRA_DOMAINS, contexts_of, domain_words, domains_of


def test_the_ten_come_first_and_the_tables_agree() -> None:
    rows = read_table("domains.csv")
    assert tuple(row["domain"] for row in rows) == DOMAINS + EXTRA_DOMAINS
    assert tuple(row["domain"] for row in rows if row["extra"] == "no") == DOMAINS
    assert len(DOMAINS) == 10
    assert tuple(row["context"] for row in read_table("contexts.csv")) == CONTEXTS
    assert len(set(CONTEXTS)) == 37


def test_domains_map_to_contexts_that_exist() -> None:
    for row in read_table("domains.csv"):
        assert contexts_of(row["domain"])
        assert set(contexts_of(row["domain"])) <= set(CONTEXTS)
        assert set(row["telling"].split(";") if row["telling"] else ()) <= set(contexts_of(row["domain"]))


def test_domains_are_told_only_by_their_own_context() -> None:
    assert domains_of(["military"]) == ("military",)
    assert domains_of(["economic"]) == ("finance",)  # not transport, industry and agriculture as well
    assert domains_of(["cbrn", "technology", "natural_resource"]) == ("energy", "technology", "nuclear")
    assert domains_of([]) == domains_of(["gender"]) == ()


def test_unknown_domain_names_the_nearest() -> None:
    assert contexts_of(" Energy ") == contexts_of("energy")
    with pytest.raises(CallError, match="did you mean transport"):
        contexts_of("transports")


def test_words() -> None:
    words = domain_words()
    assert set(words.values()) == set(DOMAINS + EXTRA_DOMAINS)
    assert all(word == word.lower() == " ".join(word.split()) for word in words)
    for domain in DOMAINS + EXTRA_DOMAINS:
        assert words[domain] == domain
        assert sum(value == domain for value in words.values()) >= 20
    expected = {
        "transportation": "transport",
        "counter-terrorism": "counterterrorism",
        "defence": "military",
        "defense": "military",
        "grain": "agriculture",
        "pipelines": "energy",
        "banking": "finance",
        "semiconductors": "technology",
        "universities": "science",
        "cultural exchange": "culture",
        "nuclear programme": "nuclear",
        "nuclear power plants": "energy",
        "manufacturing": "industry",
    }
    assert {word: words[word] for word in expected} == expected
    assert "it" not in words  # the pronoun
