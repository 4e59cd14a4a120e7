"""Restoring the faces of a picture: cut out, through the networks, pasted into the picture or an enlarged one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from burnish.compute.precision import Precision
from burnish.compute.weights import LoadWeights
from burnish.faces.alignment import FACE_SIDE, FloatPixels, Matrix, Part, align, covered_part, crop, scaled_target
from burnish.faces.inference import BatchInference, largest_batch
from burnish.faces.masks import Mask, mask_of_classes, template_mask
from burnish.faces.monochrome import ToneCurve, luma
from burnish.faces.networks import RESTORATIONS, FaceNetworks, Restoration
from burnish.faces.pasting import RestoredFace, paste
from burnish.faces.selection import FaceToRestore
from burnish.images.picture import Picture, Pixels
from burnish.images.pixels import bands
from burnish.images.scratch import ScratchPixels
from burnish.monitoring import CheckCancelled, ReportProgress, ignore_progress, never_cancelled, never_falling, part_of
from burnish.parameters import FaceAlgorithm, RestoreFacesStep

_RESTORING = 0.75
_PARSING = 0.2
"""Shares of the time that a face takes; pasting is the rest."""


@dataclass(frozen=True, slots=True)
class FaceDone:
    """A face that is pasted."""

    left: int
    top: int
    """The place of what has changed, in pixels of the result."""
    pixels: Pixels
    """Shape (height, width, channels), channels and type as in the result, mapped from its file; may be empty."""
    number: int
    """Which face it is, from 1; the smallest are first."""
    count: int
    """How many faces there are."""


@dataclass(frozen=True, slots=True)
class FaceToCompare:
    """A face that is to be restored with several strengths, whose own is not looked at."""

    face: FaceToRestore
    strengths: Sequence[float]


def reaches(face: FaceToRestore, part: Part, picture: Picture) -> bool:
    """Whether restoring the face may change a part of the picture. Raises InvalidParameters: its landmarks are none."""
    return covered_part(align(face.landmarks), 0, picture.width, picture.height).overlaps(part)


class FaceRestorer:
    """Restores faces, one picture at a time, with networks that stay in memory. Nothing of a picture does."""

    def __init__(
        self,
        load_weights: LoadWeights,
        device: torch.device,
        precision: Precision,
        restorations: Mapping[FaceAlgorithm, Restoration] = RESTORATIONS,
    ) -> None:
        self._networks = FaceNetworks(load_weights, device, precision, restorations)

    def restore(
        self,
        source: Picture,
        target: Picture,
        faces: Sequence[FaceToRestore],
        step: RestoreFacesStep,
        monochrome: bool,
        parsing: bool,
        scratch: Path,
        report: ReportProgress,
        check_cancelled: CheckCancelled,
        on_face: Callable[[FaceDone], None] | None = None,
    ) -> Picture:
        """``target`` with the faces restored, with the same channels, depth and metadata.

        Args:
            source: the picture that faces are cut out of, and that their coordinates are in.
            target: the picture that they are pasted into: ``source`` itself, or the same at another size.
            faces: which faces, each with its own strength; the step's strength is not looked at.
            step: the algorithm, its fidelity and seed.
            monochrome: whether faces get the grey or the tone of ``target``, whatever colours the network gives them.
            parsing: whether ParseNet outlines the faces; if not, a template does.
            scratch: a folder for the result's pixels, a read-only ``numpy.memmap`` of a nameless file, so that memory
                is bounded by the faces' networks; the file is gone when the array is.
            report: told the fraction that is done, before each layer of the networks.
            check_cancelled: called before each layer as well.
            on_face: given each face as it is pasted, from the smallest to the largest: where faces overlap, the larger
                one, which is nearer, covers the other.

        Raises:
            Cancelled, WeightsDamaged, OutOfMemory, UnusableOutput, DiskFull, and what loading weights raises; nothing
            is left behind then. InvalidParameters: landmarks that are those of no face.
        """
        check_cancelled()
        chosen = sorted((face for face in faces if face.strength > 0), key=lambda face: face.box.size)
        aligned = [(face, align(face.landmarks)) for face in chosen]
        work = _Work(self._networks, source, target, step, monochrome, parsing, check_cancelled)
        with ScratchPixels(scratch, (target.height, target.width, target.channels), target.pixels.dtype) as result:
            _copy(target.pixels, result, check_cancelled)
            for number, face in enumerate(work.restored(aligned, never_falling(report)), start=1):
                part = paste(result, face)
                if on_face is not None:
                    on_face(FaceDone(part.left, part.top, result.mapped()[part.slices], number, len(aligned)))
            report(1.0)
            return replace(target, pixels=result.mapped())

    def compare(
        self,
        picture: Picture,
        part: Part,
        faces: Sequence[FaceToCompare],
        step: RestoreFacesStep,
        monochrome: bool,
        parsing: bool,
        scratch: Path,
        report: ReportProgress,
        check_cancelled: CheckCancelled,
    ) -> list[Picture]:
        """A part of what :meth:`restore` makes of the picture, for each of the strengths that every face comes with.

        The networks run once for each face. ``faces`` are those that :func:`reaches` the part, with equally many
        strengths. The other arguments, and what is raised, are as there.
        """
        check_cancelled()
        ordered = sorted(faces, key=lambda each: each.face.box.size)
        aligned = [(each.face, align(each.face.landmarks)) for each in ordered]
        work = _Work(self._networks, picture, picture, step, monochrome, parsing, check_cancelled)
        shape = (picture.height, picture.width, picture.channels)
        with ExitStack() as closing:
            results = [
                closing.enter_context(ScratchPixels(scratch, shape, picture.pixels.dtype)) for _ in faces[0].strengths
            ]
            for result in results:
                result.write(part.left, part.top, picture.pixels[part.slices])
            for each, restored in zip(ordered, work.restored(aligned, never_falling(report)), strict=True):
                for result, strength in zip(results, each.strengths, strict=True):
                    paste(result, replace(restored, strength=strength))
            report(1.0)
            return [replace(picture, pixels=result.mapped()[part.slices]) for result in results]

    def warm_up(self, step: RestoreFacesStep) -> None:
        """Load what ``step`` needs and run it once, so that the first picture does not wait for that."""
        grey = torch.full((1, 3, FACE_SIDE, FACE_SIDE), 0.5)
        inference = BatchInference(self._networks.device, never_cancelled)
        inference.run(self._networks.restoring(step), grey, ignore_progress)

    def clear(self) -> None:
        """Free the memory of all networks; they are loaded again when they are needed."""
        self._networks.clear()


@dataclass(frozen=True, slots=True)
class _Work:
    """Restoring the faces of one picture, up to pasting them."""

    networks: FaceNetworks
    source: Picture
    target: Picture
    step: RestoreFacesStep
    monochrome: bool
    parsing: bool
    check_cancelled: CheckCancelled

    def restored(
        self, aligned: Sequence[tuple[FaceToRestore, Matrix]], report: ReportProgress
    ) -> Iterator[RestoredFace]:
        """The faces, ready to be pasted, as soon as each batch is done."""
        if not aligned:
            return
        finish = self._colouring()
        scale_x, scale_y = self.target.width / self.source.width, self.target.height / self.source.height
        inference = BatchInference(self.networks.device, self.check_cancelled)
        restoring = self.networks.restoring(self.step)
        size = largest_batch(self.networks.device)
        for start in range(0, len(aligned), size):
            batch = aligned[start : start + size]
            part = part_of(report, start / len(aligned), len(batch) / len(aligned))
            cut_out = torch.stack([self._cut_out(matrix) for _, matrix in batch])
            restored = inference.run(restoring, cut_out, part_of(part, 0, _RESTORING)).clamp(0, 1)
            masks = self._masks(restored, inference, part_of(part, _RESTORING, _PARSING))
            for (face, matrix), pixels, mask in zip(batch, restored, masks, strict=True):
                yield RestoredFace(
                    pixels=finish(np.ascontiguousarray(pixels.permute(1, 2, 0).numpy())),
                    mask=mask,
                    strength=face.strength,
                    to_face=scaled_target(matrix, scale_x, scale_y),
                )

    def _cut_out(self, matrix: Matrix) -> torch.Tensor:
        """An aligned face as networks take it: shape (3, 512, 512), R, G, B, values 0..1."""
        colours = self.source.channels - self.source.has_alpha
        face = crop(self.source.pixels[..., :colours], matrix)
        values = face.astype(np.float32) / np.float32(np.iinfo(face.dtype).max)
        if colours == 3 and self.monochrome:
            values = luma(values)
        return torch.from_numpy(np.repeat(values, 3 // values.shape[2], axis=2)).permute(2, 0, 1)

    def _colouring(self) -> Callable[[FloatPixels], FloatPixels]:
        """What makes restored faces, in colours, fit into the target: grey, toned, or left as they are."""
        if self.target.is_grey:
            return luma
        if self.monochrome:
            curve = ToneCurve.of(self.target)
            return lambda colours: curve.tone(luma(colours))
        return lambda colours: colours

    def _masks(self, faces: torch.Tensor, inference: BatchInference, report: ReportProgress) -> list[Mask]:
        """The mask of each of the restored faces."""
        if not self.parsing:
            return [template_mask()] * len(faces)
        classes = inference.run(self.networks.parsing(), faces, report).argmax(1)
        return [mask_of_classes(one.numpy()) for one in classes]


def _copy(pixels: Pixels, result: ScratchPixels, check_cancelled: CheckCancelled) -> None:
    top = 0
    for band in bands(pixels):
        check_cancelled()
        result.write(0, top, band)
        top += len(band)
