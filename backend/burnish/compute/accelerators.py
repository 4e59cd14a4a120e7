"""Tells, as a program of its own, which accelerators PyTorch sees: ``python -m burnish.compute.accelerators``."""

import json
import sys

import torch


def main() -> None:
    """Prints a JSON object."""
    cards = [torch.cuda.get_device_properties(index) for index in range(torch.cuda.device_count())]
    facts = {
        "cuda": torch.version.cuda,
        "cards": [{"name": card.name, "memory_bytes": card.total_memory} for card in cards],
        "mps": torch.backends.mps.is_available(),
        "threads": torch.get_num_threads(),
    }
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main()
