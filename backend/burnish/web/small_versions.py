"""Thumbnails and versions for the screen, which are made again where they were lost."""

from collections.abc import Callable
from pathlib import Path

from burnish.library.problems import ImageFileMissing
from burnish.web.inspecting import inspected
from burnish.web.services import Services


def thumbnail_of(parts: Services, image_id: str) -> Path:
    """The image's thumbnail, a WebP. Raises ImageNotFound, ImageFileMissing or what keeps the image from being read."""
    return _there(parts, image_id, parts.small_versions.thumbnail_path)


def screen_version_of(parts: Services, image_id: str) -> Path:
    """The image's version for the screen, a WebP, or its thumbnail when it needs none; raises the same problems."""
    return _there(parts, image_id, parts.small_versions.screen_path)


def _there(parts: Services, image_id: str, path_of: Callable[[str], Path]) -> Path:
    try:
        return path_of(image_id)
    except ImageFileMissing:
        _make_again(parts, image_id)
        return path_of(image_id)


def _make_again(parts: Services, image_id: str) -> None:
    record = parts.images.get(image_id)
    path = parts.images.file_path(record.id)
    with inspected(parts.images, parts.inspector, path, record.name) as image:
        parts.small_versions.replace(record.id, image.thumbnail, image.screen)
