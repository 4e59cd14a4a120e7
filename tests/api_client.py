"""Speaking with a server as a page does, and holding every answer and event against the server's own description."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition
from types import TracebackType
from typing import Any

import requests
import socketio
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

PATIENCE_SECONDS = 240.0
"""After this long a wait has failed: never reached when all is well, however busy the machine is."""

POLL_SECONDS = 0.1

DOCUMENT = "urn:burnish-api"

MODELS_OF_EVENTS = {
    "job_updated": "JobEvent",
    "job_item_updated": "JobItemEvent",
    "jobs_cleared": "JobsClearedEvent",
    "queue_updated": "QueueEvent",
    "image_created": "ImageEvent",
    "image_updated": "ImageEvent",
    "image_deleted": "ImageEvent",
    "images_changed": "ImagesChangedEvent",
    "weights_progress": "WeightsEvent",
    "generator_updated": "GeneratorEvent",
    "generator_removed": "GeneratorEvent",
    "upscaling_model_updated": "UpscalingModelEvent",
    "upscaling_model_removed": "UpscalingModelEvent",
    "preview": "Preview",
}

Json = dict[str, Any]
Files = Sequence[tuple[str, bytes]]


class Contract:
    """An OpenAPI document that answers and events are held against."""

    def __init__(self, document: Json) -> None:
        self.document = document
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)
        self._paths = {
            template: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)) + "$")
            for template in document["paths"]
        }

    def check_answer(self, method: str, path: str, response: requests.Response) -> None:
        """Fails when the call, or the answer's JSON, are not as described."""
        template = next((name for name, pattern in self._paths.items() if pattern.match(path.split("?")[0])), None)
        if template is None:
            assert response.status_code in (404, 405), f"{path} is not described"
            return
        described = self.document["paths"][template].get(method.lower())
        if described is None:
            assert response.status_code == 405, f"{method} {path} is not described"
            return
        kind = response.headers["Content-Type"]
        if "json" not in kind:
            return
        status = str(response.status_code)
        key = status if status in described["responses"] else f"{status[0]}XX"
        assert kind in described["responses"][key]["content"], f"{method} {path} answered {status} with {kind}"
        pointer = "/".join(_escaped(part) for part in ("paths", template, method.lower(), "responses", key))
        self._check(f"/{pointer}/content/{_escaped(kind)}/schema", response.json())

    def check_event(self, name: str, data: Json) -> None:
        """Fails when the event's data is not as described."""
        self._check(f"/components/schemas/{MODELS_OF_EVENTS[name]}", data)

    def _check(self, pointer: str, instance: object) -> None:
        Draft202012Validator({"$ref": f"{DOCUMENT}#{pointer}"}, registry=self._registry).validate(instance)


class Api:
    """Calls a server's REST interface."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.contract = Contract(requests.get(f"{url}/api/openapi.json", timeout=PATIENCE_SECONDS).json())

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Any call; ``options`` are those of ``requests.request``."""
        response = requests.request(method, self.url + path, timeout=PATIENCE_SECONDS, **options)
        self.contract.check_answer(method, path, response)
        return response

    def get(self, path: str, **query: Any) -> Any:
        """The JSON that a path answers with."""
        return _json(self.call("GET", path, params=query), 200)

    def post(self, path: str, body: object = None, status: int = 200) -> Any:
        """The JSON that a POST answers with."""
        return _json(self.call("POST", path, json=body), status)

    def problem(self, method: str, path: str, **options: Any) -> Json:
        """The problem that a call is answered with; its status fits the answer's."""
        response = self.call(method, path, **options)
        assert response.headers["Content-Type"] == "application/problem+json", response.text
        problem: Json = response.json()
        assert problem["status"] == response.status_code
        assert problem["detail"].endswith("."), "a sentence"
        return problem

    def send(self, files: Files) -> requests.Response:
        """Uploads files in one request."""
        return self.call("POST", "/api/images", files=[("files", file) for file in files])

    def upload(self, content: bytes, name: str = "photo.png") -> Json:
        """Uploads one image and gives its record."""
        record: Json = _json(self.send([(name, content)]), 201)["items"][0]
        return record

    def add_model(self, content: bytes, name: str) -> Json:
        """Adds an upscaling model and gives its record."""
        record: Json = _json(self.call("POST", "/api/upscaling/models", files={"file": (name, content)}), 201)
        return record

    def refused(self, files: Files) -> Json:
        """The problem that an upload is answered with."""
        return self.problem("POST", "/api/images", files=[("files", file) for file in files])

    def postprocess(self, *image_ids: str, output: Json | None = None, **step: Any) -> Json:
        """Asks for upscaling, twice unless ``step`` says otherwise, and gives the job's record."""
        body: Json = {"kind": "postprocess", "images": image_ids, "recipe": recipe(**step)}
        job: Json = self.post("/api/jobs", body | ({"output": output} if output else {}), status=202)
        return job

    def run_recipe(self, *image_ids: str, steps: Sequence[Json], output: Json | None = None) -> Json:
        """Asks for a recipe of any steps and gives the job's record."""
        body: Json = {"kind": "postprocess", "images": image_ids, "recipe": {"steps": steps}}
        job: Json = self.post("/api/jobs", body | ({"output": output} if output else {}), status=202)
        return job

    def generate(self, count: int = 1, *, then: Sequence[Json] = (), output: Json | None = None, **asked: Any) -> Json:
        """Asks for images of 64 x 64 pixels, and for a recipe of the steps ``then`` if there are any; gives the job."""
        generation = {"prompt": "a red fox in snow", "count": count, "width": 64, "height": 64, "steps": 2, **asked}
        body: Json = {"kind": "generate", "generation": generation}
        body |= ({"recipe": {"steps": then}} if then else {}) | ({"output": output} if output else {})
        job: Json = self.post("/api/jobs", body, status=202)
        return job

    def images(self, image_ids: Sequence[str]) -> list[Json]:
        """The records of images."""
        return [self.get(f"/api/images/{image_id}") for image_id in image_ids]

    def faces(self, image_id: str, detector: str) -> Json:
        """The faces in an image, once they are found."""
        response = self.look_for_faces(image_id, detector)
        if response.status_code == 202:
            ended = self.ended(response.json()["id"])
            assert ended["state"] == "done", ended["error"]
            response = self.look_for_faces(image_id, detector)
        assert response.status_code == 200, response.text
        found: Json = response.json()
        return found

    def look_for_faces(self, image_id: str, detector: str) -> requests.Response:
        """The answer to a page that wants the faces in an image: the faces, or the job that looks for them."""
        return self.call("GET", f"/api/images/{image_id}/faces", params={"detector": detector})

    def job_when(self, job_id: str, condition: Callable[[Json], bool]) -> Json:
        """The job's record as soon as it meets the condition."""
        return wait_until(lambda: self.get(f"/api/jobs/{job_id}"), condition)

    def ended(self, job_id: str) -> Json:
        """The job's record once it has ended."""
        return self.job_when(job_id, lambda job: job["state"] not in ("queued", "running", "paused"))

    def end_jobs(self) -> None:
        """Cancels every open job and waits until it has stopped."""
        for state in ("queued", "running", "paused"):
            for job in self.get("/api/jobs", state=state, limit=200)["items"]:
                self.post(f"/api/jobs/{job['id']}/cancel")
                self.ended(job["id"])

    def result(self, job: Json) -> Json:
        """The record of the one result of a job, once that is done."""
        ended = self.ended(job["id"])
        assert ended["state"] == "done", ended["error"]
        (result_id,) = ended["results"]
        record: Json = self.get(f"/api/images/{result_id}")
        return record

    def file(self, image_id: str) -> bytes:
        """The bytes of an image's file."""
        response = self.call("GET", f"/api/images/{image_id}/file")
        assert response.status_code == 200, response.text
        return response.content


@dataclass(frozen=True)
class Event:
    """Something that the server told a page."""

    name: str
    data: Json
    jpeg: bytes | None


class Page:
    """Listens to a server's events over a real websocket and acknowledges every preview; a context manager."""

    def __init__(self, api: Api) -> None:
        self.hello: Json = {}
        self.events: list[Event] = []
        self._api = api
        self._changed = Condition()
        self._client = socketio.Client(reconnection=False)
        self._client.on("hello", self._greet)
        self._client.on("*", self._take)

    def __enter__(self) -> "Page":
        self._client.connect(self._api.url, transports=["websocket"])
        self.wait_for(lambda: bool(self.hello))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()

    def watch(self, *job_ids: str) -> None:
        """Says that the page shows these jobs."""
        assert self.say("watch", {"jobs": job_ids}) is None

    def say(self, event: str, data: object) -> Any:
        """Says something to the server and gives its answer."""
        return self._client.call(event, data, timeout=int(PATIENCE_SECONDS))

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Waits until the condition holds, looking at it with every event."""
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE_SECONDS), "nothing of the kind was told"

    def wait_for_end(self, job_id: str) -> None:
        """Waits until a job is told to have ended."""
        self.wait_for(lambda: any(job["state"] not in ("queued", "running", "paused") for job in self.told_of(job_id)))

    def told_of(self, job_id: str) -> list[Json]:
        """What ``job_updated`` told of a job, in order."""
        return [event.data for event in self.events if event.name == "job_updated" and event.data["id"] == job_id]

    def _greet(self, hello: Json) -> None:
        with self._changed:
            self.hello = hello
            self._changed.notify_all()

    def _take(self, name: str, data: Json, jpeg: bytes | None = None) -> None:
        with self._changed:
            self.events.append(Event(name, data, jpeg))
            self._changed.notify_all()


def recipe(**step: Any) -> Json:
    """A recipe with one step: upscaling twice unless ``step`` says otherwise."""
    return {"steps": [{"type": "upscale", "scale": 2, **step}]}


def wait_until(look: Callable[[], Json], condition: Callable[[Json], bool]) -> Json:
    """What ``look`` gives as soon as it meets the condition."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition(seen := look()):
        assert time.monotonic() < end, f"still {seen}"
        time.sleep(POLL_SECONDS)
    return seen


def _json(response: requests.Response, status: int) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
