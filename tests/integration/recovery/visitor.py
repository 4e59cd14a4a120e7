"""Someone who uploads images, and throws some away and takes them back, as long as the server answers."""

import random
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import requests

from tests.sample_images import image_file

PAUSE_SECONDS = 0.3


@dataclass
class Visitor:
    """What a person did and was answered, over all servers that came and went."""

    chance: random.Random
    uploads: dict[str, bytes] = field(default_factory=dict)
    """Contents of the images that a server said to have taken, by their ids."""
    deleted: dict[str, bool] = field(default_factory=dict)
    """Whether an image was last answered to be in the trash; without those whose answer never came."""
    _gone: threading.Event = field(default_factory=threading.Event)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _stays: "Future[None] | None" = None

    def come(self, url: str) -> None:
        """Begins."""
        self._gone.clear()
        self._stays = self._thread.submit(self._stay, url)

    def leave(self) -> None:
        """Ends, waits for the last answer and raises what was wrong with one."""
        self._gone.set()
        if self._stays is not None:
            self._stays.result()

    def _stay(self, url: str) -> None:
        with requests.Session() as session:
            try:
                while not self._gone.wait(PAUSE_SECONDS):
                    if self.uploads and self.chance.random() < 0.3:
                        self._throw_away_or_take_back(session, url)
                    else:
                        self._upload(session, url)
            except requests.ConnectionError:
                return  # the server was killed

    def _upload(self, session: requests.Session, url: str) -> None:
        content = image_file(self.chance.randrange(20, 60), 30, seed=self.chance.randrange(1 << 30))
        answer = session.post(f"{url}/api/images", files=[("files", ("photo.png", content))], timeout=60)
        assert answer.status_code == 201, answer.text
        self.uploads[answer.json()["items"][0]["id"]] = content

    def _throw_away_or_take_back(self, session: requests.Session, url: str) -> None:
        image_id = self.chance.choice(list(self.uploads))
        was_deleted = self.deleted.pop(image_id, False)
        path = f"{url}/api/images/{image_id}"
        answer = session.post(f"{path}/undelete", timeout=60) if was_deleted else session.delete(path, timeout=60)
        assert answer.status_code == 200, answer.text
        self.deleted[image_id] = not was_deleted
