"""The samplers to choose from: how other programs call them, and which scheduler of diffusers computes them.

Does not import torch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from burnish.parameters import SamplerName


@dataclass(frozen=True, slots=True)
class Sampler:
    """One way of going from noise to a picture."""

    title: str
    """As other programs write it into their images."""
    scheduler: str
    """Name of the class in diffusers."""
    options: Mapping[str, object] = field(default_factory=dict)
    """What is set besides the configuration of the pipeline's own scheduler."""


SAMPLERS: Mapping[SamplerName, Sampler] = MappingProxyType(
    {
        "ddim": Sampler("DDIM", "DDIMScheduler"),
        "dpmpp_2m": Sampler("DPM++ 2M", "DPMSolverMultistepScheduler", {"use_karras_sigmas": False}),
        "dpmpp_2m_karras": Sampler("DPM++ 2M Karras", "DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
        "dpmpp_2m_sde_karras": Sampler(
            "DPM++ 2M SDE Karras",
            "DPMSolverMultistepScheduler",
            {"algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": True},
        ),
        "euler": Sampler("Euler", "EulerDiscreteScheduler"),
        "euler_a": Sampler("Euler a", "EulerAncestralDiscreteScheduler"),
        "heun": Sampler("Heun", "HeunDiscreteScheduler"),
        "lcm": Sampler("LCM", "LCMScheduler"),
        "lms": Sampler("LMS", "LMSDiscreteScheduler"),
        "pndm": Sampler("PLMS", "PNDMScheduler", {"skip_prk_steps": True}),
        "unipc": Sampler("UniPC", "UniPCMultistepScheduler"),
    }
)

SAMPLER_TITLES: Mapping[SamplerName, str] = MappingProxyType(
    {name: sampler.title for name, sampler in SAMPLERS.items()}
)
"""How other programs call each sampler in what they write into images."""
