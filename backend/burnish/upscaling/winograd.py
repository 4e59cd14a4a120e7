"""Faster 3x3 convolutions in float32 on x86 CPUs.

PyTorch computes convolutions on a CPU directly (oneDNN). NNPACK, which PyTorch ships with, computes those of 3x3 by
Winograd's algorithm F(6x6, 3x3), with a fifth of the multiplications (Lavin and Gray, "Fast Algorithms for
Convolutional Neural Networks", CVPR 2016). PyTorch chooses it for batches of 16 or more only; here it is called for
single pictures, through a function that is not part of PyTorch's public interface. Results differ from direct
convolution by about 0.01/255. docs/performance.md tells how much faster it is.
"""

import torch
from torch import nn

_INSTRUCTIONS = "AVX2"
"""The vector instructions that NNPACK uses on x86. On CPUs with wider ones, oneDNN's direct convolutions use those."""


def is_available(device: torch.device, dtype: torch.dtype) -> bool:
    """Whether :func:`use_winograd` works and pays for a network on this device in this number format."""
    return (
        device.type == "cpu"
        and dtype == torch.float32
        and torch.backends.cpu.get_cpu_capability() == _INSTRUCTIONS
        and _computes_as_pytorch_does()
    )


def _computes_as_pytorch_does() -> bool:
    """Whether NNPACK is there in this build of PyTorch and gives right results on this machine."""
    convolution = nn.Conv2d(16, 16, 3, padding=1).requires_grad_(False)
    pixels = torch.linspace(0, 1, 16 * 20 * 20).reshape(1, 16, 20, 20)
    try:
        computed = _WinogradConvolution(convolution)(pixels)
    except (AttributeError, RuntimeError, TypeError):
        return False
    return torch.allclose(computed, convolution(pixels), atol=1e-3)


def use_winograd(network: nn.Module) -> None:
    """Replace, in place, every 3x3 convolution that keeps the size; parameters are shared, not copied."""
    for name, module in network.named_children():
        if isinstance(module, nn.Conv2d):
            if _keeps_size(module):
                setattr(network, name, _WinogradConvolution(module))
        else:
            use_winograd(module)


def _keeps_size(convolution: nn.Conv2d) -> bool:
    return (
        convolution.kernel_size == (3, 3)
        and convolution.padding == (1, 1)
        and convolution.stride == (1, 1)
        and convolution.dilation == (1, 1)
        and convolution.groups == 1
        and convolution.padding_mode == "zeros"
    )


class _WinogradConvolution(nn.Module):
    """A 3x3 convolution with stride 1 and one pixel of zeros around its input, computed by NNPACK."""

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        self.weight = convolution.weight
        self.bias = convolution.bias

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        """Shape (batch, channels, height, width), float32, as for ``nn.Conv2d``."""
        return torch._nnpack_spatial_convolution(pixels, self.weight, self.bias, padding=1, stride=1)
