"""Upscaling with Real-ESRGAN: knows pixels and networks, nothing of jobs, HTTP or sockets.

``geometry``, ``tiles``, ``assembly`` and ``environment`` do not import torch.
"""
