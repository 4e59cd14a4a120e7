"""What a job does first: it fetches the weights that its recipe lacks, before any image is read or generated."""

from burnish.engine.messages import PrepareTask
from burnish.jobs.engine_tasks import EngineTasks
from burnish.jobs.running_job import RunningJob
from burnish.parameters import Recipe

FETCHING = 0.25
"""The share of what is left of a job's progress that fetching takes, where something is missing."""


class Preparation:
    """Prepares jobs with a recipe."""

    def __init__(self, tasks: EngineTasks) -> None:
        self._tasks = tasks

    def run(self, running: RunningJob, recipe: Recipe, seconds_of_work: float) -> None:
        """Fetches what the recipe lacks; ``seconds_of_work`` is what the job is thought to take afterwards.

        Raises Cancelled, or the Problem for which the job cannot be done.
        """
        running.plan_fetch(FETCHING, seconds_of_work)
        self._tasks.run(running, PrepareTask(task_id=running.task_id, recipe=recipe))
