"""The queue as a whole: how far it is, pausing and resuming it."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from burnish.records import QueueRecord
from burnish.web.answers import json_answer
from burnish.web.operations import operation_id
from burnish.web.services import services

api = APIBlueprint("queue", __name__, url_prefix="/api/queue", operation_id_callback=operation_id)


@api.get("", responses={200: QueueRecord}, summary="How far the queue is")
def get_queue() -> Response:
    """All open jobs as one."""
    return json_answer(services().queue.state())


@api.post("/pause", responses={200: QueueRecord}, summary="Pause the queue")
def pause_queue() -> Response:
    """Makes no image until the queue is resumed, even after a restart. The image in work begins anew then."""
    return json_answer(services().control.pause_all())


@api.post("/resume", responses={200: QueueRecord}, summary="Resume the queue")
def resume_queue() -> Response:
    """Lets the queue go on."""
    return json_answer(services().control.resume_all())
