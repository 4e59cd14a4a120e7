"""The layer stays light enough for the server process."""

import subprocess
import sys
from pathlib import Path

import burnish


def test_torch_is_never_imported() -> None:
    program = (
        "import sys, burnish.images.encode, burnish.images.thumbnails; "
        "print(*({'torch', 'torchvision', 'cv2', 'scipy'} & set(sys.modules)))"
    )
    source = Path(burnish.__file__).parents[1]
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=source)
    assert loaded.stdout.strip() == ""
