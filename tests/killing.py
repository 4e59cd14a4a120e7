"""Killing the engine while it works on a certain image."""

from tests.api_client import Json, wait_until
from tests.fixtures_server import Server


def kill_engine_during(server: Server, job: Json, index: int, times: int) -> None:
    """Kills the engine so often while a job works on its item ``index``: each time another process."""
    killed: set[int] = set()

    def kill_another() -> Json:
        item: Json = server.api.get(f"/api/jobs/{job['id']}/items", after=index - 1, limit=1)["items"][0]
        for child in server.children("burnish.engine.main"):
            if item["state"] == "running" and child.pid not in killed and len(killed) < times:
                killed.add(child.pid)
                child.kill()
        return item

    wait_until(kill_another, lambda item: len(killed) == times or item["state"] in ("done", "failed", "cancelled"))
    assert len(killed) == times
