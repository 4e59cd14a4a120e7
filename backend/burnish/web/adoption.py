"""Taking image files into the library again whose records were lost with the database, while the server works."""

import logging
import threading
from collections.abc import Sequence

from burnish.inspection.inspector import Inspector
from burnish.jobs.publisher import Publisher
from burnish.library.adopting import StrayStore
from burnish.library.images import ImageStore
from burnish.library.strays import Stray
from burnish.problems import Problem
from burnish.web.inspecting import inspected

logger = logging.getLogger(__name__)


class Adoption:
    """Makes strays uploads again, one after the other; what cannot be read as an image is set aside.

    The files stay where they are, so that a crash or an end in the middle costs nothing: the next start goes on.
    """

    def __init__(
        self,
        store: StrayStore,
        images: ImageStore,
        inspector: Inspector,
        publisher: Publisher,
        strays: Sequence[Stray],
    ) -> None:
        self._store = store
        self._images = images
        self._inspector = inspector
        self._publisher = publisher
        self._left = list(reversed(strays))
        self._stopping = threading.Event()

    @property
    def is_over(self) -> bool:
        """Whether no stray is left."""
        return not self._left

    def start(self) -> None:
        """Begins, if there are strays."""
        if self._left:
            logger.warning("%d image files have no record and are taken into the library again", len(self._left))
            threading.Thread(target=self._run, name="adoption", daemon=True).start()

    def stop(self) -> None:
        """Leaves the other strays to the next start; to be called before the inspector is stopped."""
        self._stopping.set()

    def _run(self) -> None:
        while self._left and not self._stopping.is_set():
            try:
                self._take_in(self._left[-1])
            except Problem:
                logger.exception("Image files without a record are left to the next start")
                return
            self._left.pop()

    def _take_in(self, stray: Stray) -> None:
        """Raises the Problem that keeps the library from changing."""
        path = self._store.path(stray)
        try:
            with inspected(self._images, self._inspector, path, path.name) as image:
                found = image.found
                record = self._store.adopt(stray, image.thumbnail, found.facts, image.screen, found.generation)
        except Problem as problem:
            if problem.to_details().status >= 500 or self._stopping.is_set():
                raise
            self._store.set_aside(stray)
            logger.warning("An image file without a record could not be read and was set aside: %s", problem.detail)
        else:
            self._publisher.image_created(record)
