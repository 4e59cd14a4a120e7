"""What lets basicsr, realesrgan, gfpgan and facexlib be imported beside a current torchvision.

basicsr 1.4.2 (and what builds on it) imports ``rgb_to_grayscale`` from ``torchvision.transforms.functional_tensor``.
torchvision 0.17 removed that private module; the function itself lives on in ``torchvision.transforms.functional``.
A module registered under the old name before basicsr's first import is all that is needed.
"""

import importlib
import sys
from types import ModuleType

_REMOVED_MODULE = "torchvision.transforms.functional_tensor"


def prepare_imports() -> None:
    """Make ``basicsr``, ``realesrgan``, ``gfpgan`` and ``facexlib`` importable; call it before importing any of them.

    Does nothing when it was called before. Imports torch and torchvision, which takes some seconds.
    """
    if _REMOVED_MODULE in sys.modules:
        return
    stand_in = ModuleType(_REMOVED_MODULE, "Stand-in for the module that torchvision 0.17 removed.")
    functional = importlib.import_module("torchvision.transforms.functional")
    vars(stand_in)["rgb_to_grayscale"] = functional.rgb_to_grayscale
    sys.modules[_REMOVED_MODULE] = stand_in
