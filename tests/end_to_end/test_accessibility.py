"""What axe-core finds on the page, in both themes, on a wide and on a narrow screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import DESKTOP, PHONE
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.models_page import ModelsPage
from tests.end_to_end.photos import save_portrait

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

FIND_SERIOUS = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    open_page: OpenPage, api: Api, tmp_path: Path, theme: str, viewport: dict[str, int]
) -> None:
    page = open_page(api, viewport=viewport, color_scheme=theme, bypass_csp=True)
    page.page.evaluate(AXE.read_text(encoding="utf-8"))
    expect(page.page.get_by_text("Drop a photo here")).to_be_visible()
    found = {"empty page": serious(page.page)}

    original = api.upload(save_portrait(tmp_path / "aunt.png").read_bytes(), "aunt.png")
    page.expect_shown("aunt.png")
    found["photo"] = serious(page.page)

    page.open_dialog()
    found["dialog"] = serious(page.page)
    page.keyboard.press("Escape")
    expect(page.dialog).to_be_hidden()

    page.keyboard.press("?")
    expect(page.page.get_by_role("dialog", name="Keys")).to_be_visible()
    found["keys"] = serious(page.page)
    page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog", name="Keys")).to_be_hidden()

    api.postprocess(original["id"])
    page.expect_result("aunt_2x.png")
    found["compare"] = serious(page.page)

    page.keyboard.press("i")
    facts = [page.page.get_by_role(role, name="Facts about the image") for role in ("region", "dialog")]
    expect(facts[0].or_(facts[1])).to_contain_text("What was done to it")
    found["facts"] = serious(page.page)
    page.keyboard.press("Escape")  # for the tooltip, if one is in sight
    page.keyboard.press("Escape")
    expect(page.page.get_by_text("What was done to it")).to_be_hidden()

    (tmp_path / "notes.txt").write_text("Not an image.")
    page.drop(tmp_path / "notes.txt")
    page.keyboard.press("Delete")
    expect(page.upload_report).to_be_visible()
    expect(page.messages.get_by_role("button", name="Undo")).to_be_visible()
    found["messages"] = serious(page.page)

    assert {state: findings for state, findings in found.items() if findings} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_list_of_generators(open_page: OpenPage, api: Api, theme: str) -> None:
    page = open_page(api, color_scheme=theme, bypass_csp=True)
    page.page.evaluate(AXE.read_text(encoding="utf-8"))
    page.page.get_by_role("button", name="Models", exact=True).click()
    dialog = page.page.get_by_role("dialog", name="Models")
    dialog.get_by_role("tab", name="Generators").click()
    expect(dialog.get_by_role("listitem", name="Painter")).to_contain_text("It does not understand language")
    found = {"list": serious(page.page)}

    page.expect_complaint("Failed to load resource")
    source = dialog.get_by_role("textbox", name="Add a generator")
    source.fill("/no/such/folder")
    source.press("Enter")
    expect(source).to_have_attribute("aria-invalid", "true")
    found["refusal"] = serious(page.page)

    assert {state: findings for state, findings in found.items() if findings} == {}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_page_of_models(
    open_page: OpenPage, api: Api, tmp_path: Path, theme: str, viewport: dict[str, int]
) -> None:
    page = open_page(api, viewport=viewport, color_scheme=theme, bypass_csp=True)
    page.page.evaluate(AXE.read_text(encoding="utf-8"))
    models = ModelsPage(page)
    models.open()
    found = {"upscaling": serious(page.page)}

    page.expect_complaint("Failed to load resource")
    (tmp_path / "4x-broken.safetensors").write_bytes(b"not a model")
    page.drop(tmp_path / "4x-broken.safetensors")
    expect(models.dialog.get_by_role("alert")).to_contain_text("4x-broken.safetensors")
    found["refusal"] = serious(page.page)

    models.choose("Faces")
    found["faces"] = serious(page.page)
    assert {state: findings for state, findings in found.items() if findings} == {}


def serious(page: Page) -> list[str]:
    """The serious and critical findings, each with its place."""
    findings: list[str] = page.evaluate(FIND_SERIOUS)
    return findings
