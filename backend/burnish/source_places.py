"""Places in source code, named without telling where on a machine the code lies."""

from pathlib import PurePath

_PACKAGE = "burnish"
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")


def shorten_path(path: str) -> str:
    """A source file's path from its package on: ``burnish/engine/worker.py``, ``torch/nn/modules/module.py``.

    Of any other file, such as one of the standard library, only the name is left.
    """
    parts = PurePath(path).parts
    for folder in _PACKAGE_FOLDERS:
        if folder in parts:
            return "/".join(parts[parts.index(folder) + 1 :])
    if _PACKAGE in parts[:-1]:
        return "/".join(parts[_last_index(parts[:-1], _PACKAGE) :])
    return parts[-1] if parts else ""


def _last_index(parts: tuple[str, ...], wanted: str) -> int:
    return len(parts) - 1 - parts[::-1].index(wanted)
