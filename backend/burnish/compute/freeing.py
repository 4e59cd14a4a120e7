"""Giving memory that is not needed any more back to the system. Does not import torch by itself."""

import ctypes
import gc
import sys
from contextlib import suppress


def give_back_memory() -> None:
    """Frees what nothing refers to any more, on the device and in this process.

    The engine's environment makes glibc keep freed memory (see :mod:`burnish.compute.environment`), which is right
    between the layers of a network, but not when one network makes room for another. Other C libraries decide by
    themselves.
    """
    gc.collect()
    if "torch" in sys.modules:
        _empty_caches_of_torch()
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl has no malloc_trim
            ctypes.CDLL(None).malloc_trim(0)


def _empty_caches_of_torch() -> None:
    import torch

    torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
