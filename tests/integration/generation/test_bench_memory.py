"""``burnish bench memory``, run to its end with the built-in generator."""

import json
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

from burnish.cli.bench import bench
from burnish.generation.benchmark import stand_in_networks


def test_each_phase_and_the_whole_job_are_measured(tmp_path: Path) -> None:
    arguments = "memory --generator painter --upscale 2 --count 1 --size 64 --steps 2 --json"
    result = CliRunner().invoke(bench, [*arguments.split(), "--root", str(tmp_path)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["generator"], report["random_parameters"], report["steps"]) == ("Burnish Painter", True, 2)
    phases = [report["generating_bytes"], report["postprocessing_bytes"]]
    assert all(100e6 < peak < 10e9 for peak in [*phases, report["job_bytes"]])
    assert report["ratio"] == pytest.approx(report["job_bytes"] / max(phases))
    assert "The whole job: 2 of 2" in result.stderr
    assert not any(tmp_path.iterdir())


def test_a_generator_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for generator in ("nonsense", "sd-turbo"):
        arguments = ["memory", "--upscale", "2", "--generator", generator, "--root", str(tmp_path)]
        result = CliRunner().invoke(bench, arguments)
        assert result.exit_code == 1
        assert generator in result.stderr


def test_the_stand_in_is_as_large_as_stable_diffusion() -> None:
    """The numbers of parameters of Stable Diffusion 1.5, as its authors tell them: 860, 123 and 84 millions."""
    with torch.device("meta"):
        networks = stand_in_networks()
    counts = {
        name: round(sum(value.numel() for value in network.parameters()) / 1e6) for name, network in networks.items()
    }
    assert counts == {"vae": 84, "text_encoder": 123, "unet": 860}
