"""What a library holds and how its jobs went, read without changing it, also while a server uses it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from burnish.library.layout import Layout

LATEST_JOBS = 200

_IMAGES = """
    SELECT kind, format, deleted_at IS NOT NULL AS trashed, count(*) AS images, sum(bytes) AS bytes
    FROM images GROUP BY 1, 2, 3
"""
_JOBS = f"""
    SELECT id, kind, state, attempts, created_at, started_at, finished_at, error
    FROM jobs ORDER BY created_at DESC LIMIT {LATEST_JOBS}
"""
_ITEMS = "SELECT job_id, state, error, count(*) AS items FROM job_items GROUP BY 1, 2, 3"


def library_facts(root: Path) -> dict[str, Any]:
    """Counts of images and the latest jobs; where these cannot be read, why."""
    layout = Layout(root)
    if not layout.database.is_file():
        return {"state": "there is none"}
    try:
        with closing(_connect(layout.database)) as connection:
            return {"state": "readable", "images": _rows(connection, _IMAGES), "jobs": _jobs(connection)}
    except sqlite3.Error as error:
        return {"state": f"cannot be read ({error.sqlite_errorname})"}


def _connect(database: Path) -> sqlite3.Connection:
    """A connection that only reads. A database that no program has open is read as it lies there, without a lock."""
    is_open = database.with_name(f"{database.name}-wal").exists()
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?{'mode=ro' if is_open else 'immutable=1'}", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _rows(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query)]


def _jobs(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The latest jobs, each with how many of its images are in which state and why."""
    items: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, _ITEMS):
        items.setdefault(row.pop("job_id"), []).append(_with_type(row))
    return [_with_type(row) | {"items": items.get(row["id"], [])} for row in _rows(connection, _JOBS)]


def _with_type(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the type of its problem instead of the whole, whose sentences may name anything."""
    problem = json.loads(row["error"]) if row["error"] else None
    return row | {"error": problem["type"] if problem else None}
