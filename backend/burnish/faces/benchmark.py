"""One of the two sides of ``burnish bench faces``, in a process of its own.

Started as ``python -m burnish.faces.benchmark SIDE FOLDER``; FOLDER/gfpgan/weights, where GFPGANer looks for them,
holds the weights as .pth files. For each line of JSON (a :class:`Run`) on the standard input it answers with one (a
:class:`Measurement`).
"""

import contextlib
import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from pydantic import BaseModel

from burnish.compatibility import prepare_imports
from burnish.compute.measuring import Timing, answer_requests, peak_bytes
from burnish.compute.precision import Precision
from burnish.faces import codeformer, gfpgan, parsing
from burnish.faces.alignment import FACE_SIDE, TEMPLATE, align
from burnish.faces.cards import ALGORITHMS, DETECTORS, PARSING_WEIGHTS
from burnish.faces.detection import FaceDetection
from burnish.faces.masks import template_mask
from burnish.faces.monochrome import is_monochrome
from burnish.faces.pasting import RestoredFace, paste
from burnish.faces.restorer import FaceRestorer
from burnish.faces.selection import FaceToRestore
from burnish.images.decode import decode
from burnish.images.picture import Picture, Pixels
from burnish.images.scratch import ScratchPixels
from burnish.monitoring import ignore_progress, never_cancelled
from burnish.parameters import Box, FaceAlgorithm, Landmarks, RestoreFacesStep

DETECTOR_WEIGHTS = str(DETECTORS["resnet50"])

_NESTED_UNDER = "params_ema"
_WEIGHTS_FOLDER = Path("gfpgan") / "weights"
_CODEFORMER_DETECTION_SIDE = 640
_SMALL_PICTURE = Picture(np.zeros((64, 64, 3), np.uint8))


class KnownFace(BaseModel):
    """A face of the photo, which both sides are given instead of what their detectors found."""

    box: Box
    landmarks: Landmarks


class Run(BaseModel):
    """What is to be measured."""

    photo: Path
    step: RestoreFacesStep
    faces: list[KnownFace]
    precision: Precision = "auto"


class Measurement(Timing):
    """What one run took.

    ``seconds`` is the time of all: finding, restoring and pasting the faces, and on the official side building the
    networks.
    """

    pasting_seconds: float
    """Time of pasting all faces; on Burnish's side measured by itself."""


def known_face(left: float, top: float, side: float) -> KnownFace:
    """A face seen from the front, whose aligned square has this upper left corner and side."""
    eye, other_eye, nose, mouth, other_mouth = (
        (float(x), float(y)) for x, y in TEMPLATE * side / FACE_SIDE + (left, top)
    )
    box = Box(left=left + 0.25 * side, top=top + 0.25 * side, right=left + 0.75 * side, bottom=top + 0.9 * side)
    return KnownFace(box=box, landmarks=(eye, other_eye, nose, mouth, other_mouth))


def weights_names(algorithm: FaceAlgorithm) -> tuple[str, ...]:
    """The weights that both sides need."""
    return ALGORITHMS[algorithm].weights, PARSING_WEIGHTS, DETECTOR_WEIGHTS


def weights_path(folder: Path, name: str) -> Path:
    """Where the sides look for weights."""
    return folder / _WEIGHTS_FOLDER / f"{name}.pth"


def official_layout(name: str, parameters: Mapping[str, torch.Tensor]) -> dict[str, Any]:
    """What the official file of these weights holds."""
    restoring = {card.weights for card in ALGORITHMS.values()}
    return {_NESTED_UNDER: dict(parameters)} if name in restoring else dict(parameters)


def stand_in(name: str) -> Mapping[str, torch.Tensor]:
    """Random parameters, the same on every call, of a network of full size: it takes as long as a trained one."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = {
            ALGORITHMS["gfpgan"].weights: gfpgan.build,
            ALGORITHMS["codeformer"].weights: codeformer.build,
            PARSING_WEIGHTS: parsing.build,
            DETECTOR_WEIGHTS: _detector_that_finds_nothing,
        }[name]()
    parameters: Mapping[str, torch.Tensor] = network.state_dict()
    return parameters


def _detector_that_finds_nothing() -> torch.nn.Module:
    """With random parameters it would find thousands of faces, and sorting them would take longer than the network."""
    prepare_imports()
    detector = importlib.import_module("facexlib.detection.retinaface").RetinaFace("resnet50", device="cpu")
    for head in detector.ClassHead:
        head.conv1x1.weight.data.zero_()
        head.conv1x1.bias.data.copy_(torch.tensor([20.0, -20.0]).repeat(head.num_anchors))
    network: torch.nn.Module = detector
    return network


def _official_side(folder: Path) -> Callable[[Run], Measurement]:
    prepare_imports()
    os.chdir(folder)  # GFPGANer takes its detector from a folder below the current one
    restore = {"gfpgan": _restore_with_gfpganer, "codeformer": _restore_with_codeformer}

    def measure(run: Run) -> Measurement:
        photo: Pixels = np.ascontiguousarray(np.asarray(decode(run.photo).pixels, np.uint8)[..., ::-1])
        with contextlib.redirect_stdout(sys.stderr):
            start = time.perf_counter()
            pasting_seconds = restore[run.step.algorithm](photo, run, folder)
            seconds = time.perf_counter() - start
        return Measurement(seconds=seconds, pasting_seconds=pasting_seconds, peak_bytes=peak_bytes())

    return measure


def _restore_with_gfpganer(photo: Pixels, run: Run, folder: Path) -> float:
    """As InvokeAI 2.3 called GFPGAN: everything built and read from disk for each picture; the time of pasting."""
    ganer = importlib.import_module("gfpgan").GFPGANer
    official = ganer(str(weights_path(folder, "GFPGANv1.4")), upscale=1, arch="clean", channel_multiplier=2)
    _find_known_faces(official.face_helper, run, photo.shape[1])
    with _timed_pasting(official.face_helper) as seconds:
        official.enhance(photo, has_aligned=False, only_center_face=False, paste_back=True)
    return sum(seconds)


def _restore_with_codeformer(photo: Pixels, run: Run, folder: Path) -> float:
    """As InvokeAI 2.3 called CodeFormer, likewise."""
    utilities = importlib.import_module("basicsr.utils")
    helpers = importlib.import_module("facexlib.utils.face_restoration_helper")
    device = _device()
    network = codeformer.build()
    network.load_state_dict(torch.load(weights_path(folder, "codeformer"))[_NESTED_UNDER])
    network.to(device).eval()
    helper = helpers.FaceRestoreHelper(1, use_parse=True, device=device, model_rootpath=str(folder / _WEIGHTS_FOLDER))
    _find_known_faces(helper, run, photo.shape[1])
    helper.read_image(photo)
    helper.get_face_landmarks_5(resize=_CODEFORMER_DETECTION_SIDE, eye_dist_threshold=5)
    helper.align_warp_face()
    for face in helper.cropped_faces:
        source = utilities.img2tensor(face / 127.5 - 1, bgr2rgb=True, float32=True).unsqueeze(0).to(device)
        with torch.no_grad():
            output = network(source, weight=run.step.fidelity)[0]
        helper.add_restored_face(utilities.tensor2img(output, rgb2bgr=True, min_max=(-1, 1)).astype("uint8"))
    helper.get_inverse_affine(None)
    with _timed_pasting(helper) as seconds:
        helper.paste_faces_to_input_image()
    return sum(seconds)


def _find_known_faces(helper: Any, run: Run, width: int) -> None:
    """Lets facexlib's detector do its work and then have found the known faces of a photo of this width."""
    detect = helper.face_det.detect_faces
    known = np.array([[*_corners(face.box), 1.0, *np.ravel(face.landmarks)] for face in run.faces], np.float32)
    coordinates = np.arange(known.shape[1]) != len(_corners(run.faces[0].box))

    def detect_faces(image: Pixels, *arguments: Any) -> Any:
        detect(image, *arguments)
        return np.where(coordinates, known * image.shape[1] / width, known)

    helper.face_det.detect_faces = detect_faces


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


@contextlib.contextmanager
def _timed_pasting(helper: Any) -> Iterator[list[float]]:
    """Gives a list that the seconds of each pasting within the block are added to."""
    paste_faces = helper.paste_faces_to_input_image
    seconds: list[float] = []

    def paste_faces_to_input_image(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        result = paste_faces(*arguments, **options)
        seconds.append(time.perf_counter() - start)
        return result

    helper.paste_faces_to_input_image = paste_faces_to_input_image
    yield seconds


def _burnish_side(folder: Path) -> Callable[[Run], Measurement]:
    def load_weights(name: str) -> Mapping[str, torch.Tensor]:
        content = torch.load(weights_path(folder, name), map_location="cpu")
        parameters = content.get(_NESTED_UNDER, content)
        return {key.removeprefix("module."): values for key, values in parameters.items()}

    detection = FaceDetection(load_weights, _device())
    restorers: dict[Precision, FaceRestorer] = {}

    def measure(run: Run) -> Measurement:
        restorer = restorers.setdefault(run.precision, FaceRestorer(load_weights, _device(), run.precision))
        restorer.warm_up(run.step)
        detection.detect(_SMALL_PICTURE, "resnet50", ignore_progress, never_cancelled)
        photo = decode(run.photo)
        faces = [FaceToRestore(face.box, face.landmarks, run.step.strength) for face in run.faces]
        with TemporaryDirectory() as name:
            scratch = Path(name)
            start = time.perf_counter()
            detection.detect(photo, "resnet50", ignore_progress, never_cancelled)
            monochrome = is_monochrome(photo)
            restorer.restore(photo, photo, faces, run.step, monochrome, True, scratch, ignore_progress, never_cancelled)
            seconds = time.perf_counter() - start
            pasting_seconds = _time_pasting(photo, faces, scratch)
        return Measurement(seconds=seconds, pasting_seconds=pasting_seconds, peak_bytes=peak_bytes())

    return measure


def _time_pasting(photo: Picture, faces: list[FaceToRestore], scratch: Path) -> float:
    """Pasting a grey face in the place of each, and what goes with it: aligning and copying the picture."""
    pixels = np.full((FACE_SIDE, FACE_SIDE, 3), 0.5, np.float32)
    start = time.perf_counter()
    with ScratchPixels(scratch, photo.pixels.shape, photo.pixels.dtype) as result:
        result.write(0, 0, photo.pixels)
        for face in faces:
            paste(result, RestoredFace(pixels, template_mask(), face.strength, align(face.landmarks)))
    return time.perf_counter() - start


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _main(side: str, folder: str) -> None:
    answer_requests(Run, {"official": _official_side, "burnish": _burnish_side}[side](Path(folder)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
