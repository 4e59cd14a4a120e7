"""Lets the catalogue's official files be a test's own, in a Python process and in all those that it starts.

Python imports a module of this name at its start where the module's folder is on its path. See :mod:`tests.mirror`.
"""

import json
import os

from burnish.weights import catalogue

CHANGES = json.loads(os.environ["OFFICIAL_FILES"])
"""What is to be changed of entries, by their names: ``bytes`` and ``sha256``. Packages of registries are left out."""


def _changed(entry: catalogue.WeightsFile) -> catalogue.WeightsFile:
    if entry.name not in CHANGES:
        return entry
    addresses = tuple(source for source in entry.sources if isinstance(source, catalogue.UrlSource))
    return entry.model_copy(update={**CHANGES[entry.name], "sources": addresses})


catalogue.CATALOGUE = tuple(map(_changed, catalogue.CATALOGUE))
