"""Values of settings and parameters as text for a person."""

from collections.abc import Collection

from pydantic import ByteSize
from pydantic.fields import FieldInfo

from burnish.addresses import hide_credentials


def text_of(value: object) -> str:
    """A value as it could be given again, but for the passwords in addresses."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, ByteSize):
        return f"{int(value)} ({value.human_readable(separator=' ')})"
    if value is None or value == ():
        return "none"
    if isinstance(value, Collection) and not isinstance(value, str):
        return " ".join(map(text_of, value))
    return hide_credentials(str(value))


def default_of(field: FieldInfo) -> str:
    """The default of a field; the only one that depends on the machine is described."""
    return "the platform's folder for application data" if field.default_factory else text_of(field.default)
