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
    ImagesChangedEvent,
    JobEvent,
    JobItemEvent,
    JobsClearedEvent,
    MissedEvent,
    Preview,
    QueueEvent,
    UpscalingModelEvent,
    WeightsEvent,
)
from burnish.records import (
    ClearedJobs,
    GeneratorRecord,
    ImageChanges,
    ImageRecord,
    JobItemRecord,
    JobRecord,
    QueueRecord,
    Record,
    UpscalingModel,
    WeightsRecord,
)
from burnish.web.emit import Emit

KEPT_EVENTS = 2000

KEPT_IDS = 200_000
"""Images that the kept events may name altogether: each event of a job over thousands of images names them all."""

ShowPreview = Callable[[Preview, bytes], None]
"""Takes a preview and its JPEG to the pages that want to see it."""


class EventLog:
    """Numbers events, sends them to all pages and remembers the latest."""

    def __init__(self, emit: Emit, show_preview: ShowPreview) -> None:
        self.server_id = uuid.uuid4().hex
        self._emit = emit
        self._show_preview = show_preview
        self._lock = threading.Lock()
        self._events: deque[MissedEvent] = deque()
        self._ids = 0
        """How many images the kept events name."""
        self._sequence = 0

    @property
    def sequence(self) -> int:
        """Number of the last event."""
        return self._sequence

    def job_updated(self, job: JobRecord) -> None:
        """Tells that a job was made or has changed."""
        self._tell("job_updated", JobEvent, job)

    def job_item_updated(self, item: JobItemRecord) -> None:
        """Tells that one image of a job was begun, or has come to an end."""
        self._tell("job_item_updated", JobItemEvent, item)

    def jobs_cleared(self, jobs: ClearedJobs) -> None:
        """Tells that jobs were taken off the list."""
        self._tell("jobs_cleared", JobsClearedEvent, jobs)

    def queue_updated(self, queue: QueueRecord) -> None:
        """Tells that the queue was paused or resumed, or has come further."""
        self._tell("queue_updated", QueueEvent, queue)

    def image_created(self, image: ImageRecord) -> None:
        """Tells that an image joined the library."""
        self._tell("image_created", ImageEvent, image)

    def image_updated(self, image: ImageRecord) -> None:
        """Tells that an image is back from the trash, or was made a favourite or one no more."""
        self._tell("image_updated", ImageEvent, image)

    def image_deleted(self, image: ImageRecord) -> None:
        """Tells that an image was moved to the trash."""
        self._tell("image_deleted", ImageEvent, image)

    def images_changed(self, changes: ImageChanges) -> None:
        """Tells that many images were changed at once."""
        self._tell("images_changed", ImagesChangedEvent, changes)

    def weights_progress(self, weights: WeightsRecord) -> None:
        """Tells how far the fetch of a weights file is."""
        self._tell("weights_progress", WeightsEvent, weights)

    def generator_updated(self, generator: GeneratorRecord) -> None:
        """Tells that a generator was added, or how far its fetch is."""
        self._tell("generator_updated", GeneratorEvent, generator)

    def generator_removed(self, generator: GeneratorRecord) -> None:
        """Tells that a generator is not on the list any more."""
        self._tell("generator_removed", GeneratorEvent, generator)

    def upscaling_model_updated(self, model: UpscalingModel) -> None:
        """Tells that a custom upscaling model was added."""
        self._tell("upscaling_model_updated", UpscalingModelEvent, model)

    def upscaling_model_removed(self, model: UpscalingModel) -> None:
        """Tells that a custom upscaling model was removed."""
        self._tell("upscaling_model_removed", UpscalingModelEvent, model)

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

    def _tell(self, name: EventName, kind: type[EventData], record: Record) -> None:
        """Sends a record to all pages as the next event, whose data is of that kind."""
        with self._lock:
            self._sequence += 1
            data = kind.model_validate({**dict(record), "sequence": self._sequence})
            self._remember(MissedEvent(name=name, data=data))
            self._emit(name, data.model_dump(mode="json"))

    def _remember(self, event: MissedEvent) -> None:
        self._events.append(event)
        self._ids += _ids_in(event)
        while len(self._events) > KEPT_EVENTS or self._ids > KEPT_IDS:
            self._ids -= _ids_in(self._events.popleft())


def _ids_in(event: MissedEvent) -> int:
    return len(event.data.images) + len(event.data.results) if isinstance(event.data, JobEvent) else 0
