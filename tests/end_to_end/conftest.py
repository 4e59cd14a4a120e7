"""A real browser, a real server with real weights, and a page that may not complain."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.api_client import PATIENCE_SECONDS, Api
from tests.end_to_end.burnish_page import BurnishPage, opened_page
from tests.fixtures_server import Server, give_face_weights, give_weights, serving

OpenPage = Callable[..., BurnishPage]

LAUNCH_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OPENED_PAGES = pytest.StashKey[list[BurnishPage]]()

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to the report of a test that fails what its pages show, and what they asked the server."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.stash.get(OPENED_PAGES, []):
            report.sections.append(("The page", page.account()))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that CHROMIUM_PATH names; tests in the browser are skipped where there is none."""
    path = os.environ.get("CHROMIUM_PATH")
    if not path:
        pytest.skip("CHROMIUM_PATH does not name a Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=LAUNCH_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Iterator[Server]:
    """The server that the tests in the browser share: in float32, so that pixels can be compared on every machine."""
    root = tmp_path_factory.mktemp("server") / "library"
    give_weights(weights_root, root)
    with serving(root, "--precision", "float32") as running:
        running.wait_until_ready()
        yield running


@pytest.fixture
def api(server: Server) -> Api:
    """The shared server's interface, with an empty library and nothing to do."""
    clear_jobs(server.api)
    while images := server.api.get("/api/images", limit=200)["items"]:
        for image in images:
            server.api.call("DELETE", f"/api/images/{image['id']}")
    return server.api


@pytest.fixture(scope="session")
def server_with_faces(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, weights_root: Path, face_weights_root: Path
) -> Iterator[Server]:
    """A server whose default detector is missing, so that the other one, which finds real faces, takes its place."""
    root = tmp_path_factory.mktemp("faces") / "library"
    give_weights(weights_root, root)
    give_face_weights(
        face_weights_root, root, "GFPGANv1.4", "codeformer", "parsing_parsenet", "detection_mobilenet0.25_Final"
    )
    with serving(root, "--precision", "float32") as running:
        running.wait_until_ready()
        yield running


@pytest.fixture
def face_api(server_with_faces: Server) -> Api:
    """That server's interface, with an empty library and nothing to do."""
    clear_jobs(server_with_faces.api)
    for image in server_with_faces.api.get("/api/images", limit=200)["items"]:
        server_with_faces.api.call("DELETE", f"/api/images/{image['id']}")
    return server_with_faces.api


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens pages, each in a browser profile of its own; in the end none of them may have complained."""
    pages = request.node.stash[OPENED_PAGES] = list[BurnishPage]()
    with ExitStack() as stack:

        def open_another(api: Api, **profile: object) -> BurnishPage:
            pages.append(stack.enter_context(opened_page(browser, api.url, **profile)))
            return pages[-1]

        yield open_another
        assert [complaint for page in pages for complaint in page.complaints()] == []


@pytest.fixture
def page(open_page: OpenPage, api: Api) -> BurnishPage:
    """A page of the shared server, whose library is empty."""
    return open_page(api)


def clear_jobs(api: Api) -> None:
    """Ends every job, and takes all of them off the list."""
    api.post("/api/queue/resume")
    api.end_jobs()
    api.post("/api/jobs/clear")
