"""The settings of a run as they may be told to others: without addresses, paths, names and secrets."""

from typing import Literal, get_origin

from burnish.settings import Settings

_HARMLESS_TEXTS = ("device",)
"""Settings that are texts of a few known forms."""


def setting_facts(settings: Settings) -> dict[str, bool | int | float | str]:
    """Each setting's value by its name, in so far as it tells nothing of a person or a machine.

    Numbers, switches and words of a list are told as they are; of all else only whether it is the default, or how much
    of it there is.
    """
    defaults = Settings()
    return {name: _fact(name, getattr(settings, name), getattr(defaults, name)) for name in Settings.model_fields}


def _fact(name: str, value: object, default: object) -> bool | int | float | str:
    annotation = Settings.model_fields[name].annotation
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and (name in _HARMLESS_TEXTS or get_origin(annotation) is Literal):
        return value
    if value == default:
        return "default"
    return f"{len(value)} given" if isinstance(value, tuple) else "given"
