"""What can be wrong with an image file that is read or about to be written."""

from burnish.problems import Problem


class EmptyFile(Problem):
    """A file of zero bytes."""

    slug = "empty-file"
    title = "The file is empty"
    status = 422


class NotAnImage(Problem):
    """Content that is no image at all."""

    slug = "not-an-image"
    title = "This is not an image"
    status = 415


class UnsupportedFormat(Problem):
    """An image, but of a format that Burnish does not read."""

    slug = "unsupported-format"
    title = "This kind of image is not supported"
    status = 415


class UnsupportedPixels(Problem):
    """A known format with pixels of a kind that Burnish does not read, such as floating point."""

    slug = "unsupported-pixels"
    title = "The pixels of this image are not supported"
    status = 415


class AnimatedImage(Problem):
    """An animation, or a document of several pages."""

    slug = "animated-image"
    title = "The file holds several pictures"
    status = 422


class DamagedImage(Problem):
    """A file that begins as an image and cannot be decoded to its end."""

    slug = "damaged-image"
    title = "The image is damaged"
    status = 422


class TooManyPixels(Problem):
    """An image above the limit of pixels."""

    slug = "too-many-pixels"
    title = "The image is too large"
    status = 413


class TooManyBytes(Problem):
    """A file above the limit of bytes."""

    slug = "too-many-bytes"
    title = "The file is too large"
    status = 413


class TooLargeForFormat(Problem):
    """An output with more pixels than its format can hold."""

    slug = "too-large-for-format"
    title = "The result is too large for its format"
    status = 422


class NoTransparencyInFormat(Problem):
    """An output with an alpha channel in a format that has none."""

    slug = "no-transparency-in-format"
    title = "The format cannot hold transparency"
    status = 422
