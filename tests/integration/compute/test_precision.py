import torch

from burnish.compute.precision import checking_pattern, is_exact_enough, looks_broken, preferred_dtype
from burnish.upscaling.networks import Networks

CPU = torch.device("cpu")


def test_bfloat16_of_the_real_network_passes_the_self_check(networks: Networks) -> None:
    half = networks.get("realesr-general-x4v3", 1, torch.bfloat16)
    reference = networks.get("realesr-general-x4v3", 1, torch.float32)
    assert is_exact_enough(half, reference, CPU)


def test_a_network_that_differs_visibly_does_not_pass(networks: Networks) -> None:
    reference = networks.get("realesr-general-x4v3", 1, torch.float32)
    half = Networks(lambda name: {**dict(reference.state_dict())}, CPU).get("realesr-general-x4v3", 1, torch.bfloat16)
    next(half.parameters()).mul_(1.05)
    assert not is_exact_enough(half, reference, CPU)


def test_what_is_asked_for_is_taken_and_auto_is_a_format_the_device_has() -> None:
    assert preferred_dtype("float32", CPU) == torch.float32
    assert preferred_dtype("bfloat16", CPU) == torch.bfloat16
    assert preferred_dtype("auto", torch.device("cuda")) == torch.float16
    assert preferred_dtype("auto", CPU) in (torch.float32, torch.bfloat16)
    assert preferred_dtype("auto", torch.device("mps")) == torch.float32


def test_a_dark_picture_does_not_look_broken_and_a_blackened_one_does() -> None:
    dark = torch.full((1, 3, 8, 8), 1 / 255)
    assert not looks_broken(torch.zeros(1, 3, 32, 32), dark)
    assert looks_broken(torch.zeros(1, 3, 32, 32), checking_pattern(8))
