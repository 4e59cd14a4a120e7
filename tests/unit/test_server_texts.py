"""The page tells in its language what the server says in English: nothing lacks a text, no text is left."""

import ast
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

import burnish
from burnish.faces.cards import ALGORITHMS
from burnish.generation.cards import PAINTER_CARD, SD_TURBO_CARD
from burnish.parameters import Generation, OutputOptions, RestoreFacesStep, UpscaleStep
from burnish.records import JobKind
from burnish.upscaling.models import MODELS
from burnish.weights.catalogue import CATALOGUE

PACKAGE = Path(burnish.__file__).parent
LOCALES = PACKAGE.parents[1] / "frontend" / "src" / "locales"
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir() if folder.name != "en")
PARAMETERS = (UpscaleStep, RestoreFacesStep, OutputOptions, Generation)
STEPS = ("upscale", "restore_faces")


def key_of(name: str) -> str:
    """What ``keyOf`` of ``services/texts/serverTexts.ts`` makes of a name."""
    return re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")


def keys_of(names: Iterable[str]) -> set[str]:
    return {key_of(name) for name in names}


def base_of(key: str) -> str:
    """The key without the form of a plural."""
    return re.sub(r"_(zero|one|two|few|many|other)$", "", key)


def syntax_trees() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def texts_in(node: ast.AST) -> Iterator[str]:
    """The texts that an expression can give; of those that are filled in, the parts that are always there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield " ".join(str(part.value).strip() for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from texts_in(value)


def named(node: ast.AST) -> str:
    """The variable or attribute that is meant; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What is assigned to names and attributes, given to parameters, and passed on by its place, by its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from zip(map(named, target.elts), node.value.elts, strict=True)
                else:
                    yield named(target), node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield named(node.target), node.value
        elif isinstance(node, ast.keyword):
            yield node.arg or "", node.value
        elif isinstance(node, ast.Call) and named(node.func) == "stage" and node.args:
            yield "stage", node.args[0]
        elif isinstance(node, ast.Call) and named(node.func) == "set_running":
            yield "stage", node.args[1]


@cache
def said_as(pattern: str) -> set[str]:
    """The texts that are given to names that fit the pattern, anywhere in the package."""
    return {
        text
        for tree in syntax_trees()
        for name, value in assignments(tree)
        if re.fullmatch(pattern, name)
        for text in texts_in(value)
    }


def recipes() -> set[str]:
    """The steps of the recipes that the page makes, one after the other."""
    return {"_".join(steps) for count in (1, 2) for steps in itertools.permutations(STEPS, count)}


def licences() -> set[str]:
    cards = (PAINTER_CARD, SD_TURBO_CARD)
    return {entry.licence for entry in CATALOGUE} | {card.licence for card in cards if card.licence is not None}


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a language has for the server's words, by section."""
    read: dict[str, Any] = json.loads((LOCALES / request.param / "server.json").read_text(encoding="utf-8"))
    return read


def test_the_package_is_understood() -> None:
    """The others would hold for a package in which nothing is found, too."""
    assert {"internal", "out-of-memory", "weights-unavailable"} <= said_as("slug")
    assert {"Waiting", "Stopping", "Done", "Starting", "Generating", "Generating of"} <= said_as("stage|.*STAGES")


def test_every_problem_has_a_title_and_a_remedy(texts: dict[str, Any]) -> None:
    assert set(texts["problems"]) == keys_of(said_as("slug"))
    assert all(set(problem) == {"title", "remedy"} for problem in texts["problems"].values())


def test_every_stage_has_a_text(texts: dict[str, Any]) -> None:
    assert set(texts["stages"]) == keys_of(said_as("stage|.*STAGES"))


def test_every_job_has_a_title(texts: dict[str, Any]) -> None:
    assert set(texts["jobs"]) == (set(get_args(JobKind)) - {"postprocess"}) | recipes()
    for action, forms in texts["jobs"].items():
        named_and_counted = (
            {"named", "images"} if action in recipes() else {"images" if action == "generate" else "named"}
        )
        assert {base_of(form) for form in forms} == named_and_counted


def test_every_parameter_has_a_title_and_help(texts: dict[str, Any]) -> None:
    expected = {model.__name__: set(model.model_fields) - {"type"} for model in PARAMETERS}
    assert {name: set(fields) for name, fields in texts["parameters"].items()} == expected


def test_every_entry_of_the_catalogues_has_its_texts(texts: dict[str, Any]) -> None:
    assert set(texts["models"]) == keys_of(MODELS)
    assert set(texts["algorithms"]) == keys_of(ALGORITHMS)
    assert set(texts["weights"]) == keys_of(entry.name for entry in CATALOGUE)
    assert set(texts["generators"]) == keys_of(card.name for card in (PAINTER_CARD, SD_TURBO_CARD))
    assert set(texts["licences"]) == keys_of(licences())


def test_the_sections_are_those_that_the_page_looks_into(texts: dict[str, Any]) -> None:
    assert set(texts) == {
        "problemSentence", "jobs", "stages", "parameters", "models", "algorithms", "weights", "generators", "licences",
        "notes", "problems",
    }  # fmt: skip
