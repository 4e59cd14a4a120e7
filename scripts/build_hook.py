"""Puts the built front end into the wheel and the source distribution."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndBuildHook(BuildHookInterface[Any]):
    """Builds the front end before the package; a source distribution already holds it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; ``version`` is "editable" for an installation in place.

        Raises:
            RuntimeError: Node.js is missing, or the front end does not build.
        """
        root = Path(self.root)
        from_source_distribution = (root / "PKG-INFO").is_file()
        if version == "editable" or from_source_distribution:
            return
        try:
            subprocess.run(["node", root / "scripts" / "build.mjs"], cwd=root, check=True)
        except FileNotFoundError as error:
            raise RuntimeError("Building Burnish needs Node.js 20.19 or newer; install it and try again.") from error
        except subprocess.CalledProcessError as error:
            raise RuntimeError("The front end could not be built; the messages above say why.") from error
