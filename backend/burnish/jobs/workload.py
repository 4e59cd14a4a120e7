"""How much work jobs still are."""

from burnish.jobs.expected_time import ExpectedTime, Load
from burnish.library.jobs import JobStore
from burnish.parameters import Generation, Recipe
from burnish.records import JobRecord

DETECTION_SECONDS = 1.0
"""What looking for the faces in an image is thought to take."""

FETCH_SECONDS = 30.0
"""What a fetch is thought to take, before it is known how fast it comes."""


class Workload:
    """Looks at what is missing of jobs."""

    def __init__(self, jobs: JobStore, expected_time: ExpectedTime) -> None:
        self._jobs = jobs
        self._expected_time = expected_time

    def of(self, job: JobRecord) -> Load:
        """The work that a job still is. That of a fetch cannot be known, that of a search for faces hardly matters."""
        match job.kind:
            case "generate":
                assert job.generation is not None
                return self._of_batch(job.id, job.generation, job.recipe)
            case "postprocess":
                assert job.recipe is not None
                return self._of_images(job.id, job.recipe)
            case "tuning_grid":
                assert job.tuning is not None
                return self._expected_time.load_of_grid(job.tuning, job.images)
            case "detect_faces":
                return Load(assumed_seconds=DETECTION_SECONDS)
            case "download" | "download_generator":
                return Load(is_known=False, assumed_seconds=FETCH_SECONDS)

    def seconds(self, load: Load) -> float | None:
        """How long work takes; None while that is not known."""
        return self._expected_time.of(load) if load.amounts else None

    def _of_images(self, job_id: str, recipe: Recipe) -> Load:
        return self._expected_time.load_of_images(recipe, self._jobs.missing_inputs(job_id))

    def _of_batch(self, job_id: str, generation: Generation, recipe: Recipe | None) -> Load:
        bases, results = self._jobs.count_missing(job_id)
        load = Load()
        load.add(self._expected_time.load_of_generating(generation), bases)
        if recipe is not None:
            load.add(self._expected_time.load_of_finishing(generation, recipe), results)
        return load
