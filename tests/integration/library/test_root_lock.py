"""One process at a time uses a root."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from burnish.library.lock import lock_root
from burnish.library.problems import RootInUse, RootNotUsable

HOLDER = """
import subprocess, sys, time
from pathlib import Path
from burnish.library.lock import lock_root
lock = lock_root(Path(sys.argv[1]))
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_second_process_is_refused_until_the_first_is_killed(
    root: Path, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    holder = start_python(HOLDER, str(root))
    assert holder.stdout is not None
    child = int(holder.stdout.readline())
    try:
        with pytest.raises(RootInUse) as caught:
            lock_root(root)
        assert str(root) in caught.value.detail
        assert "--root" in caught.value.detail
        holder.kill()
        holder.wait()
        # Its child lives on, as an engine might for a moment, and does not keep the root.
        os.kill(child, 0)
        lock_root(root).release()
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_released_root_can_be_taken_again(root: Path) -> None:
    with lock_root(root), pytest.raises(RootInUse):
        lock_root(root)
    with lock_root(root):
        pass


def test_a_root_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(RootNotUsable, match="file"):
        lock_root(tmp_path / "file" / "root")
