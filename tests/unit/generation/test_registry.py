import json
from pathlib import Path

import pytest

from burnish.generation.cards import PAINTER_CARD, SD_TURBO_CARD
from burnish.generation.problems import GeneratorUnusable, UnknownGenerator
from burnish.generation.registry import GeneratorRegistry
from burnish.settings import Settings


def registry_in(root: Path, generator: str = "painter") -> GeneratorRegistry:
    return GeneratorRegistry(Settings(root=root, generator=generator))


def write_pipeline(folder: Path, **changes: object) -> Path:
    """The files of a pipeline that are read without loading it."""
    files: dict[str, object] = {
        "model_index.json": {
            "_class_name": "StableDiffusionPipeline",
            "safety_checker": [None, None],
            "scheduler": ["diffusers", "EulerDiscreteScheduler"],
            "unet": ["diffusers", "UNet2DConditionModel"],
            "vae": ["diffusers", "AutoencoderKL"],
        },
        "scheduler/scheduler_config.json": {"_class_name": "EulerDiscreteScheduler"},
        "unet/config.json": {"sample_size": 96, "in_channels": 4},
        "vae/config.json": {"latent_channels": 4, "block_out_channels": [1, 2, 4, 8]},
        **changes,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    for name in ("unet", "vae"):
        (folder / name / "diffusion_pytorch_model.safetensors").write_bytes(b"")
    return folder


def test_a_fresh_list_has_the_painter_and_sd_turbo(tmp_path: Path) -> None:
    registry = registry_in(tmp_path / "root")
    painter, turbo = registry.cards()
    assert (painter, painter.name) == (PAINTER_CARD, registry.default().name)
    assert turbo.name == SD_TURBO_CARD.name
    assert [registry.is_ready(card) for card in (painter, turbo)] == [True, False]
    assert not (tmp_path / "root").exists()


def test_what_was_added_is_known_to_other_processes_and_later_runs(tmp_path: Path) -> None:
    server, engine = registry_in(tmp_path), registry_in(tmp_path)
    added = server.add("someone/Dream-Shaper.v7")
    assert (added.name, added.removable) == ("dream-shaper.v7", True)
    assert engine.find("dream-shaper.v7") == added
    assert registry_in(tmp_path).cards() == server.cards()
    assert server.add(" someone/Dream-Shaper.v7 ") == added
    assert len(server.cards()) == 3
    engine.remove("dream-shaper.v7")
    assert len(server.cards()) == 2
    with pytest.raises(UnknownGenerator, match="painter, sd-turbo"):
        server.find("dream-shaper.v7")


def test_names_are_fit_for_addresses_and_never_the_same(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    folders = [tmp_path / name for name in ("Ölbild & Co.", "a/Painter", "b/painter", "...")]
    names = [registry.add(str(write_pipeline(folder))).name for folder in folders]
    assert names == ["lbild-co", "painter-2", "painter-3", "generator"]


def test_a_folder_tells_what_suits_it(tmp_path: Path) -> None:
    card = registry_in(tmp_path).add(str(write_pipeline(tmp_path / "portraits")))
    recommended = card.recommended
    assert (recommended.width, recommended.height, recommended.steps, recommended.guidance) == (768, 768, 25, 7.5)
    assert (card.size_multiple, card.model, card.hub_id) == (8, "portraits", None)
    assert len(card.samplers) == 11
    assert "Stable Diffusion" in card.description


@pytest.mark.parametrize(
    ("name", "scheduler"),
    [
        ("sdxl-turbo", {"_class_name": "DDIMScheduler"}),
        ("quick", {"_class_name": "LCMScheduler"}),
        ("quick", {"_class_name": "EulerAncestralDiscreteScheduler", "timestep_spacing": "trailing"}),
    ],
)
def test_distilled_pipelines_need_few_steps(tmp_path: Path, name: str, scheduler: dict[str, str]) -> None:
    folder = write_pipeline(tmp_path / name, **{"scheduler/scheduler_config.json": scheduler})
    recommended = registry_in(tmp_path).add(str(folder)).recommended
    assert (recommended.steps, recommended.guidance) == (4, 0.0)


def test_pipelines_that_match_flows_have_their_own_sampler_only(tmp_path: Path) -> None:
    scheduler = {"_class_name": "FlowMatchEulerDiscreteScheduler"}
    index = {
        "_class_name": "StableDiffusion3Pipeline",
        "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
        "transformer": ["diffusers", "SD3Transformer2DModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }
    folder = write_pipeline(
        tmp_path / "flow",
        **{
            "model_index.json": index,
            "scheduler/scheduler_config.json": scheduler,
            "transformer/config.json": {"sample_size": 128},
        },
    )
    (folder / "transformer" / "diffusion_pytorch_model.fp16.safetensors").write_bytes(b"")
    card = registry_in(tmp_path).add(str(folder))
    assert (card.samplers, card.size_multiple, card.recommended.width) == ((), 16, 1024)


def test_the_folder_of_the_settings_is_on_the_list_and_the_default(tmp_path: Path) -> None:
    folder = write_pipeline(tmp_path / "portraits")
    registry = registry_in(tmp_path, str(folder))
    assert registry.default().name == "portraits"
    assert not registry.find("portraits").removable
    with pytest.raises(GeneratorUnusable, match="always on the list"):
        registry.remove("portraits")
    registry.add(str(folder))
    assert [card.name for card in registry.cards()] == ["painter", "sd-turbo", "portraits"]
    assert registry_in(tmp_path).find("portraits").removable


def test_the_settings_may_name_a_generator_by_its_id_or_name(tmp_path: Path) -> None:
    assert registry_in(tmp_path, "stabilityai/sd-turbo").default().name == "sd-turbo"
    assert registry_in(tmp_path, "someone/something").default().name == "something"
    registry_in(tmp_path).add("someone/else")
    assert registry_in(tmp_path, "else").default().name == "else"
    with pytest.raises(UnknownGenerator, match="nonsense"):
        registry_in(tmp_path, "nonsense").default()


def test_removing_takes_what_was_fetched_and_leaves_a_folder_of_ones_own(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    own = write_pipeline(tmp_path / "own")
    registry.add(str(own))
    fetched = registry.add("someone/something")
    assert fetched.folder is not None
    write_pipeline(fetched.folder)
    part = fetched.folder.with_name(f"{fetched.folder.name}.part")
    write_pipeline(part)
    assert registry.is_ready(registry.find("something"))
    registry.remove("something")
    registry.remove("own")
    assert not fetched.folder.exists()
    assert not part.exists()
    assert (own / "model_index.json").exists()
    assert len(registry.cards()) == 2


def test_sd_turbo_only_loses_its_files_and_the_painter_has_none(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    folder = registry.find("sd-turbo").folder
    assert folder is not None
    write_pipeline(folder)
    assert registry.is_ready(registry.find("sd-turbo"))
    registry.remove("sd-turbo")
    assert not registry.is_ready(registry.find("sd-turbo"))
    with pytest.raises(GeneratorUnusable, match="always on the list"):
        registry.remove("painter")


def test_a_folder_that_went_away_stays_on_the_list_and_is_not_ready(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    folder = write_pipeline(tmp_path / "portraits")
    registry.add(str(folder))
    folder.rename(tmp_path / "elsewhere")
    card = registry.find("portraits")
    assert not registry.is_ready(card)
    assert "model_index.json" in card.description
    registry.remove("portraits")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "..",
        "../..",
        "/",
        "~",
        "/nowhere/at/all",
        "a/b/c",
        "a/..",
        "../b",
        "a--b/c",
        "someone/some thing",
        "someone\\something",
        "someone/something\0",
        "someone/something\nelse",
        "https://huggingface.co/stabilityai/sd-turbo",
        "file:///etc",
        "\u202esomeone/else",
        "x" * 10_000,
        "a/" * 5_000,
    ],
)
def test_what_is_neither_a_pipeline_nor_an_id_is_refused_and_not_kept(tmp_path: Path, source: str) -> None:
    registry = registry_in(tmp_path)
    with pytest.raises(GeneratorUnusable) as error:
        registry.add(source)
    assert len(error.value.detail) < 1000
    assert len(registry.cards()) == 2


def test_a_single_file_checkpoint_is_refused_with_how_to_convert_it(tmp_path: Path) -> None:
    checkpoint = tmp_path / "model.safetensors"
    checkpoint.write_bytes(b"")
    for source in (str(checkpoint), "someone/model.safetensors", "sdxl.ckpt"):
        with pytest.raises(GeneratorUnusable, match="from_single_file"):
            registry_in(tmp_path).add(source)


def test_pickled_parameters_are_refused_with_how_to_convert_them(tmp_path: Path) -> None:
    folder = write_pipeline(tmp_path / "pickled")
    (folder / "unet" / "diffusion_pytorch_model.safetensors").rename(folder / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(GeneratorUnusable, match="safe_serialization=True"):
        registry_in(tmp_path).add(str(folder))


def test_pipelines_for_inpainting_are_refused(tmp_path: Path) -> None:
    folder = write_pipeline(tmp_path / "fill", **{"unet/config.json": {"sample_size": 64, "in_channels": 9}})
    with pytest.raises(GeneratorUnusable, match="besides the prompt"):
        registry_in(tmp_path).add(str(folder))


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"_class_name": 3}', "\0", " " * 2_000_000])
def test_damaged_indexes_are_refused(tmp_path: Path, content: str) -> None:
    folder = write_pipeline(tmp_path / "damaged")
    (folder / "model_index.json").write_text(content)
    with pytest.raises(GeneratorUnusable, match="model_index"):
        registry_in(tmp_path).add(str(folder))


@pytest.mark.parametrize("gone", ["unet", "unet/config.json", "vae/diffusion_pytorch_model.safetensors"])
def test_pipelines_that_are_not_whole_are_refused(tmp_path: Path, gone: str) -> None:
    folder = write_pipeline(tmp_path / "half")
    (folder / gone).rename(tmp_path / "gone")
    with pytest.raises(GeneratorUnusable):
        registry_in(tmp_path).add(str(folder))


def test_components_outside_the_folder_are_not_looked_at(tmp_path: Path) -> None:
    folder = write_pipeline(tmp_path / "sly")
    index = json.loads((folder / "model_index.json").read_text())
    (tmp_path / "secret").mkdir()
    (folder / "model_index.json").write_text(json.dumps({**index, "../secret": ["diffusers", "UNet2DConditionModel"]}))
    with pytest.raises(GeneratorUnusable, match="secret"):
        registry_in(tmp_path).add(str(folder))


def test_a_damaged_list_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "generators.json").write_text("{")
    with pytest.raises(GeneratorUnusable, match=r"generators\.json"):
        registry_in(tmp_path).add("someone/something")
    assert (tmp_path / "generators.json").read_text() == "{"
