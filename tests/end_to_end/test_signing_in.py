"""A server that other machines reach asks who comes, over TLS, and then works as any other."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.end_to_end.axe import findings_on, prepare
from tests.end_to_end.burnish_page import DESKTOP, PHONE, opened_page
from tests.end_to_end.generating_page import GeneratingPage
from tests.fixtures_server import started
from tests.own_authority import OwnAuthority


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What a server says it can be opened under: the address with the token."""
    folder = tmp_path_factory.mktemp("beyond")
    certificate, key = OwnAuthority(folder).certificate_files(folder)
    flags = ("--no-esrgan", "--no-restore", "--host", "0.0.0.0", "--certfile", certificate, "--keyfile", key)
    with started(folder / "library", *flags) as (_, _, printed):
        yield printed


def test_the_printed_address_opens_the_page_until_it_is_signed_out(browser: Browser, address: str) -> None:
    with opened_page(browser, address, ignore_https_errors=True) as page:
        assert urlsplit(page.page.url).query == "", "the token does not stay in the address"
        generating = GeneratingPage(page)
        generating.ask("a lighthouse", count=2, side=64)
        generating.start()
        generating.expect_images(2)
        assert page.complaints() == []
        page.page.context.clear_cookies()
        page.keyboard.press("Control+Enter")
        expect(page.page.get_by_role("heading", name="Sign in to Burnish")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_without_the_token_a_person_is_asked_for_it(
    browser: Browser, address: str, theme: str, viewport: dict[str, int]
) -> None:
    parts = urlsplit(address)
    profile: dict[str, Any] = {"color_scheme": theme, "viewport": viewport, "bypass_csp": True}
    with browser.new_context(ignore_https_errors=True, **profile) as context:
        page = context.new_page()
        page.goto(f"{parts.scheme}://{parts.netloc}/")
        prepare(page)
        assert findings_on(page) == []
        page.get_by_label("Token").fill("not the token")
        page.keyboard.press("Enter")
        expect(page.get_by_text("This is not the token of this server.")).to_be_visible()
        prepare(page)
        assert findings_on(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        page.get_by_label("Token").fill(parse_qs(parts.query)["token"][0])
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("button", name="Add photos")).to_be_visible()
