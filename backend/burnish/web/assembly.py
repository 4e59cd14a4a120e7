"""Puts the parts of a server together, and takes them apart again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from burnish.blocking import RunBlocking
from burnish.engine.client import Engine
from burnish.generation.registry import GeneratorRegistry
from burnish.inspection.inspector import Inspector
from burnish.jobs.board import JobBoard
from burnish.jobs.comparing import Comparing
from burnish.jobs.control import QueueControl
from burnish.jobs.detection import Detection
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.generation import BatchGeneration
from burnish.jobs.generator_status import GeneratorStatus
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.postprocessing import Postprocessing
from burnish.jobs.preparation import Preparation
from burnish.jobs.queue import JobQueue
from burnish.jobs.runner import Runner
from burnish.jobs.upscaling_models import UpscalingModelStatus
from burnish.jobs.weights_status import WeightsStatus
from burnish.jobs.workload import Workload
from burnish.library.adopting import StrayStore
from burnish.library.database import open_database
from burnish.library.faces import FaceStore
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.lock import lock_root
from burnish.library.recovery import recover
from burnish.library.small_versions import SmallVersionStore
from burnish.library.trash import purge
from burnish.library.tuning_files import TuningFiles
from burnish.settings import Settings
from burnish.upscaling.registry import open_models
from burnish.web.adoption import Adoption
from burnish.web.archives import ArchiveDesk
from burnish.web.emit import Emit
from burnish.web.event_log import EventLog
from burnish.web.health import HealthCheck
from burnish.web.previews import PreviewRelay
from burnish.web.server_log import recording_server
from burnish.web.services import Services
from burnish.weights.store import open_store


@contextmanager
def running_services(settings: Settings, emit: Emit, run_blocking: RunBlocking) -> Iterator[Services]:
    """The services over the library at ``settings.root``, brought in order and with their processes running.

    ``run_blocking`` runs what waits for the disk.

    Raises RootInUse, RootNotUsable, UnknownGenerator or what is wrong with the database.
    """
    with ExitStack() as closing:
        closing.enter_context(lock_root(settings.root))
        closing.enter_context(recording_server(settings))
        database = open_database(settings.root, run_blocking)
        closing.callback(database.close)
        strays = recover(database).findings.strays
        images, jobs = ImageStore(database), JobStore(database)
        tuning_files = TuningFiles(database)
        gallery = Gallery(database)
        purge(database)
        previews = PreviewRelay(emit)
        events = EventLog(emit, previews.show)
        weights = WeightsStatus(open_store(settings), events.weights_progress)
        registry = GeneratorRegistry(settings)
        registry.default()  # raises UnknownGenerator now rather than at the first batch
        generators = GeneratorStatus(registry, events)
        models = open_models(settings)
        known_faces = KnownFaces(FaceStore(database), weights)
        engine, fetching, inspector = Engine(settings), Engine(settings, warms_up=False), Inspector(settings)
        for child in (engine, fetching, inspector):
            closing.callback(child.stop)
        expected_time = ExpectedTime(engine, known_faces, models)
        board = JobBoard(jobs, Workload(jobs, expected_time), events)
        tasks = EngineTasks(jobs, weights, generators, engine, events, board)
        fetch_tasks = EngineTasks(jobs, weights, generators, fetching, events, board)
        preparation = Preparation(tasks)
        postprocessing = Postprocessing(jobs, images, known_faces, preparation, tasks, expected_time, events, board)
        generation = BatchGeneration(
            jobs, images, generators, preparation, tasks, postprocessing, expected_time, events, board
        )
        detection = Detection(jobs, images, known_faces, tasks, board)
        comparing = Comparing(jobs, images, tuning_files, known_faces, preparation, tasks, expected_time, board)
        runner = Runner(jobs, generation, postprocessing, detection, comparing, tasks, fetching, fetch_tasks, board)
        control = QueueControl(jobs, tuning_files, runner, board)
        adoption = Adoption(StrayStore(database), images, inspector, events, strays)
        closing.callback(adoption.stop)
        adoption.start()
        if settings.esrgan or settings.restore:
            engine.start()
        runner.start()
        queue = JobQueue(settings, jobs, images, weights, generators, models, known_faces, runner, control, board)
        yield Services(
            settings=settings,
            run_blocking=run_blocking,
            images=images,
            gallery=gallery,
            small_versions=SmallVersionStore(database),
            archives=ArchiveDesk(images, run_blocking),
            queue=queue,
            control=control,
            engine=engine,
            inspector=inspector,
            weights=weights,
            generators=generators,
            tuning_files=tuning_files,
            upscaling_models=UpscalingModelStatus(settings, models, weights, engine.speeds, events),
            events=events,
            previews=previews,
            health=HealthCheck(settings.root, engine, queue, gallery),
        )
        if adoption.is_over:
            database.mark_when_closed()
