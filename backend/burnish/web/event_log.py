"""The events that pages are told, numbered and kept for a while for pages that lost their connection."""

import threading
import uuid
from collections import deque
from collections.abc import Callable

from burnish.events import (
    CatchUp,
    EventData,
    EventName,
    GeneratorEvent,
    ImageEvent,
    JobEvent,
    JobItemEvent,
    JobsCleared,
    MissedEvent,
    Preview,
    QueueEvent,
    UpscalingModelEvent,
    WeightsEvent,
)
from burnish.records import (
    GeneratorRecord,
    ImageRecord,
    JobItemRecord,
    JobRecord,
    QueueRecord,
    UpscalingModel,
    WeightsRecord,
)
from burnish.web.emit import Emit

KEPT_EVENTS = 2000

ShowPreview = Callable[[Preview, bytes], None]
"""Takes a preview and its JPEG to the pages that want to see it."""


class EventLog:
    """Numbers events, sends them to all pages and remembers the latest."""

    def __init__(self, emit: Emit, show_preview: ShowPreview) -> None:
        self.server_id = uuid.uuid4().hex
        self._emit = emit
        self._show_preview = show_preview
        self._lock = threading.Lock()
        self._events: deque[MissedEvent] = deque(maxlen=KEPT_EVENTS)
        self._sequence = 0

    @property
    def sequence(self) -> int:
        """Number of the last event."""
        return self._sequence

    def job_updated(self, job: JobRecord) -> None:
        """Tells that a job was made or has changed."""
        with self._lock:
            self._send("job_updated", JobEvent(**job.model_dump(), sequence=self._sequence + 1))

    def job_item_updated(self, item: JobItemRecord) -> None:
        """Tells that one image of a job was begun, or has come to an end."""
        with self._lock:
            self._send("job_item_updated", JobItemEvent(**item.model_dump(), sequence=self._sequence + 1))

    def jobs_cleared(self, ids: list[str]) -> None:
        """Tells that jobs were taken off the list."""
        with self._lock:
            self._send("jobs_cleared", JobsCleared(ids=ids, sequence=self._sequence + 1))

    def queue_updated(self, queue: QueueRecord) -> None:
        """Tells that the queue was paused or resumed, or has come further."""
        with self._lock:
            self._send("queue_updated", QueueEvent(**queue.model_dump(), sequence=self._sequence + 1))

    def image_created(self, image: ImageRecord) -> None:
        """Tells that an image joined the library."""
        self._image("image_created", image)

    def image_updated(self, image: ImageRecord) -> None:
        """Tells that an image is back from the trash."""
        self._image("image_updated", image)

    def image_deleted(self, image: ImageRecord) -> None:
        """Tells that an image was moved to the trash."""
        self._image("image_deleted", image)

    def weights_progress(self, weights: WeightsRecord) -> None:
        """Tells how far the fetch of a weights file is."""
        with self._lock:
            self._send("weights_progress", WeightsEvent(**weights.model_dump(), sequence=self._sequence + 1))

    def generator_updated(self, generator: GeneratorRecord) -> None:
        """Tells that a generator was added, or how far its fetch is."""
        self._generator("generator_updated", generator)

    def generator_removed(self, generator: GeneratorRecord) -> None:
        """Tells that a generator is not on the list any more."""
        self._generator("generator_removed", generator)

    def upscaling_model_updated(self, model: UpscalingModel) -> None:
        """Tells that a custom upscaling model was added."""
        self._upscaling_model("upscaling_model_updated", model)

    def upscaling_model_removed(self, model: UpscalingModel) -> None:
        """Tells that a custom upscaling model was removed."""
        self._upscaling_model("upscaling_model_removed", model)

    def preview(self, preview: Preview, jpeg: bytes) -> None:
        """Shows unfinished work to the pages that watch its job; it has the number of the last event."""
        self._show_preview(preview.model_copy(update={"sequence": self._sequence}), jpeg)

    def after(self, sequence: int) -> CatchUp:
        """The events after ``sequence``, if they are all still remembered."""
        with self._lock:
            missed = [event for event in self._events if event.data.sequence > sequence]
            expected = self._sequence - sequence
            return CatchUp(
                server_id=self.server_id,
                sequence=self._sequence,
                complete=0 <= expected == len(missed),
                events=missed if 0 <= expected == len(missed) else [],
            )

    def _image(self, name: EventName, image: ImageRecord) -> None:
        with self._lock:
            self._send(name, ImageEvent(**image.model_dump(), sequence=self._sequence + 1))

    def _generator(self, name: EventName, generator: GeneratorRecord) -> None:
        with self._lock:
            self._send(name, GeneratorEvent(**generator.model_dump(), sequence=self._sequence + 1))

    def _upscaling_model(self, name: EventName, model: UpscalingModel) -> None:
        with self._lock:
            self._send(name, UpscalingModelEvent(**model.model_dump(), sequence=self._sequence + 1))

    def _send(self, name: EventName, data: EventData) -> None:
        self._sequence = data.sequence
        self._events.append(MissedEvent(name=name, data=data))
        self._emit(name, data.model_dump(mode="json"))
