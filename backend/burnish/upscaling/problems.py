"""What can go wrong with upscaling models. Does not import torch."""

from burnish.problems import Problem


class UnknownModel(Problem):
    """There is no upscaling model of that name."""

    slug = "unknown-upscaling-model"
    title = "There is no such upscaling model"
    status = 404


class ScaleUnsupported(Problem):
    """The model's network does not enlarge that much."""

    slug = "scale-unsupported"
    title = "The model does not enlarge that much"
    status = 422


class DenoisingNotAdjustable(Problem):
    """Denoising strengths are to be compared, and the model has none to set."""

    slug = "denoising-not-adjustable"
    title = "The model's denoising cannot be set"
    status = 422


class NotAnUpscalingModel(Problem):
    """A file that does not hold the weights of a network that can be used for upscaling."""

    slug = "not-an-upscaling-model"
    title = "The file is not an upscaling model that can be used"
    status = 422


class ModelNotRemovable(Problem):
    """A model of the catalogue, which is always on the list."""

    slug = "model-not-removable"
    title = "The model cannot be removed"
    status = 409


class ModelDamaged(Problem):
    """The stored weights of a model that was added are missing or have changed."""

    slug = "model-damaged"
    title = "The model's weights are damaged"
    status = 500


class ModelsFolderUnusable(Problem):
    """The folder of the models that were added cannot be read or written."""

    slug = "models-folder-unusable"
    title = "The folder of models cannot be written"
    status = 507
