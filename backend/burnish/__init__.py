"""Burnish: upscale images and restore the faces in them, on one's own machine."""

__version__ = "0.1.0"
