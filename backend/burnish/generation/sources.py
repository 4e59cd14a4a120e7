"""Where a pipeline comes from, as a person writes it: a folder, or an id on the Hugging Face hub."""

import re
from pathlib import Path

from burnish.generation.problems import GeneratorUnusable

_HUB_ID = re.compile(r"(?!.*(?:--|\.\.))[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(?<![.-])", re.ASCII)
_CHECKPOINT_SUFFIXES = {".safetensors", ".ckpt", ".bin", ".pt", ".pth", ".gguf", ".onnx"}
_SHOWN_CHARACTERS = 200


def parse_source(source: str) -> Path | str:
    """The folder (absolute) or the hub id that is meant; a folder that is there comes before an id.

    Raises GeneratorUnusable where it is neither.
    """
    text = source.strip()
    shown = text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
    if "://" in text:
        raise GeneratorUnusable(
            f"{shown} is an address. Give the id of a pipeline on the Hugging Face hub alone, as stabilityai/sd-turbo."
        )
    folder = _existing(text)
    if folder is not None and folder.is_dir():
        return folder
    if folder is not None or Path(text).suffix.lower() in _CHECKPOINT_SUFFIXES:
        raise GeneratorUnusable(
            f"{shown} is a file. Burnish loads folders of diffusers pipelines: convert a single-file checkpoint with "
            "from_single_file() and save_pretrained() of diffusers, and add the folder that these make."
        )
    if _HUB_ID.fullmatch(text):
        return text
    raise GeneratorUnusable(
        f"{shown!r} is neither a folder on this machine nor an id on the Hugging Face hub, which looks like "
        "stabilityai/sd-turbo."
    )


def _existing(text: str) -> Path | None:
    """The file or folder of that path, if there is one."""
    if not text or not text.isprintable():
        return None
    try:
        path = Path(text).expanduser()
        return path.resolve() if path.exists() else None
    except (OSError, RuntimeError, ValueError):
        return None
