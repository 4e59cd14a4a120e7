"""The passes of a painting: from huge strokes over the ground to fine ones where detail matters."""

from dataclasses import dataclass

import cv2
import numpy as np

from burnish.generation.painter.canvas import Canvas
from burnish.generation.painter.colour import Floats, luminance
from burnish.generation.painter.scenery.sheet import Sheet
from burnish.generation.painter.strokes import Path, Strokes, View, draw, trace
from burnish.monitoring import CheckCancelled

_RADIUS_IN_VIEW = 3.0
"""The sheet is looked at so small that the brush has this radius in pixels, which makes broad passes quick."""

_FLOW_STRENGTH = 0.004
"""How much the scene's wish for a direction counts beside the picture's own edges."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over the whole canvas with one brush."""

    radius: float
    """Of the brush, as a share of the mean of both sides."""
    coverage: float
    """Share of the places that may be painted at all, 0..1."""
    tolerance: float
    """How much the canvas may differ from the scene (mean of the channels, 0..1) without being painted over."""
    jitter: float
    """How much the colours of strokes vary, 0..1; dark ones vary less."""


def passes(steps: int, side: float) -> list[Pass]:
    """The passes of a painting in that many steps; ``side`` is the mean of both sides in pixels.

    Radii fall geometrically; more steps and larger pictures go down to finer brushes. The first three tenths leave
    some of the ground bare.
    """
    finest = max(0.0024, 0.0043 * (12 / (steps + 4)) ** 0.45) * (512 / side) ** 0.35
    finest = min(finest, 0.02)
    coarsest = max(0.055, finest) if steps > 3 else 0.03
    planned = []
    for step in range(steps):
        done = step / (steps - 1) if steps > 1 else 0.35
        along = min(1.0, done / 0.92)
        planned.append(
            Pass(
                radius=coarsest * (finest / coarsest) ** along,
                coverage=min(1.0, 0.45 + 2.2 * (step + 1) / steps),
                tolerance=0.025 + 0.045 * along,
                jitter=0.06 * (1 - along) + 0.045,
            )
        )
    return planned


def paint_pass(canvas: Canvas, sheet: Sheet, brush: Pass, chance: np.random.Generator, check: CheckCancelled) -> None:
    """Paints one pass of the sheet's scene on the canvas."""
    mean_side = (sheet.width * sheet.height) ** 0.5
    scale = min(1.0, _RADIUS_IN_VIEW / (brush.radius * mean_side))
    size = max(2, round(sheet.width * scale)), max(2, round(sheet.height * scale))
    radius = brush.radius * mean_side * scale
    check()
    view = _view(canvas, sheet, size)
    check()
    strokes = _plan(view, _resized(sheet.detail, size), brush, radius, chance)
    zoom = canvas.paint.shape[1] / size[0], canvas.paint.shape[0] / size[1]
    draw(canvas, strokes, zoom, chance, check)


def _view(canvas: Canvas, sheet: Sheet, size: tuple[int, int]) -> View:
    """What the brush is guided by, at that width and height."""
    colour = _resized(sheet.colour, size)
    soft = np.asarray(cv2.GaussianBlur(colour, (0, 0), 0.9), np.float32)
    return View(colour, canvas.seen(*size), _directions(soft, _resized(sheet.flow, size)))


def _directions(colour: Floats, flow: Floats) -> Floats:
    """Unit vectors along the edges of the picture, and along the scene's flow where there are none.

    Edges are those of the structure tensor (Förstner and Gülch, 1987), smoothed; the flow is added to it.
    """
    across, down = (np.asarray(cv2.Scharr(colour, cv2.CV_32F, *axis), np.float32) / 32 for axis in ((1, 0), (0, 1)))
    difference = ((across * across) - (down * down)).sum(2)
    product = 2 * (across * down).sum(2)
    tensor = np.asarray(cv2.GaussianBlur(np.dstack([difference, product]), (0, 0), 2.0), np.float32)
    doubled = np.float32(_FLOW_STRENGTH) * flow - tensor
    angle = np.arctan2(doubled[..., 1], doubled[..., 0]) / 2
    return np.dstack([np.cos(angle), np.sin(angle)])


def _plan(view: View, detail: Floats, brush: Pass, radius: float, chance: np.random.Generator) -> Strokes:
    """The strokes of the pass, where the canvas differs too much from the scene, in a random order."""
    starts = _places(view, radius * 1.4, chance)
    difference = np.asarray(cv2.GaussianBlur(np.abs(view.colour - view.canvas).mean(2), (0, 0), 0.8), np.float32)
    wrong = view.at(difference * (0.5 + 1.1 * detail), starts) > brush.tolerance
    starts = starts[wrong & (chance.random(len(starts)) < brush.coverage)]
    starts = starts[np.argsort(chance.random(len(starts)), kind="stable")]
    count = len(starts)
    radii = (radius * (0.7 + 0.6 * chance.random(count))).astype(np.float32)
    together = (chance.random((count, 1)) - 0.5) * 0.9
    apart = (chance.random((count, 3)) - 0.5) * 0.8
    wanted = view.at(view.colour, starts)
    jitter = brush.jitter * (0.45 + 0.7 * luminance(wanted)[:, np.newaxis])
    colours = np.clip(wanted + jitter * (together + apart), 0, 1)
    reach = (0.35 + 0.65 * chance.random(count)).astype(np.float32)
    return trace(view, starts, radii, colours.astype(np.float32), reach)


def _places(view: View, spacing: float, chance: np.random.Generator) -> Path:
    """One place in each square of a grid, anywhere in it: shape (places, 2)."""
    height, width = view.colour.shape[:2]
    columns, rows = np.meshgrid(np.arange(0, width, spacing), np.arange(0, height, spacing))
    corners = np.stack([columns.ravel(), rows.ravel()], 1)
    return np.asarray(corners + chance.random(corners.shape) * spacing, np.float32)


def _resized(field: Floats, size: tuple[int, int]) -> Floats:
    """The field at another width and height, averaged."""
    return np.asarray(cv2.resize(field, size, interpolation=cv2.INTER_AREA), np.float32)
