"""A folder of photos, from the drop to one zip of results."""

import re
from pathlib import Path
from zipfile import ZipFile

from PIL import Image
from playwright.sync_api import expect

from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import save_plain, save_portrait
from tests.end_to_end.queue_drawer import QueueDrawer


def test_folder_of_photos_becomes_one_job_and_one_zip(page: BurnishPage, tmp_path: Path) -> None:
    folder = tmp_path / "Summer 1984"
    save_portrait(folder / "aunt.png")
    save_plain(folder / "beach" / "sand.png", 1)
    save_plain(folder / "beach" / "evening" / "sea.png", 2)
    (folder / "notes.txt").write_text("Where it was.")
    (folder / "Thumbs.db").write_text("Put there by a system.")
    page.drop(folder)

    report = page.upload_report
    expect(report).to_contain_text("3 photos added")
    expect(report).to_contain_text("1 file was not added:")
    expect(report).to_contain_text("notes.txt: This is not an image")
    expect(report).to_contain_text("4x, with the settings of the panels.")
    report.get_by_role("button", name="Start").click()
    expect(report).to_be_hidden()

    page.messages.get_by_role("button", name="Show the queue").click()
    queue = QueueDrawer(page)
    expect(queue.dialog).to_be_visible()
    queue.dialog.get_by_role("button", name=re.compile("^Download all results of .* as zip$")).click(timeout=120_000)
    dialog = page.page.get_by_role("dialog", name="Download as zip")
    dialog.get_by_role("textbox", name="File names").fill("{nonsense}")
    expect(dialog.get_by_role("alert")).to_contain_text("{nonsense}")
    page.expect_complaint("422")
    dialog.get_by_role("textbox", name="File names").fill("old {name}_{scale}x")
    expect(dialog.get_by_role("listitem").first).to_contain_text(re.compile(r"^old .*_4x\.png$"))
    with page.page.expect_download() as download:
        dialog.get_by_role("button", name="Download", exact=True).click()

    with ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) <= {"old aunt_4x.png", "old sand_4x.png", "old sea_4x.png"}
        assert len(archive.namelist()) >= 2
        for name in archive.namelist():
            with archive.open(name) as file, Image.open(file) as result:
                assert result.size in {(64, 48), (384, 288)}
