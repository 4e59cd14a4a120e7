import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["registry", "resolution", "hub", "samplers"])
def test_what_the_server_may_import_does_not_import_torch(module: str) -> None:
    program = f"import burnish.generation.{module}, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
