"""Upscaling with Real-ESRGAN and with models that a person adds: knows pixels and networks, not jobs, HTTP or sockets.

``geometry``, ``tiles``, ``assembly``, ``models``, ``registry`` and ``recognition`` do not import torch.
"""
