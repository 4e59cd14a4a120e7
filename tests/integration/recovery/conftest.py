"""How long these tests are, and what they do.

The long run: ``pytest tests/integration/recovery --kills 100 --batch 50 --seed 1 --log-cli-level INFO``.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=3, help="How often an engine or a server is killed.")
    parser.addoption("--batch", type=int, default=5, help="How many images are generated at a time.")
    parser.addoption("--seed", type=int, default=1, help="Decides what is killed and when.")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often something is killed."""
    return int(request.config.getoption("--kills", default=3))


@pytest.fixture
def batch(request: pytest.FixtureRequest) -> int:
    """How many images are generated at a time."""
    return int(request.config.getoption("--batch", default=5))


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Decides what is killed and when."""
    return int(request.config.getoption("--seed", default=1))
