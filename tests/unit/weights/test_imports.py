"""The server process asks for the state of weights and must never import PyTorch."""

import os
import subprocess
import sys
from pathlib import Path

from burnish.weights.catalogue import CATALOGUE


def test_the_state_of_weights_is_told_without_pytorch(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from burnish.weights import acquisition, attempts, catalogue, download, licences, ncnn, problems, registries, store
weights = store.WeightsStore(Path({str(tmp_path)!r}))
print([weights.state(entry.name).status for entry in catalogue.CATALOGUE], "torch" in sys.modules)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.split("]")[1].strip() == "False"
    assert run.stdout.count("missing") == len(CATALOGUE)
