"""What can go wrong with faces. Does not import torch."""

from burnish.problems import Problem


class RestorationDisabled(Problem):
    """Face restoration was switched off when the program was started."""

    slug = "restoration-disabled"
    title = "Face restoration is switched off"
    status = 409


class NoFaceFound(Problem):
    """There is nothing to restore in the image."""

    slug = "no-face-found"
    title = "No face was found"
    status = 422


class FaceOutsideImage(Problem):
    """A chosen face lies outside the image that the recipe is for."""

    slug = "face-outside-image"
    title = "A chosen face lies outside the image"
    status = 422
