"""The environment that the tests run in is the one that a newcomer gets, and everything in it works together."""

import ast
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "backend" / "burnish"


def pinned_versions() -> dict[str, str]:
    """The version that constraints.txt gives on this machine to each distribution, by its canonical name."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml: ``runtime`` and ``dev``."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {"runtime": table["dependencies"], "dev": table["optional-dependencies"]["dev"]}


def run_python(code: str) -> str:
    """What a fresh interpreter prints when it runs the code."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_installed_versions_are_the_pinned_ones() -> None:
    different = {}
    for name, version in pinned_versions().items():
        installed = metadata.version(name).split("+")[0]
        if installed != version:
            different[name] = f"{installed} instead of {version}"
    assert different == {}


@pytest.mark.parametrize("requirement", project()["runtime"] + project()["dev"])
def test_pinned_versions_are_within_the_bounds_of_the_project(requirement: str) -> None:
    wanted = Requirement(requirement)
    if wanted.marker is not None and not wanted.marker.evaluate():
        pytest.skip("is for another kind of machine")
    assert wanted.specifier.contains(pinned_versions()[canonicalize_name(wanted.name)])


def test_every_package_that_the_code_imports_is_declared() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in project()["runtime"]}
    distributions = metadata.packages_distributions()
    undeclared = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            else:
                continue
            for top in {module.split(".")[0] for module in modules} - set(sys.stdlib_module_names) - {"burnish"}:
                if not declared & {canonicalize_name(name) for name in distributions.get(top, [])}:
                    undeclared.add(f"{top} in {file.relative_to(PACKAGE)}")
    assert undeclared == set()


def test_opencv_is_the_build_that_needs_no_x_libraries() -> None:
    information = run_python("import cv2; print(cv2.getBuildInformation())")
    gui = next(line.split(":")[1].strip() for line in information.splitlines() if line.strip().startswith("GUI:"))
    assert gui == "NONE"


IMPORTING = """
try:
    import basicsr.archs.rrdbnet_arch
except ModuleNotFoundError as error:
    print(error.name)
from burnish.compatibility import prepare_imports

prepare_imports()
import basicsr.archs.rrdbnet_arch, realesrgan, realesrgan.archs.srvgg_arch, gfpgan
import facexlib.detection, facexlib.parsing
print("imported")
"""


def test_packages_that_want_an_old_torchvision_are_importable_with_the_stand_in_alone() -> None:
    """When the first name is missing, basicsr has been mended and burnish.compatibility can go."""
    assert run_python(IMPORTING).split() == ["torchvision.transforms.functional_tensor", "imported"]


def test_the_command_is_installed_and_shows_its_help() -> None:
    command = Path(sys.executable).with_name("burnish")
    help_text = subprocess.run([command, "--help"], check=True, capture_output=True, text=True).stdout
    assert {"serve", "process", "configure"} <= set(help_text.split())
