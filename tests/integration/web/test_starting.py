"""How a server starts, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import requests
import websocket

from tests.api_client import PATIENCE_SECONDS, Api
from tests.fixtures_server import Server, StartServer, burnish_command, environment
from tests.sample_images import image_file


def serve_in_vain(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs ``burnish serve``, which is to end by itself."""
    return subprocess.run(
        burnish_command("serve", *arguments),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        env=environment(),
    )


def run_python(code: str) -> str:
    """What a fresh interpreter prints when it runs the code."""
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment()
    ).stdout.strip()


def test_a_second_server_over_the_same_library_is_refused(server: Server) -> None:
    second = serve_in_vain("--root", server.root, "--port", "0")
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Another Burnish is using {server.root}.")
    assert "--root" in second.stderr
    assert server.api.get("/api/images")["total"] >= 0


def test_a_port_that_is_taken_is_named(server: Server, tmp_path: Path) -> None:
    port = server.api.url.rsplit(":", 1)[1]
    second = serve_in_vain("--root", tmp_path, "--port", port)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Cannot listen on 127.0.0.1:{port}")
    assert "--port" in second.stderr


def test_a_root_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    refused = serve_in_vain("--root", file, "--port", "0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert str(file) in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_generator_that_there_is_not_is_named(tmp_path: Path) -> None:
    refused = serve_in_vain("--root", tmp_path, "--port", "0", "--generator", "no such thing")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("--generator 'no such thing' is not on the list of generators")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("module", ["burnish.web.server", "burnish.web.schema", "burnish.cli.serve"])
def test_the_server_process_never_imports_pytorch(module: str) -> None:
    loaded = run_python(f"import {module}, sys; print(*{{name.split('.')[0] for name in sys.modules}})").split()
    assert "burnish" in loaded
    assert not {"torch", "basicsr", "realesrgan", "torchvision"} & set(loaded)


def test_a_server_at_work_has_not_loaded_pytorch(server: Server) -> None:
    server.api.result(server.api.postprocess(server.api.upload(image_file(20, 20))["id"], denoising_strength=1))
    assert not has_pytorch(psutil.Process(server.process.pid))
    assert has_pytorch(server.engine())


def has_pytorch(process: psutil.Process) -> bool:
    """Whether a process has PyTorch's shared libraries in its memory."""
    return any("/torch/" in mapped.path for mapped in process.memory_maps())


def test_nothing_is_complained_of_at_the_start(start_server: StartServer) -> None:
    assert start_server("--no-esrgan", "--no-restore").log.read_text() == ""


@pytest.mark.parametrize("flags", [("--no-esrgan", "--no-restore"), ("--no_esrgan", "--no_restore")])
def test_without_any_network_jobs_are_refused_and_pytorch_stays_away(
    start_server: StartServer, flags: tuple[str, str]
) -> None:
    server = start_server(*flags)
    image = server.api.upload(image_file(20, 20))["id"]
    for step, kind in (("upscale", "upscaling"), ("restore_faces", "restoration")):
        job = {"kind": "postprocess", "images": [image], "recipe": {"steps": [{"type": step}]}}
        problem = server.api.problem("POST", "/api/jobs", json=job)
        assert (problem["type"], problem["status"]) == (f"/problems/{kind}-disabled", 409)
    problem = server.api.problem("GET", f"/api/images/{image}/faces")
    assert (problem["type"], problem["status"]) == ("/problems/restoration-disabled", 409)
    assert server.api.get("/api/upscaling/models")["enabled"] is False
    assert server.api.get("/api/restoration/algorithms")["enabled"] is False
    settings = server.api.get("/api/settings")
    assert (settings["upscaling_enabled"], settings["restoration_enabled"]) == (False, False)
    assert server.api.get("/api/health")["engine"]["state"] == "stopped"

    assert server.api.ended(server.api.generate()["id"])["state"] == "done"
    assert not has_pytorch(server.engine())


def test_a_device_that_is_not_there_fails_jobs_with_the_reason(start_server: StartServer) -> None:
    server = start_server("--device", "cuda:99")
    job = server.api.postprocess(server.api.upload(image_file(20, 20))["id"])
    failed = server.api.ended(job["id"])
    assert failed["error"]["type"] == "/problems/device-unavailable"
    assert "'cuda:99'" in failed["error"]["detail"]
    assert server.api.get("/api/health")["engine"]["restarts"] == 0


@pytest.mark.parametrize(
    ("name", "value"), [("BURNISH_PORT", "70000"), ("BURNISH_MAX_PIXELS", "0"), ("BURNISH_PRECISION", "float8")]
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, name: str, value: str) -> None:
    refused = subprocess.run(
        burnish_command("serve", "--root", tmp_path),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        env=environment() | {name: value},
    )
    assert refused.returncode == 2
    assert f"{name} cannot be '{value}'" in refused.stderr
    assert "Traceback" not in refused.stderr


def shakes_hands(api: Api, origin: str) -> bool:
    """Whether a page of that origin may open a websocket."""
    address = api.url.replace("http:", "ws:") + "/socket.io/?EIO=4&transport=websocket"
    try:
        websocket.create_connection(address, timeout=PATIENCE_SECONDS, origin=origin).close()
    except websocket.WebSocketBadStatusException as refused:
        assert refused.status_code == 403
        return False
    return True


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_origin_hears_nothing(api: Api, origin: str) -> None:
    assert not shakes_hands(api, origin)
    query = {"EIO": "4", "transport": "polling"}
    polled = requests.get(f"{api.url}/socket.io/", query, headers={"Origin": origin}, timeout=PATIENCE_SECONDS)
    assert polled.status_code == 403


def test_a_page_of_the_servers_own_origin_is_welcome(api: Api) -> None:
    assert shakes_hands(api, api.url)


def test_an_unknown_path_of_the_api_is_a_problem(api: Api) -> None:
    assert api.problem("GET", "/api/nope")["status"] == 404
    assert api.problem("PUT", "/api/images")["status"] == 405
