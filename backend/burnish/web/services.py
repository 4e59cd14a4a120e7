"""What the routes work with, put together in one place and handed to the application."""

from dataclasses import dataclass

from flask import current_app

from burnish.blocking import RunBlocking
from burnish.engine.client import Engine
from burnish.inspection.inspector import Inspector
from burnish.jobs.control import QueueControl
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.queue import JobQueue
from burnish.jobs.upscaling_models import UpscalingModelStatus
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.small_versions import SmallVersionStore
from burnish.library.tuning_files import TuningFiles
from burnish.settings import Settings
from burnish.web.archives import ArchiveDesk
from burnish.web.event_log import EventLog
from burnish.web.health import HealthCheck
from burnish.web.previews import PreviewRelay

EXTENSION = "burnish"


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of a running server."""

    settings: Settings
    run_blocking: RunBlocking
    images: ImageStore
    gallery: Gallery
    small_versions: SmallVersionStore
    archives: ArchiveDesk
    queue: JobQueue
    control: QueueControl
    engine: Engine
    inspector: Inspector
    weights: WeightsStatus
    generators: GeneratorStatus
    tuning_files: TuningFiles
    upscaling_models: UpscalingModelStatus
    events: EventLog
    previews: PreviewRelay
    health: HealthCheck


def services() -> Services:
    """The services of the application that handles the current request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Services)
    return found
