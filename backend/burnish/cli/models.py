"""The part of ``burnish configure`` that is about upscaling models that a person added: adds, shows and checks them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from burnish.cli.fetching import Problems, display
from burnish.cli.listing import Item, show_list
from burnish.problems import Problem
from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.registry import ModelRegistry


def added_models(registry: ModelRegistry) -> list[CustomModel]:
    """The models that a person added."""
    return [card.custom for card in registry.cards() if card.custom is not None]


def add_models(registry: ModelRegistry, files: Sequence[Path]) -> Problems:
    """Takes files among the models; problems go by the files' paths."""
    problems: Problems = {}
    for file in files:
        try:
            with display(file.name) as begin:
                begin(str(file), file.stat().st_size)
                registry.add(file, file.name)
        except Problem as problem:
            problems[str(file)] = problem.detail
    return problems


def damaged_models(registry: ModelRegistry, models: list[CustomModel]) -> Problems:
    """Reads the models whole, and gives which of them are not what was stored."""
    problems: Problems = {}
    for number, model in enumerate(models, 1):
        try:
            with display(f"{number}/{len(models)} {model.name}") as begin:
                begin(str(registry.weights_of(model)), model.bytes)
                registry.verify(model)
        except Problem as problem:
            problems[model.name] = problem.detail
    return problems


def show_models(registry: ModelRegistry, models: list[CustomModel], problems: Problems) -> None:
    """Lists the models with what they are and their states."""
    show_list("Your own upscaling models", (_item(registry, model, problems) for model in models))


def model_record(registry: ModelRegistry, model: CustomModel, problems: Problems) -> dict[str, Any]:
    """One element of ``models`` in the output of ``--json``."""
    return {
        "name": model.name,
        "status": _status(registry, model, problems),
        "bytes": model.bytes,
        "file_name": model.file_name,
        "architecture": model.network.architecture,
        "network_scale": model.network.scale,
        "problem": problems.get(model.name),
    }


def _status(registry: ModelRegistry, model: CustomModel, problems: Problems) -> str:
    return "damaged" if model.name in problems or not registry.is_ready(model) else "ready"


def _item(registry: ModelRegistry, model: CustomModel, problems: Problems) -> Item:
    network = f"{model.network.architecture}, {model.network.scale}x"
    return Item(model.name, model.bytes, network, _status(registry, model, problems), f"Added from {model.file_name}.")
