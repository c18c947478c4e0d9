import gzip
import re

import pytest

from westphalia.dynamics.ranking import quadruples
from westphalia.errors import DataError


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def later(tmp_path):
    return write(tmp_path / "test.txt", "a\tmeets\tb\t9\n")


def test_numbers_with_spaces_and_a_fifth_column(tmp_path):
    train = write(tmp_path / "train.txt", "0 0 1 0 7\n1 0 2 24 7\n\n10 1 2 96 8\n")
    test = write(tmp_path / "test.txt", "0 0 1 120 7\n")
    data = quadruples.read(train, None, test)
    assert data.entities == ("0", "1", "2", "10") and data.named == (False, False)
    assert data.step == 24 and data.train.t.tolist() == [0, 1, 4] and data.test.t.tolist() == [5]
    assert data.day(5) == "120" and len(data.valid) == 0


def test_names_with_spaces_and_dates_gzipped(tmp_path):
    train = tmp_path / "train.tsv.gz"
    train.write_bytes(gzip.compress(b"Police (Peru)\tmeets\tBan Ki-Moon\t2014-01-30\n"))
    test = write(tmp_path / "test.tsv", "Ban Ki-Moon\tmeets\tPolice (Peru)\t2014-02-01\r\n")
    data = quadruples.read(train, None, test)
    assert data.entities == ("Ban Ki-Moon", "Police (Peru)") and data.named == (True, True)
    assert data.dated and data.day(int(data.test.t[0])) == "2014-02-01"


def test_names_beside_numbers(tmp_path):
    train = write(tmp_path / "train.txt", "0\t0\t1\t3\n")
    test = write(tmp_path / "test.txt", "1\t0\t0\t4\n")
    write(tmp_path / "entity2id.txt", "2\nPeru\t0\nPolice (Peru)\t1\n")
    write(tmp_path / "relation2id.txt", "0\tmeets\n")
    data = quadruples.read(train, None, test)
    assert data.entities == ("Peru", "Police (Peru)") and data.relations == ("meets",) and data.named == (True, True)
    with pytest.raises(DataError, match="no such file"):
        quadruples.read(train, None, test, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a\tmeets\tb\t1\na\tmeets\tb\n", "line 2: 3 columns instead of 4 or 5"),
        ("a\tmeets\tb\t1\na\tmeets\tb\t1\t2\t3\n", "line 2: 6 columns instead of 4 or 5"),
        ("a\tmeets\tb\tMonday\n", "line 1: day 'Monday' is not a whole number"),
        ("a\tmeets\tb\t2014-13-01\n", "line 1: day '2014-13-01' is not a date"),
        ("a\tmeets\tb\t1\na\tmeets\tb\t2014-01-01\n", "line 2: day '2014-01-01' is not a whole number"),
        ("a\tmeets\t\t1\n", "line 1: an empty column"),
        ("\n\n", "holds no facts"),
        ("a\tmeets\tb\t9\n", "holds the first day of"),
        ("a\tmeets\tb\t10\n", "holds the first day of"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, later, text, why):
    with pytest.raises(DataError, match=re.escape(why)) as caught:
        quadruples.read(write(tmp_path / "train.txt", text), None, later)
    assert "train.txt" in str(caught.value) and "\n" not in str(caught.value)


def test_files_that_are_damaged_or_not_there(tmp_path, later):
    damaged = tmp_path / "train.gz"
    damaged.write_bytes(gzip.compress(b"a\tmeets\tb\t1\n" * 100)[:30])
    with pytest.raises(DataError, match="damaged gzip"):
        quadruples.read(damaged, None, later)
    with pytest.raises(DataError, match="no such file"):
        quadruples.read(tmp_path / "none.txt", None, later)
    latin = tmp_path / "latin.txt"
    latin.write_bytes("a\tmeets\tb\t1\nS\u00e3o\tmeets\tb\t1\n".encode("latin-1"))
    with pytest.raises(DataError, match="line 2: not UTF-8"):
        quadruples.read(latin, None, later)


def test_dates_and_numbers_do_not_mix(tmp_path, later):
    train = write(tmp_path / "train.txt", "a\tmeets\tb\t2014-01-01\n")
    with pytest.raises(DataError, match="writes days otherwise"):
        quadruples.read(train, None, later)
