"""What goes wrong when a network runs, and how exhausted memory is recognised."""

from typing import ClassVar, Self

import torch

from burnish.problems import Problem

_MESSAGES_OF_EXHAUSTED_MEMORY = (
    "not enough memory",
    "can't allocate memory",
    "out of memory",
    "ALLOC_FAILED",
)


class OutOfMemory(Problem):
    """Not even the smallest piece of work fits into memory."""

    slug: ClassVar[str] = "out-of-memory"
    title: ClassVar[str] = "There is not enough memory"
    status: ClassVar[int] = 507


class UnusableOutput(Problem):
    """A network gave values that are not numbers, in float32 too."""

    slug: ClassVar[str] = "unusable-output"
    title: ClassVar[str] = "The network's output is unusable"
    status: ClassVar[int] = 500

    @classmethod
    def of(cls, weights: str) -> Self:
        """The problem of the network whose weights have that name."""
        return cls(
            f"The network of {weights} gave values that are not numbers. Its weights may be damaged: delete "
            f"{weights}.safetensors from the weights folder and fetch it again with "
            f"`burnish configure --only {weights}`."
        )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception means that memory is exhausted; PyTorch tells so by its message on the CPU."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(text in str(error) for text in _MESSAGES_OF_EXHAUSTED_MEMORY)
