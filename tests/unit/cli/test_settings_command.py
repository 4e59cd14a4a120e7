"""``burnish settings``, and the page that is made with it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from burnish.cli.main import main
from burnish.cli.setting_sources import find_settings
from burnish.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "settings.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["settings", *arguments])


def test_every_setting_is_shown_with_value_origin_and_meaning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "burnish.toml"
    file.write_text("threads = 3")
    monkeypatch.setenv("BURNISH_TILE_SIZE", "256")
    output = run("--port", "1234", "--config", str(file)).output
    for line in (
        f"The settings file is {file}.",
        "host = 127.0.0.1  [default]",
        "port = 1234  [--port]",
        "tile_size = 256  [BURNISH_TILE_SIZE]",
        f"threads = 3  [{file}]",
        "    Threads of the networks on a CPU; 0 takes all cores.",
    ):
        assert line in output.splitlines()
    assert re.findall(r"^(\w+) = ", output, re.MULTILINE) == list(Settings.model_fields)


def test_json_has_the_same_for_scripts(tmp_path: Path) -> None:
    file = tmp_path / "burnish.toml"
    file.write_text('max_upload_size = "1 MiB"')
    shown = json.loads(run("--json", "--no-offline", "--config", str(file)).output)
    assert shown["file"] == {"path": str(file), "exists": True}
    settings = {item.pop("name"): item for item in shown["settings"]}
    assert list(settings) == list(Settings.model_fields)
    size, offline = settings["max_upload_size"], settings["offline"]
    assert (size["value"], size["source"], size["place"]) == (1024**2, "file", str(file))
    assert (offline["value"], offline["source"], offline["place"]) == (False, "flag", "--no-offline")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_passwords_of_mirrors_are_not_shown(form: tuple[str, ...]) -> None:
    output = run(*form, "--mirror", "https://me:secret@a.example/weights").output
    assert "https://***@a.example/weights" in output
    assert "secret" not in output


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_token_is_not_shown(form: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('token = "correct-horse-battery"')
    assert "correct-horse" not in run(*form, "--config", str(file)).output
    assert "correct-horse" not in run(*form, "--token", "correct-horse battery").output
    monkeypatch.setenv("BURNISH_TOKEN", "correct-horse")
    refused = run(*form)
    assert refused.exit_code == 2
    assert "BURNISH_TOKEN cannot be what it is" in refused.output
    assert "correct-horse" not in refused.output


def test_an_unknown_variable_is_warned_of_beside_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BURNISH_OFLINE", "1")
    shown = run("--json")
    assert shown.exit_code == 0
    assert shown.stderr.endswith("Did you mean BURNISH_OFFLINE?\n")
    json.loads(shown.stdout)


def test_a_named_file_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.toml")
    for refused, named in (
        (run("--config", missing), "--config"),
        (run_with_variable(monkeypatch, missing), "_CONFIG"),
    ):
        assert refused.exit_code == 2
        assert missing in refused.output
        assert named in refused.output


def run_with_variable(monkeypatch: pytest.MonkeyPatch, config: str) -> Result:
    monkeypatch.setenv("BURNISH_CONFIG", config)
    return run()


def test_the_table_of_the_page_is_the_one_that_the_command_prints() -> None:
    table = run("--markdown").output
    assert table in PAGE.read_text(encoding="utf-8"), (
        f"The table in {PAGE} is stale: replace it with what `burnish settings --markdown` prints."
    )


def test_the_example_of_the_page_can_be_used(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "settings.toml"
    file.write_text(example)
    (tmp_path / "authorities.pem").touch()
    found = find_settings({}, file)
    given = {name for name, origin in found.origins.items() if origin.kind == "file"}
    assert all(getattr(found.settings, name) != Settings.model_fields[name].default for name in given)
    assert {"port", "mirrors", "ca_bundle"} <= given
