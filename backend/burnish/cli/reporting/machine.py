"""The machine and the programs on it."""

import json
import platform
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import psutil

from burnish import __version__
from burnish.engine.memory_limit import usable_memory

ACCELERATOR_SECONDS = 120.0
"""Longest time that PyTorch may take to look for accelerators; a broken driver can hang."""

_PROCESSORS = Path("/proc/cpuinfo")


def machine_facts() -> dict[str, Any]:
    """Versions, the operating system, processor, memory and accelerators."""
    return {
        "burnish": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": psutil.cpu_count(logical=False),
        "threads": psutil.cpu_count(),
        "memory_bytes": psutil.virtual_memory().total,
        "usable_memory_bytes": usable_memory(),
        "free_memory_bytes": psutil.virtual_memory().available,
        "accelerators": _accelerators(),
        "packages": {found.name: found.version for found in sorted(distributions(), key=lambda each: each.name)},
    }


def _processor() -> str:
    """What Linux calls the processor; elsewhere what Python does."""
    if not _PROCESSORS.exists():
        return platform.processor()
    names = [line.partition(":")[2] for line in _PROCESSORS.read_text().splitlines() if line.startswith("model name")]
    return names[0].strip() if names else ""


def _accelerators() -> Any:
    """What PyTorch sees, or why that is not known; it is asked in a process of its own, which may crash."""
    command = [sys.executable, "-m", "burnish.compute.accelerators"]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=ACCELERATOR_SECONDS)
    except subprocess.TimeoutExpired:
        return "PyTorch did not answer in time"
    return json.loads(asked.stdout) if asked.returncode == 0 else f"PyTorch ended with status {asked.returncode}"
