"""The examples of docs/api.md do what they say."""

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.fixtures_server import Server

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
DOCUMENTED_SERVER = "http://127.0.0.1:9090"


def example(heading: str, language: str, server: Server) -> str:
    """The first example of a section, for this server."""
    section = DOCUMENT.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found is not None
    code = found.group(1)
    assert DOCUMENTED_SERVER in code
    return code.replace(DOCUMENTED_SERVER, server.api.url)


def run(command: list[str], folder: Path) -> str:
    """What a command prints that runs in a folder."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sizes(folder: Path) -> list[tuple[int, int]]:
    """Those of the PNG files in a folder, the smallest first."""
    found = []
    for file in folder.glob("*.png"):
        with Image.open(file) as image:
            found.append(image.size)
    return sorted(found)


def test_the_example_in_curl_fetches_base_images_and_results(server: Server, tmp_path: Path) -> None:
    run(["bash", "-euc", example("Generate a batch with curl", "sh", server)], tmp_path)
    assert sizes(tmp_path) == [(256, 256)] * 2 + [(512, 512)] * 2


def test_the_example_in_python_shows_images_forming_and_fetches_them(server: Server, tmp_path: Path) -> None:
    code = example("Generate a batch with Python, and watch it", "python", server)
    # Each event is told by a thread of its own, so that lines may run into each other.
    said = run([sys.executable, "-c", code], tmp_path)
    assert sizes(tmp_path) == [(256, 256)] * 2 + [(512, 512)] * 2
    assert "image 0: step " in said
    with Image.open(tmp_path / "preview-0.jpg") as preview:
        assert preview.format == "JPEG"
    assert (said.count("base: "), said.count("result: ")) == (2, 2)
    assert "100% Done" in said
