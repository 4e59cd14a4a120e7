"""The list of upscaling models: those of the catalogue, and those that a person added. Does not import torch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from burnish.disk import sha256_of, sync_folder, write_through
from burnish.library.names import clean_name
from burnish.logs import LogPlace, log_place
from burnish.parameters import Tuning, UpscaleStep
from burnish.settings import Settings
from burnish.upscaling.custom_model import CustomModel
from burnish.upscaling.models import MODELS, ModelCard, card_of, pick
from burnish.upscaling.naming import model_name
from burnish.upscaling.problems import (
    DenoisingNotAdjustable,
    ModelDamaged,
    ModelNotRemovable,
    ModelsFolderUnusable,
    ScaleUnsupported,
)
from burnish.upscaling.recognition import RecognitionRequest, recognise
from burnish.weights.catalogue import CATALOGUE

_UNFINISHED = ".part"


def open_models(settings: Settings) -> "ModelRegistry":
    """The models of the program with these settings."""
    return ModelRegistry(settings.root / "models", log_place(settings, "recognition"))


class ModelRegistry:
    """The models of one root folder, which several processes may use at the same time.

    What a person added is kept in the registry's folder, the weights of each model as ``NAME.safetensors`` and its
    record as ``NAME.json``, and read anew at each call. A model is there as soon as its record is.
    """

    def __init__(self, folder: Path, logs: LogPlace | None = None) -> None:
        """The models that were added are in ``folder``, which is made when the first one is. The process that looks at
        new ones logs to ``logs``, None for nowhere."""
        self._folder = folder
        self._logs = logs

    def cards(self) -> list[ModelCard]:
        """Every model, in the order in which they are shown: the catalogue's, then the others by their names."""
        return [*MODELS.values(), *(card_of(model) for model in self._read())]

    def find(self, name: str) -> ModelCard:
        """The model of that name. Raises UnknownModel."""
        return MODELS[name] if name in MODELS else pick(name, self.cards())

    def check(self, step: UpscaleStep) -> None:
        """Raises UnknownModel or ScaleUnsupported where the step asks for what there is not."""
        card = self.find(step.model)
        if step.scale not in card.scales:
            offered = " or ".join(f"{scale}x" for scale in card.scales)
            raise ScaleUnsupported(
                f"{card.title} enlarges {card.network_scale} times, so that it can be used for {offered} and not for "
                f"{step.scale}x. Choose {offered}, or another model."
            )

    def check_tuning(self, tuning: Tuning) -> None:
        """Raises what :meth:`check` does, or DenoisingNotAdjustable, where a grid asks for what there is not."""
        if not isinstance(tuning.step, UpscaleStep):
            return
        self.check(tuning.step)
        card = self.find(tuning.step.model)
        if tuning.rows and card.twin is None:
            raise DenoisingNotAdjustable(
                f"{card.title} has no denoising strength that could be compared. Leave out the rows, or choose "
                f"{MODELS[UpscaleStep().model].title}."
            )

    def is_ready(self, model: CustomModel) -> bool:
        """Whether the weights of a model that was added are there, told from their size alone."""
        path = self._weights_path(model)
        return path.is_file() and path.stat().st_size == model.bytes

    def weights_of(self, model: CustomModel) -> Path:
        """The safetensors file of a model that was added. Raises ModelDamaged where it is not as it was stored."""
        if not self.is_ready(model):
            raise ModelDamaged(
                f"The weights of {model.title} in {self._weights_path(model)} are missing or cut off. "
                f"Remove the model and add {model.file_name} again."
            )
        return self._weights_path(model)

    def verify(self, model: CustomModel) -> None:
        """Reads the weights of a model that was added whole and compares them with its record. Raises ModelDamaged."""
        if sha256_of(self.weights_of(model)) != model.sha256:
            raise ModelDamaged(
                f"The weights of {model.title} in {self._weights_path(model)} have changed since they were stored. "
                f"Remove the model and add {model.file_name} again."
            )

    def add(self, path: Path, file_name: str) -> ModelCard:
        """Recognises the network that a file is for, and takes its weights among the models.

        ``path`` may hold anything; it is read in a process of its own and left as it is. ``file_name`` is what a
        person calls it. A model with the same weights that is there already is given instead of a second one.

        Raises NotAnUpscalingModel, and ModelsFolderUnusable.
        """
        shown_name = clean_name(file_name)
        with self._adding():
            self._clean_up()
            unfinished = self._folder / f"added{_UNFINISHED}"
            try:
                recognised = recognise(
                    RecognitionRequest(path=path, name=shown_name, target=unfinished), logs=self._logs
                )
                known = next((model for model in self._read() if model.sha256 == recognised.sha256), None)
                if known is not None and self.is_ready(known):
                    return card_of(known)
                title = Path(shown_name).stem
                model = CustomModel(
                    **recognised.model_dump(),
                    name=known.name if known is not None else model_name(title, self._taken_names()),
                    title=title,
                    file_name=shown_name,
                    added_at=datetime.now(UTC),
                )
                self._store(model, unfinished)
            finally:
                unfinished.unlink(missing_ok=True)
        return card_of(model)

    def remove(self, name: str) -> ModelCard:
        """Removes a model that was added. Raises UnknownModel, ModelNotRemovable and ModelsFolderUnusable."""
        card = self.find(name)
        if card.custom is None:
            raise ModelNotRemovable(
                f"{card.title} is always on the list. Its weights are removed with DELETE /api/weights/{card.name}."
            )
        with self._problems_of_folder():
            self._record_path(card.custom).unlink(missing_ok=True)
            self._weights_path(card.custom).unlink(missing_ok=True)
        return card

    def _read(self) -> list[CustomModel]:
        """What was added; a file that is no record of this folder is passed over."""
        models = []
        for path in sorted(self._folder.glob("*.json"), key=lambda path: path.name.lower()):
            try:
                model = CustomModel.model_validate_json(path.read_bytes())
            except (OSError, ValidationError):
                continue
            if model.name == path.stem:
                models.append(model)
        return models

    def _store(self, model: CustomModel, weights: Path) -> None:
        """Takes the weights, then writes the record, so that a crash in between leaves no model rather than half."""
        weights.replace(self._weights_path(model))
        record = self._record_path(model)
        unfinished = record.with_name(f"{record.name}{_UNFINISHED}")
        write_through(unfinished, model.model_dump_json(indent=2).encode())
        unfinished.replace(record)
        sync_folder(self._folder)

    def _clean_up(self) -> None:
        """Removes what a crash has left of adding and removing. A record that cannot be read keeps its weights."""
        for path in list(self._folder.iterdir()):
            without_record = path.suffix == ".safetensors" and not path.with_suffix(".json").exists()
            if path.suffix == _UNFINISHED or without_record:
                path.unlink(missing_ok=True)

    def _taken_names(self) -> list[str]:
        """Names of models, and of the catalogue's weights, with which resident ones are told."""
        return [*MODELS, *(entry.name for entry in CATALOGUE), *(path.stem for path in self._folder.glob("*.json"))]

    def _weights_path(self, model: CustomModel) -> Path:
        return self._folder / f"{model.name}.safetensors"

    def _record_path(self, model: CustomModel) -> Path:
        return self._folder / f"{model.name}.json"

    @contextmanager
    def _adding(self) -> Iterator[None]:
        """Only one process at a time adds models."""
        with self._problems_of_folder():
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "adding.lock"):
                yield

    @contextmanager
    def _problems_of_folder(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ModelsFolderUnusable(
                f"The models in {self._folder} cannot be changed: {error}. Check that the folder can be written and "
                "that the disk has space."
            ) from error
