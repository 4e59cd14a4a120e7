"""The environment variables that a process running networks should be started with. Does not import torch."""

from collections.abc import Mapping
from types import MappingProxyType

INFERENCE_ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "MALLOC_MMAP_THRESHOLD_": str(4 * 1024**3),
        "MALLOC_TRIM_THRESHOLD_": str(4 * 1024**3),
    }
)
"""Lets glibc keep freed memory instead of giving it back to the kernel after every layer of a network.

By default every large tensor is mapped anew and each of its pages faulted in, which costs a third of the time of
inference on a CPU. What is kept is bounded by the largest tile. glibc reads these when the process starts, so they
have to be in the environment of the child process; other C libraries ignore them.
"""
