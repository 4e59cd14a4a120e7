"""Requests to the door without a network: what it lets through, and what it answers itself."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse

from werkzeug.test import Client, TestResponse

from burnish.settings import Settings
from burnish.web.door.guard import Door, token_of

TOKEN = "correct-horse-battery-staple"
CLIENT = "203.0.113.7"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


class Visitor:
    """Makes requests to a door behind which an application notes what comes through."""

    def __init__(self, root: Path, **values: object) -> None:
        """``values`` are those of the settings."""
        settings = Settings.model_validate({"root": root, **values})
        self.let_through: list[dict[str, Any]] = []
        self.token = token_of(settings)
        self.client = Client(Door(self._note, settings, self.token), use_cookies=False)

    def call(
        self,
        path: str = "/",
        method: str = "GET",
        host: str | None = "127.0.0.1:9090",
        peer: str = CLIENT,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> TestResponse:
        """One request; ``options`` are those of werkzeug's test client."""
        builder_options = {"method": method, "headers": headers, "environ_overrides": {"REMOTE_ADDR": peer}, **options}
        builder_options["environ_overrides"] |= {"HTTP_HOST": host} if host is not None else {}
        return self.client.open(path, **builder_options)

    def is_let_through(self, *arguments: Any, **options: Any) -> bool:
        """Whether the request reaches the application."""
        before = len(self.let_through)
        answer = self.call(*arguments, **options)
        came = len(self.let_through) > before
        assert came == (answer.status_code == 200)
        return came

    def _note(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.let_through.append(environ)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Access-Control-Allow-Origin", "*")])
        return [b"let through"]
