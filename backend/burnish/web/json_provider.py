"""JSON as the application reads and writes it."""

from typing import Any

from flask.json.provider import DefaultJSONProvider


class JsonProvider(DefaultJSONProvider):
    """Flask's own, for which a document that is nested too deeply is none: Python gives up with a RecursionError."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """What a JSON text says. Raises ValueError where it is not JSON."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("the document is nested too deeply") from error
