"""Opening the database of a library, and sessions to read and write it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from burnish.blocking import RunBlocking, run_here
from burnish.library.layout import Layout
from burnish.library.order import leave_mark, take_mark
from burnish.library.problems import DatabaseTooNew, damaged, database_problems, file_problems

_BUSY_MILLISECONDS = 2000
"""How long SQLite waits for a foreign program's lock. It blocks a whole green server, which is why it is short."""


class Database:
    """The open database of a library: short sessions to read and write it.

    Each session has a connection of its own from a pool, so that readers see one state of the database and are never
    held up by the writer. Writers take turns at a lock of this process and not at SQLite's: waiting for that one
    would block all green threads, the writer among them.
    """

    def __init__(self, layout: Layout, engine: Engine, run_blocking: RunBlocking, was_in_order: bool) -> None:
        self.layout = layout
        self.run_blocking = run_blocking
        """Runs what waits for the disk."""
        self.was_in_order = was_in_order
        """Whether the library had been closed in order, so that files and records fit together."""
        self._is_to_be_marked = False
        self._engine = engine
        self._write_engine = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        self._writing = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session in which all queries see the same state of the database."""
        with database_problems(self.layout.database), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that is committed at the end of the block, and rolled back when an exception leaves it."""
        with (
            self._writing,
            database_problems(self.layout.database),
            Session(self._write_engine) as session,
            session.begin(),
        ):
            yield session

    def mark_when_closed(self) -> None:
        """Says that the library is in order: once it is closed, the next start need not look through all of it."""
        self._is_to_be_marked = True

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()
        if self._is_to_be_marked:
            with suppress(OSError):  # without the mark, the next start looks through the whole library
                leave_mark(self.layout)


def open_database(root: Path, run_blocking: RunBlocking = run_here) -> Database:
    """Opens the database below ``root``, making folders and tables, or bringing older tables up to date.

    ``run_blocking`` runs what waits for the disk.

    Raises DatabaseTooNew, DatabaseDamaged, DatabaseBusy, DiskFull or RootNotUsable.
    """
    layout = Layout(root.resolve())
    layout.create()
    with file_problems(layout.root):
        was_in_order = take_mark(layout)
    engine = _create_engine(layout.database, run_blocking)
    try:
        with (
            database_problems(layout.database),
            engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as connection,
        ):
            if not was_in_order:
                _check(connection, layout.database)
            _migrate(connection, layout.database)
    except BaseException:
        engine.dispose()
        raise
    return Database(layout, engine, run_blocking, was_in_order)


def _create_engine(file: Path, run_blocking: RunBlocking) -> Engine:
    class Connection(sqlite3.Connection):
        """Waits for the disk, which only commits do, without holding up green threads."""

        def commit(self) -> None:
            run_blocking(super().commit)

    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"factory": Connection})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # Transactions are begun by _begin alone, so that changes of tables are part of them, too.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    # Every commit reaches the disk. With NORMAL, a loss of power undoes the last commits: an image that a person saw
    # stored would be gone, and a purged one would be recorded without its file. Commits are rare: FULL costs little.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def _check(connection: Connection, file: Path) -> None:
    finding = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if finding != "ok":
        raise damaged(file, str(finding))


def _migrate(connection: Connection, file: Path) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "burnish.library:migrations")
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(
            f"The database {file} was written by a newer release of Burnish (its tables are of version {current}). "
            "Install that release again, or choose another folder with --root."
        )
    command.upgrade(config, "head")
