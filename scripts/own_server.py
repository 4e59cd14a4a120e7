"""A server of a script's own, over a library of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BURNISH = [sys.executable, "-m", "burnish"]
"""The command ``burnish``."""


@contextmanager
def serving(root: Path, *flags: str) -> Iterator[str]:
    """A server over the library at ``root``, started with these flags on a free port; gives its address."""
    serve = [*BURNISH, "serve", "--port", "0", "--root", str(root), *flags]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "The server did not say its address"
            yield found.group()
        finally:
            process.terminate()
