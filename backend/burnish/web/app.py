"""The Flask application: routes, error answers, events."""

from flask import Response, jsonify, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_socketio import SocketIO

from burnish import __version__
from burnish.web import openapi
from burnish.web.problem_answers import answer_invalid, register_problem_answers
from burnish.web.routes import images, jobs, system, upscaling, weights
from burnish.web.routes.frontend import frontend
from burnish.web.services import EXTENSION, Services
from burnish.web.uploads import UploadRequest

FORM_OVERHEAD = 1024**2
"""Bytes that a multipart request may have beyond its files."""


class Application(OpenAPI):
    """A Flask application whose uploads are written into the library's folder while they arrive."""

    request_class = UploadRequest


def create_api() -> Application:
    """The application with its routes, as yet without services to carry them out."""
    app = Application(
        "burnish.web",
        info=Info(title="Burnish", version=__version__),
        doc_ui=False,
        validation_error_callback=answer_invalid,
        static_folder=None,
    )
    for module in (images, jobs, system, upscaling, weights):
        app.register_api(module.api)

    @app.route("/api/openapi.json")
    def get_openapi() -> Response:
        return jsonify(openapi.document(app))

    app.register_blueprint(frontend)
    register_problem_answers(app)
    app.after_request(_harden)
    return app


def create_app(services: Services) -> Application:
    """The application, ready to serve."""
    app = create_api()
    app.extensions[EXTENSION] = services
    app.config["MAX_CONTENT_LENGTH"] = services.settings.max_upload_size + FORM_OVERHEAD
    return app


def create_socketio(async_mode: str) -> SocketIO:
    """The Socket.IO server; only pages of this server's own origin may connect."""
    return SocketIO(async_mode=async_mode, cors_allowed_origins=None)


def register_greeting(socketio: SocketIO, services: Services) -> None:
    """Tells each page that connects where the events stand, so that it can ask for what it missed."""

    def greet(auth: object = None) -> None:
        socketio.emit(
            "hello",
            {"server_id": services.events.server_id, "sequence": services.events.sequence},
            to=request.sid,  # type: ignore[attr-defined]  # Flask-SocketIO adds it
        )

    socketio.on_event("connect", greet)


def _harden(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
