"""The queue: accepting jobs, running them one after the other, telling how far they are."""
