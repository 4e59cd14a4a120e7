"""What can go wrong with generators."""

from burnish.problems import Problem


class UnknownGenerator(Problem):
    """There is no generator of that name."""

    slug = "unknown-generator"
    title = "There is no such generator"
    status = 404


class GeneratorUnusable(Problem):
    """The folder or the id of a pipeline is not one that can be used."""

    slug = "generator-unusable"
    title = "The generator cannot be used"
    status = 422


class GeneratorUnavailable(Problem):
    """The generator's files are not there and could not be fetched."""

    slug = "generator-unavailable"
    title = "The generator is not available"
    status = 503


class GenerationUnsupported(Problem):
    """The generator cannot make images of that size or with that sampler."""

    slug = "generation-unsupported"
    title = "The generator cannot make such images"
    status = 422


class GenerationRefused(Problem):
    """The pipeline's own safety checker blanked the image."""

    slug = "generation-refused"
    title = "The image was refused"
    status = 422
