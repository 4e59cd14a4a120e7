"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from burnish.cli.setting_sources import variable_of
from burnish.settings import Settings

# While tests run, several processes compute beside each other. OpenMP's threads wait by spinning unless they are told
# otherwise, and would take the processor from each other. Torch reads this when it is imported, child processes too.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# How long an example takes is the machine's business, and no test's.
hypothesis.settings.register_profile("burnish", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("burnish")

pytest_plugins = [
    "tests.fixtures_weights",
    "tests.fixtures_faces",
    "tests.fixtures_generation",
    "tests.fixtures_server",
    "tests.fixtures_mirror",
]


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real weights, photos and faces; tests that need it are skipped where there is none."""
    folder = os.environ.get("BURNISH_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("BURNISH_TEST_DATA does not name the folder of real weights and photos")
    return Path(folder)


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_this_machine() -> Iterator[None]:
    """Keeps the settings of whoever runs the tests out of them: variables and the default file."""
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(variable_of(name), raising=False)
        patch.setenv("BURNISH_CONFIG", os.devnull)
        yield
