"""What the server logs of itself: its start and end, and requests."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, request

from burnish import __version__
from burnish.logs import Recording, log_place
from burnish.setting_facts import setting_facts
from burnish.settings import Settings

logger = logging.getLogger(__name__)

SLOW_SECONDS = 1.0
"""A request that takes longer is worth an entry."""


@contextmanager
def recording_server(settings: Settings) -> Iterator[None]:
    """While the block lasts the server logs, and leaves a trace when it crashes."""
    place = log_place(settings, "server")
    with Recording(place) as recording:
        if recording.failure is not None:
            logger.warning("No log is written, since %s cannot be: %s", place.folder, recording.failure)
        logger.info("Burnish %s begins with %s", __version__, json.dumps(setting_facts(settings)))
        yield
        logger.info("Burnish ends")


def log_requests(app: Flask) -> None:
    """Logs each request at debug, and slow ones at info."""
    app.before_request(_note_begin)
    app.after_request(_log_request)


def _note_begin() -> None:
    g.began = time.monotonic()


def _log_request(response: Response) -> Response:
    """Names the route and not the address, which may have names in it."""
    seconds = time.monotonic() - g.get("began", time.monotonic())
    route = "an unknown route" if request.url_rule is None else request.url_rule.rule
    level = logging.INFO if seconds > SLOW_SECONDS else logging.DEBUG
    logger.log(
        level, "%s %s was answered with %d in %d ms", request.method, route, response.status_code, 1000 * seconds
    )
    return response
