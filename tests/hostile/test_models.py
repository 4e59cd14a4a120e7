"""Mutated files with weights against adding an upscaling model: refused by name, or a model like any other."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
import requests
import torch
from safetensors.torch import save

from tests.api_client import PATIENCE_SECONDS
from tests.fixtures_server import Server
from tests.foreign_models import random_parameters

MUTATIONS = 3
"""Each is tried out in a process of its own, which imports torch: a long run tries more."""


def valid_files() -> dict[str, bytes]:
    parameters = random_parameters("compact-2x")
    checkpoint, archive = io.BytesIO(), io.BytesIO()
    torch.save(parameters, checkpoint)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("archive/data.pkl", b"\x80\x02" + b"(" * 100_000)
        made.writestr("archive/data/0", bytes(10_000_000))
    return {"a.safetensors": save(parameters), "b.pth": checkpoint.getvalue(), "c.zip": archive.getvalue()}


def mutated(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    start = random.choice((0, 8, random.randrange(len(changed)), len(changed) - 200))
    kind = random.randrange(4)
    if kind == 0:
        changed[start : start + 8] = random.choice((b"\xff" * 8, bytes(8), random.randbytes(8)))
    elif kind == 1:
        del changed[start : start + random.choice((1, 100, 100_000))]
    elif kind == 2:
        changed[start:start] = random.randbytes(random.choice((1, 50)))
    else:
        for _ in range(50):
            changed[random.randrange(min(len(changed), 4000))] ^= 1 << random.randrange(8)
    return bytes(changed)


@pytest.fixture(scope="module")
def tried(mutation_count: int) -> int:
    """How many files are tried."""
    return max(MUTATIONS, mutation_count // 200)


def test_mutated_weights_are_refused_by_name_or_work(server: Server, first_seed: int, tried: int) -> None:
    random = Random(first_seed)
    valid = list(valid_files().items())
    before = {model["name"] for model in server.api.get("/api/upscaling/models")["items"]}
    for number in range(tried):
        name, content = valid[number % len(valid)]
        shown = f"{number}{Path(name).suffix}"
        answer = requests.post(
            f"{server.api.url}/api/upscaling/models",
            files={"file": (shown, mutated(content, random))},
            timeout=PATIENCE_SECONDS,
        )
        if answer.status_code == 201:
            assert server.api.call("DELETE", f"/api/upscaling/models/{answer.json()['name']}").status_code == 200
        else:
            assert 400 <= answer.status_code < 500, answer.text
            assert shown in answer.json()["detail"]
    assert {model["name"] for model in server.api.get("/api/upscaling/models")["items"]} == before
    assert server.api.get("/api/health")["status"] == "ok"
