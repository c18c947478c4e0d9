"""A document comes back from its JSON as it was."""

import json

import pytest

from westphalia.errors import DataError
from westphalia.ontology.types import Document
from westphalia.reading import read_text

TEXTS = (
    "Iran attacked Iraq on 3 May 2021. “We will answer,” said Baghdad. Sanctions drive Iran into China's arms.",
    "TREATY BETWEEN CHILE AND PERU\n\nChile and Peru have agreed as follows:\n\nArticle 1\nEach Party shall inform the "
    "other of floods.\n\nArticle 2\nThis Treaty enters into force on signature.\n\nDone at Arica on 2 March 2020.",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_there_and_back(text):
    document = read_text(text)
    back = Document.from_dict(json.loads(json.dumps(document.to_dict())))
    assert back == document and hash(back) == hash(document)


def test_keys_of_another_version_are_left_out():
    plain = read_text(TEXTS[0]).to_dict()
    del plain["voices"]
    assert Document.from_dict(plain | {"mood": "grim"}).events == read_text(TEXTS[0]).events


@pytest.mark.parametrize("change", [{"text": 7}, {"events": [3]}, {"claims": None}, {"published": "May"}])
def test_other_data(change):
    with pytest.raises(DataError, match="this is no Document"):
        Document.from_dict(read_text(TEXTS[0]).to_dict() | change)
    with pytest.raises(DataError):
        Document.from_dict({})
