"""Settings, health, missed events and the API's own description."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from burnish import __version__
from burnish.events import CatchUp
from burnish.records import Health, PublicSettings
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("system", __name__, url_prefix="/api", operation_id_callback=operation_id)


class AfterQuery(BaseModel):
    """Which events a page has seen."""

    after: int = Field(ge=0, description="Sequence of the last event that was seen.")


@api.get("/settings", responses={200: PublicSettings}, summary="The settings that the page needs")
def get_settings() -> Response:
    """The settings that the page needs to know."""
    settings = services().settings
    return json_answer(
        PublicSettings(
            version=__version__,
            max_pixels=settings.max_pixels,
            max_upload_size=settings.max_upload_size,
            upscaling_enabled=settings.esrgan,
            restoration_enabled=settings.restore,
            offline=settings.offline,
        )
    )


@api.get("/health", responses={200: Health}, summary="Whether the server and its parts are well")
def get_health() -> Response:
    """The state of engine, queue and disk, and what is wrong with any of them."""
    return json_answer(services().health.look())


@api.get("/events", responses={200: CatchUp}, summary="The events that a page missed")
def get_events(query: AfterQuery) -> Response:
    """The events after the last one that was seen."""
    return json_answer(services().events.after(query.after))
