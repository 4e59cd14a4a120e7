"""How long the hostile tests run: ``pytest tests/hostile --mutations 10000 --examples 1000`` is the long run."""

import pytest

MUTATIONS = 500
EXAMPLES = 8


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options of the long run."""
    parser.addoption("--mutations", type=int, default=MUTATIONS, help="How many mutated image files are tried.")
    parser.addoption("--examples", type=int, default=EXAMPLES, help="How many requests are made of each API call.")
    parser.addoption("--first", type=int, default=0, help="The seed of the mutated files.")


@pytest.fixture(scope="session")
def mutation_count(pytestconfig: pytest.Config) -> int:
    """How many mutated files are tried in all."""
    return int(pytestconfig.getoption("mutations", MUTATIONS))


@pytest.fixture(scope="session")
def first_seed(pytestconfig: pytest.Config) -> int:
    """The seed of the mutated files."""
    return int(pytestconfig.getoption("first", 0))


@pytest.fixture(scope="session")
def example_count(pytestconfig: pytest.Config) -> int:
    """How many requests are made of each API call."""
    return int(pytestconfig.getoption("examples", EXAMPLES))
