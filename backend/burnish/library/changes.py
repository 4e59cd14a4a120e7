"""Changing which images there are, or what is known of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import update
from sqlalchemy.orm import Session

from burnish.library.database import Database
from burnish.library.tables import LibraryState


@contextmanager
def changing_images(database: Database) -> Iterator[Session]:
    """A session that may change images; what was counted before is not used after it."""
    with database.write() as session:
        session.execute(update(LibraryState).values(image_changes=LibraryState.image_changes + 1))
        yield session
