"""With --offline nothing touches the network: every Python process of Burnish writes down each attempt."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api_client import PATIENCE_SECONDS, Api, Json
from tests.fixtures_server import Server, burnish_command, environment, give_face_weights, give_weights, serving
from tests.forbidden_network import ForbiddenNetwork
from tests.sample_images import image_file

LIGHT = "mobilenet0.25"
HUB_ID = "someone/some-pipeline"
UPSCALING: Json = {"type": "upscale", "scale": 2, "denoising_strength": 1}


@pytest.fixture
def network(tmp_path: Path) -> ForbiddenNetwork:
    return ForbiddenNetwork(tmp_path / "attempts.txt")


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Iterator[tuple[Server, ForbiddenNetwork]]:
    """An offline server with the general network, and what it and its children tried on the network."""
    folder = tmp_path_factory.mktemp("offline")
    forbidden = ForbiddenNetwork(folder / "attempts.txt")
    give_weights(weights_root, folder / "library")
    with serving(folder / "library", variables=forbidden.variables) as running:
        yield running, forbidden


def why_not(api: Api, job: Json) -> str:
    """Why a job is refused, or fails."""
    answer = api.call("POST", "/api/jobs", json=job)
    if answer.status_code != 202:
        return str(answer.json()["detail"])
    ended = api.ended(answer.json()["id"])
    assert ended["state"] == "failed"
    return str(ended["error"]["detail"])


def run(network: ForbiddenNetwork, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Runs a command of Burnish to its end."""
    return subprocess.run(
        burnish_command(*arguments),
        env=environment() | network.variables,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_what_is_there_works(offline: tuple[Server, ForbiddenNetwork], tiny_pipeline: Path) -> None:
    server, network = offline
    api = server.api
    assert api.get("/api/settings")["offline"] is True
    assert api.get("/api/health")["status"] == "ok"
    assert api.result(api.postprocess(api.upload(image_file(24, 16))["id"], denoising_strength=1))["width"] == 48
    assert api.result(api.generate(generator="painter"))["kind"] == "base"
    api.post("/api/generators", {"source": str(tiny_pipeline)}, status=201)
    assert api.result(api.generate(generator=tiny_pipeline.name))["kind"] == "base"
    assert network.attempts == []


def test_faces_are_restored(offline: tuple[Server, ForbiddenNetwork], face_weights_root: Path, test_data: Path) -> None:
    server, network = offline
    give_face_weights(face_weights_root, server.root)
    photo = server.api.upload((test_data / "photos" / "boy_lowres.jpg").read_bytes(), "boy.jpg")
    job = server.api.run_recipe(photo["id"], steps=[{"type": "restore_faces", "detector": LIGHT}])
    assert server.api.result(job)["kind"] == "result"
    assert network.attempts == []


def test_what_is_missing_fails_with_a_sentence(offline: tuple[Server, ForbiddenNetwork]) -> None:
    server, network = offline
    api = server.api
    image = api.upload(image_file(24, 16))["id"]
    api.post("/api/generators", {"source": HUB_ID}, status=201)
    upscaling = {"type": "upscale", "model": "RealESRGAN_x4plus"}
    generation = {"prompt": "a fox", "generator": "some-pipeline", "width": 64, "height": 64}
    for job in (
        {"kind": "postprocess", "images": [image], "recipe": {"steps": [upscaling]}},
        {"kind": "generate", "generation": generation},
    ):
        assert "offline" in why_not(api, job)
    for path in ("/api/weights/realesr-general-wdn-x4v3/download", "/api/generators/some-pipeline/download"):
        answer = api.call("POST", path)
        problem = api.ended(answer.json()["id"])["error"] if answer.status_code == 202 else answer.json()
        assert "offline" in problem["detail"]
    assert network.attempts == []


def test_commands_stay_off_the_network(network: ForbiddenNetwork, tmp_path: Path, weights_root: Path) -> None:
    root, photo = tmp_path / "root", tmp_path / "photo.png"
    give_weights(weights_root, root)
    photo.write_bytes(image_file(24, 16))
    common = ("--offline", "--root", root)
    fetching = run(network, "configure", *common, "--yes")
    assert fetching.returncode == 1
    assert "offline" in fetching.stderr
    assert run(network, "configure", *common, "--yes", "--only", "sd-turbo").returncode == 1
    quick = ("--upscale", "2", "--denoising-strength", "1")
    done = run(network, "process", *common, photo, "-o", tmp_path / "results", *quick)
    assert done.returncode == 0, done.stderr
    assert network.attempts == []


def test_without_the_setting_the_same_attempts_are_seen(network: ForbiddenNetwork, tmp_path: Path) -> None:
    with serving(tmp_path / "library", "--no-offline", "--no-esrgan", variables=network.variables) as server:
        job = server.api.post("/api/weights/parsing_parsenet/download", status=202)
        assert server.api.ended(job["id"])["state"] == "failed"
        assert set(network.attempts) == {"socket.getaddrinfo github.com"}
        generator = server.api.post("/api/generators/sd-turbo/download", status=202)
        assert server.api.ended(generator["id"])["state"] == "failed"
    assert set(network.attempts) == {"socket.getaddrinfo github.com", "socket.getaddrinfo huggingface.co"}


@pytest.mark.parametrize(
    ("code", "attempt"),
    [
        ("socket.create_connection(('192.0.2.1', 80))", "socket.getaddrinfo 192.0.2.1"),
        ("socket.socket().connect(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
        ("socket.socket().connect_ex(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
        ("socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))", "socket.connect 2001:db8::1"),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))", "socket.sendto 192.0.2.1"),
        ("socket.gethostbyname('burnish.invalid')", "socket.gethostbyname burnish.invalid"),
        ("subprocess.run([sys.executable, '-m', 'pip', '--version'])", "subprocess.Popen pip"),
        ("subprocess.run(['/usr/bin/npm', 'pack'])", "subprocess.Popen npm"),
        ("subprocess.run([sys.executable, '-c', 'import socket; socket.gethostbyname(\"a.invalid\")'], check=True)",
         "socket.gethostbyname a.invalid"),
    ],
)  # fmt: skip
def test_every_way_out_is_seen_and_refused(network: ForbiddenNetwork, code: str, attempt: str) -> None:
    refused = run_python(network, code)
    assert refused.returncode == 1
    assert "The network is forbidden" in refused.stderr
    assert network.attempts == [attempt]


def test_this_machine_may_be_spoken_to(network: ForbiddenNetwork) -> None:
    code = "server = socket.create_server(('127.0.0.1', 0)); socket.create_connection(server.getsockname()); print(1)"
    assert run_python(network, code).stdout == "1\n"
    assert run_python(network, "print(socket.getaddrinfo('localhost', 80) != [])").stdout == "True\n"
    assert network.attempts == []


def run_python(network: ForbiddenNetwork, code: str) -> "subprocess.CompletedProcess[str]":
    """Runs code in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", f"import socket, subprocess, sys; {code}"],
        env=environment() | network.variables,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
