import dataclasses
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub
import pytest

from burnish.disk import DiskFull
from burnish.generation.cards import GeneratorCard
from burnish.generation.hub import fetch
from burnish.generation.problems import GeneratorUnavailable, GeneratorUnusable
from burnish.generation.registry import GeneratorRegistry
from burnish.monitoring import Cancelled, ignore_progress, never_cancelled
from burnish.settings import Settings
from burnish.weights.network import UNRESTRICTED, Network
from tests.integration.generation.hub_server import HubServer
from tests.own_authority import OwnAuthority

NEEDED = {
    "LICENSE.md",
    "README.md",
    "model_index.json",
    "scheduler/scheduler_config.json",
    "text_encoder/config.json",
    "text_encoder/model.safetensors",
    "tokenizer/tokenizer.json",
    "tokenizer/tokenizer_config.json",
    "unet/config.json",
    "unet/diffusion_pytorch_model.fp16.safetensors",
    "vae/config.json",
    "vae/diffusion_pytorch_model.safetensors",
}
RECORD = "fetched-files.json"
"""What the files were when they came; it is made here."""


@pytest.fixture
def hub(tiny_pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub with the tiny pipeline, and around it what is not needed."""
    files = {
        path.relative_to(tiny_pipeline).as_posix(): path.read_bytes()
        for path in tiny_pipeline.rglob("*")
        if path.is_file()
    }
    unet = files["unet/diffusion_pytorch_model.safetensors"]
    unneeded = {
        ".gitattributes": b"x",
        "image.png": b"x",
        "tiny.safetensors": b"x",
        "tiny.ckpt": b"x",
        "unet/diffusion_pytorch_model.bin": b"x",
        "unet/diffusion_pytorch_model.non_ema.safetensors": b"x",
        "unet/diffusion_pytorch_model.safetensors.index.json": b"x",
        "unet/../../escaped.json": b"x",
        "text_encoder/flax_model.msgpack": b"x",
        "text_encoder/openvino_model.xml": b"x",
        "text_encoder/model.onnx": b"x",
        "controlnet/config.json": b"x",
    }
    half = {"unet/diffusion_pytorch_model.fp16.safetensors": unet}
    with HubServer({**files, **half, **unneeded, "LICENSE.md": b"Do as you like.", "README.md": b"Tiny."}) as server:
        # The library reads HF_ENDPOINT once, when it is imported.
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", server.url)
        monkeypatch.setattr(
            huggingface_hub.constants,
            "HUGGINGFACE_CO_URL_TEMPLATE",
            server.url + "/{repo_id}/resolve/{revision}/{filename}",
        )
        yield server


@pytest.fixture
def registry(tmp_path: Path) -> GeneratorRegistry:
    return GeneratorRegistry(Settings(root=tmp_path))


@pytest.fixture
def card(registry: GeneratorRegistry) -> GeneratorCard:
    return registry.add(HubServer.HUB_ID)


def files_in(folder: Path | None) -> set[str]:
    assert folder is not None
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"revision.txt"}


def test_only_what_the_pipeline_needs_is_fetched(
    hub: HubServer, registry: GeneratorRegistry, card: GeneratorCard, tmp_path: Path
) -> None:
    fractions: list[float] = []
    fetch(card, fractions.append, never_cancelled, UNRESTRICTED)
    assert registry.is_ready(card)
    assert files_in(card.folder) == {*NEEDED, RECORD}
    assert set(hub.asked_files) == NEEDED
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1)
    assert len(fractions) > 5
    assert not list(tmp_path.rglob("escaped.json"))
    found = registry.find(card.name)
    assert (found.recommended.width, len(found.samplers)) == (64, 11)


def test_what_is_there_is_not_fetched_again(hub: HubServer, card: GeneratorCard) -> None:
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    asked = list(hub.requests)
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    fetch(card, ignore_progress, never_cancelled, Network(offline=True))
    assert hub.requests == asked


def test_a_broken_connection_goes_on_where_it_stopped(hub: HubServer, card: GeneratorCard) -> None:
    hub.break_after = 65536
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert files_in(card.folder) == {*NEEDED, RECORD}
    resumed = [path for path in hub.asked_files if "bytes=" in path]
    assert resumed == ["unet/diffusion_pytorch_model.fp16.safetensors bytes=65536-"]


def test_a_cancelled_fetch_is_not_ready_and_goes_on_later(
    hub: HubServer, registry: GeneratorRegistry, card: GeneratorCard
) -> None:
    def cancel_in_the_middle() -> None:
        if "unet/diffusion_pytorch_model.fp16.safetensors" in hub.asked_files:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(card, ignore_progress, cancel_in_the_middle, UNRESTRICTED)
    assert not registry.is_ready(card)
    before = len(hub.asked_files)
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert files_in(card.folder) == {*NEEDED, RECORD}
    assert not {"text_encoder/model.safetensors", "model_index.json"} & set(hub.asked_files[before:])


def test_what_came_of_an_older_revision_is_not_mixed_in(hub: HubServer, card: GeneratorCard) -> None:
    assert card.folder is not None
    part = card.folder.with_name(f"{card.folder.name}.part")
    (part / "vae").mkdir(parents=True)
    (part / "vae" / "config.json").write_bytes(b" " * len(hub.files["vae/config.json"]))
    (part / "revision.txt").write_text("an older one")
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert (card.folder / "vae" / "config.json").read_bytes() == hub.files["vae/config.json"]


def test_other_bytes_than_the_hub_told_of_are_refused(
    hub: HubServer, registry: GeneratorRegistry, card: GeneratorCard
) -> None:
    name = "vae/diffusion_pytorch_model.safetensors"
    told = dict(hub.files)

    def tamper() -> None:
        if hub.asked_files:
            hub.files = {**told, name: bytes(len(told[name]))}

    with pytest.raises(GeneratorUnavailable, match="SHA-256"):
        fetch(card, ignore_progress, tamper, UNRESTRICTED)
    assert not registry.is_ready(card)


def test_offline_refuses_before_the_network_is_touched(hub: HubServer, card: GeneratorCard) -> None:
    with pytest.raises(GeneratorUnavailable, match="--offline"):
        fetch(card, ignore_progress, never_cancelled, Network(offline=True))
    assert hub.requests == []


def test_the_token_is_sent(hub: HubServer, card: GeneratorCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert hub.tokens == {"Bearer hf_secret"}


@pytest.mark.parametrize("status", [401, 404])
def test_a_repository_that_is_not_there_is_said_so(hub: HubServer, card: GeneratorCard, status: int) -> None:
    hub.status = status
    with pytest.raises(GeneratorUnavailable, match="HF_TOKEN"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_conditions_that_must_be_accepted_are_told_of(hub: HubServer, card: GeneratorCard) -> None:
    hub.is_gated, hub.file_status = True, 403
    with pytest.raises(GeneratorUnavailable, match=r"accept their conditions.*huggingface\.co/someone/tiny-diffusion"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_a_hub_that_fails_is_told_of(hub: HubServer, card: GeneratorCard) -> None:
    hub.file_status = 410
    with pytest.raises(GeneratorUnavailable, match=r"410.*Try again"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_a_hub_that_cannot_be_reached_is_told_of(card: GeneratorCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(GeneratorUnavailable, match="cannot be reached"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_a_page_in_the_place_of_the_hub_is_told_of(hub: HubServer, card: GeneratorCard) -> None:
    hub.portal = b"<html>Please log in</html>"
    with pytest.raises(GeneratorUnavailable, match="log in"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_the_hubs_own_setting_to_stay_offline_is_kept_to(
    hub: HubServer, card: GeneratorCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(GeneratorUnavailable, match="HF_HUB_OFFLINE"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert hub.requests == []


def test_a_hub_whose_certificate_is_of_an_own_authority_needs_the_setting(
    hub: HubServer, registry: GeneratorRegistry, card: GeneratorCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = OwnAuthority(tmp_path)
    with HubServer(hub.files, authority.server_context()) as secure:
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", secure.url)
        monkeypatch.setattr(
            huggingface_hub.constants,
            "HUGGINGFACE_CO_URL_TEMPLATE",
            secure.url + "/{repo_id}/resolve/{revision}/{filename}",
        )
        with pytest.raises(GeneratorUnavailable, match="--ca-bundle"):
            fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
        fetch(card, ignore_progress, never_cancelled, Network(ca_bundle=authority.bundle))
    assert registry.is_ready(card)


def test_pickled_parameters_are_refused_before_anything_large_is_fetched(hub: HubServer, card: GeneratorCard) -> None:
    del hub.files["unet/diffusion_pytorch_model.safetensors"]
    del hub.files["unet/diffusion_pytorch_model.fp16.safetensors"]
    with pytest.raises(GeneratorUnusable, match="safetensors"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert hub.asked_files == ["model_index.json"]


def test_a_repository_without_a_pipeline_is_refused(hub: HubServer, card: GeneratorCard) -> None:
    del hub.files["model_index.json"]
    with pytest.raises(GeneratorUnusable, match="not a diffusers pipeline"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)


def test_a_full_disk_is_told_of_beforehand(
    hub: HubServer, card: GeneratorCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 1000})())
    with pytest.raises(DiskFull, match="Make room"):
        fetch(card, ignore_progress, never_cancelled, UNRESTRICTED)
    assert hub.asked_files == ["model_index.json"]


def test_a_folder_that_went_away_is_told_of(card: GeneratorCard, tmp_path: Path) -> None:
    gone = dataclasses.replace(card, hub_id=None, folder=tmp_path / "gone")
    with pytest.raises(GeneratorUnusable, match="gone"):
        fetch(gone, ignore_progress, never_cancelled, UNRESTRICTED)
