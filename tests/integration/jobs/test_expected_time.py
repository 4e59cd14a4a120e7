"""How long a recipe is thought to take, from measured speeds and the faces that are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from burnish.engine.client import Engine
from burnish.engine.messages import FoundFaces
from burnish.jobs.expected_time import ExpectedTime
from burnish.jobs.known_faces import KnownFaces
from burnish.jobs.weights_status import WeightsStatus
from burnish.library.database import open_database
from burnish.library.faces import FaceStore
from burnish.library.images import ImageStore
from burnish.parameters import Box, ChosenFace, Generation, Recipe, RestoreFacesStep, Tuning, UpscaleStep
from burnish.records import FoundFace, ImageRecord
from burnish.settings import Settings
from burnish.upscaling.registry import open_models
from burnish.weights.network import Network
from burnish.weights.store import WeightsStore

UPSCALE_4X = UpscaleStep(scale=4)


@dataclass(frozen=True)
class SomeFacts:
    """Facts of an image of half a megapixel."""

    width: int = 1000
    height: int = 500
    format: str = "png"
    bits: int = 8
    channels: int = 3


@dataclass
class Parts:
    """The parts that know how long things take; the engine has not been started."""

    engine: Engine
    known_faces: KnownFaces
    image: ImageRecord
    expected_time: ExpectedTime

    def expected(self, *steps: UpscaleStep | RestoreFacesStep, images: int = 1) -> float | None:
        load = self.expected_time.load_of_images(Recipe(steps=steps), [self.image] * images)
        return self.expected_time.of(load)

    def expected_of_batch(self, *steps: UpscaleStep | RestoreFacesStep) -> tuple[float | None, float | None]:
        """For generating one image of half a megapixel, and for finishing it."""
        generation = Generation(prompt="x", width=1000, height=500, steps=20, generator="painter")
        generating = self.expected_time.load_of_generating(generation)
        finishing = self.expected_time.load_of_finishing(generation, Recipe(steps=steps))
        return self.expected_time.of(generating), self.expected_time.of(finishing)


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    database = open_database(tmp_path)
    images = ImageStore(database)
    file, thumbnail = images.incoming_file(), images.incoming_file()
    file.write_bytes(b"pixels")
    thumbnail.write_bytes(b"thumbnail")
    weights = WeightsStatus(WeightsStore(tmp_path / "weights", Network(offline=True)), lambda weights: None)
    engine = Engine(Settings(root=tmp_path))
    engine.speeds["realesr-general-x4v3"] = 2.0
    engine.face_speeds["gfpgan"] = 3.0
    image = images.add_upload(file, thumbnail, SomeFacts(), "photo.png")
    known_faces = KnownFaces(FaceStore(database), weights)
    models = open_models(Settings(root=tmp_path))
    yield Parts(engine, known_faces, image, ExpectedTime(engine, known_faces, models))
    database.close()


def face(left: float, confidence: float = 1.0) -> FoundFace:
    box = Box(left=left, top=10, right=left + 80, bottom=110)
    points = ((1.0, 1.0), (2.0, 1.0), (1.5, 2.0), (1.0, 3.0), (2.0, 3.0))
    return FoundFace(box=box, landmarks=points, confidence=confidence)


def test_upscaling_takes_its_time_for_each_megapixel_of_its_input(parts: Parts) -> None:
    assert parts.expected(UPSCALE_4X) == pytest.approx(1)
    assert parts.expected(UPSCALE_4X, images=3) == pytest.approx(3)
    assert parts.expected(UPSCALE_4X, UPSCALE_4X) == pytest.approx(1 + 16)


def test_nothing_is_said_of_what_was_not_measured(parts: Parts) -> None:
    assert parts.expected(UpscaleStep(model="RealESRGAN_x4plus")) is None
    assert parts.expected(UPSCALE_4X, RestoreFacesStep(algorithm="codeformer")) is None


def test_faces_take_their_time_once_it_is_known_how_many_there_are(parts: Parts) -> None:
    assert parts.expected(RestoreFacesStep()) is None
    found = FoundFaces(detector="resnet50", items=[face(0), face(200), face(400, confidence=0.2)])
    parts.known_faces.remember(parts.image.id, {"resnet50": found})
    assert parts.expected(RestoreFacesStep()) == pytest.approx(6)
    assert parts.expected(RestoreFacesStep(confidence=0.1)) == pytest.approx(9)
    assert parts.expected(RestoreFacesStep(faces="largest")) == pytest.approx(3)
    assert parts.expected(UPSCALE_4X, RestoreFacesStep()) == pytest.approx(7)
    assert parts.expected(RestoreFacesStep(detector="mtcnn")) is None


def test_a_grid_takes_a_run_for_each_row_over_its_part_and_what_the_network_sees_around_it(parts: Parts) -> None:
    crop = Box(left=400, top=200, right=448, bottom=248)
    grid = Tuning(step=UPSCALE_4X, crop=crop, columns=(0, 0.5, 1), rows=(0.5, 1))
    load = parts.expected_time.load_of_grid(grid, [parts.image.id])
    assert parts.expected_time.of(load) == pytest.approx(2 * 2.0 * 100 * 100 / 1e6)


def test_chosen_faces_need_not_be_found(parts: Parts) -> None:
    chosen = tuple(ChosenFace(box=face(left).box) for left in (0, 200, 400))
    assert parts.expected(RestoreFacesStep(faces="chosen", chosen=chosen)) == pytest.approx(9)


def test_what_another_detector_found_holds_until_the_one_asked_for_can_be_had(parts: Parts, tmp_path: Path) -> None:
    replaced = FoundFaces(detector="mtcnn", items=[face(0)])
    parts.known_faces.remember(parts.image.id, {"resnet50": replaced})
    known = parts.known_faces.get(parts.image.id, "resnet50")
    assert known is not None
    assert (known.detector, known.items) == ("mtcnn", replaced.items)
    recipe = Recipe(steps=(RestoreFacesStep(), RestoreFacesStep(detector="mobilenet0.25")))
    assert parts.known_faces.for_recipe(parts.image.id, recipe) == {"resnet50": replaced}

    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "detection_Resnet50_Final.safetensors").write_bytes(b"four")
    (tmp_path / "weights" / "detection_Resnet50_Final.json").write_text(
        '{"name": "detection_Resnet50_Final", "source": "test", "official": true, "fetched_sha256": "", "sha256": "", '
        '"bytes": 4, "licence": "MIT", "installed_at": "2026-01-01T00:00:00Z"}'
    )
    assert parts.known_faces.get(parts.image.id, "resnet50") is None
    assert parts.known_faces.for_recipe(parts.image.id, recipe) == {}


def test_images_take_their_time_for_each_step_and_megapixel(parts: Parts) -> None:
    generating, finishing = parts.expected_of_batch(UPSCALE_4X)
    assert (generating, finishing) == (None, 1)
    parts.engine.generation_speeds["painter"] = 0.5
    generating, finishing = parts.expected_of_batch(UPSCALE_4X, UPSCALE_4X)
    assert (generating, finishing) == (5, 17)
    generating, finishing = parts.expected_of_batch(UPSCALE_4X, RestoreFacesStep())
    assert (generating, finishing) == (5, None)
