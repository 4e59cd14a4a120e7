"""How long the hostile tests run: ``pytest tests/hostile --mutations 10000 --examples 1000`` is the long run.

In the end their servers must say that they are well. So they share them with no other tests: some of those kill
engines, which a server tells of for a while.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures_server import Server, serving_general_network, serving_painter

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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Iterator[Server]:
    """A server with the general network, shared by hostile tests alone."""
    with serving_general_network(tmp_path_factory.mktemp("hostile-server"), weights_root) as running:
        yield running


@pytest.fixture(scope="session")
def painting_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that does nothing but generate, shared by hostile tests alone."""
    with serving_painter(tmp_path_factory.mktemp("hostile-painting-server")) as running:
        yield running
