"""From what was asked for to the values really used. Does not import torch."""

from burnish.generation.cards import GeneratorCard
from burnish.generation.problems import GenerationUnsupported
from burnish.parameters import MAX_SEED, Generation
from burnish.problems import ParameterError
from burnish.records import ImageGeneration


def resolve(asked: Generation, card: GeneratorCard, random_seed: int) -> Generation:
    """The batch with every value set, as the generator recommends where none was asked for.

    Only the sampler may stay None, which is the generator's own. ``random_seed`` is taken where none was asked for.
    Raises GenerationUnsupported, which names each parameter that the generator cannot do.
    """
    recommended = card.recommended
    resolved = asked.model_copy(
        update={
            "width": recommended.width if asked.width is None else asked.width,
            "height": recommended.height if asked.height is None else asked.height,
            "steps": recommended.steps if asked.steps is None else asked.steps,
            "guidance": recommended.guidance if asked.guidance is None else asked.guidance,
            "seed": random_seed if asked.seed is None else asked.seed,
            "generator": card.name,
        }
    )
    errors = [*_size_errors(resolved, card), *_sampler_errors(resolved, card)]
    if errors:
        raise GenerationUnsupported(" ".join(error.detail for error in errors), errors)
    return resolved


def image_of(batch: Generation, card: GeneratorCard, seed: int) -> ImageGeneration:
    """What is to make one image of a resolved batch, but for what the generator ignores; ``seed`` is its own."""
    return ImageGeneration(
        prompt=batch.prompt,
        negative_prompt="" if "negative_prompt" in card.ignores else batch.negative_prompt,
        width=batch.width,
        height=batch.height,
        steps=batch.steps,
        guidance=None if "guidance" in card.ignores else batch.guidance,
        sampler=batch.sampler,
        seed=seed,
        generator=batch.generator,
        model=card.model,
    )


def seed_of(first_seed: int, index: int) -> int:
    """The seed of an image of a batch, whose place in it is ``index``: they count up, and go on from 0 at the end."""
    return (first_seed + index) % (MAX_SEED + 1)


def _size_errors(generation: Generation, card: GeneratorCard) -> list[ParameterError]:
    multiple = card.size_multiple
    return [
        ParameterError(
            parameter=f"generation.{name}",
            detail=f"The {name} {value} is not a multiple of {multiple}, as {card.title} needs it; "
            f"{_nearest_multiple(value, multiple)} is the nearest one.",
        )
        for name, value in (("width", generation.width), ("height", generation.height))
        if value is not None and value % multiple
    ]


def _nearest_multiple(value: int, multiple: int) -> int:
    return max(multiple, (value + multiple // 2) // multiple * multiple)


def _sampler_errors(generation: Generation, card: GeneratorCard) -> list[ParameterError]:
    if generation.sampler is None or generation.sampler in card.samplers:
        return []
    offered = f"one of {', '.join(card.samplers)}, or none" if card.samplers else "none: it has its own only"
    return [
        ParameterError(
            parameter="generation.sampler",
            detail=f"{card.title} has no sampler {generation.sampler}; choose {offered}.",
        )
    ]
