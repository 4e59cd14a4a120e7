"""More images changed at once than pages are told of one by one."""

from collections.abc import Iterator

import pytest

from burnish.library.benchmark import fill
from burnish.library.database import open_database
from burnish.web.routes.gallery import MOST_TOLD_SINGLY
from tests.api_client import Api, Page
from tests.fixtures_server import serving

COUNT = MOST_TOLD_SINGLY + 10


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server with a few more images than that."""
    root = tmp_path_factory.mktemp("many") / "library"
    database = open_database(root)
    fill(database, COUNT)
    database.close()
    with serving(root, "--no-esrgan", "--no-restore") as running:
        yield running.api


def test_one_event_says_that_everything_is_to_be_loaded_anew(many: Api) -> None:
    ids = many.get("/api/images/ids")["ids"]
    assert len(ids) == COUNT
    with Page(many) as page:
        assert len(many.post("/api/images/delete", {"ids": ids})["ids"]) == COUNT
        assert many.get("/api/images", limit=1) == {"items": [], "next": None, "total": 0}
        assert len(many.post("/api/images/undelete", {"ids": ids[:-1]})["ids"]) == COUNT - 1
        many.post("/api/images/undelete", {"ids": ids})
        page.wait_for(lambda: any(event.name == "image_updated" for event in page.events))
    told = [(event.name, event.data.get("count")) for event in page.events if event.name.startswith("image")]
    assert told == [("images_changed", COUNT), ("images_changed", COUNT - 1), ("image_updated", None)]


def test_an_archive_of_all_of_them_is_as_long_as_was_told(many: Api) -> None:
    archive = many.post("/api/archives", {"images": many.get("/api/images/ids")["ids"]}, status=201)
    assert archive["count"] == COUNT
    assert len(many.call("GET", f"/api/archives/{archive['id']}/file").content) == archive["bytes"]
