"""Asks the Hugging Face hub what a repository has. Does not import torch.

huggingface_hub says how to ask (HF_ENDPOINT, HF_TOKEN and HF_HUB_OFFLINE are honoured); the asking itself is done as
for weights, with the same proxies and authorities.
"""

from dataclasses import dataclass

from huggingface_hub import constants, get_token, is_offline_mode
from pydantic import BaseModel, ValidationError

from burnish.generation.problems import GeneratorUnavailable
from burnish.problems import Problem
from burnish.weights.network import Network
from burnish.weights.pages import read_page

_NOT_THERE = (401, 403, 404)
"""Statuses with which the hub answers when somebody may not know whether there is such a repository."""


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository on the hub."""

    path: str
    """Below the repository's root, with slashes."""
    bytes: int
    sha256: str | None
    """Of large files only."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as it is now."""

    hub_id: str
    revision: str
    is_gated: bool
    """Whether its authors ask that people accept conditions first."""
    files: dict[str, HubFile]


class _LargeFile(BaseModel):
    """What the hub tells of a large file's content."""

    sha256: str


class _ListedFile(BaseModel):
    """A file as the hub lists it."""

    rfilename: str
    size: int | None = None
    lfs: _LargeFile | None = None


class _Listing(BaseModel):
    """What the hub tells of a repository, as far as it is needed."""

    sha: str | None = None
    gated: bool | str = False
    siblings: list[_ListedFile] = []


def ask(hub_id: str, network: Network) -> Repository:
    """What the hub has of that id.

    Raises:
        GeneratorUnavailable: the hub cannot be reached, or does not tell; the detail says what to do.
    """
    if is_offline_mode():
        raise GeneratorUnavailable(
            f"{hub_id} cannot be fetched, because HF_HUB_OFFLINE forbids it. Unset that, and try again."
        )
    url = f"{constants.ENDPOINT}/api/models/{hub_id}?blobs=true"
    try:
        page = read_page(url, request_headers(), network.ca_bundle)
    except Problem as problem:
        raise GeneratorUnavailable(
            f"The Hugging Face hub cannot be asked for {hub_id}. {problem.detail} Check the connection, or fetch it on "
            "another machine and add its folder."
        ) from problem
    if page.status in _NOT_THERE:
        raise GeneratorUnavailable(
            f"The Hugging Face hub has no {hub_id}, or not for everybody. Check the id; for a private repository "
            "set HF_TOKEN to a token that may read it, and start Burnish again."
        )
    if page.status != 200:
        raise GeneratorUnavailable(
            f"The Hugging Face hub answered with an error when asked for {hub_id} ({page.status}). Try again later."
        )
    try:
        listing = _Listing.model_validate_json(page.content)
    except ValidationError as error:
        raise GeneratorUnavailable(
            f"What answers in the place of the Hugging Face hub does not tell of {hub_id}. Does this network ask to "
            "log in? Check HF_ENDPOINT, and try again."
        ) from error
    files = {
        file.rfilename: HubFile(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else None)
        for file in listing.siblings
    }
    return Repository(hub_id, listing.sha or "main", bool(listing.gated), files)


def request_headers() -> dict[str, str]:
    """What tells the hub who is asking, for people who have a token."""
    token = get_token()
    return {"Authorization": f"Bearer {token}"} if token else {}
