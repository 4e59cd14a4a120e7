"""Lets the catalogue's official files be a test's own, in a Python process and in all those that it starts.

Python imports a module of this name at its start where the module's folder is on its path. See :mod:`tests.mirror`.
"""

import json
import os

from burnish.weights import catalogue

CHANGES = json.loads(os.environ["OFFICIAL_FILES"])
"""What is to be changed of entries, by their names: ``bytes``, ``sha256``, ``sources``."""


def _changed(entry: catalogue.WeightsFile) -> catalogue.WeightsFile:
    return catalogue.WeightsFile.model_validate({**dict(entry), **CHANGES.get(entry.name, {})})


catalogue.CATALOGUE = tuple(map(_changed, catalogue.CATALOGUE))
