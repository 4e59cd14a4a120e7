"""Stand-ins for programs that the documentation calls and a test cannot run as they are.

``npm`` and ``pip`` fetch packages; ``pytest``, ``ruff`` and ``mypy`` look at the whole repository, for minutes: of
these the arguments are held against what the program says it can do. ``burnish`` and ``curl`` are run. Called by
``python -m tests.integration.docs.stand_in PROGRAM ARGUMENT...``, from files of the programs' names.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Client
from pathlib import Path
from types import MappingProxyType

from tests.documents import ROOT

SOCKET = "DOCUMENTED_BURNISH"
"""Variable with the address of the host that runs ``burnish``."""

REAL_PATH = "DOCUMENTED_PATH"
"""Variable with the path of programs without the stand-ins."""


def burnish(arguments: list[str]) -> None:
    """Has the host run it."""
    variables = {name: value for name, value in os.environ.items() if name.startswith("BURNISH_")}
    with Client(os.environ[SOCKET], "AF_UNIX") as host:
        host.send((arguments, Path.cwd(), variables))
        status, said = host.recv()
    sys.stdout.write(said)
    if status:
        sys.exit(status)


def curl(arguments: list[str]) -> None:
    """Runs it; fails with what the server refuses, unless it is what would have to be fetched from the internet."""
    real = shutil.which("curl", path=os.environ[REAL_PATH])
    assert real is not None, "curl is not installed"
    done = subprocess.run([real, "--fail-with-body", *arguments], stdout=subprocess.PIPE, check=False)
    sys.stdout.buffer.write(done.stdout)
    if done.returncode and not _refused_offline(done.stdout):
        sys.stderr.buffer.write(done.stdout)
        sys.exit(done.returncode)


def _refused_offline(answer: bytes) -> bool:
    try:
        problem = json.loads(answer)
    except ValueError:
        return False
    return problem["status"] == 503 and "offline" in problem["detail"]


def npm(arguments: list[str]) -> None:
    """Knows the scripts of the repository, and their arguments."""
    words = [word for word in arguments if word not in ("-s", "--silent", "--")]
    match words:
        case ["start", *flags]:
            burnish(["serve", *flags])
        case ["test"] | ["install", *_] | ["ci"] | ["cache", "clean", "--force"]:
            return
        case ["test", "--only", chosen]:
            _expect_all(chosen.split(","), _parts_of_the_checks(), "part of npm test")
        case ["run", name, *rest]:
            scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
            _expect_all([name], scripts, "script in package.json")
            _expect_paths(rest)
        case _:
            sys.exit(f"npm {' '.join(arguments)} is not known")


def _parts_of_the_checks() -> list[str]:
    checks = (ROOT / "scripts" / "setup" / "checks.mjs").read_text(encoding="utf-8")
    found = re.search(r"export const parts = (\[.*?\])", checks)
    assert found is not None
    parts: list[str] = json.loads(found.group(1))
    return parts


def pip(arguments: list[str]) -> None:
    """Knows its own options."""
    _expect_options([sys.executable, "-m", "pip", arguments[0]], arguments[1:])


def python(arguments: list[str]) -> None:
    """Makes environments, without pip; knows the scripts of the repository."""
    match arguments:
        case ["-m", "venv", folder]:
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        case [script, *flags] if script.startswith("scripts/"):
            _expect_paths([script])
            _expect_options([sys.executable, str(ROOT / script)], flags)
        case _:
            sys.exit(f"python {' '.join(arguments)} is not known")


def checker(module: str) -> Callable[[list[str]], None]:
    """A program that checks or tests the repository, and knows its options and the files there."""

    def check(arguments: list[str]) -> None:
        subcommand = [word for word in arguments[:1] if module == "ruff" and not word.startswith("-")]
        _expect_options([sys.executable, "-m", module, *subcommand], arguments)
        _expect_paths(arguments)

    return check


STAND_INS: Mapping[str, Callable[[list[str]], None]] = MappingProxyType(
    {
        "burnish": burnish,
        "curl": curl,
        "npm": npm,
        "pip": pip,
        "python": python,
        "python3.11": python,
        "pytest": checker("pytest"),
        "ruff": checker("ruff"),
        "mypy": checker("mypy"),
    }
)
"""All of them by name."""


def _expect_all(words: list[str], known: list[str], what: str) -> None:
    unknown = [word for word in words if word not in known]
    if unknown:
        sys.exit(f"There is no {what} {', '.join(unknown)}")


def _expect_options(command: list[str], arguments: list[str]) -> None:
    """Ends with an error where the command's help does not name an option."""
    quick = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    shown = subprocess.run([*command, "--help"], cwd="/", env=quick, capture_output=True, text=True, check=True).stdout
    options = [word.partition("=")[0] for word in arguments if word.startswith("-") and word != "--"]
    _expect_all(options, re.findall(r"(?<![\w-])--?[\w-]+", shown), f"option of {' '.join(command)}")


def _expect_paths(arguments: list[str]) -> None:
    """Ends with an error where a file that is named is not in the repository."""
    paths = [word.partition("::")[0] for word in arguments if "/" in word and not word.startswith("-")]
    _expect_all([path for path in paths if not (ROOT / path).exists()], [], "file")


if __name__ == "__main__":
    STAND_INS[sys.argv[1]](sys.argv[2:])
