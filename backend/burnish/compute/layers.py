"""A network's layers as the steps of its work: one run may take many seconds."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn

from burnish.monitoring import CheckCancelled, ReportProgress


@contextmanager
def told_of_layers(network: nn.Module, check_cancelled: CheckCancelled, report: ReportProgress) -> Iterator[None]:
    """Within the block, ``check_cancelled`` and ``report`` are called before each layer of the network.

    What is reported is the share of the layers that are done (0..1). What they raise leaves the network's run.
    """
    modules = list(network.modules())
    begun = itertools.count()

    def tell(*_: object) -> None:
        check_cancelled()
        # A layer without parameters may stand in several places and be counted as often.
        report(min(1.0, next(begun) / len(modules)))

    hooks = [module.register_forward_pre_hook(tell) for module in modules]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
