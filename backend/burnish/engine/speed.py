"""How fast networks are on this machine, so that a page can say how long a job will take. Does not import torch."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

from burnish.engine.messages import FaceSpeedMeasured, SpeedMeasured
from burnish.engine.reporter import send
from burnish.faces.cards import ALGORITHMS
from burnish.parameters import FaceAlgorithm
from burnish.processes.channel import Channel
from burnish.upscaling.registry import ModelRegistry

TRUSTED_MEGAPIXELS = 0.004
"""A smaller picture says little about the speed of larger ones."""

Name = TypeVar("Name", bound=str)


class Speedometer(Generic[Name]):
    """Measures networks at work; of those not yet measured the time is estimated from their arithmetic."""

    def __init__(
        self,
        arithmetic: Callable[[], Mapping[Name, float]],
        tell: Callable[[Name, float], None],
        least_amount: float = 0.0,
    ) -> None:
        """Networks are told by their names.

        ``arithmetic`` gives each one's work for the unit amount, in any unit that they share. ``tell`` is given a
        network's seconds for the unit amount whenever they are known better. Less work than ``least_amount`` says
        too little to go by.
        """
        self._arithmetic = arithmetic
        self._tell = tell
        self._least_amount = least_amount
        self._measured: set[Name] = set()

    @contextmanager
    def timing(self, name: Name, amount: float) -> Iterator[Callable[[], None]]:
        """Takes the time of a block in which a network does that amount of work, and tells it if that succeeds.

        What the block is given starts the clock anew: what came before, such as loading, does not count.
        """
        began = time.perf_counter()

        def start_anew() -> None:
            nonlocal began
            began = time.perf_counter()

        yield start_anew
        if amount >= self._least_amount:
            self._measured.add(name)
            self._tell_all(name, (time.perf_counter() - began) / amount)

    def _tell_all(self, name: Name, seconds: float) -> None:
        self._tell(name, seconds)
        known = self._arithmetic()
        for other, arithmetic in known.items():
            if other not in self._measured and name in known:
                self._tell(other, seconds * arithmetic / known[name])


def speed_of_upscaling(channel: Channel, models: ModelRegistry) -> Speedometer[str]:
    """Measures upscaling models by the million input pixels, and tells on the channel."""
    return Speedometer(
        lambda: {card.name: card.arithmetic for card in models.cards()},
        lambda name, seconds: send(channel, SpeedMeasured(model=name, seconds_per_megapixel=seconds)),
        least_amount=TRUSTED_MEGAPIXELS,
    )


def speed_of_restoration(channel: Channel) -> Speedometer[FaceAlgorithm]:
    """Measures algorithms that restore faces by the face, and tells on the channel."""
    return Speedometer(
        lambda: {name: card.arithmetic for name, card in ALGORITHMS.items()},
        lambda name, seconds: send(channel, FaceSpeedMeasured(algorithm=name, seconds_per_face=seconds)),
        least_amount=1,
    )
