"""Brush strokes: curved paths through a picture, and how a brush of bristles leaves paint along them.

The paths follow Aaron Hertzmann, "Painterly Rendering with Curved Brush Strokes of Multiple Sizes" (SIGGRAPH 1998);
that they run along smoothed edges is after Peter Litwinowicz, "Processing Images and Video for an Impressionist
Effect" (SIGGRAPH 1997), with the structure tensor in the place of his interpolated gradients.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from burnish.generation.painter.canvas import Canvas
from burnish.generation.painter.colour import Floats, luminance
from burnish.monitoring import CheckCancelled

Path = NDArray[np.float32]
"""Shape (..., 2): x and y."""

_REACH = 7
"""Steps that a path may take from its middle to either end."""

_STRIDE = 0.8
"""Length of a step, in radii of the brush."""

_KNOTS = 7
"""Points along the path of a stroke."""

_BETWEEN_CHECKS = 200
"""Strokes that are drawn between checks for cancelling: a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class View:
    """What the brush is guided by, at a size where its radius is a few pixels."""

    colour: Floats
    """What is to be painted: (height, width, 3), 0..1."""
    canvas: Floats
    """What is painted so far, of the same shape."""
    direction: Floats
    """Which way strokes run: (height, width, 2), unit vectors whose sign means nothing."""

    def at(self, field: Floats, places: Path) -> Floats:
        """The values of one of the fields at places in pixels, the nearest ones outside."""
        height, width = field.shape[:2]
        columns = np.clip(places[..., 0].astype(np.int32), 0, width - 1)
        rows = np.clip(places[..., 1].astype(np.int32), 0, height - 1)
        return np.asarray(field[rows, columns], np.float32)


@dataclass(frozen=True, slots=True)
class Strokes:
    """Strokes of one brush, in the order in which they are painted."""

    paths: Path
    """Shape (strokes, knots, 2), in pixels of the view."""
    radii: Floats
    """Half the width of each, in pixels of the view."""
    colours: Floats
    """Shape (strokes, 3), 0..1."""


def trace(view: View, starts: Path, radii: Floats, colours: Floats, reach: Floats) -> Strokes:
    """Strokes through the starting points, as far as their colour does the picture good.

    ``reach`` (0..1, one for each) shortens strokes. A path ends where the canvas is closer than the stroke's colour
    to what is to be painted there.
    """
    behind, behind_length = _walk(view, starts, radii, colours, reach, -1)
    ahead, ahead_length = _walk(view, starts, radii, colours, reach, 1)
    steps = np.concatenate([behind[:, :0:-1], ahead], 1)
    share = np.linspace(0, 1, _KNOTS, dtype=np.float32)
    position = _REACH - behind_length[:, None] + (behind_length + ahead_length)[:, None] * share
    lower = np.clip(position.astype(np.int32), 0, steps.shape[1] - 2)
    part = (position - lower)[..., None].astype(np.float32)
    each = np.arange(len(starts))[:, None]
    paths = steps[each, lower] * (1 - part) + steps[each, lower + 1] * part
    return Strokes(np.asarray(paths, np.float32), radii, colours)


def _walk(
    view: View, starts: Path, radii: Floats, colours: Floats, reach: Floats, sign: int
) -> tuple[Path, NDArray[np.int32]]:
    """Paths from the starting points, of shape (strokes, _REACH + 1, 2), and how many steps of each are good."""
    places = np.empty((len(starts), _REACH + 1, 2), np.float32)
    places[:, 0] = starts
    heading = view.at(view.direction, starts) * np.float32(sign)
    length = np.zeros(len(starts), np.int32)
    going = np.ones(len(starts), bool)
    for step in range(1, _REACH + 1):
        places[:, step] = places[:, step - 1] + heading * (radii * np.float32(_STRIDE))[:, None]
        length[going] = step
        wanted = view.at(view.colour, places[:, step])
        worse = np.abs(wanted - colours).sum(1) > np.abs(wanted - view.at(view.canvas, places[:, step])).sum(1) + 0.06
        going &= ~worse & (step < reach * _REACH)
        turned = view.at(view.direction, places[:, step])
        turned *= np.where((turned * heading).sum(1) < 0, -1, 1).astype(np.float32)[:, None]
        heading = heading + turned
        heading /= np.maximum(np.sqrt((heading * heading).sum(1, keepdims=True)), 1e-6)
    return places, length


def draw(
    canvas: Canvas, strokes: Strokes, zoom: tuple[float, float], chance: np.random.Generator, check: CheckCancelled
) -> None:
    """Paints the strokes. ``zoom`` is how many pixels of the canvas a pixel of the view is, across and down.

    Each stroke is a body of its colour and, over it, bristles of lighter and darker shades that run beyond its end.
    """
    if not len(strokes.paths):
        return
    scale = np.array(zoom, np.float32)
    paths = strokes.paths * scale
    radii = strokes.radii * np.float32(min(zoom))
    normals = _normals(paths)
    bristles = int(np.clip(float(np.mean(radii)) / 2.3, 1, 11))
    thickness = max(1, round(float(np.mean(radii)) * 0.75 / bristles))
    outlines = _fixed(_outlines(paths, normals, radii, chance))
    tufts = _fixed(_tufts(paths, normals, radii, bristles, chance))
    bodies, hairs = _paints(strokes.colours, bristles, chance)
    first = chance.integers(0, 2, (len(paths), bristles)).tolist()
    last = chance.integers(_KNOTS - 1, _KNOTS + 1, (len(paths), bristles)).tolist()
    for index, outline in enumerate(outlines):
        if index % _BETWEEN_CHECKS == 0:
            check()
        cv2.fillPoly(canvas.paint, [outline], bodies[index], cv2.LINE_AA, 4)
        for hair in range(bristles):
            line = tufts[index, hair, first[index][hair] : last[index][hair]]
            cv2.polylines(canvas.paint, [line], False, hairs[index][hair], thickness, cv2.LINE_AA, 4)


def _normals(paths: Path) -> Path:
    """Unit vectors across the paths, at their knots."""
    along = np.gradient(paths, axis=1)
    across = np.stack([-along[..., 1], along[..., 0]], -1)
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=-1, keepdims=True), 1e-6), np.float32)


def _outlines(paths: Path, normals: Path, radii: Floats, chance: np.random.Generator) -> Path:
    """The bodies of strokes, of shape (strokes, 2 * knots, 2): rounded where the brush is set down, ragged beside."""
    share = np.linspace(0, 1, _KNOTS, dtype=np.float32)
    profile = np.minimum(np.sqrt(0.2 + 5 * share), np.sqrt(0.12 + 3 * (1 - share))).clip(0, 1)
    sides = []
    for _ in range(2):
        rough = 1 - 0.22 * chance.random((len(paths), _KNOTS))
        sides.append((radii[:, None] * profile * rough).astype(np.float32)[..., None])
    return np.concatenate([paths + normals * sides[0], (paths - normals * sides[1])[:, ::-1]], 1)


def _tufts(paths: Path, normals: Path, radii: Floats, bristles: int, chance: np.random.Generator) -> Path:
    """The paths of bristles, of shape (strokes, bristles, knots, 2)."""
    offsets = np.linspace(-0.88, 0.88, bristles) + (chance.random((len(paths), bristles)) - 0.5) * (1.6 / bristles)
    beside = (offsets * radii[:, None]).astype(np.float32)[:, :, None, None]
    return paths[:, None] + normals[:, None] * beside


def _paints(
    colours: Floats, bristles: int, chance: np.random.Generator
) -> tuple[list[tuple[int, ...]], list[list[tuple[int, ...]]]]:
    """Red, green, blue and thickness, 0..255, of the bodies and of each of their bristles. Light paint lies thicker."""
    count = len(colours)
    body = np.empty((count, 1, 4), np.float32)
    body[..., :3] = colours[:, None]
    body[..., 3] = 0.25 + 0.2 * chance.random((count, 1)) + 0.25 * luminance(colours)[:, None]
    shade = (chance.random((count, bristles, 1)) - 0.5).astype(np.float32)
    hue = (chance.random((count, bristles, 3)) - 0.5).astype(np.float32)
    hair = np.repeat(body, bristles, 1)
    hair[..., :3] += shade * np.float32(0.085) + hue * np.float32(0.035)
    hair[..., 3:] += shade * np.float32(0.5)
    levels = [np.rint(np.clip(paint, 0, 1) * 255).astype(int).tolist() for paint in (body, hair)]
    return [tuple(paint[0]) for paint in levels[0]], [[tuple(paint) for paint in row] for row in levels[1]]


def _fixed(points: Path) -> NDArray[np.int32]:
    """Coordinates in 1/16 pixel, as OpenCV's drawing takes them."""
    return np.asarray(np.rint(points * 16), np.int32)
