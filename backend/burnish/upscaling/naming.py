"""Names of models that a person adds: they are parts of paths and addresses. Does not import torch."""

import re
from collections.abc import Collection

_LONGEST = 60


def model_name(title: str, taken: Collection[str]) -> str:
    """A name made of a title: 1 to 60 letters, digits and ``. _ -``, and where it is taken a number besides.

    Names that differ in capitals alone count as one, since file systems may take them for one.
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", title).strip("-._")[:_LONGEST].rstrip("-._") or "model"
    lowered = {name.lower() for name in taken}
    name, number = plain, 1
    while name.lower() in lowered:
        number += 1
        name = f"{plain}-{number}"
    return name
