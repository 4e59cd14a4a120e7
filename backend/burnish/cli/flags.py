"""What settings and parameters are called on the command line."""

from typing import get_origin

from pydantic.fields import FieldInfo


def flag_of(name: str, field: FieldInfo) -> str:
    """The flag of a field, for example ``--tile-size``; a list has one for each element, for example ``--mirror``."""
    word = name.removesuffix("s") if is_list(field) else name
    return f"--{word.replace('_', '-')}"


def opposite_flag_of(name: str, field: FieldInfo) -> str:
    """The flag that switches off what :func:`flag_of` switches on, for example ``--no-offline``."""
    return flag_of(name, field).replace("--", "--no-", 1)


def is_switch(field: FieldInfo) -> bool:
    """Whether a field is either on or off."""
    return field.annotation is bool


def is_list(field: FieldInfo) -> bool:
    """Whether a field has any number of values."""
    return get_origin(field.annotation) is tuple
