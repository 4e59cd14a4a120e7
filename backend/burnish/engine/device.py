"""Which device networks run on."""

import torch

from burnish.problems import Problem


class DeviceUnavailable(Problem):
    """The device that the settings name is not there."""

    slug = "device-unavailable"
    title = "The device is not available"


def choose_device(requested: str) -> torch.device:
    """The device to use: with ``auto`` a CUDA card, else Apple's GPU, else the CPU.

    Raises DeviceUnavailable when the one that is asked for cannot be used.
    """
    if requested == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(requested)
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:
        raise DeviceUnavailable(
            f"The device {requested!r} cannot be used ({str(error).splitlines()[0]}). "
            "Pass --device auto, cpu, cuda, cuda:N or mps."
        ) from error
    return device
