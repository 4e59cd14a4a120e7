"""Where the values of settings come from, and what is said of those that cannot be."""

import os
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.cli.setting_sources import FoundSettings, default_file, find_settings, unknown_variables, variable_of
from burnish.settings import Settings

NO_FILE = Path(os.devnull)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "configuration" / "settings.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refusal(config: Path, **flags: object) -> str:
    with pytest.raises(click.UsageError) as caught:
        find_settings(flags, config)
    return caught.value.message


def place(found: FoundSettings, name: str) -> tuple[str, str]:
    return found.origins[name].kind, found.origins[name].place


def test_without_anything_the_defaults_hold() -> None:
    found = find_settings({}, NO_FILE)
    assert found.settings == Settings()
    assert {origin.kind for origin in found.origins.values()} == {"default"}
    assert set(found.origins) == set(Settings.model_fields)


def test_flags_come_before_the_environment_and_that_before_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, "port = 1\nthreads = 1\ntile_size = 1\nesrgan = false")
    monkeypatch.setenv("BURNISH_PORT", "2")
    monkeypatch.setenv("BURNISH_THREADS", "2")
    found = find_settings({"port": 3, "esrgan": False}, file)
    assert (found.settings.port, found.settings.threads, found.settings.tile_size) == (3, 2, 1)
    assert place(found, "port") == ("flag", "--port")
    assert place(found, "threads") == ("environment", "BURNISH_THREADS")
    assert place(found, "tile_size") == ("file", str(file))
    assert place(found, "esrgan") == ("flag", "--no-esrgan")
    assert place(found, "root") == ("default", "default")


def test_the_default_file_is_read_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert find_settings({}, None).settings.port == 9090
    default_file().parent.mkdir(parents=True)
    default_file().write_text("port = 1234")
    found = find_settings({}, None)
    assert (found.settings.port, found.file) == (1234, default_file())
    assert default_file().is_relative_to(tmp_path)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(variable_of(name), "")
    assert find_settings({}, NO_FILE).settings == Settings()


def test_a_list_is_an_array_in_the_file_and_words_in_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, 'mirrors = ["https://a.example", "https://b.example"]')
    assert find_settings({}, file).settings.mirrors == ("https://a.example", "https://b.example")
    monkeypatch.setenv("BURNISH_MIRRORS", "https://c.example, https://d.example")
    assert find_settings({}, file).settings.mirrors == ("https://c.example", "https://d.example")


def test_paths_in_the_file_start_from_its_folder(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    authorities = written(file.with_name("authorities.pem"), "")
    settings = find_settings({}, written(file, 'root = "../library"\nca_bundle = "authorities.pem"')).settings
    assert settings.root.resolve() == tmp_path / "library"
    assert settings.ca_bundle == authorities
    assert find_settings({}, written(file, 'root = "~/library"')).settings.root == tmp_path / "library"
    assert find_settings({}, written(file, 'root = "/srv/library"')).settings.root == Path("/srv/library")
    monkeypatch.setenv("BURNISH_ROOT", "library")
    assert find_settings({}, file).settings.root == Path("library")


def test_an_unknown_key_is_named_with_its_file_and_the_likeliest_one(file: Path) -> None:
    message = refusal(written(file, "prot = 9091"))
    assert message.startswith(f'Unknown setting "prot" in {file}. Did you mean ')
    assert "port" in message
    strange = refusal(written(file, "[server]\nport = 1"))
    assert strange == f'Unknown setting "server" in {file}. `burnish settings` lists all that there are.'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"port = ", "not TOML"),
        (b"port = 1\nport = 2", "not TOML"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"port: 1", "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(file: Path, text: bytes, reason: str) -> None:
    file.parent.mkdir()
    file.write_bytes(text)
    message = refusal(file)
    assert message.startswith(f"The settings in {file} cannot be read (")
    assert reason in message
    assert "--config" in message


@pytest.mark.parametrize("value", ["70000", '"many"', "1979-05-27", "[1]", "{ a = 1 }", "nan"])
def test_a_refused_value_of_the_file_is_named_with_key_and_file(file: Path, value: str) -> None:
    assert refusal(written(file, f"port = {value}")).startswith(f"port in {file} cannot be ")


def test_every_refused_value_is_named_by_the_place_that_gave_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(file, 'precision = "float8"')
    monkeypatch.setenv("BURNISH_OFFLINE", "perhaps")
    lines = refusal(file, device="gpu", port=70000).splitlines()
    assert len(lines) == 4
    for start in (
        f"precision in {file} cannot be 'float8': ",
        "BURNISH_OFFLINE cannot be 'perhaps': ",
        "--device cannot be 'gpu': it must be auto, cpu, cuda, cuda:N",
        "--port cannot be '70000': input should be less than or equal to 65535.",
    ):
        assert any(line.startswith(start) for line in lines)


def test_passwords_of_refused_addresses_are_hidden(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(file, 'mirrors = ["https://me:secret@a.example", "ftp://me:secret@b.example"]')
    monkeypatch.setenv("BURNISH_CA_BUNDLE", "https://me:secret@c.example")
    message = refusal(file)
    assert "ftp://***@b.example" in message
    assert "secret" not in message


def test_unknown_variables_are_named_and_known_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BURNISH_CONFIG", "BURNISH_PYTHON", "BURNISH_TORCH_INDEX", "BURNISH_TEST_DATA", "BURNISH_PORT"):
        monkeypatch.setenv(name, "1")
    assert unknown_variables() == []
    monkeypatch.setenv("BURNISH_MIRORS", "1")
    monkeypatch.setenv("BURNISH_XYZZY", "1")
    assert unknown_variables() == [
        "The environment variable BURNISH_MIRORS is no setting, and is ignored. Did you mean BURNISH_MIRRORS?",
        "The environment variable BURNISH_XYZZY is no setting, and is ignored.",
    ]


_TOML_VALUES: Mapping[str, st.SearchStrategy[str]] = {
    "number": st.integers(-(2**63), 2**63 - 1).map(str),
    "text": st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=20).map(lambda text: f'"{text}"'),
    "switch": st.sampled_from(["true", "false"]),
}


@given(name=st.sampled_from([*Settings.model_fields]), value=st.one_of(*_TOML_VALUES.values()))
def test_any_value_in_a_file_is_taken_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(f"{name} = {value}")
    try:
        found = find_settings({}, file)
    except click.UsageError as refused:
        assert refused.message.startswith(f"{name} in {file} cannot be ")
        assert refused.message.endswith(".")
    else:
        assert place(found, name) == ("file", str(file))
