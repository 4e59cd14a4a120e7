"""What a page of another site, and what is smuggled into the page itself, can do in a real browser: nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.end_to_end.burnish_page import BurnishPage
from tests.fixtures_server import Server
from tests.local_server import LocalRequest, LocalServer
from tests.sample_images import image_file

ATTACKS = """async ([server, image]) => {
    const outcome = async (attempt) => { try { return await attempt(); } catch { return "refused"; } };
    const loaded = (element, address) => new Promise((resolve) => {
        element.onload = () => resolve("loaded");
        element.onerror = () => resolve("refused");
        element.src = address;
        document.body.append(element);
    });
    const opened = new Promise((resolve) => {
        const socket = new WebSocket(server.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket");
        socket.onopen = () => resolve("loaded");
        socket.onerror = () => resolve("refused");
    });
    const posted = { method: "POST", mode: "no-cors" };
    const job = JSON.stringify({ kind: "generate", generation: { prompt: "a fox", width: 64, height: 64 } });
    await outcome(() => fetch(`${server}/api/jobs`, { ...posted, body: job }));
    await outcome(() => fetch(`${server}/api/images/${image}/undelete`, posted));
    return {
        image: await loaded(new Image(), `${server}/api/images/${image}/file`),
        thumbnail: await loaded(new Image(), `${server}/api/images/${image}/thumbnail`),
        script: await loaded(document.createElement("script"), `${server}/api/openapi.json`),
        read: await outcome(async () => (await fetch(`${server}/api/images`)).text()),
        polled: await outcome(async () => (await fetch(`${server}/socket.io/?EIO=4&transport=polling`)).text()),
        opened: await opened,
        framed: await new Promise((resolve) => {
            const frame = document.createElement("iframe");
            frame.onload = () => resolve(frame.contentDocument === null ? "hidden" : "empty");
            frame.src = server;
            document.body.append(frame);
        }),
    };
}"""

SMUGGLED = """async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "globalThis.smuggled = true";
    const style = document.createElement("style");
    style.textContent = "body { opacity: 0.5 }";
    const image = new Image();
    image.src = "http://127.0.0.1:9/image.png";
    document.body.append(script, style, image);
    document.body.insertAdjacentHTML("beforeend", "<form action='http://127.0.0.1:9/'></form>");
    document.body.lastElementChild.submit();
    await fetch("http://127.0.0.1:9/").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ran: globalThis.smuggled === true, opacity: getComputedStyle(document.body).opacity, violations };
}"""


class EmptyPage(LocalRequest):
    """A page of another site."""

    def do_GET(self) -> None:
        """Answers with a page that has nothing on it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another site</title><body></body>")


@pytest.fixture
def other_site() -> Iterator[str]:
    """Address of another site, on this machine but of another origin."""
    with LocalServer(EmptyPage) as running:
        yield running.url


def test_a_page_of_another_site_gets_nothing_and_changes_nothing(
    browser: Browser, painting_server: Server, other_site: str
) -> None:
    api = painting_server.api
    image = api.upload(image_file(20, 10))["id"]
    api.call("DELETE", f"/api/images/{image}")
    shown = api.upload(image_file(30, 10))["id"]
    jobs = len(api.get("/api/jobs")["items"])
    for site in (other_site, other_site.replace("127.0.0.1", "localhost")):
        page = browser.new_page()
        page.goto(site)
        outcome: dict[str, Any] = page.evaluate(ATTACKS, [api.url, shown])
        assert {*outcome.values()} <= {"refused", "hidden"}, outcome
        page.evaluate(ATTACKS, [api.url, image])
        page.close()
    assert len(api.get("/api/jobs")["items"]) == jobs
    assert image not in [item["id"] for item in api.get("/api/images")["items"]], "the trash stays what it was"


def test_nothing_that_is_smuggled_into_the_page_is_run_shown_or_sent(page: BurnishPage) -> None:
    page.expect_complaint("Content Security Policy")
    page.expect_complaint("127.0.0.1:9")
    outcome = page.page.evaluate(SMUGGLED)
    assert outcome["ran"] is False
    assert outcome["opacity"] == "1"
    assert {"script-src-elem", "style-src-elem", "img-src", "connect-src", "form-action"} <= {*outcome["violations"]}
