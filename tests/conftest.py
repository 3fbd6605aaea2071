"""What all tests share: the sizes of property tests, and where the article of the bundled dataset is, if it is here."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# A time limit for one example would fail on a slow machine and say nothing about the code.
settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, print_blob=True)
# The examples of "ci" are the same on every interpreter: on a second one fewer of them say what can differ there.
settings.register_profile("again", max_examples=20, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile(os.environ.get("UNREST_PROFILE", "quick"))


def shared_folder() -> Path:
    """The folder of texts that may not be in the repository: beside the clone, or where UNREST_SHARED says."""
    return Path(os.environ.get("UNREST_SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def seed_article_path() -> Path:
    """The file of the article that the bundled dataset was coded from."""
    folder = shared_folder() / "seeds"
    found = sorted(folder.glob("*.txt"))
    if not found:
        pytest.skip(
            f"the article is not part of the repository, and {folder} has no text (UNREST_SHARED names another)"
        )
    return found[0]
