import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["alignment", "cards", "masks", "monochrome", "pasting", "selection"])
def test_what_needs_no_networks_does_not_import_torch(module: str) -> None:
    program = f"import burnish.faces.{module}, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
