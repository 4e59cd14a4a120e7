"""The definition of the settings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from burnish.engine.messages import COMMANDS, Configure
from burnish.settings import Settings


def refusal(**values: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate(values)
    return str(caught.value)


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda", "cuda:0", "cuda:15"])
def test_devices(device: str) -> None:
    assert Settings(device=device).device == device


@pytest.mark.parametrize("device", ["", "gpu", "CPU", "cuda:", "cuda:-1", "cuda:1 ", "cuda:٣", "cpu,cuda", "mps:0"])
def test_what_is_no_device(device: str) -> None:
    assert "auto, cpu, cuda, cuda:N" in refusal(device=device)


@pytest.mark.parametrize(
    ("size", "expected"), [(5, 5), ("5", 5), ("512 MB", 512_000_000), ("2GiB", 2 * 1024**3), ("1.5 kib", 1536)]
)
def test_sizes_may_have_units(size: object, expected: int) -> None:
    assert Settings.model_validate({"max_upload_size": size}).max_upload_size == expected


@pytest.mark.parametrize("size", [0, "0 MB", -1, "-1 MB", "much", "1 parsec", ""])
def test_what_is_no_size(size: object) -> None:
    assert "max_upload_size" in refusal(max_upload_size=size)


@pytest.mark.parametrize(
    "mirrors",
    [
        ("https://a.example", "https://b.example/{url}"),
        "https://a.example https://b.example/{url}",
        " https://a.example,https://b.example/{url}\n",
        "https://a.example ,\t https://b.example/{url}",
    ],
)
def test_mirrors_in_one_text_stand_apart_by_spaces_or_commas(mirrors: object) -> None:
    assert Settings.model_validate({"mirrors": mirrors}).mirrors == ("https://a.example", "https://b.example/{url}")


@pytest.mark.parametrize("mirrors", [("",), ("https://a.example", "b.example"), "a.example", 5, [5], {"a": "b"}])
def test_what_is_no_list_of_mirrors(mirrors: object) -> None:
    assert "mirrors" in refusal(mirrors=mirrors)


@pytest.mark.parametrize("token", ["", "x" * 15, "x" * 201, "with a space in it", "ключ" * 8, "line\n" * 8])
def test_what_is_no_token(token: str) -> None:
    assert "16 to 200" in refusal(token=token)


def test_the_token_leaves_the_settings_by_no_way_but_asking_for_it() -> None:
    settings = Settings.model_validate({"token": "correct-horse-battery"})
    assert settings.token is not None
    assert settings.token.get_secret_value() == "correct-horse-battery"
    for shown in (repr(settings), str(settings), settings.model_dump_json(), repr(settings.model_dump())):
        assert "correct-horse" not in shown
    configured = COMMANDS.validate_json(Configure(settings=settings, warms_up=True).model_dump_json())
    assert isinstance(configured, Configure)
    assert configured.settings.token is None


@pytest.mark.parametrize("names", ["*", "http://a.example", "a.example:80", "a..b", "", "a.example/path"])
def test_what_is_no_name_of_a_host(names: str) -> None:
    assert "name of a host" in refusal(allowed_hosts=names)


def test_names_of_hosts_are_lowered() -> None:
    assert Settings.model_validate({"allowed_hosts": "A.example, b_1"}).allowed_hosts == ("a.example", "b_1")


@pytest.mark.parametrize(
    "proxy", ["", "burnish.example.org", "ftp://a.example", "https://a.example/burnish", "https://me:x@a.example"]
)
def test_what_is_no_address_of_a_proxy(proxy: str) -> None:
    assert "http://" in refusal(proxy=proxy)


@pytest.mark.parametrize("networks", ["proxy.example", "10.0.0.0/99", "300.1.1.1", ""])
def test_what_is_no_network(networks: str) -> None:
    assert "network" in refusal(proxy_networks=networks)


def test_the_file_with_authorities_must_be_there(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(ca_bundle=tmp_path / "missing.pem")
    assert "there is no such file" in refusal(ca_bundle=tmp_path)


def test_home_folders_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings(root=Path("~/pictures")).root == tmp_path / "pictures"
    assert "home folder" in refusal(root="~no-such-person/pictures")


def test_unknown_settings_are_refused() -> None:
    assert "prot" in refusal(prot=9090)


@given(
    port=st.integers(0, 65535),
    offline=st.booleans(),
    mirrors=st.lists(st.sampled_from(["https://a.example", "http://b.example/{url}"])),
    size=st.integers(1, 2**50),
    host=st.text(),
)
def test_the_engine_is_told_exactly_the_settings_of_the_server(
    port: int, offline: bool, mirrors: list[str], size: int, host: str
) -> None:
    values = {"port": port, "offline": offline, "mirrors": mirrors, "max_upload_size": size, "host": host}
    told = Settings.model_validate({**values, "ca_bundle": __file__})
    configure = COMMANDS.validate_json(Configure(settings=told, warms_up=False).model_dump_json())
    assert isinstance(configure, Configure)
    assert configure.settings == told
    assert [type(value) for _, value in configure.settings] == [type(value) for _, value in told]


def test_what_the_environment_says_later_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = Settings(root=tmp_path, tile_size=160)
    text = Configure(settings=told, warms_up=False).model_dump_json()
    file = tmp_path / "settings.toml"
    file.write_text("port = 1\ntile_size = 7\nnonsense = true\n")
    monkeypatch.setenv("BURNISH_CONFIG", str(file))
    for name, value in (("PORT", "2"), ("CA_BUNDLE", "/missing"), ("MIRRORS", "nonsense"), ("OFFLINE", "true")):
        monkeypatch.setenv(f"BURNISH_{name}", value)
    configure = COMMANDS.validate_json(text)
    assert isinstance(configure, Configure)
    assert configure.settings == told
    assert Settings(root=tmp_path, tile_size=160) == told
