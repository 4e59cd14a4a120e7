"""What made an image, as a text for people that other programs read and write, too. Does not import torch.

The text holds the prompt, the negative prompt if there is one, and a line of settings:

    a red fox in snow
    Negative prompt: blurred
    Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 1, Size: 512x768, Model: sd-turbo

Nothing in it tells a line of the prompt that looks like one of the other two from them; the last line that begins with
``Steps:`` is the one with the settings, and the first that begins with ``Negative prompt:`` ends the prompt.
"""

import json
import math
import re
from collections.abc import Iterator

from burnish.parameters import SAMPLER_TITLES
from burnish.records import ImageGeneration

_NEGATIVE = "Negative prompt:"
_SETTINGS_START = re.compile(r"Steps: *\d")
_SETTING = re.compile(r'\s*([^\s:,"][^:,"]*):\s*("(?:[^"\\]|\\.)*"|[^,]*)(?:,|\Z)|[^,]*(?:,|\Z)')
_NEEDS_QUOTES = re.compile(r'[,:"\\\n]|^\s|\s$')
_WHOLE_NUMBER = re.compile(r"[0-9]{1,20}")
_NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?(e[+-]?[0-9]{1,3})?")
_SIZE = re.compile(r"([0-9]{1,6}) *x *([0-9]{1,6})")
_TITLES: dict[str, str] = {str(name): title for name, title in SAMPLER_TITLES.items()}
_SAMPLER_NAMES: dict[str, str] = {title.casefold(): name for name, title in SAMPLER_TITLES.items()}


def parameters_line(made: ImageGeneration) -> str:
    """The text that tells what made an image. What is not known is left out."""
    settings = {
        "Steps": made.steps,
        "Sampler": _TITLES.get(made.sampler, made.sampler) if made.sampler else None,
        "CFG scale": made.guidance,
        "Seed": made.seed,
        "Size": f"{made.width}x{made.height}" if made.width and made.height else None,
        "Model": made.model,
    }
    lines = [
        made.prompt,
        f"{_NEGATIVE} {made.negative_prompt}" if made.negative_prompt else "",
        ", ".join(f"{name}: {_shown(value)}" for name, value in settings.items() if value is not None),
    ]
    return "\n".join(line for line in lines if line)


def read_parameters_line(text: str) -> ImageGeneration | None:
    """What such a text tells, by whichever program; None for a text without a line of settings.

    A sampler of :data:`burnish.parameters.SamplerName` comes by that name, another as the text calls it. Settings that
    Burnish does not know, or whose values make no sense, are passed over.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    last = next((number for number in reversed(range(len(lines))) if _SETTINGS_START.match(lines[number])), None)
    if last is None:
        return None
    prompts = lines[:last]
    end = next((number for number, line in enumerate(prompts) if line.startswith(_NEGATIVE)), last)
    settings = dict(_settings(lines[last]))
    width, height = _size(settings.get("Size", ""))
    return ImageGeneration(
        prompt="\n".join(prompts[:end]),
        negative_prompt="\n".join(prompts[end:]).removeprefix(_NEGATIVE).removeprefix(" "),
        width=width,
        height=height,
        steps=_whole_number(settings.get("Steps", "")),
        guidance=_number(settings.get("CFG scale", "")),
        sampler=_sampler(settings.get("Sampler"), settings.get("Schedule type")),
        seed=_whole_number(settings.get("Seed", "")),
        model=settings.get("Model"),
    )


def _shown(value: str | float) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if _NEEDS_QUOTES.search(value) else value
    return repr(int(value) if value == int(value) else value)


def _settings(line: str) -> Iterator[tuple[str, str]]:
    """The names and values in a line; what lies between commas and is not of that kind is passed over."""
    for setting in _SETTING.finditer(line):
        if setting[1]:
            yield setting[1].strip(), _unquoted(setting[2].strip())


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value


def _sampler(title: str | None, schedule: str | None) -> str | None:
    """The sampler, which newer programs tell without its schedule of noise."""
    if not title:
        return None
    with_schedule = _SAMPLER_NAMES.get(f"{title} {schedule}".casefold())
    return with_schedule or _SAMPLER_NAMES.get(title.casefold(), title)


def _size(value: str) -> tuple[int, int] | tuple[None, None]:
    size = _SIZE.fullmatch(value)
    return (int(size[1]), int(size[2])) if size else (None, None)


def _whole_number(value: str) -> int | None:
    return int(value) if _WHOLE_NUMBER.fullmatch(value) else None


def _number(value: str) -> float | None:
    number = float(value) if _NUMBER.fullmatch(value) else math.inf
    return number if math.isfinite(number) else None
