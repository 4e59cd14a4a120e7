"""Every command of the documentation is run, by one server and one engine, and what does not exist is seen."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.documents import GUIDE, ROOT, Page
from tests.fixtures_server import Server, environment, give_weights
from tests.integration.docs.workplace import HEIGHT, WIDTH, Workplace

API = ROOT / "docs" / "api.md"

CALL = re.compile(r"(GET|POST|PUT|PATCH|DELETE) (/api/[\w/{}-]+)")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Path:
    """The library of commands that need no server."""
    root = tmp_path_factory.mktemp("documented") / "library"
    give_weights(weights_root, root)
    return root


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Iterator[str]:
    """The address of the process that runs ``burnish``."""
    address = str(tmp_path_factory.mktemp("host") / "socket")
    command = [sys.executable, "-m", "tests.integration.docs.host", address, str(library)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield address
        finally:
            process.kill()


@pytest.fixture
def workplace(tmp_path: Path, server: Server, host: str, library: Path) -> Iterator[Workplace]:
    place = Workplace(tmp_path / "workplace", server.api.url, host, library)
    place.prepare()
    yield place
    server.api.post("/api/queue/resume")  # which an example pauses, and one that failed has not resumed


def sizes(folder: Path, pattern: str = "*.png") -> list[tuple[int, int]]:
    """Those of images in a folder, the smallest first."""
    found = []
    for file in folder.glob(pattern):
        with Image.open(file) as image:
            found.append(image.size)
    return sorted(found)


def pages_with(language: str) -> list[Page]:
    pages = [Page(path) for path in GUIDE if path != API]
    return [page for page in pages if any(block.language == language for block in page.blocks)]


@pytest.mark.parametrize("page", pages_with("sh"), ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Page, workplace: Workplace) -> None:
    done = workplace.run_shell(page)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "line",
    [
        "burnish polish photo.jpg",
        "burnish process photo.jpg --scale 4 -o results/",
        "burnish process gone.jpg -o results/",
        "burnish process photo.jpg --upscale 3 -o results/",
        "burnish serve --prot 9091",
        "burnish bench upscale --quickly",
        "npm start -- --prot 9091",
        "npm run polish",
        "npm test -- --only polish",
        "pip install --polish .",
        ".venv/bin/pytest tests/unit/gone.py",
        "polish photo.jpg",
        "curl -s http://127.0.0.1:9090/api/polish",
    ],
)
def test_what_does_not_exist_is_seen(line: str, workplace: Workplace) -> None:
    page = Page(ROOT / "docs" / "sample.md", f"# Sample\n\n```sh\n{line}\n```\n")
    done = workplace.run_shell(page)
    assert done.returncode != 0
    assert "sample.md, line 4" in done.stdout


def test_the_commands_of_the_api_fetch_what_was_made(workplace: Workplace) -> None:
    done = workplace.run_shell(Page(API))
    assert done.returncode == 0, done.stdout
    assert sizes(workplace.folder, "photo_4x.png") == [(4 * WIDTH, 4 * HEIGHT)]
    assert sizes(workplace.folder, "fox-*.png") == [(128, 128)] * 2 + [(256, 256)] * 2


def test_the_program_of_the_api_shows_images_forming_and_fetches_them(workplace: Workplace) -> None:
    # Each event is told by a thread of its own, so that lines may run into each other.
    done = workplace.run_python(Page(API))
    assert done.returncode == 0, done.stdout
    assert sizes(workplace.folder) == [(128, 128)] * 2 + [(256, 256)] * 2
    assert "image 0: step " in done.stdout
    with Image.open(workplace.folder / "preview-0.jpg") as preview:
        assert preview.format == "JPEG"
    assert (done.stdout.count("base: "), done.stdout.count("result: ")) == (2, 2)
    assert "100% Done" in done.stdout


def test_the_calls_that_pages_name_exist(server: Server) -> None:
    described = server.api.contract.document["paths"]
    known = {f"{method.upper()} {_shape(path)}" for path, methods in described.items() for method in methods}
    named = {
        f"{method} {_shape(path)}"
        for page in map(Page, GUIDE)
        for code in page.inline_code
        for method, path in CALL.findall(code)
    }
    assert len(named) > 20
    assert named - known == set()


def _shape(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"{\w+}", "{}", path.rstrip("/"))


@pytest.mark.parametrize("page", pages_with("toml"), ids=lambda page: page.name)
def test_settings_files_are_read(page: Page, workplace: Workplace) -> None:
    (block,) = (block for block in page.blocks if block.language == "toml")
    (workplace.folder / "sample.toml").write_text("\n".join(block.lines))
    done = workplace.run_shell(Page(page.path, "# Sample\n```sh\nburnish settings --config sample.toml\n```\n"))
    assert done.returncode == 0, done.stdout
