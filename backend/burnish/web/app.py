"""The Flask application: routes, error answers, events."""

from flask import Response, jsonify, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_socketio import SocketIO, emit
from pydantic import ValidationError

from burnish import __version__
from burnish.events import Watch
from burnish.web import openapi
from burnish.web.door.guard import UPLOAD_OVERHEAD
from burnish.web.json_provider import JsonProvider
from burnish.web.problem_answers import answer_invalid, problem_of_invalid, register_problem_answers
from burnish.web.routes import archives, gallery, generators, jobs, queue, restoration, system, upscaling, weights
from burnish.web.routes.frontend import frontend
from burnish.web.server_log import log_requests
from burnish.web.services import EXTENSION, Services, services
from burnish.web.uploads import UploadRequest


class Application(OpenAPI):
    """A Flask application whose uploads are written into the library's folder while they arrive."""

    request_class = UploadRequest
    json_provider_class = JsonProvider


def create_api() -> Application:
    """The application with its routes, as yet without services to carry them out."""
    app = Application(
        "burnish.web",
        info=Info(title="Burnish", version=__version__),
        doc_ui=False,
        validation_error_callback=answer_invalid,
        static_folder=None,
    )
    for module in (archives, gallery, generators, jobs, queue, restoration, system, upscaling, weights):
        app.register_api(module.api)

    @app.route("/api/openapi.json")
    def get_openapi() -> Response:
        return jsonify(openapi.document(app))

    app.register_blueprint(frontend)
    register_problem_answers(app)
    log_requests(app)
    return app


def create_socketio(app: Application, async_mode: str) -> SocketIO:
    """The application's Socket.IO server; the door has looked at the origin of who connects.

    Each page that connects is told where the events stand, so that it can ask for what it missed. A page that says
    ``watch`` gets the previews of the jobs that it names.
    """
    socketio = SocketIO(app, async_mode=async_mode, cors_allowed_origins=[])

    def greet(auth: object = None) -> None:
        events = services().events
        emit("hello", {"server_id": events.server_id, "sequence": events.sequence})

    def watch(*said: object) -> dict[str, object] | None:
        """Notes which jobs' previews the page wants; a page that says something else is told what is wrong."""
        try:
            wanted = Watch.model_validate(said[0] if len(said) == 1 else said)
        except ValidationError as error:
            return problem_of_invalid(error).to_details().model_dump(mode="json")
        services().previews.watch(_page_id(), wanted.jobs)
        return None

    def forget(reason: object = None) -> None:
        services().previews.forget(_page_id())

    socketio.on_event("connect", greet)
    socketio.on_event("watch", watch)
    socketio.on_event("disconnect", forget)
    return socketio


def provide(app: Application, parts: Services) -> None:
    """Gives the application the services that carry out its requests."""
    app.extensions[EXTENSION] = parts
    app.config["MAX_CONTENT_LENGTH"] = parts.settings.max_upload_size + UPLOAD_OVERHEAD


def _page_id() -> str:
    """Id of the connection of the page that says something."""
    return str(getattr(request, "sid", ""))
