"""What made an image, as far as the texts in its file tell, by whichever program. Does not import torch."""

import json
from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from burnish.generation.description import read_parameters_line
from burnish.images.annotations import DOCUMENT, PARAMETERS, USER_COMMENT
from burnish.parameters import SamplerName
from burnish.records import ImageGeneration

_MOST_BYTES = 100_000
"""Of what a record of an image may hold; no honest prompt comes near it."""


def generation_in(texts: Mapping[str, str]) -> ImageGeneration | None:
    """What the named texts of a file tell of how its picture was made; None when that is nothing that is understood.

    Burnish's own document comes first, then the parameters as most programs write them, then InvokeAI's metadata.
    """
    told = (read(texts[name]) for name, read in _READERS if name in texts)
    return next((made for made in told if made is not None and _is_storable(made)), None)


def _from_document(text: str) -> ImageGeneration | None:
    generation = _object(text).get("generation")
    return None if generation is None else _validated(generation)


def _from_invokeai(text: str) -> ImageGeneration | None:
    """From what InvokeAI 3 and later write."""
    told = _object(text)
    model = told.get("model")
    return _validated(
        {
            "prompt": told.get("positive_prompt"),
            "negative_prompt": told.get("negative_prompt") or "",
            "width": told.get("width"),
            "height": told.get("height"),
            "steps": told.get("steps"),
            "guidance": told.get("cfg_scale"),
            "sampler": _invokeai_sampler(told.get("scheduler")),
            "seed": told.get("seed"),
            "model": model.get("name", model.get("model_name")) if isinstance(model, dict) else None,
        }
    )


def _invokeai_sampler(scheduler: object) -> object:
    """InvokeAI ends with ``_k`` what others call Karras; the other names that both know are the same."""
    karras = f"{scheduler}arras"
    return karras if karras in get_args(SamplerName) else scheduler


def _object(text: str) -> dict[str, Any]:
    """The JSON object in a text; an empty one when there is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _validated(told: object) -> ImageGeneration | None:
    try:
        return ImageGeneration.model_validate(told)
    except ValidationError:
        return None


def _is_storable(made: ImageGeneration) -> bool:
    """Whether a record can hold it: it is Unicode, and not too long."""
    try:
        return len(made.model_dump_json()) <= _MOST_BYTES
    except ValueError:
        return False


_READERS: tuple[tuple[str, Callable[[str], ImageGeneration | None]], ...] = (
    (DOCUMENT, _from_document),
    (PARAMETERS, read_parameters_line),
    (USER_COMMENT, read_parameters_line),
    ("invokeai_metadata", _from_invokeai),
)
