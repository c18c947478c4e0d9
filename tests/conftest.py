"""Fixtures that every room's tests share."""

import os
from pathlib import Path

import pytest

# There is a test process for every core: libraries that start threads of their own only wait for each other.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The development data beside the project; tests that use it are marked `shared`."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the development data is not here")
    return folder
