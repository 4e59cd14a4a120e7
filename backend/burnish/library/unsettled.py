"""Images whose files were being put in place or removed when the program ended, in whatever way."""

from collections.abc import Collection

from sqlalchemy import bindparam, delete, select

from burnish.library.database import Database
from burnish.library.problems import file_problems
from burnish.library.tables import Image, UnsettledImage


def settle(database: Database, image_ids: Collection[str] | None = None) -> list[str]:
    """Removes the files of those unsettled images that are not recorded; returns their ids.

    Without ``image_ids``, those that are meant, none may be on its way into the library. Raises DiskFull or
    RootNotUsable; what could not be removed stays unsettled then.
    """
    is_recorded = select(Image.id).where(Image.id == UnsettledImage.image_id).exists()
    with database.read() as session:
        rows = session.execute(select(UnsettledImage.image_id, UnsettledImage.file, is_recorded)).all()
    unsettled = [row for row in rows if image_ids is None or row[0] in image_ids]
    removed = []
    with file_problems(database.layout.root):
        for image_id, file, stays in unsettled:
            if not stays:
                for path in database.layout.files_of(image_id, file):
                    path.unlink(missing_ok=True)
                removed.append(image_id)
    if unsettled:
        with database.write() as session:
            settled = delete(UnsettledImage).where(UnsettledImage.image_id == bindparam("settled"))
            session.connection().execute(settled, [{"settled": image_id} for image_id, *_ in unsettled])
    return removed
