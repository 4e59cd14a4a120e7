"""Health is told whatever is ill."""

import shutil
import sqlite3
import time

from tests.fixtures_server import StartServer


def test_a_server_that_is_well_says_so_with_its_parts(start_server: StartServer) -> None:
    server = start_server()
    health = server.api.get("/api/health")
    assert (health["status"], health["problems"]) == ("ok", [])
    assert health["versions"]["torch"]
    assert health["uptime_seconds"] > 0
    assert health["queue"]["paused"] is False
    assert 0 < health["disk"]["free_bytes"] == health["free_bytes"] < health["disk"]["total_bytes"]
    before = health["uptime_seconds"]
    time.sleep(0.1)
    assert server.api.get("/api/health")["uptime_seconds"] > before


def test_what_cannot_be_read_is_told_and_the_rest_as_ever(start_server: StartServer) -> None:
    server = start_server("--no-esrgan", "--no-restore")
    with sqlite3.connect(server.root / "burnish.db") as connection:
        connection.execute("ALTER TABLE images RENAME TO gone")
    shutil.rmtree(server.root / "logs")
    health = server.api.get("/api/health")
    assert health["status"] == "degraded"
    assert any(problem.startswith("The library cannot be read") for problem in health["problems"])
    assert health["images"] is None
    assert health["disk"]["free_bytes"] > 0
    assert health["engine"]["state"] == "stopped"
    assert str(server.root) not in str(health["problems"])
