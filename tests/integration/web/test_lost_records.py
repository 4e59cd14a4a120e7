"""Images whose records were lost with the database, and thumbnails that were lost."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.api_client import wait_until
from tests.fixtures_server import serving
from tests.sample_images import image_file

WITHOUT_NETWORKS = ("--no-esrgan", "--no-restore")
FORMATS = ("PNG", "JPEG", "TIFF")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_lost_database_costs_no_image(tmp_path: Path, end: signal.Signals) -> None:
    root = tmp_path / "library"
    with serving(root, *WITHOUT_NETWORKS) as server:
        photos = [image_file(60, 40, seed=number, image_format=name) for number, name in enumerate(FORMATS)]
        ids = [server.api.upload(photo)["id"] for photo in photos]
        server.stop(end)
    for file in root.glob("burnish.db*"):
        file.unlink()
    unreadable = root / "images" / "ab" / f"{'ab' * 12}.png"
    unreadable.parent.mkdir(exist_ok=True)
    unreadable.write_bytes(b"no image")
    foreign = unreadable.with_name("notes.txt")
    foreign.write_bytes(b"of a person")

    with serving(root, *WITHOUT_NETWORKS) as server:
        page = wait_until(lambda: server.api.get("/api/images"), lambda page: page["total"] == len(ids))
        assert [image["id"] for image in page["items"]] == ids[::-1], "the newest first, as they were"
        for image_id, photo, image in zip(ids, photos, reversed(page["items"]), strict=True):
            assert server.api.file(image_id) == photo
            assert (image["kind"], image["width"], image["height"]) == ("upload", 60, 40)
            assert server.api.call("GET", f"/api/images/{image_id}/thumbnail").status_code == 200
        wait_until(lambda: {"left": unreadable.exists()}, lambda seen: not seen["left"])
        assert sorted(path.name for path in (root / "orphans").iterdir()) == [unreadable.name, foreign.name]
        server.stop(signal.SIGKILL)
    with serving(root, *WITHOUT_NETWORKS) as server:
        assert server.api.get("/api/images")["total"] == len(ids), "none twice"


def test_lost_thumbnails_are_made_again_when_they_are_asked_for(tmp_path: Path) -> None:
    root = tmp_path / "library"
    with serving(root, *WITHOUT_NETWORKS) as server:
        api = server.api
        photo, scan = api.upload(image_file(60, 40)), api.upload(image_file(700, 20, image_format="TIFF"))
        paths = [f"/api/images/{photo['id']}/thumbnail", f"/api/images/{scan['id']}/screen"]
        before = [api.call("GET", path).content for path in paths]
        shutil.rmtree(root / "thumbnails")
        assert [api.call("GET", path).content for path in paths] == before
        assert not server.incoming()
        next(root.glob(f"images/*/{photo['id']}.*")).unlink()
        shutil.rmtree(root / "thumbnails")
        assert api.problem("GET", paths[0])["type"] == "/problems/image-file-missing"
