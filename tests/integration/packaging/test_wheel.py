"""The wheel holds everything that Burnish needs to run, and works where nothing of the repository is."""

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[3]


def pip(*arguments: str | Path, environment: dict[str, str] | None = None) -> None:
    """Runs the environment's pip; raises CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True, env=environment)


def build_wheel(source: Path, folder: Path, environment: dict[str, str] | None = None) -> None:
    """Builds the wheel of a source folder into another folder, with the tools of the environment."""
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source, environment=environment)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as ``pip install .`` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build_wheel(ROOT, folder)
    return next(folder.glob("burnish-*.whl"))


@pytest.fixture
def names(wheel: Path) -> Iterator[list[str]]:
    """The names of the files in the wheel."""
    with ZipFile(wheel) as archive:
        yield archive.namelist()


def test_wheel_holds_the_front_end_with_the_files_that_its_page_names(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        page = archive.read("burnish/web/static/index.html").decode()
        assets = [name for name in archive.namelist() if name.startswith("burnish/web/static/assets/")]
    assert any(name.endswith(".js") for name in assets)
    assert any(Path(name).name in page for name in assets)


def test_wheel_holds_every_module_and_migration(names: list[str]) -> None:
    package = ROOT / "backend" / "burnish"
    expected = {f"burnish/{file.relative_to(package).as_posix()}" for file in package.rglob("*.py")}
    assert expected <= set(names)
    assert any(name.startswith("burnish/library/migrations/versions/") for name in names)


def test_wheel_holds_its_licence_and_nothing_of_the_repository(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top.rsplit(".", 1)[-1] for top in tops} == {"burnish", "dist-info"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not any(name.endswith("/.setup") for name in names)


def test_installed_wheel_runs_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip("install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "import burnish; print(burnish.__file__);"
        "from burnish.web.routes.frontend import STATIC_FOLDER as folder;"
        "print(folder if (folder / 'index.html').is_file() else 'the front end is missing')"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, site], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert result.stdout.splitlines() == [
        str(site / "burnish" / "__init__.py"),
        str(site / "burnish" / "web" / "static"),
    ]


def test_source_distribution_builds_without_node(wheel: Path, tmp_path: Path) -> None:
    build = "from hatchling.build import build_sdist; import sys; print(build_sdist(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, tmp_path], check=True, cwd=ROOT)
    with tarfile.open(next(tmp_path.glob("burnish-*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.glob("burnish-*") if path.is_dir())

    build_wheel(source, tmp_path, environment={"PATH": str(tmp_path)})
    with ZipFile(next(tmp_path.glob("*.whl"))) as rebuilt, ZipFile(wheel) as original:
        assert set(rebuilt.namelist()) == set(original.namelist())
