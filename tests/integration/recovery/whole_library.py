"""Whether a library is whole, seen from outside: by its files and its SQLite tables alone, while a server works."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image


@dataclass
class WholeLibrary:
    """Looks at a library again and again; what it has seen whole it does not decode again."""

    root: Path
    decoded: set[str] = field(default_factory=set)

    def check(self, uploads: Mapping[str, bytes]) -> None:
        """That the uploads are there to the byte, every record has whole files, and no file is without a record."""
        found = self._files()
        with closing(sqlite3.connect(self.root / "burnish.db", isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            self._check_tables(connection)
            images = {row["id"]: row for row in connection.execute("SELECT * FROM images")}
            unsettled = {row["image_id"] for row in connection.execute("SELECT * FROM unsettled_images")}
        for image_id, content in uploads.items():
            assert (self.root / images[image_id]["file"]).read_bytes() == content
        for image in images.values():
            self._check_files(image)
        # Found before the records were read: what is being added now is unsettled, then recorded.
        strays = [path for path in found if path.stem.removesuffix("-screen") not in images.keys() | unsettled]
        assert strays == []
        assert not (self.root / "orphans").exists()

    def count_made(self) -> int:
        """How many images jobs have made."""
        with closing(sqlite3.connect(self.root / "burnish.db")) as connection:
            (made,) = connection.execute("SELECT count(*) FROM images WHERE job_id IS NOT NULL").fetchone()
        return int(made)

    def is_settled(self) -> bool:
        """Whether nothing is on its way into the library."""
        with closing(sqlite3.connect(self.root / "burnish.db")) as connection:
            (unsettled,) = connection.execute("SELECT count(*) FROM unsettled_images").fetchone()
        return not unsettled and not list((self.root / "incoming").iterdir())

    def _files(self) -> list[Path]:
        folders = (self.root / "images", self.root / "thumbnails")
        return [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    def _check_tables(self, connection: sqlite3.Connection) -> None:
        def rows(sql: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.execute(sql)]

        assert rows("PRAGMA integrity_check") == [("ok",)]
        assert rows("PRAGMA foreign_key_check") == []
        items_of_made = (
            "SELECT images.id, count(job_items.job_id) FROM images LEFT JOIN job_items"
            " ON job_items.result_id = images.id AND job_items.job_id = images.job_id AND job_items.state = 'done'"
            " WHERE images.job_id IS NOT NULL GROUP BY images.id HAVING count(job_items.job_id) != 1"
        )
        assert rows(items_of_made) == [], "an image that no item of its job tells of"
        assert rows("SELECT * FROM job_items WHERE (state = 'done') != (result_id IS NOT NULL)") == []
        seeds = "SELECT job_id, json_extract(generation, '$.seed') AS seed FROM images WHERE kind = 'base'"
        assert rows(f"SELECT * FROM ({seeds}) GROUP BY job_id, seed HAVING count(*) > 1") == [], "an image made twice"
        results = "SELECT job_id, source_id FROM images WHERE kind = 'result'"
        assert rows(f"SELECT * FROM ({results}) GROUP BY job_id, source_id HAVING count(*) > 1") == []

    def _check_files(self, image: sqlite3.Row) -> None:
        file = self.root / image["file"]
        thumbnail = self.root / "thumbnails" / image["id"][:2] / f"{image['id']}.webp"
        assert file.stat().st_size == image["bytes"]
        assert thumbnail.stat().st_size > 0
        if image["id"] not in self.decoded:
            for path in (file, thumbnail):
                with Image.open(path) as picture:
                    picture.load()
                    assert path == thumbnail or picture.size == (image["width"], image["height"])
            self.decoded.add(image["id"])
