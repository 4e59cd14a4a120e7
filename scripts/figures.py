"""Makes the figures of the documentation: screenshots of the running program and tuning grids, in ``assets/features/``.

Run by ``npm run figures``, which names the browser in ``CHROMIUM_PATH``. The photo in them is NASA's of Eileen Collins,
in the public domain, which comes with scikit-image; it is made small first, so that there is something to upscale. The
other pictures are the built-in generator's. Networks that cannot be fetched are taken from a folder with weights, which
may be named as an argument; a tuning grid whose networks cannot be had there either is left out, and it is said why.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import skimage.data
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.own_server import BURNISH, serving

FEATURES = Path(__file__).parents[1] / "assets" / "features"
ASTRONAUT = Path(skimage.data.__file__).parent / "astronaut.png"
SIDE = 256
WORK_MILLISECONDS = 180_000
FACE = "82,26,64,64"
"""Left, top, width and height of the face in the small photo."""
WIDEST_MONTAGE = 960
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Starts a server over an empty library, uses it as a person would, and keeps the screenshots."""
    FEATURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        photo = root / "eileen-collins.png"
        Image.open(ASTRONAUT).resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(photo)
        _prepare(root / "library")
        _make_montages(photo, root / "library")
        with serving(root / "library") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM_PATH"], args=CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            _photograph(page, photo)
            _photograph_faces(page)
            _photograph_models(page)
            generating = browser.new_page(viewport={"width": 1280, "height": 800})
            generating.goto(address)
            _photograph_generating(generating)
            _photograph_gallery(generating)
            _photograph_automatic(generating)
            browser.close()


def _prepare(library: Path) -> None:
    """Gives a library the weights for upscaling, and those in the folder that the argument names."""
    (library / "weights").mkdir(parents=True)
    for folder in sys.argv[1:]:
        for weights in Path(folder).glob("*.pth"):
            shutil.copy(weights, library / "weights")
    subprocess.run([*BURNISH, "configure", "--only", "upscaling", "--yes", "--root", str(library)], check=True)


def _make_montages(photo: Path, library: Path) -> None:
    """Tuning grids of the face in the photo: of upscaling, and of GFPGAN."""
    _make_montage("upscaling-montage.png", photo, library, "--rows", "0,0.25,0.5,0.75,1")
    _make_montage("restoration-montage.png", photo, library, "--restore-faces", "gfpgan", "--detector", "mtcnn")


def _make_montage(name: str, photo: Path, library: Path, *options: str) -> None:
    """One tuning grid of the face, or a sentence on why it is left out."""
    made = library.parent / name
    command = [*BURNISH, "montage", str(photo), "-o", str(made), "--crop", FACE, "--root", str(library), *options]
    outcome = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if outcome.returncode != 0:
        sys.stderr.write(f"{name} was left out, and stays as it is. {outcome.stderr.strip()}\n")
        return
    montage = Image.open(made).convert("RGB")
    montage.thumbnail((WIDEST_MONTAGE, montage.height), Image.Resampling.LANCZOS)
    _save(montage, name)


def _photograph(page: Page, photo: Path) -> None:
    """The upscale dialog, and a photo before and after."""
    page.locator("input[type=file]").first.set_input_files(photo)
    page.get_by_role("heading", name=photo.name).or_(page.get_by_text(photo.name)).first.wait_for()
    page.get_by_role("button", name="Upscale", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("pixels").first.wait_for()
    page.wait_for_timeout(500)
    _keep(page, "upscale-dialog.png")
    dialog.get_by_role("button", name="Upscale", exact=True).click()
    page.get_by_role("slider", name="Divider").wait_for(timeout=WORK_MILLISECONDS)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    _keep(page, "compare.png")


def _photograph_faces(page: Page) -> None:
    """The dialog with the faces that were found, by whichever detector could be had."""
    page.locator("input[type=file]").first.set_input_files(ASTRONAUT)
    page.get_by_role("region", name=ASTRONAUT.name).wait_for()
    page.get_by_role("button", name="Restore faces", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("^Face 1,")).wait_for(timeout=WORK_MILLISECONDS)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    _keep(page, "face-restoration-dialog.png")


def _photograph_models(page: Page) -> None:
    """The page of models, with what is there and what is not."""
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.get_by_role("button", name="Models", exact=True).click()
    page.get_by_role("dialog", name="Models", exact=True).get_by_role("listitem").first.wait_for()
    page.wait_for_timeout(500)
    _keep(page, "models.png")


def _photograph_generating(page: Page) -> None:
    """A batch whose third image forms."""
    column = page.get_by_role("complementary", name="Settings")
    column.get_by_role("textbox", name="Number of images").fill("3")
    column.get_by_role("switch", name="Random seed").press("Space")
    column.get_by_role("textbox", name="Seed").fill("2")
    column.get_by_role("textbox", name="Prompt").fill("a lighthouse at dusk by the sea")
    column.get_by_role("textbox", name="Prompt").press("Control+Enter")
    page.get_by_text(re.compile("image 3 of 3 · step 1[0-9] of 20")).wait_for(timeout=WORK_MILLISECONDS)
    _keep(page, "generating.png")


def _photograph_gallery(page: Page) -> None:
    """The gallery with photos, results and what was generated, three of them selected."""
    page.get_by_text(re.compile("step [0-9]+ of 20")).wait_for(state="hidden", timeout=WORK_MILLISECONDS)
    images = page.get_by_role("listbox", name="Gallery").get_by_role("option")
    images.nth(0).click()
    images.nth(2).click(modifiers=["Shift"])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    _keep(page, "gallery.png")


def _photograph_automatic(page: Page) -> None:
    """The part of the settings on what is done to every new image by itself."""
    column = page.get_by_role("complementary", name="Settings")
    column.get_by_role("switch", name="Upscaling: apply to every generated image").press("Space")
    column.get_by_role("switch", name="Apply to every photo that is added").press("Space")
    page.wait_for_timeout(500)
    panel = column.locator(".mantine-Accordion-root")
    _save(Image.open(io.BytesIO(panel.screenshot())).convert("RGB"), "auto-apply-panel.png")


def _keep(page: Page, name: str) -> None:
    """Saves a screenshot of the page."""
    _save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), name)


def _save(picture: Image.Image, name: str) -> None:
    """Saves a picture with a palette of 256 colours, which makes the file three times smaller."""
    picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(FEATURES / name, optimize=True)


if __name__ == "__main__":
    main()
