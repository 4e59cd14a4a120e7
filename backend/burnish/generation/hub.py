"""Fetching a pipeline from the Hugging Face hub: only the files that it needs. Does not import torch.

The files are downloaded as those of weights are: a connection that breaks goes on where it stopped, and files with
parameters are checked by their SHA-256.
"""

import json
import re
import shutil
from pathlib import Path

from huggingface_hub import hf_hub_url

from burnish.disk import NO_ROOM, DiskFull, free_bytes, locked
from burnish.generation.cards import GeneratorCard
from burnish.generation.contents import record_contents
from burnish.generation.hub_listing import HubFile, Repository, ask, request_headers
from burnish.generation.pipeline_folder import COMPONENT_NAME, INDEX, WEIGHTS_FILE, is_half_precision
from burnish.generation.problems import GeneratorUnavailable, GeneratorUnusable
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, part_of
from burnish.problems import Problem
from burnish.weights.download import download
from burnish.weights.network import Network
from burnish.weights.problems import SourceRefused

_REVISION_FILE = "revision.txt"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][\w.-]*(?<!\.)", re.ASCII)
_ROOT_FILE = re.compile(r"(?:licen[sc]e[\w.-]*|readme\.md)", re.IGNORECASE)
_CONFIGURATION_FILE = re.compile(r"[\w.-]+\.(?:json|txt|model|jinja)", re.ASCII)
_OTHER_FORMATS = re.compile(r"\.index\.|openvino|onnx|flax", re.IGNORECASE)


def fetch(card: GeneratorCard, report: ReportProgress, check_cancelled: CheckCancelled, network: Network) -> None:
    """Fetches what a generator needs into its folder, which appears only when it is whole.

    Where a repository has a network in half precision too, that file is fetched: it is half as large, is what graphics
    cards use, and can be widened for a CPU. What came before a break is kept for the next call.

    Args:
        card: the generator; one that is there already is left alone.
        report: told the fraction of bytes that are there.
        check_cancelled: called between blocks of 16 KiB.
        network: how it may be used; offline, what is missing is refused.

    Raises:
        GeneratorUnavailable: the hub cannot be reached, or does not give the files; the detail says what to do.
        GeneratorUnusable: a folder of a person's own is not there, or what the hub has is no pipeline.
        DiskFull: there is no room for it.
        Cancelled: by ``check_cancelled``; what came is kept.
    """
    if card.folder is None or (card.folder / INDEX).is_file():
        return
    if card.hub_id is None:
        raise GeneratorUnusable(f"The folder {card.folder} of {card.title} is not there. Bring it back, or remove it.")
    if network.offline:
        raise GeneratorUnavailable(
            f"{card.title} is not on this machine, and Burnish was started with --offline. Start it without, or fetch "
            f"{card.hub_id} on another machine and add its folder."
        )
    try:
        with locked(card.folder.with_name(f"{card.folder.name}.lock"), check_cancelled):
            if not (card.folder / INDEX).is_file():
                _fetch(card.hub_id, card.folder, report, check_cancelled, network)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(f"The disk of {card.folder.parent} is full. Make room, and try again.") from error
        raise GeneratorUnavailable(
            f"{card.title} cannot be stored in {card.folder.parent}: {error}. Check that the folder can be written."
        ) from error


def needed_files(files: dict[str, HubFile], components: list[str]) -> list[HubFile]:
    """The files of a repository that its pipeline with these components needs, licence and description included.

    Of each network's parameters only the safetensors files count, those in half precision where there are any. Names
    that could lead out of a folder are left out.
    """
    chosen = [file for path, file in files.items() if path == INDEX or _ROOT_FILE.fullmatch(path)]
    for component in components:
        prefix = f"{component}/"
        inside = {path.removeprefix(prefix): file for path, file in files.items() if path.startswith(prefix)}
        has_half = any(WEIGHTS_FILE.fullmatch(name) and is_half_precision(name) for name in inside)
        chosen += [file for name, file in inside.items() if _is_needed(name, half_precision=has_half)]
    return chosen


def _is_needed(name: str, half_precision: bool) -> bool:
    """Whether a file in a component's folder is read, given which of the files with parameters are."""
    if _PLAIN_NAME.fullmatch(name) is None:
        return False
    if WEIGHTS_FILE.fullmatch(name) or ".safetensors.index." in name:
        return is_half_precision(name) == half_precision
    return bool(_CONFIGURATION_FILE.fullmatch(name)) and not _OTHER_FORMATS.search(name)


def _fetch(
    hub_id: str, folder: Path, report: ReportProgress, check_cancelled: CheckCancelled, network: Network
) -> None:
    repository = ask(hub_id, network)
    check_cancelled()
    index = repository.files.get(INDEX)
    if index is None:
        raise GeneratorUnusable(
            f"{hub_id} on the Hugging Face hub is not a diffusers pipeline: it has no {INDEX}. Choose one that has; "
            "single-file checkpoints have to be converted first."
        )
    part = _part_folder(folder, repository.revision)
    _download(repository, index, part, ignore_progress, check_cancelled, network)
    components = _components(part / INDEX)
    _check_formats(repository, components)
    files = needed_files(repository.files, components)
    total = sum(file.bytes for file in files)
    missing = total - sum(path.stat().st_size for path in part.rglob("*") if path.is_file())
    free = free_bytes(part)
    if free < missing:
        raise DiskFull(
            f"{hub_id} needs {missing / 1e9:.1f} GB more in {folder.parent}, where {free / 1e9:.1f} GB are free. "
            "Make room, and try again."
        )
    done = 0
    for file in files:
        report_file = part_of(report, done / total, file.bytes / total)
        _download(repository, file, part, report_file, check_cancelled, network)
        done += file.bytes
    record_contents(part, files)
    part.rename(folder)


def _components(index: Path) -> list[str]:
    """Names of the components that a pipeline's index lists."""
    try:
        entries = json.loads(index.read_bytes())
        return [name for name, value in entries.items() if isinstance(value, list) and COMPONENT_NAME.fullmatch(name)]
    except (ValueError, AttributeError) as error:
        index.unlink()
        raise GeneratorUnusable(f"The {INDEX} of the pipeline cannot be read: {error}.") from error


def _check_formats(repository: Repository, components: list[str]) -> None:
    """Raises GeneratorUnusable where a network's parameters are there in other formats only."""
    for component in components:
        names = [Path(path).name for path in repository.files if path.startswith(f"{component}/")]
        is_pickled = any(name.endswith((".bin", ".ckpt")) for name in names)
        if is_pickled and not any(WEIGHTS_FILE.fullmatch(name) for name in names):
            raise GeneratorUnusable(
                f"{repository.hub_id} has the parameters of {component} only as .bin, which can run foreign code when "
                "they are read. Choose a repository that has them as safetensors."
            )


def _download(
    repository: Repository,
    file: HubFile,
    folder: Path,
    report: ReportProgress,
    check_cancelled: CheckCancelled,
    network: Network,
) -> None:
    """Downloads one file unless it has come already. Raises GeneratorUnavailable."""
    target = folder / file.path
    if target.is_file() and target.stat().st_size == file.bytes:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    url = hf_hub_url(repository.hub_id, file.path, revision=repository.revision)
    try:
        download(
            url,
            target,
            file.bytes,
            file.sha256,
            report,
            check_cancelled,
            headers=request_headers(),
            ca_bundle=network.ca_bundle,
        )
    except SourceRefused as problem:
        if not repository.is_gated:
            raise _not_fetched(repository.hub_id, problem) from problem
        page = f"https://huggingface.co/{repository.hub_id}"
        raise GeneratorUnavailable(
            f"The authors of {repository.hub_id} ask that people accept their conditions first. Do so at {page}, make "
            "a token at https://huggingface.co/settings/tokens, set HF_TOKEN to it, and start Burnish again."
        ) from problem
    except Problem as problem:
        raise _not_fetched(repository.hub_id, problem) from problem


def _not_fetched(hub_id: str, reason: Problem) -> GeneratorUnavailable:
    return GeneratorUnavailable(
        f"{hub_id} could not be fetched: {reason.detail} Try again; what came already is kept and not fetched anew."
    )


def _part_folder(folder: Path, revision: str) -> Path:
    """Where files are kept until all of them have come; emptied when the repository has changed meanwhile."""
    part = folder.with_name(f"{folder.name}.part")
    marker = part / _REVISION_FILE
    if part.exists() and (not marker.exists() or marker.read_text() != revision):
        shutil.rmtree(part)
    part.mkdir(parents=True, exist_ok=True)
    marker.write_text(revision)
    return part
