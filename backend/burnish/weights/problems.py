"""What can go wrong with weights, as sentences that a person can act on."""

from typing import ClassVar

from burnish.problems import Problem


class UnknownWeights(Problem):
    """A name that is not in the catalogue."""

    slug: ClassVar[str] = "unknown-weights"
    title: ClassVar[str] = "There are no weights of that name"
    status: ClassVar[int] = 404


class WeightsUnavailable(Problem):
    """No source could give the weights: the detail has the reason of each source, and the remedy."""

    slug: ClassVar[str] = "weights-unavailable"
    title: ClassVar[str] = "The weights could not be fetched"
    status: ClassVar[int] = 503


class LicenceNotAccepted(Problem):
    """Weights whose licence a person has to accept before Burnish fetches or uses them."""

    slug: ClassVar[str] = "licence-not-accepted"
    title: ClassVar[str] = "A licence has not been accepted yet"
    status: ClassVar[int] = 409


class WeightsDamaged(Problem):
    """Weights in the store that no longer are what was stored."""

    slug: ClassVar[str] = "weights-damaged"
    title: ClassVar[str] = "A weights file is damaged"
    status: ClassVar[int] = 500


class WeightsFolderUnusable(Problem):
    """The folder of weights cannot be written: permissions, or a full disk."""

    slug: ClassVar[str] = "weights-folder-unusable"
    title: ClassVar[str] = "The weights folder cannot be written"
    status: ClassVar[int] = 507


class SourceUnreachable(Problem):
    """No connection, or one that broke or stalled again and again."""

    slug: ClassVar[str] = "source-unreachable"
    title: ClassVar[str] = "The source cannot be reached"
    status: ClassVar[int] = 503


class SourceRefused(Problem):
    """The source answered, but does not give the file."""

    slug: ClassVar[str] = "source-refused"
    title: ClassVar[str] = "The source does not give the file"
    status: ClassVar[int] = 502


class WrongSize(Problem):
    """What came is longer or shorter than the file in the catalogue."""

    slug: ClassVar[str] = "wrong-size"
    title: ClassVar[str] = "The file has the wrong size"
    status: ClassVar[int] = 502


class WrongHash(Problem):
    """What came has the right size and the wrong SHA-256."""

    slug: ClassVar[str] = "wrong-hash"
    title: ClassVar[str] = "The file has the wrong content"
    status: ClassVar[int] = 502


class MalformedWeights(Problem):
    """A file that does not hold the parameters of the network that it is for."""

    slug: ClassVar[str] = "malformed-weights"
    title: ClassVar[str] = "The file does not hold the network's parameters"
    status: ClassVar[int] = 422
