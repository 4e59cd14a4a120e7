"""The painter: a generator that draws a scene by chance and paints it, stroke by stroke, on a canvas."""

from burnish.generation.cards import PAINTER
from burnish.generation.generator import RgbImage, ShowStep
from burnish.generation.painter.brushwork import paint_pass, passes
from burnish.generation.painter.canvas import Canvas
from burnish.generation.painter.composition import draw_scene
from burnish.generation.painter.randomness import stream
from burnish.monitoring import CheckCancelled
from burnish.records import ImageGeneration


class Painter:
    """Paints without any network and without state; the protocol is :class:`burnish.generation.generator.Generator`."""

    @property
    def name(self) -> str:
        """Name on the list of generators."""
        return PAINTER

    def generate(self, wanted: ImageGeneration, show_step: ShowStep, check_cancelled: CheckCancelled) -> RgbImage:
        """Paints a picture of shape (height, width, 3); prompt, seed, size and steps alone decide it.

        Each step is one pass of strokes, from broad to fine. Raises Cancelled; ValueError where one of the four is
        not set.
        """
        width, height, steps, seed = wanted.width, wanted.height, wanted.steps, wanted.seed
        if width is None or height is None or steps is None or seed is None:
            raise ValueError("The painter needs a width, a height, a number of steps and a seed.")
        check_cancelled()
        sheet, palette = draw_scene(wanted.prompt, seed, width, height, check_cancelled)
        canvas = Canvas(width, height, palette.mood.ground)
        chance = stream(wanted.prompt, seed, "brush")
        for step, brush in enumerate(passes(steps, (width * height) ** 0.5), start=1):
            paint_pass(canvas, sheet, brush, chance, check_cancelled)
            show_step(step, steps, canvas.estimate)
        return canvas.finished()
