"""The mark that a library was closed in order, which spares the next start to look through all of it.

The mark tells of one state of one database file: it does not fit after a crash, nor to a database that was put in the
place of another or changed by another program.
"""

from burnish.disk import sync_folder, write_through
from burnish.library.layout import Layout


def leave_mark(layout: Layout) -> None:
    """Marks the library as closed in order; its database must be closed already. Raises OSError."""
    state = _state(layout)
    if state is not None:
        write_through(layout.order_mark, state)


def take_mark(layout: Layout) -> bool:
    """Removes the mark; whether there was one that fits, and nothing is to be looked through. Raises OSError."""
    if not layout.order_mark.exists():
        return False
    fits = layout.order_mark.read_bytes() == _state(layout)
    layout.order_mark.unlink()
    sync_folder(layout.root)
    return fits


def _state(layout: Layout) -> bytes | None:
    """What the database file looks like; None where changes wait to be written into it, or there is none."""
    log = layout.database.with_name(f"{layout.database.name}-wal")
    if not layout.database.exists() or (log.exists() and log.stat().st_size > 0):
        return None
    status = layout.database.stat()
    return f"{status.st_size} bytes, changed at {status.st_mtime_ns} ns".encode()
