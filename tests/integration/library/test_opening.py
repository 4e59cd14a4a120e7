"""Opening a database: new, older, newer, damaged, locked; its tables and its settings."""

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from burnish.library.database import Database, open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.layout import Layout
from burnish.library.problems import DatabaseBusy, DatabaseDamaged, DatabaseTooNew, RootNotUsable
from burnish.library.tables import Job, Table
from burnish.library.trash import purge
from burnish.records import ImageRecord

AddUpload = Callable[..., ImageRecord]


def is_modelled(name: str | None) -> bool:
    """Whether a table, an index or a trigger belongs to the models: what searches the texts of images is SQLite's."""
    return not (name or "").startswith(("image_index", "image_texts_"))


def definitions(file: Path) -> dict[str, list[str]]:
    """What defines each table and index; the order is of no account."""
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'")
    parts = {name: sorted(re.split(r",?\s*\n\s*|,\s+", sql)) for name, sql in rows if is_modelled(name)}
    connection.close()
    return parts


def test_migrations_make_the_tables_that_the_models_describe(database: Database) -> None:
    engine = create_engine(f"sqlite:///{database.layout.database}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, *_: is_modelled(name),
            },
        )
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_migrations_and_models_give_the_same_sql(database: Database, tmp_path: Path) -> None:
    # Alembic's comparison does not see everything, AUTOINCREMENT for one.
    reference = tmp_path / "reference.db"
    engine = create_engine(f"sqlite:///{reference}")
    Table.metadata.create_all(engine)
    engine.dispose()
    assert definitions(database.layout.database) == definitions(reference)


def test_every_connection_is_set_up_for_safety(database: Database) -> None:
    for session_of in (database.read, database.write):
        with session_of() as session:
            settings = [
                session.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
        assert settings == ["wal", 2, 1, 2000]


def test_what_was_stored_is_there_when_opened_again(root: Path, database: Database, upload: AddUpload) -> None:
    record = upload()
    database.close()
    again = open_database(root)
    assert ImageStore(again).get(record.id) == record
    again.close()


def test_a_newer_database_is_refused_and_left_as_it_is(root: Path) -> None:
    open_database(root).close()
    file = Layout(root).database
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(DatabaseTooNew, match="9999") as caught:
        open_database(root)
    assert str(file) in caught.value.detail
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(root: Path) -> None:
    root.mkdir()
    file = Layout(root).database
    content = random.Random(1).randbytes(20_000)
    file.write_bytes(content)
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(root)
    assert str(file) in caught.value.detail
    assert "copy" in caught.value.detail
    assert file.read_bytes() == content


def test_a_database_with_damaged_pages_is_refused(root: Path, database: Database, upload: AddUpload) -> None:
    for _ in range(20):
        upload("x" * 200)
    database.close()
    file = Layout(root).database
    content = bytearray(file.read_bytes())
    content[4096:] = random.Random(2).randbytes(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(root)
    assert str(file) in caught.value.detail


def test_damage_that_appears_later_is_named(database: Database, upload: AddUpload, gallery: Gallery) -> None:
    for _ in range(20):
        upload("x" * 200)
    database.close()
    file = database.layout.database
    content = bytearray(file.read_bytes())
    content[4096:] = random.Random(3).randbytes(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        gallery.page(None, 50)


def test_a_database_locked_by_another_program_is_named(root: Path, database: Database) -> None:
    open_database(root).close()
    other = sqlite3.connect(Layout(root).database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseBusy) as caught:
        open_database(root)
    other.close()
    assert str(root.resolve()) in caught.value.detail


def test_a_root_that_is_a_file_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "file"
    root.write_text("not a folder")
    with pytest.raises(RootNotUsable, match="--root"):
        open_database(root)


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    class UnexpectedError(Exception):
        pass

    with pytest.raises(UnexpectedError), database.write() as session:
        session.add(
            Job(
                id="a",
                kind="download",
                state="queued",
                title="",
                progress=0,
                stage="",
                attempts=0,
                created_at=datetime.now(UTC),
            )
        )
        session.flush()
        raise UnexpectedError
    with database.read() as session:
        assert session.scalars(select(Job)).all() == []


def test_the_mark_of_order_serves_one_start(root: Path, database: Database) -> None:
    database.mark_when_closed()
    database.close()
    for is_in_order in (True, False):
        again = open_database(root)
        again.close()
        assert again.was_in_order == is_in_order


def test_a_library_that_was_not_closed_is_not_in_order(root: Path, database: Database, upload: AddUpload) -> None:
    database.mark_when_closed()
    upload()
    again = open_database(root)
    again.close()
    assert not again.was_in_order


@pytest.mark.parametrize("happens", ["older copy", "write", "log"])
def test_the_mark_does_not_fit_another_state_of_the_database(
    root: Path, database: Database, upload: AddUpload, tmp_path: Path, happens: str
) -> None:
    file = database.layout.database
    database.close()
    shutil.copy2(file, tmp_path / "copy.db")
    again = open_database(root)
    purge(again)
    again.mark_when_closed()
    again.close()
    match happens:
        case "older copy":
            shutil.copy2(tmp_path / "copy.db", file)
        case "write":
            other = sqlite3.connect(file)
            other.execute("PRAGMA user_version = 1")
            other.close()
        case "log":
            file.with_name(f"{file.name}-wal").write_bytes(b"a log that was left")
    last = open_database(root)
    last.close()
    assert not last.was_in_order
