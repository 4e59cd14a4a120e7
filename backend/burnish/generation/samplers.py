"""The samplers to choose from, and which scheduler of diffusers computes each of them.

Does not import torch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from burnish.parameters import SamplerName


@dataclass(frozen=True, slots=True)
class Sampler:
    """One way of going from noise to a picture."""

    scheduler: str
    """Name of the class in diffusers."""
    options: Mapping[str, object] = field(default_factory=dict)
    """What is set besides the configuration of the pipeline's own scheduler."""


SAMPLERS: Mapping[SamplerName, Sampler] = MappingProxyType(
    {
        "ddim": Sampler("DDIMScheduler"),
        "dpmpp_2m": Sampler("DPMSolverMultistepScheduler", {"use_karras_sigmas": False}),
        "dpmpp_2m_karras": Sampler("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
        "dpmpp_2m_sde_karras": Sampler(
            "DPMSolverMultistepScheduler",
            {"algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": True},
        ),
        "euler": Sampler("EulerDiscreteScheduler"),
        "euler_a": Sampler("EulerAncestralDiscreteScheduler"),
        "heun": Sampler("HeunDiscreteScheduler"),
        "lcm": Sampler("LCMScheduler"),
        "lms": Sampler("LMSDiscreteScheduler"),
        "pndm": Sampler("PNDMScheduler", {"skip_prk_steps": True}),
        "unipc": Sampler("UniPCMultistepScheduler"),
    }
)
