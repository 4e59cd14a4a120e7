"""What a job does first: it fetches the weights that its recipe lacks, before any image is read or generated."""

from burnish.engine.messages import PrepareTask
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.remaining_time import FetchTime
from burnish.jobs.running_job import RunningJob
from burnish.parameters import Recipe

FETCHING = 0.25
"""The share of a job's progress that fetching takes, where something is missing."""


class Preparation:
    """Prepares jobs with a recipe."""

    def __init__(self, tasks: EngineTasks) -> None:
        self._tasks = tasks

    def run(self, running: RunningJob, recipe: Recipe, seconds_of_work: float | None) -> None:
        """Fetches what the recipe lacks; ``seconds_of_work`` is what the job is thought to take afterwards, if known.

        The work then goes on from the progress that the fetch has reached, or from none where nothing was missing.
        Raises Cancelled, or the Problem for which the job cannot be done.
        """
        before = running.record.progress
        running.span, running.shares, running.part = (0.0, FETCHING), (1.0,), 0
        running.remaining = FetchTime(FETCHING, seconds_of_work or 0.0)
        self._tasks.run(running, PrepareTask(task_id=running.task_id, recipe=recipe))
        reached = running.record.progress
        running.span = (reached if reached > before else 0.0, 1.0)
